import { createHash, randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openServiceSql } from "@/testing/db";
import { callRpc } from "@/testing/rpc";
import { addCustomer, addOutlet, addProduct, makeShop, openShift, type Role, type TestShop } from "@/testing/shop";

const sql = openServiceSql(20);
let shop: TestShop;
let outlet: string;
let product: string;

const as = (role: Role, name: string, input: unknown) => callRpc(sql, shop.claims[role], name, input);

beforeAll(async () => {
  shop = await makeShop(sql);
});

let made = 0;
beforeEach(async () => {
  made += 1;
  outlet = await addOutlet(sql, shop.tenantId, `R${made}`);
  await openShift(sql, shop.claims.cashier, outlet, 50_000);
  product = await addProduct(sql, shop, { priceSen: 1999 });
  await sql`insert into public.stock_moves (tenant_id, outlet_id, product_id, quantity, reason, source_type, source_id, created_by, business_date)
    values (${shop.tenantId}, ${outlet}, ${product}, 10, 'receive', 'test', ${randomUUID()}, 'test', current_date)`;
});

/** Three of one thing for RM 59.97, rounded to RM 59.95. */
async function sold(more: Record<string, unknown> = {}, role: Role = "cashier"): Promise<string> {
  const answer = await as(role, "complete_sale", {
    key: randomUUID(),
    outlet_id: outlet,
    lines: [{ product_id: product, quantity: "3" }],
    order: {},
    expected: { tax_sen: 0, rounding_sen: -2, total_sen: 5995 },
    payments: [
      { method: "card", amount_sen: 2000 },
      { method: "cash", amount_sen: 3995 },
    ],
    ...more,
  });
  if (!answer.ok) throw new Error(answer.code);
  return String(answer.value["sale_id"]);
}

const back = (sale: string, quantity: number, total: number, more: Record<string, unknown> = {}) => ({
  key: randomUUID(),
  sale_id: sale,
  reason: "Rosak dalam kotak",
  lines: [{ line_no: 1, quantity, restock: true }],
  expected: { total_sen: total },
  payments: [{ method: "cash", amount_sen: total }],
  ...more,
});
const refund = (input: unknown, role: Role = "cashier") => as(role, "refund_sale", input);
const voidSale = (sale: string, role: Role = "owner", more: Record<string, unknown> = {}) =>
  as(role, "void_sale", { key: randomUUID(), sale_id: sale, reason: "Silap tekan", ...more });
const onHand = async () => {
  const [row] =
    await sql`select on_hand::float8 as n from public.stock_levels where outlet_id = ${outlet} and product_id = ${product}`;
  return row?.["n"];
};
const inDrawer = async () => {
  const [row] = await sql`select sum(amount_sen)::int as n from public.cash_movements where outlet_id = ${outlet}`;
  return row?.["n"];
};

