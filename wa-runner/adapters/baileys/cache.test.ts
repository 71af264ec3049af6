import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { BoundedCache } from "@/wa-runner/adapters/baileys/cache";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("never holds more than it may: what was asked for longest ago goes", () => {
  const cache = new BoundedCache(100, 60_000);
  for (let n = 0; n < 100; n += 1) cache.set(`key ${n}`, n);
  expect(cache.get("key 0")).toBe(0);
  for (let n = 100; n < 10_000; n += 1) {
    cache.set(`key ${n}`, n);
    cache.get("key 0");
  }
  const left = Array.from({ length: 10_000 }, (_, n) => cache.get(`key ${n}`)).filter((value) => value !== undefined);
  expect(left).toHaveLength(100);
  expect(left[0]).toBe(0);
});

it("forgets with time, without a timer of its own", () => {
  const cache = new BoundedCache(10, 1000);
  cache.set("a", 1);
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(1001);
  expect(cache.get("a")).toBeUndefined();
});
