/** Where an entry of the breach register stands, and which clock runs. Pure. */
export interface BreachTimes {
  notify: string;
  commissioner_due_at: string;
  commissioner_notified_at: string | null;
  persons_due_at: string | null;
  persons_notified_at: string | null;
  closed_at: string | null;
}

export type BreachState = "open" | "commissioner_notified" | "persons_notified" | "closed";

export function breachState(breach: BreachTimes): BreachState {
  if (breach.closed_at) return "closed";
  if (breach.persons_notified_at) return "persons_notified";
  return breach.commissioner_notified_at ? "commissioner_notified" : "open";
}

export type Deadline = { who: "commissioner" | "persons"; dueAt: string };

/** The next one to be met; null when nobody has to be told any more. */
export function nextDeadline(breach: BreachTimes): Deadline | null {
  if (breach.closed_at || breach.notify === "none") return null;
  if (!breach.commissioner_notified_at) return { who: "commissioner", dueAt: breach.commissioner_due_at };
  if (breach.notify !== "both" || breach.persons_notified_at || !breach.persons_due_at) return null;
  return { who: "persons", dueAt: breach.persons_due_at };
}

/** Whole hours and minutes to go, or since. */
export function timeLeft(dueAt: string, now: Date): { over: boolean; days: number; hours: number; minutes: number } {
  const left = new Date(dueAt).getTime() - now.getTime();
  const minutes = Math.floor(Math.abs(left) / 60_000);
  return {
    over: left < 0,
    days: Math.floor(minutes / 1440),
    hours: Math.floor((minutes % 1440) / 60),
    minutes: minutes % 60,
  };
}
