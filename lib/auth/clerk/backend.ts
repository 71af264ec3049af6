/** Clerk's Backend API, as far as it is used: who somebody is, where he is signed in, and who is in which organization. */
import "server-only";
import { createClerkClient } from "@clerk/nextjs/server";
import { z } from "zod";
import { clerkSettings } from "@/lib/auth/clerk/config";
import { tellDirectory } from "@/lib/auth/clerk/directory";
import type { Json } from "@/lib/db/types.gen";

type Client = ReturnType<typeof createClerkClient>;
let made: Client | undefined;

export function clerkBackend(): Client {
  const { secretKey, publishableKey, apiUrl } = clerkSettings();
  made ??= createClerkClient({ secretKey, publishableKey, apiUrl, telemetry: { disabled: true } });
  return made;
}

const refusal = z.object({ status: z.number(), errors: z.array(z.object({ code: z.string() })).optional() });

/** The code of Clerk's refusal (below 500); anything else, like Clerk being away, is null. */
export function refusalOf(error: unknown): string | null {
  const known = refusal.safeParse(error);
  if (!known.success || known.data.status >= 500 || known.data.status === 429) return null;
  return known.data.errors?.[0]?.code ?? String(known.data.status);
}

const json = z.json();
const asJson = (value: unknown): Json => json.parse(value);

/** What a webhook would have told, told now. The version in the id makes the same state news only once. */
async function tell(type: string, raw: { id: string; updated_at: number } | null): Promise<boolean> {
  if (!raw) return false;
  return (await tellDirectory(`sync:${raw.id}:${raw.updated_at}`, type, asJson(raw))) === "applied";
}

const MOST_SHOPS = 100;

/** The person and his organizations, for somebody who came before the webhooks did. True when any of it was news. */
export async function fetchPerson(userId: string): Promise<boolean> {
  const { users } = clerkBackend();
  const [user, memberships] = await Promise.all([
    users.getUser(userId),
    users.getOrganizationMembershipList({ userId, limit: MOST_SHOPS }),
  ]);
  let isNews = await tell("user.updated", user.raw);
  for (const { raw } of memberships.data) if (await tell("organizationMembership.updated", raw)) isNews = true;
  return isNews;
}

/** An organization for a shop that exists here; its creator becomes its admin. */
export async function makeOrganization(userId: string, tenantId: string, name: string): Promise<void> {
  const { raw } = await clerkBackend().organizations.createOrganization({
    name,
    createdBy: userId,
    publicMetadata: { voltura_tenant: tenantId },
  });
  await tell("organization.created", raw);
}

/** Makes somebody a member with this role, whether he is one already or not. */
export async function putMember(
  organizationId: string,
  userId: string,
  role: "org:admin" | "org:member",
): Promise<void> {
  const { organizations } = clerkBackend();
  const membership = { organizationId, userId, role };
  try {
    await organizations.updateOrganizationMembership(membership);
  } catch (error) {
    if (refusalOf(error) === null) throw error;
    const { raw } = await organizations.createOrganizationMembership(membership);
    await tell("organizationMembership.created", raw);
  }
}

/** Somebody who is no member any more needs no removing. */
export async function dropMember(organizationId: string, userId: string): Promise<void> {
  try {
    await clerkBackend().organizations.deleteOrganizationMembership({ organizationId, userId });
  } catch (error) {
    if (refusalOf(error) === null) throw error;
  }
}

/** An invitation that was made at Clerk goes by its own link, which must die with the row here. */
export async function dropInvitations(organizationId: string, email: string): Promise<void> {
  const { organizations } = clerkBackend();
  const { data } = await organizations.getOrganizationInvitationList({
    organizationId,
    status: ["pending"],
    limit: 500,
  });
  for (const { id, emailAddress } of data)
    if (emailAddress.toLowerCase() === email)
      await organizations.revokeOrganizationInvitation({ organizationId, invitationId: id });
}
