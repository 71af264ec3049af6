/** Lists of the public API: whole, once, in order, and found by what they are asked for. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { SCOPES } from "@/lib/api/scopes";
import { BODIES, create, list, NAMES, type Name, type Told, unique } from "@/testing/api-http";
import { makeApiKey } from "@/testing/api-key";
import { openServiceSql } from "@/testing/db";
import { addCustomer, makeShop, type TestShop } from "@/testing/shop";

const sql = openServiceSql();
const TABLE: Record<Name, string> = {
  orders: "orders",
  customers: "customers",
  products: "products",
  tickets: "repair_tickets",
};
const rows = z.array(z.object({ id: z.string() }).loose());
const idsOf = (answer: Told): string[] => rows.parse(answer.body["data"]).map(({ id }) => id);

async function oneId(found: Promise<readonly { id: string }[]>): Promise<string> {
  const [row] = await found;
  if (!row) throw new Error("nothing was made");
  return row.id;
}

/** So many rows of one moment: the worst there is for paging. */
const FILL: Record<Name, (shop: TestShop, count: number) => Promise<unknown>> = {
  customers: ({ tenantId }, count) => sql`insert into public.customers (tenant_id, name)
    select ${tenantId}, g::text from generate_series(1, ${count}) as g`,
  products: ({ tenantId }, count) => sql`insert into public.products (tenant_id, sku, name, price_sen)
    select ${tenantId}, ${unique()} || g, 'x', 1 from generate_series(1, ${count}) as g`,
  tickets: async (shop, count) => {
    const customer = await addCustomer(sql, shop);
    const device = await oneId(sql`insert into public.devices (tenant_id, customer_id, model)
      values (${shop.tenantId}, ${customer}, 'x') returning id`);
    await sql`insert into public.repair_tickets (tenant_id, outlet_id, number, customer_id, device_id, problem, source)
      select ${shop.tenantId}, ${shop.outletId}, ${unique()} || g, ${customer}, ${device}, 'x', 'counter'
        from generate_series(1, ${count}) as g`;
  },
  orders: async (shop, count) => {
    const customer = await addCustomer(sql, shop);
    const key = await oneId(sql`select id from public.api_keys where tenant_id = ${shop.tenantId} limit 1`);
    await sql`with made as (
        insert into public.orders (tenant_id, outlet_id, seq, number, customer_id, subtotal_sen, tax_sen, total_sen, thanks_reason, api_key_id)
        select ${shop.tenantId}, ${shop.outletId}, private.next_number(${shop.tenantId}, ${shop.outletId}, 'order'), g::text, ${customer}, 1, 0, 1,
          'no_consent', ${key} from generate_series(1, ${count}) as g returning id)
      insert into public.order_lines (tenant_id, order_id, line_no, outlet_id, description, quantity, unit, unit_price_sen, tax_code, tax_rate_bp,
        taxable_sen, tax_sen, total_sen)
      select ${shop.tenantId}, made.id, 1, ${shop.outletId}, 'x', 1, 'unit', 1, 'NONE', 0, 1, 0, 1 from made`;
  },
};

describe.each(NAMES)("%s", (name) => {
  it("are paged without a gap or a double while others come in", async () => {
    const shop = await makeShop(sql);
    const key = await makeApiKey(sql, shop, SCOPES);
    await FILL[name](shop, 250);
    const before = (
      await sql<{ id: string }[]>`select id from public.${sql(TABLE[name])} where tenant_id = ${shop.tenantId}`
    ).map(({ id }) => id);
    const seen: string[] = [];
    let cursor: unknown = "";
    for (let page = 0; cursor !== null; page += 1) {
      const answer = await list(name, key, `?limit=40${cursor ? `&cursor=${cursor}` : ""}`);
      expect(answer.status, answer.text).toBe(200);
      seen.push(...idsOf(answer));
      cursor = answer.body["next_cursor"];
      if (page < 3) await FILL[name](shop, 5);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(before.filter((id) => !seen.includes(id))).toEqual([]);
    expect(seen.length).toBe(before.length);
  });

  it("can be followed by change, and a cursor belongs to its order", async () => {
    const shop = await makeShop(sql);
    const key = await makeApiKey(sql, shop, SCOPES);
    await FILL[name](shop, 12);
    const all = await sql`select 1 from public.${sql(TABLE[name])} where tenant_id = ${shop.tenantId}`;
    const changed = await oneId(sql`update public.${sql(TABLE[name])} set created_at = created_at where id = (
      select id from public.${sql(TABLE[name])} where tenant_id = ${shop.tenantId} order by created_at, id limit 1) returning id`);
    const since = `updated_since=${new Date(Date.now() - 3_600_000).toISOString()}`;
    const first = await list(name, key, `?limit=10&${since}`);
    const rest = await list(name, key, `?limit=10&${since}&cursor=${first.body["next_cursor"]}`);
    const ids = [...idsOf(first), ...idsOf(rest)];
    expect([ids.length, new Set(ids).size, ids.at(-1)]).toEqual([all.length, all.length, changed]);
    expect((await list(name, key, `?cursor=${first.body["next_cursor"]}`)).body["code"]).toBe("api.bad_cursor");
    const later = await list(name, key, `?updated_since=${new Date(Date.now() + 60_000).toISOString()}`);
    expect(later.body).toEqual({ data: [], next_cursor: null });
  });
});

it("lists are found by phone in any writing, e-mail, SKU, barcode, status and reference", async () => {
  const key = await makeApiKey(sql, await makeShop(sql), SCOPES);
  const found = async (name: Name, query: string) => (await list(name, key, query)).body["data"];
  await create("customers", key, { name: "A", phone: "0123456780", email: "a@x.test" });
  await create("customers", key, { name: "B", phone: "0123456781" });
  await create("products", key, { sku: "S-1", barcode: "9551234567", name: "P", price_sen: 1 });
  await create("products", key, { sku: "S-2", name: "Q", price_sen: 1, is_active: false });
  expect(await found("customers", "?phone=012-345%206780")).toMatchObject([{ name: "A", phone: "+60123456780" }]);
  expect(await found("customers", "?email=A@X.test")).toMatchObject([{ name: "A", email: "a@x.test" }]);
  expect(await found("customers", "?phone=0129999999")).toEqual([]);
  expect(await found("products", "?sku=S-1")).toMatchObject([{ sku: "S-1" }]);
  expect(await found("products", "?barcode=9551234567")).toMatchObject([{ sku: "S-1" }]);
  expect(await found("products", "?is_active=false")).toMatchObject([{ sku: "S-2" }]);
  await create("orders", key, { ...BODIES.orders(), external_ref: "R-1" });
  await create("orders", key);
  expect(await found("orders", "?external_ref=R-1")).toMatchObject([{ external_ref: "R-1" }]);
  expect(await found("orders", "?status=received")).toHaveLength(2);
  expect(await found("orders", "?status=ready")).toEqual([]);
  const { body: ticket } = await create("tickets", key);
  expect(await found("tickets", "?phase=NEW")).toMatchObject([{ id: ticket["id"] }]);
  expect(await found("tickets", "?status=ready")).toEqual([]);
  expect(ticket).toMatchObject({ source: "api", status_url: expect.stringMatching(/\/r\/\w+$/) });
});
