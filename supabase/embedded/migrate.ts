/** Applies supabase/migrations the way `supabase db push` does, into the same history table. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { splitSqlStatements } from "@supabase/lite";
import postgres, { type Sql } from "postgres";
import { Failure } from "./failure";

export interface MigrationFile {
  version: string;
  name: string;
  file: string;
  sql: string;
  sha256: string;
}

export function readMigrations(dir: string): MigrationFile[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .map((file) => ({ file, parts: /^(\d+)_(.*)\.sql$/.exec(file) }))
    .filter((entry) => entry.parts !== null)
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ file, parts }) => {
      const sql = readFileSync(path.join(dir, file), "utf8");
      const [, version = "", name = ""] = parts ?? [];
      return { version, name, file, sql, sha256: createHash("sha256").update(sql).digest("hex") };
    });
}

/** Where in the file Postgres stopped, as a person reads it. */
function describe(error: unknown, migration: MigrationFile): string {
  if (!(error instanceof postgres.PostgresError)) return error instanceof Error ? error.message : String(error);
  const position = Number(error.position ?? Number.NaN);
  const line = Number.isNaN(position) ? "" : ` (line ${migration.sql.slice(0, position).split("\n").length})`;
  return [`${error.message}${line}`, error.detail, error.hint, error.where].filter(Boolean).join("; ");
}

/** The CLI's table has no room for a hash, and it must stay as the CLI expects it. */
async function ensureHashes(sql: Sql): Promise<void> {
  await sql.unsafe(
    `create table if not exists supabase_migrations.embedded_files (version text primary key, sha256 text not null)`,
  );
}

export interface MigrateResult {
  applied: string[];
  /** Applied earlier, and changed since: the database no longer is what the files say. */
  edited: string[];
}

/** @param sql A single connection as role `postgres`, as on a hosted project. */
export async function migrate(sql: Sql, dir: string): Promise<MigrateResult> {
  await ensureHashes(sql);
  const done = await sql<{ version: string; sha256: string | null }[]>`
    select m.version, f.sha256 from supabase_migrations.schema_migrations as m
    left join supabase_migrations.embedded_files as f using (version)`;
  const hashes = new Map(done.map((row) => [row.version, row.sha256]));
  const files = readMigrations(dir);
  const edited = files.filter((file) => hashes.get(file.version) && hashes.get(file.version) !== file.sha256);
  const missing = [...hashes.keys()].filter((version) => !files.some((file) => file.version === version));
  if (edited.length + missing.length > 0) {
    return {
      applied: [],
      edited: [...edited.map((file) => file.file), ...missing.map((version) => `${version} (deleted)`)],
    };
  }
  const applied: string[] = [];
  for (const migration of files.filter((file) => !hashes.has(file.version))) {
    try {
      await sql.begin(async (tx) => {
        await tx.unsafe(migration.sql);
        await tx.unsafe("reset all");
        await tx`insert into supabase_migrations.schema_migrations (version, name, statements)
          values (${migration.version}, ${migration.name}, ${splitSqlStatements(migration.sql)})`;
        await tx`insert into supabase_migrations.embedded_files values (${migration.version}, ${migration.sha256})`;
      });
    } catch (error) {
      throw new Failure(
        `The migration ${migration.file} failed: ${describe(error, migration)}.`,
        "Correct the file and start again; nothing of it was kept.",
        { cause: error },
      );
    }
    applied.push(migration.file);
  }
  return { applied, edited: [] };
}

/** SQL that exists on this machine only (the simulated WhatsApp network). Written so that it may run again. */
export async function applyEmbeddedSql(sql: Sql, dir: string): Promise<void> {
  if (!existsSync(dir)) return;
  for (const file of readdirSync(dir)
    .filter((name) => name.endsWith(".sql"))
    .sort()) {
    const text = readFileSync(path.join(dir, file), "utf8");
    try {
      await sql.begin((tx) => tx.unsafe(text));
    } catch (error) {
      const reason = describe(error, { version: "", name: file, file, sql: text, sha256: "" });
      throw new Failure(`supabase/embedded/sql/${file} failed: ${reason}.`, "Correct the file and start again.", {
        cause: error,
      });
    }
  }
}
