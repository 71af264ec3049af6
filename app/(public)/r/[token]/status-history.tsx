import { useLocale, useTranslations } from "next-intl";
import { DateText } from "@/components/date-text";
import { formatSen } from "@/lib/core/money";
import type { TicketPage } from "@/lib/repairs/public-pages";

/** What the shop lets the customer see, newest first. */
export function StatusHistory({ ticket }: { ticket: TicketPage }) {
  const t = useTranslations("public.status");
  const locale = useLocale();
  const text = (event: TicketPage["events"][number]): string | null => {
    if (event.kind === "STATUS") return event.to ? (ticket.statuses[event.to]?.[locale] ?? event.to) : null;
    if (event.kind === "CREATED") return t("events.CREATED");
    const total = formatSen(event.total_sen ?? 0);
    if (event.kind === "ESTIMATE_SENT") return t("events.ESTIMATE_SENT", { total });
    if (event.kind === "APPROVED") return t("events.APPROVED", { total });
    if (event.kind === "DECLINED") return t("events.DECLINED", { total });
    return event.kind === "NOTE" ? t("note") : null;
  };
  const lines = ticket.events.map((event) => ({ event, line: text(event) })).filter(({ line }) => line !== null);
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold text-sm">{t("history")}</h2>
      <ol className="grid gap-3 border-l-2 pl-4">
        {lines.reverse().map(({ event, line }) => (
          <li key={`${event.at}${event.kind}${event.to ?? ""}`} className="grid gap-0.5 text-sm">
            <span>{line}</span>
            {event.body && (
              <span className="whitespace-pre-wrap break-words rounded-md bg-muted px-3 py-2">{event.body}</span>
            )}
            <DateText at={event.at} timeZone={ticket.outlet.time_zone} className="text-muted-foreground text-xs" />
          </li>
        ))}
      </ol>
    </section>
  );
}
