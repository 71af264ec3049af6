/** "Typing…": shown while the concierge composes, by whoever holds the number, where the owner lets it, and never in the way. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { makeLogger } from "@/lib/core/log";
import { systemDb } from "@/lib/db/clients";
import { type Listener, listen } from "@/lib/db/listen";
import { type Chat, makeChat } from "@/testing/chat";
import { openServiceSql, testStack } from "@/testing/db";
import { showTyping } from "@/wa-runner/concierge/typing";
import { createTyping } from "@/wa-runner/outbound/typing";
import type { ChannelSession } from "@/wa-runner/ports";
import type { Held } from "@/wa-runner/supervisor/held";
import { eventually } from "@/wa-runner/testing/process";

const sql = openServiceSql();
let chat: Chat;
let ear: Listener;
let told: string[] = [];
let people = 0;
const someone = () => {
  people += 1;
  return `+6018${String(4_000_000 + people)}`;
};

beforeAll(async () => {
  chat = await makeChat(sql);
  await new Promise<void>((ready) => {
    ear = listen({
      url: testStack().databaseUrl,
      channels: ["voltura_typing"],
      onNotify: (_, payload) => void told.push(payload),
      onReady: ready,
    });
  });
});
afterAll(() => ear.stop());
beforeEach(async () => {
  told = [];
  await sql`update public.channels set concierge_mode = 'auto', settings = '{}' where id = ${chat.channelId}`;
});

const of = (turn: string) => told.map((one) => JSON.parse(one)).filter((one) => one.turn === turn);
const heard = (turn: string, ...states: boolean[]) =>
  eventually(`typing ${states}`, async () =>
    `${of(turn).map(({ on }) => on)}` === `${states}` ? of(turn) : undefined,
  );
/** A session as a runner holds it; what it was asked to show. */
function holder(typing?: ChannelSession["typing"]) {
  const shown: unknown[] = [];
  const show = typing ?? (async (...args: unknown[]) => void shown.push(args));
  const channel = { tenantId: chat.desk.shop.tenantId, channelId: chat.channelId, address: null, epoch: 1 };
  const held = { channel, adapter: { capabilities: { typingTellsRead: true } }, session: { typing: show } };
  const onTyping = createTyping({
    sessionFor: (id) => (id === chat.channelId ? (held as unknown as Held) : undefined),
    log: makeLogger(),
    dbFor: ({ tenantId }) => systemDb(tenantId, "wa-runner"),
  });
  return { shown, onTyping };
}

it("is told once when an answer follows, and taken back when none does; with ids alone", async () => {
  const phone = someone();
  const { turn } = await chat.ask(phone, "bila buka?");
  const [payload] = await heard(turn.id, true);
  expect(payload).toEqual({ channel: chat.channelId, turn: turn.id, on: true });
  const silent = await chat.ask(someone(), "👍", {}, { kind: "reaction" });
  expect(silent.turn.state).toBe("silent");
  await heard(silent.turn.id, true, false);
  expect(told.join()).not.toContain(phone);
});

it("is not told where staff see the answer first, or have taken over", async () => {
  await sql`update public.channels set concierge_mode = 'draft' where id = ${chat.channelId}`;
  const drafted = await chat.ask(someone(), "bila buka?");
  await sql`update public.channels set concierge_mode = 'auto' where id = ${chat.channelId}`;
  const last = await chat.ask(someone(), "bila buka?");
  await heard(last.turn.id, true);
  expect(of(drafted.turn.id)).toEqual([]);
});

it("is shown under the customer's last message, not once the turn is over, and not where reading is kept to oneself", async () => {
  const phone = someone();
  const message = await chat.says(phone, "bila buka?");
  const { id: turn } = await chat.turnOf(message);
  const [row] = await sql<{ provider_id: string }[]>`select provider_id from public.messages where id = ${message}`;
  const { shown, onTyping } = holder();
  const payload = JSON.stringify({ channel: chat.channelId, turn, on: true });
  await onTyping(payload);
  expect(shown).toEqual([[expect.objectContaining({ kind: "phone", value: phone }), row?.provider_id, true]]);
  await sql`update public.channels set settings = '{"read_receipts": false}' where id = ${chat.channelId}`;
  await onTyping(payload);
  expect(shown).toHaveLength(1);
  await sql`update public.channels set settings = '{}' where id = ${chat.channelId}`;
  await chat.handle(message);
  await onTyping(payload);
  expect(shown).toHaveLength(1);
});

it("fails alone: whatever is wrong with it, nothing is thrown and nothing waits", async () => {
  const message = await chat.says(someone(), "bila buka?");
  const { id: turn } = await chat.turnOf(message);
  const { onTyping } = holder(async () => Promise.reject(new Error("network")));
  await onTyping(JSON.stringify({ channel: chat.channelId, turn, on: true }));
  await onTyping("not json");
  await onTyping(JSON.stringify({ channel: crypto.randomUUID(), turn, on: true }));
  const dead = { rpc: () => Promise.reject(new Error("database away")) };
  showTyping(dead as unknown as Parameters<typeof showTyping>[0], turn).over(true);
  await chat.handle(message);
  expect((await chat.turnOf(message)).state).toBe("answered");
});