describe("a refund", () => {
  test("gives back by line: goods, money and numbers follow, and the parts add up to the sale", async () => {
    const sale = await sold();
    expect(await onHand()).toBe(7);
    expect(await refund(back(sale, 1, 2000))).toMatchObject({ value: { total_sen: 2000, replayed: false } });
    expect(await onHand()).toBe(8);
    expect(await inDrawer()).toBe(50_000 + 3995 - 2000);
    // Written off: the shelf stays as it is.
    const broken = { lines: [{ line_no: 1, quantity: 2, restock: false }] };
    expect(await refund(back(sale, 2, 3995, broken))).toMatchObject({ value: { total_sen: 3995 } });
    expect(await onHand()).toBe(8);
    const [sum] =
      await sql`select sum(total_sen)::int as total, sum(taxable_sen)::int as taxable, max(seq)::int as last, count(*)::int as n
      from public.refunds where sale_id = ${sale}`;
    expect(sum).toEqual({ total: 5995, taxable: 5997, last: 2, n: 2 });
  });

  test("sent twice gives back once; other content under its key is refused", async () => {
    const sale = await sold();
    const input = back(sale, 1, 2000);
    const [first, second] = await Promise.all([refund(input), refund(input)]);
    expect([first, second].map((answer) => answer.ok && answer.value["replayed"]).sort()).toEqual([false, true]);
    expect(await onHand()).toBe(8);
    expect(await refund({ ...input, reason: "Lain" })).toMatchObject({ code: "refund.key_reused" });
  });

  test("never more than was sold, however many ask at once", async () => {
    const sale = await sold();
    expect(await refund(back(sale, 4, 7995))).toMatchObject({ code: "refund.more_than_sold" });
    const answers = await Promise.all(Array.from({ length: 5 }, () => refund(back(sale, 2, 4000))));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    for (const answer of answers.filter((each) => !each.ok))
      expect(answer).toMatchObject({ code: "refund.more_than_sold" });
    expect(await refund(back(sale, 1, 1995))).toMatchObject({ ok: true });
    expect(await refund(back(sale, 1, 1995))).toMatchObject({ code: "refund.more_than_sold" });
  });

  test.each([
    ["no line", { lines: [] }, "refund.nothing"],
    ["a line that was not sold", { lines: [{ line_no: 9, quantity: 1 }] }, "input.invalid"],
    ["a line twice", { lines: Array(2).fill({ line_no: 1, quantity: 1 }) }, "input.invalid"],
    ["less than nothing", { lines: [{ line_no: 1, quantity: -1 }] }, "input.invalid"],
    ["a ten-thousandth", { lines: [{ line_no: 1, quantity: 0.0001 }] }, "input.invalid"],
    ["no reason", { reason: " " }, "refund.reason_required"],
    ["another sum", { expected: { total_sen: 2500 } }, "refund.total_changed"],
    ["money in a way nobody knows", { payments: [{ method: "cheque", amount_sen: 2000 }] }, "payment.invalid"],
    [
      "a transfer nobody can find",
      { payments: [{ method: "transfer", amount_sen: 2000 }] },
      "payment.reference_required",
    ],
  ])("refuses %s", async (_name, more, code) => {
    expect(await refund(back(await sold(), 1, 2000, more))).toMatchObject({ ok: false, code });
  });

  test("in cash needs an open drawer with enough in it", async () => {
    const sale = await sold();
    const [shift] = await sql`select id from public.shifts where outlet_id = ${outlet}`;
    await as("cashier", "close_shift", { key: randomUUID(), shift_id: shift?.["id"], counts: {} });
    expect(await refund(back(sale, 1, 2000))).toMatchObject({ code: "shift.none_open" });
    await openShift(sql, shop.claims.cashier, outlet, 1000);
    expect(await refund(back(sale, 1, 2000))).toMatchObject({ code: "shift.not_enough_cash" });
    const card = { payments: [{ method: "card", amount_sen: 2000 }] };
    expect((await refund(back(sale, 1, 2000, card))).ok).toBe(true);
  });

  test("is for those who may, of their own shop", async () => {
    const sale = await sold();
    for (const role of ["agent", "sales", "technician", "supervisor"] as const)
      expect(await refund(back(sale, 1, 2000), role)).toMatchObject({ code: "auth.forbidden" });
    const other = await makeShop(sql);
    expect(await callRpc(sql, other.owner, "refund_sale", back(sale, 1, 2000))).toMatchObject({
      code: "input.not_found",
    });
  });
});

describe("a void", () => {
  test("undoes all of a sale while its shift is open, the money the way it came", async () => {
    const sale = await sold();
    expect(await voidSale(sale)).toMatchObject({ value: { total_sen: 5995 } });
    expect(await onHand()).toBe(10);
    expect(await inDrawer()).toBe(50_000);
    const payments = await sql`select method, amount_sen::int from public.refund_payments as p
      join public.refunds as r on r.id = p.refund_id where r.sale_id = ${sale} order by line_no`;
    expect(payments.map((row) => ({ ...row }))).toEqual([
      { method: "card", amount_sen: 2000 },
      { method: "cash", amount_sen: 3995 },
    ]);
    expect(await voidSale(sale)).toMatchObject({ code: "refund.voided" });
    expect(await refund(back(sale, 1, 2000))).toMatchObject({ code: "refund.voided" });
  });

  test("comes too late after the count, after a refund, or once there is an invoice", async () => {
    const refunded = await sold();
    await refund(back(refunded, 1, 2000));
    expect(await voidSale(refunded)).toMatchObject({ code: "refund.partly_done" });
    const customer = await addCustomer(sql, shop);
    const invoiced = await sold({ customer_id: customer });
    await as("cashier", "create_invoice", { key: randomUUID(), outlet_id: outlet, sale_id: invoiced, issue: true });
    expect(await voidSale(invoiced)).toMatchObject({ code: "refund.has_invoice" });
    const late = await sold();
    const [shift] = await sql`select id from public.shifts where outlet_id = ${outlet}`;
    await as("cashier", "close_shift", { key: randomUUID(), shift_id: shift?.["id"], counts: {} });
    await openShift(sql, shop.claims.cashier, outlet);
    expect(await voidSale(late)).toMatchObject({ code: "refund.too_late_to_void" });
  });
});

