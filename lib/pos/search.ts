/** Product search in the browser: the list is loaded once, every key press filters it. */
import { parseQuantity } from "@/lib/pos/quantity";
import type { CatalogueProduct } from "@/lib/pos/schema";

export interface SearchableProduct {
  readonly product: CatalogueProduct;
  readonly text: string;
  readonly codes: readonly string[];
}

export function indexProducts(products: readonly CatalogueProduct[]): SearchableProduct[] {
  return products.map((product) => ({
    product,
    text: `${product.name} ${product.sku} ${product.barcode ?? ""} ${product.category ?? ""}`.toLowerCase(),
    codes: [product.sku.toLowerCase(), ...(product.barcode ? [product.barcode.toLowerCase()] : [])],
  }));
}

/** "3*ABC" or "3 x ABC" is three of ABC. */
export function parseEntry(typed: string): { quantityMilli: number; query: string } {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*[*×]\s*(.*)$/.exec(typed);
  const quantityMilli = match ? parseQuantity(match[1] ?? "") : null;
  return quantityMilli === null
    ? { quantityMilli: 1000, query: typed.trim() }
    : { quantityMilli, query: (match?.[2] ?? "").trim() };
}

/** The product with exactly this barcode or SKU, as a scanner sends it. */
export function findByCode(index: readonly SearchableProduct[], code: string): CatalogueProduct | null {
  const wanted = code.trim().toLowerCase();
  return wanted ? (index.find((entry) => entry.codes.includes(wanted))?.product ?? null) : null;
}

/** Every word must occur; what begins with the query comes first, the rest keeps its order (by name). */
export function searchProducts(
  index: readonly SearchableProduct[],
  query: string,
  category: string | null,
  limit = 80,
): CatalogueProduct[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const starts: CatalogueProduct[] = [];
  const rest: CatalogueProduct[] = [];
  for (const { product, text } of index) {
    if (category !== null && product.category !== category) continue;
    if (!words.every((word) => text.includes(word))) continue;
    (words.length > 0 && text.startsWith(words[0] ?? "") ? starts : rest).push(product);
  }
  return [...starts, ...rest].slice(0, limit);
}
