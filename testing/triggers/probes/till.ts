/** Shifts and approvals: rows that change once. */
import type { TransactionSql } from "postgres";
import { demand, refused } from "../attempt";
import type { Catalog } from "../catalog";
import { asRequest, audited, demandEntry, type Probe } from "../generic";
import { deleteRow, freshRow, type Row, updateRow } from "../rows";

async function openShift(tx: TransactionSql, catalog: Catalog): Promise<Row> {
  const { tenant_id, id: outlet_id } = await freshRow(tx, catalog, "public.outlets");
  return freshRow(tx, catalog, "public.shifts", { tenant_id, outlet_id, closed_at: null, closed_by: null });
}

const CLOSED = { closed_at: "2026-01-01T00:00:00Z", closed_by: "probe" };

const shiftsCloseOnce: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const shift = await openShift(tx, catalog);
  await refused(tx, "ledger.append_only", "another float", (inner) => updateRow(inner, table, shift, { float_sen: 5 }));
  await refused(tx, "ledger.append_only", "a float changed in closing", (inner) =>
    updateRow(inner, table, shift, { ...CLOSED, float_sen: 5 }),
  );
  await refused(tx, "ledger.append_only", "a delete", (inner) => deleteRow(inner, table, shift));
  await updateRow(tx, table, shift, CLOSED);
  await refused(tx, "ledger.append_only", "opening it again", (inner) =>
    updateRow(inner, table, shift, { closed_at: null, closed_by: null }),
  );
};

const shiftsAudit: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  await asRequest(tx);
  let shift: Row = {};
  const opened = await audited(tx, trigger.table, async () => {
    shift = await openShift(tx, catalog);
  });
  demandEntry(opened, "insert", shift, trigger.args);
  const closed = await audited(tx, trigger.table, () => updateRow(tx, table, shift, CLOSED));
  const entry = demandEntry(closed, "update", shift, trigger.args);
  demand(entry.after?.["closed_by"] === "probe", "closing is told without who closed");
};

const approvalsUseOnce: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const approval = await freshRow(tx, catalog, trigger.table, { used_at: null });
  await refused(tx, "ledger.append_only", "a longer life", (inner) =>
    updateRow(inner, table, approval, { expires_at: "2999-01-01T00:00:00Z" }),
  );
  await refused(tx, "ledger.append_only", "a delete", (inner) => deleteRow(inner, table, approval));
  await updateRow(tx, table, approval, { used_at: "2026-01-01T00:00:00Z" });
  await refused(tx, "ledger.append_only", "another use", (inner) =>
    updateRow(inner, table, approval, { used_at: "2026-01-02T00:00:00Z" }),
  );
};

export const TILL_PROBES: Record<string, Probe> = {
  shifts_close_once: shiftsCloseOnce,
  "public.shifts.shifts_audit": shiftsAudit,
  approvals_use_once: approvalsUseOnce,
};