describe("a manager's PIN", () => {
  const verifier = (pin: string) => createHash("sha256").update(pin).digest("hex");
  const withPin = async (role: Role, pin: string) => {
    const claims = await shop.member(role);
    await sql.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', ${JSON.stringify({ role: "authenticated", ...claims })}, true)`;
      await tx.unsafe("set local role authenticated");
      await tx`select public.set_my_pin(${verifier(pin)})`;
    });
    return String(claims.sub);
  };
  const approve = (who: string, pin: string, act: string, input: unknown) =>
    as("cashier", "approve_act", { act, outlet_id: outlet, user_id: who, verifier: verifier(pin), input });

  test("approves one act, as it was shown, once, for who asked", async () => {
    const manager = await withPin("supervisor", "4821");
    const input = { key: randomUUID(), sale_id: await sold(), reason: "Silap tekan" };
    expect(await as("cashier", "void_sale", input)).toMatchObject({ code: "approval.required" });
    const approved = await approve(manager, "4821", "void", input);
    if (!approved.ok) throw new Error(approved.code);
    const { approval_id } = approved.value;
    expect(
      await as("cashier", "void_sale", { ...input, sale_id: await sold(), key: randomUUID(), approval_id }),
    ).toMatchObject({ code: "approval.invalid" });
    expect(await as("cashier", "void_sale", { ...input, reason: "Lain sebab", approval_id })).toMatchObject({
      code: "approval.invalid",
    });
    const other = await shop.member("cashier");
    expect(await callRpc(sql, other, "void_sale", { ...input, approval_id })).toMatchObject({
      code: "approval.invalid",
    });
    expect(await as("cashier", "void_sale", { ...input, approval_id })).toMatchObject({ ok: true });
    expect(await as("cashier", "void_sale", { ...input, approval_id })).toMatchObject({ value: { replayed: true } });
    const [row] = await sql`select approved_by from public.refunds where client_key = ${input.key}`;
    expect(row?.["approved_by"]).toBe(manager);
  });

  test("is asked for above the limit of a refund, and for a price far below the catalogue's", async () => {
    const manager = await withPin("supervisor", "7300");
    await sql`update public.tenants set settings = '{"pos": {"refund_limit_sen": 3000}}' where id = ${shop.tenantId}`;
    const input = back(await sold(), 2, 4000);
    expect(await refund(input)).toMatchObject({ code: "approval.required", detail: { act: "refund" } });
    const approved = await approve(manager, "7300", "refund", input);
    expect((await refund({ ...input, approval_id: approved.ok && approved.value["approval_id"] })).ok).toBe(true);
    await sql`update public.tenants set settings = '{}' where id = ${shop.tenantId}`;

    const cheap = (bp: number, total: number) => ({
      key: randomUUID(),
      outlet_id: outlet,
      lines: [{ product_id: product, quantity: "1" }],
      order: { discount_bp: bp },
      reason: "Calar sedikit",
      expected: { tax_sen: 0, rounding_sen: 0, total_sen: total },
      payments: [{ method: "card", amount_sen: total }],
    });
    const slight = { ...cheap(2000, 1600), expected: { tax_sen: 0, rounding_sen: 1, total_sen: 1600 } };
    expect(await as("cashier", "complete_sale", slight)).toMatchObject({ ok: true });
    const half = cheap(5000, 1000);
    half.expected = { tax_sen: 0, rounding_sen: 1, total_sen: 1000 };
    half.payments = [{ method: "card", amount_sen: 1000 }];
    const asked = await as("cashier", "complete_sale", half);
    expect(asked).toMatchObject({ code: "approval.required", detail: { act: "discount" } });
    const yes = await approve(manager, "7300", "discount", half);
    expect(
      (await as("cashier", "complete_sale", { ...half, approval_id: yes.ok && yes.value["approval_id"] })).ok,
    ).toBe(true);
  });

  test("locks after five wrong tries, and the right one does not open it early", async () => {
    const manager = await withPin("admin", "1122");
    for (const objection of ["pin.wrong", "pin.wrong", "pin.wrong", "pin.wrong", "pin.locked"])
      expect(await approve(manager, "0000", "void", {})).toMatchObject({ value: { objection } });
    expect(await approve(manager, "1122", "void", {})).toMatchObject({ value: { objection: "pin.locked" } });
    await sql`update private.staff_pins set locked_until = now() where user_id = ${manager}`;
    expect(await approve(manager, "1122", "void", {})).toMatchObject({ ok: true });
  });

  test("of somebody who manages nothing here approves nothing, and nobody reads it", async () => {
    const cashier = await withPin("cashier", "5555");
    expect(await approve(cashier, "5555", "void", {})).toMatchObject({ code: "approval.not_manager" });
    const manager = await withPin("supervisor", "9090");
    await sql`update public.members set outlet_ids = ${[shop.outletId]} where user_id = ${manager}`;
    expect(await approve(manager, "9090", "void", {})).toMatchObject({ code: "approval.not_manager" });
    await expect(
      sql.begin(async (tx) => {
        await tx.unsafe("set local role authenticated");
        await tx`select * from private.staff_pins`;
      }),
    ).rejects.toThrow("permission denied");
  });

  test("given too long ago is worth nothing", async () => {
    const manager = await withPin("owner", "6161");
    const input = { key: randomUUID(), sale_id: await sold(), reason: "Silap tekan" };
    const [old] =
      await sql`insert into public.approvals (tenant_id, outlet_id, act, subject_hash, requested_by, approved_by, expires_at)
      values (${shop.tenantId}, ${outlet}, 'void', md5(${JSON.stringify(input)}::text::jsonb::text), ${String(shop.claims.cashier.sub)}, ${manager}, now()) returning id`;
    expect(await as("cashier", "void_sale", { ...input, approval_id: old?.["id"] })).toMatchObject({
      code: "approval.invalid",
    });
  });
});
