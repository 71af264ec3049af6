import { describe, expect, it } from "vitest";
import { type Running, restartDelayMs, supervise } from "./supervise";

function program(): Running & { die: () => void; stopped: boolean } {
  let die: () => void = () => undefined;
  const exited = new Promise<void>((resolve) => {
    die = resolve;
  });
  const running = {
    exited,
    die,
    stopped: false,
    async stop() {
      running.stopped = true;
      die();
    },
  };
  return running;
}

describe("supervise", () => {
  it("waits longer after each loss, never longer than half a minute", () => {
    expect([1, 2, 3, 4, 7, 20].map(restartDelayMs)).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
  });

  it("starts a lost program again, and stops the new one when asked", async () => {
    const first = program();
    const second = program();
    const supervised = supervise(
      "x",
      first,
      async () => second,
      () => undefined,
    );
    first.die();
    await expect.poll(() => second.stopped, { timeout: 50 }).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await supervised.stop();
    expect(second.stopped).toBe(true);
  });

  it("does not start anything once it was asked to stop", async () => {
    const first = program();
    let started = 0;
    const supervised = supervise(
      "x",
      first,
      async () => {
        started += 1;
        return program();
      },
      () => undefined,
    );
    await supervised.stop();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(started).toBe(0);
  });
});
