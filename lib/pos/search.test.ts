import { expect, test } from "vitest";
import type { CatalogueProduct } from "./schema";
import { findByCode, indexProducts, parseEntry, searchProducts } from "./search";

const make = (name: string, sku: string, barcode: string | null, category: string | null): CatalogueProduct => ({
  id: sku,
  sku,
  barcode,
  name,
  category,
  unit: "unit",
  kind: "product",
  price_sen: 100,
  tax_code: "NONE",
  on_hand: 1,
});
const index = indexProducts([
  make("Kabel USB-C", "KB-1", "955123", "Kabel"),
  make("Casing iPhone 13", "CS-13", null, "Casing"),
  make("Penutup kabel", "PK", null, "Casing"),
]);
const names = (query: string, category: string | null = null) =>
  searchProducts(index, query, category).map((product) => product.name);

test("finds by any words of name, code or category; beginnings first", () => {
  expect(names("kabel")).toEqual(["Kabel USB-C", "Penutup kabel"]);
  expect(names("iphone cas")).toEqual(["Casing iPhone 13"]);
  expect(names("kabel", "Casing")).toEqual(["Penutup kabel"]);
  expect(names("zzz")).toEqual([]);
});

test("a scanned code is exact, whatever its case", () => {
  expect(findByCode(index, "955123")?.name).toBe("Kabel USB-C");
  expect(findByCode(index, "cs-13")?.name).toBe("Casing iPhone 13");
  expect(findByCode(index, "9551")).toBeNull();
});

test("a number and a star before the code is a quantity", () => {
  expect(parseEntry("3*CS-13")).toEqual({ quantityMilli: 3000, query: "CS-13" });
  expect(parseEntry("1.5 * kabel")).toEqual({ quantityMilli: 1500, query: "kabel" });
  expect(parseEntry("0*x")).toEqual({ quantityMilli: 1000, query: "0*x" });
});
