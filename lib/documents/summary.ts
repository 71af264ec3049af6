/** What a document says besides its lines: decided once, drawn three times (paper, PDF, link). */
import type { ShopDocument } from "@/lib/documents/schema";

export interface TaxRow {
  readonly rateBp: number;
  readonly taxableSen: number;
  readonly taxSen: number;
}

/** One row per rate that was charged, highest first: what a tax inspector reads. */
export function taxRows(document: Pick<ShopDocument, "lines">): TaxRow[] {
  const rows = new Map<number, { taxableSen: number; taxSen: number }>();
  for (const line of document.lines) {
    if (line.tax_rate_bp === 0) continue;
    const row = rows.get(line.tax_rate_bp) ?? { taxableSen: 0, taxSen: 0 };
    rows.set(line.tax_rate_bp, { taxableSen: row.taxableSen + line.taxable_sen, taxSen: row.taxSen + line.tax_sen });
  }
  return [...rows].map(([rateBp, row]) => ({ rateBp, ...row })).sort((a, b) => b.rateBp - a.rateBp);
}

/** 800 → "8", 750 → "7.5". */
export const percent = (rateBp: number): string => String(rateBp / 100);

export const balanceSen = (document: Pick<ShopDocument, "total_sen" | "paid_sen">): number =>
  document.total_sen - document.paid_sen;

export const isOverdue = (document: Pick<ShopDocument, "status" | "due_date">, today: string): boolean =>
  (document.status === "issued" || document.status === "partly_paid") &&
  document.due_date !== null &&
  document.due_date < today;

/** File name a customer finds in the downloads. */
export const fileName = (document: Pick<ShopDocument, "number" | "kind">): string =>
  `${document.number ?? document.kind}.pdf`;
