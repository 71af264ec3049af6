/**
 * The arithmetic of a bill, equal to private.price_cart in SQL to the sen: the screen shows what this says, the database
 * recomputes it and refuses a sale that differs. Whole numbers only (bigint inside); no clock, no database.
 */
import { type Sen, sen } from "@/lib/core/money";

/** An amount or a share in basis points; never more than what it is taken from. */
export type Discount = { readonly sen: number } | { readonly bp: number } | null;

export interface PricingLine {
  /** Thousandths: 1.5 kg is 1500. */
  readonly quantityMilli: number;
  readonly unitPriceSen: number;
  readonly discount: Discount;
  readonly taxRateBp: number;
}

export interface PricedLine {
  readonly grossSen: Sen;
  readonly discountSen: Sen;
  readonly orderDiscountSen: Sen;
  readonly taxableSen: Sen;
  readonly taxSen: Sen;
  readonly totalSen: Sen;
}

export interface PricedCart {
  /** After line discounts, before the order discount and tax. */
  readonly subtotalSen: Sen;
  readonly discountSen: Sen;
  readonly orderDiscountSen: Sen;
  readonly taxSen: Sen;
  /** Before rounding to 5 sen. */
  readonly exactSen: Sen;
  readonly roundingSen: Sen;
  readonly totalSen: Sen;
  readonly lines: readonly PricedLine[];
}

/** Rounds half away from zero; both are never negative here. */
const divideRounded = (dividend: bigint, divisor: bigint): bigint => (2n * dividend + divisor) / (2n * divisor);

const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);

function discountOf(base: bigint, discount: Discount): bigint {
  if (!discount) return 0n;
  const wanted = "sen" in discount ? BigInt(discount.sen) : divideRounded(base * BigInt(discount.bp), 10_000n);
  return lesser(base, wanted);
}

/** Shares an amount in proportion; the sen left over go to the largest remainders, the earlier line first. */
export function spread(amount: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight) => (amount * weight) / total);
  const left = Number(amount - shares.reduce((sum, share) => sum + share, 0n));
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (amount * weight) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0n) + 1n;
  return shares;
}

/** What must be added so that the total ends in 0 or 5 sen (Bank Negara's rounding of the bill: 1, 2 down, 3, 4 up). */
export function roundingTo5(totalSen: number): Sen {
  const rest = totalSen % 5;
  return sen(rest === 0 ? 0 : rest <= 2 ? -rest : 5 - rest);
}

export function priceCart(lines: readonly PricingLine[], orderDiscount: Discount, round: boolean): PricedCart {
  const net = lines.map((line) => {
    const gross = divideRounded(BigInt(line.quantityMilli) * BigInt(line.unitPriceSen), 1000n);
    const discount = discountOf(gross, line.discount);
    return { gross, discount, net: gross - discount, rate: BigInt(line.taxRateBp) };
  });
  const subtotal = net.reduce((sum, line) => sum + line.net, 0n);
  const order = discountOf(subtotal, orderDiscount);
  const shares = spread(
    order,
    net.map((line) => line.net),
  );
  const priced = net.map((line, index): PricedLine => {
    const share = shares[index] ?? 0n;
    const taxable = line.net - share;
    const tax = divideRounded(taxable * line.rate, 10_000n);
    return {
      grossSen: fromBig(line.gross),
      discountSen: fromBig(line.discount),
      orderDiscountSen: fromBig(share),
      taxableSen: fromBig(taxable),
      taxSen: fromBig(tax),
      totalSen: fromBig(taxable + tax),
    };
  });
  const taxSen = sen(priced.reduce((sum, line) => sum + line.taxSen, 0));
  const exactSen = sen(Number(subtotal - order) + taxSen);
  const roundingSen = round ? roundingTo5(exactSen) : sen(0);
  return {
    subtotalSen: fromBig(subtotal),
    discountSen: sen(priced.reduce((sum, line) => sum + line.discountSen, 0)),
    orderDiscountSen: fromBig(order),
    taxSen,
    exactSen,
    roundingSen,
    totalSen: sen(exactSen + roundingSen),
    lines: priced,
  };
}

const fromBig = (value: bigint): Sen => sen(Number(value));
