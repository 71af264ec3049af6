import { useTranslations } from "next-intl";
import { ConsentCard, type ConsentRow } from "@/app/(dashboard)/customers/_components/consent-card";
import { DeviceForm } from "@/app/(dashboard)/customers/_components/device-form";
import { EraseButton } from "@/app/(dashboard)/customers/_components/erase-button";
import { ExportButton } from "@/app/(dashboard)/customers/_components/export-button";
import { NoteForm } from "@/app/(dashboard)/customers/_components/note-form";
import { DeviceLines, InvoiceLines, NoteLines, TicketLines } from "@/app/(dashboard)/customers/_components/panel-parts";
import { PanelSection } from "@/app/(dashboard)/customers/_components/panel-section";
import { Card } from "@/components/ui/card";
import { type Context, can } from "@/lib/auth/context-schema";
import type { CustomerPanel } from "@/lib/customers/schema";
import type { ConsentText } from "@/lib/privacy/queries";

type CustomerCardsProps = {
  panel: CustomerPanel;
  me: Context;
  ledger: ConsentRow[];
  texts: readonly ConsentText[];
  /** What staff read out today, per purpose. */
  current: Partial<Record<string, ConsentText>>;
};

export function CustomerCards({ panel, me, ledger, texts, current }: CustomerCardsProps) {
  const t = useTranslations("customers");
  const privacy = useTranslations("privacy.person");
  const { customer, contact, tickets, invoices, devices, notes, consents } = panel;
  const write = can(me, "customer.write") && !customer.erased_at;
  const none = (rows: readonly unknown[], text: string) => (rows.length === 0 ? { empty: text } : {});
  const address =
    contact &&
    [contact.address_line, [contact.postcode, contact.city].filter(Boolean).join(" "), contact.state].filter(Boolean);
  return (
    <Card className="text-sm [&>section:first-child]:border-t-0">
      {contact && (contact.email || (address && address.length > 0)) && (
        <PanelSection title={t("contact")}>
          {contact.email && (
            <a href={`mailto:${contact.email}`} className="underline-offset-2 [overflow-wrap:anywhere] hover:underline">
              {contact.email}
            </a>
          )}
          {address && address.length > 0 && <address className="not-italic">{address.join(", ")}</address>}
        </PanelSection>
      )}
      {can(me, "repair.read") && (
        <PanelSection title={t("openTickets")} {...none(tickets, t("noTickets"))}>
          <TicketLines tickets={tickets} />
        </PanelSection>
      )}
      {can(me, "invoice.read") && (
        <PanelSection title={t("unpaidInvoices")} {...none(invoices, t("noInvoices"))}>
          <InvoiceLines invoices={invoices} />
        </PanelSection>
      )}
      <PanelSection
        title={t("devices")}
        action={write && <DeviceForm customerId={customer.id} />}
        {...none(devices, t("noDevices"))}
      >
        <DeviceLines devices={devices} />
      </PanelSection>
      <ConsentCard
        customerId={customer.id}
        consents={consents}
        ledger={ledger}
        texts={texts}
        current={current}
        write={write}
      />
      <PanelSection title={t("notes")}>
        {notes.length > 0 && <NoteLines notes={notes} />}
        {write ? (
          <NoteForm customerId={customer.id} />
        ) : (
          notes.length === 0 && <p className="text-muted-foreground">{t("noNotes")}</p>
        )}
      </PanelSection>
      {can(me, "privacy.manage") && (
        <PanelSection title={privacy("privacy")}>
          <div className="flex flex-wrap gap-2">
            <ExportButton customerId={customer.id} name={customer.name} />
            {!customer.erased_at && <EraseButton customerId={customer.id} name={customer.name} />}
          </div>
        </PanelSection>
      )}
    </Card>
  );
}
