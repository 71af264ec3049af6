/** Clerk: sessions verified by its middleware, organizations are shops. Who may do what is decided here, in the members table, all the same. */
import "server-only";
import { createClient } from "@supabase/supabase-js";
import { cookies } from "next/headers";
import { cache } from "react";
import {
  clerkBackend,
  dropInvitations,
  dropMember,
  fetchPerson,
  makeOrganization,
  putMember,
  refusalOf,
} from "@/lib/auth/clerk/backend";
import { clerkScripts } from "@/lib/auth/clerk/scripts";
import { type ClerkSession, clerkSession } from "@/lib/auth/clerk/session";
import type { AuthProvider } from "@/lib/auth/provider";
import { log } from "@/lib/core/log";
import { err, ok, type Result } from "@/lib/core/result";
import { apiFetch } from "@/lib/db/api-fetch";
import type { UserDb } from "@/lib/db/clients";
import type { Database } from "@/lib/db/types.gen";
import { env } from "@/lib/env";
import { currentRequestId } from "@/lib/security/request-id";

/** The database takes Clerk's own token: the project trusts the instance ("third-party auth"). */
const client = cache(async (): Promise<UserDb> => {
  const made = createClient<Database>(env().NEXT_PUBLIC_SUPABASE_URL, env().NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY, {
    accessToken: async () => (await clerkSession())?.accessToken ?? null,
    global: { fetch: apiFetch },
    auth: { persistSession: false, autoRefreshToken: false },
  });
  return made as unknown as UserDb;
});

async function organizationOf(db: UserDb, tenantId: string): Promise<string | null> {
  const { data, error } = await db.rpc("clerk_organization_of", { p_tenant: tenantId });
  if (error) throw new Error(`clerk_organization_of: ${error.code} ${error.message}`);
  return data;
}

/** Of the shop this request acts in: the policy on tenants shows exactly that one. */
async function activeOrganization(db: UserDb, session: ClerkSession): Promise<string | null> {
  if (session.organizationId) return session.organizationId;
  const { data } = await db.from("tenants").select("id").limit(1);
  const id = data?.[0]?.id;
  return id ? organizationOf(db, id) : null;
}

/** The change is made here and counts; that Clerk's list lags behind is said, so that it is tried again. */
async function follow(what: string, work: (session: ClerkSession) => Promise<void>): Promise<Result<undefined>> {
  const session = await clerkSession();
  if (!session) return err("auth.signed_out");
  try {
    await work(session);
    return ok();
  } catch (error) {
    log("auth").error({ requestId: await currentRequestId(), err: error }, `Clerk was not told: ${what}`);
    return err("auth.directory_behind");
  }
}

async function endSession(id: string): Promise<void> {
  try {
    await clerkBackend().sessions.revokeSession(id);
  } catch (error) {
    // One that is over already is what was wanted.
    if (refusalOf(error) === null) throw error;
  }
}

/** The browser forgets its token; until it would have expired, a minute at most, nobody else has it. */
async function forgetCookies(): Promise<void> {
  const jar = await cookies();
  for (const { name } of jar.getAll()) if (/^__(?:session|client_uat)(?:_|$)/.test(name)) jar.delete(name);
}

const activeSessions = async (userId: string) =>
  (await clerkBackend().sessions.getSessionList({ userId, status: "active", limit: 50 })).data;

export const clerkAuth: AuthProvider = {
  hasPasswords: false,
  accountUrl: "/clerk/profile",
  get scripts() {
    return clerkScripts();
  },
  db: client,
  session: clerkSession,
  async introduce() {
    const session = await clerkSession();
    if (!session) return false;
    try {
      return await fetchPerson(session.userId);
    } catch (error) {
      // The webhook will tell in its time.
      log("auth").warn({ requestId: await currentRequestId(), err: error }, "Clerk was not asked who this is");
      return false;
    }
  },
  async enter(db, tenantId) {
    const session = await clerkSession();
    const organization = await organizationOf(db, tenantId);
    if (!session || session.organizationId === organization) return null;
    return `/clerk/switch${organization ? `?to=${encodeURIComponent(organization)}` : ""}`;
  },
  async signOut() {
    const session = await clerkSession();
    if (session) await endSession(session.sessionId);
    await forgetCookies();
  },
  async signOutEverywhere() {
    const session = await clerkSession();
    if (!session) return ok();
    try {
      await Promise.all((await activeSessions(session.userId)).map(({ id }) => endSession(id)));
    } catch (error) {
      log("auth").error({ requestId: await currentRequestId(), err: error }, "sessions were not ended at Clerk");
      return err("system.unreachable");
    }
    await forgetCookies();
    return ok();
  },
  async sessions() {
    const session = await clerkSession();
    if (!session) return [];
    const all = await activeSessions(session.userId);
    return all
      .sort((one, other) => other.lastActiveAt - one.lastActiveAt)
      .map(({ id, createdAt, lastActiveAt }) => ({
        id,
        createdAt: new Date(createdAt).toISOString(),
        lastSeenAt: new Date(lastActiveAt).toISOString(),
        isThis: id === session.sessionId,
      }));
  },
  async shopMade(_db, tenantId, name) {
    // Without an organization the shop is entered by the personal account, and can be given one later.
    await follow("a new shop", ({ userId }) => makeOrganization(userId, tenantId, name));
  },
  async joined(db, tenantId) {
    await follow("somebody joined", async ({ userId }) => {
      const organization = await organizationOf(db, tenantId);
      if (!organization) return;
      const { data } = await db.from("members").select("role").eq("tenant_id", tenantId).eq("user_id", userId).single();
      await putMember(organization, userId, /^(?:owner|admin)$/.test(data?.role ?? "") ? "org:admin" : "org:member");
    });
  },
  memberIs: (db, userId, standing) =>
    follow("a change of the team", async (session) => {
      const organization = await activeOrganization(db, session);
      if (!organization) return;
      if (standing === "gone") await dropMember(organization, userId);
      else await putMember(organization, userId, standing === "admin" ? "org:admin" : "org:member");
    }),
  invitationRevoked: (db, invitationId) =>
    follow("an invitation was withdrawn", async (session) => {
      const { data } = await db.from("invitations").select("email, invited_by").eq("id", invitationId).maybeSingle();
      const organization = data?.invited_by === "clerk" ? await activeOrganization(db, session) : null;
      if (data && organization) await dropInvitations(organization, data.email);
    }),
};
