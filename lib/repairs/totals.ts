/** What an estimate comes to. Equal to private.price_estimate_lines in SQL, which refuses a total that differs. */
import type { EstimateLine } from "@/lib/repairs/schema";

export type Totals = { netSen: number; taxSen: number; totalSen: number; lines: { netSen: number; taxSen: number }[] };

/** Half away from zero, on integers: amounts are never negative here. Quantities have at most three decimals. */
const scaled = (quantity: number, unitPriceSen: number) =>
  Math.floor((Math.round(quantity * 1000) * unitPriceSen + 500) / 1000);
const taxOf = (netSen: number, rateBp: number) => Math.floor((netSen * rateBp + 5000) / 10_000);

/** @param rates basis points per tax code today; a code that is not there carries none. */
export function estimateTotals(
  lines: readonly Pick<EstimateLine, "quantity" | "unitPriceSen" | "taxCode">[],
  rates: Readonly<Record<string, number>>,
): Totals {
  const priced = lines.map((line) => {
    const netSen = scaled(line.quantity, line.unitPriceSen);
    return { netSen, taxSen: taxOf(netSen, rates[line.taxCode] ?? 0) };
  });
  const netSen = priced.reduce((sum, line) => sum + line.netSen, 0);
  const taxSen = priced.reduce((sum, line) => sum + line.taxSen, 0);
  return { netSen, taxSen, totalSen: netSen + taxSen, lines: priced };
}
