import { beforeAll, describe, expect, it } from "vitest";
import { orderThanks } from "@/lib/api/thanks";
import { apiCreate } from "@/testing/api-create";
import { makeApiKey, type TestKey } from "@/testing/api-key";
import { actAs, type Claims, openServiceSql } from "@/testing/db";
import { callRpc } from "@/testing/rpc";
import { addCustomer, addProduct, makeShop, type TestShop } from "@/testing/shop";

const sql = openServiceSql(8);
let shop: TestShop;
let neighbour: TestShop;
let key: TestKey;
beforeAll(async () => {
  [shop, neighbour] = await Promise.all([makeShop(sql, { sstFrom: "2020-01-01" }), makeShop(sql)]);
  key = await makeApiKey(sql, shop, ["orders:write", "orders:read"]);
});

const LINE = { description: "Kek lapis", quantity: 1, unit_price_sen: 5000 };
const body = (more: object = {}) => ({
  customer: { name: "Siti Aminah", phone: "+60121112233" },
  lines: [LINE],
  thanks: orderThanks,
  ...more,
});
/** The shop has several outlets once tests have added theirs. */
const make = (more: object = {}, claims: Claims = key.claims) =>
  apiCreate(sql, claims, "orders", body(claims === key.claims ? { outlet_id: shop.outletId, ...more } : more));
const idOf = (answer: { body: Record<string, unknown> }) => String(answer.body["id"]);
async function list(claims: Claims, p: object = {}): Promise<{ rows: { id: string }[]; next: object | null }> {
  const answer = await callRpc(sql, claims, "api_orders", p);
  if (!answer.ok) throw new Error(answer.code);
  return answer.value as never;
}
const setStatus = (claims: Claims, id: string, status: string) =>
  actAs(sql, claims, (tx) => tx`select public.set_order_status(${id}, ${status}) as x`);
const moves = async (claims: Claims, id: string) =>
  (await actAs(sql, claims, (tx) => tx<{ to_status: string }[]>`select to_status from public.order_moves(${id})`)).map(
    (row) => row.to_status,
  );

