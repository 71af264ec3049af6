/** Rows for the tables that the demo shops leave empty, so that every table has one to copy. */
import type { Sql, TransactionSql } from "postgres";
import { attempt, inRollback } from "./attempt";
import type { Catalog, Column, Table } from "./catalog";
import { insertRow, otherValue, type Row, rowsOf } from "./rows";

const NO_HASH = `\\x${"00".repeat(32)}`;

/** What a value of the right type alone does not satisfy. */
const STARTERS: Record<string, Row> = {
  "private.audit_chain": { hash: NO_HASH, previous_hash: NO_HASH },
  "private.clerk_objects": { kind: "user" },
  "private.wa_auth": { value: `v1.1.${"A".repeat(16)}.${"A".repeat(22)}` },
  "private.cloud_numbers": { phone_number_id: "106540352242922", waba_id: "102290129340398" },
  "private.wa_pending_changes": { change: "revoke" },
  "private.wa_preferences": { kind: "phone", wish: "stop" },
  "private.wa_unknown": { kind: "number" },
  "private.wa_webhooks": { hash: "0".repeat(64) },
  "public.wa_templates": { name: "receipt_v1", language: "ms", category: "UTILITY" },
  "private.wa_sent": { value: `v1.1.${"A".repeat(16)}.${"A".repeat(22)}` },
  "private.platform_settings": { name: "wa_web_version" },
  "private.staff_pins": { verifier_hash: "0".repeat(64) },
  "private.secrets": { ciphertext: `v1.1.${"A".repeat(16)}.${"A".repeat(22)}` },
};

const plainValue = (column: Column): unknown => {
  if (column.type === "bytea") return "\\x70726f6265";
  if (column.type.endsWith("[]")) return [];
  return otherValue(column, null);
};

/** A row here is a state of its own: with one, the ledgers of its tenant may be blanked. */
const STAYS_EMPTY = ["private.redactions"];

/** Every column that must be given: references to what is there, plain values, and what the table insists on. */
export async function starter(tx: TransactionSql, table: Table, tenant: unknown): Promise<Row> {
  const row: Row = {};
  for (const reference of table.references) {
    const isNeeded = table.columns.some((column) => reference.columns.includes(column.name) && !column.isNullable);
    if (!isNeeded) continue;
    const ofTenant = reference.columns.includes("tenant_id")
      ? reference.targetColumns[reference.columns.indexOf("tenant_id")]
      : undefined;
    const [target] = await rowsOf(tx, reference.target, ofTenant ? `"${ofTenant}" = '${tenant}'` : "true", 1);
    reference.columns.forEach((name, at) => {
      row[name] = target?.[reference.targetColumns[at] ?? ""];
    });
  }
  for (const column of table.columns) {
    if (column.name === "tenant_id") row["tenant_id"] = tenant;
    else if (!(column.name in row) && !column.isNullable && !column.hasDefault) row[column.name] = plainValue(column);
  }
  return { ...row, ...STARTERS[table.name] };
}

/** Fills what is empty, parents before children. Returns what stays empty and why: nothing could be shown about those tables. */
export async function fillEmptyTables(sql: Sql, catalog: Catalog): Promise<string[]> {
  const [busiest] = await sql<{ id: string }[]>`
    select t.id from public.tenants as t left join public.sales as s on s.tenant_id = t.id group by t.id order by count(s.id) desc limit 1`;
  let empty: string[] = [];
  for (let before = -1; empty.length !== before; ) {
    before = empty.length;
    empty = [];
    for (const table of catalog.tables) {
      const [row] = await inRollback(sql, (tx) => rowsOf(tx, table.name, "true", 1));
      if (row || STAYS_EMPTY.includes(table.name)) continue;
      const made = await sql.begin((tx) =>
        attempt(tx, async (inner) => insertRow(inner, table, await starter(inner, table, busiest?.id))),
      );
      if (!made.ok) empty.push(`${table.name}: ${made.error.message}`);
    }
  }
  return empty;
}
