/** What webhooks of Clerk do to people, tenants, members and invitations: in any order, more than once, and late. */
import { describe, expect, it } from "vitest";
import {
  clerkClaims,
  clerkId,
  deletedJson,
  invitationJson,
  membershipJson,
  organizationJson,
  type TestUser,
  userJson,
} from "@/testing/clerk/events";
import { actAs, type Claims, openServiceSql } from "@/testing/db";
import { makeShop } from "@/testing/shop";

const sql = openServiceSql();
const DIRECTORY: Claims = { sub: "system:directory", actor: "directory" };
let messages = 0;

async function send(type: string, data: object, id?: string): Promise<string> {
  messages += 1;
  const svixId = id ?? `msg_${process.pid}_${Date.now()}_${messages}`;
  const [row] = await actAs(
    sql,
    DIRECTORY,
    (tx) => tx<{ outcome: string }[]>`
      select public.clerk_event(${svixId}, ${type}, ${JSON.stringify(data)}::text::jsonb) as outcome`,
  );
  return row?.outcome ?? "";
}

const newUser = (): TestUser => {
  const id = clerkId("user");
  return { id, email: `${id.toLowerCase()}@test.invalid` };
};

async function tenantOf(org: string): Promise<string | undefined> {
  const [row] = await sql<{ tenant_id: string }[]>`
    select tenant_id from private.clerk_organizations where org_id = ${org}`;
  return row?.tenant_id;
}

async function member(org: string, user: string) {
  const [row] = await sql<{ role: string; status: string; outlet_ids: string[] | null }[]>`
    select m.role, m.status, m.outlet_ids from public.members as m
      join private.clerk_organizations as o using (tenant_id) where o.org_id = ${org} and m.user_id = ${user}`;
  return row;
}

/** An organization with its creator in it. */
async function openShop(name = "Kedai Clerk") {
  const creator = newUser();
  const organization = organizationJson({ id: clerkId("org"), name, createdBy: creator.id });
  const membership = { id: clerkId("orgmem"), organization, user: creator, role: "org:admin" };
  await send("user.created", userJson(creator));
  await send("organization.created", organization);
  await send("organizationMembership.created", membershipJson(membership));
  return { creator, organization, membership, org: organization.id };
}

async function join(shop: Awaited<ReturnType<typeof openShop>>, role: string, at = Date.now()) {
  const user = newUser();
  const membership = { id: clerkId("orgmem"), organization: shop.organization, user, role, createdAt: at, at };
  await send("organizationMembership.created", membershipJson(membership));
  return { user, membership };
}

