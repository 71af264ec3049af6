import { Download, Send } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/empty-state";
import { ListToolbar } from "@/components/list-toolbar";
import { Pagination } from "@/components/pagination";
import { Button } from "@/components/ui/button";
import { Card, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { requireContext } from "@/lib/auth/session";
import type { SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { DELIVERY_STATES, deliveryParams, listDeliveries } from "@/lib/whatsapp/channels/deliveries";
import { getNumber } from "@/lib/whatsapp/channels/queries";
import { DateRange } from "../../_components/date-range";
import { DeliveryRow } from "../../_components/delivery-row";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("deliveries"))("title") };
}

export default async function DeliveryLogPage({ params, searchParams }: Props) {
  const me = await requireContext("channel.manage");
  const [{ id }, search, db, t] = await Promise.all([params, searchParams, userDb(), getTranslations("deliveries")]);
  const { params: p, filter } = deliveryParams(search);
  const number = await getNumber(db, me.tenant.id, id);
  if (!number) notFound();
  const found = await listDeliveries(db, id, p, filter);
  if (!found.ok) throw new Error(found.code);
  const { rows, total } = found.value;
  const isFiltered = p.q !== "" || Object.values(filter).some((value) => value !== null);
  const query = new URLSearchParams(
    Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Link href={`/settings/whatsapp/${id}`} className="text-muted-foreground text-sm underline underline-offset-2">
        {t("back", { name: number.name })}
      </Link>
      <ListToolbar
        searchLabel={t("search")}
        filters={[
          {
            name: "state",
            label: t("state"),
            options: DELIVERY_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
          },
        ]}
      >
        <DateRange />
        <Button variant="outline" asChild>
          <a href={`/settings/whatsapp/${id}/log/export?${query}`} download>
            <Download aria-hidden />
            {t("export")}
          </a>
        </Button>
      </ListToolbar>
      <Card>
        <CardHeader>
          <CardTitle>{t("title")}</CardTitle>
          <CardDescription>{t("of", { name: number.name })}</CardDescription>
        </CardHeader>
        {rows.length === 0 ? (
          <EmptyState
            icon={Send}
            title={t(isFiltered ? "noMatch" : "empty")}
            description={t(isFiltered ? "noMatchHint" : "emptyHint")}
          />
        ) : (
          <ul className="divide-y border-t">
            {rows.map((row) => (
              <DeliveryRow key={row.id} delivery={row} />
            ))}
          </ul>
        )}
      </Card>
      <Pagination page={p.page} pageSize={p.pageSize} total={total} />
    </div>
  );
}
