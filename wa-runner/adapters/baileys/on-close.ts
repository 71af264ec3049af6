/** What follows when WhatsApp closes a connection: pure. The codes are Baileys' DisconnectReason; what each means was tried against our test server. */
import type { ChannelState } from "@/wa-runner/ports";

/** A code of ours: the phone answered while it was being linked, and then nothing came. */
export const PASSKEY_WALL = 4601;

export interface Closed {
  readonly code: number;
  /** A phone has been linked to this number at some time. */
  readonly isLinked: boolean;
  /** Connections that failed in a row. */
  readonly attempt: number;
  /** Of these, with this very code. */
  readonly sameCode: number;
  /** Since when WhatsApp has been refusing for no reason of ours; null: it has not. */
  readonly refusedForMs: number | null;
  /** 0 to 1. */
  readonly random: number;
}

export type Verdict =
  | { readonly next: "reconnect"; readonly afterMs: number; readonly state: ChannelState; readonly reason?: string }
  /** Waits for a person. */
  | { readonly next: "stop"; readonly state: ChannelState; readonly reason: string }
  /** The link is gone: its keys are worthless, and are deleted. */
  | { readonly next: "forget"; readonly state: ChannelState; readonly reason: string };

const MINUTE_MS = 60_000;
const MAX_BACKOFF_MS = 5 * MINUTE_MS;
const GIVE_UP_MS = 7 * 24 * 60 * MINUTE_MS;
/** As often as this another device takes the connection back at once: it is one that will not stop. */
const REPLACED_MAX = 5;
const BAD_SESSION_MAX = 3;
/** An outage of minutes is usual; past these tries it is taken for one that lasts. */
const REFUSED_MAX = 3;

/** Full jitter over the upper half, doubling to five minutes. */
export function backoffMs(attempt: number, random: number): number {
  return Math.round(Math.min(MAX_BACKOFF_MS, 1000 * 2 ** Math.min(attempt, 12)) * (0.5 + random / 2));
}

const again = (closed: Closed, reason: string): Verdict => ({
  next: "reconnect",
  afterMs: backoffMs(closed.attempt, closed.random),
  state: "reconnecting",
  reason,
});

function refused(closed: Closed): Verdict {
  if ((closed.refusedForMs ?? 0) >= GIVE_UP_MS) return { next: "stop", state: "quarantined", reason: "gave_up" };
  if (closed.sameCode < REFUSED_MAX) return again(closed, "whatsapp_away");
  const afterMs = Math.min(60 * MINUTE_MS, MINUTE_MS * 2 ** Math.min(closed.sameCode - REFUSED_MAX, 6));
  return { next: "reconnect", afterMs, state: "quarantined", reason: "whatsapp_away" };
}

/** Before a phone is linked there is nothing to keep and nobody to reconnect for, but whoever stands in front of the code. */
function whileLinking(closed: Closed): Verdict {
  switch (closed.code) {
    case 515:
      return { next: "reconnect", afterMs: 0, state: "starting" };
    case 408:
      return { next: "stop", state: "qr_expired", reason: "qr_expired" };
    case PASSKEY_WALL:
      return { next: "stop", state: "qr_expired", reason: "passkey" };
    case 401:
      return { next: "forget", state: "new", reason: "link_failed" };
    case 405:
      return { next: "stop", state: "version_blocked", reason: "version" };
    default:
      return closed.attempt < 3
        ? { ...again(closed, "network"), state: "starting" }
        : { next: "stop", state: "qr_expired", reason: "network" };
  }
}

export function onClose(closed: Closed): Verdict {
  if (!closed.isLinked) return whileLinking(closed);
  switch (closed.code) {
    // Right after linking, and when WhatsApp wants it: the same keys, at once.
    case 515:
      return { next: "reconnect", afterMs: 0, state: "starting" };
    case 408:
    case 428:
      return again(closed, "network");
    case 440:
      return closed.sameCode < REPLACED_MAX
        ? { next: "reconnect", afterMs: 30_000, state: "replaced", reason: "replaced" }
        : { next: "stop", state: "replaced", reason: "replaced" };
    case 401:
      return { next: "forget", state: "logged_out", reason: "logged_out" };
    case 411:
      return { next: "forget", state: "logged_out", reason: "multidevice" };
    // Never resumed by itself: each try after a ban makes it longer.
    case 403:
      return { next: "stop", state: "banned", reason: "banned" };
    case 402:
    case 406:
      return { next: "stop", state: "banned", reason: "banned_for_now" };
    case 405:
      return closed.sameCode < 2
        ? { next: "reconnect", afterMs: 1000, state: "version_blocked", reason: "version" }
        : { next: "stop", state: "version_blocked", reason: "version" };
    // Also any malformed frame: the keys are not to blame at the first.
    case 500:
      return closed.sameCode < BAD_SESSION_MAX
        ? again(closed, "bad_session")
        : { next: "stop", state: "logged_out", reason: "bad_session" };
    default:
      return refused(closed);
  }
}
