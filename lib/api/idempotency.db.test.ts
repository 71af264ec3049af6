import postgres from "postgres";
import { beforeAll, describe, expect, it } from "vitest";
import { apiCreate } from "@/testing/api-create";
import { makeApiKey, type TestKey } from "@/testing/api-key";
import { openServiceSql, testStack } from "@/testing/db";
import { makeShop, type TestShop } from "@/testing/shop";
import { orderThanks } from "./thanks";

const sql = openServiceSql(10);
let shop: TestShop;
let key: TestKey;
beforeAll(async () => {
  shop = await makeShop(sql);
  key = await makeApiKey(sql, shop, ["orders:write", "products:write"]);
});

const order = (note = "x") => ({
  customer: { name: "Siti", phone: "+60123334455" },
  lines: [{ description: "Kek", quantity: 1, unit_price_sen: 5000 }],
  note,
  thanks: orderThanks,
});
const orders = async (note: string) =>
  (await sql`select number from public.orders where tenant_id = ${shop.tenantId} and note = ${note}`).length;

describe("an Idempotency-Key", () => {
  it("makes the second the first, also when both come at once", async () => {
    const p = order("at once");
    const all = await Promise.all(Array.from({ length: 6 }, () => apiCreate(sql, key.claims, "orders", p, "once-1")));
    expect(all.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(all.map(({ body, status }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(all[0]?.status).toBe(201);
    expect(await orders("at once")).toBe(1);
  });

  it("is refused for another body or another kind", async () => {
    await apiCreate(sql, key.claims, "orders", order("one"), "once-2");
    await expect(apiCreate(sql, key.claims, "orders", order("two"), "once-2")).rejects.toMatchObject({
      code: "PT422",
      message: "api.key_reused",
    });
    expect(await orders("two")).toBe(0);
  });

  it("is the key's own: another API key may use the same word", async () => {
    const other = await makeApiKey(sql, shop, ["orders:write"]);
    await apiCreate(sql, key.claims, "orders", order("mine"), "once-3");
    expect(await apiCreate(sql, other.claims, "orders", order("mine"), "once-3")).toMatchObject({ replayed: false });
    expect(await orders("mine")).toBe(2);
  });

  it("remembers a refusal too, and takes no number for it", async () => {
    const bad = { ...order("bad"), lines: [{ product_id: crypto.randomUUID(), quantity: 1 }] };
    const [before] =
      await sql`select last_no from private.document_counters where tenant_id = ${shop.tenantId} and kind = 'order'`;
    const first = await apiCreate(sql, key.claims, "orders", bad, "once-4");
    expect(first).toMatchObject({
      status: 404,
      body: { code: "input.not_found", detail: { field: "lines.0.product_id" } },
    });
    expect(await apiCreate(sql, key.claims, "orders", bad, "once-4")).toEqual({ ...first, replayed: true });
    const [after] =
      await sql`select last_no from private.document_counters where tenant_id = ${shop.tenantId} and kind = 'order'`;
    expect(after).toEqual(before);
  });

  it("survives a crash: work and answer are there together, or neither", async () => {
    const doomed = postgres(testStack().databaseUrl, { max: 1, onnotice: () => undefined });
    const connection = await doomed.reserve();
    await connection.unsafe("begin");
    await connection`select set_config('request.jwt.claims', ${JSON.stringify({ role: "authenticated", ...key.claims })}, true)`;
    await connection.unsafe("set local role authenticated");
    const p = JSON.stringify(order("crash"));
    const [made] = await connection`select public.api_create('orders', ${p}, ${p}::text::jsonb, 'once-5') as a`;
    expect(made?.["a"]).toMatchObject({ status: 201 });
    // The work is done, the answer stored, nothing committed: now the process dies.
    const [self] = await connection<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await sql`select pg_terminate_backend(${self?.pid ?? 0}, 5000)`;
    await doomed.end({ timeout: 1 });
    expect(await orders("crash")).toBe(0);
    expect(await sql`select 1 from private.api_answers where key = 'once-5'`).toHaveLength(0);
    const again = await apiCreate(sql, key.claims, "orders", order("crash"), "once-5");
    expect(again).toMatchObject({ status: 201, replayed: false });
    // Committed, but the answer never arrived.
    expect(await apiCreate(sql, key.claims, "orders", order("crash"), "once-5")).toEqual({ ...again, replayed: true });
    expect(await orders("crash")).toBe(1);
  });

  it("is honoured for 24 hours, and forgotten by housekeeping", async () => {
    const p = order("day");
    await apiCreate(sql, key.claims, "orders", p, "once-6");
    const age = (hours: string) =>
      sql`update private.api_answers set created_at = now() - ${hours}::interval where api_key_id = ${key.id} and key = 'once-6'`;
    await age("23 hours 59 minutes");
    expect(await apiCreate(sql, key.claims, "orders", p, "once-6")).toMatchObject({ replayed: true });
    await age("24 hours 1 minute");
    expect(await apiCreate(sql, key.claims, "orders", p, "once-6")).toMatchObject({ replayed: false });
    expect(await orders("day")).toBe(2);
    const count = async () => (await sql`select 1 from private.api_answers where key = 'once-6'`).length;
    await sql`select private.forget_api_answers()`;
    expect(await count()).toBe(1);
    await age("24 hours 1 minute");
    await sql`select private.forget_api_answers()`;
    expect(await count()).toBe(0);
  });

  it("without one, the same body twice is two", async () => {
    await apiCreate(sql, key.claims, "orders", order("twice"));
    await apiCreate(sql, key.claims, "orders", order("twice"));
    expect(await orders("twice")).toBe(2);
  });

  it("says what is taken in words of the API, and lets what nobody foresaw through as a fault", async () => {
    const product = { sku: "API-1", name: "Kabel", price_sen: 900, kind: "product", unit: "unit", tax_code: "NONE" };
    expect(await apiCreate(sql, key.claims, "products", product)).toMatchObject({
      status: 201,
      body: { sku: "API-1" },
    });
    expect(await apiCreate(sql, key.claims, "products", product)).toMatchObject({
      status: 409,
      body: { code: "product.sku_taken" },
    });
    await expect(
      apiCreate(sql, key.claims, "products", { ...product, sku: "API-2", price_sen: -1 }),
    ).rejects.toMatchObject({ code: "23514" });
  });

  it("is for API keys with the scope, not for people", async () => {
    await expect(apiCreate(sql, shop.owner, "orders", order())).rejects.toMatchObject({ message: "auth.forbidden" });
    const reader = await makeApiKey(sql, shop, ["orders:read", "customers:write"]);
    await expect(apiCreate(sql, reader.claims, "orders", order())).rejects.toMatchObject({ message: "auth.forbidden" });
    await expect(apiCreate(sql, reader.claims, "tickets", {})).rejects.toMatchObject({ message: "auth.forbidden" });
    await expect(apiCreate(sql, key.claims, "members", {})).rejects.toMatchObject({ message: "auth.forbidden" });
  });
});