describe("an order", () => {
  it("is priced by the database: catalogue or given price, tax of the day, rounded per line", async () => {
    const product = await addProduct(sql, shop, { priceSen: 333 });
    const service = await addProduct(sql, shop, { kind: "service", priceSen: 10_050, taxCode: "SST-S" });
    const [sku] = await sql<{ sku: string }[]>`select sku from public.products where id = ${service}`;
    const { status, body: made } = await make({
      lines: [
        { product_id: product, quantity: 1.5 },
        { sku: sku?.sku, quantity: 1 },
        { product_id: product, quantity: 2, unit_price_sen: 100 },
        { description: "Gubahan bunga", quantity: 1, unit_price_sen: 99, tax_code: "SST-S" },
      ],
    });
    expect(status).toBe(201);
    expect(made).toMatchObject({
      status: "received",
      subtotal_sen: 500 + 10_050 + 200 + 99,
      tax_sen: 804 + 8,
      total_sen: 11_661,
      lines: [
        { line_no: 1, product_id: product, taxable_sen: 500, tax_sen: 0 },
        { line_no: 2, product_id: service, tax_rate_bp: 800, tax_sen: 804 },
        { line_no: 3, unit_price_sen: 100, total_sen: 200 },
        { line_no: 4, product_id: null, description: "Gubahan bunga", tax_sen: 8, total_sen: 107 },
      ],
    });
  });

  it("has gapless numbers per outlet, also when many come at once", async () => {
    const own = await makeShop(sql);
    const its = await makeApiKey(sql, own, ["orders:write"]);
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        apiCreate(sql, its.claims, "orders", n % 4 === 3 ? body({ lines: [{ sku: "none", quantity: 1 }] }) : body()),
      ),
    );
    expect(made.filter(({ status }) => status === 201)).toHaveLength(9);
    const rows = await sql<
      { number: string }[]
    >`select number from public.orders where tenant_id = ${own.tenantId} order by seq`;
    expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 9 }, (_, n) => `O-HQ-00000${n + 1}`));
  });

  it("carries a reference that is unique in the tenant", async () => {
    const made = await make({ external_ref: "WEB-1" });
    expect(made).toMatchObject({ status: 201, body: { external_ref: "WEB-1" } });
    expect(await make({ external_ref: "WEB-1" })).toMatchObject({ status: 409, body: { code: "order.ref_taken" } });
    const other = await makeApiKey(sql, neighbour, ["orders:write"]);
    expect(await make({ external_ref: "WEB-1" }, other.claims)).toMatchObject({ status: 201 });
    expect((await list(key.claims, { external_ref: "WEB-1" })).rows).toHaveLength(1);
  });

  it("finds its customer by phone and tells nothing of him", async () => {
    const known = await addCustomer(sql, shop, "Dato' Rahsia", "+60177776666");
    const made = await make({ customer: { name: "Pembeli", phone: "+60177776666" } });
    expect(made.body["customer"]).toEqual({ id: known, name: "Pembeli" });
    expect(JSON.stringify(made)).not.toContain("Rahsia");
    const again = await make({ customer: undefined, customer_id: known });
    expect(again.body["customer"]).toEqual({ id: known, name: null });
    const [still] = await sql`select name from public.customers where id = ${known}`;
    expect(still?.["name"]).toBe("Dato' Rahsia");
    const fresh = await make({ customer: { name: "Orang Baru", phone: "+60177775555", locale: "en" } });
    const [made2] = await sql`select c.name, c.locale, c.home_outlet_id, k.phone from public.customers as c
      join public.customer_contacts as k on k.customer_id = c.id where c.id = (select customer_id from public.orders where id = ${idOf(fresh)})`;
    expect(made2).toEqual({ name: "Orang Baru", locale: "en", home_outlet_id: shop.outletId, phone: "+60177775555" });
  });

  it("of foreign or unknown things is not found, whichever it is", async () => {
    const [theirs, theirProduct] = [await addCustomer(sql, neighbour), await addProduct(sql, neighbour)];
    const gone = await addProduct(sql, shop);
    await sql`update public.products set is_active = false where id = ${gone}`;
    const erased = await addCustomer(sql, shop);
    await sql`select private.erase_person(${shop.tenantId}, ${erased}, false)`;
    for (const [more, field] of [
      [{ customer: undefined, customer_id: theirs }, "customer_id"],
      [{ customer: undefined, customer_id: erased }, "customer_id"],
      [{ outlet_id: neighbour.outletId }, "outlet_id"],
      [{ outlet_id: crypto.randomUUID() }, "outlet_id"],
      [{ lines: [LINE, { product_id: theirProduct, quantity: 1 }] }, "lines.1.product_id"],
      [{ lines: [{ product_id: gone, quantity: 1 }] }, "lines.0.product_id"],
    ] as const)
      expect(await make(more)).toMatchObject({ status: 404, body: { code: "input.not_found", detail: { field } } });
    expect(await make({ lines: Array(100).fill({ ...LINE, quantity: 100_000, unit_price_sen: 1e9 }) })).toMatchObject({
      status: 422,
      body: { code: "order.too_large" },
    });
  });

  it("goes to the only outlet of the key; of several one must be named", async () => {
    const own = await makeShop(sql);
    const second = await own.outlet("B2");
    const [narrow, wide] = [
      await makeApiKey(sql, own, ["orders:write", "orders:read"], [second]),
      await makeApiKey(sql, own, ["orders:write", "orders:read"]),
    ];
    const made = await make({}, narrow.claims);
    expect(made.body).toMatchObject({ outlet_id: second, number: "O-B2-000001" });
    expect(await make({ outlet_id: own.outletId }, narrow.claims)).toMatchObject({ status: 404 });
    expect(await make({}, wide.claims)).toMatchObject({ status: 422, body: { detail: { field: "outlet_id" } } });
    await make({ outlet_id: own.outletId }, wide.claims);
    expect((await list(narrow.claims)).rows).toHaveLength(1);
    expect((await list(wide.claims)).rows).toHaveLength(2);
    const lines = await actAs(sql, narrow.claims, (tx) => tx`select 1 from public.order_lines`);
    expect(lines).toHaveLength(1);
  });

  it("raises its event and names the key in the activity, without the person", async () => {
    const made = await make({ note: "Tinggal di pondok pengawal" });
    const events = await sql`select name, data from public.events where entity_id = ${idOf(made)}`;
    expect(events).toEqual([{ name: "order/created", data: { outlet_id: shop.outletId } }]);
    const [entry] = await sql`select actor, person_id, after::text as after from public.audit_log
      where table_name = 'orders' and row_id = ${idOf(made)}`;
    expect(entry).toMatchObject({ actor: "api", person_id: `api:${key.id}` });
    expect(entry?.["after"]).not.toMatch(/Siti|pondok/);
  });
});

