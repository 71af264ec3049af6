import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { EmptyState } from "@/components/empty-state";
import { can } from "@/lib/auth/context-schema";
import { requireContext } from "@/lib/auth/session";
import type { SearchParams } from "@/lib/core/list-params";
import { userDb } from "@/lib/db/user";
import { useErrorText } from "@/lib/i18n/use-error-text";
import { getCatalogue } from "@/lib/pos/queries";
import { listOpenShifts } from "@/lib/pos/shift-queries";
import { Counter } from "./_components/counter";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("counter"))("title") };
}

export default async function CounterPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const me = await requireContext("pos.sell");
  const t = await getTranslations("counter");
  const outlet = me.outlets.find(({ id }) => id === me.activeOutletId);
  if (!outlet) return <EmptyState title={t("noOutlet")} description={t("noOutletHint")} />;
  const db = await userDb();
  const [found, shifts] = await Promise.all([getCatalogue(db, outlet.id), listOpenShifts(db, me.tenant.id, outlet.id)]);
  if (!found.ok) return <Refused code={found.code} />;
  if (!shifts.ok) return <Refused code={shifts.code} />;
  const search = await searchParams;
  const ticket = z.uuid().safeParse(search["ticket"]);
  const order = z.uuid().safeParse(search["order"]);
  return (
    <Counter
      // A cart belongs to one outlet.
      key={outlet.id}
      outlet={outlet}
      catalogue={found.value}
      shift={shifts.value[0] ?? null}
      locale={await getLocale()}
      mayDiscount={can(me, "pos.discount")}
      mayInvoice={can(me, "invoice.write")}
      openTicketId={ticket.success ? ticket.data : null}
      openOrderId={order.success ? order.data : null}
    />
  );
}

function Refused({ code }: { code: string }) {
  const errorText = useErrorText();
  return <EmptyState title={errorText(code)} />;
}
