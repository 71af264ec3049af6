import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InboundMessage } from "@/wa-runner/ports";
import { asUnsupported, MAX_BODY, normalise, safeText } from "./normalise";

const now = new Date("2026-11-21T04:00:00Z");
const message = (change: Partial<InboundMessage>): InboundMessage => ({
  from: "customer",
  source: "live",
  providerId: "A1",
  sender: { kind: "phone", value: "+60123456789", name: "Aina" },
  kind: "text",
  body: "salam",
  payload: {},
  media: null,
  sentAt: now,
  replyTo: null,
  ...change,
});

/** What breaks Postgres, JSON or a screen, mixed with what people write. */
const nasty = fc.string({
  unit: fc.constantFrom("a", " ", "\n", "\0", "\u0007", "\uD83D", "\uDE2D", "😭", "\u202E", "\uFEFF", "ß", '"', "\\"),
});

describe("inbound messages", () => {
  it("lose NUL, control characters and bidi overrides, and keep emoji, Jawi, Tamil and new lines", () => {
    expect(normalise(message({ body: "a\u0000b\u0007\u202Ec\n😭 سلام வணக்கம்" }), now).body).toBe("abc\n😭 سلام வணக்கம்");
  });

  it("of 8 kB arrive whole; longer ones are cut and say so, counted as Postgres counts", () => {
    expect(normalise(message({ body: "x".repeat(8000) }), now).payload).toEqual({});
    const long = normalise(message({ body: "😭".repeat(8001) }), now);
    expect([...long.body]).toHaveLength(MAX_BODY);
    expect(long.payload).toEqual({ truncated: true });
  });

  it("with half a surrogate pair become storable text", () => {
    expect(normalise(message({ body: "a\uD83Db" }), now).body).toBe("a\uFFFDb");
  });

  it("never fail, whatever a network says, and always fit jsonb", () => {
    fc.assert(
      fc.property(nasty, fc.dictionary(nasty, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }), (body, payload) => {
        const safe = normalise(message({ body, payload }), now);
        const wire = JSON.stringify(safe);
        expect(wire).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      }),
    );
  });

  it("that are a tap keep id and title; without an id they are only the words", () => {
    const tap = message({ kind: "button_reply", body: "", payload: { id: "approve:1", title: "Setuju", junk: 1 } });
    expect(normalise(tap, now)).toMatchObject({
      kind: "button_reply",
      body: "Setuju",
      payload: { id: "approve:1", title: "Setuju" },
    });
    expect(normalise(message({ kind: "button_reply", body: "Setuju" }), now)).toMatchObject({
      kind: "text",
      payload: {},
    });
  });

  it("without any content are kept as unsupported", () => {
    expect(normalise(message({ body: "\u0000 " }), now).kind).toBe("unsupported");
  });

  it("from the future or without a time count as now; an old one keeps its time", () => {
    const old = new Date("2026-11-20T00:00:00Z");
    expect(normalise(message({ sentAt: new Date("2030-01-01") }), now).sentAt).toBe(now);
    expect(normalise(message({ sentAt: new Date(Number.NaN) }), now).sentAt).toBe(now);
    expect(normalise(message({ sentAt: old }), now).sentAt).toBe(old);
  });

  it("that cannot be stored keep who and why", () => {
    const kept = asUnsupported(message({ media: { ref: "m", name: "x.exe" } }), "media.type");
    expect(kept).toMatchObject({ kind: "unsupported", payload: { reason: "media.type" }, media: null, body: "salam" });
  });
});

describe("safeText", () => {
  it("counts characters, not code units", () => {
    expect(safeText("😭😭😭", 2)).toEqual({ text: "😭😭", truncated: true });
    expect(safeText("😭😭", 2)).toEqual({ text: "😭😭", truncated: false });
  });
});
