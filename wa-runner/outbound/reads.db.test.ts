/** What staff have read is given to the runner that holds the number, once, and to no other. */
import { randomInt } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { reply } from "@/lib/inbox/reply";
import { updateConversation } from "@/lib/inbox/update-conversation";
import { call, runnerOf } from "@/lib/repairs/test-desk";
import { actAs, openServiceSql } from "@/testing/db";
import { makeShop, type TestShop } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";

const sql = openServiceSql();
let shop: TestShop;
let channel: string;
let owner: string;

beforeAll(async () => {
  shop = await makeShop(sql);
  const [row] = await sql<{ id: string }[]>`select id from public.channels where tenant_id = ${shop.tenantId}`;
  channel = row?.id ?? "";
  owner = `reads-${channel}`;
  await sql`
    insert into private.wa_leases (channel_id, tenant_id, owner, epoch, lease_until)
    values (${channel}, ${shop.tenantId}, ${owner}, 1, now() + interval '1 hour')
    on conflict (channel_id) do update set owner = excluded.owner, epoch = 1, lease_until = excluded.lease_until`;
});

const newPhone = () => `+6011${randomInt(10_000_000, 99_999_999)}`;
const holder = () => ({ ...runnerOf(shop.tenantId), epoch: "1", channel_id: channel });

async function receives(phone: string, more: object = {}): Promise<{ id: string; thread: string }> {
  const id = crypto.randomUUID();
  const answer = await call(sql, holder(), "record_inbound_message", {
    channel_id: channel,
    provider_id: id,
    sender: { kind: "phone", value: phone },
    kind: "text",
    body: "Salam",
    ...more,
  });
  return { id, thread: (answer as { conversation_id: string }).conversation_id };
}

const claims = (runner = owner, channels = [channel]) =>
  sql<{ address: string; provider_ids: string[] }[]>`
    select address, provider_ids from private.claim_reads(${runner}, 50, ${channels}::uuid[])`;
const reads = (thread: string) =>
  updateConversation(userDbAs(shop.owner), { conversationId: thread, change: { read: true } });

describe("a thread that staff have read", () => {
  it("is told once, up to the newest message, and later only what is new", async () => {
    const phone = newPhone();
    const first = await receives(phone);
    const second = await receives(phone);
    expect(await claims()).toEqual([]);
    await reads(first.thread);
    await reads(first.thread);
    expect(await claims()).toEqual([{ address: phone, provider_ids: [first.id, second.id] }]);
    expect(await claims()).toEqual([]);
    await reads(first.thread);
    expect(await claims()).toEqual([]);
    const third = await receives(phone);
    await reply(userDbAs(shop.owner), { conversationId: first.thread, key: crypto.randomUUID(), body: "Ya?" });
    expect(await claims()).toEqual([{ address: phone, provider_ids: [third.id] }]);
  });

  it("is told by the holder of the number only, and by nobody while it is paused", async () => {
    const { id, thread } = await receives(newPhone());
    await reads(thread);
    expect(await claims("another runner")).toEqual([]);
    expect(await claims(owner, [])).toEqual([]);
    await sql`update private.wa_leases set lease_until = now() - interval '1 second' where channel_id = ${channel}`;
    expect(await claims()).toEqual([]);
    await sql`update private.wa_leases set lease_until = now() + interval '1 hour' where channel_id = ${channel}`;
    await sql`update public.channels set paused_at = now() where id = ${channel}`;
    expect(await claims()).toEqual([]);
    await sql`update public.channels set paused_at = null where id = ${channel}`;
    expect((await claims()).map((one) => one.provider_ids)).toEqual([[id]]);
  });

  it("is nobody's business where the shop keeps it to itself, not even later", async () => {
    const turn = (on: boolean) =>
      actAs(sql, shop.owner, (tx) => tx`select public.set_read_receipts(${channel}, ${on})`);
    const phone = newPhone();
    const { thread } = await receives(phone);
    await turn(false);
    await turn(false);
    await reads(thread);
    expect(await claims()).toEqual([]);
    await turn(true);
    expect(await claims()).toEqual([]);
    const next = await receives(phone);
    await reads(thread);
    expect((await claims()).map((one) => one.provider_ids)).toEqual([[next.id]]);
  });

  it("keeps what is older than the link, and what nobody has read, to itself", async () => {
    const phone = newPhone();
    const { thread } = await receives(phone, { source: "history" });
    await reads(thread);
    expect(await claims()).toEqual([]);
    await receives(newPhone());
    expect(await claims()).toEqual([]);
  });

  it("lets nobody but a manager of numbers decide about it", async () => {
    const agent = await shop.member("agent");
    await expect(actAs(sql, agent, (tx) => tx`select public.set_read_receipts(${channel}, false)`)).rejects.toThrow(
      "auth.forbidden",
    );
    const other = await makeShop(sql);
    await expect(
      actAs(sql, other.owner, (tx) => tx`select public.set_read_receipts(${channel}, false)`),
    ).rejects.toThrow("input.not_found");
  });
});