describe("thanks", () => {
  const sent = async (order: string) =>
    sql<
      { body: string; key: string }[]
    >`select m.body, o.key from public.wa_outbox as o join public.messages as m on m.id = o.message_id
      where o.key = ${`order-thanks:${order}`}`;

  it("go out in the customer's language when he allows it, with the order, once", async () => {
    const customer = await addCustomer(sql, shop, "Ah Meng", "+60191112222");
    await sql`update public.customers set locale = 'en' where id = ${customer}`;
    await sql`insert into public.consents (tenant_id, customer_id, purpose, granted, source, text_version)
      values (${shop.tenantId}, ${customer}, 'service', true, 'counter', private.current_consent_text(${shop.tenantId}, 'service'))`;
    const made = await apiCreate(
      sql,
      key.claims,
      "orders",
      body({ outlet_id: shop.outletId, customer: { name: "M", phone: "+60191112222" } }),
      "thanks-1",
    );
    await apiCreate(
      sql,
      key.claims,
      "orders",
      body({ outlet_id: shop.outletId, customer: { name: "M", phone: "+60191112222" } }),
      "thanks-1",
    );
    expect(made.body).toMatchObject({ thanked: true, thanks_reason: null });
    const [message, ...more] = await sent(idOf(made));
    expect(more).toEqual([]);
    expect(message?.body).toBe(
      `Thank you! We have received your order ${made.body["number"]}, total RM 50.00. We will let you know when it is ready.`,
    );
  });

  it("do not go out without a yes, after a no, or to nobody's phone", async () => {
    const made = await make({ customer: { name: "Baru", phone: "+60191113333" } });
    expect(made.body).toMatchObject({ thanked: false, thanks_reason: "no_consent" });
    const consent = { text_version: "web-1", text: "Boleh WhatsApp saya" };
    const yes = await make({ customer: { name: "Baru", phone: "+60191113333" }, service_consent: consent });
    expect(yes.body).toMatchObject({ thanked: true });
    const [kept] = await sql`select c.granted, c.source, c.evidence, t.body_ms from public.consents as c
      join public.consent_texts as t on t.tenant_id = c.tenant_id and t.purpose = c.purpose and t.version = c.text_version
     where c.customer_id = (select customer_id from public.orders where id = ${idOf(yes)})`;
    expect(kept).toEqual({
      granted: true,
      source: "api",
      evidence: { text_version: consent.text_version, api_key_id: key.id },
      body_ms: consent.text,
    });
    await sql`insert into public.consents (tenant_id, customer_id, purpose, granted, source, text_version)
      select ${shop.tenantId}, customer_id, 'service', false, 'staff', private.current_consent_text(${shop.tenantId}, 'service') from public.orders where id = ${idOf(yes)}`;
    const after = await make({ customer: { name: "Baru", phone: "+60191113333" }, service_consent: consent });
    expect(after.body).toMatchObject({ thanked: false, thanks_reason: "no_consent" });
    expect(await sent(idOf(after))).toEqual([]);
    const silent = await addCustomer(sql, shop, "Tiada telefon");
    await sql`insert into public.consents (tenant_id, customer_id, purpose, granted, source, text_version)
      values (${shop.tenantId}, ${silent}, 'service', true, 'counter', private.current_consent_text(${shop.tenantId}, 'service'))`;
    expect((await make({ customer: undefined, customer_id: silent })).body).toMatchObject({
      thanked: false,
      thanks_reason: "no_address",
    });
  });
});

