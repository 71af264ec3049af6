/** `npm run bench -- whatsapp-chaos`: 60 numbers on 3 runners, 6,000 messages each way, while runners and the database come and go. */
import { startTestStack } from "@/testing/stack";
import { runChaos, type Trouble } from "@/wa-runner/testing/chaos";
import { openFleet } from "@/wa-runner/testing/fleet";
import { print } from "../measure";

const size = (name: string, fallback: number) => Number(process.env[name] ?? fallback);
const NUMBERS = size("CHAOS_NUMBERS", 60);
const MESSAGES = size("CHAOS_MESSAGES", 6000);
const SECONDS = size("CHAOS_SECONDS", 300);
const RUNNERS = 3;
const TROUBLES: readonly Trouble[] = [
  "kill",
  "cut",
  "restart",
  "freeze",
  "cut",
  "database",
  "kill",
  "cut",
  "cut",
  "restart",
  "freeze",
  "kill",
  "database",
  "cut",
  "restart",
  "kill",
];
const say = (line: string) => void process.stderr.write(`${line}\n`);

const stack = await startTestStack({ report: say });
const fleet = await openFleet(stack, NUMBERS);
try {
  for (let n = 0; n < RUNNERS; n += 1) await fleet.start(n);
  await fleet.link(fleet.numbers);
  say(`${NUMBERS} numbers are linked`);
  const { missing, ...figures } = await runChaos(stack, fleet, {
    messages: MESSAGES,
    perNumber: 3,
    seconds: SECONDS,
    troubles: TROUBLES,
    settleSeconds: 180,
    say,
  });
  for (const line of missing.slice(0, 100)) say(line);
  if (process.env["CHAOS_LOG"]) (await import("node:fs")).writeFileSync(process.env["CHAOS_LOG"], fleet.logs());
  for (const fault of fleet.whatsapp.faults) say(`server: ${fault.message}`);
  print("whatsapp-chaos", figures, ({ lostIn, doubledIn, lostOut, sentTwice }) =>
    [lostIn, doubledIn, lostOut, sentTwice].every((count) => count === 0),
  );
} finally {
  await fleet.stop();
  await stack.stop();
}
process.exit();
