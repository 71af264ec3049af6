import { z } from "zod";
import { type ListParams, type ListTotal, listOrder } from "@/lib/core/list-params";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import { listTotal } from "@/lib/db/list-total";
import { INVOICE_STATUSES } from "@/lib/invoicing/schema";

export const INVOICE_FILTERS = ["unpaid", "overdue", "draft", "paid", "void"] as const;
export type InvoiceFilter = (typeof INVOICE_FILTERS)[number];

const invoiceRow = z.object({
  id: z.uuid(),
  number: z.string().nullable(),
  status: z.enum(INVOICE_STATUSES),
  bill_to_name: z.string().nullable(),
  total_sen: z.number(),
  paid_sen: z.number(),
  due_date: z.string().nullable(),
  created_at: z.string(),
  customers: z.object({ name: z.string() }).nullable(),
});
export type InvoiceRow = z.infer<typeof invoiceRow>;

type Filters = { filter: InvoiceFilter | null; outletId: string | null; today: string };

export async function listInvoices(
  db: UserDb,
  tenantId: string,
  p: ListParams,
  f: Filters,
): Promise<Result<{ rows: InvoiceRow[]; total: ListTotal }>> {
  const filtered = (columns: string) => {
    let query = db.from("invoices").select(columns).eq("tenant_id", tenantId);
    if (f.outletId) query = query.eq("outlet_id", f.outletId);
    if (f.filter === "unpaid") query = query.in("status", ["issued", "partly_paid"]);
    else if (f.filter === "overdue") query = query.in("status", ["issued", "partly_paid"]).lt("due_date", f.today);
    else if (f.filter) query = query.eq("status", f.filter);
    if (p.q) {
      // Commas, parentheses and quotes would end the expression of `or`.
      const like = `%${p.q.replace(/[(),."\\%_*:]/g, " ").trim()}%`;
      query = query.or(`number.ilike.${like},bill_to_name.ilike.${like}`);
    }
    return query;
  };
  const columns = "id, number, status, bill_to_name, total_sen, paid_sen, due_date, created_at, customers(name)";
  const [page, total] = await Promise.all([
    filtered(columns)
      .order(p.sort, listOrder(p, ["due_date"]))
      .order("id")
      .range(p.from, p.to),
    listTotal(filtered("id"), p.from),
  ]);
  if (page.error) return fromPg(page.error);
  return total.ok ? ok({ rows: z.array(invoiceRow).parse(page.data), total: total.value }) : total;
}

const links = z.object({
  customer_id: z.uuid(),
  sale_id: z.uuid().nullable(),
  ticket_id: z.uuid().nullable(),
  status: z.enum(INVOICE_STATUSES),
});
export type InvoiceLinks = z.infer<typeof links> & { next: string[] };

/** What the invoice belongs to, and which statuses may follow: the table the database's trigger asks too. */
export async function getInvoiceLinks(db: UserDb, tenantId: string, id: string): Promise<Result<InvoiceLinks | null>> {
  const [invoice, transitions] = await Promise.all([
    db
      .from("invoices")
      .select("customer_id, sale_id, ticket_id, status")
      .eq("tenant_id", tenantId)
      .eq("id", id)
      .maybeSingle(),
    db.from("invoice_transitions").select("from_status, to_status"),
  ]);
  if (invoice.error) return fromPg(invoice.error);
  if (transitions.error) return fromPg(transitions.error);
  if (!invoice.data) return ok(null);
  const row = links.parse(invoice.data);
  return ok({
    ...row,
    next: transitions.data.filter((one) => one.from_status === row.status).map((one) => one.to_status),
  });
}
