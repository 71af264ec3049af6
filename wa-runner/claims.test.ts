import pino from "pino";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startClaims } from "./claims";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const options = { log: pino({ level: "silent" }), maxInFlight: 1, fallbackMs: 1000 };

it("leaves no timer behind when it stops, whether work or claiming was under way", async () => {
  let done: (againMs: number) => void = () => undefined;
  const handle = () =>
    new Promise<number>((resolve) => {
      done = resolve;
    });
  const working = startClaims({
    ...options,
    claim: vi.fn().mockResolvedValueOnce(["a"]).mockResolvedValue([]),
    handle,
  });
  await vi.advanceTimersByTimeAsync(1);
  const stopped = working.stop();
  done(500);
  await stopped;
  expect(vi.getTimerCount()).toBe(0);

  let fail: (error: Error) => void = () => undefined;
  const claim = () =>
    new Promise<string[]>((_, reject) => {
      fail = reject;
    });
  const claiming = startClaims({ ...options, claim, handle });
  const ended = claiming.stop();
  fail(new Error("the database is away"));
  await ended;
  expect(vi.getTimerCount()).toBe(0);
});
