import { businessDate } from "@/lib/core/dates";

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Kuala_Lumpur",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** The value of a date and time field, in Malaysian time. */
export function localInput(at: string | Date | null): string {
  if (at === null) return "";
  const instant = new Date(at);
  return `${businessDate(instant)}T${clock.format(instant)}`;
}
