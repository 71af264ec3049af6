import { createClient } from "@supabase/supabase-js";
import { describe, expect, it } from "vitest";
import { MASKED_ROLES } from "@/lib/tenancy/roles";
import { actAs, type Claims, openServiceSql, testStack } from "@/testing/db";
import { addMember, makeShop, ROLES, type TestShop } from "@/testing/shop";

const sql = openServiceSql();
const idOf = (claims: Claims): string => claims.sub ?? "";

interface Change {
  role: string;
  pii?: boolean;
  outlets?: string[] | null;
}
const change = (by: Claims, whom: Claims, { role, pii = false, outlets = null }: Change) =>
  actAs(sql, by, (tx) => tx`select public.change_member(${idOf(whom)}, ${role}, ${pii}, ${outlets})`);
const suspend = (by: Claims, whom: Claims) => actAs(sql, by, (tx) => tx`select public.suspend_member(${idOf(whom)})`);
const unsuspend = (by: Claims, whom: Claims) =>
  actAs(sql, by, (tx) => tx`select public.unsuspend_member(${idOf(whom)})`);
const remove = (by: Claims, whom: Claims) => actAs(sql, by, (tx) => tx`select public.remove_member(${idOf(whom)})`);
const leave = (by: Claims) => actAs(sql, by, (tx) => tx`select public.leave_team()`);
const transfer = (by: Claims, whom: Claims, name = "Kedai Ujian") =>
  actAs(sql, by, (tx) => tx`select public.transfer_ownership(${idOf(whom)}, ${name})`);
const member = async (shop: TestShop, whom: Claims) => {
  const [row] = await sql`select role, outlet_ids, pii, status from public.members
    where tenant_id = ${shop.tenantId} and user_id = ${idOf(whom)}`;
  return row;
};

type TeamFunction = (by: Claims, whom: Claims) => Promise<unknown>;
const FUNCTIONS: Record<string, TeamFunction> = {
  change_member: (by, whom) => change(by, whom, { role: "sales" }),
  suspend_member: suspend,
  unsuspend_member: unsuspend,
  remove_member: remove,
  transfer_ownership: (by, whom) => transfer(by, whom),
};

describe("each role on each team function", () => {
  for (const [name, call] of Object.entries(FUNCTIONS)) {
    for (const role of ROLES) {
      const may = role === "owner" || (role === "admin" && name !== "transfer_ownership");
      it(`${name}: ${role} ${may ? "may" : "may not"}`, async () => {
        const shop = await makeShop(sql);
        const whom = await shop.member("agent");
        const attempt = call(shop.claims[role], whom);
        if (may) await expect(attempt).resolves.toBeDefined();
        else {
          await expect(attempt).rejects.toMatchObject({ message: "auth.forbidden" });
          expect(await member(shop, whom)).toMatchObject({ role: "agent", status: "active" });
        }
      });
    }

    it(`${name}: not on oneself, not on an owner by an admin, not in another business, not by other tokens`, async () => {
      const shop = await makeShop(sql);
      const other = await makeShop(sql);
      await expect(call(shop.owner, shop.owner)).rejects.toMatchObject({ message: "team.yourself" });
      await expect(call(shop.claims.admin, shop.owner)).rejects.toMatchObject({ message: "team.outranked" });
      await expect(call(shop.owner, other.claims.agent)).rejects.toMatchObject({ message: "team.not_member" });
      await expect(call(shop.owner, { sub: "nobody" })).rejects.toMatchObject({ message: "team.not_member" });
      for (const actor of ["wa-runner", "customer", "public"]) {
        const token = { sub: "x", actor, tenant_id: shop.tenantId };
        await expect(call(token, shop.claims.agent)).rejects.toMatchObject({ message: "auth.forbidden" });
      }
      expect(await member(shop, shop.owner)).toMatchObject({ role: "owner", status: "active" });
      expect(await member(other, other.claims.agent)).toMatchObject({ role: "agent", status: "active" });
    });

    it(`${name}: not by somebody suspended`, async () => {
      const shop = await makeShop(sql);
      await suspend(shop.owner, shop.claims.admin);
      await expect(call(shop.claims.admin, shop.claims.agent)).rejects.toMatchObject({ message: "auth.forbidden" });
    });
  }
});

