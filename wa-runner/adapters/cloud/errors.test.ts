import { describe, expect, it } from "vitest";
import en from "@/lib/i18n/messages/en/channels.json";
import enErrors from "@/lib/i18n/messages/en/errors.json";
import { failureOf, VERDICTS, verdictOf } from "@/wa-runner/adapters/cloud/errors";
import { createHolds } from "@/wa-runner/adapters/cloud/send";

describe("Meta's error codes", () => {
  it("each say in words that exist what became of the message and of the number", () => {
    for (const [code, verdict] of VERDICTS) {
      expect(enErrors.send, String(code)).toHaveProperty(verdict.reason.replace("send.", ""));
      if (verdict.number) expect(en.reason, String(code)).toHaveProperty(verdict.number.reason);
      if (verdict.hold) expect(verdict.failure, String(code)).toBe("retry");
    }
  });

  it("tell what is final from what passes", () => {
    const classes = Object.fromEntries(
      [190, 131_047, 131_026, 131_049, 131_050, 130_429, 131_056, 131_000, 132_001, 368, 424_242].map((code) => [
        code,
        verdictOf(code).failure,
      ]),
    );
    expect(classes).toEqual({
      190: "retry",
      131047: "window",
      131026: "contact",
      131049: "policy",
      131050: "policy",
      130429: "retry",
      131056: "retry",
      131000: "retry",
      132001: "content",
      368: "channel",
      424242: "content",
    });
    for (const code of [200, 245, 299]) expect(verdictOf(code).number?.state).toBe("needs_reauth");
    // After Meta had said yes nothing passes by itself.
    expect(failureOf(131_000)).toEqual({ failure: "channel", reason: "send.network" });
  });
});

describe("what is held back", () => {
  it("is one contact, or all of the number, ever longer until something goes out", () => {
    let now = 1_000_000;
    const holds = createHolds(() => now);
    const contact = { what: "contact", ms: 4000 } as const;
    expect([1, 2, 3].map(() => holds.set(contact, "a").getTime() - now)).toEqual([4000, 16_000, 64_000]);
    expect(holds.until("a")).not.toBeNull();
    expect(holds.until("b")).toBeNull();
    now += 64_001;
    expect(holds.until("a")).toBeNull();
    holds.set({ what: "channel", ms: 300_000 }, "a");
    expect(holds.until("b")).not.toBeNull();
    for (let n = 0; n < 20; n += 1) holds.set({ what: "channel", ms: 300_000 }, "a");
    expect((holds.until("b")?.getTime() ?? 0) - now).toBe(900_000);
    holds.done("a");
    expect([holds.until("a"), holds.until("b")]).toEqual([null, null]);
  });
});
