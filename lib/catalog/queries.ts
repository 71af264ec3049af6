import type { ProductDetail } from "@/lib/catalog/kinds";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";

export async function getProduct(db: UserDb, tenantId: string, id: string): Promise<Result<ProductDetail | null>> {
  const [product, cost] = await Promise.all([
    db.from("products").select("*, product_categories(name)").eq("tenant_id", tenantId).eq("id", id).maybeSingle(),
    db.from("product_costs").select("cost_sen").eq("tenant_id", tenantId).eq("product_id", id).maybeSingle(),
  ]);
  if (product.error) return fromPg(product.error);
  if (cost.error) return fromPg(cost.error);
  const { data: row } = product;
  if (!row) return ok(null);
  return ok({
    id: row.id,
    kind: row.kind === "service" ? "service" : "product",
    sku: row.sku,
    barcode: row.barcode,
    name: row.name,
    unit: row.unit,
    category: row.product_categories?.name ?? null,
    priceSen: row.price_sen,
    costSen: cost.data?.cost_sen ?? null,
    taxCode: row.tax_code,
    reorderLevel: Number(row.reorder_level),
    trackStock: row.track_stock,
    warrantyDays: row.warranty_days,
    isActive: row.is_active,
  });
}

export async function listCategories(db: UserDb, tenantId: string): Promise<Result<string[]>> {
  const { data, error } = await db
    .from("product_categories")
    .select("name")
    .eq("tenant_id", tenantId)
    .order("name")
    .limit(500);
  return error ? fromPg(error) : ok(data.map((row) => row.name));
}
