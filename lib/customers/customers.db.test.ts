/** Guarantees of customers, palette, timeline and dashboard, through the functions the screens call. */
import { randomInt } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { customersWithPhone, getCustomer, getTimeline, listConsents, listCustomers } from "@/lib/customers/queries";
import { addCustomerNote, addDevice, recordConsent, saveCustomer } from "@/lib/customers/save-customer";
import { saveCustomerInput } from "@/lib/customers/schema";
import { call } from "@/lib/repairs/test-desk";
import { searchAll } from "@/lib/search/search";
import { type Claims, openServiceSql } from "@/testing/db";
import { addProduct, makeShop, type TestShop } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";

const sql = openServiceSql();
let shop: TestShop;
let other: TestShop;
const newPhone = () => `+6011${randomInt(10_000_000, 99_999_999)}`;

async function add(by: Claims, fields: Record<string, string>): Promise<string> {
  const saved = await saveCustomer(userDbAs(by), saveCustomerInput.parse({ locale: "ms", ...fields }));
  if (!saved.ok) throw new Error(saved.code);
  return saved.value.id;
}
const found = async (by: Claims, q: string, tag: string | null = null) =>
  (await listCustomers(userDbAs(by), { q, tag, sort: "name", descending: false, from: 0, pageSize: 100 })).rows;
const dashboard = async (by: Claims, outlet?: string) => {
  const { data } = await userDbAs(by)
    .rpc("dashboard", outlet ? { p_outlet_id: outlet } : {})
    .throwOnError();
  return z
    .object({
      sales: z.object({ today_sen: z.number(), d30_sen: z.number(), count_today: z.number() }),
      by_day: z.array(z.object({ date: z.string(), total_sen: z.number() })),
      tickets_by_phase: z.array(z.object({ status_key: z.string(), name: z.string(), count: z.number() })),
      low_stock: z.array(z.object({ product_id: z.string(), on_hand: z.number() })),
      unanswered: z.array(z.unknown()),
      waiting_approvals: z.array(z.unknown()),
      started: z.record(z.string(), z.boolean()),
    })
    .parse(data);
};

