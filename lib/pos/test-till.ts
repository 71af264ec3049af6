/** For tests: a till that is told what to do, with what its books must say kept beside the database. */
import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { expect } from "vitest";
import type { PaymentMethod } from "@/lib/pos/methods";
import { priceCart } from "@/lib/pos/pricing";
import { formatQuantity } from "@/lib/pos/quantity";
import { refundTotalSen } from "@/lib/pos/refund";
import { refundOffer } from "@/lib/pos/refund-schema";
import { actAs } from "@/testing/db";
import { callRpc, type RpcAnswer } from "@/testing/rpc";
import { addOutlet, type TestShop } from "@/testing/shop";

export const PRICES = [999, 1003, 4550] as const;
const OPENING_MILLI = 20_000;

export type Step =
  | {
      do: "sell";
      lines: { at: number; milli: number }[];
      discountBp: number;
      first: PaymentMethod;
      second: PaymentMethod;
      part: number;
    }
  | { do: "refund"; sale: number; milli: number; restock: boolean; method: PaymentMethod }
  | { do: "void"; sale: number }
  | { do: "pay_in" | "pay_out"; coins: number }
  | { do: "adjust"; at: number; units: number }
  | { do: "open"; coins: number }
  | { do: "close"; astray: number; forced: boolean }
  | { do: "again" };

/** Refusals that a random day may meet; anything else is a bug. */
const EXPECTED = new Set([
  "shift.none_open",
  "shift.already_open",
  "shift.not_enough_cash",
  "shift.closed",
  "stock.insufficient",
  "refund.voided",
  "refund.more_than_sold",
  "refund.partly_done",
  "refund.too_late_to_void",
]);

interface Model {
  /** What should be in the drawer; null while it is closed. */
  drawer: number | null;
  shift: string | null;
  stock: number[];
  sales: { id: string; lines: number[] }[];
  /** Taken less given back, by method, of everything. */
  money: Map<PaymentMethod, number>;
  /** Every Z as it was first seen. */
  zs: Map<string, string>;
  closings: number;
  last: { name: string; input: Record<string, unknown> } | null;
}

export interface Till {
  sql: Sql;
  shop: TestShop;
  outlet: string;
  products: string[];
  model: Model;
}

let made = 0;

export async function makeTill(sql: Sql, shop: TestShop, products: string[]): Promise<Till> {
  made += 1;
  const outlet = await addOutlet(sql, shop.tenantId, `K${made}`);
  await sql`insert into public.stock_moves (tenant_id, outlet_id, product_id, quantity, reason, source_type, source_id, created_by, business_date)
    select ${shop.tenantId}, ${outlet}, p, ${OPENING_MILLI / 1000}, 'receive', 'test', ${outlet} || p, 'test', current_date from unnest(${products}::uuid[]) as p`;
  return {
    sql,
    shop,
    outlet,
    products,
    model: {
      drawer: null,
      shift: null,
      stock: products.map(() => OPENING_MILLI),
      sales: [],
      money: new Map(),
      zs: new Map(),
      closings: 0,
      last: null,
    },
  };
}

/** As the owner, so that nothing waits for a manager: who may do what has tests of its own. */
async function call(till: Till, name: string, input: Record<string, unknown>): Promise<RpcAnswer> {
  const answer = await callRpc(till.sql, till.shop.owner, name, input);
  if (!answer.ok) expect(EXPECTED, `${name}: ${answer.code} ${JSON.stringify(answer.detail)}`).toContain(answer.code);
  else till.model.last = { name, input };
  return answer;
}

const add = (model: Model, method: PaymentMethod, amount: number): void => {
  model.money.set(method, (model.money.get(method) ?? 0) + amount);
  if (method === "cash") model.drawer = (model.drawer ?? Number.NaN) + amount;
};

type Part = { method: PaymentMethod; amount_sen: number; reference?: string };
const pay = (method: PaymentMethod, amount: number): Part[] =>
  amount > 0 ? [{ method, amount_sen: amount, ...(method === "transfer" ? { reference: "TRF-1" } : {}) }] : [];

async function sell(till: Till, step: Extract<Step, { do: "sell" }>): Promise<void> {
  const { model, products } = till;
  const priced = priceCart(
    step.lines.map(({ at, milli }) => ({
      quantityMilli: milli,
      unitPriceSen: PRICES[at] ?? 0,
      discount: null,
      taxRateBp: 0,
    })),
    { bp: step.discountBp },
    true,
  );
  // Both parts in whole 5 sen, as the bill is.
  const first = Math.min(priced.totalSen, Math.floor((priced.totalSen * step.part) / 500) * 5);
  const payments = [...pay(step.first, first), ...pay(step.second, priced.totalSen - first)];
  const answer = await call(till, "complete_sale", {
    key: randomUUID(),
    outlet_id: till.outlet,
    lines: step.lines.map(({ at, milli }) => ({ product_id: products[at], quantity: formatQuantity(milli) })),
    order: step.discountBp > 0 ? { discount_bp: step.discountBp } : {},
    ...(step.discountBp > 0 ? { reason: "Pelanggan tetap" } : {}),
    expected: { tax_sen: 0, rounding_sen: priced.roundingSen, total_sen: priced.totalSen },
    payments,
  });
  if (!answer.ok) return;
  for (const { at, milli } of step.lines) model.stock[at] = (model.stock[at] ?? 0) - milli;
  for (const { method, amount_sen } of payments) add(model, method, amount_sen);
  model.sales.push({ id: String(answer.value["sale_id"]), lines: step.lines.map(({ at }) => at) });
}

