/** Clerk's webhook payloads, as documented: only the fields that say something here, and the ones around them. */
import type { Claims } from "../db";

/** A session token of Clerk, version 2, as the API hands its claims to Postgres; `org` is the active organization. */
export function clerkClaims(user: string, org?: string, rol = "member"): Claims {
  const claims = {
    iss: "https://clerk.test.invalid",
    sub: user,
    sid: `sess_${user}`,
    v: 2,
    sts: "active",
    fva: [1, -1],
  };
  const organization = { o: { id: org, rol, slg: "kedai", per: "", fpm: "" } };
  // Claims are typed as what our own tokens hold: text.
  return { ...claims, ...(org === undefined ? {} : organization) } as unknown as Claims;
}

let counter = 0;
export const clerkId = (kind: "user" | "org" | "orgmem" | "orginv"): string => {
  counter += 1;
  return `${kind}_${process.pid.toString(36)}${Date.now().toString(36)}${counter}`;
};

export interface TestUser {
  id: string;
  email: string;
  first?: string;
  last?: string;
  at?: number;
  isVerified?: boolean;
}

export const userJson = ({ id, email, first = "Siti", last = "Aminah", at = 1000, isVerified = true }: TestUser) => ({
  id,
  object: "user",
  username: null,
  first_name: first,
  last_name: last,
  primary_email_address_id: "idn_1",
  email_addresses: [
    {
      id: "idn_0",
      object: "email_address",
      email_address: "other@test.invalid",
      verification: { status: "verified" },
      linked_to: [],
    },
    {
      id: "idn_1",
      object: "email_address",
      email_address: email,
      verification: { status: isVerified ? "verified" : "unverified", strategy: "email_code" },
      linked_to: [],
    },
  ],
  phone_numbers: [],
  web3_wallets: [],
  external_accounts: [],
  enterprise_accounts: [],
  public_metadata: {},
  created_at: 1000,
  updated_at: at,
});

export interface TestOrganization {
  id: string;
  name?: string;
  createdBy?: string;
  at?: number;
  tenant?: string;
}

export const organizationJson = ({ id, name = "Kedai Clerk", createdBy, at = 1000, tenant }: TestOrganization) => ({
  id,
  object: "organization",
  name,
  slug: id.toLowerCase(),
  public_metadata: tenant ? { voltura_tenant: tenant } : {},
  ...(createdBy ? { created_by: createdBy } : {}),
  created_at: 1000,
  updated_at: at,
});

export interface TestMembership {
  id: string;
  organization: ReturnType<typeof organizationJson>;
  user: TestUser;
  role?: string;
  createdAt?: number;
  at?: number;
}

export const membershipJson = (membership: TestMembership) => ({
  id: membership.id,
  object: "organization_membership",
  role: membership.role ?? "org:member",
  permissions: [],
  public_metadata: {},
  organization: membership.organization,
  public_user_data: {
    user_id: membership.user.id,
    identifier: membership.user.email,
    first_name: membership.user.first ?? "Siti",
    last_name: membership.user.last ?? "Aminah",
    has_image: false,
    image_url: "",
  },
  created_at: membership.createdAt ?? membership.at ?? 1000,
  updated_at: membership.at ?? 1000,
});

export interface TestInvitation {
  id: string;
  organizationId: string;
  email: string;
  role?: string;
  status?: "pending" | "accepted" | "revoked";
  at?: number;
}

export const invitationJson = (invitation: TestInvitation) => ({
  id: invitation.id,
  object: "organization_invitation",
  email_address: invitation.email,
  role: invitation.role ?? "org:member",
  organization_id: invitation.organizationId,
  public_organization_data: { id: invitation.organizationId, name: "Kedai Clerk", slug: "kedai", has_image: false },
  status: invitation.status ?? "pending",
  public_metadata: {},
  created_at: 1000,
  updated_at: invitation.at ?? 1000,
  expires_at: Date.now() + 86_400_000,
});

export const deletedJson = (object: "user" | "organization", id: string) => ({ id, object, deleted: true });
