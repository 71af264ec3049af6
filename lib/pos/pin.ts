import "server-only";
import { scrypt } from "node:crypto";
import { z } from "zod";
import { err, ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import type { approveInput, setPinInput } from "@/lib/pos/refund-schema";

/** PINs are short: what a try costs is what protects them, besides the lock after five. */
const COST = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

const derive = (pin: string, salt: string): Promise<string> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, 32, COST, (error, key) => (error ? reject(error) : resolve(key.toString("hex"))));
  });

/** What the database is shown instead of the PIN; it keeps a hash of it and never gives that out. */
async function verifierOf(db: UserDb, userId: string, pin: string): Promise<Result<string>> {
  const { data, error } = await db.rpc("pin_salt", { p_user_id: userId });
  return error ? fromPg(error) : ok(await derive(pin, data));
}

export async function setPin(db: UserDb, userId: string, { pin }: z.output<typeof setPinInput>): Promise<Result<null>> {
  const verifier = await verifierOf(db, userId, pin);
  if (!verifier.ok) return verifier;
  const { error } = await db.rpc("set_my_pin", { p_verifier: verifier.value });
  return error ? fromPg(error) : ok(null);
}

const answer = z.union([
  z.object({ approval_id: z.uuid() }),
  z.object({ objection: z.enum(["pin.none", "pin.wrong", "pin.locked"]) }),
]);

/** A manager's yes to exactly this request. */
export async function approveAct(
  db: UserDb,
  { pin, ...request }: z.output<typeof approveInput>,
): Promise<Result<{ approval_id: string }>> {
  const verifier = await verifierOf(db, request.user_id, pin);
  if (!verifier.ok) return verifier;
  const { data, error } = await db.rpc("approve_act", { p: { ...request, verifier: verifier.value } });
  if (error) return fromPg(error);
  const said = answer.parse(data);
  return "objection" in said ? err(said.objection) : ok(said);
}
