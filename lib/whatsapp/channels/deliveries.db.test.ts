/** The delivery log tells of each message when it got how far, and why it did not, to who manages the number. */
import { randomInt } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { reply } from "@/lib/inbox/reply";
import { retryMessage } from "@/lib/inbox/update-conversation";
import { call, runnerOf } from "@/lib/repairs/test-desk";
import { type DeliveryFilter, listDeliveries } from "@/lib/whatsapp/channels/deliveries";
import { readCharges } from "@/lib/whatsapp/cloud/charges";
import { actAs, openServiceSql } from "@/testing/db";
import { makeShop, ROLES, type TestShop } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";

const sql = openServiceSql();
let shop: TestShop;
let channel: string;
let runner: string;

beforeAll(async () => {
  shop = await makeShop(sql);
  const [row] = await sql<{ id: string }[]>`select id from public.channels where tenant_id = ${shop.tenantId}`;
  channel = row?.id ?? "";
  runner = `log-${channel}`;
  await sql`
    insert into private.wa_leases (channel_id, tenant_id, owner, epoch, lease_until)
    values (${channel}, ${shop.tenantId}, ${runner}, 1, now() + interval '1 hour')
    on conflict (channel_id) do update set owner = excluded.owner, epoch = 1, lease_until = excluded.lease_until`;
});

const holder = () => ({ ...runnerOf(shop.tenantId), epoch: "1", channel_id: channel });
const NONE: DeliveryFilter = { state: null, from: null, until: null };

async function queued(name = "Aminah", phone = `+6011${randomInt(10_000_000, 99_999_999)}`) {
  const answer = await call(sql, holder(), "record_inbound_message", {
    channel_id: channel,
    provider_id: crypto.randomUUID(),
    sender: { kind: "phone", value: phone, name },
    kind: "text",
    body: "Salam",
  });
  const conversationId = (answer as { conversation_id: string }).conversation_id;
  const sent = await reply(userDbAs(shop.owner), { conversationId, key: crypto.randomUUID(), body: "Rahsia kedai" });
  if (!sent.ok) throw new Error(sent.code);
  const [row] = await sql<{ id: string }[]>`
    select id from public.messages where conversation_id = ${conversationId} and direction = 'out' order by seq desc limit 1`;
  return { phone, id: row?.id ?? "" };
}

const claim = () => sql`select * from private.claim_outbox(${runner}, 50, ${[channel]}::uuid[])`;
const becomes = (id: string, state: string, error: string | null = null, p: object = {}) =>
  actAs(
    sql,
    holder(),
    (tx) => tx`select public.set_message_status(${id}, ${state}, ${error}, ${JSON.stringify(p)}::text::jsonb)`,
  );

async function log(filter: Partial<DeliveryFilter> = {}, q = "", from = 0, to = 24) {
  const found = await listDeliveries(userDbAs(shop.owner), channel, { q, from, to }, { ...NONE, ...filter });
  if (!found.ok) throw new Error(found.code);
  return found.value;
}
const entry = async (id: string) => (await log({}, "", 0, 499)).rows.find((row) => row.message_id === id);

