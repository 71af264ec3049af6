import type { z } from "zod";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import { type SaleAnswer, saleAnswer, type saleInput } from "@/lib/pos/schema";

/** Two sales that wait for each other: Postgres stops one of them, nothing of it is kept, so it may be sent again. */
const DEADLOCK = "40P01";

/** Idempotent by `input.key`: call it again with the same input whenever the answer got lost. */
export async function completeSale(db: UserDb, input: z.output<typeof saleInput>): Promise<Result<SaleAnswer>> {
  for (let attempt = 1; ; attempt += 1) {
    const { data, error } = await db.rpc("complete_sale", { p: input });
    if (!error) return ok(saleAnswer.parse(data));
    if (error.code !== DEADLOCK || attempt === 3) return fromPg(error);
  }
}
