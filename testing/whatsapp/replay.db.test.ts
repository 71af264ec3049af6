/**
 * What Meta tells arrives in any order, more than once, alone or with other things: whatever way it comes, the books are the same
 * afterwards. Through the real route and the real processing; the samples are those of wa-runner/testing/graph-server.
 */
import { createHash, randomInt } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { signBody } from "@/lib/whatsapp/cloud/signature";
import { openServiceSql } from "@/testing/db";
import { type CloudNumber, makeCloudNumber } from "@/testing/whatsapp/cloud-number";
import { type GraphServer, startGraphServer } from "@/wa-runner/testing/graph-server/server";
import { asMetaWrites } from "@/wa-runner/testing/graph-server/webhooks";
import { eventually } from "@/wa-runner/testing/process";

const RUNS = 8;
const sql = openServiceSql();
let graph: GraphServer;

beforeAll(async () => {
  graph = await startGraphServer();
});
afterAll(() => graph.close());

interface Envelope {
  object: string;
  entry: { id: string; time?: number; changes: { field: string; value: Record<string, unknown> }[] }[];
}

const DIR = "wa-runner/testing/graph-server/samples";
const SAMPLES = readdirSync(DIR)
  .sort()
  .map((name) => readFileSync(path.join(DIR, name), "utf8"));
const OF_SAMPLES = "106540352242922";
const CALLED = "msg:7f0c2b6e";
const FIRST = "wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI0RjU1NTQzMDMwMzAzMDMwMzEA";
const SECOND = "wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI0RjU1NTQzMDMwMzAzMDMwMzIA";

/** The same numbers in the same order for the same seed. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = createHash("sha256").update(String(state)).digest().readUInt32BE(0);
    return state % below;
  };
}

function shuffled<T>(items: readonly T[], draw: (below: number) => number): T[] {
  const rest = [...items];
  return Array.from({ length: rest.length }, () => rest.splice(draw(rest.length), 1)).flat();
}

const entryOf = (field: string, value: Record<string, unknown>, time?: number): Envelope["entry"][number] => ({
  id: "102290129340398",
  ...(time ? { time } : {}),
  changes: [{ field, value }],
});

/** What the samples leave out, and what could be told apart by its order. */
function more(phoneNumberId: string): Envelope["entry"] {
  const metadata = { display_phone_number: "15550783881", phone_number_id: phoneNumberId };
  const paused = {
    message_template_name: "november_offer",
    message_template_language: "en_US",
    message_template_category: "MARKETING",
    reason: "NONE",
  };
  const preference = (value: string, timestamp: number) => ({
    user_preferences: [{ wa_id: "16505551234", category: "marketing_messages", value, timestamp }],
  });
  return [
    entryOf("message_template_status_update", { ...paused, event: "APPROVED" }, 1_795_160_000),
    entryOf("message_template_quality_update", { ...paused, new_quality_score: "YELLOW" }, 1_795_160_060),
    entryOf("user_preferences", { metadata, ...preference("resume", 1_795_160_095) }),
    entryOf("user_preferences", { metadata, ...preference("stop", 1_795_160_080) }),
    entryOf("messages", {
      metadata,
      contacts: [{ profile: { name: "Pablo M." }, user_id: "US.13491208655302749999" }],
      messages: [
        {
          from_user_id: "US.13491208655302749999",
          id: "wamid.ANSWER",
          timestamp: "1795160030",
          type: "button",
          button: { payload: "x", text: "Ya" },
          context: { id: "wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQ0OTRFMzAzMDMwMzAzMDMwMzAzNgA=" },
        },
      ],
    }),
    // Of the message that then failed.
    entryOf("messages", {
      metadata,
      statuses: [{ id: SECOND, status: "sent", timestamp: "1795160055", recipient_id: "16505551234" }],
    }),
    entryOf("tomorrow", { metadata, news: 1 }),
  ];
}

interface Scene {
  shop: CloudNumber;
  entries: Envelope["entry"];
}

