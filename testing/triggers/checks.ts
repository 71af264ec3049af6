/** Probes for check constraints: some value of their columns must be refused by them and by nothing else. */
import type { TransactionSql } from "postgres";
import { attempt, demand, undone } from "./attempt";
import type { Catalog, Check, Column, Table } from "./catalog";
import { freshRow, type Row, rowsOf, updateRow } from "./rows";

const VIOLATION = "23514";
const SAMPLES = 4;

/** Values of a type that hardly any rule allows all of. */
function extremes(column: Column): unknown[] {
  const none = column.isNullable ? [null] : [];
  if (column.type === "text") return ["?", "", "x".repeat(25_000), "Zz", ...none];
  if (["smallint", "integer", "bigint", "numeric"].includes(column.type)) return [-7, 0, 1, 30_000, ...none];
  if (column.type === "bigint" || column.type === "numeric") return [1e15];
  if (column.type === "boolean") return [true, false, ...none];
  if (column.type === "date" || column.type.startsWith("timestamp")) return ["1900-01-01", "2900-01-01", ...none];
  if (column.type === "jsonb") return ["x", [], {}, ...none];
  if (column.type === "text[]") return [["?"], [], ...none];
  if (column.type === "bytea") return ["\\x00"];
  if (column.type === "uuid") return ["00000000-0000-4000-8000-000000000000", ...none];
  return none;
}

/** One column at a time, then two together. */
function* trials(columns: Column[]): Generator<Row> {
  for (const column of columns) for (const value of extremes(column)) yield { [column.name]: value };
  for (const [at, first] of columns.entries()) {
    for (const second of columns.slice(at + 1)) {
      for (const one of extremes(first)) {
        for (const two of extremes(second)) yield { [first.name]: one, [second.name]: two };
      }
    }
  }
}

/** Where a single value trips over another rule first. */
const HINTS: Record<string, Row> = {
  cash_movements_reason_given: { kind: "pay_in", amount_sen: 5, reason: null },
  breaches_reason: { notify: "none", notify_reason: null, closed_at: null },
  orders_subtotal_sen_check: { subtotal_sen: -7, tax_sen: 7, total_sen: 0 },
  orders_tax_sen_check: { subtotal_sen: 7, tax_sen: -7, total_sen: 0 },
  orders_thanks_reason_check: { thanked: false, thanks_reason: "?" },
  platform_settings_value_check: { name: "wa_web_version", value: "" },
  products_kind_check: { kind: "?", tax_code: "NONE" },
  refund_payments_transfer_reference: { method: "transfer", reference: null },
  refunds_total_sen_check: { taxable_sen: 0, tax_sen: 0, rounding_sen: -7, total_sen: -7 },
  sale_payments_transfer_reference: { method: "transfer", reference: null, tendered_sen: null },
  sales_discount_sen_check: { discount_sen: -7, discount_reason: "probe" },
  sales_order_discount_sen_check: { order_discount_sen: -7, discount_reason: "probe" },
  sales_total_sen_check: {
    subtotal_sen: -7,
    discount_sen: 0,
    order_discount_sen: 0,
    tax_sen: 0,
    rounding_sen: 0,
    total_sen: -7,
  },
  secrets_ciphertext: { ciphertext: "v1.1.x" },
};

/** Said by another rule as well, which speaks first. */
const IMPLIED: Record<string, string> = { invoices_total_sen_check: "invoices_paid_within_total" };

export const isImplied = (check: Check): boolean => check.name in IMPLIED;

interface Trial {
  sample: Row;
  given: Row;
  how: "insert" | "update";
}

/** What the rule refused when it was last seen at work: asked again at once, so that its absence shows at once. */
const refusedBefore = new Map<string, Trial>();

async function isRefused(
  tx: TransactionSql,
  catalog: Catalog,
  table: Table,
  check: Check,
  { sample, given, how }: Trial,
): Promise<boolean> {
  const made = await attempt(tx, async (inner) =>
    how === "insert"
      ? freshRow(inner, catalog, table.name, given, { from: [sample] })
      : updateRow(inner, table, await freshRow(inner, catalog, table.name, {}, { from: [sample] }), given),
  );
  return !made.ok && made.error.code === VIOLATION && made.error.constraint_name === check.name;
}

/** A row that breaks the rule is refused by it, whoever writes it. */
export function probeCheck(tx: TransactionSql, catalog: Catalog, table: Table, check: Check): Promise<void> {
  const columns = table.columns.filter((column) => check.columns.includes(column.name) && !column.isComputed);
  const name = `${table.name} ${check.name}`;
  return undone(
    (run) => tx.savepoint(run),
    async (inner) => {
      const known = refusedBefore.get(name);
      if (known)
        return demand(
          await isRefused(inner, catalog, table, check, known),
          `${name}: ${JSON.stringify(known.given)} is let through`,
        );
      const hint = HINTS[check.name];
      for (const sample of await rowsOf(inner, table.name, "true", SAMPLES)) {
        for (const how of ["insert", "update"] as const) {
          for (const given of hint ? [hint] : trials(columns)) {
            const trial = { sample, given, how };
            if (!(await isRefused(inner, catalog, table, check, trial))) continue;
            refusedBefore.set(name, trial);
            return;
          }
        }
      }
      demand(false, `${name}: nothing is refused by it`);
    },
  );
}
