import { expect, it } from "vitest";
import { nextAttemptS } from "./media";

it("a file is asked for again later and later, and given up after about five hours", () => {
  const pauses: number[] = [];
  for (let attempts = 1; ; attempts += 1) {
    const pause = nextAttemptS(attempts);
    if (pause === null) break;
    pauses.push(pause);
  }
  expect(pauses).toEqual([5, 20, 80, 320, 1280, 3600, 3600]);
});
