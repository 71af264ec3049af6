/**
 * Rows for probes, made from rows that are there: a copy with fresh keys, a change of one column. Works for any table that has
 * a row, which the demo shops promise (isolation.db.test.ts).
 */
import { randomUUID } from "node:crypto";
import type { TransactionSql } from "postgres";
import { z } from "zod";
import { attempt } from "./attempt";
import type { Catalog, Column, Key, Table } from "./catalog";

const rowSchema = z.record(z.string(), z.unknown());
export type Row = z.infer<typeof rowSchema>;

const SAMPLES = 30;
const NUMBERS = ["smallint", "integer", "bigint"];
// By kind, so that a copy passes the same patterns: hexadecimal stays so.
const KINDS = ["abcdef", "ghijklmnopqrstuvwxyz", "ABCDEF", "GHIJKLMNOPQRSTUVWXYZ", "123456789"];

/** Another text of the same shape. */
const reshape = (text: string): string =>
  text.replace(/[a-zA-Z1-9]/g, (sign) => {
    const kind = KINDS.find((signs) => signs.includes(sign)) ?? sign;
    return kind[Math.floor(Math.random() * kind.length)] ?? sign;
  });

/** Another value of the column's type; undefined when nothing can be said about the type. */
export function otherValue(column: Column, value: unknown): unknown {
  switch (column.type) {
    case "text":
    case "character varying":
      return typeof value === "string" && /\p{L}|\d/u.test(value) ? reshape(value) : "probe";
    case "uuid":
      return randomUUID();
    case "boolean":
      return value !== true;
    case "smallint":
    case "integer":
    case "bigint":
    case "numeric":
      return Number(value ?? 0) + 1;
    case "date":
      return new Date(Date.now() + Math.ceil(Math.random() * 40_000) * 86_400_000).toISOString().slice(0, 10);
    case "timestamp with time zone":
      return new Date(Date.now() + Math.ceil(Math.random() * 1e9)).toISOString();
    case "jsonb":
      return Array.isArray(value)
        ? [...value, randomUUID()]
        : { ...rowSchema.safeParse(value).data, probe: randomUUID() };
    case "text[]":
      return [...(z.array(z.unknown()).safeParse(value).data ?? []), "probe"];
    default:
      return undefined;
  }
}

const pairs = async (rows: Promise<readonly { row: unknown }[]>): Promise<Row[]> =>
  (await rows).map((found) => rowSchema.parse(found.row));

export const rowsOf = (tx: TransactionSql, table: string, where = "true", limit = SAMPLES): Promise<Row[]> =>
  pairs(tx.unsafe<{ row: unknown }[]>(`select to_jsonb(t) as row from ${table} as t where ${where} limit ${limit}`));

export const primaryKey = (table: Table): string[] =>
  table.keys.find((key) => key.isPrimary)?.columns ?? table.columns.map((column) => column.name);

const values = (row: Row): string => JSON.stringify(row);

const quoted = (alias: string, names: string[]): string => names.map((name) => `${alias}."${name}"`).join(", ");

/** "where" over the row's primary key, with the row as $1. */
const sameRow = (table: Table): string =>
  `(${quoted("t", primaryKey(table))}) = (select ${quoted("k", primaryKey(table))}
    from jsonb_populate_record(null::${table.name}, $1::text::jsonb) as k)`;

export async function readAgain(tx: TransactionSql, table: Table, row: Row): Promise<Row | undefined> {
  return (
    await pairs(
      tx.unsafe<{ row: unknown }[]>(`select to_jsonb(t) as row from ${table.name} as t where ${sameRow(table)}`, [
        values(row),
      ]),
    )
  )[0];
}

export async function insertRow(tx: TransactionSql, table: Table, row: Row): Promise<Row> {
  const names = table.columns
    .filter((column) => !column.isComputed && column.name in row)
    .map((column) => `"${column.name}"`);
  const [made] = await pairs(
    tx.unsafe<{ row: unknown }[]>(
      `insert into ${table.name} as t (${names.join(", ")}) select ${names.join(", ")}
         from jsonb_populate_record(null::${table.name}, $1::text::jsonb) returning to_jsonb(t) as row`,
      [values(row)],
    ),
  );
  if (!made) throw new Error(`${table.name}: nothing was inserted`);
  return made;
}

/** Sets columns of one row; the row as it is afterwards, whatever triggers made of it. */
export async function updateRow(tx: TransactionSql, table: Table, row: Row, change: Row): Promise<Row> {
  const names = Object.keys(change);
  await tx.unsafe(
    `update ${table.name} as t set ${names.map((name) => `"${name}" = v."${name}"`).join(", ")}
       from jsonb_populate_record(null::${table.name}, $2::text::jsonb) as v where ${sameRow(table)}`,
    [values(row), values(change)],
  );
  return (await readAgain(tx, table, { ...row, ...change })) ?? row;
}

export async function deleteRow(tx: TransactionSql, table: Table, row: Row): Promise<number> {
  return (await tx.unsafe(`delete from ${table.name} as t where ${sameRow(table)}`, [values(row)])).count;
}

const pickIn = (row: Row, names: string[]): Row => Object.fromEntries(names.map((name) => [name, row[name]]));

