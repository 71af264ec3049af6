import { err, ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import type { CannedReplyInput, ConciergeModeInput } from "@/lib/inbox/schema";

export async function saveCannedReply(
  db: UserDb,
  tenantId: string,
  input: CannedReplyInput,
): Promise<Result<undefined>> {
  const { id, ...fields } = input;
  if (!id) {
    const { error } = await db.from("canned_replies").insert({ tenant_id: tenantId, ...fields });
    return error ? fromPg(error) : ok();
  }
  const { data, error } = await db
    .from("canned_replies")
    .update(fields)
    .eq("tenant_id", tenantId)
    .eq("id", id)
    .select("id");
  if (error) return fromPg(error);
  return data.length === 0 ? err("input.not_found") : ok();
}

export async function deleteCannedReply(db: UserDb, tenantId: string, id: string): Promise<Result<undefined>> {
  const { data, error } = await db.from("canned_replies").delete().eq("tenant_id", tenantId).eq("id", id).select("id");
  if (error) return fromPg(error);
  return data.length === 0 ? err("input.not_found") : ok();
}

/** off: people only · draft: it proposes, people send · auto: it answers. */
export async function setConciergeMode(
  db: UserDb,
  tenantId: string,
  input: ConciergeModeInput,
): Promise<Result<undefined>> {
  const { data, error } = await db
    .from("channels")
    .update({ concierge_mode: input.mode })
    .eq("tenant_id", tenantId)
    .eq("id", input.channelId)
    .select("id");
  if (error) return fromPg(error);
  return data.length === 0 ? err("input.not_found") : ok();
}
