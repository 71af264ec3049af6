import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { log } from "@/lib/core/log";
import { claimEvents, relayState, serviceDb, settleEvents } from "@/lib/db/service";
import { openServiceSql } from "@/testing/db";
import { relayOnce } from "./relay";

const sql = openServiceSql();
const sent = z.array(
  z.object({ id: z.string(), name: z.string(), ts: z.number(), data: z.record(z.string(), z.unknown()) }),
);

/** What the engine took, in order; `refuses` says what it answers to a batch instead of taking it. */
let taken: z.infer<typeof sent> = [];
let refuses: (events: z.infer<typeof sent>) => number | undefined = () => undefined;
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    const events = sent.parse(JSON.parse(body));
    const status = refuses(events);
    if (status !== undefined) {
      response.writeHead(status).end();
      return;
    }
    taken.push(...events);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ ids: events.map(({ id }) => id), status: 200 }));
  });
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

let tenant = "";
beforeEach(() => {
  tenant = crypto.randomUUID();
  taken = [];
  refuses = () => undefined;
});

const options = (name = "relay-1") => ({
  service: serviceDb(),
  name,
  to: { url, key: "dev" },
  log: log("test").child({}, { level: "silent" }),
});
async function drain(name?: string): Promise<void> {
  while ((await relayOnce(options(name))) > 0);
}
async function emit(entity: string, n: number): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select private.emit_event(${tenant}, 'access/probed', 'ticket', ${entity}, ${sql.json({ n })}) as id`;
  return row?.id ?? "";
}
const mine = () => taken.filter(({ data }) => data["tenant_id"] === tenant);
const numbers = () => mine().map(({ data }) => data["n"]);
/** Lets what was put off, or held by who died, come again now. */
const soon = () =>
  sql`update public.events set next_at = now(), claimed_until = null where tenant_id = ${tenant} and relayed_at is null`;
const state = (
  id: string,
) => sql`select attempts, reason, dead_at is not null as dead, relayed_at is not null as relayed
  from public.events where id = ${id}`;

it("hands an event on once, under its own id, with the ids it is about", async () => {
  const id = await emit("a", 1);
  await drain();
  await drain();
  expect(mine()).toEqual([
    { id, name: "access/probed", ts: expect.any(Number), data: { n: 1, tenant_id: tenant, ticket_id: "a" } },
  ]);
});

it("a transaction that is undone sends nothing", async () => {
  const undone = sql.begin(async (tx) => {
    await tx`select private.emit_event(${tenant}, 'access/probed', 'ticket', 'a')`;
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await drain();
  expect(mine()).toEqual([]);
});

it("a relay that died after sending sends again under the same id; before sending, nothing is lost", async () => {
  const id = await emit("a", 1);
  const claimed = await claimEvents(serviceDb(), "relay-dead", 1000);
  expect(claimed.map((event) => event.id)).toContain(id);
  await drain("relay-2");
  expect(mine()).toEqual([]);
  await soon();
  await drain("relay-2");
  expect(mine().map((event) => event.id)).toEqual([id]);
  // The dead one was only slow: what it says now changes nothing.
  await settleEvents(serviceDb(), "relay-dead", [{ id, outcome: "refused", reason: "late" }]);
  expect(await state(id)).toMatchObject([{ relayed: true, dead: false, reason: null }]);
});

it("keeps the order of an entity while an event is put off, and lets others pass", async () => {
  const first = await emit("a", 1);
  await emit("a", 2);
  refuses = (events) => (events.some(({ id }) => id === first) ? 400 : undefined);
  await emit("b", 3);
  await drain();
  expect(numbers()).toEqual([3]);
  expect(await state(first)).toMatchObject([{ attempts: 1, reason: "status 400", dead: false }]);
  refuses = () => undefined;
  await drain();
  expect(numbers()).toEqual([3]);
  await soon();
  await drain();
  expect(numbers()).toEqual([3, 1, 2]);
});

it("an outage kills no event, however long", async () => {
  const id = await emit("a", 1);
  refuses = (events) => (events.some(({ data }) => data["tenant_id"] === tenant) ? 503 : undefined);
  for (let round = 0; round < 12; round += 1) {
    await soon();
    await drain();
  }
  const [row] =
    await sql`select attempts, dead_at, next_at <= now() + interval '61 seconds' as soon from public.events where id = ${id}`;
  expect(row).toMatchObject({ dead_at: null, soon: true });
  expect(row?.["attempts"]).toBeGreaterThan(5);
  refuses = () => undefined;
  await sql`update public.events set next_at = now() where relayed_at is null`;
  await drain();
  expect(numbers()).toEqual([1]);
});

it("an event refused five times is dead, with its reason, and holds nobody up", async () => {
  const bad = await emit("a", 1);
  await emit("a", 2);
  const before = await relayState(serviceDb());
  refuses = (events) => (events.some(({ id }) => id === bad) ? 400 : undefined);
  for (let round = 0; round < 6; round += 1) {
    await soon();
    await drain();
  }
  expect(await state(bad)).toMatchObject([{ dead: true, attempts: 5, reason: "status 400", relayed: false }]);
  expect(numbers()).toEqual([2]);
  expect((await relayState(serviceDb())).dead).toBe(before.dead + 1);
});

it("two relays side by side send each event once and in order", async () => {
  for (let n = 1; n <= 40; n += 1) await emit(n % 2 ? "a" : "b", n);
  await Promise.all(["relay-1", "relay-2", "relay-3"].map((name) => drain(name)));
  await drain();
  expect(numbers()).toHaveLength(40);
  for (const entity of ["a", "b"]) {
    const order = mine()
      .filter(({ data }) => data["ticket_id"] === entity)
      .map(({ data }) => Number(data["n"]));
    expect(order).toEqual(order.toSorted((left, right) => left - right));
  }
});
