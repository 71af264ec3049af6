/** The small form of `npm run bench -- whatsapp-chaos`: two runners, and every trouble once. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestStack, type TestStack } from "@/testing/stack";
import { runChaos } from "@/wa-runner/testing/chaos";
import { type Fleet, openFleet } from "@/wa-runner/testing/fleet";

let stack: TestStack;
let fleet: Fleet;

beforeAll(async () => {
  stack = await startTestStack();
  fleet = await openFleet(stack, 3);
  await fleet.start(0);
  await fleet.start(1);
  await fleet.link(fleet.numbers);
}, 120_000);

afterAll(async () => {
  await fleet?.stop();
  await stack?.stop();
});

it("nothing is lost, doubled or sent twice, whatever dies meanwhile", { timeout: 180_000 }, async () => {
  // A message whose sender had to be asked for it again comes after what he wrote since.
  const { settledMs, resends, disorderedIn, missing, ...result } = await runChaos(stack, fleet, {
    messages: 90,
    perNumber: 2,
    seconds: 15,
    troubles: ["kill", "cut", "database", "restart", "cut"],
    settleSeconds: 120,
  });
  expect(missing.filter((line) => !line.includes(" after "))).toEqual([]);
  expect(result).toEqual({
    inbound: 90,
    lostIn: 0,
    doubledIn: 0,
    outbound: 90,
    lostOut: 0,
    sentTwice: 0,
    unreadable: 0,
  });
  expect(fleet.whatsapp.faults).toEqual([]);
  // No text, number, QR or key in a full run's log.
  expect(fleet.logs()).not.toMatch(/salam|\bin \d|\bout \d|6031\d{6}|6012\d{6}|"(qr|privKey|keyPair)"/);
});
