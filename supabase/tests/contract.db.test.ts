import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openServiceSql } from "@/testing/db";

const sql = openServiceSql(2);
const contract = readFileSync(path.join(import.meta.dirname, "contract.sql"), "utf8");

describe("schema contract", () => {
  it("keeps every rule of contract.sql", async () => {
    expect(await sql.unsafe(contract)).toEqual([]);
  });

  it("notices a table that breaks the rules", async () => {
    const broken = sql.begin(async (tx) => {
      await tx.unsafe("create table public.leaky (id uuid primary key, tenant_id uuid)");
      await tx.unsafe("create policy leaky_all on public.leaky for update using (tenant_id = private.tenant_id())");
      await tx.unsafe("create function public.leak() returns int language sql security definer as 'select 1'");
      const rules = await tx.unsafe<{ rule: string }[]>(contract);
      throw new Error(
        rules
          .map((row) => row.rule)
          .sort()
          .join("|"),
      );
    });
    await expect(broken).rejects.toThrow(
      /definer function.*no index leads with tenant_id.*policy calls a function per row.*policy without to <role>.*rls off.*update policy without with check/,
    );
  });

  it("describes every table and lets somebody read it", async () => {
    const undescribed = await sql`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and obj_description(oid) is null`;
    expect(undescribed).toEqual([]);
    const unreadable = await sql`
      select c.relname from pg_class as c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and not has_any_column_privilege('authenticated', c.oid, 'select')`;
    expect(unreadable).toEqual([]);
  });

  it("gives the anonymous role nothing to run", async () => {
    const runnable = await sql`
      select p.oid::regprocedure::text as name from pg_proc as p
       where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and has_function_privilege('anon', p.oid, 'execute')`;
    expect(runnable).toEqual([]);
  });

  it("joins rows of one tenant only: every reference between business tables carries the tenant", async () => {
    const loose = await sql`
      select k.conrelid::regclass::text || '.' || k.conname as name from pg_constraint as k
       where k.contype = 'f' and k.connamespace = 'public'::regnamespace
         and exists (select 1 from pg_attribute as a where a.attrelid = k.conrelid and a.attname = 'tenant_id' and not a.attisdropped)
         and exists (select 1 from pg_attribute as a where a.attrelid = k.confrelid and a.attname = 'tenant_id' and not a.attisdropped)
         and not exists (select 1 from unnest(k.conkey) as c join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = c where a.attname = 'tenant_id')`;
    expect(loose).toEqual([]);
  });

  it("audits every business table that people can change", async () => {
    const silent = await sql`
      select c.relname from pg_class as c
        join pg_attribute as a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         and (has_any_column_privilege('authenticated', c.oid, 'update') or has_table_privilege('authenticated', c.oid, 'delete'))
         and not exists (select 1 from pg_trigger as t join pg_proc as p on p.oid = t.tgfoid where t.tgrelid = c.oid and p.proname like '%audit%')`;
    expect(silent).toEqual([]);
  });
});
