/** lite's own tables (auth, storage). Made before our migrations, which may refer to them. */
import type { Sql } from "postgres";
import { createLite, type LiteOptions } from "./lite";
import { finishSystemSchemas, SYSTEM_SQL_HASH } from "./roles";

const MARK = "auth, storage: @supabase/lite";

/** @param version A new version of lite may bring new columns; the same one has nothing to do. */
export async function ensureSystemSchema(admin: Sql, options: LiteOptions, version: string): Promise<void> {
  const wanted = `${MARK} ${version}, ${SYSTEM_SQL_HASH}`;
  const [found] = await admin<{ comment: string | null }[]>`
    select obj_description('auth'::regnamespace, 'pg_namespace') as comment`;
  if (found?.comment === wanted) return;
  const { app, connection } = await createLite(options);
  try {
    await app.ensureSystemSchema();
  } finally {
    await connection.close();
  }
  await finishSystemSchemas(admin);
  await admin.unsafe(`comment on schema auth is '${wanted}'`);
}
