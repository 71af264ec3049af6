import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { MoneyText } from "@/components/money-text";
import { Page, PageHeader } from "@/components/page-header";
import { Pagination } from "@/components/pagination";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { getProduct } from "@/lib/catalog/queries";
import { listParams, type SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { getProductStock } from "@/lib/inventory/queries";
import { formatQuantity, toMilli } from "@/lib/pos/quantity";
import { Fact } from "./_components/fact";
import { Moves } from "./_components/moves";
import { CountDialog, ReceiveDialog } from "./_components/stock-dialogs";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("stock"))("details") };
}

type ProductPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function ProductPage({ params, searchParams }: ProductPageProps) {
  const me = await requireContext("stock.read");
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const p = listParams(await searchParams, ["-id"], 20);
  const db = await userDb();
  const [found, stock] = await Promise.all([
    getProduct(db, me.tenant.id, id.data),
    getProductStock(db, me.tenant.id, id.data, p),
  ]);
  if (!found.ok || !found.value) notFound();
  if (!stock.ok) throw new Error(stock.code);
  const product = found.value;
  const t = await getTranslations("stock");
  const outlet = me.outlets.find((one) => one.id === me.activeOutletId);
  const levelOf = (outletId: string) => stock.value.levels.find((level) => level.outletId === outletId)?.onHand ?? 0;
  const dialog = outlet && { productId: product.id, outlet, onHandMilli: toMilli(levelOf(outlet.id)) };
  return (
    <Page>
      <PageHeader
        back={{ href: "/stock", label: t("title") }}
        title={product.name}
        meta={!product.isActive && <StatusBadge value="inactive">{t("inactive")}</StatusBadge>}
        description={[product.sku, product.barcode, product.category].filter(Boolean).join(" · ")}
        actions={
          <>
            {can(me, "catalog.write") && (
              <Button variant="outline" asChild>
                <Link href={`/stock/${product.id}/edit`}>
                  <Pencil aria-hidden />
                  {t("edit")}
                </Link>
              </Button>
            )}
            {product.trackStock && dialog && can(me, "stock.adjust") && (
              <>
                <CountDialog {...dialog} />
                <ReceiveDialog {...dialog} maySeeCost={can(me, "cost.read")} />
              </>
            )}
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[20rem_1fr] lg:gap-5">
        <div className="grid gap-4">
          {product.trackStock && (
            <Card>
              <CardHeader>
                <CardTitle>{t("onHand")}</CardTitle>
              </CardHeader>
              <CardContent>
                <ul className="grid divide-y text-sm">
                  {me.outlets.map((one) => (
                    <li key={one.id} className="flex items-baseline justify-between gap-4 py-2 first:pt-0 last:pb-0">
                      <span className="min-w-0 truncate">{one.name}</span>
                      <span className="font-semibold text-lg tabular-nums">
                        {formatQuantity(toMilli(levelOf(one.id)))}{" "}
                        <span className="font-normal text-muted-foreground text-xs">{product.unit}</span>
                      </span>
                    </li>
                  ))}
                </ul>
              </CardContent>
            </Card>
          )}
          <Card>
            <CardHeader>
              <CardTitle>{t("details")}</CardTitle>
            </CardHeader>
            <CardContent>
              <dl className="grid gap-2 text-sm">
                <Fact label={t("price")}>
                  <MoneyText sen={product.priceSen} strong />
                </Fact>
                {product.costSen !== null && (
                  <>
                    <Fact label={t("cost")}>
                      <MoneyText sen={product.costSen} />
                    </Fact>
                    <Fact label={t("margin")}>
                      <MoneyText sen={product.priceSen - product.costSen} />
                    </Fact>
                  </>
                )}
                <Fact label={t("kind")}>{t(`kinds.${product.kind}`)}</Fact>
                <Fact label={t("tax")}>{t(product.taxCode === "NONE" ? "untaxed" : "taxed")}</Fact>
                {product.warrantyDays > 0 && (
                  <Fact label={t("warranty")}>{t("days", { count: product.warrantyDays })}</Fact>
                )}
                {product.trackStock && (
                  <Fact label={t("reorderLevel")}>{formatQuantity(toMilli(product.reorderLevel))}</Fact>
                )}
              </dl>
            </CardContent>
          </Card>
        </div>
        {product.trackStock && (
          <div className="grid min-w-0 gap-4">
            <Moves stock={stock.value} outlets={me.outlets} />
            <Pagination page={p.page} pageSize={p.pageSize} total={stock.value.total} />
          </div>
        )}
      </div>
    </Page>
  );
}
