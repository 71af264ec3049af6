/** Lines as they are typed; pure. */
import { parseRinggit, senToDecimal } from "@/lib/core/money";
import type { FoundProduct } from "@/lib/repairs/lookup";
import type { EstimateVersion } from "@/lib/repairs/rows";
import type { EstimateLine } from "@/lib/repairs/schema";

type Typed = {
  key: string;
  productId: string | null;
  description: string;
  quantity: string;
  price: string;
  taxCode: string;
};
export type Draft = Typed & { readonly isQuantityOk: boolean; readonly isPriceOk: boolean };

export const parseQuantity = (text: string): number | null => {
  const value = text.trim().replace(",", ".");
  return /^\d{1,5}(\.\d{1,3})?$/.test(value) && Number(value) > 0 ? Number(value) : null;
};

/** With what is wrong worked out from what was typed. */
export const checked = ({ key, productId, description, quantity, price, taxCode }: Typed): Draft => ({
  key,
  productId,
  description,
  quantity,
  price,
  taxCode,
  isQuantityOk: parseQuantity(quantity) !== null,
  isPriceOk: parseRinggit(price) !== null,
});

/** Work of one's own is a service: a registered shop taxes it unless somebody says otherwise. */
export const emptyDraft = (taxCode = "NONE"): Draft =>
  checked({ key: crypto.randomUUID(), productId: null, description: "", quantity: "1", price: "", taxCode });

export const draftFromProduct = (product: FoundProduct): Draft =>
  checked({
    key: crypto.randomUUID(),
    productId: product.id,
    description: product.name,
    quantity: "1",
    price: senToDecimal(product.price_sen),
    taxCode: product.tax_code,
  });

export const draftsFrom = (estimate: EstimateVersion | undefined, taxCode: string): Draft[] =>
  estimate?.lines.map((line) =>
    checked({
      key: crypto.randomUUID(),
      productId: line.product_id,
      description: line.description,
      quantity: String(line.quantity),
      price: senToDecimal(line.unit_price_sen),
      taxCode: line.tax_code ?? "NONE",
    }),
  ) ?? [emptyDraft(taxCode)];

/** The lines as they would be sent; null while one of them is not complete. */
export function linesOf(drafts: readonly Draft[]): EstimateLine[] | null {
  const lines: EstimateLine[] = [];
  for (const draft of drafts) {
    const [quantity, price] = [parseQuantity(draft.quantity), parseRinggit(draft.price)];
    if (quantity === null || price === null || !draft.description.trim()) return null;
    lines.push({
      productId: draft.productId,
      description: draft.description.trim(),
      quantity,
      unitPriceSen: price,
      taxCode: draft.taxCode,
    });
  }
  return lines;
}