async function isTaken(tx: TransactionSql, table: Table, key: Key, row: Row): Promise<boolean> {
  const names = key.columns.map((name) => `"${name}"`).join(", ");
  const [found] = await tx.unsafe(
    `select 1 from ${table.name} where (${names}) = (select ${names} from jsonb_populate_record(null::${table.name}, $1::text::jsonb)) limit 1`,
    [values(pickIn(row, key.columns))],
  );
  return found !== undefined;
}

/** Gives the row a value in this key that nobody else has, by the lightest change that does; never in the columns kept. */
async function freshen(
  tx: TransactionSql,
  catalog: Catalog,
  table: Table,
  key: Key,
  row: Row,
  kept: Row,
): Promise<void> {
  if (key.columns.some((name) => !(name in row) || row[name] === null) || !(await isTaken(tx, table, key, row))) return;
  const open = table.columns.filter((column) => key.columns.includes(column.name) && !(column.name in kept)).reverse();
  const isReference = (column: Column) => table.references.some((reference) => reference.columns.includes(column.name));
  const byDefault = open.find((column) => column.hasDefault && !isReference(column) && column.type !== "text");
  const own = open.find((column) => !isReference(column) && column.name !== "tenant_id");
  const empty = open.find((column) => column.isNullable);
  if (byDefault) delete row[byDefault.name];
  else if (own) {
    row[own.name] = NUMBERS.includes(own.type)
      ? 1_000_000 + Math.floor(Math.random() * 1e9)
      : otherValue(own, row[own.name]);
  } else if (empty) row[empty.name] = null;
  else if (open.length > 0) await freshenParent(tx, catalog, table, key, row);
}

/** The key is made of references: a copy of what it refers to is as fresh. */
async function freshenParent(tx: TransactionSql, catalog: Catalog, table: Table, key: Key, row: Row): Promise<void> {
  const isInKey = (name: string) => key.columns.includes(name);
  const reference =
    table.references.find((candidate) => candidate.columns.some((name) => name !== "tenant_id" && isInKey(name))) ??
    table.references.find((candidate) => candidate.columns.every(isInKey));
  if (!reference) throw new Error(`${table.name}: no way to a fresh ${key.name}`);
  const parent = await freshRow(tx, catalog, reference.target, {}, { tenant: row["tenant_id"] });
  reference.columns.forEach((name, at) => {
    row[name] = parent[reference.targetColumns[at] ?? ""];
  });
}

export interface FreshOptions {
  /** Copies one of these and no other. */
  from?: Row[];
  /** Copies a row of this tenant. */
  tenant?: unknown;
}

/** A new row of the table: a copy of one that is there, with `given` in it and every key made fresh. */
export async function freshRow(
  tx: TransactionSql,
  catalog: Catalog,
  name: string,
  given: Row = {},
  options: FreshOptions = {},
): Promise<Row> {
  const table = catalog.table(name);
  const hasTenant = table.columns.some((column) => column.name === "tenant_id");
  const where = typeof options.tenant === "string" && hasTenant ? `tenant_id = '${options.tenant}'` : "true";
  const samples = options.from ?? (await rowsOf(tx, name, where));
  let failure: Error = new Error(`${name}: no row to copy (${where})`);
  for (const sample of samples) {
    const row: Row = { ...sample, ...given };
    const made = await attempt(tx, async (inner) => {
      for (const key of table.keys) await freshen(inner, catalog, table, key, row, given);
      // A copied parent may have brought the row along, as a tenant does its intake form: then that is the fresh one.
      const hasOther = sample["tenant_id"] !== row["tenant_id"] && !("tenant_id" in given);
      const brought = hasOther ? await readAgain(inner, table, row) : undefined;
      if (brought && brought["tenant_id"] === row["tenant_id"]) return brought;
      return insertRow(inner, table, row);
    });
    if (made.ok) return made.value;
    failure = made.error;
  }
  throw failure;
}

/** Columns that may take another value without touching keys and references; only among `of` when it names any. */
export function freeColumns(table: Table, of: string[] = []): Column[] {
  const bound = new Set([
    ...table.keys.flatMap((key) => key.columns),
    ...table.references.flatMap((reference) => reference.columns),
    "tenant_id",
    "updated_at",
  ]);
  return table.columns.filter(
    (column) => !column.isComputed && !bound.has(column.name) && (of.length === 0 || of.includes(column.name)),
  );
}

/** Changes one column for real, whichever lets itself be changed. Undefined when none does, with the last refusal. */
export async function changeRow(
  tx: TransactionSql,
  table: Table,
  row: Row,
  among = freeColumns(table),
): Promise<{ after: Row; column: string } | { refusal: string }> {
  let refusal = "no column that could change";
  for (const column of among) {
    const value = otherValue(column, row[column.name]);
    if (value === undefined) continue;
    const done = await attempt(tx, (inner) => updateRow(inner, table, row, { [column.name]: value }));
    if (!done.ok) refusal = done.error.message;
    else if (JSON.stringify(done.value[column.name]) !== JSON.stringify(row[column.name]))
      return { after: done.value, column: column.name };
  }
  return { refusal };
}

export async function countRows(tx: TransactionSql, table: string, where: string): Promise<number> {
  const [row] = await tx.unsafe<{ n: number }[]>(`select count(*)::int as n from ${table} where ${where}`);
  return row?.n ?? 0;
}
