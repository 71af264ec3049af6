/** Every page there is, with something of the demo shop to show on it. */
import type { Sql } from "postgres";
import type { Shop } from "./day";

export interface Place {
  name: string;
  path: string;
  /** A page that says that something is not there: answers 404, and the browser notes it. */
  gone?: boolean;
}

type Ids = Record<
  | "ticket"
  | "customer"
  | "conversation"
  | "product"
  | "sale"
  | "refund"
  | "z"
  | "order"
  | "invoice"
  | "outlet"
  | "breach"
  | "channel"
  | "p"
  | "t"
  | "a"
  | "k"
  | "i",
  string
>;

/** The newest of each, so that no page is empty. */
async function idsOf(sql: Sql, shop: Shop): Promise<Ids> {
  const { tenantId: tenant, outletId: outlet } = shop;
  const [row] = await sql<Ids[]>`
    select (select id from public.repair_tickets where tenant_id = ${tenant} and estimate_state = 'approved' order by created_at desc limit 1) as ticket,
      (select id from public.customers where tenant_id = ${tenant} order by created_at desc limit 1) as customer,
      (select id from public.conversations where tenant_id = ${tenant} order by last_message_at desc limit 1) as conversation,
      (select id from public.products where tenant_id = ${tenant} and sku = 'A-OTG') as product,
      (select id from public.sales where tenant_id = ${tenant} and outlet_id = ${outlet} order by created_at desc limit 1) as sale,
      (select id from public.refunds where tenant_id = ${tenant} order by created_at desc limit 1) as refund,
      (select id from public.z_reports where tenant_id = ${tenant} order by created_at desc limit 1) as z,
      (select id from public.orders where tenant_id = ${tenant} order by created_at desc limit 1) as order,
      (select id from public.invoices where tenant_id = ${tenant} order by created_at desc limit 1) as invoice,
      ${outlet}::uuid as outlet,
      (select id from public.breaches where tenant_id = ${tenant} order by created_at limit 1) as breach,
      (select id from public.channels where tenant_id = ${tenant} and outlet_id = ${outlet} and is_active order by created_at limit 1) as channel,
      (select privacy_slug from public.tenants where id = ${tenant}) as p,
      (select token from private.public_links where tenant_id = ${tenant} and kind = 'ticket' order by created_at desc limit 1) as t,
      (select l.token from private.public_links as l join public.estimates as e on e.id = l.ref_id
        where l.tenant_id = ${tenant} and l.kind = 'estimate' and e.state = 'proposed' limit 1) as a,
      (select token from private.public_links where tenant_id = ${tenant} and kind = 'receipt' limit 1) as k,
      (select token from private.public_links where tenant_id = ${tenant} and kind = 'invoice' limit 1) as i`;
  if (!row) throw new Error("The demo shop is empty.");
  return row;
}

export async function staffPlaces(sql: Sql, shop: Shop): Promise<Place[]> {
  const id = await idsOf(sql, shop);
  const paths: Record<string, string> = {
    home: "/home",
    inbox: "/inbox",
    conversation: `/inbox?c=${id.conversation}`,
    board: "/repairs",
    tickets: "/repairs?view=list",
    "ticket-new": "/repairs/new",
    ticket: `/repairs/${id.ticket}`,
    "ticket-print": `/repairs/${id.ticket}/print`,
    "intake-settings": "/repairs/intake",
    poster: `/repairs/intake/poster/${id.outlet}`,
    counter: "/counter",
    orders: "/orders",
    order: `/orders/${id.order}`,
    stock: "/stock",
    "product-new": "/stock/new",
    product: `/stock/${id.product}`,
    "product-edit": `/stock/${id.product}/edit`,
    customers: "/customers",
    "customer-new": "/customers/new",
    customer: `/customers/${id.customer}`,
    "customer-edit": `/customers/${id.customer}/edit`,
    invoices: "/invoices",
    invoice: `/invoices/${id.invoice}`,
    sales: "/sales",
    sale: `/sales/${id.sale}`,
    receipt: `/receipt/${id.sale}`,
    "refund-slip": `/refund/${id.refund}`,
    shifts: "/shifts",
    shift: `/shifts/${id.z}`,
    docket: `/z/${id.z}`,
    settings: "/settings",
    outlets: "/settings/outlets",
    "outlet-new": "/settings/outlets/new",
    outlet: `/settings/outlets/${id.outlet}`,
    team: "/settings/team",
    numbers: "/settings/whatsapp",
    number: `/settings/whatsapp/${id.channel}`,
    deliveries: `/settings/whatsapp/${id.channel}/log`,
    canned: "/settings/canned-replies",
    concierge: "/settings/concierge",
    privacy: "/settings/privacy",
    "consent-texts": "/settings/privacy/texts",
    "privacy-requests": "/settings/privacy/requests",
    breaches: "/settings/privacy/breaches",
    "breach-new": "/settings/privacy/breaches/new",
    breach: `/settings/privacy/breaches/${id.breach}`,
    activity: "/settings/activity",
    "api-keys": "/settings/api-keys",
    account: "/settings/account",
    "not-found": `/repairs/${crypto.randomUUID()}`,
  };
  return Object.entries(paths).map(([name, path]) => ({ name, path, gone: name === "not-found" }));
}

export async function publicPlaces(sql: Sql, shop: Shop): Promise<Place[]> {
  const id = await idsOf(sql, shop);
  const nothing = "0".repeat(36);
  return [
    { name: "sign-in", path: "/sign-in" },
    { name: "sign-up", path: "/sign-up" },
    { name: "forgot", path: "/forgot-password" },
    { name: "confirm", path: "/auth/confirm" },
    { name: "invitation-gone", path: `/invite/${nothing}` },
    { name: "intake", path: `/intake/${shop.slug}` },
    { name: "intake-gone", path: "/intake/none-such" },
    { name: "privacy-notice", path: `/p/${id.p}` },
    { name: "status", path: `/r/${id.t}` },
    { name: "approval", path: `/a/${id.a}` },
    { name: "link-gone", path: `/a/${nothing}` },
    ...(id.k ? [{ name: "receipt-link", path: `/k/${id.k}` }] : []),
    ...(id.i ? [{ name: "invoice-link", path: `/i/${id.i}` }] : []),
    { name: "api-docs", path: "/api/v1/docs" },
    { name: "simulator", path: "/simulator" },
    { name: "nowhere", path: "/nowhere", gone: true },
  ];
}
