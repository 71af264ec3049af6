import { FileText } from "lucide-react";
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
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { businessDate } from "@/lib/core/dates";
import { choiceParam, listParams, type SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { balanceSen, isOverdue } from "@/lib/documents/summary";
import { INVOICE_FILTERS, listInvoices } from "@/lib/invoicing/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("invoices"))("title") };
}

export default async function InvoicesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const me = await requireContext("invoice.read");
  const search = await searchParams;
  const t = await getTranslations("invoices");
  const words = await getTranslations("documents");
  const today = businessDate(new Date());
  const p = listParams(search, ["-created_at", "due_date", "total_sen"]);
  const filter = choiceParam(search, "status", INVOICE_FILTERS);
  const outletId = choiceParam(
    search,
    "outlet",
    me.outlets.map(({ id }) => id),
  );
  const found = await listInvoices(await userDb(), me.tenant.id, p, { filter, outletId, today });
  if (!found.ok) throw new Error(found.code);
  const { rows, total } = found.value;
  const isFiltered = p.q !== "" || filter !== null || outletId !== null;
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          can(me, "pos.sell") && (
            <Button variant="outline" asChild>
              <Link href="/sales">{t("sales")}</Link>
            </Button>
          )
        }
      />
      <ListToolbar
        searchLabel={t("search")}
        filters={[
          {
            name: "status",
            label: t("status"),
            options: INVOICE_FILTERS.map((value) => ({ value, label: t(`filters.${value}`) })),
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
          <EmptyState
            icon={FileText}
            title={t(isFiltered ? "noMatch" : "empty")}
            description={t(isFiltered ? "noMatchHint" : "emptyHint")}
            action={
              !isFiltered &&
              can(me, "pos.sell") && (
                <Button asChild>
                  <Link href="/counter">{t("openCounter")}</Link>
                </Button>
              )
            }
          />
        ) : (
          <Table>
            <TableHeader>
              <TableRow>
                <TableHead>{t("invoice")}</TableHead>
                <TableHead className="max-sm:hidden">{t("status")}</TableHead>
                <SortHead value="created_at" defaultSort="-created_at" className="max-lg:hidden">
                  {t("made")}
                </SortHead>
                <SortHead value="due_date" defaultSort="-created_at" className="max-md:hidden">
                  {t("due")}
                </SortHead>
                <SortHead value="total_sen" defaultSort="-created_at" numeric>
                  {t("total")}
                </SortHead>
                <TableHead numeric className="max-sm:hidden">
                  {t("balance")}
                </TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {rows.map((row) => {
                const status = isOverdue(row, today) ? "overdue" : row.status;
                return (
                  <TableRow key={row.id} className="relative">
                    <TableCell>
                      <Link
                        href={`/invoices/${row.id}`}
                        className="font-medium tabular-nums after:absolute after:inset-0"
                      >
                        {row.number ?? words("draft")}
                      </Link>
                      <span className="line-clamp-1 text-muted-foreground text-xs">
                        {row.bill_to_name ?? row.customers?.name}
                      </span>
                      <StatusBadge value={status === "issued" ? "unpaid" : status} className="mt-1 sm:hidden">
                        {words(`status_${status}`)}
                      </StatusBadge>
                    </TableCell>
                    <TableCell className="max-sm:hidden">
                      <StatusBadge
                        value={status === "issued" ? "unpaid" : status === "partly_paid" ? "partial" : status}
                      >
                        {words(`status_${status}`)}
                      </StatusBadge>
                    </TableCell>
                    <TableCell className="max-lg:hidden">
                      <DateText at={row.created_at} kind="date" />
                    </TableCell>
                    <TableCell className="max-md:hidden">
                      {row.due_date ? <DateText at={`${row.due_date}T12:00:00Z`} kind="date" /> : "–"}
                    </TableCell>
                    <TableCell numeric>
                      <MoneyText sen={row.total_sen} strong />
                    </TableCell>
                    <TableCell numeric className="max-sm:hidden">
                      {row.status === "issued" || row.status === "partly_paid" ? (
                        <MoneyText sen={balanceSen(row)} />
                      ) : (
                        "–"
                      )}
                    </TableCell>
                  </TableRow>
                );
              })}
            </TableBody>
          </Table>
        )}
      </Card>
      <Pagination page={p.page} pageSize={p.pageSize} total={total} />
    </Page>
  );
}
