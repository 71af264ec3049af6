/** The heaviest screens, each asked the way its page asks: through the functions of lib/, not through copies of their SQL. */
import { listActivity } from "@/lib/audit/queries";
import type { ListParams } from "@/lib/core/list-params";
import { getCustomer, getTimeline, listCustomers } from "@/lib/customers/queries";
import type { UserDb } from "@/lib/db/clients";
import { getDashboard } from "@/lib/home/queries";
import { getThread, listConversations } from "@/lib/inbox/queries";
import { listStock } from "@/lib/inventory/queries";
import { listInvoices } from "@/lib/invoicing/queries";
import { listSales } from "@/lib/pos/queries";
import { listBoard, listTickets } from "@/lib/repairs/queries";
import { searchAll } from "@/lib/search/search";

export interface Shop {
  tenantId: string;
  outletId: string;
  /** With most messages in his thread. */
  customerId: string;
  conversationId: string;
}

export interface Screen {
  name: string;
  /** What the web server is asked for this screen; absent when it is part of another page. */
  path?: string;
  ask: (db: UserDb, shop: Shop) => Promise<unknown>;
}

const page = (sort: string, descending: boolean, size = 25, q = ""): ListParams => ({
  q,
  sort,
  descending,
  page: 1,
  pageSize: size,
  from: 0,
  to: size - 1,
});
const inbox = (q: string) => ({ view: "open" as const, q, outletId: null, limit: 40 });
const board = (q: string) => ({ q, outletId: null, technician: null, status: null, phase: null });
const stock = (q: string, outletId: string) => ({ outletId, q, state: null, category: null, kind: null, active: null });
const NO_FILTER = { person: null, kind: null, from: null, until: null };

export const SCREENS: readonly Screen[] = [
  { name: "inbox", path: "/inbox", ask: (db) => listConversations(db, inbox("")) },
  { name: "inbox_search", path: "/inbox?q=skrin+iphone", ask: (db) => listConversations(db, inbox("skrin iphone")) },
  { name: "thread", ask: (db, shop) => getThread(db, shop.conversationId) },
  { name: "customers", path: "/customers", ask: (db) => listCustomers(db, { ...page("name", false), tag: null }) },
  {
    name: "customer_search",
    path: "/customers?q=siti+aminah",
    ask: (db) => listCustomers(db, { ...page("name", false, 25, "siti aminah"), tag: null }),
  },
  {
    name: "customer",
    ask: (db, shop) => Promise.all([getCustomer(db, shop.customerId), getTimeline(db, shop.customerId, null, null)]),
  },
  { name: "board", path: "/repairs", ask: (db, shop) => listBoard(db, shop.tenantId, board("")) },
  {
    name: "tickets",
    path: "/repairs?view=list",
    ask: (db, shop) => listTickets(db, shop.tenantId, board(""), page("created_at", true, 50)),
  },
  {
    name: "ticket_search",
    path: "/repairs?view=list&q=siti+iphone",
    ask: (db, shop) => listTickets(db, shop.tenantId, board("siti iphone"), page("created_at", true, 50)),
  },
  {
    name: "sales",
    path: "/sales",
    ask: (db, shop) =>
      listSales(db, shop.tenantId, { ...page("created_at", true), outletId: null, method: null, from_date: null }),
  },
  {
    name: "invoices",
    path: "/invoices",
    ask: (db, shop) =>
      listInvoices(db, shop.tenantId, page("created_at", true), { filter: null, outletId: null, today: "2026-01-01" }),
  },
  {
    name: "stock",
    path: "/stock",
    ask: (db, shop) => listStock(db, shop.tenantId, stock("", shop.outletId), page("name", false)),
  },
  {
    name: "stock_search",
    path: "/stock?q=skrin+iphone",
    ask: (db, shop) => listStock(db, shop.tenantId, stock("skrin iphone", shop.outletId), page("name", false)),
  },
  { name: "home", path: "/home", ask: (db) => getDashboard(db, null, 30) },
  { name: "palette", ask: (db) => searchAll(db, "siti aminah") },
  { name: "palette_number", ask: (db) => searchAll(db, "R-HQ-0123") },
  { name: "activity", path: "/settings/activity", ask: (db) => listActivity(db, NO_FILTER, null, 51) },
];
