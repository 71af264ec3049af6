/** Setting, seeing and using secrets: encrypted here, kept and guarded by the database. Values never go into logs or errors. */
import { z } from "zod";
import { err, ok, type Result } from "@/lib/core/result";
import type { SystemDb, UserDb } from "@/lib/db/clients";
import { answer } from "@/lib/repairs/rpc";
import { openSecret, type SecretPlace, sealSecret } from "@/lib/secrets/box";
import { keyring } from "@/lib/secrets/keys";

export interface SetOptions {
  /** The end of it, for a person to tell one from another. */
  hint?: string;
  /** False: one that is there already stays, so that what arrives twice is set once. */
  replace?: boolean;
}

/** @returns whether it was written. */
export const setSecret = (
  db: UserDb | SystemDb,
  place: SecretPlace,
  value: string,
  options: SetOptions = {},
): Promise<Result<boolean>> =>
  answer(
    db.rpc("set_secret", {
      p_kind: place.kind,
      p_ref: place.ref,
      p_ciphertext: sealSecret(keyring(), place, value),
      ...(options.hint === undefined ? {} : { p_hint: options.hint }),
      p_replace: options.replace ?? true,
    }),
    z.boolean(),
  );

/** For a person, with a reason that is kept. */
export async function revealSecret(db: UserDb, place: SecretPlace, reason: string): Promise<Result<string>> {
  const sealed = await answer(
    db.rpc("reveal_secret", { p_kind: place.kind, p_ref: place.ref, p_reason: reason }),
    z.string(),
  );
  if (!sealed.ok) return sealed;
  const value = openSecret(keyring(), place, sealed.value);
  return value === null ? err("secret.unreadable") : ok(value);
}

/** For a part of the system; null when there is none. */
export async function takeSecret(db: SystemDb, place: SecretPlace): Promise<Result<string | null>> {
  const sealed = await answer(db.rpc("use_secret", { p_kind: place.kind, p_ref: place.ref }), z.string().nullable());
  if (!sealed.ok || sealed.value === null) return sealed;
  const value = openSecret(keyring(), place, sealed.value);
  return value === null ? err("secret.unreadable") : ok(value);
}

export const removeSecret = (db: UserDb, { kind, ref }: SecretPlace): Promise<Result<boolean>> =>
  answer(db.rpc("remove_secret", { p_kind: kind, p_ref: ref }), z.boolean());

const status = z.object({ set_at: z.string(), set_by: z.string().nullable(), hint: z.string().nullable() }).nullable();
export type SecretStatus = z.output<typeof status>;

export const secretStatus = (db: UserDb, { kind, ref }: SecretPlace): Promise<Result<SecretStatus>> =>
  answer(db.rpc("secret_status", { p_kind: kind, p_ref: ref }), status);
