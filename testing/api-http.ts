/** The handlers of the public API called as servers call them; nothing between but the network. */
import { GET as getCustomer } from "@/app/api/v1/customers/[id]/route";
import { POST as createCustomer, GET as listCustomers } from "@/app/api/v1/customers/route";
import { GET as getOrder } from "@/app/api/v1/orders/[id]/route";
import { POST as createOrder, GET as listOrders } from "@/app/api/v1/orders/route";
import { GET as getProduct } from "@/app/api/v1/products/[id]/route";
import { POST as createProduct, GET as listProducts } from "@/app/api/v1/products/route";
import { GET as getTicket } from "@/app/api/v1/tickets/[id]/route";
import { POST as createTicket, GET as listTickets } from "@/app/api/v1/tickets/route";
import { openApiDocument } from "@/lib/api/openapi";
import { differences } from "./json-schema";

const COLLECTIONS = {
  orders: { list: listOrders, create: createOrder, get: getOrder },
  customers: { list: listCustomers, create: createCustomer, get: getCustomer },
  products: { list: listProducts, create: createProduct, get: getProduct },
  tickets: { list: listTickets, create: createTicket, get: getTicket },
} as const;
export type Name = keyof typeof COLLECTIONS;
export const NAMES: readonly Name[] = ["orders", "customers", "products", "tickets"];

export interface Asked {
  key?: string;
  /** Instead of the key. */
  auth?: string | null;
  headers?: Record<string, string>;
  body?: unknown;
  raw?: string;
}
export interface Told {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
  text: string;
}
export function request(
  path: string,
  { key, auth = key ? `Bearer ${key}` : null, headers = {}, body, raw }: Asked,
): Request {
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return new Request(`http://127.0.0.1${path}`, {
    headers: {
      ...(auth === null ? {} : { authorization: auth }),
      ...(text === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(text === undefined ? {} : { method: "POST", body: text }),
  });
}
export async function told(response: Promise<Response>): Promise<Told> {
  const { status, headers, text } = await response.then(async (got) => ({
    status: got.status,
    headers: got.headers,
    text: await got.text(),
  }));
  return { status, headers, text, body: JSON.parse(text) };
}
export const list = (name: Name, asked: Asked, query = "") =>
  told(COLLECTIONS[name].list(request(`/api/v1/${name}${query}`, asked)));
export const create = (name: Name, asked: Asked, body: unknown = BODIES[name]()) =>
  told(COLLECTIONS[name].create(request(`/api/v1/${name}`, { body, ...asked })));
export const get = (name: Name, asked: Asked, id: string) =>
  told(COLLECTIONS[name].get(request(`/api/v1/${name}/${id}`, asked), { params: Promise.resolve({ id }) }));

let counter = 0;
export const unique = (): string => {
  counter += 1;
  return `${Date.now().toString(36)}${counter}`;
};
export const BODIES: Record<Name, () => Record<string, unknown>> = {
  orders: () => ({
    customer: { name: "Siti", phone: "012-345 6789" },
    lines: [{ description: "Kek", quantity: 1.5, unit_price_sen: 5000 }],
  }),
  customers: () => ({ name: "Ah Meng", phone: "+60123456789", email: "Ah.Meng@Shop.test", tags: ["vip"] }),
  products: () => ({ sku: unique(), name: "Kabel", price_sen: 1990, category: "Kabel" }),
  tickets: () => ({
    customer: { name: "Siti", phone: "0123456789" },
    device: { category: "phone", brand: "Apple", model: "iPhone 11" },
    problem: "Skrin pecah",
  }),
};
const paths = (): Record<
  string,
  Record<string, { responses: Record<string, { content: Record<string, { schema: unknown }> }> }>
> => JSON.parse(JSON.stringify(openApiDocument()["paths"]));
/** How this answer differs from what the document says of it. */
export function undocumented(path: string, method: "get" | "post", { status, body, headers }: Told): string[] {
  const type = headers.get("content-type")?.split(";")[0] ?? "";
  const schema = paths()[path]?.[method]?.responses[status]?.content[type]?.schema;
  return schema
    ? differences(schema, body, openApiDocument())
    : [`${method} ${path} does not document ${status} ${type}`];
}