async function refund(till: Till, step: Extract<Step, { do: "refund" }>): Promise<void> {
  const { model, sql, shop } = till;
  const sale = model.sales[step.sale % Math.max(1, model.sales.length)];
  if (!sale) return;
  const rows = await actAs(sql, shop.owner, (tx) => tx`select public.refund_offer(${sale.id}) as offer`);
  const offer = refundOffer.parse(rows[0]?.["offer"]);
  const total = refundTotalSen(offer, [{ lineNo: 1, quantityMilli: step.milli }], [step.method]);
  const answer = await call(till, "refund_sale", {
    key: randomUUID(),
    sale_id: sale.id,
    reason: "Rosak",
    lines: [{ line_no: 1, quantity: formatQuantity(step.milli), restock: step.restock }],
    expected: { total_sen: Math.max(0, total) },
    payments: pay(step.method, total),
  });
  if (!answer.ok) return;
  const at = sale.lines[0] ?? 0;
  if (step.restock) model.stock[at] = (model.stock[at] ?? 0) + step.milli;
  if (total > 0) add(model, step.method, -total);
}

async function voidSale(till: Till, step: Extract<Step, { do: "void" }>): Promise<void> {
  const { model, sql } = till;
  const sale = model.sales[step.sale % Math.max(1, model.sales.length)];
  if (!sale) return;
  const answer = await call(till, "void_sale", { key: randomUUID(), sale_id: sale.id, reason: "Silap" });
  if (!answer.ok) return;
  const lines =
    await sql`select quantity::float8 as quantity from public.sale_lines where sale_id = ${sale.id} order by line_no`;
  for (const [no, line] of lines.entries()) {
    const at = sale.lines[no] ?? 0;
    model.stock[at] = (model.stock[at] ?? 0) + Math.round(Number(line["quantity"]) * 1000);
  }
  const paid = await sql<{ method: PaymentMethod; amount: number }[]>`
    select method, amount_sen::int as amount from public.sale_payments where sale_id = ${sale.id}`;
  for (const { method, amount } of paid) add(model, method, -amount);
}

async function move(till: Till, kind: "pay_in" | "pay_out", coins: number): Promise<void> {
  const input = { key: randomUUID(), outlet_id: till.outlet, kind, amount_sen: coins * 5, reason: "Syiling" };
  const answer = await call(till, "move_drawer_cash", input);
  if (answer.ok) till.model.drawer = (till.model.drawer ?? Number.NaN) + (kind === "pay_in" ? 5 : -5) * coins;
}

async function adjust(till: Till, { at, units }: Extract<Step, { do: "adjust" }>): Promise<void> {
  const { model, outlet, products } = till;
  const input = {
    key: randomUUID(),
    outlet_id: outlet,
    product_id: products[at],
    quantity: units,
    note: "kira semula",
  };
  if ((await call(till, "adjust_stock", input)).ok) model.stock[at] = (model.stock[at] ?? 0) + units * 1000;
}

async function open(till: Till, coins: number): Promise<void> {
  const answer = await call(till, "open_shift", { key: randomUUID(), outlet_id: till.outlet, float_sen: coins * 5 });
  if (!answer.ok) return;
  till.model.shift = String(answer.value["shift_id"]);
  till.model.drawer = coins * 5;
}

async function close(till: Till, { astray, forced }: Extract<Step, { do: "close" }>): Promise<void> {
  const { model } = till;
  if (!model.shift || model.drawer === null) return;
  const counted = Math.max(0, model.drawer + astray * 5);
  const answer = await call(till, "close_shift", {
    key: randomUUID(),
    shift_id: model.shift,
    ...(forced
      ? { forced, reason: "Juruwang pulang" }
      : { counts: { "100": Math.floor(counted / 100), "5": (counted % 100) / 5 } }),
  });
  expect(answer).toMatchObject({
    value: {
      expected_sen: model.drawer,
      counted_sen: forced ? null : counted,
      difference_sen: forced ? null : counted - model.drawer,
    },
  });
  model.closings += 1;
  model.drawer = null;
}

/** The same request a second time, whatever it was: nothing happens. */
async function again(till: Till): Promise<void> {
  const { last } = till.model;
  if (last) expect(await callRpc(till.sql, till.shop.owner, last.name, last.input)).toMatchObject({ ok: true });
}

export async function apply(till: Till, step: Step): Promise<void> {
  switch (step.do) {
    case "sell":
      return sell(till, step);
    case "refund":
      return refund(till, step);
    case "void":
      return voidSale(till, step);
    case "adjust":
      return adjust(till, step);
    case "open":
      return open(till, step.coins);
    case "close":
      return close(till, step);
    case "again":
      return again(till);
    default:
      return move(till, step.do, step.coins);
  }
}