describe("changing a member", () => {
  it("sets role and outlets; the outlets must be the tenant's", async () => {
    const shop = await makeShop(sql);
    const other = await makeShop(sql);
    const second = await shop.outlet("BGI");
    await change(shop.owner, shop.claims.agent, { role: "cashier", outlets: [second] });
    expect(await member(shop, shop.claims.agent)).toMatchObject({ role: "cashier", outlet_ids: [second] });
    for (const outlets of [[other.outletId], [second, other.outletId], []]) {
      await expect(change(shop.owner, shop.claims.agent, { role: "cashier", outlets })).rejects.toMatchObject({
        message: "auth.wrong_outlet",
      });
    }
    await expect(change(shop.owner, shop.claims.agent, { role: "system" })).rejects.toThrow("input.invalid");
    await expect(change(shop.owner, shop.claims.agent, { role: "king" })).rejects.toThrow("input.invalid");
  });

  it("never gives ownership, and nothing above oneself", async () => {
    const shop = await makeShop(sql);
    for (const by of [shop.owner, shop.claims.admin]) {
      await expect(change(by, shop.claims.agent, { role: "owner" })).rejects.toMatchObject({
        message: "team.ownership",
      });
    }
    await change(shop.claims.admin, shop.claims.agent, { role: "admin" });
    expect(await member(shop, shop.claims.agent)).toMatchObject({ role: "admin" });
  });

  it("reaches no further than the outlets of who changes", async () => {
    const shop = await makeShop(sql);
    const second = await shop.outlet("BGI");
    const branch = await shop.member("admin", [second]);
    const here = await shop.member("cashier", [second]);
    const everywhere = await shop.member("cashier");
    await change(branch, here, { role: "agent", outlets: [second] });
    await expect(change(branch, here, { role: "agent" })).rejects.toMatchObject({ message: "team.all_outlets" });
    await expect(change(branch, here, { role: "agent", outlets: [shop.outletId] })).rejects.toMatchObject({
      message: "auth.wrong_outlet",
    });
    await expect(suspend(branch, everywhere)).rejects.toMatchObject({ message: "team.outranked" });
    await expect(
      actAs(sql, branch, (tx) => tx`select public.invite_member('z@test.invalid', 'agent')`),
    ).rejects.toMatchObject({ message: "team.all_outlets" });
  });

  it("grants contact data to the roles that do without, and takes it back", async () => {
    const shop = await makeShop(sql);
    const { technician } = shop.claims;
    const can = async () => {
      const [row] = await actAs(
        sql,
        technician,
        (tx) => tx<{ me: { capabilities: string[] } }[]>`
        select public.my_context() as me`,
      );
      return row?.me.capabilities.includes("customer.pii");
    };
    expect(await can()).toBe(false);
    await change(shop.owner, technician, { role: "technician", pii: true });
    expect(await can()).toBe(true);
    await change(shop.owner, technician, { role: "technician", pii: false });
    expect(await can()).toBe(false);
    await change(shop.owner, technician, { role: "cashier", pii: true });
    expect(await member(shop, technician)).toMatchObject({ pii: false });
    const without = await sql<{ role: string }[]>`
      select distinct role from private.role_capabilities where role <> 'system' except
      select role from private.role_capabilities where capability = 'customer.pii' order by role`;
    expect(without.map(({ role }) => role)).toEqual([...MASKED_ROLES].sort());
  });

  it("is in the audit log, with who did it, and only when something changed", async () => {
    const shop = await makeShop(sql);
    await change(shop.owner, shop.claims.agent, { role: "sales" });
    await change(shop.owner, shop.claims.agent, { role: "sales" });
    await suspend(shop.claims.admin, shop.claims.agent);
    const log = await sql`select actor, person_id, before, after from public.audit_log
      where tenant_id = ${shop.tenantId} and table_name = 'members' and row_id = ${idOf(shop.claims.agent)} and action = 'update' order by id`;
    expect(log).toEqual([
      { actor: "user", person_id: idOf(shop.owner), before: { role: "agent" }, after: { role: "sales" } },
      {
        actor: "user",
        person_id: idOf(shop.claims.admin),
        before: { status: "active" },
        after: { status: "suspended" },
      },
    ]);
  });
});

