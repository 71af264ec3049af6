import { z } from "zod";
import type { ListParams, ListTotal } from "@/lib/core/list-params";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import { listTotal } from "@/lib/db/list-total";
import { ORDER_STATUSES, type OrderStatus } from "@/lib/orders/kinds";

const status = z.enum(ORDER_STATUSES);
const orderRow = z.object({
  id: z.uuid(),
  number: z.string(),
  external_ref: z.string().nullable(),
  customer_name: z.string().nullable(),
  customers: z.object({ name: z.string() }).nullable(),
  status,
  total_sen: z.number(),
  outlet_id: z.uuid(),
  created_at: z.string(),
});
export type OrderRow = z.infer<typeof orderRow>;

export interface OrderFilter {
  status: OrderStatus | null;
  outletId: string | null;
}

export async function listOrders(
  db: UserDb,
  tenantId: string,
  p: Pick<ListParams, "q" | "sort" | "descending" | "from" | "to">,
  f: OrderFilter,
): Promise<Result<{ rows: OrderRow[]; total: ListTotal }>> {
  const filtered = (columns: string) => {
    let query = db.from("orders").select(columns).eq("tenant_id", tenantId);
    if (f.status) query = query.eq("status", f.status);
    if (f.outletId) query = query.eq("outlet_id", f.outletId);
    if (p.q) {
      // Commas, parentheses and quotes would end the expression of `or`.
      const like = `%${p.q.replace(/[(),."\\%_*:]/g, " ").trim()}%`;
      query = query.or(`number.ilike.${like},external_ref.ilike.${like},customer_name.ilike.${like}`);
    }
    return query;
  };
  const columns = "id, number, external_ref, customer_name, customers(name), status, total_sen, outlet_id, created_at";
  const [page, total] = await Promise.all([
    filtered(columns).order(p.sort, { ascending: !p.descending }).order("id").range(p.from, p.to),
    listTotal(filtered("id"), p.from),
  ]);
  if (page.error) return fromPg(page.error);
  return total.ok ? ok({ rows: z.array(orderRow).parse(page.data), total: total.value }) : total;
}

const order = orderRow.extend({
  customer_id: z.uuid(),
  customers: z.object({ name: z.string(), phone_masked: z.string().nullable() }).nullable(),
  subtotal_sen: z.number(),
  tax_sen: z.number(),
  note: z.string().nullable(),
  thanked: z.boolean(),
  thanks_reason: z.enum(["no_consent", "no_address"]).nullable(),
  sale_id: z.uuid().nullable(),
  status_at: z.string(),
  order_lines: z.array(
    z.object({
      line_no: z.number(),
      product_id: z.uuid().nullable(),
      description: z.string(),
      quantity: z.coerce.number(),
      unit_price_sen: z.number(),
      tax_rate_bp: z.number(),
      tax_sen: z.number(),
      total_sen: z.number(),
      products: z.object({ price_sen: z.number(), is_active: z.boolean() }).nullable(),
    }),
  ),
});
export type Order = z.infer<typeof order>;

/** The order with what may be done next; null when there is none to see. */
export async function getOrder(
  db: UserDb,
  tenantId: string,
  id: string,
): Promise<Result<{ order: Order; next: OrderStatus[] } | null>> {
  const [found, moves] = await Promise.all([
    db
      .from("orders")
      .select(
        `id, number, external_ref, customer_id, customer_name, customers(name, phone_masked), status, subtotal_sen, tax_sen, total_sen, note,
         thanked, thanks_reason, sale_id, outlet_id, status_at, created_at,
         order_lines(line_no, product_id, description, quantity, unit_price_sen, tax_rate_bp, tax_sen, total_sen, products(price_sen, is_active))`,
      )
      .eq("tenant_id", tenantId)
      .eq("id", id)
      .order("line_no", { referencedTable: "order_lines" })
      .maybeSingle(),
    db.rpc("order_moves", { p_order_id: id }),
  ]);
  if (found.error) return fromPg(found.error);
  if (moves.error) return fromPg(moves.error);
  if (!found.data) return ok(null);
  return ok({ order: order.parse(found.data), next: z.array(status).parse(moves.data.map((row) => row.to_status)) });
}

export const customerOf = (row: Pick<OrderRow, "customer_name" | "customers">): string =>
  row.customer_name ?? row.customers?.name ?? "–";

/** Goods of the catalogue that are still sold: what the counter can ring up. Free text it cannot. */
export const isSellable = (found: Order): boolean =>
  found.order_lines.every((line) => line.product_id !== null && line.products?.is_active === true);
