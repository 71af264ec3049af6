import { Download } from "lucide-react";
import { StatusBadge } from "@/components/status-badge";
import { Button } from "@/components/ui/button";
import { formatDate, formatDateTime } from "@/lib/core/dates";
import { formatSen } from "@/lib/core/money";
import { formatPhone } from "@/lib/core/phone";
import type { ShopDocument } from "@/lib/documents/schema";
import { balanceSen, isOverdue, percent, taxRows } from "@/lib/documents/summary";
import { DocumentLines } from "./document-lines";

export type Word = (key: string, values?: Record<string, string | number>) => string;
type DocumentPaperProps = { document: ShopDocument; word: Word; pdfHref: string; today: string };

/** What a customer opens from the chat: in the customer's language, on a phone first. */
export function DocumentPaper({ document: d, word, pdfHref, today }: DocumentPaperProps) {
  const balance = balanceSen(d);
  const status = isOverdue(d, today) ? "overdue" : d.status;
  return (
    <main id="main" lang={d.locale} className="min-h-dvh bg-muted px-3 py-5 sm:py-10 print:bg-transparent print:p-0">
      <article className="mx-auto grid max-w-2xl gap-6 overflow-hidden rounded-xl border border-t-4 border-t-primary bg-card p-5 shadow-lift sm:p-8">
        <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
          <div className="min-w-0 text-muted-foreground text-sm">
            <p className="font-semibold text-foreground text-lg leading-6">{d.shop.name}</p>
            {d.shop.address.map((line) => (
              <p key={line}>{line}</p>
            ))}
            {d.shop.phone && <p className="tabular-nums">{formatPhone(d.shop.phone)}</p>}
            {d.shop.registration_no && <p>{`${word("registration")} ${d.shop.registration_no}`}</p>}
            {d.shop.sst_no && <p>{`${word("sst")} ${d.shop.sst_no}`}</p>}
          </div>
          <div className="grid gap-1 sm:justify-items-end">
            <h1 className="font-semibold text-title">{word(d.kind)}</h1>
            <p className="font-medium text-sm tabular-nums">{d.number ?? word("draft")}</p>
            <p className="text-muted-foreground text-sm tabular-nums">
              {d.kind === "receipt"
                ? formatDateTime(d.issued_at, d.locale, d.time_zone)
                : formatDate(`${d.business_date}T12:00:00Z`, d.locale)}
            </p>
            {d.kind === "invoice" && (
              <StatusBadge value={status === "partly_paid" ? "partial" : status}>
                {word(`status_${status}`)}
              </StatusBadge>
            )}
          </div>
        </header>
        {(d.customer_name || d.due_date || d.ticket_number) && (
          <dl className="flex flex-wrap gap-x-10 gap-y-3 text-sm">
            {d.customer_name && <Fact label={word("billTo")}>{d.customer_name}</Fact>}
            {d.kind === "invoice" && d.due_date && (
              <Fact label={word("due")}>{formatDate(`${d.due_date}T12:00:00Z`, d.locale)}</Fact>
            )}
            {d.ticket_number && <Fact label={word("ticket")}>{d.ticket_number}</Fact>}
          </dl>
        )}
        <DocumentLines document={d} word={word} />
        <dl className="ml-auto grid w-full max-w-sm gap-1.5 text-sm">
          <Sum label={word("subtotal")} sen={d.subtotal_sen} />
          {d.order_discount_sen > 0 && <Sum label={word("discount")} sen={-d.order_discount_sen} />}
          {taxRows(d).map((row) => (
            <Sum
              key={row.rateBp}
              label={word("taxOn", { rate: percent(row.rateBp), amount: formatSen(row.taxableSen) })}
              sen={row.taxSen}
            />
          ))}
          {d.rounding_sen !== 0 && <Sum label={word("rounding")} sen={d.rounding_sen} />}
          <div className="mt-1 flex items-baseline justify-between gap-6 border-t pt-2">
            <dt className="font-semibold">{word("total")}</dt>
            <dd className="font-semibold text-figure tabular-nums">{formatSen(d.total_sen)}</dd>
          </div>
          {d.payments.map((payment) => (
            <Sum
              key={payment.no}
              label={[
                word(`method_${payment.method}`),
                payment.reference,
                payment.status === "unverified" ? `(${word("verifying")})` : null,
              ]
                .filter(Boolean)
                .join(" ")}
              sen={payment.tendered_sen ?? payment.amount_sen}
            />
          ))}
          {d.change_sen > 0 && <Sum label={word("change")} sen={d.change_sen} />}
          {d.kind === "invoice" && d.status !== "void" && balance > 0 && (
            <div className="flex justify-between gap-6 font-semibold">
              <dt>{word("balance")}</dt>
              <dd className="tabular-nums">{formatSen(balance)}</dd>
            </div>
          )}
        </dl>
        {d.kind === "invoice" && d.shop.bank_details && balance > 0 && d.status !== "void" && (
          <section className="rounded-lg bg-muted p-4 text-sm">
            <h2 className="font-medium">{word("payTo")}</h2>
            <p className="whitespace-pre-line">{d.shop.bank_details}</p>
          </section>
        )}
        {d.note && <p className="whitespace-pre-line text-sm">{d.note}</p>}
        {d.shop.terms && <p className="whitespace-pre-line text-muted-foreground text-xs">{d.shop.terms}</p>}
        <footer className="flex flex-wrap items-center justify-between gap-3 border-t pt-4">
          <p className="text-muted-foreground text-sm">
            {d.shop.footer ?? word("thanks")}{" "}
            <a href={`/p/${d.shop.privacy_slug}`} className="underline underline-offset-4 print:hidden">
              {word("privacy")}
            </a>
          </p>
          <Button asChild variant="outline" className="print:hidden">
            <a href={`${pdfHref}?download`}>
              <Download aria-hidden />
              {word("download")}
            </a>
          </Button>
        </footer>
      </article>
    </main>
  );
}

function Fact({ label, children }: { label: string; children: string }) {
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function Sum({ label, sen }: { label: string; sen: number }) {
  return (
    <div className="flex justify-between gap-6">
      <dt className="min-w-0 break-words text-muted-foreground">{label}</dt>
      <dd className="whitespace-nowrap tabular-nums">{formatSen(sen)}</dd>
    </div>
  );
}
