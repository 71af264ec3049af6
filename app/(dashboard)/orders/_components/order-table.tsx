import Link from "next/link";
import { useTranslations } from "next-intl";
import { DateText } from "@/components/date-text";
import { MoneyText } from "@/components/money-text";
import { SortHead } from "@/components/sort-head";
import { StatusBadge } from "@/components/status-badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { ORDER_TONE } from "@/lib/orders/kinds";
import { customerOf, type OrderRow } from "@/lib/orders/queries";

const NEWEST = "-created_at";

export function OrderTable({ rows, outletName }: { rows: OrderRow[]; outletName: ReadonlyMap<string, string> }) {
  const t = useTranslations("orders");
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <SortHead value="number" defaultSort={NEWEST}>
            {t("order")}
          </SortHead>
          <TableHead className="max-sm:hidden">{t("status")}</TableHead>
          {outletName.size > 1 && <TableHead className="max-lg:hidden">{t("outlet")}</TableHead>}
          <SortHead value="created_at" defaultSort={NEWEST} className="max-md:hidden">
            {t("came")}
          </SortHead>
          <SortHead value="total_sen" defaultSort={NEWEST} numeric>
            {t("total")}
          </SortHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id} className="relative">
            <TableCell>
              <Link href={`/orders/${row.id}`} className="font-medium tabular-nums after:absolute after:inset-0">
                {row.number}
              </Link>
              <span className="line-clamp-1 text-muted-foreground text-xs">
                {customerOf(row)}
                {row.external_ref && ` · ${row.external_ref}`}
              </span>
              <span className="mt-1 flex flex-wrap items-center gap-2 sm:hidden">
                <StatusBadge value={ORDER_TONE[row.status]}>{t(`statuses.${row.status}`)}</StatusBadge>
                <DateText at={row.created_at} kind="list" />
              </span>
            </TableCell>
            <TableCell className="max-sm:hidden">
              <StatusBadge value={ORDER_TONE[row.status]}>{t(`statuses.${row.status}`)}</StatusBadge>
            </TableCell>
            {outletName.size > 1 && (
              <TableCell className="max-w-40 truncate text-muted-foreground max-lg:hidden">
                {outletName.get(row.outlet_id)}
              </TableCell>
            )}
            <TableCell className="text-muted-foreground max-md:hidden">
              <DateText at={row.created_at} kind="list" />
            </TableCell>
            <TableCell numeric>
              <MoneyText sen={row.total_sen} strong />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
