export const PRODUCT_KINDS = ["product", "service"] as const;

export interface ProductDetail {
  id: string;
  kind: "product" | "service";
  sku: string;
  barcode: string | null;
  name: string;
  unit: string;
  category: string | null;
  priceSen: number;
  /** null: not allowed to see it, or not known. */
  costSen: number | null;
  taxCode: string;
  reorderLevel: number;
  trackStock: boolean;
  warrantyDays: number;
  isActive: boolean;
}
