import { useLocale, useNow, useTranslations } from "next-intl";
import { DateText } from "@/components/date-text";
import { Card } from "@/components/ui/card";
import type { Entry, Names } from "@/lib/audit/entry";
import { details, sentence } from "@/lib/audit/sentence";
import type { Reading } from "@/lib/audit/value";
import { businessDate, formatDate } from "@/lib/core/dates";

/** Grouped by day as they come, newest first. */
function byDay(entries: readonly Entry[]): [day: string, entries: Entry[]][] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = businessDate(new Date(entry.at));
    const held = days.get(day);
    if (held) held.push(entry);
    else days.set(day, [entry]);
  }
  return [...days];
}

export function ActivityList({ entries, names }: { entries: readonly Entry[]; names: Names }) {
  const t = useTranslations("activity");
  const tc = useTranslations("common");
  const locale = useLocale();
  const now = useNow();
  const today = businessDate(now);
  const yesterday = businessDate(new Date(now.getTime() - 86_400_000));
  const dayText = (day: string) =>
    day === today ? tc("today") : day === yesterday ? tc("yesterday") : formatDate(`${day}T12:00:00+08:00`, locale);
  const reading: Reading = { locale, names, t };
  return (
    <>
      {byDay(entries).map(([day, ofDay]) => (
        <section key={day} aria-labelledby={`day-${day}`} className="grid gap-2">
          <h2 id={`day-${day}`} className="font-semibold text-sm">
            {dayText(day)}
          </h2>
          <Card className="overflow-hidden">
            <ul className="divide-y">
              {ofDay.map((entry) => (
                <li key={entry.id}>
                  <ActivityEntry entry={entry} reading={reading} />
                </li>
              ))}
            </ul>
          </Card>
        </section>
      ))}
    </>
  );
}

function ActivityEntry({ entry, reading }: { entry: Entry; reading: Reading }) {
  const { t } = reading;
  const changes = details(entry, reading);
  return (
    <details className="group">
      <summary className="flex min-h-11 cursor-pointer list-none items-baseline gap-3 px-4 py-2.5 text-sm leading-5 hover:bg-accent focus-visible:-outline-offset-2 sm:px-5 [&::-webkit-details-marker]:hidden">
        <span className="w-16 shrink-0 text-muted-foreground text-xs">
          <DateText at={entry.at} kind="time" />
        </span>
        <span className="min-w-0 flex-1 break-words">{sentence(entry, reading)}</span>
        <span
          aria-hidden
          className="shrink-0 self-center text-muted-foreground transition-transform group-open:rotate-90"
        >
          ›
        </span>
      </summary>
      <dl className="grid gap-x-4 gap-y-3 border-t bg-muted/40 px-4 py-3 text-sm sm:grid-cols-[10rem_minmax(0,1fr)] sm:gap-y-1.5 sm:px-5 sm:pl-24">
        {changes.map((change) => (
          <div key={change.column} className="grid gap-x-4 gap-y-0.5 sm:col-span-2 sm:grid-cols-subgrid">
            <dt className="text-muted-foreground first-letter:uppercase">{change.column}</dt>
            <dd className="min-w-0 break-words">
              {change.before !== null && (
                <span className={change.after === null ? undefined : "text-muted-foreground"}>
                  <span className="sr-only">{t("before")}: </span>
                  {change.before}
                </span>
              )}
              {change.before !== null && change.after !== null && <span aria-hidden> → </span>}
              {change.after !== null && (
                <span>
                  <span className="sr-only">{t("after")}: </span>
                  {change.after}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
