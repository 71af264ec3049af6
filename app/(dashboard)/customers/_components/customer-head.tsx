import { MessageCircle, Pencil, ScanBarcode, Wrench } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/copy-button";
import { MoneyText } from "@/components/money-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { type Context, can } from "@/lib/auth/context-schema";
import { formatPhone } from "@/lib/core/phone";
import type { CustomerPanel } from "@/lib/customers/schema";

type HeadProps = { panel: CustomerPanel; me: Context };

export function CustomerMeta({ panel }: { panel: CustomerPanel }) {
  const t = useTranslations("customers");
  const { customer, contact } = panel;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <span className="flex items-center gap-1 text-muted-foreground text-sm tabular-nums">
        {contact?.phone ? formatPhone(contact.phone) : (customer.phone_masked ?? t("noPhone"))}
        {contact?.phone && <CopyButton value={contact.phone} />}
      </span>
      <Badge tone="outline">{t(`languages.${customer.locale}`)}</Badge>
      {customer.tags.map((tag) => (
        <Badge key={tag} tone="info">
          {tag}
        </Badge>
      ))}
    </span>
  );
}

export function CustomerActions({ panel, me }: HeadProps) {
  const t = useTranslations("customers");
  const { customer, conversation_id } = panel;
  return (
    <>
      {conversation_id && can(me, "inbox.read") && (
        <Button asChild variant="outline">
          <Link href={`/inbox?c=${conversation_id}`}>
            <MessageCircle aria-hidden />
            {t("chat")}
          </Link>
        </Button>
      )}
      {can(me, "repair.write") && (
        <Button asChild variant="outline">
          <Link href={`/repairs/new?customer=${customer.id}`}>
            <Wrench aria-hidden />
            {t("newTicket")}
          </Link>
        </Button>
      )}
      {can(me, "pos.sell") && (
        <Button asChild variant="outline">
          <Link href={`/counter?customer=${customer.id}`}>
            <ScanBarcode aria-hidden />
            {t("sell")}
          </Link>
        </Button>
      )}
      {can(me, "customer.write") && !customer.erased_at && (
        <Button asChild variant="outline">
          <Link href={`/customers/${customer.id}/edit`}>
            <Pencil aria-hidden />
            {t("edit")}
          </Link>
        </Button>
      )}
    </>
  );
}

/** Only the figures that this role may read. */
export function TotalsRow({ panel, me }: HeadProps) {
  const t = useTranslations("customers.totals");
  const { totals } = panel;
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {can(me, "sale.read") && <Figure label={t("spent")} value={<MoneyText sen={totals.spent_sen} />} />}
      {can(me, "invoice.read") && (
        <Figure label={t("owed")} value={<MoneyText sen={totals.owed_sen} />} alarming={totals.owed_sen > 0} />
      )}
      {can(me, "sale.read") && <Figure label={t("sales")} value={totals.sales} />}
      {can(me, "repair.read") && <Figure label={t("tickets")} value={totals.tickets} />}
    </div>
  );
}

function Figure({ label, value, alarming = false }: { label: string; value: ReactNode; alarming?: boolean }) {
  return (
    <Card className="px-4 py-3">
      <dl className="grid gap-0.5">
        <dt className="text-muted-foreground text-xs">{label}</dt>
        <dd className={`font-semibold text-lg tabular-nums ${alarming ? "text-destructive" : ""}`}>{value}</dd>
      </dl>
    </Card>
  );
}
