import type { Sql } from "postgres";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { type Chat, makeChat } from "@/testing/chat";
import { startTestStack, type TestStack } from "@/testing/stack";
import { type ConciergeOptions, startConcierge } from "@/wa-runner/concierge/loop";

let stack: TestStack;
let sql: Sql;
let chat: Chat;
let running: { stop(): Promise<void> }[] = [];

// Claiming crosses tenants: in the shared database this loop would answer the messages of other files.
beforeAll(async () => {
  stack = await startTestStack();
  Object.assign(process.env, stack.environment);
  sql = stack.serviceSql;
  chat = await makeChat(sql);
}, 120_000);
afterAll(() => stack.stop());
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  running = [];
});

const start = async (options: ConciergeOptions = {}) => {
  running.push(await startConcierge({ model: null, debounceMs: 50, ...options }));
};
const outbound = (conversation: string) =>
  sql<
    { body: string; author_kind: string }[]
  >`select body, author_kind from public.messages where direction = 'out' and conversation_id = ${conversation} order by seq`;

it("answers what comes in, woken by the database", async () => {
  await start({ fallbackMs: 60_000 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const message = await chat.says("+60161110001", "bila buka?");
  const { conversation_id: conversation } = await chat.turnOf(message);
  await vi.waitFor(async () => expect(await outbound(conversation)).toHaveLength(1), { timeout: 5000, interval: 50 });
  expect((await chat.turnOf(message)).state).toBe("answered");
});

it("answers what came while nobody ran, each once, with several runners", async () => {
  const messages = await Promise.all(
    Array.from({ length: 12 }, (_, index) => chat.says(`+601622200${10 + index}`, "kedai kat mana?")),
  );
  await Promise.all([start(), start(), start()]);
  for (const message of messages) {
    await vi.waitFor(async () => expect((await chat.turnOf(message)).state).toBe("answered"), {
      timeout: 15_000,
      interval: 100,
    });
    const { conversation_id: conversation } = await chat.turnOf(message);
    expect(await outbound(conversation)).toHaveLength(1);
  }
});

it("waits for the customer to finish typing", async () => {
  await start({ debounceMs: 700 });
  const phone = "+60163330001";
  const first = await chat.says(phone, "salam");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const second = await chat.says(phone, "bila buka ya?");
  const { conversation_id: conversation } = await chat.turnOf(first);
  await vi.waitFor(async () => expect((await chat.turnOf(second)).state).toBe("answered"), {
    timeout: 8000,
    interval: 50,
  });
  await vi.waitFor(
    async () => expect(await chat.turnOf(first)).toMatchObject({ state: "silent", reason: "superseded" }),
    { timeout: 3000, interval: 50 },
  );
  expect(await outbound(conversation)).toHaveLength(1);
});

it("tries again after a failure, and gives the turn back at once when it is stopped", async () => {
  await start({
    now: () => {
      throw new Error("broken clock");
    },
  });
  const message = await chat.says("+60164440001", "bila buka?");
  const waiting = async () =>
    (
      await sql`select state, attempts, next_at > now() as later from public.concierge_turns where message_id = ${message}`
    )[0];
  await vi.waitFor(async () => expect(await waiting()).toMatchObject({ state: "queued", attempts: 1, later: true }), {
    timeout: 5000,
    interval: 50,
  });
  await Promise.all(running.map((one) => one.stop()));
  running = [];
  await sql`update public.concierge_turns set next_at = now() where message_id = ${message}`;
  await start({ debounceMs: 20_000 });
  await vi.waitFor(async () => expect(await waiting()).toMatchObject({ state: "claimed" }), {
    timeout: 5000,
    interval: 50,
  });
  await Promise.all(running.map((one) => one.stop()));
  running = [];
  expect(await waiting()).toMatchObject({ state: "queued", later: false });
});