describe("suspension and removal", () => {
  it("work at once, and twice is harmless", async () => {
    const shop = await makeShop(sql);
    const { agent } = shop.claims;
    const sees = async () => (await actAs(sql, agent, (tx) => tx`select id from public.outlets`)).length;
    for (const _twice of [1, 2]) await suspend(shop.owner, agent);
    expect([await sees(), (await member(shop, agent))?.["status"]]).toEqual([0, "suspended"]);
    for (const _twice of [1, 2]) await unsuspend(shop.owner, agent);
    expect([await sees(), (await member(shop, agent))?.["status"]]).toEqual([1, "active"]);
    for (const _twice of [1, 2]) await remove(shop.owner, agent);
    expect([await sees(), (await member(shop, agent))?.["status"]]).toEqual([0, "removed"]);
    for (const call of [suspend, unsuspend]) {
      await expect(call(shop.owner, agent)).rejects.toMatchObject({ message: "team.not_member" });
    }
    await expect(change(shop.owner, agent, { role: "agent" })).rejects.toMatchObject({ message: "team.not_member" });
  });

  it("take the contact data grant along, and lead the person to another business of his", async () => {
    const shop = await makeShop(sql);
    const other = await makeShop(sql);
    const { technician } = shop.claims;
    await change(shop.owner, technician, { role: "technician", pii: true });
    await sql`insert into public.members (tenant_id, user_id, role) values (${other.tenantId}, ${idOf(technician)}, 'agent')`;
    await remove(shop.owner, technician);
    expect(await member(shop, technician)).toMatchObject({ pii: false });
    const [row] = await actAs(sql, technician, (tx) => tx`select public.my_context() #>> '{tenant,id}' as id`);
    expect(row?.["id"]).toBe(other.tenantId);
  });

  it("end what a token of a real session may do, while the token itself still lives", async () => {
    const { apiUrl, publishableKey } = testStack();
    const client = createClient(apiUrl, publishableKey, { auth: { persistSession: false, autoRefreshToken: false } });
    const email = `buang-${crypto.randomUUID()}@test.invalid`;
    const { data } = await client.auth.signUp({ email, password: "sepuluh-huruf" });
    const id = data.user?.id ?? "";
    const shop = await makeShop(sql);
    await sql`insert into public.people (user_id, email, name, active_tenant_id) values (${id}, ${email}, 'Buang', ${shop.tenantId})`;
    await sql`insert into public.members (tenant_id, user_id, role) values (${shop.tenantId}, ${id}, 'agent')`;
    expect((await client.from("tenants").select("id")).data).toHaveLength(1);
    await remove(shop.owner, { sub: id });
    expect((await client.from("tenants").select("id")).data).toEqual([]);
    expect((await client.rpc("switch_tenant", { p_tenant_id: shop.tenantId })).error?.message).toBe("auth.forbidden");
  });
});

describe("the last owner", () => {
  it("cannot leave, nor be demoted, suspended, removed or deleted by any path", async () => {
    const shop = await makeShop(sql);
    await expect(leave(shop.owner)).rejects.toMatchObject({ message: "team.last_owner" });
    const where = sql`where tenant_id = ${shop.tenantId} and user_id = ${idOf(shop.owner)}`;
    for (const statement of [
      sql`update public.members set role = 'admin' ${where}`,
      sql`update public.members set status = 'suspended' ${where}`,
      sql`update public.members set status = 'removed' ${where}`,
      sql`delete from public.members ${where}`,
    ]) {
      await expect(statement).rejects.toMatchObject({ message: "team.last_owner" });
    }
    // A suspended owner is no owner to stay behind.
    const second = await addMember(sql, shop.tenantId, "owner");
    await suspend(shop.owner, second);
    await expect(leave(shop.owner)).rejects.toMatchObject({ message: "team.last_owner" });
  });

  it("stays when two owners demote each other at the same moment", async () => {
    const shop = await makeShop(sql);
    const second = await addMember(sql, shop.tenantId, "owner");
    const done = await Promise.allSettled([
      change(shop.owner, second, { role: "admin" }),
      change(second, shop.owner, { role: "admin" }),
      leave(shop.owner),
      leave(second),
    ]);
    expect(done.some(({ status }) => status === "fulfilled")).toBe(true);
    const owners = await sql`select user_id from public.members
      where tenant_id = ${shop.tenantId} and role = 'owner' and status = 'active'`;
    expect(owners).toHaveLength(1);
  });

  it("may go once there is another; anybody else may leave", async () => {
    const shop = await makeShop(sql);
    const second = await addMember(sql, shop.tenantId, "owner");
    await leave(shop.owner);
    expect(await member(shop, shop.owner)).toMatchObject({ status: "removed" });
    await leave(shop.claims.cashier);
    expect(await member(shop, shop.claims.cashier)).toMatchObject({ status: "removed" });
    await expect(leave(shop.claims.cashier)).rejects.toMatchObject({ message: "auth.forbidden" });
    await expect(leave(second)).rejects.toMatchObject({ message: "team.last_owner" });
  });
});

