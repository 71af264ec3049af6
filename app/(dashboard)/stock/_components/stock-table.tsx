import Link from "next/link";
import { useTranslations } from "next-intl";
import { MoneyText } from "@/components/money-text";
import { SortHead } from "@/components/sort-head";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { StockRow } from "@/lib/inventory/queries";
import { formatQuantity, toMilli } from "@/lib/pos/quantity";
import { StockBadge } from "./stock-badge";

export function StockTable({ rows }: { rows: readonly StockRow[] }) {
  const t = useTranslations("stock");
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <SortHead value="name" defaultSort="name">
            {t("name")}
          </SortHead>
          <TableHead className="max-lg:hidden">{t("category")}</TableHead>
          <TableHead className="max-md:hidden">{t("state")}</TableHead>
          <SortHead value="on_hand" defaultSort="name" numeric>
            {t("onHand")}
          </SortHead>
          <TableHead numeric className="max-lg:hidden">
            {t("reorderLevel")}
          </TableHead>
          <SortHead value="price_sen" defaultSort="name" numeric>
            {t("price")}
          </SortHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id} className="relative">
            <TableCell>
              <Link href={`/stock/${row.id}`} className="line-clamp-2 font-medium after:absolute after:inset-0">
                {row.name}
              </Link>
              <span className="text-muted-foreground text-xs tabular-nums">
                {row.is_active ? row.sku : `${row.sku} · ${t("inactive")}`}
              </span>
            </TableCell>
            <TableCell className="max-lg:hidden">{row.category ?? "–"}</TableCell>
            <TableCell className="max-md:hidden">
              <StockBadge state={row.stock_state} />
            </TableCell>
            <TableCell
              numeric
              className={
                row.stock_state === "out" ? "text-destructive" : row.stock_state === "low" ? "text-warning" : ""
              }
            >
              {row.stock_state === "uncounted" ? "–" : formatQuantity(toMilli(row.on_hand))}
            </TableCell>
            <TableCell numeric className="text-muted-foreground max-lg:hidden">
              {row.reorder_level > 0 ? formatQuantity(toMilli(row.reorder_level)) : "–"}
            </TableCell>
            <TableCell numeric>
              <MoneyText sen={row.price_sen} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
