/**
 * Every route handler and who may call it. A new route fails app/attack-routes.e2e.ts until it stands here:
 *   staff(capability, address)  the roles without the capability are refused, owners of other shops get nothing of this one
 *   member(address)             everybody who works here may, and reads what is his to read
 *   keyed(scope, …)             the public API: needs a key of the shop with that scope
 *   open(address, …)            needs no sign-in: what it answers to what address, by status; tries are counted
 *   machine(address)            the simulator: for this machine only
 * Addresses are full, with real ids of the attacked shop.
 */
import { form, picture } from "./cases";
import type { Victim } from "./victim";

type Address = (victim: Victim) => string;
type Body = (victim: Victim) => string | FormData;

export interface InsideCase {
  kind: "inside";
  /** null: everybody who works here. */
  needs: string | null;
  address: Address;
  body?: Body;
}
export interface KeyedCase {
  kind: "keyed";
  /** null: any key. */
  access: "read" | "write" | null;
  /** What a key of another shop gets: its own list, or a refusal of ids that are not its shop's. */
  stranger: number;
  address: Address;
  body?: (victim: Victim) => unknown;
}
export interface OpenRouteCase {
  kind: "open";
  asked: { address: Address; status: number }[];
  /** Whether tries are counted (lib/security/limit.ts): not where there is nothing to guess. */
  isCounted: boolean;
}
export interface MachineCase {
  kind: "machine";
  address: Address;
  body?: Body;
}
export type RouteCase = InsideCase | KeyedCase | OpenRouteCase | MachineCase;

const staff = (needs: string, address: Address, body?: Body): InsideCase => ({
  kind: "inside",
  needs,
  address,
  ...(body ? { body } : {}),
});
const member = (address: Address): InsideCase => ({ kind: "inside", needs: null, address });
const open = (...asked: OpenRouteCase["asked"]): OpenRouteCase => ({ kind: "open", asked, isCounted: true });
const uncounted = (address: Address, status: number): OpenRouteCase => ({
  kind: "open",
  asked: [{ address, status }],
  isCounted: false,
});
const machine = (address: Address, body?: Body): MachineCase => ({
  kind: "machine",
  address,
  ...(body ? { body } : {}),
});

const list = (name: string): KeyedCase => ({
  kind: "keyed",
  access: "read",
  stranger: 200,
  address: () => `/api/v1/${name}`,
});
const item = (name: string, id: Address): KeyedCase => ({
  kind: "keyed",
  access: "read",
  stranger: 404,
  address: (v) => `/api/v1/${name}/${id(v)}`,
});
const create = (name: string, stranger: number, body: (victim: Victim) => unknown): KeyedCase => ({
  kind: "keyed",
  access: "write",
  stranger,
  address: () => `/api/v1/${name}`,
  body,
});

const query = (path: string, values: Record<string, string>): string => `${path}?${new URLSearchParams(values)}`;
const NO_TOKEN = "0".repeat(36);

