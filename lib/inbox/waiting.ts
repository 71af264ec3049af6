/** "3 min", "2 h", "4 d" since a customer waits, and how bad that is; pure. */
export type Waited = { unit: "now" | "minutes" | "hours" | "days"; value: number; late: boolean };

const LATE_MINUTES = 30;

export function waitedSince(since: string, now: Date): Waited {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 60_000));
  const late = minutes >= LATE_MINUTES;
  if (minutes < 1) return { unit: "now", value: 0, late };
  if (minutes < 60) return { unit: "minutes", value: minutes, late };
  if (minutes < 48 * 60) return { unit: "hours", value: Math.floor(minutes / 60), late };
  return { unit: "days", value: Math.floor(minutes / 1440), late };
}
