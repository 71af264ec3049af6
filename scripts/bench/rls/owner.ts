/**
 * The other side of the comparison: the same query by the owner of the tables, row level security off, the tenant filter
 * written out. Each table becomes a view of the tenant's rows, which Postgres reads as its filter; functions, which ask who is
 * calling, are copied with the answers put in their place. Both stand in the schema `bench`.
 */
import type { Sql } from "postgres";
import type { Statement } from "./capture";

export interface Answers {
  tenantId: string;
  userId: string;
  outletIds: string[];
}

const CALL = /\b(public|private)\.(\w+)\(/g;
const TABLE = /\b(?:"public"|public)\."?(\w+)"?(?![\w(])/g;
const ASKS =
  /private\.(tenant_id|tenant_if|tenant_for|can|require|person_id|outlet_ids|customer_tenant_id|customer_id|actor|role_name|membership|every_outlet)\(/;
/** Functions that ask, and those that give the ids a search finds. */
const COPIED = `${ASKS.source}|private\\.match_`;

function answered(text: string, answers: Answers): string {
  const replace: [RegExp, string][] = [
    [/private\.(tenant_id\(\)|(tenant_if|tenant_for|require)\('[^']*'\))/, `'${answers.tenantId}'::uuid`],
    [/private\.can\('[^']*'\)/, "true"],
    // Who owns the shop sees every outlet.
    [/private\.every_outlet\(\)/, "true"],
    [/private\.person_id\(\)/, `'${answers.userId}'::text`],
    [/private\.outlet_ids\(\)/, `'{${answers.outletIds.join(",")}}'::uuid[]`],
    [/private\.customer_(tenant_)?id\(\)/, "null::uuid"],
  ];
  return replace.reduce(
    (result, [call, answer]) =>
      // `(select private.f())` keeps Postgres from asking for each row; a constant needs no such help.
      result
        .replace(new RegExp(`\\(\\s*select\\s+${call.source}\\s*\\)`, "gi"), answer)
        .replace(new RegExp(call.source, "gi"), answer),
    text,
  );
}

const rowsIn = (text: string, tables: ReadonlySet<string>): string =>
  text.replace(TABLE, (whole, name: string) => (tables.has(name) ? `bench.${name}` : whole));

/** On a connection of its own (`sql` has one). A view per table that has a tenant; a view of the schema is made again over those. */
async function makeViews(sql: Sql, tenantId: string): Promise<ReadonlySet<string>> {
  await sql.unsafe("set search_path = ''");
  const tables = await sql<{ name: string; is_view: boolean; definition: string | null }[]>`
    select c.relname as name, c.relkind = 'v' as is_view, case when c.relkind = 'v' then pg_get_viewdef(c.oid) end as definition
      from pg_class as c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
       and exists (select from pg_attribute as a where a.attrelid = c.oid and a.attname = 'tenant_id') order by c.relkind`;
  const names = new Set(tables.map(({ name }) => name));
  for (const { name, definition } of tables) {
    const rows = definition ?? `select * from public.${name} where tenant_id = '${tenantId}'`;
    await sql.unsafe(`create or replace view bench.${name} as ${definition ? rowsIn(rows, names) : rows}`);
  }
  await sql.unsafe("reset search_path");
  return names;
}

/** The statements with views and copies in the place of tables and functions. */
export async function asOwner(sql: Sql, statements: readonly Statement[], answers: Answers): Promise<Statement[]> {
  const tables = await makeViews(sql, answers.tenantId);
  const definitions = new Map<string, string>();
  const called = (text: string) => [...text.matchAll(CALL)].map(([, schema, name]) => `${schema}.${name}`);
  const queue = statements.flatMap(({ text }) => called(text));
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (definitions.has(name) || ASKS.test(`${name}(`)) continue;
    const rows = await sql<{ definition: string }[]>`
      select pg_get_functiondef(p.oid) as definition from pg_proc as p
       where p.pronamespace::regnamespace || '.' || p.proname = ${name} and p.prokind = 'f' and p.prosrc ~ ${COPIED}`;
    for (const { definition } of rows) {
      definitions.set(name, definition);
      queue.push(...called(definition));
    }
  }
  const moved = (text: string) =>
    rowsIn(
      text.replace(CALL, (call, schema, name) => (definitions.has(`${schema}.${name}`) ? `bench.${name}(` : call)),
      tables,
    );
  for (const definition of definitions.values()) {
    const copy = moved(answered(definition, answers));
    if (ASKS.test(copy)) throw new Error(`still asks who is calling:\n${copy}`);
    await sql.unsafe(`set check_function_bodies = off; ${copy}`);
  }
  return statements.map(({ text, parameters }) => ({ text: moved(text), parameters }));
}
