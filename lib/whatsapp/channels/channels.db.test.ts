/** Guarantees of WhatsApp numbers, through the functions the screens call, as people of two shops and as a runner. */
import { randomInt } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { reply } from "@/lib/inbox/reply";
import { retryMessage } from "@/lib/inbox/update-conversation";
import { call, runnerOf } from "@/lib/repairs/test-desk";
import { sealSecret } from "@/lib/secrets/box";
import { addChannel, askChannel, pauseChannel, removeChannel, renameChannel } from "@/lib/whatsapp/channels/changes";
import { getHealth, getNumber, readOffer } from "@/lib/whatsapp/channels/queries";
import { sealLinkOffer } from "@/lib/whatsapp/link-offer";
import { actAs, openServiceSql } from "@/testing/db";
import { makeShop, ROLES, type TestShop } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";

const sql = openServiceSql();
let shop: TestShop;
let other: TestShop;

beforeAll(async () => {
  [shop, other] = await Promise.all([makeShop(sql), makeShop(sql, { name: "Kedai Lain" })]);
});

const newPhone = () => `+6011${randomInt(10_000_000, 99_999_999)}`;
const input = (outletId = shop.outletId) => ({
  key: crypto.randomUUID(),
  outletId,
  name: "Talian kaunter",
  riskRead: "on" as const,
});

async function added(of: TestShop = shop): Promise<string> {
  const made = await addChannel(userDbAs(of.owner), input(of.outletId));
  if (!made.ok) throw new Error(made.code);
  return made.value.id;
}

const standing = (id: string, of = shop) => getNumber(userDbAs(of.owner), of.tenantId, id);
const offered = async (channelId: string, value: string, seconds = 60) =>
  call(sql, runnerOf(shop.tenantId), "set_channel_link", {
    channel_id: channelId,
    method: "code",
    value: sealLinkOffer({ tenantId: shop.tenantId, channelId }, value),
    expires_at: new Date(Date.now() + seconds * 1000).toISOString(),
  });

const says = (channelId: string, state: string, more: Record<string, unknown> = {}) =>
  call(sql, runnerOf(shop.tenantId), "set_channel_state", { channel_id: channelId, state, ...more });

async function customerWrites(channelId: string, phone = newPhone(), body = "Salam, skrin dah siap?") {
  const answer = await call(sql, runnerOf(shop.tenantId), "record_inbound_message", {
    channel_id: channelId,
    provider_id: crypto.randomUUID(),
    sender: { kind: "phone", value: phone, name: "Aminah" },
    kind: "text",
    body,
  });
  return z.object({ conversation_id: z.uuid() }).parse(answer).conversation_id;
}

async function answered(conversationId: string, body = "Sudah siap, boleh ambil."): Promise<string> {
  const sent = await reply(userDbAs(shop.owner), { conversationId, key: crypto.randomUUID(), body });
  if (!sent.ok) throw new Error(sent.code);
  const [row] = await sql<{ id: string }[]>`
    select id from public.messages where conversation_id = ${conversationId} and direction = 'out' order by seq desc limit 1`;
  return row?.id ?? "";
}

async function fate(messageId: string, state: string, error: string | null = null, failure: string | null = null) {
  await actAs(
    sql,
    runnerOf(shop.tenantId),
    (tx) =>
      tx`select public.set_message_status(${messageId}, ${state}, ${error}, ${JSON.stringify(failure ? { failure } : {})}::text::jsonb)`,
  );
}

describe("adding", () => {
  it("is for owner and admin", async () => {
    for (const role of ROLES) {
      const made = await addChannel(userDbAs(shop.claims[role]), input());
      expect(made, role).toMatchObject(
        role === "owner" || role === "admin" ? { ok: true } : { ok: false, code: "auth.forbidden" },
      );
    }
    expect(await addChannel(userDbAs(other.owner), input())).toMatchObject({ code: "auth.wrong_outlet" });
  });

  it("adds one when the form arrives twice at once, and tells who did", async () => {
    const form = input();
    const both = await Promise.all([1, 2].map(() => addChannel(userDbAs(shop.owner), form)));
    expect(both).toEqual([1, 2].map(() => ({ ok: true, value: { id: form.key } })));
    const entries = await sql`
      select person_id, action from public.audit_log where tenant_id = ${shop.tenantId} and table_name = 'channels' and row_id = ${form.key}`;
    expect(entries).toEqual([{ person_id: shop.owner.sub, action: "insert" }]);
    // A key of another shop's is not taken over.
    expect(await addChannel(userDbAs(other.owner), { ...form, outletId: other.outletId })).toMatchObject({
      code: "input.invalid",
    });
  });

  it("needs the risk read, whoever asks the database", async () => {
    const p = { key: crypto.randomUUID(), outlet_id: shop.outletId, name: "x" };
    await expect(call(sql, shop.owner, "add_channel", p)).rejects.toThrow("channel.risk_unread");
  });
});

