import { ArrowDownUp } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DateText } from "@/components/date-text";
import { EmptyState } from "@/components/empty-state";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/core/cn";
import type { ProductStock, StockMove } from "@/lib/inventory/queries";
import { formatQuantity, toMilli } from "@/lib/pos/quantity";

const PLACES: Record<string, string> = { sale_line: "/sales", invoice_line: "/invoices", invoice_void: "/invoices" };

/** Sales and invoices name their line as `<id>:<line>`. */
function sourceHref(move: StockMove): string | null {
  const place = PLACES[move.source_type];
  return place ? `${place}/${move.source_id.split(":")[0] ?? ""}` : null;
}

export function Moves({ stock, outlets }: { stock: ProductStock; outlets: readonly { id: string; name: string }[] }) {
  const t = useTranslations("stock");
  const outletName = new Map(outlets.map((outlet) => [outlet.id, outlet.name]));
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("moves")}</CardTitle>
      </CardHeader>
      {stock.moves.length === 0 ? (
        <EmptyState icon={ArrowDownUp} title={t("movesEmpty")} description={t("movesEmptyHint")} />
      ) : (
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t("when")}</TableHead>
              <TableHead>{t("what")}</TableHead>
              <TableHead className="max-md:hidden">{t("who")}</TableHead>
              {outlets.length > 1 && <TableHead className="max-md:hidden">{t("outlet")}</TableHead>}
              <TableHead numeric>{t("quantity")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {stock.moves.map((move) => {
              const href = sourceHref(move);
              return (
                <TableRow key={move.id}>
                  <TableCell>
                    <DateText at={move.created_at} kind="list" />
                  </TableCell>
                  <TableCell>
                    {href ? (
                      <Link href={href} className="font-medium underline-offset-4 hover:underline">
                        {t(`reasons.${move.reason}`)}
                      </Link>
                    ) : (
                      <span className="font-medium">{t(`reasons.${move.reason}`)}</span>
                    )}
                    {move.note && <span className="line-clamp-2 text-muted-foreground text-xs">{move.note}</span>}
                  </TableCell>
                  <TableCell className="max-md:hidden">{stock.names.get(move.created_by) ?? t("system")}</TableCell>
                  {outlets.length > 1 && (
                    <TableCell className="max-md:hidden">{outletName.get(move.outlet_id)}</TableCell>
                  )}
                  <TableCell numeric className={cn("font-medium", move.quantity > 0 && "text-success")}>
                    {move.quantity > 0 ? "+" : ""}
                    {formatQuantity(toMilli(move.quantity))}
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