describe("a new organization", () => {
  it("is a shop with one outlet and its creator as owner", async () => {
    const { org, creator } = await openShop("Kedai Baru");
    const tenant = await tenantOf(org);
    const outlets = await sql`select code, name from public.outlets where tenant_id = ${tenant ?? null}`;
    expect(outlets).toEqual([{ code: "HQ", name: "Kedai Baru" }]);
    expect(await member(org, creator.id)).toMatchObject({ role: "owner", status: "active" });
    const [event] = await sql`select name from public.events where tenant_id = ${tenant ?? null}`;
    expect(event).toEqual({ name: "tenant/created" });
  });

  it("comes out the same whichever event arrives first", async () => {
    const orders = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 0, 3, 1],
      [1, 3, 0, 2],
      [3, 0, 2, 1],
    ];
    for (const order of orders) {
      const [creator, other] = [newUser(), newUser()];
      const organization = organizationJson({ id: clerkId("org"), createdBy: creator.id });
      const events: [string, object][] = [
        ["user.created", userJson(creator)],
        ["organization.created", organization],
        [
          "organizationMembership.created",
          membershipJson({ id: clerkId("orgmem"), organization, user: creator, role: "org:admin" }),
        ],
        [
          "organizationMembership.created",
          membershipJson({ id: clerkId("orgmem"), organization, user: other, role: "org:admin" }),
        ],
      ];
      for (const index of order) {
        const [type, data] = events[index] ?? ["", {}];
        await send(type, data);
      }
      expect(await member(organization.id, creator.id), order.join()).toMatchObject({ role: "owner" });
      expect(await member(organization.id, other.id), order.join()).toMatchObject({ role: "admin" });
      const people = await sql`select email, name from public.people where user_id = ${creator.id}`;
      expect(people, order.join()).toEqual([{ email: creator.email, name: "Siti Aminah" }]);
      const tenant = (await tenantOf(organization.id)) ?? null;
      expect(await sql`select 1 from public.outlets where tenant_id = ${tenant}`).toHaveLength(1);
    }
  });

  it("belongs to the shop its maker named, but to no shop of anybody else", async () => {
    const mine = await makeShop(sql);
    const theirs = await makeShop(sql);
    const owner = mine.owner.sub ?? "";
    const org = clerkId("org");
    await send("organization.created", organizationJson({ id: org, createdBy: owner, tenant: mine.tenantId }));
    expect(await tenantOf(org)).toBe(mine.tenantId);
    const forged = clerkId("org");
    await send("organization.created", organizationJson({ id: forged, createdBy: owner, tenant: theirs.tenantId }));
    expect(await tenantOf(forged)).not.toBe(theirs.tenantId);
    const second = clerkId("org");
    await send("organization.created", organizationJson({ id: second, createdBy: owner, tenant: mine.tenantId }));
    expect(await tenantOf(second)).not.toBe(mine.tenantId);
  });

  it("renames its shop, and an old name that comes late does not", async () => {
    const shop = await openShop();
    const named = (name: string, at: number) =>
      organizationJson({ id: shop.org, name, createdBy: shop.creator.id, at });
    const name = async () =>
      (await sql`select name from public.tenants where id = ${(await tenantOf(shop.org)) ?? null}`)[0];
    expect(await send("organization.updated", named("Kedai Ketiga", 3000))).toBe("applied");
    expect(await send("organization.updated", named("Kedai Kedua", 2000))).toBe("stale");
    expect(await name()).toEqual({ name: "Kedai Ketiga" });
    await sql`update public.tenants set name = 'Nama Sendiri' where id = ${(await tenantOf(shop.org)) ?? null}`;
    await send("organization.updated", named("Kedai Ketiga", 4000));
    expect(await name()).toEqual({ name: "Nama Sendiri" });
  });
});

describe("the same message", () => {
  it("does nothing the second time", async () => {
    const organization = organizationJson({ id: clerkId("org") });
    const id = `msg_twice_${organization.id}`;
    expect(await send("organization.created", organization, id)).toBe("applied");
    expect(await send("organization.created", organization, id)).toBe("replayed");
    expect(await send("organization.deleted", deletedJson("organization", organization.id), id)).toBe("replayed");
    const [row] = await sql`select deleted_at from private.clerk_organizations where org_id = ${organization.id}`;
    expect(row).toEqual({ deleted_at: null });
  });

  it("does nothing the second time even when both arrive at once", async () => {
    const organization = organizationJson({ id: clerkId("org") });
    const id = `msg_race_${organization.id}`;
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => send("organization.created", organization, id)));
    expect(outcomes.sort()).toEqual(["applied", "replayed", "replayed", "replayed"]);
  });
});

describe("people", () => {
  it("have the address Clerk verified, and no other", async () => {
    const user = newUser();
    await send("user.created", userJson({ ...user, isVerified: false }));
    const person = async () => (await sql`select email, name from public.people where user_id = ${user.id}`)[0];
    expect(await person()).toMatchObject({ email: "" });
    await send("user.updated", userJson({ ...user, at: 2000 }));
    expect(await person()).toMatchObject({ email: user.email });
    expect(await send("user.updated", userJson({ ...user, email: "old@test.invalid", at: 1500 }))).toBe("stale");
    expect(await person()).toMatchObject({ email: user.email });
  });

  it("keep the name they chose here until it changes at Clerk", async () => {
    const user = newUser();
    await send("user.created", userJson(user));
    await sql`update public.people set name = 'Kak Siti' where user_id = ${user.id}`;
    const name = async () => (await sql`select name from public.people where user_id = ${user.id}`)[0];
    await send("user.updated", userJson({ ...user, at: 2000 }));
    expect(await name()).toEqual({ name: "Kak Siti" });
    await send("user.updated", userJson({ ...user, first: "Zainab", at: 3000 }));
    expect(await name()).toEqual({ name: "Zainab Aminah" });
  });

  it("who deleted their account lose every shop, and news that comes late does not bring them back", async () => {
    const shop = await openShop();
    const { user, membership } = await join(shop, "org:member");
    expect(await send("user.deleted", deletedJson("user", user.id))).toBe("applied");
    expect(await member(shop.org, user.id)).toMatchObject({ status: "removed" });
    expect(await send("user.updated", userJson({ ...user, at: 9_000_000_000_000 }))).toBe("stale");
    await send(
      "organizationMembership.updated",
      membershipJson({ ...membership, role: "org:admin", at: Date.now() + 5 }),
    );
    expect(await member(shop.org, user.id)).toMatchObject({ status: "removed" });
    expect(await sql`select email from public.people where user_id = ${user.id}`).toEqual([{ email: "" }]);
  });
});

