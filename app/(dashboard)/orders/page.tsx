import { Download, ShoppingBag } from "lucide-react";
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
import type { SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { ORDER_STATUSES } from "@/lib/orders/kinds";
import { listOrders } from "@/lib/orders/queries";
import { LiveOrders } from "./_components/live-orders";
import { OrderTable } from "./_components/order-table";
import { orderParams } from "./search-params";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("title") };
}

export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const me = await requireContext("order.read");
  const search = await searchParams;
  const t = await getTranslations("orders");
  const { params: p, filter } = orderParams(
    search,
    me.outlets.map(({ id }) => id),
  );
  const found = await listOrders(await userDb(), me.tenant.id, p, filter);
  if (!found.ok) throw new Error(found.code);
  const { rows, total } = found.value;
  const isFiltered = p.q !== "" || filter.status !== null || filter.outletId !== null;
  const query = new URLSearchParams(
    Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  return (
    <Page>
      <LiveOrders />
      <PageHeader title={t("title")} description={t("description")} />
      <ListToolbar
        searchLabel={t("search")}
        filters={[
          {
            name: "status",
            label: t("status"),
            options: ORDER_STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) })),
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
      >
        <Button variant="outline" asChild>
          <a href={`/orders/export?${query.toString()}`} download>
            <Download aria-hidden />
            {t("export")}
          </a>
        </Button>
      </ListToolbar>
      <Card>
        {rows.length === 0 ? (
          <EmptyState
            icon={ShoppingBag}
            title={t(isFiltered ? "noMatch" : "empty")}
            description={t(isFiltered ? "noMatchHint" : "emptyHint")}
            action={
              !isFiltered &&
              can(me, "api.manage") && (
                <Button asChild>
                  <Link href="/settings/api-keys">{t("makeKey")}</Link>
                </Button>
              )
            }
          />
        ) : (
          <OrderTable rows={rows} outletName={new Map(me.outlets.map(({ id, name }) => [id, name]))} />
        )}
      </Card>
      <Pagination page={p.page} pageSize={p.pageSize} total={total} />
    </Page>
  );
}
