/** When a runner may act for a number, and when it takes or gives one up: pure. Times are monotonic milliseconds. */

/** The database lends a number for 30 s (claim_channels, renew_channels). */
export const RENEW_MS = 10_000;
/** After one that failed. */
export const RENEW_AGAIN_MS = 1000;
/** Past this a runner acts as if the lease were over, whatever the database would say: well before another may take it. */
export const FENCE_MS = 20_000;
/** Log-ins under way at once: a fleet that reconnects all at once looks like an attack, and costs more CPU than it has. */
export const MAX_CONNECTING = 5;

/** `heldAt`: when the last successful claim or renewal was ASKED for; the lease counts from no earlier moment. */
export const isHeld = (heldAtMs: number, nowMs: number): boolean => nowMs - heldAtMs < FENCE_MS;

/** Between two looks for numbers: two runners that start together do not go on asking together. */
export const nextClaimMs = (random: number): number => 5000 + Math.round(random * 2000);

/** Between two log-ins. */
export const staggerMs = (random: number): number => 200 + Math.round(random * 300);

export interface HeldState {
  readonly channelId: string;
  readonly inFlight: number;
  readonly isConnecting: boolean;
}

/** Which numbers a runner with more than its share gives away now: idle ones, and a few at a time. */
export function toHandOver(held: readonly HeldState[], surplus: number): string[] {
  const idle = held.filter(({ inFlight, isConnecting }) => inFlight === 0 && !isConnecting);
  return idle.slice(0, Math.min(surplus, MAX_CONNECTING)).map(({ channelId }) => channelId);
}
