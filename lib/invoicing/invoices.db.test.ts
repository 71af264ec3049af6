import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { actAs, openServiceSql } from "@/testing/db";
import { callRpc, type RpcAnswer } from "@/testing/rpc";
import { addCustomer, addProduct, makeShop, type TestShop } from "@/testing/shop";

const sql = openServiceSql(12);
let shop: TestShop;
let other: TestShop;
let customer: string;

beforeAll(async () => {
  shop = await makeShop(sql, { sstFrom: "2024-03-01" });
  other = await makeShop(sql);
  customer = await addCustomer(sql, shop);
});

const create = (product: string, more: Record<string, unknown> = {}, role: keyof TestShop["claims"] = "cashier") =>
  callRpc(sql, shop.claims[role], "create_invoice", {
    key: randomUUID(),
    outlet_id: shop.outletId,
    customer_id: customer,
    issue: true,
    due_date: "2099-01-31",
    lines: [{ product_id: product, quantity: "1" }],
    order: {},
    ...more,
  });
const idOf = (answer: RpcAnswer) => (answer.ok ? String(answer.value["invoice_id"]) : answer.code);
const pay = (invoice: string, method: string, amount: number, more: Record<string, unknown> = {}) =>
  callRpc(sql, shop.claims.cashier, "record_invoice_payment", {
    key: randomUUID(),
    invoice_id: invoice,
    method,
    amount_sen: amount,
    ...more,
  });
const level = async (product: string) => {
  const [row] = await sql`select on_hand::int as n from public.stock_levels where product_id = ${product}`;
  return row?.["n"];
};

describe("an invoice on account", () => {
  test("takes stock and a number when issued, not before", async () => {
    const product = await addProduct(sql, shop, { priceSen: 1002, stock: 5 });
    const draft = await create(product, { issue: false });
    expect(draft).toMatchObject({ value: { status: "draft", number: null } });
    expect(await level(product)).toBe(5);
    const claims = shop.claims.cashier;
    const issue = () => actAs(sql, claims, (tx) => tx`select public.issue_invoice(${idOf(draft)}, '2099-01-31') as a`);
    const [first] = await issue();
    const [again] = await issue();
    expect(first?.["a"]).toMatchObject({ status: "issued", total_sen: 1002, balance_sen: 1002 });
    expect(again?.["a"]).toEqual(first?.["a"]);
    expect(await level(product)).toBe(4);
  });

  test("is paid in parts; cash closes it rounded to 5 sen", async () => {
    const product = await addProduct(sql, shop, { priceSen: 10_002, stock: 5 });
    const id = idOf(await create(product));
    expect(await pay(id, "transfer", 5000)).toMatchObject({ code: "payment.reference_required" });
    expect(await pay(id, "transfer", 5000, { reference: "MBB 8812" })).toMatchObject({
      value: { status: "partly_paid", balance_sen: 5002 },
    });
    expect(await pay(id, "card", 5010)).toMatchObject({ code: "payment.too_much", detail: { balance_sen: 5002 } });
    expect(await pay(id, "cash", 5000, { tendered_sen: 10_000 })).toMatchObject({
      value: { status: "paid", balance_sen: 0, change_sen: 5000 },
    });
    expect(await pay(id, "cash", 5)).toMatchObject({ code: "invoice.not_payable" });
    expect(await sql`select 1 from public.events where name = 'invoice/paid' and entity_id = ${id}`).toHaveLength(1);
  });

  test("the same payment twice counts once, even at the same moment", async () => {
    const product = await addProduct(sql, shop, { priceSen: 5000, stock: 5 });
    const id = idOf(await create(product));
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => pay(id, "card", 2000, { key })));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    const [row] = await sql`select paid_sen::int from public.invoices where id = ${id}`;
    expect(row).toEqual({ paid_sen: 2000 });
    expect(await pay(id, "card", 1000, { key })).toMatchObject({ code: "payment.key_reused" });
  });

  test("many payments at once never exceed the bill", async () => {
    const product = await addProduct(sql, shop, { priceSen: 5000, stock: 5 });
    const id = idOf(await create(product));
    const answers = await Promise.all(Array.from({ length: 10 }, () => pay(id, "card", 1000)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(5);
  });

  test("the same invoice twice is one", async () => {
    const product = await addProduct(sql, shop, { stock: 5 });
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 4 }, () => create(product, { key })));
    expect(new Set(answers.map(idOf)).size).toBe(1);
    expect(await level(product)).toBe(4);
    expect(await create(product, { key, note: "lain" })).toMatchObject({ code: "invoice.key_reused" });
  });

  test("void gives the goods back, needs a reason, and is refused once money was taken", async () => {
    const product = await addProduct(sql, shop, { stock: 5 });
    const id = idOf(await create(product));
    const voidIt = (reason: string) =>
      actAs(sql, shop.claims.cashier, (tx) => tx`select public.void_invoice(${id}, ${reason})`);
    await expect(voidIt("")).rejects.toThrow("invoice.reason_required");
    await voidIt("Salah pelanggan");
    await voidIt("Salah pelanggan");
    expect(await level(product)).toBe(5);
    const paid = idOf(await create(product));
    await pay(paid, "card", 500);
    await expect(
      actAs(sql, shop.claims.cashier, (tx) => tx`select public.void_invoice(${paid}, 'xxx')`),
    ).rejects.toThrow("invoice.wrong_status");
  });

  test("numbers have no gap, though drafts and refusals came between", async () => {
    const [row] =
      await sql`select max(seq)::int as last, count(seq)::int as n from public.invoices where tenant_id = ${shop.tenantId}`;
    expect(row?.["last"]).toBe(row?.["n"]);
  });

  test("what is issued is final, for everybody", async () => {
    const product = await addProduct(sql, shop, { stock: 5 });
    const id = idOf(await create(product));
    await expect(sql`update public.invoices set total_sen = 1, subtotal_sen = 1 where id = ${id}`).rejects.toThrow(
      "invoice.issued_is_final",
    );
    await expect(sql`update public.invoices set status = 'draft' where id = ${id}`).rejects.toThrow(
      "invoice.wrong_status",
    );
    await expect(sql`delete from public.invoices where id = ${id}`).rejects.toThrow("ledger.append_only");
    await expect(sql`update public.invoice_lines set total_sen = 1 where invoice_id = ${id}`).rejects.toThrow(
      "ledger.append_only",
    );
    await expect(sql`update public.invoices set bill_to_name = null where id = ${id}`).rejects.toThrow(
      "invoice.issued_is_final",
    );
    await expect(
      actAs(sql, shop.claims.owner, (tx) => tx`update public.invoices set note = 'x' where id = ${id}`),
    ).rejects.toThrow("permission denied");
  });

  test("only who may write invoices does; the other tenant sees none", async () => {
    const product = await addProduct(sql, shop, { stock: 5 });
    for (const role of ["technician", "supervisor", "renewal"] as const)
      expect(await create(product, {}, role)).toMatchObject({ code: "auth.forbidden" });
    const id = idOf(await create(product));
    expect(
      await callRpc(sql, other.claims.owner, "record_invoice_payment", {
        key: randomUUID(),
        invoice_id: id,
        method: "card",
        amount_sen: 5,
      }),
    ).toMatchObject({
      code: "input.not_found",
    });
    const [seen] = await actAs(
      sql,
      other.claims.owner,
      (tx) => tx`select count(*)::int as n from public.invoices where tenant_id = ${shop.tenantId}`,
    );
    expect(seen).toEqual({ n: 0 });
    const mine = { sub: "c", actor: "customer", tenant_id: shop.tenantId, customer_id: customer };
    const [own] = await actAs(sql, mine, (tx) => tx`select count(*)::int > 0 as n from public.invoices`);
    const [foreign] = await actAs(
      sql,
      { ...mine, customer_id: randomUUID() },
      (tx) => tx`select count(*)::int as n from public.invoices`,
    );
    expect([own, foreign]).toEqual([{ n: true }, { n: 0 }]);
  });
});

