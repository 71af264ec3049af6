import { z } from "zod";
import type { CreateKeyInput } from "@/lib/api/key-schema";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";

const keyRow = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  outlet_ids: z.array(z.uuid()).nullable(),
  expires_at: z.string(),
  revoked_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
  created_by: z.string(),
  created_at: z.string(),
});
export type KeyRow = z.infer<typeof keyRow>;

/** Working ones first; those that no longer work stay to be read of for a while. */
export async function listKeys(db: UserDb, tenantId: string): Promise<KeyRow[]> {
  const { data, error } = await db
    .from("api_keys")
    .select("id, name, prefix, scopes, outlet_ids, expires_at, revoked_at, last_used_at, created_by, created_at")
    .eq("tenant_id", tenantId)
    .order("created_at", { ascending: false })
    .limit(200);
  if (error) throw new Error(`api keys: ${error.code} ${error.message}`);
  const rows = z.array(keyRow).parse(data);
  return rows.sort((a, b) => Number(!isAlive(a)) - Number(!isAlive(b)));
}

/** Whether it is neither revoked nor expired: what the database asks at every request. */
export const isAlive = (key: KeyRow, now = new Date()): boolean =>
  key.revoked_at === null && new Date(key.expires_at) > now;

const made = z.object({ id: z.uuid(), key: z.string() });

/** The key is known only now: the database keeps its hash. */
export async function createKey(db: UserDb, input: CreateKeyInput): Promise<Result<{ key: string }>> {
  const { data, error } = await db.rpc("create_api_key", {
    p: { name: input.name, scopes: input.scopes, outlet_ids: input.outlets, days: input.days },
  });
  return error ? fromPg(error) : ok({ key: made.parse(data).key });
}

export async function revokeKey(db: UserDb, id: string): Promise<Result<undefined>> {
  const { error } = await db.rpc("revoke_api_key", { p_id: id });
  return error ? fromPg(error) : ok();
}
