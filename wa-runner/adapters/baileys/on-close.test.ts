import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffMs, type Closed, onClose } from "./on-close";

const closed = (change: Partial<Closed>): Closed => ({
  code: 428,
  isLinked: true,
  attempt: 0,
  sameCode: 0,
  refusedForMs: null,
  random: 1,
  ...change,
});

describe("a linked number", () => {
  it.each([
    [515, { next: "reconnect", afterMs: 0, state: "starting" }],
    [428, { next: "reconnect", state: "reconnecting", reason: "network" }],
    [408, { next: "reconnect", state: "reconnecting", reason: "network" }],
    [440, { next: "reconnect", afterMs: 30_000, state: "replaced" }],
    [401, { next: "forget", state: "logged_out", reason: "logged_out" }],
    [411, { next: "forget", state: "logged_out", reason: "multidevice" }],
    [403, { next: "stop", state: "banned", reason: "banned" }],
    [402, { next: "stop", state: "banned", reason: "banned_for_now" }],
    [406, { next: "stop", state: "banned", reason: "banned_for_now" }],
    [405, { next: "reconnect", state: "version_blocked" }],
    [500, { next: "reconnect", state: "reconnecting", reason: "bad_session" }],
    [503, { next: "reconnect", state: "reconnecting", reason: "whatsapp_away" }],
    [409, { next: "reconnect", state: "reconnecting", reason: "whatsapp_away" }],
  ] as const)("closed with %i", (code, verdict) => {
    expect(onClose(closed({ code }))).toMatchObject(verdict);
  });

  it("waits for a person when it is replaced again and again, or too old, or its keys are no good", () => {
    expect(onClose(closed({ code: 440, sameCode: 5 }))).toMatchObject({ next: "stop", state: "replaced" });
    expect(onClose(closed({ code: 405, sameCode: 2 }))).toMatchObject({ next: "stop", state: "version_blocked" });
    expect(onClose(closed({ code: 500, sameCode: 3 }))).toMatchObject({ next: "stop", reason: "bad_session" });
  });

  it("is left alone for longer and longer while WhatsApp refuses, and given up after a week", () => {
    const minutes = [3, 4, 5, 9, 20].map((sameCode) => {
      const verdict = onClose(closed({ code: 503, sameCode }));
      return verdict.next === "reconnect" ? verdict.afterMs / 60_000 : -1;
    });
    expect(minutes).toEqual([1, 2, 4, 60, 60]);
    const week = 7 * 86_400_000;
    expect(onClose(closed({ code: 503, sameCode: 99, refusedForMs: week }))).toMatchObject({ next: "stop" });
  });
});

describe("a number that is being linked", () => {
  it.each([
    [515, { next: "reconnect", afterMs: 0 }],
    [408, { next: "stop", state: "qr_expired" }],
    [401, { next: "forget", state: "new" }],
    [428, { next: "reconnect", state: "starting" }],
  ] as const)("closed with %i", (code, verdict) => {
    expect(onClose(closed({ code, isLinked: false }))).toMatchObject(verdict);
  });

  it("does not show codes for ever to nobody", () => {
    expect(onClose(closed({ code: 428, isLinked: false, attempt: 3 }))).toMatchObject({ next: "stop" });
  });
});

it("waits a random while, at most five minutes, at least half of what it could be", () => {
  fc.assert(
    fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const most = Math.min(300_000, 1000 * 2 ** Math.min(attempt, 12));
      expect(backoffMs(attempt, random)).toBeGreaterThanOrEqual(most / 2);
      expect(backoffMs(attempt, random)).toBeLessThanOrEqual(most);
    }),
  );
});
