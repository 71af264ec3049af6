/** "buka sekarang, tutup 8 malam" and "buka semula esok jam 10 pagi", from an outlet's hours. */
import { TZDate } from "@date-fns/tz";
import { type ClosedNow, clockWords, openState, weekdayName } from "@/lib/ai/facts/hours";
import type { Outlet } from "@/lib/ai/facts/shop";
import { TEXTS } from "@/lib/ai/replies/texts";
import { DEFAULT_ZONE, formatDate, type Locale } from "@/lib/core/dates";

function nextOpening(next: NonNullable<ClosedNow["next"]>, locale: Locale): string {
  const t = TEXTS[locale];
  const weekday = weekdayName(next.weekday, locale);
  const day = next.inDays === 0 ? t.today : next.inDays === 1 ? `${t.tomorrow} (${weekday})` : weekday;
  return t.at(day, clockWords(next.opens, locale));
}

export function openSentence(outlet: Outlet, locale: Locale, now: Date): string {
  const t = TEXTS[locale];
  const state = openState(outlet.hours, outlet.timeZone, now);
  if (state.open) return t.openNow(outlet.name, clockWords(state.closes, locale));
  const closed = t.closedNow(outlet.name);
  return state.next ? `${closed} ${t.opensLater(nextOpening(state.next, locale))}` : closed;
}

/** Null while the outlet is open or when nobody knows its hours. */
export function opensAgain(outlet: Outlet, locale: Locale, now: Date): string | null {
  const state = openState(outlet.hours, outlet.timeZone, now);
  return state.open || !state.next ? null : TEXTS[locale].opensAgain(nextOpening(state.next, locale));
}

/** "26 Nov 2026, 5 petang" */
export function instantWords(at: string, locale: Locale, timeZone = DEFAULT_ZONE): string {
  const local = new TZDate(new Date(at), timeZone);
  const clock = `${String(local.getHours()).padStart(2, "0")}:${String(local.getMinutes()).padStart(2, "0")}`;
  return `${formatDate(at, locale, timeZone)}, ${clockWords(clock, locale)}`;
}
