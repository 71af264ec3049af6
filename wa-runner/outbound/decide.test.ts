import { describe, expect, it } from "vitest";
import { afterAttempt, MAX_ATTEMPTS, nextLookMs, refuseKind } from "./decide";

describe("after an attempt to send", () => {
  it("on the wire is not accepted; the network's word is", () => {
    expect(afterAttempt({ accepted: true, stage: "written" }, 3, true)).toMatchObject({ state: "written" });
    expect(afterAttempt({ accepted: true, stage: "accepted", providerId: "wamid.1" }, 1, false)).toEqual({
      state: "accepted",
      newProviderId: "wamid.1",
    });
  });

  it("a network that is away is tried again, until patience ends", () => {
    const outcome = { accepted: false, failure: "retry", reason: "send.network" } as const;
    expect(afterAttempt(outcome, 1, true)).toMatchObject({ state: "retry" });
    expect(afterAttempt(outcome, MAX_ATTEMPTS, true)).toMatchObject({ state: "failed", failure: "channel" });
  });

  it("what may have gone out is asked again only where that is the same message", () => {
    const outcome = { accepted: false, failure: "unknown", reason: "send.no_answer" } as const;
    expect(afterAttempt(outcome, 1, true)).toMatchObject({ state: "retry" });
    expect(afterAttempt(outcome, 1, false)).toMatchObject({ state: "unknown" });
  });

  it.each(["contact", "content", "channel", "policy", "window"] as const)(
    "a refusal of class %s is final at once",
    (failure) => {
      const outcome = { accepted: false, failure, reason: "send.unsupported" } as const;
      expect(afterAttempt(outcome, 1, true)).toMatchObject({ state: "failed", failure });
    },
  );

  it("looks again when the database says it is due, never later than five minutes", () => {
    expect([1, 2, 5, 12].map(nextLookMs)).toEqual([2000, 4000, 32_000, 300_000]);
  });

  it("does not hand a channel what it cannot carry", () => {
    const capabilities = {
      kinds: ["text"],
      ownMessageIds: true,
      serviceWindowHours: null,
      readReceipts: true,
    } as const;
    expect(refuseKind("text", capabilities)).toBeNull();
    expect(refuseKind("buttons", capabilities)).toMatchObject({ accepted: false, failure: "content" });
  });
});
