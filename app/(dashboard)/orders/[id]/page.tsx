import { Receipt, ScanBarcode, UserRound } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { DateText } from "@/components/date-text";
import { Page, PageHeader } from "@/components/page-header";
import { StatusBadge } from "@/components/status-badge";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { ORDER_TONE } from "@/lib/orders/kinds";
import { customerOf, getOrder, isSellable } from "@/lib/orders/queries";
import { LiveOrders } from "../_components/live-orders";
import { OrderLines } from "./_components/order-lines";
import { StatusButtons } from "./_components/status-buttons";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("order") };
}

export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  const me = await requireContext("order.read");
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const found = await getOrder(await userDb(), me.tenant.id, id.data);
  if (!found.ok) throw new Error(found.code);
  if (!found.value) notFound();
  const { order, next } = found.value;
  const t = await getTranslations("orders");
  const isOpen = next.includes("completed");
  const sellable = isSellable(order);
  const outlet = me.outlets.find((one) => one.id === order.outlet_id);
  return (
    <Page width="narrow">
      <LiveOrders />
      <PageHeader
        back={{ href: "/orders", label: t("title") }}
        title={order.number}
        meta={<StatusBadge value={ORDER_TONE[order.status]}>{t(`statuses.${order.status}`)}</StatusBadge>}
        description={
          <>
            <DateText at={order.created_at} kind="datetime" {...(outlet ? { timeZone: outlet.time_zone } : {})} />
            {outlet && ` · ${outlet.name}`}
            {order.external_ref && ` · ${t("reference")} ${order.external_ref}`}
          </>
        }
        actions={
          <>
            {isOpen && sellable && can(me, "pos.sell") && order.outlet_id === me.activeOutletId && (
              <Button asChild>
                <Link href={`/counter?order=${order.id}`}>
                  <ScanBarcode aria-hidden />
                  {t("toCounter")}
                </Link>
              </Button>
            )}
            <StatusButtons orderId={order.id} number={order.number} next={next} />
          </>
        }
      />
      {isOpen && can(me, "pos.sell") && (!sellable || order.outlet_id !== me.activeOutletId) && (
        <Alert tone="info">{t(sellable ? "otherOutlet" : "byHand")}</Alert>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="secondary" size="sm" asChild>
          <Link href={`/customers/${order.customer_id}`}>
            <UserRound aria-hidden />
            {customerOf(order)}
          </Link>
        </Button>
        {order.sale_id && (
          <Button variant="secondary" size="sm" asChild>
            <Link href={`/sales/${order.sale_id}`}>
              <Receipt aria-hidden />
              {t("sale")}
            </Link>
          </Button>
        )}
      </div>
      <OrderLines order={order} />
      {order.note && (
        <Card>
          <CardHeader>
            <CardTitle>{t("note")}</CardTitle>
          </CardHeader>
          <CardContent className="whitespace-pre-wrap break-words text-sm">{order.note}</CardContent>
        </Card>
      )}
      <p className="text-muted-foreground text-sm">
        {t(order.thanked ? "thanked" : `notThanked.${order.thanks_reason ?? "no_address"}`)}
      </p>
    </Page>
  );
}
