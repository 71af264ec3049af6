/** The shop's numbers as the inbox needs to know them: which ones are away, and what that means for a message. */
import type { UserDb } from "@/lib/db/clients";

/** Nothing is sent or received on these until a person has done something. */
const CALLS_A_PERSON = [
  "logged_out",
  "banned",
  "qr_expired",
  "needs_reauth",
  "version_blocked",
  "quarantined",
  "replaced",
] as const;

export type NumberInTrouble = { id: string; name: string; state: string };

/** Of the outlets named: numbers that wait for a person, the longest first. */
export async function numbersInTrouble(
  db: UserDb,
  tenantId: string,
  outletIds: readonly string[],
): Promise<NumberInTrouble[]> {
  if (outletIds.length === 0) return [];
  const { data } = await db
    .from("channels")
    .select("id, name, state")
    .eq("tenant_id", tenantId)
    .eq("is_active", true)
    .in("outlet_id", [...outletIds])
    .in("state", [...CALLS_A_PERSON])
    .order("state_since")
    .limit(50)
    .throwOnError();
  return data;
}

/** A key under `inbox.away.effect`. */
export type AwayEffect = "waits" | "paused" | "relink" | "stuck" | "removed";

const EFFECTS: Record<string, AwayEffect> = {
  starting: "waits",
  reconnecting: "waits",
  quarantined: "waits",
  paused: "paused",
  new: "relink",
  qr: "relink",
  pairing: "relink",
  qr_expired: "relink",
  logged_out: "relink",
  replaced: "relink",
  banned: "stuck",
  version_blocked: "stuck",
  needs_reauth: "stuck",
  removed: "removed",
};

/**
 * What a number's state means for a message in one of its threads; null when it goes out as always. A limited number
 * (`degraded`) holds back only chats that the shop begins.
 */
export function awayEffect(state: string, hasWritten: boolean): AwayEffect | null {
  if (state === "connected") return null;
  if (state === "degraded") return hasWritten ? null : "waits";
  return EFFECTS[state] ?? "stuck";
}
