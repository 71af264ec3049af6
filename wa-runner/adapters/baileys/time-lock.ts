/**
 * WhatsApp lets a number that writes to too many strangers start no chats for a while. It says so by itself, or by refusing a message
 * (463), which may also be about that one contact: then it is asked. Trying again would make it worse.
 */
import type { WASocket } from "@whiskeysockets/baileys";

/** Nobody says until when. */
const UNTOLD_MS = 24 * 3_600_000;

export type Lock = NonNullable<Awaited<ReturnType<WASocket["fetchAccountReachoutTimelock"]>>>;

/** Null: not locked. */
export function lockedUntil({ isActive, timeEnforcementEnds }: Partial<Lock>, nowMs: number): Date | null {
  if (!isActive) return null;
  const until = timeEnforcementEnds ?? new Date(nowMs + UNTOLD_MS);
  return until.getTime() > nowMs ? until : null;
}

/** After a refusal. Who cannot ask takes it for locked. */
export async function askForLock(socket: Pick<WASocket, "fetchAccountReachoutTimelock">): Promise<Partial<Lock>> {
  return socket.fetchAccountReachoutTimelock().catch(() => ({ isActive: true }));
}
