import { formatSen } from "@/lib/core/money";
import type { ShopDocument } from "@/lib/documents/schema";
import { percent } from "@/lib/documents/summary";
import type { Word } from "./document-paper";

/** Lines as rows that stay readable at phone width: what, then quantity × price, the sum on the right. */
export function DocumentLines({ document: d, word }: { document: ShopDocument; word: Word }) {
  return (
    <ul className="grid divide-y border-y">
      {d.lines.map((line) => {
        const extras = [
          line.discount_sen > 0 ? word("lineDiscount", { amount: formatSen(line.discount_sen) }) : null,
          line.tax_rate_bp > 0 ? word("lineTax", { rate: percent(line.tax_rate_bp) }) : null,
          line.warranty_days > 0 ? word("warranty", { days: line.warranty_days }) : null,
        ].filter(Boolean);
        return (
          <li key={line.no} className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-0.5 py-3 text-sm">
            <span className="min-w-0 break-words font-medium">{line.description}</span>
            <span className="whitespace-nowrap tabular-nums">{formatSen(line.gross_sen - line.discount_sen)}</span>
            <span className="col-span-2 text-muted-foreground text-xs tabular-nums">
              {[`${line.quantity} × ${formatSen(line.unit_price_sen)}`, ...extras].join(" · ")}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
