import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { actAs, openServiceSql } from "@/testing/db";
import { callRpc } from "@/testing/rpc";
import { addMember, addOutlet, addProduct, makeShop, openShift, type Role, type TestShop } from "@/testing/shop";

const sql = openServiceSql(20);
let shop: TestShop;
let outlet: string;
let shift: string;
let product: string;

beforeAll(async () => {
  shop = await makeShop(sql);
});

let made = 0;
/** Every test its own drawer, with RM 100 in it. */
beforeEach(async () => {
  made += 1;
  outlet = await addOutlet(sql, shop.tenantId, `S${made}`);
  shift = await openShift(sql, shop.claims.cashier, outlet, 10_000);
  product = await addProduct(sql, shop, { kind: "service", priceSen: 1003 });
});

const as = (role: Role, name: string, input: unknown) => callRpc(sql, shop.claims[role], name, input);
const sell = (method = "cash", at = outlet) =>
  as("cashier", "complete_sale", {
    key: randomUUID(),
    outlet_id: at,
    lines: [{ product_id: product, quantity: "1" }],
    order: {},
    expected: { tax_sen: 0, rounding_sen: 2, total_sen: 1005 },
    payments: [{ method, amount_sen: 1005 }],
  });
const move = (kind: string, amount: number, more: Record<string, unknown> = {}) =>
  as("cashier", "move_drawer_cash", {
    key: randomUUID(),
    outlet_id: outlet,
    kind,
    amount_sen: amount,
    reason: "Air mineral",
    ...more,
  });
const close = (counts: unknown, more: Record<string, unknown> = {}, role: Role = "cashier") =>
  as(role, "close_shift", { key: randomUUID(), shift_id: shift, counts, ...more });
const inDrawer = async () => {
  const [row] = await sql`select sum(amount_sen)::int as sum from public.cash_movements where shift_id = ${shift}`;
  return row?.["sum"];
};

describe("the drawer", () => {
  test("cash is taken only while it is open; other money does not need it", async () => {
    await close({ "10000": 1 });
    expect(await sell()).toMatchObject({ ok: false, code: "shift.none_open" });
    expect((await sell("card")).ok).toBe(true);
    await openShift(sql, shop.claims.cashier, outlet);
    expect((await sell()).ok).toBe(true);
  });

  test("one is open per outlet, and opening twice with one key opens once", async () => {
    const key = randomUUID();
    expect(await as("cashier", "open_shift", { key, outlet_id: outlet, float_sen: 0 })).toMatchObject({
      code: "shift.already_open",
    });
    const branch = await addOutlet(sql, shop.tenantId, `T${made}`);
    const input = { key, outlet_id: branch, float_sen: 5000 };
    const both = await Promise.all([as("cashier", "open_shift", input), as("cashier", "open_shift", input)]);
    expect(both.every((answer) => answer.ok)).toBe(true);
    const rows = await sql`select float_sen::int from public.shifts where outlet_id = ${branch}`;
    expect(rows).toHaveLength(1);
    const two = await addOutlet(sql, shop.tenantId, `U${made}`);
    const race = await Promise.all(
      [randomUUID(), randomUUID()].map((each) =>
        as("cashier", "open_shift", { key: each, outlet_id: two, float_sen: 0 }),
      ),
    );
    expect(race.filter((answer) => answer.ok)).toHaveLength(1);
  });

  test("holds the float and what was taken, less what was paid out; change is not in it", async () => {
    await sell();
    await sell("card");
    await move("pay_in", 5000);
    await move("pay_out", 1250);
    expect(await inDrawer()).toBe(10_000 + 1005 + 5000 - 1250);
  });

  test("a slip sent twice moves once, and never more goes out than is in", async () => {
    const key = randomUUID();
    expect(await move("pay_out", 4000, { key })).toMatchObject({ value: { replayed: false } });
    expect(await move("pay_out", 4000, { key })).toMatchObject({ value: { replayed: true } });
    expect(await inDrawer()).toBe(6000);
    const race = await Promise.all(Array.from({ length: 5 }, () => move("pay_out", 2000)));
    expect(race.filter((answer) => answer.ok)).toHaveLength(3);
    expect(race.filter((answer) => !answer.ok)).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: "shift.not_enough_cash" })]),
    );
    expect(await inDrawer()).toBe(0);
  });

  test.each([
    ["without a reason", "pay_out", 500, { reason: " " }, "shift.reason_required"],
    ["of nothing", "pay_in", 0, {}, "input.invalid"],
    ["backwards", "pay_in", -500, {}, "input.invalid"],
    ["in sen that no coin has", "pay_in", 503, {}, "payment.cash_not_round"],
    ["of another kind", "sale", 500, {}, "input.invalid"],
  ])("refuses a movement %s", async (_name, kind, amount, more, code) => {
    expect(await move(kind, amount, more)).toMatchObject({ ok: false, code });
  });
});

