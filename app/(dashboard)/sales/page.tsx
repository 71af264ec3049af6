import { Receipt } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { DateText } from "@/components/date-text";
import { EmptyState } from "@/components/empty-state";
import { ListToolbar } from "@/components/list-toolbar";
import { MoneyText } from "@/components/money-text";
import { Page, PageHeader } from "@/components/page-header";
import { Pagination } from "@/components/pagination";
import { SortHead } from "@/components/sort-head";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { businessDate } from "@/lib/core/dates";
import { choiceParam, listParams, type SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { PAYMENT_METHODS } from "@/lib/pos/methods";
import { listSales } from "@/lib/pos/queries";

const DAY_MS = 86_400_000;
const PERIODS = { today: 0, week: 6, month: 29 } as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sales"))("title") };
}

export default async function SalesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const me = await requireContext("sale.read");
  const search = await searchParams;
  const t = await getTranslations("sales");
  const methods = await getTranslations("counter.methods");
  const p = listParams(search, ["-created_at", "total_sen"]);
  const period = choiceParam(search, "period", ["today", "week", "month"]);
  const found = await listSales(await userDb(), me.tenant.id, {
    ...p,
    outletId: choiceParam(
      search,
      "outlet",
      me.outlets.map((outlet) => outlet.id),
    ),
    method: choiceParam(search, "method", PAYMENT_METHODS),
    from_date: period ? businessDate(new Date(Date.now() - PERIODS[period] * DAY_MS)) : null,
  });
  if (!found.ok) throw new Error(found.code);
  const { rows, total } = found.value;
  const outletName = new Map(me.outlets.map((outlet) => [outlet.id, outlet.name]));
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            {can(me, "shift.read") && (
              <Button variant="outline" asChild>
                <Link href="/shifts">{t("after.shifts")}</Link>
              </Button>
            )}
            {can(me, "pos.sell") && (
              <Button asChild>
                <Link href="/counter">{t("openCounter")}</Link>
              </Button>
            )}
          </>
        }
      />
      <ListToolbar
        searchLabel={t("search")}
        filters={[
          {
            name: "period",
            label: t("period"),
            options: (["today", "week", "month"] as const).map((value) => ({ value, label: t(`periods.${value}`) })),
          },
          {
            name: "method",
            label: t("method"),
            options: PAYMENT_METHODS.map((value) => ({ value, label: methods(value) })),
          },
          ...(me.outlets.length > 1
            ? [
                {
                  name: "outlet",
                  label: t("outlet"),
                  options: me.outlets.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []),
        ]}
      />
      <Card>
        {rows.length === 0 ? (
          <EmptyState icon={Receipt} title={t("empty")} description={t("emptyHint")} />
        ) : (
          <Table>
            <TableHeader>
              <TableRow>
                <TableHead>{t("number")}</TableHead>
                <SortHead value="created_at" defaultSort="-created_at">
                  {t("time")}
                </SortHead>
                <TableHead className="max-md:hidden">{t("customer")}</TableHead>
                <TableHead className="max-sm:hidden">{t("method")}</TableHead>
                {me.outlets.length > 1 && <TableHead className="max-lg:hidden">{t("outlet")}</TableHead>}
                <SortHead value="total_sen" defaultSort="-created_at" numeric>
                  {t("total")}
                </SortHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {rows.map((sale) => (
                <TableRow key={sale.id} className="relative">
                  <TableCell>
                    <Link href={`/sales/${sale.id}`} className="font-medium tabular-nums after:absolute after:inset-0">
                      {sale.number}
                    </Link>
                  </TableCell>
                  <TableCell>
                    <DateText at={sale.created_at} kind="list" />
                  </TableCell>
                  <TableCell className="max-md:hidden">
                    <span className="line-clamp-1">{sale.customers?.name ?? "–"}</span>
                    {sale.repair_tickets && (
                      <span className="text-muted-foreground text-xs">{sale.repair_tickets.number}</span>
                    )}
                  </TableCell>
                  <TableCell className="max-sm:hidden">
                    <span className="flex flex-wrap items-center gap-1.5">
                      {[...new Set(sale.sale_payments.map((payment) => payment.method))]
                        .map((method) => methods(PAYMENT_METHODS.find((value) => value === method) ?? "cash"))
                        .join(" + ") || "–"}
                      {sale.sale_payments.some((payment) => payment.status === "unverified") && (
                        <Badge tone="warning">{t("unverified")}</Badge>
                      )}
                    </span>
                  </TableCell>
                  {me.outlets.length > 1 && (
                    <TableCell className="max-lg:hidden">{outletName.get(sale.outlet_id)}</TableCell>
                  )}
                  <TableCell numeric>
                    <MoneyText sen={sale.total_sen} strong />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
      <Pagination page={p.page} pageSize={p.pageSize} total={total} />
    </Page>
  );
}
