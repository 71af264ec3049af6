/** Shared by the database tests of the repair desk: a shop with a part on the shelf, tickets, and a customer who chats. */
import type { Sql } from "postgres";
import { z } from "zod";
import { actAs, type Claims } from "@/testing/db";
import { makeShop, type TestShop } from "@/testing/shop";

export const opened = z.object({
  id: z.uuid(),
  number: z.string(),
  token: z.string(),
  message_id: z.uuid().nullable(),
  duplicate: z.boolean(),
});
export const proposed = z.object({
  id: z.uuid(),
  version: z.number(),
  total_sen: z.number(),
  token: z.string(),
  message_id: z.uuid().nullable(),
  duplicate: z.boolean(),
});
export type Opened = z.infer<typeof opened>;
export type Proposed = z.infer<typeof proposed>;

export interface Desk {
  shop: TestShop;
  technician: Claims;
  productId: string;
  openTicket(extra?: Record<string, unknown>): Promise<Opened>;
  propose(ticketId: string, unitPriceSen: number, extra?: Record<string, unknown>): Promise<Proposed>;
  /** What the customer of this phone sends in; returns the message id. */
  receive(phone: string, message: { kind?: string; body?: string; buttonId?: string }): Promise<string>;
}

/** Calls a public function with one jsonb argument as somebody. */
export const call = (sql: Sql, claims: Claims, name: string, p: unknown): Promise<unknown> =>
  actAs(sql, claims, async (tx) => {
    const [row] = await tx.unsafe(`select public.${name}($1::text::jsonb) as value`, [JSON.stringify(p)]);
    return row?.["value"];
  });

export const runnerOf = (tenantId: string): Claims => ({
  sub: "system:wa-runner",
  actor: "wa-runner",
  tenant_id: tenantId,
});
export const conciergeOf = (tenantId: string): Claims => ({
  sub: "system:concierge",
  actor: "concierge",
  tenant_id: tenantId,
});
export const customerOf = (tenantId: string, customerId: string): Claims => ({
  sub: `customer:${customerId}`,
  actor: "customer",
  tenant_id: tenantId,
  customer_id: customerId,
});
export const VISITOR: Claims = { sub: "public", actor: "public" };

export const REPLIES = {
  approved: "Terima kasih, {number} diluluskan.",
  declined: "Baik, {number} tidak diteruskan.",
  changed: "Harga telah berubah.",
  decided: "Sudah diputuskan.",
  gone: "Tidak lagi sah.",
};

export const estimateInput = (ticketId: string, unitPriceSen: number, extra: Record<string, unknown> = {}) => ({
  client_id: crypto.randomUUID(),
  ticket_id: ticketId,
  lines: [{ description: "Tukar skrin", quantity: 1, unit_price_sen: unitPriceSen }],
  expected_total_sen: unitPriceSen,
  message: { body: "Anggaran {number}: /a/{token}", approve: "Setuju", decline: "Tak setuju" },
  replies: REPLIES,
  ...extra,
});

export async function makeDesk(sql: Sql): Promise<Desk> {
  const shop = await makeShop(sql);
  const technician = await shop.member("technician");
  const [product] = await sql<{ id: string }[]>`insert into public.products (tenant_id, sku, name, price_sen)
    values (${shop.tenantId}, 'LCD-1', 'Skrin LCD', 15000) returning id`;
  if (!product) throw new Error("no product");
  await sql`select private.move_stock(${shop.tenantId}, ${shop.outletId}, ${product.id}, 5, 'receive', 'test', '1')`;
  const [channel] = await sql<
    { id: string }[]
  >`select id from public.channels where tenant_id = ${shop.tenantId} limit 1`;
  return {
    shop,
    technician,
    productId: product.id,
    openTicket: async (extra = {}) =>
      opened.parse(
        await call(sql, technician, "create_ticket", {
          client_id: crypto.randomUUID(),
          outlet_id: shop.outletId,
          customer: { name: "Aminah", phone: "+60121110001", locale: "ms" },
          device: { category: "phone", brand: "Samsung", model: "Galaxy A54" },
          problem: "Skrin pecah",
          ...extra,
        }),
      ),
    propose: async (ticketId, unitPriceSen, extra = {}) =>
      proposed.parse(await call(sql, technician, "propose_estimate", estimateInput(ticketId, unitPriceSen, extra))),
    receive: async (phone, message) => {
      const answer = await call(sql, runnerOf(shop.tenantId), "record_inbound_message", {
        channel_id: channel?.id,
        provider_id: crypto.randomUUID(),
        sender: { kind: "phone", value: phone, name: "Aminah" },
        kind: message.buttonId ? "button_reply" : (message.kind ?? "text"),
        body: message.body ?? "Setuju",
        payload: message.buttonId ? { id: message.buttonId, title: "Setuju" } : {},
      });
      return z.object({ message_id: z.uuid() }).parse(answer).message_id;
    },
  };
}

/** The refusal code of a promise that must fail. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "(allowed)";
}
