/** Writes all secrets anew under the current key. May be stopped anywhere and started again; what is done is done. */
import type { Sql } from "postgres";
import { openSecret, sealSecret } from "@/lib/secrets/box";
import type { Keyring } from "@/lib/secrets/keys";

export interface Rotation {
  /** Written anew in this run. */
  rotated: number;
  /** Were under the current key already. */
  current: number;
  /** Do not open, and stay as they are. */
  unreadable: { tenantId: string; kind: string; ref: string }[];
}

interface Row {
  tenant_id: string;
  kind: string;
  ref: string;
  ciphertext: string;
}

/** Versions that are in use and not in the keyring: what is under them would be lost from sight. */
export async function missingVersions(sql: Sql, { keys }: Keyring): Promise<number[]> {
  const used = await sql<{ key_version: number }[]>`select distinct key_version from private.secrets order by 1`;
  return used.map((row) => row.key_version).filter((version) => !keys.has(version));
}

export async function rotateSecrets(
  sql: Sql,
  keyring: Keyring,
  options: { batch?: number; onBatch?: (rotated: number) => Promise<void> | void } = {},
): Promise<Rotation> {
  const missing = await missingVersions(sql, keyring);
  if (missing.length > 0) throw new Error(`no key of version ${missing.join(", ")}`);
  const { current } = keyring;
  const [before] = await sql<
    { n: number }[]
  >`select count(*)::int as n from private.secrets where key_version = ${current}`;
  const rotation: Rotation = { rotated: 0, current: before?.n ?? 0, unreadable: [] };
  let last = { tenant_id: "00000000-0000-0000-0000-000000000000", kind: "", ref: "" };
  for (;;) {
    const count = await sql.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', '{"actor": "secrets-rotate"}', true)`;
      const rows = await tx<Row[]>`
        select tenant_id, kind, ref, ciphertext from private.secrets
         where key_version <> ${current} and (tenant_id, kind, ref) > (${last.tenant_id}::uuid, ${last.kind}::text, ${last.ref}::text)
         order by tenant_id, kind, ref limit ${options.batch ?? 100} for update`;
      for (const row of rows) {
        const place = { tenantId: row.tenant_id, kind: row.kind, ref: row.ref };
        last = { tenant_id: row.tenant_id, kind: row.kind, ref: row.ref };
        const value = openSecret(keyring, place, row.ciphertext);
        if (value === null) {
          rotation.unreadable.push(place);
          continue;
        }
        await tx`update private.secrets set ciphertext = ${sealSecret(keyring, place, value)}
          where tenant_id = ${row.tenant_id} and kind = ${row.kind} and ref = ${row.ref}`;
        rotation.rotated += 1;
      }
      return rows.length;
    });
    if (count === 0) return rotation;
    await options.onBatch?.(rotation.rotated);
  }
}
