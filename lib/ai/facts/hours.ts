/** Opening hours of an outlet in its own zone: open now, until when, else when next. Pure. */
import { TZDate } from "@date-fns/tz";
import { z } from "zod";
import type { Locale } from "@/lib/core/dates";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);
const hoursSchema = z.record(z.string(), z.unknown());
const span = z.tuple([clock, clock]);

export type OpenNow = { readonly open: true; readonly closes: string };
export type ClosedNow = {
  readonly open: false;
  /** Null: no opening hours within a week. `inDays` 0 = later today. */
  readonly next: { readonly inDays: number; readonly weekday: number; readonly opens: string } | null;
};

const minutes = (value: string) => Number(value.slice(0, 2)) * 60 + Number(value.slice(3, 5));

function daySpan(hours: unknown, weekday: number): readonly [from: string, to: string] | null {
  const day = DAYS[weekday];
  const table = hoursSchema.safeParse(hours);
  if (!table.success || day === undefined) return null;
  const parsed = span.safeParse(table.data[day]);
  return parsed.success ? parsed.data : null;
}

/** A closing time not after the opening time is past midnight. */
export function openState(hours: unknown, timeZone: string, now: Date): OpenNow | ClosedNow {
  const local = new TZDate(now, timeZone);
  const at = local.getHours() * 60 + local.getMinutes();
  const weekday = local.getDay();
  const yesterday = daySpan(hours, (weekday + 6) % 7);
  if (yesterday && minutes(yesterday[1]) <= minutes(yesterday[0]) && at < minutes(yesterday[1]))
    return { open: true, closes: yesterday[1] };
  const today = daySpan(hours, weekday);
  if (today) {
    const overnight = minutes(today[1]) <= minutes(today[0]);
    if (at >= minutes(today[0]) && (overnight || at < minutes(today[1]))) return { open: true, closes: today[1] };
  }
  for (let inDays = 0; inDays <= 7; inDays += 1) {
    const day = (weekday + inDays) % 7;
    const next = daySpan(hours, day);
    if (next && (inDays > 0 || at < minutes(next[0])))
      return { open: false, next: { inDays, weekday: day, opens: next[0] } };
  }
  return { open: false, next: null };
}

const WEEKDAYS: Record<Locale, readonly string[]> = {
  ms: ["Ahad", "Isnin", "Selasa", "Rabu", "Khamis", "Jumaat", "Sabtu"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};
export const weekdayName = (weekday: number, locale: Locale): string => WEEKDAYS[locale][weekday] ?? "";

/** "20:00" → "8 malam" / "8 pm"; "10:30" → "10.30 pagi" / "10.30 am". */
export function clockWords(value: string, locale: Locale): string {
  const hour = Number(value.slice(0, 2)) % 24;
  const minute = value.slice(3, 5);
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const figure = minute === "00" ? String(twelve) : `${twelve}.${minute}`;
  if (locale === "en") return `${figure} ${hour < 12 ? "am" : "pm"}`;
  const part =
    hour === 0 ? "tengah malam" : hour < 12 ? "pagi" : hour < 14 ? "tengah hari" : hour < 19 ? "petang" : "malam";
  return `${figure} ${part}`;
}

/** Days with the same hours in one line, Monday first: [["Isnin – Sabtu", "10 pagi – 8 malam"], ["Ahad", "tutup"]]. */
export function weekTable(hours: unknown, locale: Locale): readonly (readonly [days: string, times: string])[] {
  const closed = locale === "ms" ? "tutup" : "closed";
  const rows: { from: number; to: number; times: string }[] = [];
  for (const weekday of [1, 2, 3, 4, 5, 6, 0]) {
    const open = daySpan(hours, weekday);
    const times = open ? `${clockWords(open[0], locale)} – ${clockWords(open[1], locale)}` : closed;
    const last = rows.at(-1);
    if (last && last.times === times) last.to = weekday;
    else rows.push({ from: weekday, to: weekday, times });
  }
  return rows.map(({ from, to, times }) => [
    from === to ? weekdayName(from, locale) : `${weekdayName(from, locale)} – ${weekdayName(to, locale)}`,
    times,
  ]);
}