describe("roles of Clerk", () => {
  it("become ours", async () => {
    const shop = await openShop();
    const expected: Record<string, string> = {
      "org:admin": "admin",
      "org:member": "agent",
      "org:owner": "admin",
      "org:supervisor": "supervisor",
      "org:cashier": "cashier",
      "org:technician": "technician",
      "org:sales": "sales",
      "org:renewal": "renewal",
      "org:system": "agent",
      "org:anything": "agent",
    };
    for (const [theirs, ours] of Object.entries(expected)) {
      const { user } = await join(shop, theirs);
      expect(await member(shop.org, user.id), theirs).toMatchObject({ role: ours });
    }
  });

  it("change ours only when they change", async () => {
    const shop = await openShop();
    const { user, membership } = await join(shop, "org:member");
    await sql`update public.members set role = 'technician' where user_id = ${user.id}`;
    const update = (role: string, at: number) =>
      send("organizationMembership.updated", membershipJson({ ...membership, role, at: membership.at + at }));
    await update("org:member", 1);
    expect(await member(shop.org, user.id)).toMatchObject({ role: "technician" });
    await update("org:admin", 3);
    expect(await member(shop.org, user.id)).toMatchObject({ role: "admin" });
    expect(await update("org:member", 2)).toBe("stale");
    expect(await member(shop.org, user.id)).toMatchObject({ role: "admin" });
    await update("org:cashier", 4);
    expect(await member(shop.org, user.id)).toMatchObject({ role: "cashier" });
  });

  it("do not touch an owner: ownership is passed on here", async () => {
    const shop = await openShop();
    const demoted = membershipJson({ ...shop.membership, role: "org:member", at: 2000 });
    expect(await send("organizationMembership.updated", demoted)).toBe("kept_owner");
    expect(await member(shop.org, shop.creator.id)).toMatchObject({ role: "owner" });
  });
});

describe("leaving", () => {
  it("removes the member, also when the news of joining comes after it", async () => {
    const shop = await openShop();
    const { user, membership } = await join(shop, "org:member");
    await send("organizationMembership.deleted", membershipJson(membership));
    expect(await member(shop.org, user.id)).toMatchObject({ status: "removed" });

    const late = { id: clerkId("orgmem"), organization: shop.organization, user: newUser() };
    await send("organizationMembership.deleted", membershipJson(late));
    expect(await send("organizationMembership.created", membershipJson(late))).toBe("stale");
    expect(await member(shop.org, late.user.id)).toBeUndefined();
  });

  it("does not undo a newer membership of the same person", async () => {
    const shop = await openShop();
    const { user, membership } = await join(shop, "org:member");
    const again = { ...membership, id: clerkId("orgmem"), at: Date.now() + 10 };
    await send("organizationMembership.created", membershipJson(again));
    await send("organizationMembership.deleted", membershipJson({ ...membership, at: Date.now() + 20 }));
    expect(await member(shop.org, user.id)).toMatchObject({ status: "active" });
  });

  it("stays done here: only being added at Clerk afterwards brings somebody back", async () => {
    const shop = await openShop();
    const { user, membership } = await join(shop, "org:member");
    await sql`update public.members set status = 'removed' where user_id = ${user.id}`;
    await send(
      "organizationMembership.updated",
      membershipJson({ ...membership, role: "org:admin", at: Date.now() + 5 }),
    );
    expect(await member(shop.org, user.id)).toMatchObject({ status: "removed" });
    const before = { ...membership, id: clerkId("orgmem"), createdAt: Date.now() - 60_000, at: Date.now() };
    await send("organizationMembership.created", membershipJson(before));
    expect(await member(shop.org, user.id)).toMatchObject({ status: "removed" });
    const after = { ...membership, id: clerkId("orgmem"), createdAt: Date.now() + 60_000, at: Date.now() + 60_000 };
    await send("organizationMembership.created", membershipJson({ ...after, role: "org:cashier" }));
    expect(await member(shop.org, user.id)).toMatchObject({ status: "active", role: "cashier" });
  });

  it("leaves a suspended member suspended", async () => {
    const shop = await openShop();
    const { user, membership } = await join(shop, "org:member");
    await sql`update public.members set status = 'suspended' where user_id = ${user.id}`;
    await send(
      "organizationMembership.updated",
      membershipJson({ ...membership, role: "org:admin", at: Date.now() + 5 }),
    );
    expect(await member(shop.org, user.id)).toMatchObject({ status: "suspended" });
  });
});

