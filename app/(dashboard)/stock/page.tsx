import { Boxes, Download, PackageSearch, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/empty-state";
import { ListToolbar } from "@/components/list-toolbar";
import { Page, PageHeader } from "@/components/page-header";
import { Pagination } from "@/components/pagination";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { listCategories } from "@/lib/catalog/queries";
import type { SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { listStock } from "@/lib/inventory/queries";
import { STOCK_STATES } from "@/lib/inventory/schema";
import { StockTable } from "./_components/stock-table";
import { stockParams } from "./search-params";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("stock"))("title") };
}

export default async function StockPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const me = await requireContext("stock.read");
  const search = await searchParams;
  const t = await getTranslations("stock");
  const db = await userDb();
  const categories = await listCategories(db, me.tenant.id);
  if (!categories.ok) throw new Error(categories.code);
  const { list, filters } = stockParams(search, me, categories.value);
  const found = await listStock(db, me.tenant.id, filters, list);
  if (!found.ok) throw new Error(found.code);
  const { rows, total } = found.value;
  const outlet = me.outlets.find(({ id }) => id === filters.outletId);
  const isFiltered =
    list.q !== "" ||
    filters.state !== null ||
    filters.category !== null ||
    filters.kind !== null ||
    filters.active !== null;
  const query = new URLSearchParams(
    Object.entries(search).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
  return (
    <Page>
      <PageHeader
        title={t("title")}
        description={t("description", { outlet: outlet?.name ?? "–" })}
        actions={
          <>
            <Button variant="outline" asChild>
              <a href={`/stock/export?${query}`} download>
                <Download aria-hidden />
                {t("export")}
              </a>
            </Button>
            {can(me, "catalog.write") && (
              <Button asChild>
                <Link href="/stock/new">
                  <Plus aria-hidden />
                  {t("newProduct")}
                </Link>
              </Button>
            )}
          </>
        }
      />
      <ListToolbar
        searchLabel={t("search")}
        filters={[
          {
            name: "state",
            label: t("state"),
            options: STOCK_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
          },
          {
            name: "category",
            label: t("category"),
            options: categories.value.map((value) => ({ value, label: value })),
          },
          {
            name: "show",
            label: t("show"),
            options: (["active", "inactive"] as const).map((value) => ({ value, label: t(value) })),
          },
        ]}
      />
      <Card>
        {rows.length > 0 ? (
          <StockTable rows={rows} />
        ) : isFiltered ? (
          <EmptyState icon={PackageSearch} title={t("noMatch")} description={t("noMatchHint")} />
        ) : (
          <EmptyState
            icon={Boxes}
            title={t("empty")}
            description={t("emptyHint")}
            action={
              can(me, "catalog.write") && (
                <Button asChild>
                  <Link href="/stock/new">{t("newProduct")}</Link>
                </Button>
              )
            }
          />
        )}
      </Card>
      <Pagination page={list.page} pageSize={list.pageSize} total={total} />
    </Page>
  );
}
