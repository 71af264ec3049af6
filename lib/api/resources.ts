/** The four things the public API speaks of: one row each says how it is read, made and shown. */
import { z } from "zod";
import * as schema from "@/lib/api/schema";
import type { Scope } from "@/lib/api/scopes";
import { orderThanks } from "@/lib/api/thanks";
import { env } from "@/lib/env";

export type ResourceName = "orders" | "customers" | "products" | "tickets";

export interface Resource {
  name: ResourceName;
  /** Of one, in the document. */
  title: string;
  readScope: Scope;
  writeScope: Scope;
  rpc: `api_${ResourceName}`;
  query: z.ZodObject;
  /** Gives a plain object; what the function gets beside it is `extra`. */
  input: z.ZodType<Record<string, unknown>>;
  output: z.ZodObject;
  /** What the database cannot know: texts to the customer, where this app is reached. */
  extra: () => Record<string, unknown>;
}

const query = (own: z.core.$ZodLooseShape) => z.strictObject({ ...schema.pageQuery, ...own });
const nothing = () => ({});

export const orders: Resource = {
  name: "orders",
  title: "Order",
  readScope: "orders:read",
  writeScope: "orders:write",
  rpc: "api_orders",
  query: query(schema.orderQuery),
  input: schema.orderInput,
  output: schema.order,
  extra: () => ({ thanks: orderThanks }),
};

export const customers: Resource = {
  name: "customers",
  title: "Customer",
  readScope: "customers:read",
  writeScope: "customers:write",
  rpc: "api_customers",
  query: query(schema.customerQuery),
  input: schema.customerInput,
  output: schema.customer,
  extra: nothing,
};

export const products: Resource = {
  name: "products",
  title: "Product",
  readScope: "products:read",
  writeScope: "products:write",
  rpc: "api_products",
  query: query(schema.productQuery),
  input: schema.productInput,
  output: schema.product,
  extra: nothing,
};

export const tickets: Resource = {
  name: "tickets",
  title: "Ticket",
  readScope: "tickets:read",
  writeScope: "tickets:write",
  rpc: "api_tickets",
  query: query(schema.ticketQuery),
  input: schema.ticketInput,
  output: schema.ticket,
  extra: () => ({ app_url: env().APP_URL }),
};

export const RESOURCES: readonly Resource[] = [orders, customers, products, tickets];
