import { describe, expect, it } from "vitest";
import { actAs, type Claims, openServiceSql } from "@/testing/db";
import { makeShop } from "@/testing/shop";

const sql = openServiceSql();
const context = async (claims: Claims) => {
  const [row] = await actAs(
    sql,
    claims,
    (tx) => tx<{ me: Record<string, unknown> }[]>`select public.my_context() as me`,
  );
  return row?.me ?? {};
};
const invite = async (by: Claims, email: string, role: string, outlets: string[] | null = null) => {
  const [row] = await actAs(
    sql,
    by,
    (tx) =>
      tx<
        { made: { token: string; invitation_id: string } }[]
      >`select public.invite_member(${email}, ${role}, ${outlets}) as made`,
  );
  return row?.made ?? { token: "", invitation_id: "" };
};
const accept = (claims: Claims, token: string) =>
  actAs(sql, claims, (tx) => tx`select public.accept_invitation(${token}, 'Orang Baru')`);

describe("sign-up", () => {
  it("makes tenant, outlet and ownership in one go, once even when clicked twice", async () => {
    const claims = { sub: `new-${Date.now()}`, email: "baru@test.invalid" };
    const make = () =>
      actAs(
        sql,
        claims,
        (tx) => tx`select public.create_shop('Kedai Baru', 'Kajang', '+60123456789', 'en', 'Aminah') as shop`,
      );
    const [first, second] = [await make(), await make()];
    expect(second[0]?.["shop"]).toEqual(first[0]?.["shop"]);
    expect(await context(claims)).toMatchObject({ role: "owner", tenant: { name: "Kedai Baru", locale: "en" } });
    const owners = await sql`select role from public.members where user_id = ${claims.sub}`;
    expect(owners).toEqual([{ role: "owner" }]);
  });

  it("is refused to public, customer and system tokens", async () => {
    for (const actor of ["public", "customer", "wa-runner"]) {
      const attempt = actAs(
        sql,
        { sub: "x", actor },
        (tx) => tx`select public.create_shop('A', 'B', '+60123456789', 'ms', 'C')`,
      );
      await expect(attempt).rejects.toMatchObject({ message: "auth.forbidden" });
    }
  });
});

describe("membership", () => {
  it("cannot be written by the person himself, in any way", async () => {
    const a = await makeShop(sql);
    const b = await makeShop(sql);
    const cashier = await a.member("cashier");
    for (const statement of [
      `insert into public.members (tenant_id, user_id, role) values ('${b.tenantId}', '${cashier.sub}', 'owner')`,
      `update public.members set role = 'owner' where user_id = '${cashier.sub}'`,
      `update public.people set active_tenant_id = '${b.tenantId}' where user_id = '${cashier.sub}'`,
      `delete from public.members where tenant_id = '${a.tenantId}'`,
      "insert into private.role_capabilities values ('cashier', 'team.manage')",
    ]) {
      await expect(actAs(sql, cashier, (tx) => tx.unsafe(statement))).rejects.toMatchObject({ code: "42501" });
    }
    await expect(actAs(sql, cashier, (tx) => tx`select public.switch_tenant(${b.tenantId})`)).rejects.toThrow(
      "auth.forbidden",
    );
  });

  it("decides the role, whatever the token says", async () => {
    const shop = await makeShop(sql);
    const technician = await shop.member("technician");
    const forged = { ...technician, user_role: "owner", org_role: "owner", tenant_id: shop.tenantId };
    expect(await context(forged)).toMatchObject({ role: "technician" });
    await expect(actAs(sql, forged, (tx) => tx`select public.invite_member('a@b.invalid', 'admin')`)).rejects.toThrow(
      "auth.forbidden",
    );
  });

  it("ends with the membership: a suspended member sees nothing at once", async () => {
    const shop = await makeShop(sql);
    const agent = await shop.member("agent");
    const outlets = () => actAs(sql, agent, (tx) => tx`select id from public.outlets`);
    expect(await outlets()).toHaveLength(1);
    await sql`update public.members set status = 'suspended' where user_id = ${agent.sub ?? ""}`;
    expect(await outlets()).toHaveLength(0);
  });

  it("reaches only the outlets it names", async () => {
    const shop = await makeShop(sql);
    const second = await shop.outlet("BGI");
    const cashier = await shop.member("cashier", [second]);
    expect((await context(cashier))["outlets"]).toMatchObject([{ code: "BGI" }]);
    await expect(actAs(sql, cashier, (tx) => tx`select public.switch_outlet(${shop.outletId})`)).rejects.toThrow(
      "auth.wrong_outlet",
    );
  });
});

