import { expect, test } from "vitest";
import { changeCart, emptyCart, hasDiscount, priceOf, toSaleInput } from "./cart";
import { cartSchema } from "./cart-schema";
import type { CatalogueProduct } from "./schema";

const KEY = "0b8a0d7e-0d4c-4a54-9a5e-0f6f0a7f5a01";
const CASE = "6d1cf8de-3a43-4b0a-8a0c-6d8a8fbb1d11";
const product: CatalogueProduct = {
  id: CASE,
  sku: "CS",
  barcode: null,
  name: "Casing",
  unit: "unit",
  kind: "product",
  category: null,
  price_sen: 1990,
  tax_code: "NONE",
  on_hand: 4,
};
const products = new Map([[CASE, product]]);
const add = { type: "add", productId: CASE } as const;

test("the same product again is one more, but never joins a line priced by hand", () => {
  const twice = changeCart(changeCart(emptyCart(KEY), add), add);
  expect(twice.lines).toEqual([{ productId: CASE, quantityMilli: 2000, priceSen: null, discount: null }]);
  const cheaper = changeCart(twice, { type: "line", index: 0, line: { discount: { bp: 1000 } } });
  expect(changeCart(cheaper, add).lines).toHaveLength(2);
});

test("what is stored is what comes back", () => {
  const cart = changeCart(changeCart(emptyCart(KEY), add), {
    type: "orderDiscount",
    discount: { sen: 100 },
    reason: "Pelanggan tetap",
  });
  expect(cartSchema.parse(JSON.parse(JSON.stringify(cart)))).toEqual(cart);
});

test("the sale carries the totals the screen shows, and a reason only with a discount", () => {
  const cart = changeCart(emptyCart(KEY), add);
  const bill = priceOf(cart, products, {}, true);
  const input = toSaleInput(cart, KEY, bill, [{ method: "card", amount_sen: 1990 }]);
  expect(input).toMatchObject({
    key: KEY,
    lines: [{ product_id: CASE, quantity: "1" }],
    order: {},
    expected: { tax_sen: 0, rounding_sen: 0, total_sen: 1990 },
  });
  expect(input).not.toHaveProperty("reason");
  expect(hasDiscount(changeCart(cart, { type: "line", index: 0, line: { priceSen: 1500 } }))).toBe(true);
});

test("a product that is no longer sold costs nothing on the screen", () => {
  expect(priceOf(changeCart(emptyCart(KEY), add), new Map(), {}, true).totalSen).toBe(0);
});
