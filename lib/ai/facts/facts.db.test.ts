import { beforeAll, describe, expect, it } from "vitest";
import { paperFacts } from "@/lib/ai/facts/documents";
import { productById, productFacts } from "@/lib/ai/facts/products";
import { shopFacts } from "@/lib/ai/facts/shop";
import { ticketFacts, waitingEstimates } from "@/lib/ai/facts/tickets";
import { conciergeTools, Seen } from "@/lib/ai/model/tools";
import { customerDb } from "@/lib/db/clients";
import { makeDesk } from "@/lib/repairs/test-desk";
import { openServiceSql } from "@/testing/db";
import { addCustomer, addProduct, makeShop, type TestShop } from "@/testing/shop";

const sql = openServiceSql();
const NOW = new Date();

let shop: TestShop;
let amin: string;
let bella: string;
let bellaTicket: string;
let bellaSale: string;
let hiddenProduct: string;
let other: TestShop;
let otherProduct: string;

beforeAll(async () => {
  const desk = await makeDesk(sql);
  shop = desk.shop;
  amin = await addCustomer(sql, shop, "Amin", "+60137770001");
  bella = await addCustomer(sql, shop, "Bella", "+60137770002");
  const ticket = await desk.openTicket({ customer: undefined, customer_id: bella });
  bellaTicket = ticket.id;
  await desk.propose(ticket.id, 12_300);
  const [sale] = await sql<{ id: string }[]>`
    insert into public.sales (tenant_id, outlet_id, seq, number, client_key, content_hash, customer_id, subtotal_sen, discount_sen, order_discount_sen, tax_sen, rounding_sen, total_sen, sold_by, business_date)
    values (${shop.tenantId}, ${shop.outletId}, 8001, 'R-HQ-8001', gen_random_uuid(), 'x', ${bella}, 5000, 0, 0, 0, 0, 5000, 'test', current_date) returning id`;
  bellaSale = sale?.id ?? "";
  hiddenProduct = await addProduct(sql, shop, { name: "Skrin lama" });
  await sql`update public.products set is_active = false where id = ${hiddenProduct}`;
  other = await makeShop(sql, { name: "Kedai Lain" });
  otherProduct = await addProduct(sql, other, { name: "Skrin kedai lain", priceSen: 77_700 });
});

describe("a chatting customer", () => {
  it("reads his own rows", async () => {
    const db = customerDb(shop.tenantId, bella);
    expect((await ticketFacts(db, NOW)).map((ticket) => ticket.id)).toEqual([bellaTicket]);
    expect(await waitingEstimates(db)).toHaveLength(1);
    const papers = await paperFacts(db, "https://kedai.test", null);
    expect(papers.map((paper) => paper.id)).toEqual([bellaSale]);
  });

  it("reads nothing of another customer, by any lookup", async () => {
    const db = customerDb(shop.tenantId, amin);
    expect(await ticketFacts(db, NOW)).toEqual([]);
    expect(await waitingEstimates(db)).toEqual([]);
    expect(await paperFacts(db, "https://kedai.test", null)).toEqual([]);
    for (const [kind, ref] of [
      ["ticket", bellaTicket],
      ["receipt", bellaSale],
      ["invoice", bellaSale],
      ["estimate", bellaTicket],
    ] as const) {
      const { data, error } = await db.rpc("customer_link", { p_kind: kind, p_ref: ref });
      expect({ data, message: error?.message }).toEqual({ data: null, message: "input.not_found" });
    }
  });

  it("reads no contact, note, cost, message, staff, event or setting, whatever is asked for", async () => {
    const db = customerDb(shop.tenantId, amin);
    for (const table of [
      "customer_contacts",
      "customer_identities",
      "customer_notes",
      "consents",
      "conversations",
      "messages",
      "wa_outbox",
      "concierge_turns",
      "product_costs",
      "stock_moves",
      "people",
      "members",
      "invitations",
      "events",
      "audit_log",
      "repair_events",
      "ticket_parts",
      "ticket_photos",
      "sale_lines",
      "sale_payments",
      "channels",
    ] as const) {
      const { data } = await db.from(table).select("*").limit(5);
      expect({ table, rows: data ?? [] }).toEqual({ table, rows: [] });
    }
    expect((await db.from("customers").select("id")).data).toEqual([{ id: amin }]);
  });

  it("writes nothing and runs nothing of the shop", async () => {
    const db = customerDb(shop.tenantId, amin);
    const update = await db.from("customers").update({ name: "x" }).eq("id", bella).select("id");
    expect(update.data ?? []).toEqual([]);
    const calls = await Promise.all([
      db.rpc("opt_out", { p_message: bellaTicket }),
      db.rpc("finish_turn", { p: { turn_id: bellaTicket } }),
      db.rpc("defer_turn", { p_turn: bellaTicket, p_seconds: 1 }),
      db.rpc("ai_reserve", { p_tokens: 1 }),
      db.rpc("decide_estimate_by_chat", { p_message_id: bellaTicket, p_decision: "approve" }),
      db.rpc("set_customer_locale", { p_customer: bella, p_locale: "en" }),
    ]);
    for (const { error } of calls) expect(error?.message).toBe("auth.forbidden");
  });

  it("sees the active catalogue of this shop only", async () => {
    const db = customerDb(shop.tenantId, amin);
    const found = await productFacts(db, "harga skrin");
    expect(found.map((product) => product.name)).toEqual(["Skrin LCD"]);
    expect(await productById(db, hiddenProduct)).toBeNull();
    expect(await productById(db, otherProduct)).toBeNull();
    const known = await shopFacts(db, null);
    expect(known?.outlets.map((outlet) => outlet.id)).toEqual([shop.outletId]);
    expect(await productFacts(db, "%' or 1=1 --")).toEqual([]);
    expect(await productFacts(db, "_%_%_%")).toEqual([]);
  });

  it("gets the same through the model's tools", async () => {
    const db = customerDb(shop.tenantId, amin);
    const known = await shopFacts(db, null);
    if (!known) throw new Error("no shop");
    const seen = new Seen();
    const tools = conciergeTools(db, { locale: "ms", now: NOW, name: "Amin", shop: known }, "https://kedai.test", seen);
    const options = { toolCallId: "1", messages: [], context: {} };
    expect(await tools.my_repairs.execute?.({}, options)).toEqual({ rows: [] });
    expect(await tools.my_documents.execute?.({ kind: "any" }, options)).toEqual({ rows: [] });
    const text = JSON.stringify([
      await tools.find_products.execute?.({ query: bella }, options),
      await tools.shop_info.execute?.({}, options),
      ...seen.facts.keys(),
    ]);
    for (const secret of [bella, bellaTicket, bellaSale, "+60137770002", "Bella", other.tenantId])
      expect(text).not.toContain(secret);
  });

  it("belongs to one shop: the same id under another tenant reads nothing", async () => {
    const db = customerDb(other.tenantId, bella);
    expect(await ticketFacts(db, NOW)).toEqual([]);
    expect(await paperFacts(db, "https://kedai.test", null)).toEqual([]);
  });
});
