import { z } from "zod";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import type { newCustomerInput } from "@/lib/pos/customer-schema";
import type { CounterCustomer } from "@/lib/pos/schema";

const answer = z.object({ id: z.uuid() });

/** A customer made at the counter in passing: a name, and a phone for the receipt. */
export async function createCounterCustomer(
  db: UserDb,
  input: z.output<typeof newCustomerInput>,
): Promise<Result<CounterCustomer>> {
  const { data, error } = await db.rpc("save_customer", {
    p: { name: input.name, phone: input.phone, locale: input.locale, outlet_id: input.outletId },
  });
  return error ? fromPg(error) : ok({ id: answer.parse(data).id, name: input.name, phone_masked: null });
}