describe("renaming", () => {
  it("is for this shop's owner and admin, within the outlets they have", async () => {
    const id = await added();
    for (const _ of [1, 2])
      expect(await renameChannel(userDbAs(shop.claims.admin), id, "Talian bengkel")).toMatchObject({ ok: true });
    expect(await standing(id)).toMatchObject({ name: "Talian bengkel" });
    expect(await renameChannel(userDbAs(shop.owner), id, " ")).toMatchObject({ code: "input.invalid" });
    expect(await renameChannel(userDbAs(shop.claims.supervisor), id, "x")).toMatchObject({ code: "auth.forbidden" });
    expect(await renameChannel(userDbAs(other.owner), id, "x")).toMatchObject({ code: "input.not_found" });
    const branch = await shop.outlet(`B${randomInt(100, 999)}`);
    const admin = await shop.member("admin", [branch]);
    expect(await pauseChannel(userDbAs(admin), id, true)).toMatchObject({ code: "auth.wrong_outlet" });
  });
});

describe("pausing", () => {
  it("holds what its runner says and what was offered; resuming begins again", async () => {
    const id = await added();
    await says(id, "connected", { address: newPhone() });
    await offered(id, "ABCD1234");
    for (const _ of [1, 2]) expect(await pauseChannel(userDbAs(shop.owner), id, true)).toMatchObject({ ok: true });
    // What the runner notices while it lets go.
    await says(id, "reconnecting");
    expect(await standing(id)).toMatchObject({ state: "paused", state_reason: null });
    expect(await readOffer(userDbAs(shop.owner), shop.tenantId, id)).toBeNull();
    expect(await askChannel(userDbAs(shop.owner), { id, action: "restart" })).toMatchObject({ code: "channel.paused" });
    await pauseChannel(userDbAs(shop.owner), id, false);
    await says(id, "connected");
    const { states } = await getHealth(userDbAs(shop.claims.admin), id);
    expect(states.map((one) => one.state)).toEqual(["connected", "starting", "paused", "connected", "new"]);
  });
});

describe("linking", () => {
  it("shows the offer to the owner alone, while it lasts", async () => {
    const id = await added();
    const ask = (claims: TestShop["owner"]) =>
      askChannel(userDbAs(claims), { id, action: "link", method: "code", phone: "012-345 6789" });
    expect(await ask(shop.claims.admin)).toMatchObject({ code: "auth.forbidden" });
    expect(await ask(shop.owner)).toMatchObject({ ok: true });
    await offered(id, "ABCD1234");
    expect(await readOffer(userDbAs(shop.owner), shop.tenantId, id)).toMatchObject({
      method: "code",
      code: "ABCD1234",
    });
    expect(await readOffer(userDbAs(shop.claims.admin), shop.tenantId, id)).toBeNull();
    expect(await readOffer(userDbAs(other.owner), other.tenantId, id)).toBeNull();
    await offered(id, "ABCD1234", -1);
    expect(await readOffer(userDbAs(shop.owner), shop.tenantId, id)).toBeNull();
  });
});

