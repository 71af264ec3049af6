import { describe, expect, it } from "vitest";
import { fillDays, greetingFor, niceTop } from "@/lib/home/chart";

describe("sales by day", () => {
  it("has every day up to the outlet's today, zero where nothing was sold", () => {
    // 16:30 UTC is already the next day in Kuala Lumpur.
    const now = new Date("2026-11-20T16:30:00Z");
    const days = fillDays([{ date: "2026-11-20", total_sen: 500 }], 3, now, "Asia/Kuala_Lumpur");
    expect(days).toEqual([
      { date: "2026-11-19", totalSen: 0 },
      { date: "2026-11-20", totalSen: 500 },
      { date: "2026-11-21", totalSen: 0 },
    ]);
  });

  it("tops the chart at a round amount that nothing exceeds", () => {
    for (const highest of [1, 99, 100, 101, 12_345, 250_000, 999_999])
      expect(niceTop(highest)).toBeGreaterThanOrEqual(highest);
    expect(niceTop(12_345)).toBe(15_000);
    expect(niceTop(0)).toBeGreaterThan(0);
  });

  it("greets by the hour", () => {
    expect([8, 12, 15, 20].map(greetingFor)).toEqual(["morning", "noon", "afternoon", "evening"]);
  });
});
