/** Probes for the triggers that many tables share, one per trigger function. */
import type { TransactionSql } from "postgres";
import { z } from "zod";
import { attempt, demand } from "./attempt";
import type { Catalog, Column, Table, Trigger } from "./catalog";
import { redacting } from "./redacting";
import {
  changeRow,
  deleteRow,
  freeColumns,
  freshRow,
  otherValue,
  primaryKey,
  type Row,
  rowsOf,
  updateRow,
} from "./rows";

export type Probe = (tx: TransactionSql, catalog: Catalog, trigger: Trigger) => Promise<void>;

/** What makes a copy one that may still be changed. */
export const EDITABLE: Record<string, Row> = {
  "public.breaches": { closed_at: null },
  "public.cash_movements": { kind: "pay_in", amount_sen: 500, reason: "syiling" },
};

const LONG_AGO = "2001-01-01T00:00:00+00:00";

/** Whatever an update says, `updated_at` becomes now. */
export const touch: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const after = await updateRow(tx, table, await freshRow(tx, catalog, trigger.table, EDITABLE[trigger.table]), {
    updated_at: LONG_AGO,
  });
  demand(!String(after["updated_at"]).startsWith("2001-"), "an update may set updated_at to anything");
};

/** Neither the table's owner nor anybody else changes or removes a row. */
export const appendOnly: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const [row] = await rowsOf(tx, trigger.table, "true", 1);
  demand(row !== undefined, `no row of ${trigger.table} to try`);
  await onlyTheseBlanked(tx, table, row, trigger.args);
  const untouched: Row = Object.fromEntries(primaryKey(table).map((name) => [name, row[name]]));
  const writable = table.columns.find((column) => !column.isComputed)?.name ?? "tenant_id";
  for (const [isOn, what, work] of [
    [
      trigger.onUpdate,
      "an update",
      (inner: TransactionSql) => updateRow(inner, table, untouched, { [writable]: row[writable] }),
    ],
    [trigger.onDelete, "a delete", (inner: TransactionSql) => deleteRow(inner, table, untouched)],
  ] as const) {
    if (!isOn) continue;
    const answer = await attempt<unknown>(tx, work);
    demand(!answer.ok, `${what} was let through`);
    demand(answer.error.message === "ledger.append_only", `${what} was stopped by "${answer.error.message}" only`);
  }
};

/** Its exception, where it has one: the named columns may be blanked while a person is being erased, and no others. */
async function onlyTheseBlanked(tx: TransactionSql, table: Table, row: Row, exempt: string[]): Promise<void> {
  if (exempt.length === 0) return;
  const change = async (column: Column) =>
    attempt(tx, (inner) => updateRow(inner, table, row, { [column.name]: otherValue(column, row[column.name]) }));
  await redacting(tx, row["tenant_id"], async () => {
    for (const column of freeColumns(table)) {
      if (exempt.includes(column.name)) continue;
      const answer = await change(column);
      demand(
        !answer.ok && answer.error.message === "ledger.append_only",
        `${column.name} may change while a person is erased`,
      );
    }
  });
}

/** Emptying the table passes row triggers by, so it has one of its own. With `cascade`, because most tables are referred to. */
export const noTruncate: Probe = async (tx, _catalog, trigger) => {
  const answer = await attempt(tx, (inner) => inner.unsafe(`truncate ${trigger.table} cascade`));
  demand(!answer.ok, "truncate was let through");
  const told = z.object({ table: z.string() }).safeParse(JSON.parse(answer.error.detail || "{}"));
  demand(
    answer.error.message === "ledger.append_only" && `${trigger.table}`.endsWith(`.${told.data?.table}`),
    `truncate was stopped by "${answer.error.message}" of ${told.data?.table} only`,
  );
};

