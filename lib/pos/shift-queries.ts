import type { ListParams } from "@/lib/core/list-params";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import {
  type OpenShift,
  openShifts,
  type ShiftTotals,
  shiftTotals,
  type ZReport,
  type ZRow,
  zReport,
  zRows,
} from "@/lib/pos/shift-schema";

export async function listOpenShifts(db: UserDb, tenantId: string, outletId?: string): Promise<Result<OpenShift[]>> {
  let query = db
    .from("shifts")
    .select("id, outlet_id, opened_at, opened_by")
    .eq("tenant_id", tenantId)
    .is("closed_at", null);
  if (outletId) query = query.eq("outlet_id", outletId);
  const { data, error } = await query.order("opened_at");
  return error ? fromPg(error) : ok(openShifts.parse(data));
}

/** The X report: what a running shift came to so far. */
export async function getShiftReport(db: UserDb, shiftId: string): Promise<Result<ShiftTotals>> {
  const { data, error } = await db.rpc("shift_report", { p_shift_id: shiftId });
  return error ? fromPg(error) : ok(shiftTotals.parse(data));
}

const Z_COLUMNS =
  "id, number, outlet_id, created_at, business_date, closed_by, counted_sen, expected_sen, difference_sen, forced";

export async function listZReports(
  db: UserDb,
  tenantId: string,
  p: ListParams & { outletId: string | null },
): Promise<Result<{ rows: ZRow[]; total: number }>> {
  let query = db.from("z_reports").select(Z_COLUMNS, { count: "exact" }).eq("tenant_id", tenantId);
  if (p.outletId) query = query.eq("outlet_id", p.outletId);
  if (p.q) query = query.ilike("number", `%${p.q.replace(/[\\%_]/g, (match) => `\\${match}`)}%`);
  const { data, error, count } = await query.order(p.sort, { ascending: !p.descending }).range(p.from, p.to);
  return error ? fromPg(error) : ok({ rows: zRows.parse(data), total: count ?? 0 });
}

/** Null when there is none to see. */
export async function getZReport(db: UserDb, tenantId: string, id: string): Promise<Result<ZReport | null>> {
  const { data, error } = await db
    .from("z_reports")
    .select(`${Z_COLUMNS}, reason, counts, totals, shifts(opened_at, opened_by)`)
    .eq("tenant_id", tenantId)
    .eq("id", id)
    .maybeSingle();
  return error ? fromPg(error) : ok(data ? zReport.parse(data) : null);
}

/** Names of people by their ids. */
export async function namesOf(db: UserDb, ids: readonly string[]): Promise<Result<Map<string, string>>> {
  const { data, error } = await db
    .from("people")
    .select("user_id, name")
    .in("user_id", [...new Set(ids)]);
  return error ? fromPg(error) : ok(new Map(data.map((row) => [row.user_id, row.name])));
}
