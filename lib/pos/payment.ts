/** Decisions of the payment dialog: what is still to pay, whether the bill is rounded, which notes a customer may hand over. */

import type { PaymentMethod } from "@/lib/pos/methods";
import type { SaleInput } from "@/lib/pos/schema";

export type Payment = SaleInput["payments"][number];
export type RoundingRules = Partial<Record<PaymentMethod, boolean>>;

/** One way that is rounded rounds the whole bill, as in complete_sale. */
export const billIsRounded = (rules: RoundingRules, methods: readonly PaymentMethod[]): boolean =>
  methods.length === 0 ? (rules.cash ?? true) : methods.some((method) => rules[method] ?? true);

export const paidSen = (payments: readonly Payment[]): number =>
  payments.reduce((sum, payment) => sum + payment.amount_sen, 0);

/** Exact first, then what people are likely to hand over: the next 5, 10, 50 and 100 ringgit. */
export function quickCash(dueSen: number): number[] {
  const next = (step: number) => Math.ceil(dueSen / step) * step;
  return [...new Set([dueSen, next(500), next(1000), next(2000), next(5000), next(10_000)])]
    .sort((a, b) => a - b)
    .slice(0, 5);
}

/** The part a typed figure stands for: cash may be more than what is due (change), nothing else may. Null: not a payment. */
export function paymentOf(method: PaymentMethod, typedSen: number, dueSen: number, reference: string): Payment | null {
  if (typedSen <= 0 || dueSen <= 0) return null;
  if (method === "cash") return { method, amount_sen: Math.min(typedSen, dueSen), tendered_sen: typedSen };
  if (typedSen > dueSen) return null;
  const clean = reference.trim();
  return { method, amount_sen: typedSen, ...(clean ? { reference: clean } : {}) };
}

/** Keypad: figures push in from the right, like on a cash register. */
export function pressKey(typedSen: number, key: string): number {
  if (key === "back") return Math.floor(typedSen / 10);
  const next = Number(`${typedSen}${key}`);
  return next > 9_999_999_99 ? typedSen : next;
}
