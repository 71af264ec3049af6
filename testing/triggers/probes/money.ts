/** Stock, invoices and orders. */
import { randomUUID } from "node:crypto";
import type { TransactionSql } from "postgres";
import { demand, refused } from "../attempt";
import type { Catalog } from "../catalog";
import type { Probe } from "../generic";
import { redacting } from "../redacting";
import { countRows, deleteRow, freshRow, insertRow, type Row, readAgain, rowsOf, updateRow } from "../rows";

const stockMoves: Probe = async (tx, catalog, trigger) => {
  const product = await freshRow(tx, catalog, "public.products", {
    reorder_level: 3,
    track_stock: true,
    kind: "product",
    tax_code: "NONE",
  });
  const [outlet] = await rowsOf(tx, "public.outlets", `tenant_id = '${product["tenant_id"]}'`, 1);
  demand(outlet !== undefined, "an outlet is needed");
  const where = `product_id = '${product["id"]}' and outlet_id = '${outlet["id"]}'`;
  const [sample] = await rowsOf(tx, trigger.table, "true", 1);
  const move = (inner: TransactionSql, quantity: number, source: string) => {
    const { id: _id, ...rest } = sample ?? {};
    return insertRow(inner, catalog.table(trigger.table), {
      ...rest,
      tenant_id: product["tenant_id"],
      outlet_id: outlet["id"],
      product_id: product["id"],
      quantity,
      source_id: source,
    });
  };
  const level = async () => Number((await rowsOf(tx, "public.stock_levels", where, 1))[0]?.["on_hand"] ?? 0);
  await move(tx, 5, "probe-1");
  demand((await level()) === 5, "a move does not change the level");
  await refused(tx, "stock.insufficient", "a move below zero", (inner) => move(inner, -6, "probe-2"));
  await move(tx, -3, "probe-3");
  demand((await level()) === 2, "a second move does not change the level");
  demand(
    (await countRows(tx, "public.events", `name = 'stock/low' and entity_id = '${product["id"]}'`)) === 1,
    "crossing the reorder level tells nobody",
  );
};

const draft = {
  status: "draft",
  seq: null,
  number: null,
  issued_at: null,
  due_date: null,
  business_date: null,
  paid_sen: 0,
  sale_id: null,
  ticket_id: null,
  void_reason: null,
  voided_at: null,
  voided_by: null,
};

const issuedInvoice = async (tx: TransactionSql, catalog: Catalog): Promise<Row> =>
  freshRow(tx, catalog, "public.invoices", {
    ...draft,
    status: "issued",
    number: "PROBE-1",
    seq: 9_000_001,
    issued_at: "2026-01-01T00:00:00Z",
    due_date: "2026-02-01",
    business_date: "2026-01-01",
    total_sen: 10_000,
  });

const invoicesGuard: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const invoice = await issuedInvoice(tx, catalog);
  await refused(tx, "invoice.issued_is_final", "another total", (inner) =>
    updateRow(inner, table, invoice, { total_sen: 20_000 }),
  );
  await refused(tx, "invoice.issued_is_final", "another name", (inner) =>
    updateRow(inner, table, invoice, { bill_to_name: "Orang Lain" }),
  );
  await refused(tx, "invoice.wrong_status", "issued → draft", (inner) =>
    updateRow(inner, table, invoice, { status: "draft" }),
  );
  await refused(tx, "ledger.append_only", "a delete", (inner) => deleteRow(inner, table, invoice));
  await refused(tx, "invoice.issued_is_final", "no name", (inner) =>
    updateRow(inner, table, invoice, { bill_to_name: null }),
  );
  const nameless = await redacting(tx, invoice["tenant_id"], () =>
    updateRow(tx, table, invoice, { bill_to_name: null }),
  );
  demand(nameless["bill_to_name"] === null, "an erased person stays on the bill");
};

const invoicePayments: Probe = async (tx, catalog, trigger) => {
  const invoice = await issuedInvoice(tx, catalog);
  const pay = (amount: number) =>
    freshRow(tx, catalog, trigger.table, {
      tenant_id: invoice["tenant_id"],
      outlet_id: invoice["outlet_id"],
      invoice_id: invoice["id"],
      amount_sen: amount,
      client_key: randomUUID(),
      method: "card",
      tendered_sen: null,
      rounding_sen: 0,
    });
  const state = async () => {
    const row = await readAgain(tx, catalog.table("public.invoices"), invoice);
    return `${row?.["status"]} ${row?.["paid_sen"]}`;
  };
  await pay(4000);
  demand((await state()) === "partly_paid 4000", "a payment does not count");
  await pay(6000);
  demand((await state()) === "paid 10000", "the last payment does not close the bill");
};

const ordersTransition: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const order = await freshRow(tx, catalog, trigger.table, { status: "received", status_at: "2026-01-01T00:00:00Z" });
  await refused(tx, "order.bad_transition", "received → ready", (inner) =>
    updateRow(inner, table, order, { status: "ready" }),
  );
  const after = await updateRow(tx, table, order, { status: "confirmed" });
  demand(after["status_at"] !== order["status_at"], "the time of a status does not follow it");
};

/** An erased person is erased from what he ordered. */
const eraseOrders: Probe = async (tx, catalog, trigger) => {
  const order = await freshRow(tx, catalog, "public.orders", { customer_name: "Aminah", note: "untuk Aminah" });
  const [customer] = await rowsOf(tx, trigger.table, `id = '${order["customer_id"]}'`, 1);
  demand(customer !== undefined, "a customer is needed");
  await redacting(tx, order["tenant_id"], () =>
    updateRow(tx, catalog.table(trigger.table), customer, { erased_at: "2026-01-01T00:00:00Z" }),
  );
  const after = await readAgain(tx, catalog.table("public.orders"), order);
  demand(after?.["customer_name"] === null && after["note"] === null, "an erased person stays on his orders");
};

export const MONEY_PROBES: Record<string, Probe> = {
  apply_stock_move: stockMoves,
  guard_invoice: invoicesGuard,
  apply_invoice_payment: invoicePayments,
  orders_transition: ordersTransition,
  erase_orders: eraseOrders,
};