describe("invitations", () => {
  it("work once, for the invited e-mail only", async () => {
    const shop = await makeShop(sql);
    const { token } = await invite(shop.owner, "Teknisi@Test.invalid", "technician", [shop.outletId]);
    const invited = { sub: `inv-${Date.now()}`, email: "teknisi@test.invalid" };
    await expect(accept({ sub: "thief", email: "thief@test.invalid" }, token)).rejects.toThrow("team.other_email");
    await accept(invited, token);
    expect(await context(invited)).toMatchObject({ role: "technician", tenant: { id: shop.tenantId } });
    await expect(accept(invited, token)).rejects.toThrow("team.invitation_gone");
  });

  it("die by revocation, replacement and time", async () => {
    const shop = await makeShop(sql);
    const invited = { sub: `inv2-${Date.now()}`, email: "dua@test.invalid" };
    const first = await invite(shop.owner, invited.email, "agent");
    const second = await invite(shop.owner, invited.email, "agent");
    await expect(accept(invited, first.token)).rejects.toThrow("team.invitation_gone");
    await actAs(sql, shop.owner, (tx) => tx`select public.revoke_invitation(${second.invitation_id})`);
    await expect(accept(invited, second.token)).rejects.toThrow("team.invitation_gone");
    const third = await invite(shop.owner, invited.email, "agent");
    await sql`update public.invitations set expires_at = now() - interval '1 second' where id = ${third.invitation_id}`;
    await expect(accept(invited, third.token)).rejects.toThrow("team.invitation_gone");
  });

  it("never hand out more than the inviter has, nor another's outlets", async () => {
    const shop = await makeShop(sql);
    const other = await makeShop(sql);
    const admin = await shop.member("admin");
    await expect(invite(admin, "x@test.invalid", "owner")).rejects.toThrow("team.above_self");
    await expect(invite(admin, "x@test.invalid", "cashier", [other.outletId])).rejects.toThrow("auth.wrong_outlet");
    for (const role of ["supervisor", "cashier", "technician", "agent", "sales", "renewal"]) {
      await expect(invite(await shop.member(role), "x@test.invalid", "agent")).rejects.toThrow("auth.forbidden");
    }
  });

  it("keep their token to themselves: no column of the table gives it back", async () => {
    const shop = await makeShop(sql);
    await invite(shop.owner, "y@test.invalid", "agent");
    await expect(actAs(sql, shop.owner, (tx) => tx`select token_hash from public.invitations`)).rejects.toMatchObject({
      code: "42501",
    });
    const [logged] = await sql<{ after: { token_hash: string; email: string } }[]>`
      select after from public.audit_log where tenant_id = ${shop.tenantId} and table_name = 'invitations'`;
    expect(logged?.after.token_hash).toMatch(/^\[hidden\]/);
    expect(logged?.after.email).toMatch(/^\[hidden\]/);
  });
});

describe("audit log", () => {
  it("is written by triggers, read by owner and admin, changed by nobody", async () => {
    const shop = await makeShop(sql);
    await actAs(sql, shop.owner, (tx) => tx`update public.tenants set name = 'Nama Baru' where id = ${shop.tenantId}`);
    const read = (claims: Claims) =>
      actAs(sql, claims, (tx) => tx`select * from public.audit_log where table_name = 'tenants' and action = 'update'`);
    expect(await read(shop.owner)).toMatchObject([
      { actor: "user", person_id: shop.owner.sub, before: { name: "Kedai Ujian" }, after: { name: "Nama Baru" } },
    ]);
    expect(await read(await shop.member("cashier"))).toEqual([]);
    expect(await read((await makeShop(sql)).owner)).toEqual([]);
    await expect(actAs(sql, shop.owner, (tx) => tx`delete from public.audit_log`)).rejects.toMatchObject({
      code: "42501",
    });
    await expect(sql`update public.audit_log set actor = 'nobody' where tenant_id = ${shop.tenantId}`).rejects.toThrow(
      "ledger.append_only",
    );
  });
});
