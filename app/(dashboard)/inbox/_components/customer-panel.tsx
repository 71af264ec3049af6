import { MessageCircleOff, Plus, ScanBarcode, UserRoundPen, Wrench } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import {
  ConsentLines,
  DeviceLines,
  InvoiceLines,
  NoteLines,
  SaleLines,
  TicketLines,
} from "@/app/(dashboard)/customers/_components/panel-parts";
import { PanelSection } from "@/app/(dashboard)/customers/_components/panel-section";
import { NoteButton } from "@/app/(dashboard)/inbox/_components/note-button";
import { CopyButton } from "@/components/copy-button";
import { EmptyState } from "@/components/empty-state";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { type Context, can } from "@/lib/auth/context-schema";
import { formatPhone } from "@/lib/core/phone";
import { getCustomer } from "@/lib/customers/queries";
import { userDb } from "@/lib/db/user";

/** Who one is talking to: what is open, what is owed, what is known. */
export async function CustomerPanel({ me, customerId }: { me: Context; customerId: string }) {
  const found = await getCustomer(await userDb(), customerId);
  const t = await getTranslations("customers");
  if (!found) return <EmptyState icon={MessageCircleOff} title={t("gone")} />;
  const { customer, contact, tickets, invoices, devices, notes, sales, consents } = found;
  const phone = contact?.phone ?? null;
  const none = (rows: readonly unknown[], text: string) => (rows.length === 0 ? { empty: text } : {});
  return (
    <div className="pb-4 text-sm">
      <div className="grid justify-items-center gap-1 px-4 pt-6 pb-4 text-center">
        <Avatar name={customer.name} size="lg" />
        <p className="mt-2 font-semibold text-base [overflow-wrap:anywhere]">{customer.name}</p>
        <p className="flex items-center gap-1 text-muted-foreground tabular-nums">
          {phone ? formatPhone(phone) : (customer.phone_masked ?? t("noPhone"))}
          {phone && <CopyButton value={phone} />}
        </p>
        <p className="flex flex-wrap justify-center gap-1.5 pt-1">
          <Badge tone="outline">{t(`languages.${customer.locale}`)}</Badge>
          {customer.tags.map((tag) => (
            <Badge key={tag} tone="info">
              {tag}
            </Badge>
          ))}
        </p>
      </div>
      <div className="flex flex-wrap justify-center gap-2 px-4 pb-4">
        {can(me, "repair.write") && (
          <Button asChild variant="outline" size="sm">
            <Link href={`/repairs/new?customer=${customer.id}`}>
              <Wrench aria-hidden />
              {t("newTicket")}
            </Link>
          </Button>
        )}
        {can(me, "pos.sell") && (
          <Button asChild variant="outline" size="sm">
            <Link href={`/counter?customer=${customer.id}`}>
              <ScanBarcode aria-hidden />
              {t("sell")}
            </Link>
          </Button>
        )}
        <Button asChild variant="outline" size="sm">
          <Link href={`/customers/${customer.id}`}>
            <UserRoundPen aria-hidden />
            {t("profile")}
          </Link>
        </Button>
      </div>
      {can(me, "repair.read") && (
        <PanelSection
          title={t("openTickets")}
          {...none(tickets, t("noTickets"))}
          action={
            can(me, "repair.write") && (
              <Button asChild variant="ghost" size="icon-sm">
                <Link href={`/repairs/new?customer=${customer.id}`} aria-label={t("newTicket")}>
                  <Plus aria-hidden />
                </Link>
              </Button>
            )
          }
        >
          <TicketLines tickets={tickets} />
        </PanelSection>
      )}
      {can(me, "invoice.read") && (
        <PanelSection title={t("unpaidInvoices")} {...none(invoices, t("noInvoices"))}>
          <InvoiceLines invoices={invoices} />
        </PanelSection>
      )}
      <PanelSection title={t("devices")} {...none(devices, t("noDevices"))}>
        <DeviceLines devices={devices} />
      </PanelSection>
      {can(me, "sale.read") && (
        <PanelSection title={t("lastSales")} {...none(sales, t("noSales"))}>
          <SaleLines sales={sales} />
        </PanelSection>
      )}
      <PanelSection title={t("consents")}>
        <ConsentLines consents={consents} />
      </PanelSection>
      <PanelSection title={t("notes")}>
        {notes.length > 0 && <NoteLines notes={notes.slice(0, 5)} />}
        {can(me, "customer.write") ? (
          <NoteButton customerId={customer.id} />
        ) : (
          notes.length === 0 && <p className="text-muted-foreground">{t("noNotes")}</p>
        )}
      </PanelSection>
    </div>
  );
}

export function PanelLoading() {
  return (
    <div className="grid justify-items-center gap-3 p-6">
      <Skeleton className="size-12 rounded-full" />
      <Skeleton className="h-4 w-32" />
      <Skeleton className="h-3 w-24" />
      <Skeleton className="mt-4 h-20 w-full" />
      <Skeleton className="h-20 w-full" />
    </div>
  );
}
