import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openServiceSql, testStack } from "@/testing/db";
import { migrate } from "./migrate";

const main = openServiceSql(1);
let dir = "";
let name = "";
let sql: postgres.Sql;

const write = (file: string, text: string) => writeFileSync(path.join(dir, file), text);

beforeEach(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), "voltura-migrations-"));
  name = `migrate_${Date.now()}`;
  await main.unsafe(`create database ${name}`);
  sql = postgres(testStack().databaseUrl.replace(/\/postgres$/, `/${name}`), { max: 1, onnotice: () => undefined });
  await sql.unsafe(`create schema supabase_migrations;
    create table supabase_migrations.schema_migrations (version text not null primary key, statements text[], name text)`);
});

afterEach(async () => {
  await sql.end();
  await main.unsafe(`drop database ${name} with (force)`);
  rmSync(dir, { recursive: true });
});

describe("migrations", () => {
  it("are applied in order, once, and recorded as the Supabase CLI records them", async () => {
    write("20260101000000_first.sql", "create table a (x text); comment on table a is 'one; two';");
    write("20260102000000_second.sql", "alter table a add y int;");
    write("notes.md", "not a migration");
    expect(await migrate(sql, dir)).toEqual({
      applied: ["20260101000000_first.sql", "20260102000000_second.sql"],
      edited: [],
    });
    expect(await migrate(sql, dir)).toEqual({ applied: [], edited: [] });
    const rows =
      await sql`select version, name, statements from supabase_migrations.schema_migrations order by version`;
    expect([...rows]).toEqual([
      {
        version: "20260101000000",
        name: "first",
        statements: ["create table a (x text)", "comment on table a is 'one; two'"],
      },
      { version: "20260102000000", name: "second", statements: ["alter table a add y int"] },
    ]);
  });

  it("leave nothing behind when they fail, and say where", async () => {
    write("20260101000000_first.sql", "create table a (x text);\n\ncreate table b (y wrongtype);\n");
    await expect(migrate(sql, dir)).rejects.toThrow(/20260101000000_first\.sql failed: type "wrongtype".*line 3/);
    expect(await sql`select 1 from pg_class where relname = 'a'`).toHaveLength(0);
    write("20260101000000_first.sql", "create table a (x text);");
    expect((await migrate(sql, dir)).applied).toHaveLength(1);
  });

  it("that were edited or deleted after being applied stop everything, and are named", async () => {
    write("20260101000000_first.sql", "create table a (x text);");
    await migrate(sql, dir);
    write("20260101000000_first.sql", "create table a (x text, y text);");
    write("20260102000000_second.sql", "create table b ();");
    expect(await migrate(sql, dir)).toEqual({ applied: [], edited: ["20260101000000_first.sql"] });
    rmSync(path.join(dir, "20260101000000_first.sql"));
    expect((await migrate(sql, dir)).edited).toEqual(["20260101000000 (deleted)"]);
  });
});