describe("the last owner", () => {
  const notices = (claims: Claims) => actAs(sql, claims, (tx) => tx`select kind, person from public.team_notices()`);

  it("stays when Clerk loses him, and the team is told until another owner stands in", async () => {
    const shop = await openShop();
    const { user: colleague } = await join(shop, "org:admin");
    const admin = clerkClaims(colleague.id, shop.org);
    expect(await notices(admin)).toEqual([]);
    expect(await send("organizationMembership.deleted", membershipJson(shop.membership))).toBe("kept_last_owner");
    expect(await member(shop.org, shop.creator.id)).toMatchObject({ role: "owner", status: "active" });
    expect(await notices(admin)).toEqual([{ kind: "last_owner", person: "Siti Aminah" }]);
    await sql`update public.members set role = 'owner' where user_id = ${colleague.id}`;
    await sql`update public.members set status = 'removed' where user_id = ${shop.creator.id}`;
    expect(await notices(admin)).toEqual([]);
  });

  it("stays when his account is deleted, in each of his shops", async () => {
    const shop = await openShop();
    const { user: colleague } = await join(shop, "org:admin");
    expect(await send("user.deleted", deletedJson("user", shop.creator.id))).toBe("kept_last_owner");
    expect(await member(shop.org, shop.creator.id)).toMatchObject({ role: "owner", status: "active" });
    expect(await notices(clerkClaims(colleague.id, shop.org))).toEqual([{ kind: "last_owner", person: "Siti Aminah" }]);
  });

  it("keeps the shop of a deleted organization, which everybody else loses", async () => {
    const shop = await openShop();
    const { user } = await join(shop, "org:admin");
    expect(await send("organization.deleted", deletedJson("organization", shop.org))).toBe("kept_owner");
    expect(await member(shop.org, user.id)).toMatchObject({ status: "removed" });
    expect(await member(shop.org, shop.creator.id)).toMatchObject({ role: "owner", status: "active" });
    expect(await notices({ sub: shop.creator.id })).toEqual([{ kind: "organization_deleted", person: null }]);
    expect(await send("organization.updated", { ...shop.organization, updated_at: 9_000_000_000_000 })).toBe("stale");
    await send(
      "organizationMembership.created",
      membershipJson({ id: clerkId("orgmem"), organization: shop.organization, user }),
    );
    expect(await member(shop.org, user.id)).toMatchObject({ status: "removed" });
  });

  it("goes like anybody else when there is another owner", async () => {
    const shop = await openShop();
    const { user } = await join(shop, "org:admin");
    await sql`update public.members set role = 'owner' where user_id = ${user.id}`;
    expect(await send("organizationMembership.deleted", membershipJson(shop.membership))).toBe("applied");
    expect(await member(shop.org, shop.creator.id)).toMatchObject({ status: "removed" });
  });

  it("shows nothing of it to who does not manage the team", async () => {
    const shop = await openShop();
    const { user } = await join(shop, "org:cashier");
    await expect(notices(clerkClaims(user.id, shop.org))).rejects.toMatchObject({ message: "auth.forbidden" });
  });
});