const entrySchema = z.object({
  action: z.string(),
  actor: z.string(),
  person_id: z.string().nullable(),
  tenant_id: z.string(),
  row_id: z.string(),
  request_id: z.string().nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
type Entry = z.infer<typeof entrySchema>;

export const PERSON = "probe-person";
export const REQUEST = "probe-request";

/** From here on the transaction is a request of a person, as the API hands it over. */
export async function asRequest(tx: TransactionSql): Promise<void> {
  await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: PERSON, role: "authenticated" })}, true),
    set_config('request.headers', ${JSON.stringify({ "x-request-id": REQUEST })}, true)`;
}

/** What the audit log says about this table since the work began. */
export async function audited(tx: TransactionSql, table: string, work: () => Promise<unknown>): Promise<Entry[]> {
  const [last] = await tx<{ id: string }[]>`select coalesce(max(id), 0)::text as id from public.audit_log`;
  await work();
  const [, bare = ""] = table.split(".");
  const rows =
    await tx`select * from public.audit_log where id > ${last?.id ?? "0"} and table_name = ${bare} order by id`;
  return z.array(entrySchema).parse(rows);
}

const isHidden = (value: unknown): boolean =>
  value === undefined || value === null || String(value).startsWith("[hidden]");

/** One entry, by the person of the request, about this row, with the columns in `hidden` covered. */
export function demandEntry(entries: Entry[], action: string, row: Row, hidden: string[]): Entry {
  const [entry, second] = entries.filter((candidate) => candidate.action === action);
  demand(entry !== undefined, `${action}: no entry`);
  demand(second === undefined, `${action}: two entries`);
  demand(entry.tenant_id === (row["tenant_id"] ?? row["id"]), `${action}: the entry names another tenant`);
  demand(entry.actor === "user" && entry.person_id === PERSON, `${action}: the entry does not name the person`);
  demand(entry.request_id === REQUEST, `${action}: the entry does not name the request`);
  demand(entry.row_id !== "?", `${action}: the entry does not say which row`);
  for (const column of hidden) {
    demand(
      isHidden(entry.before?.[column]) && isHidden(entry.after?.[column]),
      `${action}: ${column} is in the log in clear`,
    );
  }
  return entry;
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** A fresh row with something in each column that the log must cover. */
async function rowWithSecrets(tx: TransactionSql, catalog: Catalog, trigger: Trigger): Promise<Row> {
  const given = EDITABLE[trigger.table] ?? {};
  const hidden = catalog.table(trigger.table).columns.filter((column) => trigger.args.includes(column.name));
  for (const sample of await rowsOf(tx, trigger.table)) {
    const empty = hidden.filter((column) => sample[column.name] === null);
    const filled = Object.fromEntries(empty.map((column) => [column.name, otherValue(column, null)]));
    const made = await attempt(tx, (inner) =>
      freshRow(inner, catalog, trigger.table, { ...filled, ...given }, { from: [sample] }),
    );
    if (made.ok) return made.value;
  }
  return freshRow(tx, catalog, trigger.table, given);
}

/** Who, what, before and after: the changed columns and no others. */
export const audit: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  await asRequest(tx);
  let row: Row = {};
  const made = await audited(tx, trigger.table, async () => {
    row = await rowWithSecrets(tx, catalog, trigger);
  });
  // A fresh row may bring others of its table along (copied parents); the one asked about is the last.
  if (trigger.onInsert)
    demandEntry(made.filter((entry) => entry.action === "insert").slice(-1), "insert", row, trigger.args);
  if (trigger.onUpdate) row = await auditedChanges(tx, catalog, trigger, row);
  if (!trigger.onDelete) return;
  let count = 0;
  const gone = await audited(tx, trigger.table, async () => {
    const removal = await attempt(tx, (inner) => deleteRow(inner, table, row));
    count = removal.ok ? removal.value : 0;
  });
  // Where a ledger rule or a reference forbids it, a delete does not happen and there is nothing to log.
  if (count > 0) {
    const entry = demandEntry(gone, "delete", row, trigger.args);
    demand(entry.after === null && entry.before !== null, "delete: the entry does not keep what was there");
  }
};

async function auditedChanges(tx: TransactionSql, catalog: Catalog, trigger: Trigger, start: Row): Promise<Row> {
  const table = catalog.table(trigger.table);
  const isWatched = (name: string) => trigger.ofColumns.length === 0 || trigger.ofColumns.includes(name);
  const hidden = table.columns.filter(({ name }) => trigger.args.includes(name) && isWatched(name));
  let row = start;
  for (const among of [freeColumns(table, trigger.ofColumns), ...hidden.map((column) => [column])]) {
    const before = row;
    let column: string | undefined;
    let refusal = "";
    const entries = await audited(tx, trigger.table, async () => {
      const changed = await changeRow(tx, table, row, among);
      if ("refusal" in changed) refusal = changed.refusal;
      else ({ after: row, column } = changed);
    });
    if (column === undefined) {
      demand(refusal === "ledger.append_only" || among.length === 1, `no column could be changed: ${refusal}`);
      continue;
    }
    const entry = demandEntry(entries, "update", row, trigger.args);
    const changed = Object.keys(row).filter((name) => name !== "updated_at" && !same(row[name], before[name]));
    for (const side of [entry.before, entry.after]) {
      demand(
        same(Object.keys(side ?? {}).sort(), changed.sort()),
        `update: the entry holds ${Object.keys(side ?? {}).join(", ")}, changed was ${changed.join(", ")}`,
      );
    }
    if (!trigger.args.includes(column))
      demand(same(entry.after?.[column], row[column]), "update: the entry holds another value");
  }
  return row;
}