describe("documents", () => {
  test("a sale becomes a paid invoice once, and its link opens that document and no other", async () => {
    const labour = await addProduct(sql, shop, {
      kind: "service",
      priceSen: 8000,
      taxCode: "SST-S",
      name: "Tukar skrin",
    });
    const sold = await callRpc(sql, shop.claims.cashier, "complete_sale", {
      key: randomUUID(),
      outlet_id: shop.outletId,
      customer_id: customer,
      lines: [{ product_id: labour, quantity: "1" }],
      order: {},
      expected: { tax_sen: 640, rounding_sen: 0, total_sen: 8640 },
      payments: [{ method: "card", amount_sen: 8640 }],
    });
    const saleId = sold.ok ? String(sold.value["sale_id"]) : "";
    const from = (key: string) =>
      callRpc(sql, shop.claims.cashier, "create_invoice", {
        key,
        outlet_id: shop.outletId,
        sale_id: saleId,
        issue: true,
      });
    const made = await from(randomUUID());
    expect(made).toMatchObject({ value: { status: "paid", total_sen: 8640, balance_sen: 0 } });
    expect(await from(randomUUID())).toMatchObject({ code: "invoice.sale_has_one" });

    const [link] = await actAs(
      sql,
      shop.claims.cashier,
      (tx) => tx`select public.receipt_link(${saleId}) as token, public.invoice_link(${idOf(made)}) as invoice`,
    );
    const publicClaims = { sub: "public", actor: "public" };
    const [opened] = await actAs(
      sql,
      publicClaims,
      (tx) => tx`select public.open_receipt(${link?.["token"]}) as d, public.open_invoice(${link?.["invoice"]}) as i`,
    );
    expect(opened?.["d"]).toMatchObject({
      kind: "receipt",
      total_sen: 8640,
      tax_sen: 640,
      shop: { sst_no: "W10-1808-31000001" },
      lines: [{ description: "Tukar skrin" }],
    });
    expect(opened?.["i"]).toMatchObject({
      kind: "invoice",
      customer_name: "Pelanggan",
      payments: [{ method: "card" }],
    });
    await expect(actAs(sql, publicClaims, (tx) => tx`select public.open_invoice(${link?.["token"]})`)).rejects.toThrow(
      "link.gone",
    );
    await expect(
      actAs(sql, other.claims.owner, (tx) => tx`select public.open_receipt(${link?.["token"]})`),
    ).rejects.toThrow("auth.forbidden");
    await expect(actAs(sql, other.claims.owner, (tx) => tx`select public.receipt_document(${saleId})`)).rejects.toThrow(
      "input.not_found",
    );
  });
});
