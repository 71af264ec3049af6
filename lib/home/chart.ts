import { businessDate } from "@/lib/core/dates";

export type Day = { date: string; totalSen: number };

/** The last `days` business days up to today, with zero where nothing was sold. */
export function fillDays(
  known: readonly { date: string; total_sen: number }[],
  days: number,
  now: Date,
  timeZone: string,
): Day[] {
  const totals = new Map(known.map((day) => [day.date, day.total_sen]));
  const today = Date.parse(`${businessDate(now, timeZone)}T00:00:00Z`);
  return Array.from({ length: days }, (_, index) => {
    const date = new Date(today - (days - 1 - index) * 86_400_000).toISOString().slice(0, 10);
    return { date, totalSen: totals.get(date) ?? 0 };
  });
}

/** A round number of sen at or above `highest`, for the top line: a short number times a power of ten. */
export function niceTop(highest: number): number {
  if (highest <= 0) return 100_00;
  const power = 10 ** Math.floor(Math.log10(highest));
  return ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step * power >= highest) ?? 10) * power;
}

/** Part of the day at an hour, as people here greet. */
export function greetingFor(hour: number): "morning" | "noon" | "afternoon" | "evening" {
  if (hour < 12) return "morning";
  if (hour < 14) return "noon";
  return hour < 19 ? "afternoon" : "evening";
}