/** Two messages of ours to the customer of the samples: of one the answer to our request was lost, of the other it is known. */
async function scene(): Promise<Scene> {
  const phoneNumberId = `1065${randomInt(10 ** 10, 10 ** 11)}`;
  const shop = await makeCloudNumber(sql, graph, { phoneNumberId, display: `1555${randomInt(1e6, 1e7)}` });
  const { tenantId, outletId } = shop.shop;
  await sql`update public.channels set is_active = (kind = 'cloud') where tenant_id = ${tenantId}`;
  const [thread] = await sql<{ id: string }[]>`
    select private.conversation_for(${tenantId}, private.find_or_create_customer(${tenantId}, '+16505551234', 'Sheena', 'en', ${outletId}), ${outletId}) as id`;
  await sql`update public.conversations set last_inbound_at = now() where id = ${thread?.id ?? ""}`;
  const send = async (body: string, providerId: string | null) => {
    const [row] = await sql<{ id: string }[]>`
      select private.send_message(${tenantId}, ${thread?.id ?? ""}, ${body}, 'system', 'text', ${body}) as id`;
    const id = row?.id ?? "";
    await sql`update public.wa_outbox set state = ${providerId ? "accepted" : "claimed"}, claimed_until = now() + interval '1 hour' where message_id = ${id}`;
    if (providerId) await sql`update public.messages set provider_id = ${providerId}, status = 'sent' where id = ${id}`;
    return id;
  };
  const lost = await send("satu", null);
  await send("dua", SECOND);
  await sql`update public.conversations set last_inbound_at = null where id = ${thread?.id ?? ""}`;
  const photo = graph.media.put(
    Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
      "base64",
    ),
    "image/png",
  );
  const entries = SAMPLES.flatMap((text) => {
    const envelope: Envelope = JSON.parse(text.replaceAll(OF_SAMPLES, phoneNumberId).replaceAll(CALLED, lost));
    for (const { changes } of envelope.entry)
      for (const { value } of changes)
        for (const message of (value["messages"] ?? []) as Record<string, unknown>[])
          if (message["type"] === "image")
            message["image"] = { ...graph.media.part(photo), caption: "This one, please" };
    return envelope.entry;
  });
  return { shop, entries: [...entries, ...more(phoneNumberId)] };
}

/** Each thing one to three times, in any order, alone or several at once. */
function posts(entries: Envelope["entry"], draw: (below: number) => number): string[] {
  const copies = shuffled(
    entries.flatMap((one) => Array.from({ length: 1 + draw(3) }, () => one)),
    draw,
  );
  const bodies: string[] = [];
  for (let at = 0; at < copies.length; ) {
    const size = 1 + draw(4);
    const entry = copies.slice(at, at + size);
    bodies.push(asMetaWrites({ object: "whatsapp_business_account", entry }));
    at += size;
  }
  return shuffled([...bodies, ...bodies.filter(() => draw(3) === 0)], draw);
}

