import { z } from "zod";
import { authProvider, type Standing } from "@/lib/auth/provider";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import type { ChangeMemberInput, InviteInput } from "@/lib/tenancy/schema";

const standingOf = (role: string): Standing => (role === "owner" || role === "admin" ? "admin" : "member");

export async function listMembers(db: UserDb, tenantId: string) {
  const { data, error } = await db
    .from("members")
    .select("user_id, role, outlet_ids, pii, status, created_at, people (name, email)")
    .eq("tenant_id", tenantId)
    .neq("status", "removed")
    .order("created_at");
  if (error) throw new Error(`members: ${error.code} ${error.message}`);
  return data;
}

/** Those not yet accepted or withdrawn; an expired one stays until it is renewed or withdrawn. */
export async function listInvitations(db: UserDb) {
  const { data, error } = await db
    .from("invitations")
    .select("id, email, role, outlet_ids, expires_at, created_at")
    .is("accepted_at", null)
    .is("revoked_at", null)
    .order("created_at", { ascending: false })
    .limit(100);
  if (error) throw new Error(`invitations: ${error.code} ${error.message}`);
  return data;
}

const made = z.object({ invitation_id: z.uuid(), token: z.string(), expires_at: z.string() });

/** The token is known only now: the database keeps its hash. */
export async function inviteMember(db: UserDb, input: InviteInput): Promise<Result<{ token: string }>> {
  const { data, error } = await db.rpc("invite_member", {
    p_email: input.email,
    p_role: input.role,
    ...(input.outlets ? { p_outlet_ids: input.outlets } : {}),
  });
  return error ? fromPg(error) : ok({ token: made.parse(data).token });
}

export async function revokeInvitation(db: UserDb, id: string): Promise<Result<undefined>> {
  const { error } = await db.rpc("revoke_invitation", { p_id: id });
  return error ? fromPg(error) : (await authProvider()).invitationRevoked(db, id);
}

const resent = made.extend({ email: z.string(), role: z.string() });

/** The same invitation under a new link; the former one stops working. */
export async function resendInvitation(
  db: UserDb,
  id: string,
): Promise<Result<{ token: string; email: string; role: string }>> {
  const { data, error } = await db.rpc("resend_invitation", { p_id: id });
  return error ? fromPg(error) : ok(resent.parse(data));
}

export async function changeMember(db: UserDb, input: ChangeMemberInput): Promise<Result<undefined>> {
  const { error } = await db.rpc("change_member", {
    p_user_id: input.userId,
    p_role: input.role,
    p_pii: input.pii,
    ...(input.outlets ? { p_outlet_ids: input.outlets } : {}),
  });
  return error ? fromPg(error) : (await authProvider()).memberIs(db, input.userId, standingOf(input.role));
}

export async function setStanding(
  db: UserDb,
  userId: string,
  change: "suspend_member" | "unsuspend_member" | "remove_member",
): Promise<Result<undefined>> {
  const { error } = await db.rpc(change, { p_user_id: userId });
  if (error) return fromPg(error);
  const provider = await authProvider();
  if (change !== "unsuspend_member") return provider.memberIs(db, userId, "gone");
  const { data } = await db.from("members").select("role").eq("user_id", userId).eq("status", "active").limit(1);
  return provider.memberIs(db, userId, standingOf(data?.[0]?.role ?? ""));
}

/** The caller stays as an admin. */
export async function transferOwnership(db: UserDb, userId: string, business: string): Promise<Result<undefined>> {
  const { error } = await db.rpc("transfer_ownership", { p_user_id: userId, p_business: business });
  return error ? fromPg(error) : (await authProvider()).memberIs(db, userId, "admin");
}

/** `userId` is the caller. */
export async function leaveTeam(db: UserDb, userId: string): Promise<Result<undefined>> {
  const { error } = await db.rpc("leave_team");
  return error ? fromPg(error) : (await authProvider()).memberIs(db, userId, "gone");
}

const notices = z.array(
  z.object({ kind: z.enum(["last_owner", "organization_deleted"]), person: z.string().nullable(), at: z.string() }),
);
export type TeamNotice = z.infer<typeof notices>[number];

/** Where the sign-in service's own list says something else than this team, and this team was not changed. */
export async function teamNotices(db: UserDb): Promise<TeamNotice[]> {
  const { data, error } = await db.rpc("team_notices");
  if (error) throw new Error(`team notices: ${error.code} ${error.message}`);
  return notices.parse(data);
}
