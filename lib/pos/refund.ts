/** What part of a sale is worth: the arithmetic of private.refund_bill and private.refund_sale, for the screen. */
import type { PaymentMethod } from "@/lib/pos/methods";
import type { RefundOffer } from "@/lib/pos/refund-schema";

export type WantedLine = { lineNo: number; quantityMilli: number };

const TO_FIVE = [0, -1, -2, 2, 1] as const;
const milli = (quantity: number): number => Math.round(quantity * 1000);

/** amount × part ÷ whole, half up; past what a float can hold. */
function share(amount: number, part: number, whole: number): number {
  const twice = 2n * BigInt(amount) * BigInt(part) + BigInt(whole);
  return Number(twice / (2n * BigInt(whole)));
}

type Offer = Pick<RefundOffer, "lines" | "rounding" | "total_sen" | "refunded_sen">;

/** Parts are taken off the running total, so that however a line is cut, its parts add up to it. Zero when nothing is wanted. */
export function refundTotalSen(offer: Offer, wanted: readonly WantedLine[], methods: readonly PaymentMethod[]): number {
  const by = new Map(wanted.map((line) => [line.lineNo, line.quantityMilli]));
  let exact = 0;
  let completes = true;
  for (const line of offer.lines) {
    const sold = milli(line.quantity);
    const upTo = milli(line.refunded) + (by.get(line.line_no) ?? 0);
    completes &&= upTo >= sold;
    if (!by.get(line.line_no)) continue;
    exact += share(line.taxable_sen, upTo, sold) - line.done_taxable_sen;
    exact += share(line.tax_sen, upTo, sold) - line.done_tax_sen;
  }
  const left = offer.total_sen - offer.refunded_sen;
  const total = completes ? left : Math.min(exact, left);
  if (!methods.some((method) => offer.rounding[method])) return total;
  return Math.min(total + (TO_FIVE[total % 5] ?? 0), left - (left % 5));
}
