/** A shop with a Cloud API number at the test server, held by this process as a runner holds it. */
import { randomInt } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable, Writable } from "node:stream";
import type { Sql } from "postgres";
import { GET, POST } from "@/app/api/webhooks/whatsapp/[app]/route";
import { makeLogger } from "@/lib/core/log";
import { listen as listenTo } from "@/lib/db/listen";
import { claimMedia, claimOutbox, serviceDb } from "@/lib/db/service";
import { addCloudChannel } from "@/lib/whatsapp/cloud/numbers";
import { actAs, testStack } from "@/testing/db";
import { makeShop } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";
import { createCloudAdapter } from "@/wa-runner/adapters/cloud/adapter";
import { createEvents } from "@/wa-runner/events";
import { startMedia } from "@/wa-runner/inbound/media";
import { createRecorder } from "@/wa-runner/inbound/record";
import { createMetrics } from "@/wa-runner/metrics";
import { startOutbound } from "@/wa-runner/outbound/loop";
import { createSender } from "@/wa-runner/outbound/sender";
import type { ChannelRef } from "@/wa-runner/ports";
import { openHeld } from "@/wa-runner/supervisor/held";
import type { GraphServer } from "@/wa-runner/testing/graph-server/server";
import { eventually } from "@/wa-runner/testing/process";

interface Row {
  id: string;
  kind: string;
  body: string;
  payload: Record<string, unknown>;
  direction: string;
  author_kind: string;
  media_mime: string | null;
  provider_id: string | null;
  reply_to: string | null;
  status: string;
  error: string | null;
  conversation_id: string;
}

const digits = (length: number) =>
  String(randomInt(1, 9)) + String(randomInt(10 ** 8, 10 ** 9)).padStart(length - 1, "7");

export interface CloudOptions {
  phoneNumberId?: string;
  waba?: string;
  display?: string;
}

