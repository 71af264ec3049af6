/** A shop with a number of its own on the test server's WhatsApp, held by this process as a runner holds it. */
import { randomInt } from "node:crypto";
import { Writable } from "node:stream";
import tls from "node:tls";
import { WA_CERT_DETAILS } from "@whiskeysockets/baileys";
import type { Sql } from "postgres";
import { makeLogger } from "@/lib/core/log";
import { claimMedia, claimOutbox, claimReads, serviceDb } from "@/lib/db/service";
import { openLinkOffer } from "@/lib/whatsapp/link-offer";
import { actAs } from "@/testing/db";
import { makeShop } from "@/testing/shop";
import { createBaileysAdapter } from "@/wa-runner/adapters/baileys/adapter";
import type { Patience } from "@/wa-runner/adapters/baileys/connection";
import { openSession } from "@/wa-runner/adapters/baileys/session";
import { createEvents } from "@/wa-runner/events";
import { dbOf } from "@/wa-runner/holding";
import { startMedia } from "@/wa-runner/inbound/media";
import { createRecorder } from "@/wa-runner/inbound/record";
import { createMetrics } from "@/wa-runner/metrics";
import { startOutbound } from "@/wa-runner/outbound/loop";
import { startReads } from "@/wa-runner/outbound/reads";
import { createSender } from "@/wa-runner/outbound/sender";
import type { ChannelEvents, ChannelRef, ChannelSession, OutboundMessage } from "@/wa-runner/ports";
import { openHeld } from "@/wa-runner/supervisor/held";
import { eventually } from "@/wa-runner/testing/process";
import type { WhatsAppServer } from "@/wa-runner/testing/whatsapp-server/server";

interface PhoneMessage {
  id: string;
  kind: string;
  body: string;
  payload: Record<string, unknown>;
  direction: string;
  author_kind: string;
  media_mime: string | null;
  provider_id: string;
  reply_to: string | null;
  status: string;
  error: string | null;
  conversation_id: string;
  edited_body: string | null;
  revoked_at: Date | null;
  is_history: boolean;
}
const columns = (sql: Sql) =>
  sql`m.id, m.kind, m.body, m.payload, m.direction, m.author_kind, m.media_mime, m.provider_id, m.reply_to, m.status, m.error,
    m.conversation_id, m.edited_body, m.revoked_at, m.is_history`;

export const newDigits = (): string => `6011${randomInt(10_000_000, 99_999_999)}`;

/** The client insists on HTTPS for files; in this process, for the rest of it. */
export function trust({ certificate, rootPublicKey }: WhatsAppServer): void {
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootPublicKey, "hex");
  tls.setDefaultCACertificates([...tls.getCACertificates("default"), certificate]);
}

