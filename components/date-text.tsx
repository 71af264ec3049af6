import { useFormatter, useLocale, useNow } from "next-intl";
import { cn } from "@/lib/core/cn";
import { DEFAULT_ZONE, formatDate, formatDateTime, formatListTime, formatTime } from "@/lib/core/dates";

type DateTextProps = {
  at: string | Date;
  /** list: time today, else the day. relative: "3 hours ago". The full time is in the title. */
  kind?: "date" | "time" | "datetime" | "list" | "relative";
  timeZone?: string;
  className?: string;
};

/** A moment in the person's language and the outlet's zone; the same on server and browser. */
export function DateText({ at, kind = "datetime", timeZone = DEFAULT_ZONE, className }: DateTextProps) {
  const locale = useLocale();
  const now = useNow();
  const format = useFormatter();
  const instant = new Date(at);
  const full = formatDateTime(instant, locale, timeZone);
  const text = {
    date: () => formatDate(instant, locale, timeZone),
    time: () => formatTime(instant, locale, timeZone),
    datetime: () => full,
    list: () => formatListTime(instant, locale, now, timeZone),
    relative: () => format.relativeTime(instant, now),
  }[kind]();
  return (
    <time
      dateTime={instant.toISOString()}
      title={kind === "datetime" ? undefined : full}
      className={cn("whitespace-nowrap tabular-nums", className)}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}
