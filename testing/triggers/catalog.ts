/** The schema as Postgres itself describes it: what the probes and the mutation run go through, so that new tables join by themselves. */
import type { Sql } from "postgres";
import { z } from "zod";

const column = z.object({
  name: z.string(),
  type: z.string(),
  isNullable: z.boolean(),
  hasDefault: z.boolean(),
  /** Identity "always" or generated: never given on insert. */
  isComputed: z.boolean(),
});
export type Column = z.infer<typeof column>;

const key = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  isPrimary: z.boolean(),
  isConstraint: z.boolean(),
  predicate: z.string().nullable(),
});
export type Key = z.infer<typeof key>;

const reference = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  target: z.string(),
  targetColumns: z.array(z.string()),
});
export type Reference = z.infer<typeof reference>;

const check = z.object({ name: z.string(), columns: z.array(z.string()) });
export type Check = z.infer<typeof check>;

const trigger = z.object({
  table: z.string(),
  name: z.string(),
  fn: z.string(),
  args: z.array(z.string()),
  onInsert: z.boolean(),
  onUpdate: z.boolean(),
  onDelete: z.boolean(),
  /** "update of …": only these columns call it; empty = all. */
  ofColumns: z.array(z.string()),
  definition: z.string(),
});
export type Trigger = z.infer<typeof trigger>;

const table = z.object({
  /** With its schema. */
  name: z.string(),
  columns: z.array(column),
  keys: z.array(key),
  references: z.array(reference),
  checks: z.array(check),
});
export type Table = z.infer<typeof table>;

export interface Catalog {
  tables: Table[];
  triggers: Trigger[];
  table(name: string): Table;
}

const TABLES = `
  select n.nspname || '.' || c.relname as name,
    (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null), 'isNullable', not a.attnotnull,
        'hasDefault', a.atthasdef or a.attidentity <> '', 'isComputed', a.attgenerated <> '' or a.attidentity = 'a') order by a.attnum), '[]')
      from pg_attribute as a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(json_build_object('name', x.relname, 'isPrimary', i.indisprimary, 'predicate', pg_get_expr(i.indpred, i.indrelid),
        'isConstraint', exists (select 1 from pg_constraint as k where k.conindid = i.indexrelid and k.contype in ('p', 'u')),
        'columns', (select json_agg(a.attname order by p.ordinality) from unnest(i.indkey::int2[]) with ordinality as p (attnum, ordinality)
          join pg_attribute as a on a.attrelid = c.oid and a.attnum = p.attnum)) order by i.indisprimary desc, x.relname), '[]')
      from pg_index as i join pg_class as x on x.oid = i.indexrelid where i.indrelid = c.oid and i.indisunique and i.indexprs is null) as keys,
    (select coalesce(json_agg(json_build_object('name', k.conname,
        'target', (select tn.nspname || '.' || t.relname from pg_class as t join pg_namespace as tn on tn.oid = t.relnamespace where t.oid = k.confrelid),
        'columns', (select json_agg(a.attname order by p.ordinality) from unnest(k.conkey) with ordinality as p (attnum, ordinality)
          join pg_attribute as a on a.attrelid = c.oid and a.attnum = p.attnum),
        'targetColumns', (select json_agg(a.attname order by p.ordinality) from unnest(k.confkey) with ordinality as p (attnum, ordinality)
          join pg_attribute as a on a.attrelid = k.confrelid and a.attnum = p.attnum)) order by k.oid), '[]')
      from pg_constraint as k where k.conrelid = c.oid and k.contype = 'f') as references,
    (select coalesce(json_agg(json_build_object('name', k.conname, 'columns', (select json_agg(a.attname) from unnest(k.conkey) as n
          join pg_attribute as a on a.attrelid = c.oid and a.attnum = n)) order by k.conname), '[]')
      from pg_constraint as k where k.conrelid = c.oid and k.contype = 'c') as checks
  from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname in ('public', 'private') order by n.nspname, c.relname`;

const TRIGGERS = `
  select n.nspname || '.' || c.relname as table, t.tgname as name, p.proname as fn, (t.tgtype & 4) <> 0 as "onInsert",
    (t.tgtype & 16) <> 0 as "onUpdate", (t.tgtype & 8) <> 0 as "onDelete", pg_get_triggerdef(t.oid) as definition,
    coalesce((select json_agg(a.attname) from unnest(t.tgattr::int2[]) as n join pg_attribute as a on a.attrelid = c.oid and a.attnum = n), '[]') as "ofColumns",
    case when t.tgnargs = 0 then '[]' else (
      select json_agg(a.value order by a.ordinality)::text
        from unnest(string_to_array(encode(t.tgargs, 'escape'), '\\000')) with ordinality as a (value, ordinality)
       where a.ordinality <= t.tgnargs) end as args
  from pg_trigger as t join pg_class as c on c.oid = t.tgrelid join pg_namespace as n on n.oid = c.relnamespace join pg_proc as p on p.oid = t.tgfoid
  where not t.tgisinternal and n.nspname in ('public', 'private', 'storage') order by 1, 2`;

export async function readCatalog(sql: Sql): Promise<Catalog> {
  const tables = z.array(table).parse(await sql.unsafe(TABLES));
  const rows = await sql.unsafe<{ args: string }[]>(TRIGGERS);
  const triggers = z.array(trigger).parse(rows.map((row) => ({ ...row, args: JSON.parse(row.args) })));
  const byName = new Map(tables.map((entry) => [entry.name, entry]));
  return {
    tables,
    triggers,
    table(name) {
      const found = byName.get(name);
      if (!found) throw new Error(`no table ${name}`);
      return found;
    },
  };
}
