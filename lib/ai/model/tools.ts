/** The lookups of the rules as tools of the model: read-only, made with the chatting customer's own client, zod in and out. */
import { type Tool, tool } from "ai";
import { z } from "zod";
import type { Fact } from "@/lib/ai/answer";
import { paperFact, paperFacts } from "@/lib/ai/facts/documents";
import { productFact, productFacts } from "@/lib/ai/facts/products";
import { outletFact } from "@/lib/ai/facts/shop";
import { type Ticket, ticketFact, ticketFacts } from "@/lib/ai/facts/tickets";
import type { Voice } from "@/lib/ai/replies/compose";
import type { CustomerDb } from "@/lib/db/clients";

export const rowKey = (fact: Fact): string => `${fact.cite.table}:${fact.cite.id}`;

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
const rowsOut = z.object({ rows: z.array(z.object({ row: z.string(), data: z.record(z.string(), value) })) });
type RowsOut = z.infer<typeof rowsOut>;

/** What the tools have returned so far: only these rows can be cited. */
export class Seen {
  readonly facts = new Map<string, Fact>();
  tickets: readonly Ticket[] = [];

  show(found: readonly Fact[]): RowsOut {
    for (const fact of found) this.facts.set(rowKey(fact), fact);
    return rowsOut.parse({ rows: found.map((fact) => ({ row: rowKey(fact), data: fact.data })) });
  }
}

export function conciergeTools(db: CustomerDb, voice: Voice, appUrl: string, seen: Seen) {
  const outletName = (id: string) => voice.shop.outlets.find((outlet) => outlet.id === id)?.name ?? "";
  const zoneOf = (id: string) => voice.shop.outlets.find((outlet) => outlet.id === id)?.timeZone ?? "Asia/Kuala_Lumpur";
  const nothing = z.object({});
  const shop: Tool<z.infer<typeof nothing>, RowsOut> = tool({
    description: "The shop's outlets: address, phone, opening hours, whether open now.",
    inputSchema: nothing,
    execute: () => seen.show(voice.shop.outlets.map((outlet) => outletFact(outlet, voice.now))),
  });
  const repairs: Tool<z.infer<typeof nothing>, RowsOut> = tool({
    description: "This customer's own repair tickets: status, expected time, price agreed or waiting for approval.",
    inputSchema: nothing,
    execute: async () => {
      seen.tickets = await ticketFacts(db, voice.now);
      return seen.show(seen.tickets.map((ticket) => ticketFact(ticket, zoneOf(ticket.outletId))));
    },
  });
  const asked = z.object({ query: z.string().min(1).max(200).describe("Product or service as the customer named it") });
  const products: Tool<z.infer<typeof asked>, RowsOut> = tool({
    description: "Products and services of the shop with price, warranty and stock per outlet.",
    inputSchema: asked,
    execute: async ({ query }) =>
      seen.show((await productFacts(db, query)).map((product) => productFact(product, outletName))),
  });
  const which = z.object({ kind: z.enum(["receipt", "invoice", "any"]) });
  const documents: Tool<z.infer<typeof which>, RowsOut> = tool({
    description: "This customer's own latest receipts and invoices with their links.",
    inputSchema: which,
    execute: async ({ kind }) => seen.show((await paperFacts(db, appUrl, kind === "any" ? null : kind)).map(paperFact)),
  });
  return { shop_info: shop, my_repairs: repairs, find_products: products, my_documents: documents };
}
