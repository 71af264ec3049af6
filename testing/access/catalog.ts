/** What is in the schema, as the database itself tells it. */
import type { Sql, TransactionSql } from "postgres";

/** A connection or a transaction somebody else began: everything here works in both. */
export type Handle = Sql | TransactionSql;

export interface Column {
  name: string;
  type: string;
  /** An insert has to say it. */
  required: boolean;
  /** Literals of a check `column in (…)`, first one first. */
  choices: string[];
}

export interface Reference {
  columns: string[];
  table: string;
  targets: string[];
}

export interface Table {
  name: string;
  kind: "table" | "view";
  columns: Column[];
  key: string[];
  references: Reference[];
}

export interface Policy {
  table: string;
  name: string;
  command: "select" | "insert" | "update" | "delete" | "all";
  using: string | null;
  check: string | null;
}

interface ColumnRow extends Omit<Column, "choices"> {
  table: string;
  kind: string;
  choice: string | null;
}

const literals = (definition: string | null): string[] =>
  [...(definition ?? "").matchAll(/'((?:[^']|'')*)'::text/g)].map((match) => (match[1] ?? "").replaceAll("''", "'"));

export async function readTables(sql: Handle): Promise<Table[]> {
  const columns = await sql<ColumnRow[]>`
    select c.relname as "table", c.relkind::text as kind, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
           a.attnotnull and not a.atthasdef and a.attidentity = '' as required,
           (select pg_get_constraintdef(k.oid) from pg_constraint as k
             where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) like '% = ANY (ARRAY[%' limit 1) as choice
      from pg_class as c join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by c.relname, a.attnum`;
  const keys = await sql<{ table: string; columns: string[] }[]>`
    select k.conrelid::regclass::text as "table",
           array(select a.attname::text from unnest(k.conkey) with ordinality as u (num, n)
                   join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = u.num order by u.n) as columns
      from pg_constraint as k where k.contype = 'p' and k.connamespace = 'public'::regnamespace`;
  const references = await sql<(Reference & { source: string })[]>`
    select c.relname as source, r.relname as "table",
           array(select a.attname::text from unnest(k.conkey) with ordinality as u (num, n)
                   join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = u.num order by u.n) as columns,
           array(select a.attname::text from unnest(k.confkey) with ordinality as u (num, n)
                   join pg_attribute as a on a.attrelid = k.confrelid and a.attnum = u.num order by u.n) as targets
      from pg_constraint as k join pg_class as c on c.oid = k.conrelid join pg_class as r on r.oid = k.confrelid
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace and r.relnamespace = 'public'::regnamespace order by k.oid`;
  return Map.groupBy(columns, (row) => row.table)
    .entries()
    .map(([name, rows]): Table => {
      const key = keys.find((row) => row.table.replace(/^public\./, "") === name)?.columns;
      return {
        name,
        kind: rows[0]?.kind === "v" || rows[0]?.kind === "m" ? "view" : "table",
        columns: rows.map((row) => ({
          name: row.name,
          type: row.type,
          required: row.required,
          choices: literals(row.choice),
        })),
        key: key ?? ["id", "tenant_id", "outlet_id"].filter((column) => rows.some((row) => row.name === column)),
        references: references.filter((row) => row.source === name),
      };
    })
    .toArray();
}

export async function readPolicies(sql: Handle, schema: string, table: string): Promise<Policy[]> {
  return sql<Policy[]>`
    select c.relname as "table", p.polname as name, pg_get_expr(p.polqual, p.polrelid) as "using", pg_get_expr(p.polwithcheck, p.polrelid) as "check",
           case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command
      from pg_policy as p join pg_class as c on c.oid = p.polrelid
     where c.relnamespace = ${schema}::regnamespace and c.relname = ${table} order by 2`;
}

/** Which role may do what: the table that policies and functions read. */
export async function readCapabilities(sql: Handle): Promise<Map<string, Set<string>>> {
  const rows = await sql<
    { role: string; capability: string }[]
  >`select role, capability from private.role_capabilities order by 2, 1`;
  return new Map(
    Map.groupBy(rows, (row) => row.capability)
      .entries()
      .map(([capability, held]) => [capability, new Set(held.map((row) => row.role))] as const),
  );
}
