/** Messages both ways while runners die, freeze and come back and the database restarts; then every one of them is looked for. */
import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "postgres";
import type { TestStack } from "@/testing/stack";
import type { Fleet, FleetNumber } from "@/wa-runner/testing/fleet";
import { eventually } from "@/wa-runner/testing/process";
import { text } from "@/wa-runner/testing/whatsapp-server/messages";

/** `freeze` lasts longer than a lease, so that the number has another holder when the frozen one wakes. */
export type Trouble = "kill" | "freeze" | "restart" | "cut" | "silence" | "database";

export interface ChaosPlan {
  /** In all, in each direction. */
  messages: number;
  perNumber: number;
  seconds: number;
  troubles: readonly Trouble[];
  freezeMs?: number;
  settleSeconds: number;
  say?: (line: string) => void;
}

export interface ChaosResult {
  inbound: number;
  lostIn: number;
  doubledIn: number;
  disorderedIn: number;
  outbound: number;
  lostOut: number;
  /** One message that reached a phone under two ids. */
  sentTwice: number;
  /** The same id once more: the phone knows it and shows it once. */
  resends: number;
  unreadable: number;
  settledMs: number;
  /** Where something is missing: number, customer, what the server knows of it. */
  missing: string[];
}

interface Customer {
  number: FleetNumber;
  digits: string;
  conversation: string;
}

async function meet(sql: Sql, fleet: Fleet, perNumber: number): Promise<Customer[]> {
  const customers = fleet.numbers.flatMap((number, i) =>
    Array.from({ length: perNumber }, (_, n) => ({
      number,
      digits: `6012${String(1_000_000 + i * 100 + n)}`,
      conversation: "",
    })),
  );
  for (const { number, digits } of customers) {
    fleet.whatsapp.person(digits, `Pelanggan ${digits.slice(-4)}`);
    await fleet.whatsapp.contactSends(digits, number.digits, { message: text(`salam ${digits}`) });
  }
  for (const customer of customers) {
    customer.conversation = await eventually(
      "the thread is there",
      async () => {
        const [row] = await sql<{ id: string }[]>`
          select conversation_id as id from public.messages where channel_id = ${customer.number.channelId} and body = ${`salam ${customer.digits}`}`;
        return row?.id;
      },
      60,
    );
  }
  return customers;
}

async function trouble(stack: TestStack, fleet: Fleet, what: Trouble, turn: number, freezeMs: number): Promise<void> {
  const index = turn % fleet.runners.length;
  const runner = fleet.runners[index];
  if (what === "database") return stack.loseDatabase(1500);
  if (what === "cut" || what === "silence") {
    const number = fleet.numbers[turn % fleet.numbers.length];
    if (number && fleet.whatsapp.world.accounts.get(number.digits)?.isOnline)
      fleet.whatsapp.kick(number.digits, what === "cut" ? "drop" : "silent");
    return;
  }
  if (what === "freeze") {
    runner?.freeze();
    await delay(freezeMs);
    runner?.thaw();
    return;
  }
  if (what === "kill") await runner?.kill();
  else await runner?.terminate();
  await fleet.start(index);
}

/** Retried while the database is away, as the app's user would: the key keeps it one message. */
async function send(sql: Sql, customer: Customer, body: string): Promise<void> {
  const key = crypto.randomUUID();
  await eventually(
    "the message is in the outbox",
    async () => {
      await sql`select private.send_message(${customer.number.shop.tenantId}, ${customer.conversation}, ${key}, 'system', 'text', ${body})`;
      return true;
    },
    60,
  );
}

