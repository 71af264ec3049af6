/** `datetime-local` knows no zone; the shop's is meant, whatever the browser's. */
import { TZDate } from "@date-fns/tz";

const two = (value: number) => String(value).padStart(2, "0");

export function toLocalInput(at: string | null, timeZone: string): string {
  if (!at) return "";
  const local = new TZDate(at, timeZone);
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}T${two(local.getHours())}:${two(local.getMinutes())}`;
}

/** Null when it is no time. */
export function fromLocalInput(value: string, timeZone: string): string | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(value)?.slice(1).map(Number);
  if (!parts) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = parts;
  const at = new TZDate(year, month - 1, day, hour, minute, timeZone);
  return Number.isNaN(at.getTime()) ? null : new Date(at.getTime()).toISOString();
}
