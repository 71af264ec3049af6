import { z } from "zod";
import type { ProductInput } from "@/lib/catalog/schema";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";

const answer = z.object({ id: z.uuid() });

/** Creates (no id) or changes a product. Codes: product.sku_taken, product.barcode_taken. */
export async function saveProduct(db: UserDb, input: ProductInput): Promise<Result<{ id: string }>> {
  const { data, error } = await db.rpc("save_product", {
    p: {
      ...(input.id ? { id: input.id } : {}),
      kind: input.kind,
      sku: input.sku,
      barcode: input.barcode,
      name: input.name,
      unit: input.unit,
      category: input.category,
      price_sen: input.price,
      cost_sen: input.cost,
      tax_code: input.taxed ? "SST-S" : "NONE",
      reorder_level: input.reorderLevel,
      track_stock: input.trackStock,
      warranty_days: input.warrantyDays,
      is_active: input.isActive,
    },
  });
  return error ? fromPg(error) : ok(answer.parse(data));
}
