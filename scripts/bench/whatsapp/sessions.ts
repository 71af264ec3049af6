/**
 * `npm run bench -- whatsapp-sessions`: many idle numbers in one runner: memory of each, how long they take to come back when all
 * are cut at once, and what an inbound message costs the runner. Baseline: the same process before it held a number.
 */
import { setTimeout as delay } from "node:timers/promises";
import { startTestStack } from "@/testing/stack";
import { openFleet } from "@/wa-runner/testing/fleet";
import { eventually } from "@/wa-runner/testing/process";
import { text } from "@/wa-runner/testing/whatsapp-server/messages";
import { print } from "../measure";
import { cpuMs, residentBytes } from "./process-use";

const SESSIONS = Number(process.env["BENCH_SESSIONS"] ?? 200);
const MESSAGES = 500;
const BUDGET_MB = 30;
const MB = 2 ** 20;
const say = (line: string) => void process.stderr.write(`${line}\n`);

const stack = await startTestStack({ report: say });
const fleet = await openFleet(stack, SESSIONS);
try {
  const sql = stack.serviceSql;
  const connected = () =>
    eventually(
      "every number is connected",
      async () => {
        const [row] = await sql<{ n: number }[]>`
          select count(*)::int as n from public.channels where kind = 'baileys' and state = 'connected'`;
        const online = fleet.numbers.filter(({ digits }) => fleet.whatsapp.world.accounts.get(digits)?.isOnline).length;
        return row?.n === SESSIONS && online === SESSIONS ? true : undefined;
      },
      300,
    );
  await fleet.start(0);
  const pid = fleet.runners[0]?.pid ?? 0;
  await delay(5000);
  const empty = residentBytes(pid);
  const linking = performance.now();
  await fleet.link(fleet.numbers);
  await connected();
  say(`${SESSIONS} numbers were linked in ${Math.round((performance.now() - linking) / 1000)} s`);
  await delay(30_000);
  const full = residentBytes(pid);

  const cut = performance.now();
  for (const { digits } of fleet.numbers) fleet.whatsapp.kick(digits, "drop");
  await delay(1000);
  await connected();
  const stormSeconds = (performance.now() - cut) / 1000;
  say(`all are back after ${stormSeconds.toFixed(1)} s`);
  await delay(10_000);

  const idle = cpuMs(pid);
  await delay(10_000);
  const idlePerSecond = (cpuMs(pid) - idle) / 10;
  const before = cpuMs(pid);
  const begun = performance.now();
  for (let n = 0; n < MESSAGES; n += 1) {
    const number = fleet.numbers[n % SESSIONS];
    if (!number) continue;
    await fleet.whatsapp.contactSends(`6012${String(2_000_000 + (n % SESSIONS))}`, number.digits, {
      message: text(`m ${n}`),
    });
    await delay(20);
  }
  await eventually(
    "all are stored",
    async () => {
      const [row] = await sql<{ n: number }[]>`select count(*)::int as n from public.messages where body like 'm %'`;
      return row?.n === MESSAGES ? true : undefined;
    },
    60,
  );
  const seconds = (performance.now() - begun) / 1000;
  const cpu = (cpuMs(pid) - before - idlePerSecond * seconds) / MESSAGES;
  print(
    "whatsapp-sessions",
    {
      sessions: SESSIONS,
      mb_empty: empty / MB,
      mb_full: full / MB,
      mb_per_session: (full - empty) / MB / SESSIONS,
      storm_seconds: stormSeconds,
      idle_cpu_percent: idlePerSecond / 10,
      cpu_ms_per_inbound: cpu,
    },
    ({ mb_per_session = Number.NaN }) => mb_per_session <= BUDGET_MB,
  );
} finally {
  await fleet.stop();
  await stack.stop();
}
process.exit();