/** The books, without what is of one run: ids, moments, the order in which rows were made. */
async function dump(shop: CloudNumber): Promise<unknown> {
  const { tenantId } = shop.shop;
  const channel = shop.channelId;
  const messages = await sql`
    select m.direction, m.author_kind, m.kind, m.body, m.payload, m.provider_id, m.status, m.error, m.media_mime, m.sent_at > '2027-01-01' as is_late,
      case when m.direction = 'in' then m.sent_at end as sent_at, r.body as answers, u.name,
      replace(m.media_path, ${tenantId}, '') as file,
      (select count(*)::int from public.concierge_turns as t where t.message_id = m.id) as turns
      from public.messages as m join public.customers as u on u.id = m.customer_id left join public.messages as r on r.id = m.reply_to
     where m.channel_id = ${channel} order by m.provider_id`;
  const people = await sql`
    select u.name, k.phone, (select jsonb_agg(i.kind || ':' || i.value order by i.kind, i.value) from public.customer_identities as i where i.customer_id = u.id) as names,
      (select jsonb_agg(jsonb_build_array(c.unread, c.status, c.last_inbound_at, c.merged_into is not null, c.waiting_since is not null)) from public.conversations as c where c.customer_id = u.id) as threads,
      (select jsonb_agg(jsonb_build_array(s.purpose, s.granted, s.evidence) order by s.evidence::text) from public.consents as s where s.customer_id = u.id) as consents,
      private.has_stopped(${tenantId}, ${channel}, u.id) as stopped
      from public.customers as u join public.customer_contacts as k on k.customer_id = u.id where u.tenant_id = ${tenantId} order by u.name`;
  const outbox = await sql`
    select m.body, o.state, o.failure, o.error, o.detail, o.pricing, o.written_at is not null as written, o.read_at is not null as read
      from public.wa_outbox as o join public.messages as m on m.id = o.message_id where o.channel_id = ${channel} order by m.body`;
  const templates = await sql`
    select name, language, category, status, quality, reason, told from public.wa_templates where channel_id = ${channel}`;
  const preferences = await sql`
    select kind, value, wish, at from private.wa_preferences where channel_id = ${channel} order by kind, value, at`;
  const unknown =
    await sql`select kind, value from private.wa_unknown where tenant_id = ${tenantId} order by kind, value`;
  return JSON.parse(JSON.stringify({ messages, people, outbox, templates, preferences, unknown }));
}

async function replay(seed: number): Promise<unknown> {
  const { shop, entries } = await scene();
  const draw = random(seed);
  const bodies =
    seed === 0
      ? entries.map((one) => asMetaWrites({ object: "whatsapp_business_account", entry: [one] }))
      : posts(entries, draw);
  const half = draw(bodies.length);
  const post = async (body: string) =>
    expect(await shop.post(body, signBody(shop.secrets.appSecret, Buffer.from(body)))).toBe(200);
  // Some of it before a runner is there, the rest beside its work.
  for (const body of bodies.slice(0, half)) await post(body);
  const session = await shop.run();
  await Promise.all(bodies.slice(half).map(post));
  await eventually("all of it is taken in", async () => {
    const [row] =
      await sql`select (select count(*)::int from private.wa_media as f where f.channel_id = ${shop.channelId}) + count(*)::int as left, max(error) as error
        from private.wa_webhooks where channel_id = ${shop.channelId} and processed_at is null`;
    if (row?.["left"] === 0) return true;
    throw new Error(`${row?.["left"]} wait: ${row?.["error"] ?? ""}`);
  });
  await session.close();
  return dump(shop);
}

it("leaves the same books in whatever order and however often it is told", async () => {
  const first = await replay(0);
  expect(first).toMatchObject({
    outbox: [
      { body: "dua", state: "failed", failure: "window", error: "send.window_closed", detail: "code 131047" },
      { body: "satu", state: "read", pricing: { category: "utility", billable: true } },
    ],
    people: [
      { name: "Pablo M.", phone: null, names: ["bsuid:US.13491208655302749999"] },
      {
        name: "Sheena",
        names: ["bsuid:US.13491208655302741918", "phone:+16505551234"],
        consents: [
          ["marketing", false, { whatsapp: "stop" }],
          ["marketing", false, { whatsapp: "stop" }],
        ],
        stopped: true,
      },
    ],
    templates: [{ name: "november_offer", status: "PAUSED", quality: "YELLOW", category: "MARKETING" }],
    unknown: [{ kind: "field", value: "tomorrow" }],
  });
  const { messages } = first as { messages: { provider_id: string; answers: string | null }[] };
  expect(messages).toHaveLength(9);
  expect(messages.filter(({ answers }) => answers === "satu")).toHaveLength(3);
  expect(messages.find(({ provider_id }) => provider_id === FIRST)).toBeDefined();
  for (let seed = 1; seed <= RUNS; seed += 1) expect(await replay(seed), `seed ${seed}`).toEqual(first);
}, 240_000);
