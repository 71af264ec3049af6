/** The simulated network's shop side: a feed of unacknowledged events per shop number, and sending with our own ids. */
import type { Logger } from "pino";
import type { Sql } from "postgres";
import { listen } from "@/lib/db/listen";
import { inboundKinds } from "@/lib/whatsapp/kinds";
import { createLanes } from "@/wa-runner/inbound/lanes";
import type {
  ChannelAdapter,
  ChannelEvents,
  ChannelHealth,
  ChannelRef,
  ChannelSession,
  InboundMessage,
  OutboundMessage,
  SendOutcome,
} from "@/wa-runner/ports";

interface FeedRow {
  seq: string;
  event: "message" | "delivered" | "read";
  id: string;
  phone: string;
  name: string | null;
  kind: string;
  body: string;
  payload: Record<string, unknown>;
  media_id: string | null;
  media_name: string | null;
  reply_to: string | null;
  sent_at: Date;
}

export interface SimulatorOptions {
  /** Connections as the network's own role. */
  sql: Sql;
  databaseUrl: string;
  events: ChannelEvents;
  log: Logger;
}

const FALLBACK_MS = 5000;

const toInbound = (row: FeedRow): InboundMessage => ({
  providerId: row.id,
  from: "customer",
  source: "live",
  sender: { kind: "phone", value: row.phone, name: row.name ?? undefined },
  kind: inboundKinds.find((kind) => kind === row.kind) ?? "unsupported",
  body: row.body,
  payload: row.payload,
  media: row.media_id ? { ref: row.media_id, name: row.media_name ?? "file" } : null,
  sentAt: row.sent_at,
  replyTo: row.reply_to,
});

export function createSimulatorAdapter({ sql, databaseUrl, events, log }: SimulatorOptions): ChannelAdapter {
  const sessions = new Map<string | null, { channel: ChannelRef; pump: () => void; drained: () => Promise<void> }>();
  let health: ChannelHealth = { state: "starting", since: new Date() };

  const setHealth = (next: Pick<ChannelHealth, "state" | "reason">) => {
    if (next.state === health.state && next.reason === health.reason) return;
    health = { ...next, since: new Date() };
    for (const { channel } of sessions.values()) events.onHealth(channel, health);
  };
  const pumpAll = () => {
    for (const session of sessions.values()) session.pump();
  };

  const listener = listen({
    url: databaseUrl,
    channels: ["simulator_shop"],
    onNotify: (_channel, shop) => sessions.get(shop)?.pump(),
    onReady: () => {
      setHealth({ state: "connected" });
      pumpAll();
    },
    onLost: () => setHealth({ state: "reconnecting", reason: "network" }),
  });
  const fallback = setInterval(pumpAll, FALLBACK_MS);

  const fetchMedia: ChannelSession["fetchMedia"] = async (ref) => {
    const [file] = await sql<
      { bytes: Uint8Array; name: string }[]
    >`select bytes, name from simulator.media where id = ${ref}`;
    return file ?? null;
  };

  async function handle(channel: ChannelRef, row: FeedRow): Promise<void> {
    if (row.event === "message") await events.onMessage(channel, toInbound(row));
    else await events.onReceipt(channel, { messageId: row.id, providerId: row.id, state: row.event });
    await sql`select simulator.ack(${[row.seq]}::bigint[])`;
  }

  /** What the network still has for this number. Phones whose message is in hand or waits for its next try are left out. */
  const read = (channel: ChannelRef, busy: readonly string[]) => sql<FeedRow[]>`
    select e.seq, e.kind as event, m.id, m.phone, p.name, m.kind, m.body, m.payload, m.media_id, d.name as media_name, m.reply_to, m.sent_at
    from simulator.events as e
    join simulator.messages as m on m.seq = e.message_seq
    join simulator.phones as p on p.number = m.phone
    left join simulator.media as d on d.id = m.media_id
    where e.shop = ${channel.address} and e.acked_at is null and m.phone <> all (${[...busy]})
    order by e.seq limit 200`;

  async function send(channel: ChannelRef, message: OutboundMessage): Promise<SendOutcome> {
    const { media } = message;
    const wire = JSON.stringify({
      id: message.id,
      shop: channel.address,
      phone: message.to.value,
      kind: message.kind,
      body: message.body,
      payload: message.payload,
      reply_to: message.replyTo,
      media: media && { mime: media.mime, name: media.name },
    });
    try {
      const [row] = await sql<{ result: string }[]>`
        select simulator.send_from_shop(${wire}::text::jsonb, ${media ? Buffer.from(media.bytes) : null}) as result`;
      const result = row?.result;
      if (result === "unregistered") return { accepted: false, failure: "contact", reason: "send.not_on_whatsapp" };
      return { accepted: true, stage: "accepted" };
    } catch (error) {
      log.warn(
        { channel: channel.channelId, err: error instanceof Error ? error.name : "unknown" },
        "simulator send failed",
      );
      return { accepted: false, failure: "retry", reason: "send.network" };
    }
  }

  return {
    kind: "simulator",
    capabilities: {
      kinds: ["text", "image", "audio", "video", "document", "buttons", "list", "location", "reaction"],
      ownMessageIds: true,
      serviceWindowHours: null,
      readReceipts: true,
    },
    async connect(channel): Promise<ChannelSession> {
      const lanes = createLanes<FeedRow>({
        read: (busy) => read(channel, busy),
        laneOf: (row) => row.phone,
        handle: (row) => handle(channel, row),
        onError: (error, lane) =>
          log.warn({ channel: channel.channelId, tries: lane.tries, err: errorName(error) }, "inbound waits"),
      });
      sessions.set(channel.address, { channel, pump: lanes.wake, drained: lanes.stop });
      events.onHealth(channel, health);
      lanes.wake();
      return {
        channel,
        send: (message) => send(channel, message),
        fetchMedia,
        health: () => health,
        async markRead(to, providerId, earlier = []) {
          await sql`select simulator.mark_read_by_shop(${to.value}, ${channel.address}, ${[...earlier, providerId]}::text[])`;
        },
        async close() {
          sessions.delete(channel.address);
          await lanes.stop();
        },
      };
    },
    async close() {
      clearInterval(fallback);
      await listener.stop();
      await Promise.all([...sessions.values()].map((session) => session.drained()));
      sessions.clear();
    },
  };
}

const errorName = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 120) : "unknown");
