import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { actAs, openServiceSql } from "@/testing/db";
import { callRpc } from "@/testing/rpc";
import { addMember, addOutlet, addProduct, makeShop, type TestShop } from "@/testing/shop";

const sql = openServiceSql();
let shop: TestShop;
let other: TestShop;

beforeAll(async () => {
  shop = await makeShop(sql);
  other = await makeShop(sql);
});

const adjust = (
  role: keyof TestShop["claims"],
  product: string,
  quantity: string,
  more: Record<string, unknown> = {},
) =>
  callRpc(sql, shop.claims[role], "adjust_stock", {
    key: randomUUID(),
    outlet_id: shop.outletId,
    product_id: product,
    quantity,
    note: "Kiraan stok",
    ...more,
  });

const level = async (product: string) => {
  const [row] =
    await sql`select on_hand::float8 as n from public.stock_levels where product_id = ${product} and outlet_id = ${shop.outletId}`;
  return row?.["n"] ?? null;
};

describe("stock", () => {
  test("an adjustment needs a reason and moves once however often it arrives", async () => {
    const product = await addProduct(sql, shop, { stock: 10 });
    expect(await adjust("owner", product, "-1", { note: "" })).toMatchObject({ code: "stock.reason_required" });
    const key = randomUUID();
    for (let n = 0; n < 3; n += 1)
      expect(await adjust("owner", product, "-2.5", { key })).toMatchObject({ ok: true, value: { on_hand: 7.5 } });
    expect(await level(product)).toBe(7.5);
  });

  test("never goes below zero, and says which product", async () => {
    const product = await addProduct(sql, shop, { name: "Bateri", stock: 2 });
    expect(await adjust("owner", product, "-3")).toMatchObject({
      code: "stock.insufficient",
      detail: { product_id: product, name: "Bateri", on_hand: 2 },
    });
    expect(await level(product)).toBe(2);
    // The second net, should the trigger ever miss it.
    await expect(sql`update public.stock_levels set on_hand = -1 where product_id = ${product}`).rejects.toThrow(
      "stock_levels_on_hand_not_negative",
    );
  });

  test("the level is the sum of the ledger after any mix of moves at once", { timeout: 60_000 }, async () => {
    const product = await addProduct(sql, shop, { stock: 20 });
    await Promise.all(Array.from({ length: 60 }, (_, n) => adjust("owner", product, n % 3 ? "-1" : "1.25")));
    const [row] = await sql`select sum(quantity)::float8 as n from public.stock_moves where product_id = ${product}`;
    expect(row?.["n"]).toBe(await level(product));
  });

  test("receiving books each line once and keeps the cost to who may see it", async () => {
    const a = await addProduct(sql, shop);
    const b = await addProduct(sql, shop);
    const input = {
      key: randomUUID(),
      outlet_id: shop.outletId,
      note: "DO 4711",
      lines: [
        { product_id: a, quantity: "5", cost_sen: 700 },
        { product_id: b, quantity: "3" },
      ],
    };
    expect(await callRpc(sql, shop.claims.supervisor, "receive_stock", input)).toMatchObject({
      value: { received: 2 },
    });
    expect(await callRpc(sql, shop.claims.supervisor, "receive_stock", input)).toMatchObject({
      value: { received: 0 },
    });
    expect([await level(a), await level(b)]).toEqual([5, 3]);
    expect(await callRpc(sql, shop.claims.cashier, "receive_stock", input)).toMatchObject({ code: "auth.forbidden" });
    expect(
      await callRpc(sql, shop.claims.owner, "receive_stock", {
        ...input,
        key: randomUUID(),
        lines: [{ product_id: a, quantity: "-5" }],
      }),
    ).toMatchObject({
      code: "input.quantity",
    });
  });

  test("crossing the reorder level is news once", async () => {
    const product = await addProduct(sql, shop, { stock: 5, reorderLevel: 3 });
    for (let n = 0; n < 4; n += 1) await adjust("owner", product, "-1");
    expect(await sql`select 1 from public.events where name = 'stock/low' and entity_id = ${product}`).toHaveLength(1);
  });

  test("cashiers, technicians and others only look; another tenant or outlet does not even that", async () => {
    const product = await addProduct(sql, shop, { stock: 5 });
    for (const role of ["cashier", "technician", "agent", "sales", "renewal"] as const) {
      expect(await adjust(role, product, "1")).toMatchObject({ code: "auth.forbidden" });
    }
    expect(
      await callRpc(sql, other.claims.owner, "adjust_stock", {
        key: randomUUID(),
        outlet_id: shop.outletId,
        product_id: product,
        quantity: "1",
        note: "xxx",
      }),
    ).toMatchObject({
      code: "auth.wrong_outlet",
    });
    const branch = await addOutlet(sql, shop.tenantId, "B9");
    const tied = await addMember(sql, shop.tenantId, "supervisor", [branch]);
    expect(
      await callRpc(sql, tied, "adjust_stock", {
        key: randomUUID(),
        outlet_id: shop.outletId,
        product_id: product,
        quantity: "1",
        note: "xxx",
      }),
    ).toMatchObject({
      code: "auth.wrong_outlet",
    });
    const counts = await actAs(
      sql,
      other.claims.owner,
      (tx) => tx`select
      (select count(*)::int from public.stock_moves where tenant_id = ${shop.tenantId}) as moves, (select count(*)::int from public.products where tenant_id = ${shop.tenantId}) as products`,
    );
    expect(counts[0]).toEqual({ moves: 0, products: 0 });
    await expect(
      actAs(
        sql,
        shop.claims.owner,
        (tx) => tx`update public.stock_levels set on_hand = 99 where product_id = ${product}`,
      ),
    ).rejects.toThrow("permission denied");
  });

  test("a chatting customer sees price and stock of what is sold, never cost, never another tenant", async () => {
    const product = await addProduct(sql, shop, { stock: 5, costSen: 100 });
    await addProduct(sql, other, { stock: 5 });
    const claims = { sub: "customer:x", actor: "customer", tenant_id: shop.tenantId, customer_id: randomUUID() };
    const [seen] = await actAs(
      sql,
      claims,
      (tx) => tx`select (select count(*)::int from public.products where id = ${product}) as product,
      (select count(*)::int from public.stock_levels where product_id = ${product}) as level, (select count(*)::int from public.product_costs) as costs,
      (select count(*)::int from public.products where tenant_id = ${other.tenantId}) as theirs, (select count(*)::int from public.stock_moves) as moves`,
    );
    expect(seen).toEqual({ product: 1, level: 1, costs: 0, theirs: 0, moves: 0 });
  });
});