describe("ownership", () => {
  it("passes on when the name is typed, and the former owner stays as an admin", async () => {
    const shop = await makeShop(sql);
    const second = await shop.outlet("BGI");
    const heir = await shop.member("cashier", [second]);
    await expect(transfer(shop.owner, heir, "Kedai Lain")).rejects.toMatchObject({ message: "team.name_differs" });
    await transfer(shop.owner, heir, "  kedai ujian ");
    expect(await member(shop, heir)).toMatchObject({ role: "owner", outlet_ids: null });
    expect(await member(shop, shop.owner)).toMatchObject({ role: "admin" });
    await expect(transfer(shop.owner, heir)).rejects.toMatchObject({ message: "team.outranked" });
    expect(await member(shop, heir)).toMatchObject({ role: "owner" });
  });

  it("passes to somebody who works here now", async () => {
    const shop = await makeShop(sql);
    await suspend(shop.owner, shop.claims.admin);
    await expect(transfer(shop.owner, shop.claims.admin)).rejects.toMatchObject({ message: "team.not_active" });
  });
});

describe("resending an invitation", () => {
  const resend = (by: Claims, id: string) =>
    actAs(
      sql,
      by,
      (tx) => tx<{ made: { token: string; email: string; invitation_id: string } }[]>`
      select public.resend_invitation(${id}) as made`,
    );
  const invite = async (by: Claims, role = "agent") => {
    const [row] = await actAs(
      sql,
      by,
      (tx) => tx<{ made: { invitation_id: string; token: string } }[]>`
      select public.invite_member(${`r-${crypto.randomUUID()}@test.invalid`}, ${role}) as made`,
    );
    return row?.made ?? { invitation_id: "", token: "" };
  };

  it("makes a new link and ends the former one; an ended one is not resent", async () => {
    const shop = await makeShop(sql);
    const first = await invite(shop.owner);
    const [again] = await resend(shop.claims.admin, first.invitation_id);
    expect(again?.made.token).not.toBe(first.token);
    await expect(resend(shop.owner, first.invitation_id)).rejects.toMatchObject({ message: "team.invitation_gone" });
    const open = await sql`select id from public.invitations
      where tenant_id = ${shop.tenantId} and accepted_at is null and revoked_at is null`;
    expect(open).toEqual([{ id: again?.made.invitation_id }]);
  });

  it("is for those who manage the team of this business", async () => {
    const shop = await makeShop(sql);
    const { invitation_id: id } = await invite(shop.owner);
    for (const role of ROLES.slice(2)) {
      await expect(resend(shop.claims[role], id)).rejects.toMatchObject({ message: "auth.forbidden" });
    }
    await expect(resend((await makeShop(sql)).owner, id)).rejects.toMatchObject({ message: "team.invitation_gone" });
  });
});

describe("signing out everywhere", () => {
  it("ends every session: refresh tokens, and what the tokens out there may still do", async () => {
    const { apiUrl, publishableKey } = testStack();
    const open = () =>
      createClient(apiUrl, publishableKey, { auth: { persistSession: false, autoRefreshToken: false } });
    const [here, there, stranger] = [open(), open(), open()];
    const login = { email: `semua-${crypto.randomUUID()}@test.invalid`, password: "sepuluh-huruf" };
    const { data } = await here.auth.signUp(login);
    const held = (await there.auth.signInWithPassword(login)).data.session;
    await stranger.auth.signUp({ ...login, email: `lain-${crypto.randomUUID()}@test.invalid` });
    const shop = await makeShop(sql);
    const id = data.user?.id ?? "";
    await sql`insert into public.people (user_id, email, name, active_tenant_id) values (${id}, ${login.email}, 'Semua', ${shop.tenantId})`;
    await sql`insert into public.members (tenant_id, user_id, role) values (${shop.tenantId}, ${id}, 'agent')`;
    const listed = await there.rpc("my_sessions");
    expect(listed.data).toHaveLength(2);
    expect(listed.data).toMatchObject([{ is_this: expect.any(Boolean) }, { is_this: expect.any(Boolean) }]);
    expect((await there.from("tenants").select("id")).data).toHaveLength(1);

    expect((await here.auth.signOut({ scope: "global" })).error).toBeNull();
    // The access token of the other browser is young and well signed, and worth nothing.
    const withOldToken = createClient(apiUrl, publishableKey, {
      accessToken: async () => held?.access_token ?? null,
    });
    expect((await withOldToken.from("tenants").select("id")).data).toEqual([]);
    expect(await withOldToken.rpc("my_context")).toMatchObject({ status: 401, error: { message: "auth.signed_out" } });
    expect((await open().auth.refreshSession({ refresh_token: held?.refresh_token ?? "" })).error).not.toBeNull();
    expect((await stranger.rpc("my_sessions")).data).toHaveLength(1);
  });
});
