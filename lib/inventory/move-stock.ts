import type { z } from "zod";
import { err, ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import type { countStockInput, receiveStockInput } from "@/lib/inventory/schema";
import { formatQuantity } from "@/lib/pos/quantity";

/** Books the difference between what was counted and what the screen showed. Idempotent by key. */
export async function countStock(db: UserDb, input: z.output<typeof countStockInput>): Promise<Result<undefined>> {
  const difference = input.counted - input.shown;
  if (difference === 0) return err("stock.no_difference");
  const { error } = await db.rpc("adjust_stock", {
    p: {
      key: input.key,
      outlet_id: input.outletId,
      product_id: input.productId,
      quantity: formatQuantity(difference),
      note: input.note,
    },
  });
  return error ? fromPg(error) : ok();
}

export async function receiveStock(db: UserDb, input: z.output<typeof receiveStockInput>): Promise<Result<undefined>> {
  const line = {
    product_id: input.productId,
    quantity: formatQuantity(input.quantity),
    ...(input.cost === null ? {} : { cost_sen: input.cost }),
  };
  const { error } = await db.rpc("receive_stock", {
    p: { key: input.key, outlet_id: input.outletId, note: input.note, lines: [line] },
  });
  return error ? fromPg(error) : ok();
}
