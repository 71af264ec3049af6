import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { actAs, openServiceSql } from "@/testing/db";
import { callRpc } from "@/testing/rpc";
import { addCustomer, addMember, addOutlet, addProduct, makeShop, type TestShop } from "@/testing/shop";

const sql = openServiceSql(20);
let shop: TestShop;
let other: TestShop;

beforeAll(async () => {
  shop = await makeShop(sql, { sstFrom: "2024-03-01" });
  other = await makeShop(sql);
});

const cash = (amount: number, tendered = amount) => [{ method: "cash", amount_sen: amount, tendered_sen: tendered }];

function sale(product: string, total: number, more: Record<string, unknown> = {}) {
  return {
    key: randomUUID(),
    outlet_id: shop.outletId,
    lines: [{ product_id: product, quantity: "1" }],
    order: {},
    expected: { tax_sen: 0, rounding_sen: 0, total_sen: total },
    payments: cash(total),
    ...more,
  };
}

const sell = (input: unknown, role: keyof TestShop["claims"] = "cashier") =>
  callRpc(sql, shop.claims[role], "complete_sale", input);

describe("a sale", () => {
  test("writes lines, payments, stock, number, audit and event, or nothing at all", async () => {
    const phone = await addProduct(sql, shop, { priceSen: 3001, stock: 5, costSen: 1500 });
    const labour = await addProduct(sql, shop, { kind: "service", priceSen: 8000, taxCode: "SST-S" });
    const customer = await addCustomer(sql, shop);
    const answer = await sell({
      key: randomUUID(),
      outlet_id: shop.outletId,
      customer_id: customer,
      lines: [
        { product_id: phone, quantity: "2" },
        { product_id: labour, quantity: "1" },
      ],
      order: {},
      expected: { tax_sen: 640, rounding_sen: -2, total_sen: 14_640 },
      payments: [
        { method: "duitnow", amount_sen: 4640 },
        { method: "cash", amount_sen: 10_000, tendered_sen: 15_000 },
      ],
    });
    expect(answer).toMatchObject({ ok: true, value: { total_sen: 14_640, change_sen: 5000, replayed: false } });
    if (!answer.ok) return;
    const id = String(answer.value["sale_id"]);
    const lines =
      await sql`select line_no, quantity::float8 as quantity, tax_rate_bp, tax_sen::int, total_sen::int from public.sale_lines where sale_id = ${id} order by line_no`;
    expect([...lines]).toEqual([
      { line_no: 1, quantity: 2, tax_rate_bp: 0, tax_sen: 0, total_sen: 6002 },
      { line_no: 2, quantity: 1, tax_rate_bp: 800, tax_sen: 640, total_sen: 8640 },
    ]);
    expect([
      ...(await sql`select method, status from public.sale_payments where sale_id = ${id} order by line_no`),
    ]).toEqual([
      { method: "duitnow", status: "unverified" },
      { method: "cash", status: "received" },
    ]);
    expect([...(await sql`select on_hand::int from public.stock_levels where product_id = ${phone}`)]).toEqual([
      { on_hand: 3 },
    ]);
    expect([...(await sql`select cost_sen::int from public.sale_line_costs where sale_id = ${id}`)]).toEqual([
      { cost_sen: 1500 },
    ]);
    expect(
      await sql`select 1 from public.audit_log where table_name = 'sales' and row_id = ${id} and person_id = ${shop.claims.cashier["sub"] ?? ""}`,
    ).toHaveLength(1);
    expect(await sql`select 1 from public.events where name = 'pos/sale.completed' and entity_id = ${id}`).toHaveLength(
      1,
    );
  });

  test("the same sale twice, even at the same moment, is one sale with one number", async () => {
    const product = await addProduct(sql, shop, { stock: 50 });
    const input = sale(product, 1000);
    const answers = await Promise.all(Array.from({ length: 8 }, () => sell(input)));
    const ids = new Set(answers.map((answer) => (answer.ok ? answer.value["sale_id"] : answer.code)));
    expect(ids.size).toBe(1);
    expect(answers.filter((answer) => answer.ok && answer.value["replayed"] === false)).toHaveLength(1);
    expect([...(await sql`select on_hand::int from public.stock_levels where product_id = ${product}`)]).toEqual([
      { on_hand: 49 },
    ]);
  });

  test("the same key with other content is refused and names the sale that exists", async () => {
    const product = await addProduct(sql, shop, { stock: 5 });
    const input = sale(product, 1000);
    const first = await sell(input);
    const second = await sell({ ...input, payments: [{ method: "card", amount_sen: 1000 }] });
    expect(second).toMatchObject({
      ok: false,
      code: "sale.key_reused",
      detail: { sale_id: first.ok ? first.value["sale_id"] : "" },
    });
  });

  test("16 clients selling the last 100: exactly 100 succeed, nothing is left, the rest are told why", {
    timeout: 60_000,
  }, async () => {
    const product = await addProduct(sql, shop, { name: "Kabel USB-C", stock: 100 });
    const results = await Promise.all(
      Array.from({ length: 16 }, async () => {
        const out = [];
        for (let n = 0; n < 20; n += 1) out.push(await sell(sale(product, 1000)));
        return out;
      }),
    );
    const flat = results.flat();
    expect(flat.filter((answer) => answer.ok)).toHaveLength(100);
    const refused = flat.filter((answer) => !answer.ok);
    expect(refused).toHaveLength(220);
    for (const answer of refused)
      expect(answer).toMatchObject({
        code: "stock.insufficient",
        detail: { product_id: product, name: "Kabel USB-C" },
      });
    const [ledger] = await sql`
      select (select sum(quantity)::int from public.stock_moves where product_id = ${product}) as ledger,
             (select on_hand::int from public.stock_levels where product_id = ${product}) as level`;
    expect(ledger).toEqual({ ledger: 0, level: 0 });
  });

  test("numbers have no gap after refused sales", async () => {
    const [row] =
      await sql`select max(seq)::int as last, count(*)::int as n from public.sales where tenant_id = ${shop.tenantId}`;
    expect(row?.["last"]).toBe(row?.["n"]);
  });

  test("carts with the same goods in opposite order do not dead-lock", { timeout: 60_000 }, async () => {
    const a = await addProduct(sql, shop, { stock: 1000 });
    const b = await addProduct(sql, shop, { stock: 1000 });
    const both = (first: string, second: string) =>
      sale(first, 2000, {
        lines: [
          { product_id: first, quantity: "1" },
          { product_id: second, quantity: "1" },
        ],
      });
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => sell(n % 2 ? both(a, b) : both(b, a))));
    expect(answers.every((answer) => answer.ok)).toBe(true);
  });

  test("totals that are not what the screen showed stop the sale and tell the new ones", async () => {
    const product = await addProduct(sql, shop, { priceSen: 1990, stock: 5 });
    expect(await sell(sale(product, 1890))).toMatchObject({
      code: "sale.total_changed",
      detail: { total_sen: 1990, tax_sen: 0, rounding_sen: 0 },
    });
  });

  test("a later failure leaves no stock move, no number and no sale behind", async () => {
    const product = await addProduct(sql, shop, { stock: 5 });
    const before =
      await sql`select last_no::int from private.document_counters where outlet_id = ${shop.outletId} and kind = 'receipt'`;
    await expect(sell(sale(product, 1000, { customer_id: randomUUID() }))).rejects.toThrow("foreign key");
    const after =
      await sql`select last_no::int from private.document_counters where outlet_id = ${shop.outletId} and kind = 'receipt'`;
    expect([...after]).toEqual([...before]);
    expect([...(await sql`select on_hand::int from public.stock_levels where product_id = ${product}`)]).toEqual([
      { on_hand: 5 },
    ]);
  });
});

