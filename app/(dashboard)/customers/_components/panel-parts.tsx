import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { DateText } from "@/components/date-text";
import { MoneyText } from "@/components/money-text";
import { StatusBadge } from "@/components/status-badge";
import { Badge } from "@/components/ui/badge";
import type { CustomerPanel } from "@/lib/customers/schema";

const line = "-mx-2 grid grid-cols-[minmax(0,1fr)] gap-0.5 rounded-md px-2 py-1.5 hover:bg-accent";

export function TicketLines({ tickets }: Pick<CustomerPanel, "tickets">) {
  const locale = useLocale();
  return (
    <ul className="grid gap-0.5">
      {tickets.map((ticket) => (
        <li key={ticket.id}>
          <Link href={`/repairs/${ticket.id}`} className={line}>
            <span className="flex items-center justify-between gap-2">
              <span className="font-medium tabular-nums">{ticket.number}</span>
              <StatusBadge value={ticket.phase}>{locale === "ms" ? ticket.name_ms : ticket.name_en}</StatusBadge>
            </span>
            <span className="flex items-baseline justify-between gap-2 text-muted-foreground text-xs">
              <span className="truncate">{[ticket.device, ticket.problem].filter(Boolean).join(" · ")}</span>
              {ticket.total_sen !== null && <MoneyText sen={ticket.total_sen} />}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function InvoiceLines({ invoices }: Pick<CustomerPanel, "invoices">) {
  const t = useTranslations("customers");
  return (
    <ul className="grid gap-0.5">
      {invoices.map((invoice) => (
        <li key={invoice.id}>
          <Link href={`/invoices/${invoice.id}`} className={line}>
            <span className="flex items-baseline justify-between gap-2">
              <span className="font-medium tabular-nums">{invoice.number}</span>
              <MoneyText sen={invoice.due_sen} strong />
            </span>
            {invoice.due_date && (
              <span className="text-muted-foreground text-xs">
                {t("dueOn")} <DateText at={`${invoice.due_date}T04:00:00Z`} kind="date" />
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function SaleLines({ sales }: Pick<CustomerPanel, "sales">) {
  return (
    <ul className="grid gap-0.5">
      {sales.map((sale) => (
        <li key={sale.id}>
          <Link href={`/sales/${sale.id}`} className={line}>
            <span className="flex items-baseline justify-between gap-2">
              <span className="tabular-nums">{sale.number}</span>
              <MoneyText sen={sale.total_sen} />
            </span>
            <DateText at={sale.at} kind="date" className="text-muted-foreground text-xs" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

export function DeviceLines({ devices }: Pick<CustomerPanel, "devices">) {
  const t = useTranslations("customers");
  return (
    <ul className="grid gap-2">
      {devices.map((device) => (
        <li key={device.id} className="grid">
          <span className="font-medium">{[device.brand, device.model].filter(Boolean).join(" ")}</span>
          <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
            {[
              t(`categories.${device.category}`),
              device.imei && t("imei", { imei: device.imei }),
              device.serial && t("serial", { serial: device.serial }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function NoteLines({ notes }: Pick<CustomerPanel, "notes">) {
  return (
    <ul className="grid gap-2">
      {notes.map((note) => (
        <li key={note.id} className="rounded-md bg-warning-soft px-3 py-2 text-sm">
          <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{note.body}</p>
          <p className="mt-0.5 text-muted-foreground text-xs">
            {note.author && `${note.author} · `}
            <DateText at={note.at} kind="list" />
          </p>
        </li>
      ))}
    </ul>
  );
}

const PURPOSES = ["service", "marketing"] as const;

/** No row of a purpose means it was never given. */
export function ConsentLines({ consents }: Pick<CustomerPanel, "consents">) {
  const t = useTranslations("customers");
  return (
    <ul className="grid gap-1.5">
      {PURPOSES.map((purpose) => {
        const latest = consents.find((consent) => consent.purpose === purpose);
        return (
          <li key={purpose} className="flex items-start justify-between gap-2">
            <span className="grid">
              <span>{t(`purposes.${purpose}`)}</span>
              {latest && (
                <span className="text-muted-foreground text-xs">
                  <DateText at={latest.at} kind="date" /> · {t(`sources.${latest.source}`)}
                </span>
              )}
            </span>
            <Badge tone={latest?.granted ? "success" : latest ? "danger" : "neutral"}>
              {t(latest?.granted ? "consent.given" : latest ? "consent.withdrawn" : "consent.never")}
            </Badge>
          </li>
        );
      })}
    </ul>
  );
}