/** A sale written as the ledger holds it: these tests are about reading. */
async function sale(
  of: TestShop,
  outlet: string,
  customer: string | null,
  totalSen: number,
  daysAgo = 0,
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into public.sales (tenant_id, outlet_id, seq, number, client_key, content_hash, customer_id, subtotal_sen, discount_sen, order_discount_sen,
      tax_sen, rounding_sen, total_sen, sold_by, business_date)
    select ${of.tenantId}, ${outlet}, n.no, 'S-' || n.no, gen_random_uuid(), 'x', ${customer}, ${totalSen}, 0, 0, 0, 0, ${totalSen}, ${String(of.owner.sub)},
      private.business_date(${outlet}) - ${daysAgo}::int
      from (select ${randomInt(1_000_000_000)}::bigint as no) as n returning id`;
  return String(row?.id);
}

beforeAll(async () => {
  [shop, other] = await Promise.all([makeShop(sql), makeShop(sql, { name: "Kedai Lain" })]);
});

describe("a customer", () => {
  it("is found by name, typed phone, IMEI and tag, by people of the shop only", async () => {
    const phone = newPhone();
    const id = await add(shop.claims.agent, { name: "Zainab Carian", phone, tags: "borong" });
    expect(
      (
        await addDevice(userDbAs(shop.claims.agent), shop.tenantId, {
          customerId: id,
          category: "phone",
          brand: "Apple",
          model: "iPhone 13",
          serial: null,
          imei: "490154203237518",
        })
      ).ok,
    ).toBe(true);
    for (const q of ["zainab", `0${phone.slice(3)}`, phone.slice(-6), "49015420323"])
      expect(
        (await found(shop.owner, q)).map((row) => row.id),
        q,
      ).toContain(id);
    expect((await found(shop.owner, "", "borong")).map((row) => row.id)).toEqual([id]);
    for (const q of ["zainab", phone, "490154203237518"]) expect(await found(other.owner, q), q).toEqual([]);
    expect(await getCustomer(userDbAs(other.owner), id)).toBeNull();
  });

  it("shows contact data only to those who may see it, and lets nobody else overwrite it", async () => {
    const phone = newPhone();
    const id = await add(shop.claims.cashier, { name: "Kamal Rahsia", phone, email: "kamal@contoh.my" });
    const technician = userDbAs(shop.claims.technician);
    const seen = await getCustomer(technician, id);
    expect(seen).toMatchObject({ contact: null, customer: { phone_masked: `+60 •••• ${phone.slice(-4)}` } });
    expect(JSON.stringify(await found(shop.claims.technician, "kamal"))).not.toContain(phone.slice(3));
    expect(
      (await saveCustomer(technician, saveCustomerInput.parse({ id, name: "Kamal Baharu", locale: "en" }))).ok,
    ).toBe(true);
    expect(await getCustomer(userDbAs(shop.owner), id)).toMatchObject({
      customer: { name: "Kamal Baharu", locale: "en" },
      contact: { phone, email: "kamal@contoh.my" },
    });
    expect(await customersWithPhone(technician, shop.tenantId, phone, null)).toEqual([]);
  });

  it("may share a phone: it is said, not refused", async () => {
    const phone = newPhone();
    const mother = await add(shop.claims.agent, { name: "Ibu", phone });
    const child = await add(shop.claims.agent, { name: "Anak", phone });
    expect(child).not.toBe(mother);
    expect(await customersWithPhone(userDbAs(shop.claims.agent), shop.tenantId, phone, child)).toEqual([
      { id: mother, name: "Ibu" },
    ]);
  });

  it("is not changed by a supervisor, nor by the other shop", async () => {
    const id = await add(shop.claims.agent, { name: "Tetap" });
    const change = saveCustomerInput.parse({ id, name: "Ubah", locale: "ms" });
    expect(await saveCustomer(userDbAs(shop.claims.supervisor), change)).toMatchObject({ code: "auth.forbidden" });
    expect(await saveCustomer(userDbAs(other.owner), change)).toMatchObject({ code: "input.not_found" });
    expect(await addCustomerNote(userDbAs(other.owner), shop.tenantId, { customerId: id, body: "x" })).toMatchObject({
      code: "auth.forbidden",
    });
  });

  it("keeps every consent, the newest holds", async () => {
    const id = await add(shop.claims.agent, { name: "Setuju" });
    const db = userDbAs(shop.claims.agent);
    const say = (granted: boolean) =>
      recordConsent(db, { customerId: id, purpose: "marketing", granted, note: "di kaunter" });
    await say(true);
    await say(false);
    expect((await getCustomer(db, id))?.consents).toMatchObject([
      { purpose: "marketing", granted: false, source: "staff" },
    ]);
    expect((await listConsents(db, shop.tenantId, id)).map((row) => row.granted)).toEqual([false, true]);
    expect(
      await recordConsent(userDbAs(other.owner), { customerId: id, purpose: "marketing", granted: true, note: "x" }),
    ).toMatchObject({ code: "input.not_found" });
    expect(
      await recordConsent(userDbAs(shop.claims.supervisor), {
        customerId: id,
        purpose: "marketing",
        granted: true,
        note: "x",
      }),
    ).toMatchObject({ code: "auth.forbidden" });
  });

  it("has one timeline that pages through everything once, each part by its right", async () => {
    const id = await add(shop.claims.agent, { name: "Lama" });
    for (let n = 0; n < 35; n += 1) await sale(shop, shop.outletId, id, 100 + n);
    await addCustomerNote(userDbAs(shop.claims.agent), shop.tenantId, { customerId: id, body: "Suka warna biru" });
    const db = userDbAs(shop.owner);
    const seen: string[] = [];
    let before: string | null = null;
    for (let page = 0; page < 6; page += 1) {
      const part: Awaited<ReturnType<typeof getTimeline>> = await getTimeline(db, id, null, before);
      seen.push(...part.rows.map((row) => `${row.kind}-${row.id}`));
      before = part.rows.at(-1)?.at ?? null;
      if (!part.more || !before) break;
    }
    expect(seen).toHaveLength(36);
    expect(new Set(seen).size).toBe(36);
    expect(seen[0]).toMatch(/^note-/);
    const technician = await getTimeline(userDbAs(shop.claims.technician), id, null, null);
    expect(technician.rows.map((row) => row.kind)).toEqual(["note"]);
    expect((await getTimeline(userDbAs(other.owner), id, null, null)).rows).toEqual([]);
    expect((await getTimeline(db, id, "note", null)).rows).toHaveLength(1);
    expect((await getCustomer(db, id))?.totals).toMatchObject({ sales: 35, spent_sen: 35 * 100 + (34 * 35) / 2 });
    expect((await getCustomer(userDbAs(shop.claims.technician), id))?.totals).toMatchObject({ sales: 0, spent_sen: 0 });
  });
});

describe("the palette", () => {
  const titles = async (by: Claims, q: string) => {
    const hits = await searchAll(userDbAs(by), q);
    return hits.ok ? hits.value.map((hit) => `${hit.kind} ${hit.title}`) : [];
  };

  it("finds customers, their tickets, products and sales, each for who may read it", async () => {
    const id = await add(shop.claims.agent, { name: "Puteri Palet" });
    await addProduct(sql, shop, { name: "Palet Warna" });
    await sale(shop, shop.outletId, id, 500);
    const opened = z.object({ number: z.string() }).parse(
      await call(sql, shop.owner, "create_ticket", {
        client_id: crypto.randomUUID(),
        outlet_id: shop.outletId,
        customer_id: id,
        device: { category: "phone", model: "Redmi 9" },
        problem: "skrin",
        source: "counter",
      }),
    );
    const owner = await titles(shop.owner, "palet");
    expect(owner).toEqual(
      expect.arrayContaining(["customer Puteri Palet", "product Palet Warna", `ticket ${opened.number}`]),
    );
    expect(owner.some((title) => title.startsWith("sale "))).toBe(true);
    expect(await titles(shop.owner, opened.number.toLowerCase())).toContain(`ticket ${opened.number}`);
    expect((await titles(shop.claims.technician, "palet")).some((title) => title.startsWith("sale "))).toBe(false);
    expect(await titles(other.owner, "palet")).toEqual([]);
  });

  it("answers at most twenty and nothing for nothing", async () => {
    for (const q of ["", " ", "a", "%", "__"]) expect(await titles(shop.owner, q), q).toEqual([]);
    expect((await titles(shop.owner, "a".repeat(500))).length).toBe(0);
  });
});

describe("the dashboard", () => {
  it("counts sales by the outlet's day, thirty days without a hole, and only outlets of the person", async () => {
    const mine = await makeShop(sql);
    const branch = await mine.outlet("B2");
    await sale(mine, mine.outletId, null, 1000);
    await sale(mine, mine.outletId, null, 500, 3);
    await sale(mine, branch, null, 70_000);
    await sale(mine, mine.outletId, null, 9, 40);
    const all = await dashboard(mine.owner);
    expect(all.sales).toEqual({ today_sen: 71_000, d30_sen: 71_500, count_today: 2 });
    expect(all.by_day).toHaveLength(30);
    expect(all.by_day.reduce((sum, day) => sum + day.total_sen, 0)).toBe(71_500);
    expect((await dashboard(mine.owner, mine.outletId)).sales.today_sen).toBe(1000);
    const supervisor = await mine.member("supervisor", [branch]);
    expect((await dashboard(supervisor)).sales.d30_sen).toBe(70_000);
    expect((await dashboard(supervisor, mine.outletId)).sales.d30_sen).toBe(0);
  });

  it("is empty where the role may not read, and for the other shop", async () => {
    const mine = await makeShop(sql);
    await sale(mine, mine.outletId, null, 1000);
    await addProduct(sql, mine, { stock: 2, reorderLevel: 5 });
    expect((await dashboard(mine.owner)).low_stock).toMatchObject([{ on_hand: 2 }]);
    expect((await dashboard(mine.claims.technician)).sales.today_sen).toBe(0);
    expect(await dashboard(mine.claims.renewal)).toMatchObject({ low_stock: [], tickets_by_phase: [] });
    expect(await dashboard(other.owner, mine.outletId)).toMatchObject({ sales: { d30_sen: 0 }, low_stock: [] });
    expect((await dashboard(mine.owner)).started).toEqual({
      has_products: true,
      has_sale: true,
      has_ticket: false,
      has_message: false,
      has_team: true,
    });
  });
});