describe("invitations", () => {
  it("made at Clerk are listed here, accepted and withdrawn", async () => {
    const shop = await openShop();
    const tenant = (await tenantOf(shop.org)) ?? null;
    const rows = () => sql`select email, role, accepted_at is not null as accepted, revoked_at is not null as revoked
      from public.invitations where tenant_id = ${tenant} order by email`;
    const first = { id: clerkId("orginv"), organizationId: shop.org, email: "A@test.invalid", role: "org:cashier" };
    const second = { id: clerkId("orginv"), organizationId: shop.org, email: "b@test.invalid" };
    await send("organizationInvitation.created", invitationJson(first));
    await send("organizationInvitation.created", invitationJson(second));
    await send("organizationInvitation.accepted", invitationJson({ ...first, status: "accepted", at: 2000 }));
    await send("organizationInvitation.revoked", invitationJson({ ...second, status: "revoked", at: 2000 }));
    expect(await rows()).toEqual([
      { email: "a@test.invalid", role: "cashier", accepted: true, revoked: false },
      { email: "b@test.invalid", role: "agent", accepted: false, revoked: true },
    ]);
    expect(await send("organizationInvitation.created", invitationJson({ ...first, at: 3000 }))).toBe("stale");
  });

  it("withdrawn before they were heard of stay withdrawn", async () => {
    const shop = await openShop();
    const invitation = { id: clerkId("orginv"), organizationId: shop.org, email: "c@test.invalid" };
    await send("organizationInvitation.revoked", invitationJson({ ...invitation, status: "revoked", at: 2000 }));
    expect(await send("organizationInvitation.created", invitationJson(invitation))).toBe("stale");
  });

  it("of ours decide role and outlets of who joins by Clerk", async () => {
    const shop = await openShop();
    const tenant = (await tenantOf(shop.org)) ?? "";
    const [outlet] = await sql<{ id: string }[]>`select id from public.outlets where tenant_id = ${tenant}`;
    const user = newUser();
    const owner = clerkClaims(shop.creator.id, shop.org);
    await actAs(
      sql,
      owner,
      (tx) => tx`select public.invite_member(${user.email}, 'technician', ${[outlet?.id ?? ""]}::uuid[])`,
    );
    await send(
      "organizationMembership.created",
      membershipJson({ id: clerkId("orgmem"), organization: shop.organization, user }),
    );
    expect(await member(shop.org, user.id)).toEqual({ role: "technician", status: "active", outlet_ids: [outlet?.id] });
    const [invitation] =
      await sql`select accepted_at is not null as accepted from public.invitations where tenant_id = ${tenant}`;
    expect(invitation).toEqual({ accepted: true });
  });

  it("of ours are accepted with the address Clerk verified, by nobody else", async () => {
    const shop = await makeShop(sql);
    const user = newUser();
    const [made] = await actAs(
      sql,
      shop.owner,
      (tx) => tx<{ token: string }[]>`select public.invite_member(${user.email}, 'sales') ->> 'token' as token`,
    );
    const accept = (id: string) =>
      actAs(sql, { sub: id }, (tx) => tx`select public.accept_invitation(${made?.token ?? ""}, 'Ali')`);
    const other = newUser();
    await send("user.created", userJson(other));
    await expect(accept(other.id)).rejects.toMatchObject({ message: "team.other_email" });
    await expect(accept(user.id)).rejects.toMatchObject({ message: "team.other_email" });
    await send("user.created", userJson(user));
    await accept(user.id);
    const [row] =
      await sql`select role from public.members where tenant_id = ${shop.tenantId} and user_id = ${user.id}`;
    expect(row).toEqual({ role: "sales" });
  });
});

describe("what this version does not know", () => {
  it("is kept with its body and counted", async () => {
    const id = `msg_unknown_${Date.now()}`;
    expect(await send("organizationDomain.created", { id: "orgdmn_1", name: "kedai.my" }, id)).toBe("unknown");
    const rows =
      await sql`select type, body ->> 'name' as name from private.clerk_events where id = ${id} and outcome = 'unknown'`;
    expect(rows).toEqual([{ type: "organizationDomain.created", name: "kedai.my" }]);
  });

  it("or cannot read is kept too", async () => {
    for (const [type, data] of [
      ["user.created", {}],
      ["organizationMembership.created", { id: clerkId("orgmem") }],
      ["organizationInvitation.created", { id: clerkId("orginv") }],
    ] as const)
      expect(await send(type, data), type).toBe("malformed");
  });
});

it("nobody but the webhook may tell of events", async () => {
  const shop = await makeShop(sql);
  const callers: Claims[] = [
    { sub: "nobody" },
    { sub: "public", actor: "public" },
    { sub: "system:wa-runner", actor: "wa-runner", tenant_id: shop.tenantId },
    { sub: "customer:x", actor: "customer", tenant_id: shop.tenantId, customer_id: crypto.randomUUID() },
    ...Object.values(shop.claims),
  ];
  for (const claims of callers) {
    const attempt = actAs(
      sql,
      claims,
      (tx) => tx`select public.clerk_event('msg_x', 'user.created', '{"id":"user_x"}')`,
    );
    await expect(attempt, claims["sub"]).rejects.toMatchObject({ message: "auth.forbidden" });
  }
});
