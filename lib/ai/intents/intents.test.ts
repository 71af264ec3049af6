import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { understand } from "@/lib/ai/intents/classify";
import { NOT_APPROVALS, UTTERANCES } from "@/lib/ai/intents/utterances";

describe("intents by rules", () => {
  it("understands at least 97 in 100 labelled messages", () => {
    const wrong = UTTERANCES.filter(([text, intent, verdict]) => {
      const got = understand(text);
      return got.intent !== intent || got.decision?.verdict !== verdict;
    });
    const accuracy = 1 - wrong.length / UTTERANCES.length;
    const misses = wrong.map(([text, intent]) => `${text} → ${understand(text).intent}, not ${intent}`);
    process.stdout.write(
      `intent accuracy ${(accuracy * 100).toFixed(1)} % of ${UTTERANCES.length}\n${misses.join("\n")}\n`,
    );
    expect(UTTERANCES.length).toBeGreaterThanOrEqual(150);
    expect(accuracy).toBeGreaterThanOrEqual(0.97);
  });

  it.each(NOT_APPROVALS)("does not take %j for a yes", (text) => {
    expect(understand(text).decision?.verdict).not.toBe("approve");
  });

  it("takes no yes with any other word in it for a yes", () => {
    const words = fc.constantFrom(
      "mahal",
      "kurang",
      "nanti",
      "fikir",
      "kalau",
      "tapi",
      "bila",
      "esok",
      "dulu",
      "belum",
      "wait",
      "but",
      "if",
      "later",
    );
    const yes = fc.constantFrom("ok", "setuju", "boleh", "ya proceed", "ok buat", "yes");
    fc.assert(
      fc.property(yes, words, fc.boolean(), (a, b, first) => {
        expect(understand(first ? `${a} ${b}` : `${b} ${a}`).decision?.verdict).not.toBe("approve");
      }),
    );
  });

  it("survives any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => understand(text).intent.length > 0),
    );
  });

  it("takes long hostile text without slowing down", () => {
    const started = performance.now();
    understand("boleh ".repeat(1300));
    understand(`lepas ${"a ".repeat(3000)}`);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it("hears a second question", () => {
    expect(understand("brp harga skrin iphone 11, kedai tutup pukul berapa?")).toMatchObject({
      intent: "hours_address",
      also: "price_or_stock",
    });
  });

  it("knows a stop from a word that contains it", () => {
    for (const text of [
      "phone saya asyik stop charging",
      "stop repair dulu",
      "hujan dah berhenti ke kat sana",
      "jangan hantar barang dulu",
    ]) {
      expect(understand(text).intent).not.toBe("stop");
    }
  });
});
