import { describe, expect, it } from "vitest";
import {
  FENCE_MS,
  isHeld,
  MAX_CONNECTING,
  nextClaimMs,
  RENEW_AGAIN_MS,
  RENEW_MS,
  staggerMs,
  toHandOver,
} from "./decide";

const LEASE_MS = 30_000;

describe("a lease", () => {
  it("ends for its holder well before it ends for the database", () => {
    expect(isHeld(1000, 1000 + FENCE_MS - 1)).toBe(true);
    expect(isHeld(1000, 1000 + FENCE_MS)).toBe(false);
    expect(FENCE_MS).toBeLessThanOrEqual(LEASE_MS - 10_000);
  });

  it("is renewed in time even when one renewal fails", () => {
    expect(RENEW_MS + 5 * RENEW_AGAIN_MS).toBeLessThan(FENCE_MS);
  });
});

describe("taking and giving", () => {
  it("spreads looks and log-ins", () => {
    expect([nextClaimMs(0), nextClaimMs(1)]).toEqual([5000, 7000]);
    expect([staggerMs(0), staggerMs(1)]).toEqual([200, 500]);
  });

  it("gives away idle numbers only, at most its surplus, a few at a time", () => {
    const held = Array.from({ length: 20 }, (_, n) => ({
      channelId: String(n),
      inFlight: n % 2,
      isConnecting: n % 4 === 0,
    }));
    expect(toHandOver(held, 0)).toEqual([]);
    expect(toHandOver(held, 2)).toEqual(["2", "6"]);
    expect(toHandOver(held, 20)).toHaveLength(MAX_CONNECTING);
  });
});