describe("payments", () => {
  const refused: [string, unknown[], string][] = [
    ["a transfer without a reference", [{ method: "transfer", amount_sen: 1000 }], "payment.reference_required"],
    ["less than the bill", [{ method: "card", amount_sen: 900 }], "payment.sum_differs"],
    ["cash below what it should cover", cash(1000, 500), "payment.cash_short"],
    [
      "cash in sen that no coin has",
      [
        { method: "cash", amount_sen: 998 },
        { method: "card", amount_sen: 2 },
      ],
      "payment.cash_not_round",
    ],
    ["change from a card", [{ method: "card", amount_sen: 1000, tendered_sen: 2000 }], "payment.invalid"],
    ["a way nobody knows", [{ method: "cheque", amount_sen: 1000 }], "payment.invalid"],
    [
      "a negative part",
      [
        { method: "card", amount_sen: 2000 },
        { method: "card", amount_sen: -1000 },
      ],
      "payment.invalid",
    ],
  ];
  test.each(refused)("refuses %s", async (_name, payments, code) => {
    const product = await addProduct(sql, shop, { stock: 5 });
    expect(await sell(sale(product, 1000, { payments }))).toMatchObject({ ok: false, code });
  });

  test("are rounded to 5 sen unless every way of the bill is set not to be", async () => {
    const shopSen = await makeShop(sql);
    await sql`update public.tenants set settings = '{"pos": {"rounding": {"card": false}}}' where id = ${shopSen.tenantId}`;
    const product = await addProduct(sql, shopSen, { priceSen: 1003, stock: 9 });
    const by = (method: string, total: number, rounding: number) =>
      callRpc(sql, shopSen.claims.cashier, "complete_sale", {
        ...sale(product, total),
        outlet_id: shopSen.outletId,
        expected: { tax_sen: 0, rounding_sen: rounding, total_sen: total },
        payments: [{ method, amount_sen: total }],
      });
    expect((await by("card", 1003, 0)).ok).toBe(true);
    expect((await by("ewallet", 1005, 2)).ok).toBe(true);
  });
});