describe("the delivery log", () => {
  it("keeps when each step was, in their order, and again changes nothing", async () => {
    const { id, phone } = await queued();
    expect(await entry(id)).toMatchObject({ state: "queued", phone, attempts: 0, claimed_at: null, written_at: null });
    await claim();
    for (const state of ["written", "accepted", "delivered", "read"]) await becomes(id, state);
    const done = await entry(id);
    const times = [
      done?.queued_at,
      done?.claimed_at,
      done?.written_at,
      done?.accepted_at,
      done?.delivered_at,
      done?.read_at,
    ];
    expect(times.every((at) => typeof at === "string")).toBe(true);
    expect(times).toEqual(times.toSorted());
    expect(done).toMatchObject({ state: "read", attempts: 1, failed_at: null, error: null });
    for (const state of ["written", "accepted", "delivered", "read", "failed"]) await becomes(id, state);
    expect(await entry(id)).toEqual(done);
  });

  it("says why a message failed and when, until it is sent again", async () => {
    const { id } = await queued();
    await claim();
    await becomes(id, "failed", "send.refused", { failure: "content", detail: "479" });
    const failed = await entry(id);
    expect(failed).toMatchObject({
      state: "failed",
      failure: "content",
      error: "send.refused",
      detail: "479",
      failed_at: expect.any(String),
      accepted_at: null,
    });
    expect((await log({ state: "stuck" })).rows.map((row) => row.message_id)).toContain(id);
    expect(await retryMessage(userDbAs(shop.owner), id)).toMatchObject({ ok: true });
    expect(await retryMessage(userDbAs(shop.owner), id)).toMatchObject({ code: "message.not_failed" });
    expect(await entry(id)).toMatchObject({ state: "queued", failed_at: null, failure: null, error: null });
    expect((await log({ state: "stuck" })).rows.map((row) => row.message_id)).not.toContain(id);
  });

  it("notes it when nobody knows whether a message went out", async () => {
    const { id } = await queued();
    await claim();
    await becomes(id, "written");
    await sql`update public.wa_outbox set resends = 5, claimed_until = now() - interval '1 second' where message_id = ${id}`;
    await claim();
    expect(await entry(id)).toMatchObject({ state: "unknown", error: "send.no_answer", failed_at: expect.any(String) });
  });

  it("is found by state, day and customer, page by page, without a word of what was written", async () => {
    const name = `Zulaikha ${randomInt(1e6)}`;
    const { id, phone } = await queued(name);
    expect((await log({}, name)).rows.map((row) => row.message_id)).toEqual([id]);
    expect((await log({}, phone)).rows.map((row) => row.message_id)).toEqual([id]);
    expect((await log({ state: "waiting" }, name)).rows).toHaveLength(1);
    expect((await log({ state: "read" }, name)).rows).toEqual([]);
    const hour = 3_600_000;
    const [before, after] = [-hour, hour].map((ms) => new Date(Date.now() + ms).toISOString());
    expect((await log({ from: before ?? null, until: after ?? null }, name)).rows).toHaveLength(1);
    expect((await log({ until: before ?? null }, name)).rows).toEqual([]);
    expect((await log({ from: after ?? null }, name)).rows).toEqual([]);
    const all = await log({}, "", 0, 499);
    const pages = [(await log({}, "", 0, 1)).rows, (await log({}, "", 2, 3)).rows].flat();
    expect(pages.map((row) => row.id)).toEqual(all.rows.slice(0, 4).map((row) => row.id));
    expect((await log({}, "", 2, 3)).total).toEqual({ count: all.rows.length, more: false });
    expect(JSON.stringify(all)).not.toContain("Rahsia kedai");
  });

  it("is for who manages the number, of his own shop only", async () => {
    for (const role of ROLES) {
      const person = role === "owner" ? shop.owner : await shop.member(role);
      const found = await listDeliveries(userDbAs(person), channel, { q: "", from: 0, to: 24 }, NONE);
      expect([role, found.ok]).toEqual([role, role === "owner" || role === "admin"]);
    }
    const other = await makeShop(sql);
    expect(await listDeliveries(userDbAs(other.owner), channel, { q: "", from: 0, to: 24 }, NONE)).toMatchObject({
      code: "input.not_found",
    });
  });

  it("shows phones masked to who may not see them", async () => {
    const { phone } = await queued();
    const supervisor = await shop.member("supervisor");
    const undone = new Error("undone");
    const seen: string[] = [];
    await sql
      .begin(async (tx) => {
        await tx`insert into private.role_capabilities (role, capability) values ('supervisor', 'channel.manage')`;
        await tx`select set_config('request.jwt.claims', ${JSON.stringify({ role: "authenticated", ...supervisor })}, true)`;
        const [row] = await tx`select private.delivery_log(${channel}) as log`;
        seen.push(JSON.stringify(row?.["log"]));
        throw undone;
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error;
      });
    expect(seen[0]).toContain(phone.slice(-4));
    expect(seen[0]).not.toContain(phone);
  });
});

describe("what Meta charges for", () => {
  const pricing = (category: string, more: object) => ({ pricing: { category, pricing_model: "PMP", ...more } });

  it("stands at each message and is summed for this month, each once, of what arrived", async () => {
    const say = async (p: object, states = ["accepted", "delivered", "delivered"]) => {
      const { id } = await queued();
      for (const state of states) await becomes(id, state, null, p);
      return id;
    };
    const paid = await say(pricing("utility", { billable: true, type: "regular" }));
    await say(pricing("utility", { billable: true }));
    const free = await say(pricing("service", { billable: false, type: "free_customer_service" }), [
      "accepted",
      "read",
    ]);
    // Without the word that Meta means to drop.
    await say(pricing("marketing", { type: "regular" }));
    await say(pricing("marketing", { type: "regular" }), ["accepted"]);
    const old = await say(pricing("utility", { billable: true }));
    await sql`update public.wa_outbox set delivered_at = now() - interval '32 days' where message_id = ${old}`;
    expect(await entry(paid)).toMatchObject({ category: "utility", billable: true });
    expect(await entry(free)).toMatchObject({ category: "service", billable: false });
    expect(await entry((await queued()).id)).toMatchObject({ category: null, billable: null });
    expect((await readCharges(userDbAs(shop.owner), channel)).rows).toEqual([
      { category: "utility", billable: true, count: 2 },
      { category: "marketing", billable: true, count: 1 },
      { category: "service", billable: false, count: 1 },
    ]);
  });

  it("is for who manages numbers, of his own shop", async () => {
    await expect(readCharges(userDbAs(shop.claims.agent), channel)).rejects.toThrow("auth.forbidden");
    const other = await makeShop(sql);
    await expect(readCharges(userDbAs(other.owner), channel)).rejects.toThrow("input.not_found");
  });
});