export async function makeLinkedPhone(sql: Sql, whatsapp: WhatsAppServer, digits: string) {
  const shop = await makeShop(sql);
  whatsapp.person(digits, "Kedai");
  // The concierge has tests of its own; what it starts is looked at, what it says would be in the way.
  const [made] = await sql<{ id: string }[]>`
    update public.channels set kind = 'baileys', name = 'Telefon kedai', address = null, state = 'new' where tenant_id = ${shop.tenantId} returning id`;
  const channelId = made?.id ?? "";
  const { tenantId } = shop;
  const config = async () => ({ webSocketUrl: whatsapp.url, mediaHost: whatsapp.mediaHost, version: undefined });
  let epoch = 0;
  let output = "";
  const quiet = makeLogger(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        output += chunk.toString();
        done();
      },
    }),
  );
  quiet.level = "debug";

  async function hold(): Promise<ChannelRef> {
    epoch += 1;
    await sql`
      insert into private.wa_leases (channel_id, tenant_id, owner, epoch, lease_until)
      values (${channelId}, ${shop.tenantId}, ${channelId}, ${epoch}, now() + interval '1 hour')
      on conflict (channel_id) do update set epoch = excluded.epoch, owner = excluded.owner, lease_until = excluded.lease_until`;
    return { tenantId: shop.tenantId, channelId, address: `+${digits}`, epoch };
  }

  const sender = createSender({ log: quiet, sessionFor: () => undefined, onStale: () => undefined });
  const eventsOf = (change: Partial<ChannelEvents> = {}): ChannelEvents => ({
    ...createEvents({
      record: createRecorder({ log: quiet }),
      setStatus: sender.setStatus,
      lost: () => undefined,
      metrics: createMetrics(),
      log: quiet,
    }),
    ...change,
  });

  const channel = async () =>
    (
      await sql<
        {
          state: string;
          state_reason: string | null;
          address: string | null;
          next_attempt_at: Date | null;
          first_contacts_after: Date | null;
        }[]
      >`select state, state_reason, address, next_attempt_at, first_contacts_after from public.channels where id = ${channelId}`
    )[0];

  /** Files come by themselves, as in a runner. */
  const fetching = (holder: ReturnType<Parameters<typeof startMedia>[0]["heldFor"]>) =>
    startMedia({
      claim: (limit) => claimMedia(serviceDb(), channelId, limit, [channelId]),
      heldFor: () => holder,
      lost: () => undefined,
      metrics: createMetrics(),
      log: quiet,
      fallbackMs: 50,
    });

  /** As a runner holds it: what is in the outbox goes out. */
  async function run(patience: Partial<Patience> = {}) {
    const ref = await hold();
    const service = serviceDb();
    const events = createEvents({
      record: createRecorder({ log: quiet }),
      setStatus: (...args) => outgoing.setStatus(...args),
      lost: () => void held.close("abandon"),
      metrics: createMetrics(),
      log: quiet,
    });
    const adapter = createBaileysAdapter({ events, log: quiet, config, patience });
    const isOpen = () => ["connected", "degraded"].includes(held.session?.health().state ?? "");
    const held = openHeld({
      row: { ...ref, kind: "baileys", settings: {} },
      adapter,
      heldAt: performance.now(),
      waitMs: 0,
      onConnected: () => undefined,
      log: quiet,
    });
    const outgoing = createSender({
      log: quiet,
      sessionFor: () => (isOpen() ? held : undefined),
      onStale: () => void held.close("abandon"),
    });
    const outbound = startOutbound({
      claim: async (limit) => (isOpen() ? claimOutbox(service, channelId, limit, [channelId]) : []),
      deliver: (claim) => outgoing.deliver(claim),
      onDone: () => undefined,
      log: quiet,
      fallbackMs: 100,
    });
    const reads = startReads({
      claim: async (limit) => (isOpen() ? claimReads(service, channelId, limit, [channelId]) : []),
      sessionFor: () => (isOpen() ? held : undefined),
      log: quiet,
      fallbackMs: 100,
      retryMs: 100,
    });
    const session = await eventually("a session", async () => held.session);
    const media = fetching(held);
    return {
      ...session,
      async close(how: "drain" | "abandon" = "drain"): Promise<void> {
        await Promise.all([media.stop(), outbound.stop(), reads.stop()]);
        await held.close(how);
      },
    };
  }

  return {
    shop,
    channelId,
    channel,
    hold,
    run,
    log: () => output,
    /** Another takes the number: whoever held it before holds nothing. */
    async open(change: Partial<ChannelEvents> = {}, ref?: ChannelRef): Promise<ChannelSession> {
      const channel = ref ?? (await hold());
      const session = openSession({
        channel,
        db: dbOf(ref ?? { tenantId: shop.tenantId, channelId, address: null, epoch }),
        events: eventsOf(change),
        config,
        log: quiet,
        random: () => 0,
      });
      const media = fetching({ channel, session, during: (work) => work });
      return {
        ...session,
        async close(how?: "drain" | "abandon") {
          await media.stop();
          await session.close(how);
        },
      };
    },
    request: (action: string, method?: string, phone?: string) =>
      actAs(
        sql,
        shop.owner,
        (tx) => tx`select public.request_channel(${channelId}, ${action}, ${method ?? null}, ${phone ?? null})`,
      ),
    /** What the owner's screen shows to scan or to type. */
    offer: () =>
      eventually("something to scan or type", async () => {
        const [row] = await actAs(
          sql,
          shop.owner,
          (tx) => tx<{ link: { value: string } | null }[]>`select public.channel_link(${channelId}) as link`,
        );
        return row?.link
          ? (openLinkOffer({ tenantId: shop.tenantId, channelId }, row.link.value) ?? undefined)
          : undefined;
      }),
    async link(session: ChannelSession): Promise<void> {
      await this.request("link", "qr");
      await session.asked?.();
      await whatsapp.scan(await this.offer(), digits);
      await this.reaches("connected");
    },
    reaches: (state: string, seconds = 15) =>
      eventually(
        `the number is ${state}`,
        async () => ((await channel())?.state === state ? true : undefined),
        seconds,
      ),
    messages: () =>
      sql<
        PhoneMessage[]
      >`select ${columns(sql)} from public.messages as m where m.channel_id = ${channelId} order by m.seq`,
    /** What this contact wrote, and what the shop's own phone wrote to him. */
    thread: (contact: string) => sql<PhoneMessage[]>`
      select ${columns(sql)} from public.messages as m
       where m.channel_id = ${channelId} and (m.direction = 'in' or m.author_kind = 'phone') and m.customer_id in
         (select i.customer_id from public.customer_identities as i where i.tenant_id = ${tenantId} and i.value in (${`+${contact}`}, ${whatsapp.person(contact).lid}))
       order by m.seq`,
    /** With their files. */
    arrived(contact: string, count: number): Promise<PhoneMessage[]> {
      return eventually(`${count} messages arrive`, async () => {
        const rows = await this.thread(contact);
        const waiting = rows.filter(({ payload }) => payload["media"] === "pending").length;
        if (rows.length >= count && waiting === 0) return rows;
        throw new Error(`${rows.length} came, ${waiting} of their files have not`);
      });
    },
    /** A message of staff's in the thread, as the outbox hands it to the session. */
    async says(conversation: string, body: string): Promise<OutboundMessage & { providerId: string }> {
      const [row] = await actAs(
        sql,
        shop.owner,
        (tx) =>
          tx<{ answer: { message_id: string } }[]>`select public.reply(${JSON.stringify({
            conversation_id: conversation,
            key: crypto.randomUUID(),
            kind: "text",
            body,
          })}::text::jsonb) as answer`,
      );
      const id = row?.answer.message_id ?? "";
      const [found] = await sql<{ provider_id: string; kind: "phone" | "lid"; value: string }[]>`
        select m.provider_id, i.kind, i.value from public.messages as m join public.conversations as c on c.id = m.conversation_id
          join public.customer_identities as i on i.id = coalesce(c.address_id, c.identity_id) where m.id = ${id}`;
      if (!found) throw new Error("not in the outbox");
      return {
        id,
        providerId: found.provider_id,
        to: { kind: found.kind, value: found.value },
        isFirstContact: false,
        kind: "text",
        body,
        payload: {},
        media: null,
        replyTo: null,
      };
    },
    setStatus: sender.setStatus,
    /** A thread with somebody who has not written. */
    async threadWith(contact: string): Promise<string> {
      const [row] = await sql<{ id: string }[]>`
        select private.conversation_for(${tenantId}, private.find_or_create_customer(${tenantId}, ${`+${contact}`}, 'Pelanggan', 'ms', ${shop.outletId}), ${shop.outletId}) as id`;
      return row?.id ?? "";
    },
    /** Into the outbox. */
    async send(conversation: string, body: string, more: { kind?: string; payload?: object; replyTo?: string } = {}) {
      const { kind = "text", payload = {}, replyTo = "" } = more;
      const [row] = await sql<{ id: string; providerId: string }[]>`
        with sent as (select private.send_message(${tenantId}, ${conversation}, ${crypto.randomUUID()}, 'system', ${kind}, ${body},
          ${JSON.stringify(payload)}::text::jsonb, null, jsonb_build_object('reply_to', ${replyTo}::text)) as id)
        select s.id, private.provider_id('baileys', s.id) as "providerId" from sent as s`;
      if (!row) throw new Error("not sent");
      return row;
    },
    becomes: ({ id }: { id: string }, status: string, seconds?: number) =>
      eventually(
        `the message is ${status}`,
        async () => {
          const [row] = await sql<{ status: string; error: string | null }[]>`
            select status, error from public.messages where id = ${id}`;
          if (row?.status === status) return row;
          throw new Error(`it is ${row?.status} ${row?.error ?? ""}`);
        },
        seconds,
      ),
  };
}
export type LinkedPhone = Awaited<ReturnType<typeof makeLinkedPhone>>;
