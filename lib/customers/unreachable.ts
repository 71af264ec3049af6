/** Addresses that WhatsApp has closed to us, and opening them again. */
import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";

const rows = z.array(
  z.object({
    kind: z.enum(["phone", "lid", "bsuid"]),
    /** A phone as the reader may see it; of other ids nobody reads anything. */
    address: z.string().nullable(),
    failures: z.number(),
    since: z.string(),
  }),
);
export type Unreachable = z.infer<typeof rows>[number];

export const allowAgainInput = z.object({ customerId: uuidField });

export async function listUnreachable(db: UserDb, customerId: string): Promise<Unreachable[]> {
  const { data } = await db.rpc("unreachable_of", { p_customer: customerId }).throwOnError();
  return rows.parse(data);
}

export async function allowAgain(db: UserDb, customerId: string): Promise<Result<undefined>> {
  const { error } = await db.rpc("allow_again", { p_customer: customerId });
  return error ? fromPg(error) : ok();
}