export async function runChaos(stack: TestStack, fleet: Fleet, plan: ChaosPlan): Promise<ChaosResult> {
  const sql = stack.serviceSql;
  const say = plan.say ?? (() => undefined);
  const customers = await meet(sql, fleet, plan.perNumber);
  say(`${customers.length} customers have written once`);
  const written: { id: string; customer: Customer; n: number }[] = [];
  const begun = Date.now();
  const at = (n: number) => begun + ((plan.seconds * 1000) / plan.messages) * n;

  async function inbound(): Promise<void> {
    for (let n = 0; n < plan.messages; n += 1) {
      await delay(Math.max(0, at(n) - Date.now()));
      const customer = customers[n % customers.length] as Customer;
      const { id } = await fleet.whatsapp.contactSends(customer.digits, customer.number.digits, {
        message: text(`in ${n}`),
        addressing: n % 3 === 0 ? "pn" : "lid",
      });
      written.push({ id, customer, n });
    }
  }
  async function outbound(): Promise<void> {
    const sending: Promise<void>[] = [];
    for (let n = 0; n < plan.messages; n += 1) {
      await delay(Math.max(0, at(n) - Date.now()));
      sending.push(send(sql, customers[n % customers.length] as Customer, `out ${n}`));
    }
    await Promise.all(sending);
  }
  async function troubles(): Promise<void> {
    const every = (plan.seconds * 1000) / (plan.troubles.length + 1);
    const running: Promise<void>[] = [];
    for (const [turn, what] of plan.troubles.entries()) {
      await delay(Math.max(0, begun + every * (turn + 1) - Date.now()));
      say(`${new Date().toISOString()} ${Math.round((Date.now() - begun) / 1000)} s: ${what}`);
      // Others go on while one is frozen.
      const done = trouble(stack, fleet, what, turn, plan.freezeMs ?? 35_000);
      if (what === "freeze") running.push(done);
      else await done;
    }
    await Promise.all(running);
  }
  await Promise.all([inbound(), outbound(), troubles()]);
  say(`all is sent after ${Math.round((Date.now() - begun) / 1000)} s`);

  const settling = Date.now();
  const isSettled = async () => {
    const [row] = await sql<{ inbound: number; open: number }[]>`
      select (select count(*)::int from public.messages where direction = 'in' and body like 'in %') as inbound,
        (select count(*)::int from public.wa_outbox where state in ('queued', 'claimed', 'written')) as open`;
    return row?.inbound === plan.messages && row.open === 0;
  };
  while (Date.now() - settling < plan.settleSeconds * 1000 && !(await isSettled().catch(() => false))) await delay(500);
  const settledMs = Date.now() - settling;
  return { ...(await judge(sql, fleet, written, plan.messages)), settledMs };
}

async function judge(
  sql: Sql,
  fleet: Fleet,
  written: readonly { id: string; customer: Customer; n: number }[],
  messages: number,
): Promise<Omit<ChaosResult, "settledMs">> {
  const rows = await sql<
    { provider_id: string; body: string; kind: string; conversation_id: string; seq: string; created_at: Date }[]
  >`
    select provider_id, body, kind, conversation_id, seq, created_at from public.messages where direction = 'in' order by seq`;
  const byId = Map.groupBy(rows, (row) => row.provider_id);
  const missing: string[] = [];
  const lost = written.filter(({ id, n, customer }) => {
    const found = byId.get(id)?.some((row) => row.body === `in ${n}`) ?? false;
    if (!found) {
      const account = fleet.whatsapp.account(customer.number.digits);
      const entry = account.inbound.get(id);
      missing.push(
        `${customer.number.channelId} ${customer.digits} in ${n}: ${entry?.state} retries ${entry?.retries} row ${byId.get(id)?.[0]?.kind ?? "none"}`,
      );
    }
    return !found;
  });
  const bodies = Map.groupBy(
    rows.filter(({ body }) => body.startsWith("in ")),
    (row) => row.body,
  );
  let disorderedIn = 0;
  for (const thread of Map.groupBy(rows, (row) => row.conversation_id).values()) {
    let last = -1;
    for (const { body, created_at } of thread) {
      const n = body.startsWith("in ") ? Number(body.slice(3)) : -1;
      if (n >= 0 && n < last) {
        disorderedIn += 1;
        missing.push(`${created_at.toISOString()} ${body} after ${last}`);
      }
      last = Math.max(last, n);
    }
  }
  const sent = fleet.numbers.flatMap(({ digits }) => fleet.whatsapp.account(digits).sentLog);
  const out = Map.groupBy(
    sent.filter(({ body }) => body.startsWith("out ")),
    ({ body }) => body,
  );
  return {
    inbound: messages,
    lostIn: lost.length,
    doubledIn: [...bodies.values()].filter((same) => same.length > 1).length,
    disorderedIn,
    outbound: messages,
    lostOut: messages - out.size,
    sentTwice: [...out.values()].filter((same) => same.length > 1).length,
    resends: sent.reduce((sum, { times }) => sum + times - 1, 0),
    unreadable: rows.filter(({ kind }) => kind === "unsupported").length,
    missing,
  };
}
