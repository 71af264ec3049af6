import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { freePorts } from "@/scripts/stack/ports";
import { listen } from "./listen";

it("waits longer after each try while the database is away", async () => {
  const { postgres } = await freePorts();
  let losses = 0;
  const listener = listen({
    url: `postgresql://nobody@127.0.0.1:${postgres}/postgres`,
    channels: ["voltura"],
    onNotify: () => undefined,
    onReady: () => undefined,
    onLost: () => {
      losses += 1;
    },
  });
  await delay(1500);
  await listener.stop();
  // At 0, 0.3 and 0.9 s.
  expect(losses).toBeGreaterThanOrEqual(2);
  expect(losses).toBeLessThanOrEqual(4);
});
