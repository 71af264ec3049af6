import { z } from "zod";
import { authProvider } from "@/lib/auth/provider";
import { ok, type Result } from "@/lib/core/result";
import type { PublicDb, UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";

const preview = z.object({
  tenant_name: z.string(),
  role: z.string(),
  email: z.string(),
  inviter: z.string().nullable(),
});
export type InvitationPreview = z.infer<typeof preview>;

/** What the bearer of the link may know before signing in. */
export async function previewInvitation(db: PublicDb, token: string): Promise<Result<InvitationPreview>> {
  const { data, error } = await db.rpc("invitation_preview", { p_token: token });
  return error ? fromPg(error) : ok(preview.parse(data));
}

const joined = z.object({ tenant_id: z.uuid() });

/** Answers with the shop, which is the active one from now on. */
export async function acceptInvitation(db: UserDb, token: string, name: string): Promise<Result<{ tenantId: string }>> {
  const { data, error } = await db.rpc("accept_invitation", { p_token: token, p_display_name: name });
  if (error) return fromPg(error);
  const { tenant_id: tenantId } = joined.parse(data);
  await (await authProvider()).joined(db, tenantId);
  return ok({ tenantId });
}
