import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import { ORDER_STATUSES } from "@/lib/orders/kinds";

export const setStatusInput = z.object({ orderId: uuidField, status: z.enum(ORDER_STATUSES) });

export async function setOrderStatus(db: UserDb, input: z.output<typeof setStatusInput>): Promise<Result<undefined>> {
  const { error } = await db.rpc("set_order_status", { p_order_id: input.orderId, p_status: input.status });
  return error ? fromPg(error) : ok();
}