describe("closing", () => {
  test("counts blind, then tells what should have been there; twice is once", async () => {
    await sell();
    const key = randomUUID();
    const input = { key, shift_id: shift, counts: { "10000": 1, "1000": 1 } };
    const first = await as("cashier", "close_shift", input);
    expect(first).toMatchObject({
      value: { counted_sen: 11_000, expected_sen: 11_005, difference_sen: -5, replayed: false },
    });
    expect(await as("cashier", "close_shift", input)).toMatchObject({
      value: { number: first.ok ? first.value["number"] : "", replayed: true },
    });
    expect(await close({})).toMatchObject({ code: "shift.closed" });
    const [z] = await sql`select totals from public.z_reports where shift_id = ${shift}`;
    expect(z?.["totals"]).toMatchObject({
      sales: { count: 1, total_sen: 1005, rounding_sen: 2 },
      cash: { float_sen: 10_000, sales_sen: 1005, expected_sen: 11_005 },
      methods: [{ method: "cash", sales_sen: 1005, count: 1 }],
    });
  });

  test("a sale that is on its way when the drawer is closed is either in the Z or refused, never lost", async () => {
    const answers = await Promise.all([...Array.from({ length: 8 }, () => sell()), close({ "10000": 1 })]);
    const sold = answers.slice(0, 8).filter((answer) => answer.ok).length;
    const [z] = await sql`select expected_sen::int, totals from public.z_reports where shift_id = ${shift}`;
    expect(z?.["expected_sen"]).toBe(10_000 + sold * 1005);
    expect(await inDrawer()).toBe(10_000 + sold * 1005);
    expect(z?.["totals"]).toMatchObject({ sales: { count: sold } });
  });

  test("only notes and coins that exist are counted", async () => {
    for (const counts of [{ "300": 1 }, { "100": -1 }, { "100": 1.5 }, { "100": "viele" }, null])
      expect(await close(counts)).toMatchObject({ code: "input.invalid" });
  });

  test("a supervisor closes a drawer nobody counts, with a reason; a cashier does not", async () => {
    const forced = { forced: true, reason: "Juruwang balik awal" };
    expect(await close(null, forced)).toMatchObject({ code: "auth.forbidden" });
    expect(await close(null, { forced: true }, "supervisor")).toMatchObject({ code: "shift.reason_required" });
    expect(await close(null, forced, "supervisor")).toMatchObject({
      value: { counted_sen: null, expected_sen: 10_000, difference_sen: null },
    });
  });

  test("numbers of an outlet have no gap and its Z stays as it was written, whoever asks", async () => {
    await close({ "10000": 1 });
    for (let n = 0; n < 3; n += 1) {
      shift = await openShift(sql, shop.claims.cashier, outlet);
      await close({ "7": 1 });
      await close({});
    }
    const rows = await sql`select seq::int from public.z_reports where outlet_id = ${outlet} order by seq`;
    expect(rows.map((row) => row["seq"])).toEqual([1, 2, 3, 4]);
    for (const table of ["z_reports", "cash_movements", "shifts"]) {
      await expect(
        sql`update public.${sql(table)} set tenant_id = tenant_id where outlet_id = ${outlet}`,
      ).rejects.toThrow("ledger.append_only");
      await expect(sql`delete from public.${sql(table)} where outlet_id = ${outlet}`).rejects.toThrow(
        "ledger.append_only",
      );
    }
  });

  test("the day is that of the outlet's zone when the shift was opened", async () => {
    const far = await addOutlet(sql, shop.tenantId, `Z${made}`);
    await sql`update public.outlets set time_zone = 'Pacific/Kiritimati' where id = ${far}`;
    await openShift(sql, shop.claims.cashier, far);
    const [row] =
      await sql`select business_date::text as day, ((now() at time zone 'Pacific/Kiritimati')::date)::text as there
      from public.shifts where outlet_id = ${far}`;
    expect(row?.["day"]).toBe(row?.["there"]);
  });
});

describe("who may", () => {
  test("look at a running shift: those who check drawers, not who is about to count one", async () => {
    const look = (role: Role) =>
      actAs(sql, shop.claims[role], (tx) => tx`select public.shift_report(${shift}) as totals`);
    expect((await look("supervisor"))[0]?.["totals"]).toMatchObject({ cash: { expected_sen: 10_000 } });
    await expect(look("cashier")).rejects.toThrow("auth.forbidden");
    const seen = await actAs(
      sql,
      shop.claims.cashier,
      (tx) => tx`select id from public.cash_movements where shift_id = ${shift}`,
    );
    expect(seen).toHaveLength(0);
  });

  test("nobody touches the drawer of another outlet", async () => {
    const elsewhere = await addMember(sql, shop.tenantId, "cashier", [shop.outletId]);
    for (const [name, input] of [
      ["open_shift", { key: randomUUID(), outlet_id: outlet, float_sen: 0 }],
      [
        "move_drawer_cash",
        { key: randomUUID(), outlet_id: outlet, kind: "pay_in", amount_sen: 500, reason: "syiling" },
      ],
      ["close_shift", { key: randomUUID(), shift_id: shift, counts: {} }],
    ] as const)
      expect(await callRpc(sql, elsewhere, name, input)).toMatchObject({ code: "auth.wrong_outlet" });
  });
});