describe("its status", () => {
  it("follows the table, whoever changes it", async () => {
    const id = idOf(await make());
    const { cashier } = shop.claims;
    expect(await moves(cashier, id)).toEqual(["confirmed", "completed", "cancelled"]);
    await expect(setStatus(cashier, id, "ready")).rejects.toMatchObject({ message: "order.bad_transition" });
    await setStatus(cashier, id, "confirmed");
    await setStatus(cashier, id, "confirmed");
    expect(await moves(cashier, id)).toEqual(["ready", "completed", "cancelled"]);
    await setStatus(cashier, id, "ready");
    await setStatus(cashier, id, "completed");
    expect(await moves(cashier, id)).toEqual([]);
    await expect(setStatus(cashier, id, "received")).rejects.toMatchObject({ message: "order.bad_transition" });
    await expect(sql`update public.orders set status = 'received' where id = ${id}`).rejects.toMatchObject({
      message: "order.bad_transition",
    });
    const [row] =
      await sql`select status_at > created_at as moved, updated_at > created_at as touched from public.orders where id = ${id}`;
    expect(row).toEqual({ moved: true, touched: true });
    const trail = await sql<{ after: { status: string } }[]>`select after from public.audit_log
      where table_name = 'orders' and row_id = ${id} and action = 'update' order by id`;
    expect(trail.map(({ after }) => after.status)).toEqual(["confirmed", "ready", "completed"]);
  });

  it("is changed by who may, in his outlets, in his shop", async () => {
    const id = idOf(await make());
    const away = await shop.member("cashier", [await shop.outlet(`C${Date.now() % 100_000}`)]);
    for (const [claims, code] of [
      [shop.claims.supervisor, "auth.forbidden"],
      [shop.claims.technician, "auth.forbidden"],
      [shop.claims.renewal, "auth.forbidden"],
      [away, "input.not_found"],
      [neighbour.owner, "input.not_found"],
    ] as const)
      await expect(setStatus(claims, id, "confirmed")).rejects.toMatchObject({ message: code });
    expect(await moves(shop.claims.supervisor, id)).toEqual([]);
    expect(await moves(away, id)).toEqual([]);
    const sees = async (claims: Claims) =>
      (await actAs(sql, claims, (tx) => tx`select 1 from public.orders where id = ${id}`)).length;
    for (const role of ["owner", "admin", "supervisor", "cashier", "agent", "sales"] as const)
      expect(await sees(shop.claims[role]), role).toBe(1);
    for (const claims of [shop.claims.technician, shop.claims.renewal, away, neighbour.owner])
      expect(await sees(claims)).toBe(0);
    await setStatus(shop.claims.agent, id, "cancelled");
  });

  it("is completed by the sale that takes it to the counter, all or nothing", async () => {
    const product = await addProduct(sql, shop, { priceSen: 1000, stock: 10 });
    const id = idOf(await make({ lines: [{ product_id: product, quantity: 1 }] }));
    const sell = (order: string, claims = shop.claims.cashier) =>
      callRpc(sql, claims, "complete_sale", {
        key: crypto.randomUUID(),
        outlet_id: shop.outletId,
        order_id: order,
        lines: [{ product_id: product, quantity: "1" }],
        order: {},
        expected: { tax_sen: 0, rounding_sen: 0, total_sen: 1000 },
        payments: [{ method: "cash", amount_sen: 1000 }],
      });
    const sold = await sell(id);
    expect(sold).toMatchObject({ ok: true });
    const [row] = await sql`select status, sale_id from public.orders where id = ${id}`;
    expect(row).toEqual({ status: "completed", sale_id: sold.ok ? sold.value["sale_id"] : null });
    expect(await sell(id)).toMatchObject({ ok: false, code: "order.closed" });
    expect(await sell(crypto.randomUUID())).toMatchObject({ ok: false, code: "input.not_found" });
    const other = await makeApiKey(sql, neighbour, ["orders:write"]);
    const theirs = idOf(await make({}, other.claims));
    expect(await sell(theirs)).toMatchObject({ ok: false, code: "input.not_found" });
    const [stock] = await sql`select on_hand::int as n from public.stock_levels where product_id = ${product}`;
    expect(stock?.["n"]).toBe(9);
  });
});

describe("what was ordered", () => {
  it("is never changed, and written by functions only", async () => {
    const id = idOf(await make());
    await expect(sql`update public.order_lines set quantity = 2 where order_id = ${id}`).rejects.toMatchObject({
      message: "ledger.append_only",
    });
    await expect(sql`delete from public.order_lines where order_id = ${id}`).rejects.toMatchObject({
      message: "ledger.append_only",
    });
    for (const table of ["orders", "order_lines"])
      for (const statement of [`update public.${table} set outlet_id = outlet_id`, `delete from public.${table}`])
        await expect(actAs(sql, shop.owner, (tx) => tx.unsafe(statement))).rejects.toMatchObject({ code: "42501" });
  });

  it("forgets the person when the person is forgotten, who is then not found again", async () => {
    const person = { name: "Lupakan Saya", phone: "+60199998888" };
    const id = idOf(await make({ customer: person, note: "Rumah biru" }));
    const kept = idOf(await make({ note: "Lain" }));
    const [customer] = await sql<{ id: string }[]>`select customer_id as id from public.orders where id = ${id}`;
    await sql`select private.erase_person(${shop.tenantId}, ${customer?.id ?? ""}, true)`;
    expect((await sql`select customer_name, note from public.orders where id = ${id}`)[0]).toEqual({
      customer_name: null,
      note: null,
    });
    expect((await sql`select note from public.orders where id = ${kept}`)[0]).toEqual({ note: "Lain" });
    const again = await make({ customer: person, service_consent: { text_version: "1", text: "Boleh" } });
    expect(again).toMatchObject({ status: 201, body: { thanked: false, thanks_reason: "no_address" } });
    const phones = await sql`select phone from public.customer_contacts
      where phone = ${person.phone} and tenant_id = ${shop.tenantId}`;
    expect(phones).toEqual([]);
  });

  it("tells open screens", async () => {
    const heard: string[] = [];
    const listening = await sql.listen("voltura", (text) => heard.push(text));
    const id = idOf(await make());
    await setStatus(shop.owner, id, "confirmed");
    const expected = JSON.stringify({ tenant: shop.tenantId, topic: "order", id }).replaceAll(/[ {}]/g, "");
    const ours = () => heard.map((text) => text.replaceAll(/[ {}]/g, "")).filter((text) => text === expected).length;
    await expect.poll(ours, { timeout: 3000 }).toBe(2);
    await listening.unlisten();
  });
});
