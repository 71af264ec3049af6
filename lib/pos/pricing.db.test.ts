import fc from "fast-check";
import { expect, test } from "vitest";
import { openServiceSql } from "@/testing/db";
import { type Discount, priceCart } from "./pricing";
import { formatQuantity } from "./quantity";

const sql = openServiceSql();

const discount: fc.Arbitrary<Discount> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ sen: fc.nat(60_000) }) },
  { weight: 1, arbitrary: fc.record({ bp: fc.nat(10_000) }) },
);
const cart = fc.record({
  lines: fc.array(
    fc.record({
      quantityMilli: fc.oneof(
        fc.integer({ min: 1, max: 20 }).map((n) => n * 1000),
        fc.integer({ min: 1, max: 1_000_000 }),
      ),
      unitPriceSen: fc.oneof(fc.nat(100), fc.nat(999_999), fc.nat(5_000_000_000)),
      discount,
      taxRateBp: fc.constantFrom(0, 600, 800, 1, 9999),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  order: discount,
  round: fc.boolean(),
});

const json = (value: Discount) =>
  value === null ? {} : "sen" in value ? { discount_sen: value.sen } : { discount_bp: value.bp };

interface SqlBill extends Record<string, unknown> {
  lines: Record<string, number>[];
}

test("10,000 random carts cost the same in TypeScript and in SQL, line by line, to the sen", {
  timeout: 120_000,
}, async () => {
  const carts = fc.sample(cart, { numRuns: 10_000, seed: 20_261_121 });
  const batch = 1000;
  let compared = 0;
  for (let start = 0; start < carts.length; start += batch) {
    const part = carts.slice(start, start + batch);
    const input = part.map((c) => ({
      lines: c.lines.map((l) => ({
        quantity: formatQuantity(l.quantityMilli),
        unit_price_sen: l.unitPriceSen,
        tax_rate_bp: l.taxRateBp,
        ...json(l.discount),
      })),
      order: json(c.order),
      round: c.round,
    }));
    const rows = await sql<{ bill: SqlBill }[]>`
      select private.price_cart(c.value -> 'lines', c.value -> 'order', (c.value ->> 'round')::boolean) as bill
        from jsonb_array_elements(${sql.json(input)}) with ordinality as c order by c.ordinality`;
    for (const [index, { bill }] of rows.entries()) {
      const wanted = part[index];
      if (!wanted) throw new Error("more bills than carts");
      const ts = priceCart(wanted.lines, wanted.order, wanted.round);
      expect({
        subtotalSen: bill["subtotal_sen"],
        discountSen: bill["discount_sen"],
        orderDiscountSen: bill["order_discount_sen"],
        taxSen: bill["tax_sen"],
        exactSen: bill["exact_sen"],
        roundingSen: bill["rounding_sen"],
        totalSen: bill["total_sen"],
        lines: bill.lines.map((l) => ({
          grossSen: l["gross_sen"],
          discountSen: l["discount_sen"],
          orderDiscountSen: l["order_discount_sen"],
          taxableSen: l["taxable_sen"],
          taxSen: l["tax_sen"],
          totalSen: l["total_sen"],
        })),
      }).toEqual(ts);
      compared += 1;
    }
  }
  expect(compared).toBe(10_000);
});

test("the rate is that of the day, and none before registration", async () => {
  const [row] = await sql`
    select private.tax_rate_bp('SST-S', '2018-08-31', '2018-01-01') as before_law, private.tax_rate_bp('SST-S', '2024-02-29', '2018-09-01') as six,
           private.tax_rate_bp('SST-S', '2024-03-01', '2018-09-01') as eight, private.tax_rate_bp('SST-S', '2026-06-30', '2026-07-01') as early,
           private.tax_rate_bp('SST-S', '2026-07-01', null) as unregistered, private.tax_rate_bp('NONE', '2026-07-01', '2018-09-01') as goods`;
  expect(row).toEqual({ before_law: 0, six: 600, eight: 800, early: 0, unregistered: 0, goods: 0 });
});