export const ROUTE_CASES: Readonly<Record<string, RouteCase>> = {
  "GET /counter/catalogue": staff("pos.sell", () => "/counter/catalogue"),
  "GET /counter/customers": staff("pos.sell", (v) => query("/counter/customers", { q: v.customerName })),
  "GET /counter/tickets": staff("pos.sell", () => "/counter/tickets"),
  "GET /counter/tickets/[id]": staff("pos.sell", (v) => `/counter/tickets/${v.ready}`),
  "GET /sales/approvers": staff("pos.sell", (v) => query("/sales/approvers", { outlet: v.outlet })),
  "GET /customers/[id]/timeline": staff("customer.read", (v) =>
    query(`/customers/${v.customer}/timeline`, { before: "2100-01-01T00:00:00Z" }),
  ),
  "POST /customers/[id]/export": staff(
    "privacy.manage",
    (v) => `/customers/${v.customer}/export`,
    () => "",
  ),
  "GET /customers/export": staff("customer.read", () => "/customers/export"),
  "GET /customers/same-phone": staff("customer.pii", (v) => query("/customers/same-phone", { phone: v.phone })),
  "POST /inbox/files": staff(
    "inbox.reply",
    () => "/inbox/files",
    (v) => form({ conversationId: v.conversation, key: crypto.randomUUID(), body: "Peniru", file: picture() }),
  ),
  "GET /inbox/older": staff("inbox.read", (v) => query("/inbox/older", { c: v.conversation })),
  "GET /settings/whatsapp/[id]/offer": staff("channel.link", (v) => `/settings/whatsapp/${v.channel}/offer`),
  "GET /settings/whatsapp/[id]/log/export": staff(
    "channel.manage",
    (v) => `/settings/whatsapp/${v.channel}/log/export`,
  ),
  "GET /orders/[id]/cart": staff("order.read", (v) => `/orders/${v.newOrder}/cart`),
  "GET /orders/export": staff("order.read", () => "/orders/export"),
  "GET /repairs/export": staff("repair.read", () => "/repairs/export"),
  "GET /repairs/lookup": staff("customer.read", (v) =>
    query("/repairs/lookup", { kind: "customers", q: v.customerName }),
  ),
  "GET /repairs/photos/[id]": staff("repair.read", (v) => `/repairs/photos/${v.photo}`),
  "GET /settings/activity/export": staff("audit.read", () => "/settings/activity/export"),
  "GET /settings/privacy/breaches/export": staff("privacy.manage", () => "/settings/privacy/breaches/export"),
  "GET /stock/export": staff("stock.read", () => "/stock/export"),
  "GET /api/invoices/[id]/pdf": staff("invoice.read", (v) => `/api/invoices/${v.invoice}/pdf`),
  "GET /api/sales/[id]/pdf": staff("sale.read", (v) => `/api/sales/${v.sale}/pdf`),
  "GET /api/media/[...path]": staff("repair.read", (v) => `/api/media/${v.photoPath}`),
  "GET /api/live": member(() => "/api/live"),
  "GET /api/search": member((v) => query("/api/search", { q: v.customerName })),
  // The secret of the address is the key: a wrong one, one of another kind, or an id opens nothing.
  "GET /i/[token]/pdf": open(
    { address: () => `/i/${NO_TOKEN}/pdf`, status: 404 },
    { address: (v) => `/i/${v.otherToken}/pdf`, status: 404 },
    { address: (v) => `/i/${v.invoice}/pdf`, status: 404 },
  ),
  "GET /k/[token]/pdf": open(
    { address: () => `/k/${NO_TOKEN}/pdf`, status: 404 },
    { address: (v) => `/k/${v.otherToken}/pdf`, status: 404 },
    { address: (v) => `/k/${v.sale}/pdf`, status: 404 },
  ),
  // Signed with the secret of whose address it is: no address and no signature tell anything apart.
  "GET /api/webhooks/whatsapp/[app]": open(
    { address: () => "/api/webhooks/whatsapp/x?hub.mode=subscribe&hub.verify_token=&hub.challenge=1", status: 403 },
    { address: (v) => `/api/webhooks/whatsapp/${v.channel}?hub.mode=subscribe&hub.challenge=1`, status: 403 },
  ),
  "POST /api/webhooks/whatsapp/[app]": open(
    { address: () => "/api/webhooks/whatsapp/x", status: 401 },
    { address: (v) => `/api/webhooks/whatsapp/${v.channel}`, status: 401 },
  ),
  "GET /api/v1/key": { kind: "keyed", access: null, stranger: 200, address: () => "/api/v1/key" },
  "GET /api/v1/openapi.json": uncounted(() => "/api/v1/openapi.json", 200),
  "GET /api/v1/orders": list("orders"),
  "GET /api/v1/orders/[id]": item("orders", (v) => v.order),
  "POST /api/v1/orders": create("orders", 404, (v) => ({
    outlet_id: v.outlet,
    customer_id: v.customer,
    lines: [{ product_id: v.product, quantity: 1 }],
  })),
  "GET /api/v1/customers": list("customers"),
  "GET /api/v1/customers/[id]": item("customers", (v) => v.customer),
  "POST /api/v1/customers": create("customers", 404, (v) => ({ name: "Peniru", outlet_id: v.outlet })),
  "GET /api/v1/products": list("products"),
  "GET /api/v1/products/[id]": item("products", (v) => v.product),
  "POST /api/v1/products": create("products", 201, () => ({ sku: "PENIRU", name: "Peniru", price_sen: 100 })),
  "GET /api/v1/tickets": list("tickets"),
  "GET /api/v1/tickets/[id]": item("tickets", (v) => v.ticket),
  "POST /api/v1/tickets": create("tickets", 404, (v) => ({
    outlet_id: v.outlet,
    customer_id: v.customer,
    device: { category: "phone", model: "A54" },
    problem: "Skrin",
  })),
  // There is none where people sign in without Clerk; where they do, its signature is the key (tests beside lib/auth/clerk).
  "POST /api/webhooks/clerk": uncounted(() => "/api/webhooks/clerk", 404),
  "GET /api/health": uncounted(() => "/api/health", 200),
  "GET /api/simulator/live": machine((v) => query("/api/simulator/live", { phone: v.phone })),
  "GET /api/simulator/media/[id]": machine(() => `/api/simulator/media/${crypto.randomUUID()}`),
  "GET /api/simulator/messages": machine((v) =>
    query("/api/simulator/messages", { phone: v.phone, shop: v.channelAddress }),
  ),
  "POST /api/simulator/messages": machine(
    () => "/api/simulator/messages",
    (v) => JSON.stringify({ phone: v.phone, shop: v.channelAddress, body: "Peniru" }),
  ),
  "GET /api/simulator/phones": machine(() => "/api/simulator/phones"),
  "POST /api/simulator/phones": machine(
    () => "/api/simulator/phones",
    () => JSON.stringify({ number: "+60123456789", name: "Peniru" }),
  ),
  "PATCH /api/simulator/phones": machine(
    () => "/api/simulator/phones",
    (v) => JSON.stringify({ number: v.phone, online: false }),
  ),
  "POST /api/simulator/read": machine(
    () => "/api/simulator/read",
    (v) => JSON.stringify({ phone: v.phone, shop: v.channelAddress }),
  ),
  "GET /api/simulator/shops": machine(() => "/api/simulator/shops"),
};