export async function makeCloudNumber(sql: Sql, graph: GraphServer, options: CloudOptions = {}) {
  const shop = await makeShop(sql);
  const { tenantId, outletId } = shop;
  const {
    phoneNumberId = digits(15),
    waba = digits(15),
    display = `6011${randomInt(10_000_000, 99_999_999)}`,
  } = options;
  const channelId = crypto.randomUUID();
  const secrets = { token: `EAAG${crypto.randomUUID()}`, appSecret: crypto.randomUUID().replaceAll("-", "") };
  const made = await addCloudChannel(userDbAs(shop.owner), tenantId, {
    key: channelId,
    outletId,
    name: "Nombor rasmi",
    phoneNumberId,
    wabaId: waba,
    ...secrets,
  });
  if (!made.ok) throw new Error(`not added: ${made.code}`);
  const number = graph.addNumber({ phoneNumberId, waba, display, ...secrets });
  let epoch = 0;
  let output = "";
  const log = makeLogger(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        output += chunk.toString();
        done();
      },
    }),
  );
  log.level = "debug";

  async function hold(): Promise<ChannelRef> {
    epoch += 1;
    await sql`
      insert into private.wa_leases (channel_id, tenant_id, owner, epoch, lease_until)
      values (${channelId}, ${tenantId}, ${channelId}, ${epoch}, now() + interval '1 hour')
      on conflict (channel_id) do update set epoch = excluded.epoch, owner = excluded.owner, lease_until = excluded.lease_until`;
    return { tenantId, channelId, address: null, epoch };
  }

  /** As a runner holds it: what is told is taken in, what is in the outbox goes out. */
  async function run() {
    const ref = await hold();
    const service = serviceDb();
    const events = createEvents({
      record: createRecorder({ log }),
      setStatus: (...args) => outgoing.setStatus(...args),
      lost: () => void held.close("abandon"),
      metrics: createMetrics(),
      log,
    });
    const adapter = createCloudAdapter({ events, log, base: graph.base });
    const isOpen = () => ["connected", "degraded"].includes(held.session?.health().state ?? "");
    const held = openHeld({
      row: { ...ref, kind: "cloud", settings: { phone_number_id: phoneNumberId, waba_id: waba } },
      adapter,
      heldAt: performance.now(),
      waitMs: 0,
      onConnected: () => undefined,
      log,
    });
    const outgoing = createSender({
      log,
      sessionFor: () => (isOpen() ? held : undefined),
      onStale: () => void held.close("abandon"),
    });
    const outbound = startOutbound({
      claim: async (limit) => (isOpen() ? claimOutbox(service, channelId, limit, [channelId]) : []),
      deliver: (claim) => outgoing.deliver(claim),
      onDone: () => undefined,
      log,
      fallbackMs: 100,
    });
    const session = await eventually("a session", async () => held.session);
    const media = startMedia({
      claim: (limit) => claimMedia(service, channelId, limit, [channelId]),
      heldFor: () => held,
      lost: () => undefined,
      metrics: createMetrics(),
      log,
      fallbackMs: 50,
    });
    const listener = listenTo({
      url: testStack().databaseUrl,
      channels: ["voltura_webhooks", "voltura_channels"],
      onNotify(topic, id) {
        if (id !== channelId) return;
        if (topic === "voltura_webhooks") session.told?.();
        else void session.asked?.();
      },
      onReady: () => session.told?.(),
    });
    return {
      ...session,
      async close(how: "drain" | "abandon" = "drain"): Promise<void> {
        await Promise.all([listener.stop(), media.stop()]);
        await outbound.stop();
        await held.close(how);
      },
    };
  }

  /** The route where Meta finds it, and nothing else of the web server. */
  async function listen() {
    const server = createServer((request, response) => {
      const url = `http://127.0.0.1${request.url ?? "/"}`;
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
      const context = { params: Promise.resolve({ app: channelId }) };
      const body = request.method === "POST" ? Readable.toWeb(request) : null;
      const handler = request.method === "POST" ? POST : GET;
      const init = { method: request.method ?? "GET", headers, body, duplex: "half" };
      void handler(new Request(url, init as RequestInit), context).then(async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/whatsapp/${channelId}`;
    number.webhook = url;
    return {
      url,
      close: () => {
        server.closeAllConnections();
        server.close();
      },
    };
  }

  return {
    listen,
    shop,
    channelId,
    number,
    display,
    secrets,
    log: () => output,
    hold,
    run,
    /** The handler of the route itself; the answer's status. */
    async post(body: string | Uint8Array, signature: string | null): Promise<number> {
      const request = new Request(`http://127.0.0.1/api/webhooks/whatsapp/${channelId}`, {
        method: "POST",
        body: typeof body === "string" ? body : Buffer.from(body),
        headers: signature === null ? {} : { "x-hub-signature-256": signature },
      });
      return (await POST(request, { params: Promise.resolve({ app: channelId }) })).status;
    },
    channel: async () =>
      (
        await sql<
          { state: string; state_reason: string | null; address: string | null }[]
        >`select state, state_reason, address from public.channels where id = ${channelId}`
      )[0],
    reaches(state: string, reason?: string) {
      return eventually(`the number is ${state}`, async () => {
        const row = await this.channel();
        if (row?.state === state && (reason === undefined || row.state_reason === reason)) return row;
        throw new Error(`it is ${row?.state} ${row?.state_reason ?? ""}`);
      });
    },
    messages: () => sql<Row[]>`
      select m.id, m.kind, m.body, m.payload, m.direction, m.author_kind, m.media_mime, m.provider_id, m.reply_to, m.status, m.error, m.conversation_id
        from public.messages as m where m.channel_id = ${channelId} order by m.seq`,
    /** With its file. */
    arrived(providerId: string): Promise<Row> {
      return eventually("the message arrives", async () =>
        (await this.messages()).find((one) => one.provider_id === providerId && one.payload["media"] !== "pending"),
      );
    },
    /** A message of staff's in the thread; its id, or the refusal. */
    async says(conversation: string, body: string, more: Record<string, unknown> = {}): Promise<string> {
      const p = { conversation_id: conversation, key: crypto.randomUUID(), kind: "text", body, ...more };
      const [row] = await actAs(
        sql,
        shop.owner,
        (tx) => tx<{ id: string }[]>`select public.reply(${JSON.stringify(p)}::text::jsonb) ->> 'message_id' as id`,
      );
      return row?.id ?? "";
    },
    /** What staff choose where free text may not be sent. */
    async sendsTemplate(conversation: string, name: string, params: string[] = []): Promise<string> {
      const [template] = await sql<{ id: string }[]>`
        select id from public.wa_templates where channel_id = ${channelId} and name = ${name} and language = 'ms'`;
      const p = { conversation_id: conversation, key: crypto.randomUUID(), template_id: template?.id, params };
      const [row] = await actAs(
        sql,
        shop.owner,
        (tx) =>
          tx<{ id: string }[]>`select public.send_template(${JSON.stringify(p)}::text::jsonb) ->> 'message_id' as id`,
      );
      return row?.id ?? "";
    },
    becomes: (id: string, status: string) =>
      eventually(`the message is ${status}`, async () => {
        const [row] = await sql<{ status: string; error: string | null }[]>`
          select status, error from public.messages where id = ${id}`;
        if (row?.status === status) return row;
        throw new Error(`it is ${row?.status} ${row?.error ?? ""}`);
      }),
  };
}
export type CloudNumber = Awaited<ReturnType<typeof makeCloudNumber>>;