describe("removing", () => {
  it("deletes what opens the account, fails what waits, and leaves the threads", async () => {
    const channelId = await added();
    const address = newPhone();
    await says(channelId, "connected", { address });
    const conversationId = await customerWrites(channelId);
    const waiting = await answered(conversationId);
    const runner = runnerOf(shop.tenantId);
    const key = { tenantId: shop.tenantId, kind: "wa_auth_key", ref: channelId };
    const sealed = sealSecret({ current: 1, keys: new Map([[1, Buffer.alloc(32)]]) }, key, "kunci");
    await actAs(
      sql,
      runner,
      (tx) =>
        tx`select public.wa_auth_write(${channelId}, ${JSON.stringify([{ type: "creds", id: "1", value: sealed }])}::text::jsonb)`,
    );
    await sql`insert into private.secrets (tenant_id, kind, ref, ciphertext) values (${shop.tenantId}, 'wa_auth_key', ${channelId}, ${sealed})`;

    expect(await removeChannel(userDbAs(shop.owner), channelId)).toMatchObject({ ok: true });
    expect(await removeChannel(userDbAs(shop.owner), channelId)).toMatchObject({ code: "input.not_found" });
    const [left] = await sql`
      select (select count(*)::int from private.wa_auth where channel_id = ${channelId}) as keys,
        (select count(*)::int from private.secrets where ref = ${channelId}) as secrets,
        (select count(*)::int from private.wa_links where channel_id = ${channelId}) as offers,
        (select count(*)::int from public.messages where conversation_id = ${conversationId}) as messages`;
    expect(left).toEqual({ keys: 0, secrets: 0, offers: 0, messages: 2 });
    const [message] = await sql`select status, error from public.messages where id = ${waiting}`;
    expect(message).toEqual({ status: "failed", error: "send.channel_removed" });
    expect(await standing(channelId)).toBeNull();
    // Nothing goes out on it any more, neither new nor again; and its number can be added anew.
    const more = { conversationId, key: crypto.randomUUID(), body: "Masih ada?" };
    expect(await reply(userDbAs(shop.owner), more)).toMatchObject({ code: "channel.removed" });
    expect(await retryMessage(userDbAs(shop.owner), waiting)).toMatchObject({ code: "channel.removed" });
    const next = await added();
    await says(next, "connected", { address });
    expect(await standing(next)).toMatchObject({ address });
  });

  it("makes its runner stale, whatever it is still writing", async () => {
    const channelId = await added();
    await sql`
      insert into private.wa_leases (channel_id, tenant_id, owner, epoch, lease_until) values (${channelId}, ${shop.tenantId}, 'r1', 7, now() + interval '30 seconds')
      on conflict (channel_id) do update set owner = excluded.owner, epoch = excluded.epoch, lease_until = excluded.lease_until`;
    const holder = { ...runnerOf(shop.tenantId), channel_id: channelId, epoch: "7" };
    await call(sql, holder, "set_channel_state", { channel_id: channelId, state: "connected" });
    await removeChannel(userDbAs(shop.owner), channelId);
    await expect(call(sql, holder, "set_channel_state", { channel_id: channelId, state: "connected" })).rejects.toThrow(
      "channel.stale",
    );
  });

  it("sends what the shop has for the customer on another number of its", async () => {
    const [first, second] = [await added(), await added()];
    const phone = newPhone();
    const conversationId = await customerWrites(first, phone);
    await removeChannel(userDbAs(shop.owner), first);
    const [row] = await sql<
      { customer_id: string }[]
    >`select customer_id from public.conversations where id = ${conversationId}`;
    const [found] = await sql<{ channel_id: string }[]>`
      select c.channel_id from public.conversations as c
       where c.id = private.conversation_for(${shop.tenantId}, ${row?.customer_id ?? ""}, ${shop.outletId})`;
    expect(found?.channel_id).not.toBe(first);
    expect(second).not.toBe(first);
  });

  it("leaves the simulator's number where it is", async () => {
    const [simulated] = await sql<{ id: string }[]>`
      select id from public.channels where tenant_id = ${shop.tenantId} and kind = 'simulator' limit 1`;
    expect(await removeChannel(userDbAs(shop.owner), simulated?.id ?? "")).toMatchObject({ code: "channel.stays" });
  });
});

describe("health", () => {
  it("counts what waits and names what did not go out, for owner and admin of this shop", async () => {
    const id = await added();
    const conversationId = await customerWrites(id);
    const [, stuck] = [await answered(conversationId), await answered(conversationId, "Hari ini sampai pukul 7.")];
    await fate(stuck, "failed", "send.network", "channel");
    const health = await getHealth(userDbAs(shop.claims.admin), id);
    expect(health).toMatchObject({
      waiting: 1,
      failed: [{ message_id: stuck, failure: "channel", customer: "Aminah" }],
    });
    expect(health.last_inbound_at).not.toBeNull();
    for (const role of ROLES.filter((one) => one !== "owner" && one !== "admin"))
      await expect(getHealth(userDbAs(shop.claims[role]), id), role).rejects.toThrow();
    await expect(getHealth(userDbAs(other.owner), id)).rejects.toThrow();
  });
});

it("sends nothing again to somebody erased since", async () => {
  const id = await added();
  const conversationId = await customerWrites(id);
  const sent = await answered(conversationId);
  await fate(sent, "failed", "send.network", "channel");
  await sql`update public.conversations set status = 'closed' where id = ${conversationId}`;
  await actAs(
    sql,
    shop.owner,
    (tx) =>
      tx`select public.erase_customer((select customer_id from public.conversations where id = ${conversationId}), 'Aminah')`,
  );
  expect(await retryMessage(userDbAs(shop.owner), sent)).toMatchObject({ code: "customer.erased" });
});
