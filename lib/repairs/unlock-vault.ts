/** What opens a device, as a secret of its ticket. */
import { err, ok, type Result } from "@/lib/core/result";
import type { SystemDb, UserDb } from "@/lib/db/clients";
import type { Unlock } from "@/lib/repairs/unlock";
import { storedUnlock } from "@/lib/repairs/unlock-schema";
import type { SecretPlace } from "@/lib/secrets/box";
import { removeSecret, revealSecret, type SecretStatus, secretStatus, setSecret } from "@/lib/secrets/vault";

const placeOf = (tenantId: string, ticketId: string): SecretPlace => ({ tenantId, kind: "device_pin", ref: ticketId });

export const keepUnlock = (
  db: UserDb | SystemDb,
  tenantId: string,
  ticketId: string,
  { kind, value }: Unlock,
  options: { replace?: boolean } = {},
): Promise<Result<boolean>> => setSecret(db, placeOf(tenantId, ticketId), JSON.stringify({ kind, value }), options);

export async function revealUnlock(
  db: UserDb,
  tenantId: string,
  ticketId: string,
  reason: string,
): Promise<Result<Unlock>> {
  const revealed = await revealSecret(db, placeOf(tenantId, ticketId), reason);
  if (!revealed.ok) return revealed;
  const unlock = storedUnlock.safeParse(JSON.parse(revealed.value));
  return unlock.success ? ok(unlock.data) : err("secret.unreadable");
}

export const removeUnlock = (db: UserDb, tenantId: string, ticketId: string): Promise<Result<boolean>> =>
  removeSecret(db, placeOf(tenantId, ticketId));

export const unlockStatus = (db: UserDb, tenantId: string, ticketId: string): Promise<Result<SecretStatus>> =>
  secretStatus(db, placeOf(tenantId, ticketId));
