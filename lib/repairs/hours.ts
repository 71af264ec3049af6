/** Opening hours of a day as an outlet keeps them: {"mon": ["10:00","20:00"], …}; a missing day is closed. */
import { TZDate } from "@date-fns/tz";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** "10:00–20:00", or null when closed that day. */
export function hoursOn(hours: Readonly<Record<string, readonly string[]>>, at: Date, timeZone: string): string | null {
  const day = DAYS[new TZDate(at, timeZone).getDay()] ?? "mon";
  const [from, to] = hours[day] ?? [];
  return from && to ? `${from}–${to}` : null;
}
