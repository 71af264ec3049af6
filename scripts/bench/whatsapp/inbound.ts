/**
 * `npm run bench -- inbound`: from a message on WhatsApp's wire until a screen that listens to the app's live stream reads its row.
 * Baseline in the same run: the same message put into the database by hand, until the same screen reads it.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { createClient } from "@supabase/supabase-js";
import { startTestStack, type TestStack } from "@/testing/stack";
import { type Fleet, type FleetNumber, openFleet } from "@/wa-runner/testing/fleet";
import { text } from "@/wa-runner/testing/whatsapp-server/messages";
import { type Figures, median, print } from "../measure";
import { signedIn } from "../sign-in";

const NUMBERS = 10;
const CUSTOMERS = 5;
const BUDGET_MS = 300;
const PASSWORD = "bench-bench-bench";
const say = (line: string) => void process.stderr.write(`${line}\n`);

/** Times of what is on its way, by what it says. */
const sentAt = new Map<string, number>();
const seen: number[] = [];

/** Somebody of this shop has the app open. */
async function watch(stack: TestStack, { shop }: FleetNumber): Promise<void> {
  const email = `${randomUUID()}@bench.invalid`;
  const client = createClient(stack.apiUrl, stack.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { data, error } = await client.auth.signUp({ email, password: PASSWORD });
  if (error || !data.user) throw error ?? new Error("nobody was signed up");
  const sql = stack.serviceSql;
  await sql`insert into public.people (user_id, email, name, active_tenant_id) values (${data.user.id}, ${email}, 'Bench', ${shop.tenantId})`;
  await sql`insert into public.members (tenant_id, user_id, role) values (${shop.tenantId}, ${data.user.id}, 'agent')`;
  const cookie = await signedIn(stack, email, PASSWORD);
  const response = await fetch(`${stack.appUrl}/api/live`, { headers: { cookie } });
  if (!response.body) throw new Error(`the stream is not there: ${response.status}`);
  void (async () => {
    const read = new Set<string>();
    let rest = "";
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = (rest + chunk).split("\n\n");
      rest = parts.pop() ?? "";
      for (const part of parts) {
        const line = part.split("\n").find((one) => one.startsWith("data:"));
        const change = JSON.parse(line?.slice(5) ?? "{}") as { topic?: string; id?: string };
        if (change.topic !== "conversation" && change.topic !== "message") continue;
        const { data: rows } = await client
          .from("messages")
          .select("id, body")
          .eq("conversation_id", change.id ?? "")
          .order("seq", { ascending: false })
          .limit(5);
        for (const { id, body } of (rows ?? []) as { id: string; body: string }[]) {
          const begun = sentAt.get(body);
          if (read.has(id) || begun === undefined) continue;
          read.add(id);
          sentAt.delete(body);
          seen.push(performance.now() - begun);
        }
      }
    }
  })().catch(() => undefined);
}

async function settle(seconds = 30): Promise<void> {
  for (const until = Date.now() + seconds * 1000; Date.now() < until && sentAt.size > 0; ) await delay(50);
}

async function measure(
  name: string,
  perSecond: number,
  seconds: number,
  send: (n: number, body: string) => Promise<unknown>,
) {
  seen.length = 0;
  const count = perSecond * seconds;
  const begun = performance.now();
  for (let n = 0; n < count; n += 1) {
    await delay(Math.max(0, begun + (n * 1000) / perSecond - performance.now()));
    const body = `${name} ${n}`;
    sentAt.set(body, performance.now());
    void send(n, body);
  }
  await settle();
  const unseen = sentAt.size;
  sentAt.clear();
  const sorted = [...seen].sort((a, b) => a - b);
  say(`${name}: ${sorted.length} of ${count}`);
  return {
    [`${name}_median_ms`]: median(sorted),
    [`${name}_p95_ms`]: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    [`${name}_unseen`]: unseen,
  };
}

async function run(stack: TestStack, fleet: Fleet): Promise<Figures> {
  await fleet.start(0);
  await fleet.link(fleet.numbers);
  for (const number of fleet.numbers) await watch(stack, number);
  const at = (n: number) => {
    const number = fleet.numbers[n % NUMBERS] as FleetNumber;
    return {
      number,
      customer: `6013${String(3_000_000 + (n % NUMBERS) * 100 + (Math.floor(n / NUMBERS) % CUSTOMERS))}`,
    };
  };
  const wire = (n: number, body: string) => {
    const { number, customer } = at(n);
    return fleet.whatsapp.contactSends(customer, number.digits, { message: text(body) });
  };
  // Into the thread the customer has by then, which wakes the screen.
  const byHand = (n: number, body: string) => {
    const { number, customer } = at(n);
    return stack.serviceSql`
      with said as (insert into public.messages (tenant_id, conversation_id, channel_id, customer_id, direction, author_kind, kind, body, status, provider_id, sent_at)
      select v.tenant_id, v.id, v.channel_id, v.customer_id, 'in', 'customer', 'text', ${body}, 'received', ${randomUUID()}, now()
        from public.conversations as v join public.customer_contacts as k on k.tenant_id = v.tenant_id and k.customer_id = v.customer_id
       where v.channel_id = ${number.channelId} and k.phone = ${`+${customer}`} limit 1
      returning conversation_id)
      update public.conversations as c set last_message_at = now() from said where c.id = said.conversation_id`;
  };
  await measure("warm", 10, 6, wire);
  const baseline = await measure("baseline", 1, 20, byHand);
  const calm = await measure("calm", 1, 30, wire);
  const busy = await measure("busy", 50, 20, wire);
  return {
    ...baseline,
    ...calm,
    ...busy,
    ratio_calm: (calm["calm_median_ms"] ?? 0) / (baseline["baseline_median_ms"] ?? 1),
  };
}

const stack = await startTestStack({ web: true, report: say });
const fleet = await openFleet(stack, NUMBERS);
try {
  print(
    "inbound",
    await run(stack, fleet),
    ({ calm_median_ms, busy_median_ms, calm_unseen, busy_unseen }) =>
      [calm_median_ms, busy_median_ms].every((ms) => ms !== undefined && ms <= BUDGET_MS) &&
      calm_unseen === 0 &&
      busy_unseen === 0,
  );
} finally {
  await fleet.stop();
  await stack.stop();
}
process.exit();
