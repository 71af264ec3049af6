/** Probes for references and unique keys: what is wrong even when every policy and function lets it through. */
import type { TransactionSql } from "postgres";
import { attempt, demand, undone } from "./attempt";
import type { Catalog, Key, Reference, Table } from "./catalog";
import { freshRow, insertRow, otherValue, type Row, rowsOf } from "./rows";
import { starter } from "./starters";

const inSavepoint = <T>(tx: TransactionSql, work: (inner: TransactionSql) => Promise<T>): Promise<T> =>
  undone((run) => tx.savepoint(run), work);

/** What a row must also hold for its reference to be looked at. */
const COMPANIONS: Record<string, Row> = {
  // Only a part given back names the one it was taken with.
  ticket_parts_tenant_id_reverses_id_fkey: { quantity: -1 },
};

const VIOLATION = { reference: "23503", key: "23505" };

/** Copies rows until one is refused by the constraint asked about. */
async function demandRefusal(
  tx: TransactionSql,
  catalog: Catalog,
  table: Table,
  constraint: string,
  state: string,
  trials: { given: Row; from: Row[] }[],
): Promise<void> {
  const answers: string[] = [];
  for (const { given, from } of trials) {
    const made = await attempt(tx, (inner) => freshRow(inner, catalog, table.name, given, { from }));
    if (!made.ok && made.error.code === state && made.error.constraint_name === constraint) return;
    answers.push(made.ok ? "it was let through" : `refused by "${made.error.message}"`);
  }
  demand(false, `${table.name} ${constraint}: ${[...new Set(answers)].slice(0, 3).join("; ") || "no row to try with"}`);
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** What the reference would have to refuse: another tenant's row; a row that does not exist where it names no tenant. */
async function wrongTarget(
  tx: TransactionSql,
  catalog: Catalog,
  table: Table,
  reference: Reference,
  row: Row,
): Promise<Row> {
  const pointing = reference.columns.filter((name) => name !== "tenant_id");
  const isOfTenant = pointing.length > 0 && pointing.length < reference.columns.length;
  const others = isOfTenant ? await rowsOf(tx, reference.target, `tenant_id <> '${text(row["tenant_id"])}'`) : [];
  const foreign = others.length > 0 ? await freshRow(tx, catalog, reference.target, {}, { from: others }) : undefined;
  const columns = table.columns.filter((column) => (isOfTenant ? pointing : reference.columns).includes(column.name));
  return Object.fromEntries(
    columns.map((column) => {
      const there = reference.targetColumns[reference.columns.indexOf(column.name)] ?? "";
      return [column.name, foreign?.[there] ?? otherValue(column, "nobody")];
    }),
  );
}

/** A row that points to another tenant's row, or to nothing, is refused by this reference. */
export function probeReference(
  tx: TransactionSql,
  catalog: Catalog,
  table: Table,
  reference: Reference,
): Promise<void> {
  return inSavepoint(tx, async (inner) => {
    const [row] = await rowsOf(inner, table.name, "true", 1);
    demand(row !== undefined, `${table.name}: no row to copy`);
    const given = { ...(await wrongTarget(inner, catalog, table, reference, row)), ...COMPANIONS[reference.name] };
    const own = typeof row["tenant_id"] === "string" ? `tenant_id = '${row["tenant_id"]}'` : "true";
    const trials = (await rowsOf(inner, table.name, own)).map((sample) => ({ given, from: [sample] }));
    await demandRefusal(inner, catalog, table, reference.name, VIOLATION.reference, trials);
  });
}

/** A row that has something in every column of the key. */
async function filledRows(tx: TransactionSql, catalog: Catalog, table: Table, key: Key): Promise<Row[]> {
  const filled = key.columns.map((name) => `"${name}" is not null`).join(" and ");
  const rows = await rowsOf(tx, table.name, [filled, key.predicate ?? "true"].join(" and "));
  if (rows.length > 0) return rows;
  const [row] = await rowsOf(tx, table.name, key.predicate ?? "true", 1);
  if (!row)
    return [
      await insertRow(tx, table, await starter(tx, table, (await rowsOf(tx, "public.tenants", "true", 1))[0]?.["id"])),
    ];
  const given: Row = {};
  for (const column of table.columns.filter(
    (candidate) => key.columns.includes(candidate.name) && row[candidate.name] === null,
  )) {
    const reference = table.references.find((candidate) => candidate.columns.includes(column.name));
    const [target] = reference ? await rowsOf(tx, reference.target, `tenant_id = '${text(row["tenant_id"])}'`, 1) : [];
    given[column.name] = reference
      ? target?.[reference.targetColumns[reference.columns.indexOf(column.name)] ?? ""]
      : otherValue(column, null);
  }
  return [await freshRow(tx, catalog, table.name, given, { from: [row] })];
}

/** What is the same in this key arrives once. */
export function probeKey(tx: TransactionSql, catalog: Catalog, table: Table, key: Key): Promise<void> {
  return inSavepoint(tx, async (inner) => {
    const rows = await filledRows(inner, catalog, table, key);
    const trials = rows.map((row) => ({
      given: Object.fromEntries(key.columns.map((name) => [name, row[name]])),
      from: [row],
    }));
    await demandRefusal(inner, catalog, table, key.name, VIOLATION.key, trials);
  });
}

/** Ids that the database makes itself never arrive twice, and (tenant_id, id) is there for the references, which have probes of their own. */
export const isOwnId = (table: Table, key: Key): boolean =>
  key.columns.includes("id") && table.columns.some((column) => column.name === "id" && column.hasDefault);
