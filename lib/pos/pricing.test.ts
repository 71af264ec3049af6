import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PricingLine, priceCart, roundingTo5, spread } from "./pricing";
import { formatQuantity, parseQuantity } from "./quantity";

const line = (quantityMilli: number, unitPriceSen: number, more: Partial<PricingLine> = {}): PricingLine => ({
  quantityMilli,
  unitPriceSen,
  discount: null,
  taxRateBp: 0,
  ...more,
});

describe("worked bills", () => {
  test("a screen at RM 180 with 8 % service tax and a case at RM 29.90 without", () => {
    const bill = priceCart([line(1000, 18_000, { taxRateBp: 800 }), line(1000, 2990)], null, true);
    expect(bill.lines.map((l) => l.taxSen)).toEqual([1440, 0]);
    expect([bill.subtotalSen, bill.taxSen, bill.exactSen, bill.roundingSen, bill.totalSen]).toEqual([
      20_990, 1440, 22_430, 0, 22_430,
    ]);
  });

  test("the order discount is spread by largest remainder and lowers the tax", () => {
    const bill = priceCart(
      [line(1000, 1000, { taxRateBp: 800 }), line(1000, 1000), line(1000, 1000)],
      { sen: 100 },
      true,
    );
    expect(bill.lines.map((l) => l.orderDiscountSen)).toEqual([34, 33, 33]);
    expect(bill.lines[0]?.taxSen).toBe(77);
    expect(bill.totalSen).toBe(2975);
    expect(bill.roundingSen).toBe(-2);
  });

  test("half a sen rounds away from zero: 0.5 × 0.25 and 8 % of 0.56", () => {
    expect(priceCart([line(500, 25)], null, false).totalSen).toBe(13);
    expect(priceCart([line(1000, 56, { taxRateBp: 800 })], null, false).taxSen).toBe(4);
    expect(priceCart([line(1000, 625, { taxRateBp: 200 })], null, false).taxSen).toBe(13);
  });

  test("a discount never makes a line or a bill negative", () => {
    const bill = priceCart([line(1000, 500, { discount: { sen: 900 } }), line(1000, 500)], { sen: 9999 }, true);
    expect(bill.totalSen).toBe(0);
    expect(bill.lines.map((l) => l.totalSen)).toEqual([0, 0]);
  });

  test("1, 2, 6, 7 sen go down and 3, 4, 8, 9 go up", () => {
    const rounded = [100, 101, 102, 103, 104, 105, 106, 107, 108, 109];
    expect(rounded.map((value) => value + roundingTo5(value))).toEqual([
      100, 100, 100, 105, 105, 105, 105, 105, 110, 110,
    ]);
  });

  test("an empty cart costs nothing", () => {
    expect(priceCart([], { bp: 1000 }, true).totalSen).toBe(0);
  });
});

describe("any bill", () => {
  const discount = fc.oneof(fc.constant(null), fc.record({ sen: fc.nat(50_000) }), fc.record({ bp: fc.nat(10_000) }));
  const lines = fc.array(
    fc.record({
      quantityMilli: fc.integer({ min: 1, max: 100_000 }),
      unitPriceSen: fc.nat(500_000),
      discount,
      taxRateBp: fc.constantFrom(0, 600, 800),
    }),
    { maxLength: 12 },
  );

  test("adds up: lines to the total, shares to the order discount, and nothing is negative", () => {
    fc.assert(
      fc.property(lines, discount, fc.boolean(), (cart, order, round) => {
        const bill = priceCart(cart, order, round);
        expect(bill.lines.reduce((sum, l) => sum + l.totalSen, 0)).toBe(bill.exactSen);
        expect(bill.lines.reduce((sum, l) => sum + l.orderDiscountSen, 0)).toBe(bill.orderDiscountSen);
        expect(bill.lines.every((l) => l.taxableSen >= 0 && l.taxSen >= 0)).toBe(true);
        expect(round ? bill.totalSen % 5 : bill.roundingSen).toBe(0);
      }),
    );
  });

  test("a share differs from its exact part by less than one sen", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(0n, 10_000_000n), { minLength: 1 }),
        fc.bigInt(0n, 1_000_000n),
        (weights, amount) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0n);
          fc.pre(total > 0n);
          for (const [index, share] of spread(amount, weights).entries()) {
            const gap = share * total - amount * (weights[index] ?? 0n);
            expect(gap < total && gap > -total).toBe(true);
          }
        },
      ),
    );
  });
});

test("quantities keep three decimals and refuse anything else", () => {
  expect(["1", "0.5", "2,125", "007"].map(parseQuantity)).toEqual([1000, 500, 2125, 7000]);
  expect(["", "0", "-1", "1.2345", "1e3", "٣", "1 2"].map(parseQuantity)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
  expect([1000, 500, 2125, -1500].map(formatQuantity)).toEqual(["1", "0.5", "2.125", "-1.5"]);
});
