import { z } from "zod";
import type { ListParams, ListTotal } from "@/lib/core/list-params";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import { listTotal } from "@/lib/db/list-total";
import {
  type Catalogue,
  type CounterCustomer,
  catalogue,
  counterCustomer,
  type OpenTicket,
  openTicket,
  type TicketBill,
  ticketBill,
} from "@/lib/pos/schema";

export async function getCatalogue(db: UserDb, outletId: string): Promise<Result<Catalogue>> {
  const { data, error } = await db.rpc("counter_catalogue", { p_outlet: outletId });
  return error ? fromPg(error) : ok(catalogue.parse(data));
}

export async function getTicketBill(db: UserDb, outletId: string, ticketId: string): Promise<Result<TicketBill>> {
  const { data, error } = await db.rpc("ticket_bill", { p_outlet: outletId, p_ticket: ticketId });
  return error ? fromPg(error) : ok(ticketBill.parse(data));
}

/** Tickets with an approved price that nobody has paid: READY first, then the newest. */
export async function listOpenTickets(
  db: UserDb,
  tenantId: string,
  locale: "ms" | "en",
): Promise<Result<OpenTicket[]>> {
  const [tickets, statuses] = await Promise.all([
    db
      .from("repair_board")
      .select("id, number, customer_name, brand, model, phase, status, estimate_total_sen")
      .eq("tenant_id", tenantId)
      .eq("estimate_state", "approved")
      .is("settled_at", null)
      .neq("phase", "CANCELLED")
      .order("created_at", { ascending: false })
      .limit(200),
    db.from("repair_statuses").select("key, name_ms, name_en").eq("tenant_id", tenantId),
  ]);
  if (tickets.error) return fromPg(tickets.error);
  if (statuses.error) return fromPg(statuses.error);
  const names = new Map(statuses.data.map((status) => [status.key, locale === "ms" ? status.name_ms : status.name_en]));
  const rows = tickets.data.map((ticket) =>
    openTicket.parse({
      ...ticket,
      device: [ticket.brand, ticket.model].filter(Boolean).join(" "),
      status_name: names.get(ticket.status ?? "") ?? ticket.status,
      total_sen: ticket.estimate_total_sen ?? 0,
    }),
  );
  return ok(rows.sort((a, b) => Number(b.phase === "READY") - Number(a.phase === "READY")));
}

/** By name, or by phone when the person may see phones. */
export async function findCustomers(db: UserDb, tenantId: string, query: string): Promise<Result<CounterCustomer[]>> {
  const like = `%${query.replace(/[\\%_]/g, (match) => `\\${match}`)}%`;
  const digits = query.replace(/\D/g, "").replace(/^0+/, "");
  const byName = db
    .from("customers")
    .select("id, name, phone_masked")
    .eq("tenant_id", tenantId)
    .is("erased_at", null)
    .ilike("name", like)
    .order("created_at", { ascending: false })
    .limit(8);
  const byPhone =
    digits.length >= 4
      ? db
          .from("customer_contacts")
          .select("customers!inner(id, name, phone_masked)")
          .eq("tenant_id", tenantId)
          .like("phone", `%${digits}%`)
          .limit(8)
      : null;
  const [names, phones] = await Promise.all([byName, byPhone]);
  if (names.error) return fromPg(names.error);
  if (phones?.error) return fromPg(phones.error);
  const found = [...(phones?.data ?? []).map((row) => row.customers), ...names.data];
  const unique = new Map(found.map((row) => [row.id, counterCustomer.parse(row)]));
  return ok([...unique.values()].slice(0, 8));
}

const saleRow = z.object({
  id: z.uuid(),
  number: z.string(),
  created_at: z.string(),
  total_sen: z.number(),
  outlet_id: z.uuid(),
  sold_by: z.string(),
  customers: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  repair_tickets: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  sale_payments: z.array(z.object({ method: z.string(), status: z.string() })),
});
export type SaleRow = z.infer<typeof saleRow>;

type SaleFilters = ListParams & { outletId: string | null; method: string | null; from_date: string | null };

export async function listSales(
  db: UserDb,
  tenantId: string,
  p: SaleFilters,
): Promise<Result<{ rows: SaleRow[]; total: ListTotal }>> {
  const filtered = (columns: string) => {
    let query = db
      .from("sales")
      .select(p.method ? `${columns}, sale_payments!inner(method, status)` : columns)
      .eq("tenant_id", tenantId);
    if (p.outletId) query = query.eq("outlet_id", p.outletId);
    if (p.method) query = query.eq("sale_payments.method", p.method);
    if (p.from_date) query = query.gte("business_date", p.from_date);
    if (p.q) query = query.ilike("number", `%${p.q.replace(/[\\%_]/g, (match) => `\\${match}`)}%`);
    return query;
  };
  const columns = "id, number, created_at, total_sen, outlet_id, sold_by, customer_id, repair_tickets(id, number)";
  const [page, total] = await Promise.all([
    filtered(p.method ? columns : `${columns}, sale_payments(method, status)`)
      .order(p.sort, { ascending: !p.descending })
      .range(p.from, p.to),
    listTotal(filtered("id"), p.from),
  ]);
  if (page.error) return fromPg(page.error);
  if (!total.ok) return total;
  const data = z.array(z.looseObject({ customer_id: z.uuid().nullable() })).parse(page.data);
  // Asked for by themselves: other tables too refer to a sale and to a customer, and the API would not know which way is meant.
  const ids = [...new Set(data.flatMap((sale) => sale.customer_id ?? []))];
  const customers = await db.from("customers").select("id, name").eq("tenant_id", tenantId).in("id", ids);
  if (customers.error) return fromPg(customers.error);
  const byId = new Map(customers.data.map((customer) => [customer.id, customer]));
  const rows = data.map((sale) => ({ ...sale, customers: byId.get(sale.customer_id ?? "") ?? null }));
  return ok({ rows: z.array(saleRow).parse(rows), total: total.value });
}

export interface SaleLinks {
  customerId: string | null;
  ticketId: string | null;
  invoiceId: string | null;
  outletId: string;
}

/** What the page of a sale links to; null when there is no such sale to see. */
export async function getSaleLinks(db: UserDb, tenantId: string, id: string): Promise<Result<SaleLinks | null>> {
  const [sale, invoice] = await Promise.all([
    db.from("sales").select("customer_id, ticket_id, outlet_id").eq("tenant_id", tenantId).eq("id", id).maybeSingle(),
    db.from("invoices").select("id").eq("tenant_id", tenantId).eq("sale_id", id).maybeSingle(),
  ]);
  if (sale.error) return fromPg(sale.error);
  if (invoice.error) return fromPg(invoice.error);
  if (!sale.data) return ok(null);
  const { customer_id, ticket_id, outlet_id } = sale.data;
  return ok({ customerId: customer_id, ticketId: ticket_id, outletId: outlet_id, invoiceId: invoice.data?.id ?? null });
}
