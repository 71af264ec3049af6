import { describe, expect, it } from "vitest";
import { estimateTotals } from "./totals";

const line = (quantity: number, unitPriceSen: number, taxCode = "NONE") => ({ quantity, unitPriceSen, taxCode });

describe("estimateTotals", () => {
  it("rounds each line once, half away from zero", () => {
    expect(estimateTotals([line(0.5, 1)], {})).toMatchObject({ netSen: 1 });
    expect(estimateTotals([line(1.5, 3333)], {})).toMatchObject({ netSen: 5000 });
    expect(estimateTotals([line(0.333, 100)], {})).toMatchObject({ netSen: 33 });
  });

  it("taxes per line, not the sum", () => {
    const rates = { "SST-S": 800 };
    expect(estimateTotals([line(1, 6, "SST-S"), line(1, 6, "SST-S")], rates)).toMatchObject({
      taxSen: 0,
      totalSen: 12,
    });
    expect(estimateTotals([line(1, 5000, "SST-S"), line(1, 15000)], rates)).toMatchObject({
      taxSen: 400,
      totalSen: 20400,
    });
  });
});
