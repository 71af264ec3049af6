import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { type Desk, makeDesk } from "@/lib/repairs/test-desk";
import { actAs, type Claims, openServiceSql } from "@/testing/db";
import { callRpc } from "@/testing/rpc";

const sql = openServiceSql(10);
let desk: Desk;
let cashier: Claims;

beforeAll(async () => {
  desk = await makeDesk(sql);
  cashier = await desk.shop.member("cashier");
});

/** A ticket whose approved price has one part (RM 150, on the shelf) and labour (RM 80). */
async function approvedTicket(): Promise<string> {
  const ticket = await desk.openTicket();
  const estimate = await desk.propose(ticket.id, 23_000, {
    lines: [
      { description: "Skrin LCD", product_id: desk.productId, quantity: 1, unit_price_sen: 15_000 },
      { description: "Upah", quantity: 1, unit_price_sen: 8000 },
    ],
    expected_total_sen: 23_000,
  });
  await desk.receive("+60121110001", { buttonId: `approve:${estimate.id}` });
  return ticket.id;
}

const level = async () => {
  const [row] = await sql`select on_hand::int as n from public.stock_levels where product_id = ${desk.productId}`;
  return row?.["n"];
};

const settle = (ticketId: string, more: Record<string, unknown> = {}) =>
  callRpc(sql, cashier, "complete_sale", {
    key: randomUUID(),
    outlet_id: desk.shop.outletId,
    ticket_id: ticketId,
    lines: [],
    order: {},
    expected: { tax_sen: 0, rounding_sen: 0, total_sen: 23_000 },
    payments: [{ method: "card", amount_sen: 23_000 }],
    ...more,
  });

test("the counter sees the approved price, never the cost", async () => {
  const ticket = await approvedTicket();
  await sql`insert into public.product_costs (tenant_id, product_id, cost_sen) values (${desk.shop.tenantId}, ${desk.productId}, 9000)`;
  const [row] = await actAs(
    sql,
    cashier,
    (tx) => tx`select public.ticket_bill(${desk.shop.outletId}, ${ticket}) as bill`,
  );
  expect(row?.["bill"]).toMatchObject({
    ticket_id: ticket,
    customer_name: "Aminah",
    lines: [
      { description: "Skrin LCD", unit_price_sen: 15_000 },
      { description: "Upah", unit_price_sen: 8000 },
    ],
  });
  expect(JSON.stringify(row?.["bill"])).not.toContain("cost_sen");
});

test("paying a ticket moves its part once, names the customer, and is refused the second time", async () => {
  const before = await level();
  const ticket = await approvedTicket();
  const answers = await Promise.all([settle(ticket), settle(ticket)]);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(answers.find((answer) => !answer.ok)).toMatchObject({ code: "repair.already_settled" });
  expect(await level()).toBe(before - 1);
  const [row] = await sql`
    select s.customer_id is not null as named, t.settled_sale_id = s.id as settled from public.sales s
      join public.repair_tickets t on t.id = s.ticket_id where t.id = ${ticket}`;
  expect(row).toEqual({ named: true, settled: true });
});

test("an invoice for a ticket settles it, and voiding the invoice opens it again", async () => {
  const ticket = await approvedTicket();
  const made = await callRpc(sql, cashier, "create_invoice", {
    key: randomUUID(),
    outlet_id: desk.shop.outletId,
    ticket_id: ticket,
    lines: [],
    order: {},
    issue: true,
    due_date: "2099-01-31",
  });
  expect(made).toMatchObject({ ok: true, value: { status: "issued", total_sen: 23_000 } });
  expect(await settle(ticket)).toMatchObject({ ok: false, code: "repair.already_settled" });
  const invoice = made.ok ? String(made.value["invoice_id"]) : "";
  await actAs(sql, cashier, (tx) => tx`select public.void_invoice(${invoice}, 'Bayar tunai di kaunter')`);
  expect(await settle(ticket)).toMatchObject({ ok: true });
});
