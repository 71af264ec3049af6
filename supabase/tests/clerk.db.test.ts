/** What a session token of Clerk may reach: the organization in it chooses among the person's shops, and gives nothing. */
import { beforeAll, describe, expect, it } from "vitest";
import { clerkClaims, clerkId } from "@/testing/clerk/events";
import { actAs, type Claims, openServiceSql } from "@/testing/db";
import { addCustomer, makeShop, type TestShop } from "@/testing/shop";

const sql = openServiceSql();
let mine: TestShop;
let theirs: TestShop;
const [myOrg, theirOrg] = [clerkId("org"), clerkId("org")];
/** Cashier in one shop, owner in the other, which is the one chosen in Voltura. */
const person = clerkId("user");

const link = (org: string, tenant: string) =>
  sql`insert into private.clerk_organizations (org_id, tenant_id, name) values (${org}, ${tenant}, 'x')`;

async function seen(claims: Claims) {
  return actAs(sql, claims, async (tx) => {
    const tenants = await tx<{ id: string }[]>`select id from public.tenants`;
    const [customers] = await tx<{ n: number }[]>`select count(*)::int as n from public.customers`;
    const [context] = await tx<{ role: string | null }[]>`select public.my_context() ->> 'role' as role`;
    return { tenants: tenants.map(({ id }) => id), customers: customers?.n, role: context?.role };
  });
}
const NOTHING = { tenants: [], customers: 0, role: null };

beforeAll(async () => {
  mine = await makeShop(sql);
  theirs = await makeShop(sql);
  await addCustomer(sql, mine);
  await addCustomer(sql, theirs);
  await link(myOrg, mine.tenantId);
  await link(theirOrg, theirs.tenantId);
  await sql`insert into public.people (user_id, email, name, active_tenant_id) values (${person}, 'p@test.invalid', 'P', ${theirs.tenantId})`;
  await sql`insert into public.members (tenant_id, user_id, role) values (${mine.tenantId}, ${person}, 'cashier'), (${theirs.tenantId}, ${person}, 'owner')`;
});

describe("the organization in the token", () => {
  it("is the active tenant, whatever was chosen here, with the role of the members table", async () => {
    expect(await seen(clerkClaims(person, myOrg))).toEqual({ tenants: [mine.tenantId], customers: 1, role: "cashier" });
    expect(await seen(clerkClaims(person, theirOrg))).toEqual({
      tenants: [theirs.tenantId],
      customers: 1,
      role: "owner",
    });
  });

  it("gives no role: an admin at Clerk is what he is here", async () => {
    expect(await seen(clerkClaims(person, myOrg, "admin"))).toMatchObject({ role: "cashier" });
    const attempt = actAs(
      sql,
      clerkClaims(person, myOrg, "admin"),
      (tx) => tx`select public.invite_member('x@test.invalid', 'admin')`,
    );
    await expect(attempt).rejects.toMatchObject({ message: "auth.forbidden" });
  });

  it("shows nothing of a shop the person does not work for", async () => {
    const stranger = mine.owner.sub ?? "";
    expect(await seen(clerkClaims(stranger, theirOrg, "admin"))).toEqual(NOTHING);
    expect(await seen(clerkClaims(stranger, myOrg))).toMatchObject({ role: "owner" });
  });

  it("shows nothing when it is unknown, empty or no organization at all", async () => {
    expect(await seen(clerkClaims(person, clerkId("org")))).toEqual(NOTHING);
    for (const o of [
      null,
      {},
      { id: null },
      { id: "" },
      { id: mine.tenantId },
      "x",
      7,
      [],
      [{ id: myOrg }],
      { id: { id: myOrg } },
    ]) {
      const claims = { ...clerkClaims(person), o } as unknown as Claims;
      expect(await seen(claims), JSON.stringify(o)).toEqual(NOTHING);
    }
  });

  it("shows nothing once it is deleted at Clerk", async () => {
    const shop = await makeShop(sql);
    const org = clerkId("org");
    await link(org, shop.tenantId);
    const claims = clerkClaims(shop.owner.sub ?? "", org);
    expect(await seen(claims)).toMatchObject({ role: "owner" });
    await sql`update private.clerk_organizations set deleted_at = now() where org_id = ${org}`;
    expect(await seen(claims)).toEqual(NOTHING);
  });

  it("shows nothing from the moment the person is suspended or removed, however long the token lives", async () => {
    const claims = clerkClaims(mine.claims.agent.sub ?? "", myOrg);
    for (const status of ["suspended", "removed"]) {
      await sql`update public.members set status = ${status} where user_id = ${claims.sub ?? ""}`;
      expect(await seen(claims), status).toEqual(NOTHING);
    }
    await sql`update public.members set status = 'active' where user_id = ${claims.sub ?? ""}`;
    expect(await seen(claims)).toMatchObject({ role: "agent" });
  });

  it("cannot be written into another shop", async () => {
    const claims = clerkClaims(mine.owner.sub ?? "", theirOrg, "admin");
    const done = await actAs(
      sql,
      claims,
      (tx) => tx`update public.tenants set name = 'taken' where id = ${theirs.tenantId}`,
    );
    expect(done.count).toBe(0);
    await expect(
      actAs(
        sql,
        claims,
        (tx) => tx`insert into public.outlets (tenant_id, code, name) values (${theirs.tenantId}, 'X', 'X')`,
      ),
    ).rejects.toMatchObject({ code: "42501" });
  });
});

describe("a token without an organization", () => {
  it("acts in the shop chosen here, as one of Supabase does", async () => {
    expect(await seen(clerkClaims(person))).toEqual({ tenants: [theirs.tenantId], customers: 1, role: "owner" });
    expect(await seen({ sub: person })).toEqual({ tenants: [theirs.tenantId], customers: 1, role: "owner" });
  });

  it("is not asked for a session of Supabase; one of Supabase still is", async () => {
    expect(await seen(clerkClaims(person))).toMatchObject({ role: "owner" });
    const over = { sub: person, session_id: crypto.randomUUID() };
    const attempt = actAs(sql, over, (tx) => tx`select public.my_context()`);
    await expect(attempt).rejects.toMatchObject({ message: "auth.signed_out" });
  });
});

describe("the organization of a tenant", () => {
  const ask = (claims: Claims, tenant: string) =>
    actAs(sql, claims, async (tx) => (await tx`select public.clerk_organization_of(${tenant}) as org`)[0]);

  it("is told to who works there, and to nobody else", async () => {
    expect(await ask(clerkClaims(person), mine.tenantId)).toEqual({ org: myOrg });
    expect(await ask(mine.owner, theirs.tenantId)).toEqual({ org: null });
    expect(await ask({ sub: "system:intake", actor: "intake", tenant_id: mine.tenantId }, mine.tenantId)).toEqual({
      org: null,
    });
    expect(await ask({ sub: "public", actor: "public" }, mine.tenantId)).toEqual({ org: null });
  });

  it("is no column an owner could write", async () => {
    for (const table of ["clerk_organizations", "clerk_objects", "clerk_events"]) {
      const attempt = actAs(sql, mine.owner, (tx) => tx`select 1 from private.${tx(table)}`);
      await expect(attempt, table).rejects.toMatchObject({ code: "42501" });
    }
  });
});

it("the webhook's own token reads and writes nothing but events", async () => {
  const directory = { sub: "system:directory", actor: "directory" };
  expect(await seen(directory)).toEqual(NOTHING);
  // Even with a tenant in it, which it never has.
  expect(await seen({ ...directory, tenant_id: mine.tenantId })).toEqual(NOTHING);
});