describe("products", () => {
  const product = (sku: string) => ({
    kind: "product",
    sku,
    name: "Casing",
    unit: "unit",
    price_sen: 1990,
    tax_code: "NONE",
    category: "Aksesori",
    cost_sen: 900,
  });

  test("are saved by owner and admin, with a category by name", async () => {
    const made = await callRpc(sql, shop.claims.admin, "save_product", product("CS-1"));
    expect(made.ok).toBe(true);
    const id = made.ok ? String(made.value["id"]) : "";
    expect(
      (await callRpc(sql, shop.claims.admin, "save_product", { ...product("CS-1"), id, price_sen: 2190 })).ok,
    ).toBe(true);
    const [row] =
      await sql`select p.price_sen::int, c.name, k.cost_sen::int from public.products p join public.product_categories c on c.id = p.category_id
      join public.product_costs k on k.product_id = p.id where p.id = ${id}`;
    expect(row).toEqual({ price_sen: 2190, name: "Aksesori", cost_sen: 900 });
    expect(await callRpc(sql, shop.claims.cashier, "save_product", product("CS-2"))).toMatchObject({
      code: "auth.forbidden",
    });
    expect(await callRpc(sql, other.claims.owner, "save_product", { ...product("CS-1"), id })).toMatchObject({
      code: "input.not_found",
    });
  });

  test("a SKU is unique in a tenant and free in the next", async () => {
    await callRpc(sql, shop.claims.owner, "save_product", product("SAME"));
    await expect(callRpc(sql, shop.claims.owner, "save_product", product("SAME"))).rejects.toThrow(
      "products_sku_unique",
    );
    expect((await callRpc(sql, other.claims.owner, "save_product", product("SAME"))).ok).toBe(true);
  });

  test("goods never carry service tax", async () => {
    await expect(
      callRpc(sql, shop.claims.owner, "save_product", { ...product("TAX"), tax_code: "SST-S" }),
    ).rejects.toThrow("products_goods_no_service_tax");
  });
});
