/** What the owner has asked of this number in Settings: taken once, by whoever holds it. */
import { z } from "zod";
import type { SystemDb } from "@/lib/db/clients";
import type { ChannelRef } from "@/wa-runner/ports";

const asked = z
  .object({
    action: z.enum(["link", "unlink", "restart"]),
    method: z.enum(["qr", "code"]).nullable(),
    phone: z.string().nullable(),
  })
  .nullable();
export type OwnerRequest = NonNullable<z.infer<typeof asked>>;

export async function takeRequest(db: SystemDb, { channelId }: ChannelRef): Promise<OwnerRequest | null> {
  const { data, error } = await db.rpc("take_channel_request", { p_channel: channelId });
  return error ? null : asked.parse(data);
}
