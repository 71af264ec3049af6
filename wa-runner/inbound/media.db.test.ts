/** Who may say what became of a file, and that it is said once. */
import { beforeAll, expect, it } from "vitest";
import { claimMedia, serviceDb } from "@/lib/db/service";
import { openServiceSql } from "@/testing/db";
import { makeShop } from "@/testing/shop";
import { dbOf } from "@/wa-runner/holding";
import type { ChannelRef } from "@/wa-runner/ports";

const sql = openServiceSql();
const RUNNER = `media-${process.pid}`;
let channel: ChannelRef;
let other: ChannelRef;

async function held(): Promise<ChannelRef> {
  const { tenantId } = await makeShop(sql);
  const [row] = await sql<{ id: string }[]>`select id from public.channels where tenant_id = ${tenantId}`;
  const channelId = row?.id ?? "";
  await sql`
    insert into private.wa_leases (channel_id, tenant_id, owner, epoch, lease_until) values (${channelId}, ${tenantId}, ${RUNNER}, 1, now() + interval '1 hour')
    on conflict (channel_id) do update set owner = excluded.owner, epoch = 1, lease_until = excluded.lease_until`;
  return { tenantId, channelId, address: null, epoch: 1 };
}

async function photo(of: ChannelRef): Promise<string> {
  const p = {
    channel_id: of.channelId,
    provider_id: crypto.randomUUID(),
    sender: { kind: "phone", value: "+60125550001" },
    kind: "image",
    body: "skrin",
    media: { ref: "ref", name: "skrin.jpg" },
    sent_at: new Date().toISOString(),
  };
  const { data, error } = await dbOf(of).rpc("record_inbound_message", { p });
  if (error) throw new Error(error.message);
  return (data as { message_id: string }).message_id;
}

const settle = async (as: ChannelRef, p: object) =>
  (await dbOf(as).rpc("settle_media", { p: JSON.parse(JSON.stringify({ channel_id: as.channelId, ...p })) })).error
    ?.message ?? "ok";
const seen = async (id: string) =>
  (await sql`select kind, media_path, payload from public.messages where id = ${id}`)[0];
const file = (path: string) => ({ path, mime: "image/jpeg", bytes: 10, name: "skrin.jpg", kind: "image" });

beforeAll(async () => {
  [channel, other] = [await held(), await held()];
});

it("is claimed by who holds the number, once for as long as a fetch may take", async () => {
  const id = await photo(channel);
  expect(await seen(id)).toEqual({ kind: "image", media_path: null, payload: { media: "pending" } });
  expect(await claimMedia(serviceDb(), "somebody-else", 10, [channel.channelId])).toEqual([]);
  expect(await claimMedia(serviceDb(), RUNNER, 10, [channel.channelId])).toMatchObject([
    { messageId: id, attempts: 1 },
  ]);
  expect(await claimMedia(serviceDb(), RUNNER, 10, [channel.channelId])).toEqual([]);
  expect(await settle(channel, { message_id: id, again_s: 0 })).toBe("ok");
  expect(await claimMedia(serviceDb(), RUNNER, 10, [channel.channelId])).toMatchObject([
    { messageId: id, attempts: 2 },
  ]);
});

it("is settled once: what is said later changes nothing", async () => {
  const id = await photo(channel);
  const paths = [1, 2].map((n) => `${channel.tenantId}/inbox/${id}/${n}.jpg`);
  for (const path of paths) expect(await settle(channel, { message_id: id, file: file(path) })).toBe("ok");
  expect(await settle(channel, { message_id: id, gone: "media.gone" })).toBe("ok");
  expect(await seen(id)).toEqual({ kind: "image", media_path: paths[0], payload: {} });
});

it("is nobody's to settle but its own number's present holder's", async () => {
  const id = await photo(channel);
  expect(await settle(other, { message_id: id, gone: "media.gone" })).toBe("ok");
  expect(await settle(other, { channel_id: channel.channelId, message_id: id, gone: "media.gone" })).toBe(
    "channel.unknown",
  );
  expect(await settle({ ...channel, epoch: 7 }, { message_id: id, gone: "media.gone" })).toBe("channel.stale");
  expect(await seen(id)).toEqual({ kind: "image", media_path: null, payload: { media: "pending" } });
});
