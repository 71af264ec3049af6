import { describe, expect, it } from "vitest";
import { ackText, estimateButtons, estimateText, readyText } from "./customer-text";
import { customerTemplates } from "./templates";

describe.each(["ms", "en"] as const)("texts to customers in %s", (locale) => {
  const templates = customerTemplates(locale);
  const common = { shop: "Kedai Maju", device: "Oppo Reno 8", appUrl: "https://app.test" };

  it("leave only number and token for the database", () => {
    const texts = [
      ackText(templates, common),
      estimateText(templates, locale, {
        ...common,
        lines: [{ description: "Skrin", quantity: 2 }],
        totalSen: 18000,
        etaAt: "2026-11-21T04:00:00Z",
        timeZone: "Asia/Kuala_Lumpur",
      }),
      readyText(templates, { ...common, dueSen: 18000, isPaid: false, hours: "10.00–20.00" }),
    ];
    for (const text of texts) expect(text.replaceAll("{number}", "").replaceAll("{token}", "")).not.toMatch(/[{}]/);
    expect(texts[1]).toContain("RM 180.00");
    expect(texts[1]).toContain("https://app.test/a/{token}");
    expect(texts[2]).toContain("RM 180.00");
  });

  it("fit WhatsApp's 20 characters on a button, whatever the price", () => {
    for (const total of [0, 18000, 1118000, 111_118_000]) {
      const { approve, decline } = estimateButtons(templates, total);
      expect(Math.max(approve.length, decline.length)).toBeLessThanOrEqual(20);
    }
    expect(estimateButtons(templates, 18000).approve).toContain("RM 180.00");
  });
});