describe("who may", () => {
  test("a discount or another price needs the right and a reason", async () => {
    const product = await addProduct(sql, shop, { stock: 20 });
    const cheaper = { lines: [{ product_id: product, quantity: "1", discount_sen: 100 }], reason: "Pelanggan tetap" };
    const other = { lines: [{ product_id: product, quantity: "1", price_sen: 900 }] };
    expect(await sell(sale(product, 900, cheaper), "agent")).toMatchObject({ code: "sale.discount_not_allowed" });
    expect(await sell(sale(product, 900, other), "agent")).toMatchObject({ code: "sale.discount_not_allowed" });
    expect(await sell(sale(product, 900, { order: { discount_bp: 1000 } }), "agent")).toMatchObject({
      code: "sale.discount_not_allowed",
    });
    expect(await sell(sale(product, 900, { ...cheaper, reason: " " }))).toMatchObject({ code: "sale.reason_required" });
    expect((await sell(sale(product, 900, cheaper))).ok).toBe(true);
    expect((await sell(sale(product, 1000), "agent")).ok).toBe(true);
  });

  test("technicians, supervisors and renewal do not sell; nobody sells in another tenant or outlet", async () => {
    const product = await addProduct(sql, shop, { stock: 20 });
    for (const role of ["technician", "supervisor", "renewal"] as const) {
      expect(await sell(sale(product, 1000), role)).toMatchObject({ code: "auth.forbidden", status: "PT403" });
    }
    expect(await callRpc(sql, other.claims.owner, "complete_sale", sale(product, 1000))).toMatchObject({
      code: "auth.wrong_outlet",
    });
    const branch = await addOutlet(sql, shop.tenantId, "B2");
    const tied = await addMember(sql, shop.tenantId, "cashier", [branch]);
    expect(await callRpc(sql, tied, "complete_sale", sale(product, 1000))).toMatchObject({ code: "auth.wrong_outlet" });
    expect(
      await callRpc(sql, shop.claims.owner, "complete_sale", sale(product, 1000, { outlet_id: null })),
    ).toMatchObject({ code: "input.invalid" });
    expect(await callRpc(sql, { sub: "x", actor: "public" }, "complete_sale", sale(product, 1000))).toMatchObject({
      code: "auth.forbidden",
    });
    await expect(
      sql.begin(async (tx) => {
        await tx.unsafe("set local role anon");
        await tx`select public.complete_sale('{}')`;
      }),
    ).rejects.toThrow("permission denied");
  });

  test("a product of another tenant cannot be sold", async () => {
    const theirs = await addProduct(sql, other, { stock: 5 });
    expect(await sell(sale(theirs, 1000))).toMatchObject({ code: "sale.product_gone" });
  });

  test("the other tenant's owner, and a cashier of another outlet, see none of it", async () => {
    const branch = await addOutlet(sql, shop.tenantId, "B3");
    const tied = await addMember(sql, shop.tenantId, "cashier", [branch]);
    for (const claims of [other.claims.owner, tied]) {
      const seen = await actAs(sql, claims, async (tx) => {
        const [row] =
          await tx`select (select count(*) from public.sales where tenant_id = ${shop.tenantId})::int as sales,
          (select count(*) from public.sale_lines where tenant_id = ${shop.tenantId})::int as lines,
          (select count(*) from public.sale_payments where tenant_id = ${shop.tenantId})::int as payments`;
        return row;
      });
      expect(seen).toEqual({ sales: 0, lines: 0, payments: 0 });
    }
  });

  test("cost is for owner, admin and supervisor only", async () => {
    const seen = async (role: keyof TestShop["claims"]) =>
      actAs(sql, shop.claims[role], async (tx) => {
        const [row] =
          await tx`select (select count(*) from public.product_costs)::int as a, (select count(*) from public.sale_line_costs)::int as b`;
        return Number(row?.["a"]) > 0 && Number(row?.["b"]) > 0;
      });
    expect([await seen("owner"), await seen("admin"), await seen("supervisor")]).toEqual([true, true, true]);
    expect([await seen("cashier"), await seen("technician"), await seen("agent"), await seen("sales")]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test("a completed sale cannot be changed or removed, not even by the service role", async () => {
    for (const table of ["sales", "sale_lines", "sale_payments", "sale_line_costs", "stock_moves"]) {
      await expect(
        sql`update public.${sql(table)} set tenant_id = tenant_id where tenant_id = ${shop.tenantId}`,
      ).rejects.toThrow("ledger.append_only");
      await expect(sql`delete from public.${sql(table)} where tenant_id = ${shop.tenantId}`).rejects.toThrow(
        "ledger.append_only",
      );
    }
    await expect(
      actAs(sql, shop.claims.owner, (tx) => tx`insert into public.sales (tenant_id) values (${shop.tenantId})`),
    ).rejects.toThrow("permission denied");
  });
});
