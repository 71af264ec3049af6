/**
 * Now and then a connection is open, answers every ping and brings nothing any more; WhatsApp says nothing of it and a new
 * connection cures it. It shows only as a silence longer than this number's own silences, so those are learnt. Pure.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What comes together is one occasion. */
const BURST_MS = 10 * MINUTE_MS;
/** However busy a number is, two quiet hours happen. */
const MIN_SILENCE_MS = 2 * HOUR_MS;
const TIMES_USUAL = 6;
/** Of a number whose habits are not known yet. */
const UNKNOWN_SILENCE_MS = 14 * HOUR_MS;
const MAX_SILENCE_MS = 3 * 14 * HOUR_MS;
/** Of the latest silence in the usual one. */
const WEIGHT = 0.15;

/** Malaysia's days have no summer time. At night nobody writes, which is no silence. */
const ZONE_MS = 8 * HOUR_MS;
const WAKES_MS = 8 * HOUR_MS;
const SLEEPS_MS = 22 * HOUR_MS;

export interface Hearing {
  /** When something last came. */
  readonly heardAt: number;
  /** Waking time between two occasions; null: not known yet. */
  readonly usualMs: number | null;
  /** Probes that were answered since something came by itself: it is the shop that is quiet. */
  readonly quietProbes: number;
}

function wakingMsUntil(atMs: number): number {
  const local = atMs + ZONE_MS;
  const day = Math.floor(local / DAY_MS);
  const today = Math.min(Math.max(local - day * DAY_MS - WAKES_MS, 0), SLEEPS_MS - WAKES_MS);
  return day * (SLEEPS_MS - WAKES_MS) + today;
}

export const wakingMs = (fromMs: number, toMs: number): number => wakingMsUntil(toMs) - wakingMsUntil(fromMs);

export const newHearing = (nowMs: number, usualMs: number | null = null): Hearing => ({
  heardAt: nowMs,
  usualMs,
  quietProbes: 0,
});

export function hear({ heardAt, usualMs }: Hearing, nowMs: number): Hearing {
  const gap = wakingMs(heardAt, nowMs);
  const isBurst = nowMs - heardAt < BURST_MS;
  const learnt = usualMs === null ? gap : usualMs + (gap - usualMs) * WEIGHT;
  return { heardAt: nowMs, usualMs: isBurst ? usualMs : learnt, quietProbes: 0 };
}

/** The shop's own phone answered: the line is well, and it may stay quiet for twice as long before it is asked again. */
export const heardProbe = ({ usualMs, quietProbes }: Hearing, nowMs: number): Hearing => ({
  heardAt: nowMs,
  usualMs,
  quietProbes: quietProbes + 1,
});

export function isTooQuiet({ heardAt, usualMs, quietProbes }: Hearing, nowMs: number): boolean {
  const once = usualMs === null ? UNKNOWN_SILENCE_MS : Math.max(MIN_SILENCE_MS, usualMs * TIMES_USUAL);
  return wakingMs(heardAt, nowMs) >= Math.min(MAX_SILENCE_MS, once * 2 ** Math.min(quietProbes, 10));
}

/** A new connection at the first; if that one is deaf too, a new one from nothing: keys read anew, every cache empty. */
export function afterNoAnswer(deafAt: readonly number[], nowMs: number): "reconnect" | "recycle" {
  return deafAt.some((at) => nowMs - at < DAY_MS) ? "recycle" : "reconnect";
}
