import { z } from "zod";
import type { ListParams, ListTotal } from "@/lib/core/list-params";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import { listTotal } from "@/lib/db/list-total";
import { STOCK_STATES, type StockState } from "@/lib/inventory/schema";

const stockRow = z.object({
  id: z.uuid(),
  sku: z.string(),
  barcode: z.string().nullable(),
  name: z.string(),
  kind: z.enum(["product", "service"]),
  unit: z.string(),
  category: z.string().nullable(),
  price_sen: z.number(),
  reorder_level: z.coerce.number(),
  is_active: z.boolean(),
  on_hand: z.coerce.number(),
  stock_state: z.enum(STOCK_STATES),
});
export type StockRow = z.infer<typeof stockRow>;

export interface StockFilters {
  outletId: string;
  q: string;
  state: StockState | null;
  category: string | null;
  kind: string | null;
  /** true: sold, false: no longer sold, null: both. */
  active: boolean | null;
}

const COLUMNS =
  "id, sku, barcode, name, kind, unit, category, price_sen, reorder_level, is_active, on_hand, stock_state";

function filtered(db: UserDb, tenantId: string, f: StockFilters, columns = COLUMNS) {
  let query = db.from("stock_list").select(columns).eq("tenant_id", tenantId).eq("outlet_id", f.outletId);
  if (f.active !== null) query = query.eq("is_active", f.active);
  for (const word of f.q.toLowerCase().split(/\s+/).filter(Boolean)) {
    query = query.like("search_text", `%${word.replace(/[\\%_]/g, (match) => `\\${match}`)}%`);
  }
  if (f.state) query = query.eq("stock_state", f.state);
  if (f.category) query = query.eq("category", f.category);
  if (f.kind) query = query.eq("kind", f.kind);
  return query;
}

export async function listStock(
  db: UserDb,
  tenantId: string,
  filters: StockFilters,
  p: ListParams,
): Promise<Result<{ rows: StockRow[]; total: ListTotal }>> {
  const [page, total] = await Promise.all([
    filtered(db, tenantId, filters).order(p.sort, { ascending: !p.descending }).order("id").range(p.from, p.to),
    listTotal(filtered(db, tenantId, filters, "id"), p.from),
  ]);
  if (page.error) return fromPg(page.error);
  return total.ok ? ok({ rows: z.array(stockRow).parse(page.data), total: total.value }) : total;
}

const EXPORT_PAGE = 1000;

/** Everything the filters match, read in pages as the API hands out at most so many rows at once. */
export async function exportStock(db: UserDb, tenantId: string, filters: StockFilters): Promise<Result<StockRow[]>> {
  const rows: StockRow[] = [];
  for (let from = 0; ; from += EXPORT_PAGE) {
    const { data, error } = await filtered(db, tenantId, filters)
      .order("name")
      .order("id")
      .range(from, from + EXPORT_PAGE - 1);
    if (error) return fromPg(error);
    rows.push(...z.array(stockRow).parse(data));
    if (data.length < EXPORT_PAGE) return ok(rows);
  }
}

const moveRow = z.object({
  id: z.number(),
  outlet_id: z.uuid(),
  quantity: z.coerce.number(),
  reason: z.enum(["sale", "return", "receive", "adjust", "repair", "transfer"]),
  source_type: z.string(),
  source_id: z.string(),
  note: z.string().nullable(),
  created_by: z.string(),
  created_at: z.string(),
});
export type StockMove = z.infer<typeof moveRow>;

export interface ProductStock {
  levels: { outletId: string; onHand: number }[];
  moves: StockMove[];
  total: number;
  names: Map<string, string>;
}

/** What is where, and how it came to be. */
export async function getProductStock(
  db: UserDb,
  tenantId: string,
  productId: string,
  p: Pick<ListParams, "from" | "to">,
): Promise<Result<ProductStock>> {
  const [levels, moves] = await Promise.all([
    db.from("stock_levels").select("outlet_id, on_hand").eq("tenant_id", tenantId).eq("product_id", productId),
    db
      .from("stock_moves")
      .select("id, outlet_id, quantity, reason, source_type, source_id, note, created_by, created_at", {
        count: "exact",
      })
      .eq("tenant_id", tenantId)
      .eq("product_id", productId)
      .order("id", { ascending: false })
      .range(p.from, p.to),
  ]);
  if (levels.error) return fromPg(levels.error);
  if (moves.error) return fromPg(moves.error);
  const rows = z.array(moveRow).parse(moves.data);
  const people = await db
    .from("people")
    .select("user_id, name")
    .in("user_id", [...new Set(rows.map((row) => row.created_by))]);
  if (people.error) return fromPg(people.error);
  return ok({
    levels: levels.data.map((row) => ({ outletId: row.outlet_id, onHand: Number(row.on_hand) })),
    moves: rows,
    total: moves.count ?? 0,
    names: new Map(people.data.map((person) => [person.user_id, person.name])),
  });
}
