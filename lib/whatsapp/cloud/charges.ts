/** What Meta charges for on a number this month, as its receipts say. */
import { z } from "zod";
import type { UserDb } from "@/lib/db/clients";

const charges = z.object({
  since: z.string(),
  rows: z.array(z.object({ category: z.string(), billable: z.boolean().nullable(), count: z.number() })),
});
export type Charges = z.output<typeof charges>;

export async function readCharges(db: UserDb, channelId: string): Promise<Charges> {
  const { data, error } = await db.rpc("cloud_charges", { p_channel: channelId });
  if (error) throw new Error(`cloud_charges: ${error.code} ${error.message}`);
  return charges.parse(data);
}
