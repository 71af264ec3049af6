import { createHash, randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { makeApiKey } from "@/testing/api-key";
import { actAs, type Claims, openServiceSql } from "@/testing/db";
import { callRpc } from "@/testing/rpc";
import { addCustomer, addProduct, makeShop, type TestShop } from "@/testing/shop";
import { SCOPES } from "./scopes";

const sql = openServiceSql();
const PUBLIC: Claims = { sub: "public", actor: "public" };
let shop: TestShop;
let neighbour: TestShop;
beforeAll(async () => {
  [shop, neighbour] = await Promise.all([makeShop(sql), makeShop(sql)]);
});

const hash = (key: string) => createHash("sha256").update(key).digest("hex");
const told = z.object({ state: z.string() }).loose();
async function open(keyHash: string, write = false, from: string | null = null, claims = PUBLIC) {
  const [row] = await actAs(sql, claims, (tx) => tx`select public.open_api_key(${keyHash}, ${from}, ${write}) as told`);
  return told.parse(row?.["told"]);
}
/** What these claims may do, by asking for the tenant of each capability. */
async function mayDo(claims: Claims): Promise<string[]> {
  const rows = await actAs(
    sql,
    claims,
    (tx) => tx<{ capability: string }[]>`
      select c.capability from unnest(${ALL}::text[]) as c (capability) where private.can(c.capability) order by 1`,
  );
  return rows.map(({ capability }) => capability);
}
let ALL: string[] = [];
beforeAll(async () => {
  ALL = (await sql<{ c: string }[]>`select distinct capability as c from private.role_capabilities`).map(({ c }) => c);
});

describe("a key", () => {
  it("is shown once and kept as a hash that nobody can select", async () => {
    const { id, key } = await makeApiKey(sql, shop, ["orders:read"]);
    expect(key).toMatch(/^vk_[0-9a-f]{8}_[0-9a-f]{64}$/);
    const [row] = await sql`select * from public.api_keys where id = ${id}`;
    expect(row?.["key_hash"]).toBe(hash(key));
    expect(JSON.stringify(row)).not.toContain(key.slice(12));
    for (const claims of [shop.owner, PUBLIC, { sub: "x" }])
      await expect(actAs(sql, claims, (tx) => tx`select key_hash from public.api_keys`)).rejects.toMatchObject({
        code: "42501",
      });
    const audit =
      await sql`select after::text as after from public.audit_log where row_id = ${id} and table_name = 'api_keys'`;
    expect(audit).toHaveLength(1);
    expect(audit[0]?.["after"]).not.toContain(hash(key));
  });

  it("is made and revoked by the owner alone, and named to who reads the activity", async () => {
    const { id } = await makeApiKey(sql, shop, ["orders:read"]);
    for (const [role, claims] of Object.entries(shop.claims)) {
      if (role === "owner") continue;
      const made = await callRpc(sql, claims, "create_api_key", { name: "x", scopes: ["orders:read"] });
      expect(made, role).toMatchObject({ ok: false, code: "auth.forbidden" });
      await expect(
        actAs(sql, claims, (tx) => tx`select public.revoke_api_key(${id})`),
        role,
      ).rejects.toMatchObject({
        message: "auth.forbidden",
      });
      const rows = await actAs(sql, claims, (tx) => tx`select id from public.api_keys`);
      expect(rows.length > 0, role).toBe(role === "admin");
    }
    await expect(actAs(sql, neighbour.owner, (tx) => tx`select public.revoke_api_key(${id})`)).rejects.toMatchObject({
      message: "input.not_found",
    });
    await actAs(sql, shop.owner, (tx) => tx`select public.revoke_api_key(${id})`);
    const before = await sql`select revoked_at, revoked_by from public.api_keys where id = ${id}`;
    await actAs(sql, shop.owner, (tx) => tx`select public.revoke_api_key(${id})`);
    expect(await sql`select revoked_at, revoked_by from public.api_keys where id = ${id}`).toEqual(before);
    expect(before[0]?.["revoked_by"]).toBe(shop.owner.sub);
  });

  it("is written by functions only", async () => {
    const { id } = await makeApiKey(sql, shop, ["orders:read"]);
    for (const statement of [
      `update public.api_keys set expires_at = now() + interval '300 days' where id = '${id}'`,
      `delete from public.api_keys where id = '${id}'`,
      "insert into public.api_keys (name) values ('x')",
    ])
      await expect(actAs(sql, shop.owner, (tx) => tx.unsafe(statement))).rejects.toMatchObject({ code: "42501" });
  });

  it("is refused without scopes, with unknown ones, foreign outlets or too long a life", async () => {
    const ask = (p: object) => callRpc(sql, shop.owner, "create_api_key", { name: "x", scopes: ["orders:read"], ...p });
    expect(await ask({ scopes: [] })).toMatchObject({ code: "api.scope_required" });
    await expect(ask({ scopes: ["everything"] })).rejects.toMatchObject({ code: "23514" });
    expect(await ask({ days: 366 })).toMatchObject({ code: "api.days" });
    expect(await ask({ days: 0 })).toMatchObject({ code: "api.days" });
    expect(await ask({ outlet_ids: [neighbour.outletId] })).toMatchObject({ code: "auth.wrong_outlet" });
    const own = await makeShop(sql);
    await sql`insert into public.api_keys (tenant_id, name, prefix, key_hash, scopes, expires_at, created_by)
      select ${own.tenantId}, 'x', 'vk_00000000', encode(sha256(g::text::bytea || ${own.tenantId}::bytea), 'hex'), '{orders:read}', now() + interval '1 day', 'x'
        from generate_series(1, 50) as g`;
    expect(await callRpc(sql, own.owner, "create_api_key", { name: "x", scopes: ["orders:read"] })).toMatchObject({
      code: "api.too_many_keys",
    });
    await sql`update public.api_keys set revoked_at = now() where id = (select id from public.api_keys where tenant_id = ${own.tenantId} limit 1)`;
    expect(await callRpc(sql, own.owner, "create_api_key", { name: "x", scopes: ["orders:read"] })).toMatchObject({
      ok: true,
    });
  });
});

describe("at the door", () => {
  it("only the web server asks, and learns of a key what it is worth", async () => {
    const { id, key } = await makeApiKey(sql, shop, ["orders:read", "orders:write"]);
    await expect(open(hash(key), false, null, shop.owner)).rejects.toMatchObject({ message: "auth.forbidden" });
    expect(await open(hash(key))).toMatchObject({ state: "ok", api_key_id: id, tenant_id: shop.tenantId, limit: 120 });
    expect(await open(hash(key), true)).toMatchObject({ limit: 60, remaining: 59 });
    const [used] = await sql`select last_used_at from public.api_keys where id = ${id}`;
    expect(used?.["last_used_at"]).toBeInstanceOf(Date);
    await sql`update public.api_keys set last_used_at = now() - interval '50 seconds' where id = ${id}`;
    const [before] = await sql`select last_used_at from public.api_keys where id = ${id}`;
    await open(hash(key));
    expect((await sql`select last_used_at from public.api_keys where id = ${id}`)[0]).toEqual(before);
    const audits = await sql`select 1 from public.audit_log where row_id = ${id} and action = 'update'`;
    expect(audits).toHaveLength(0);
    await sql`update public.api_keys set expires_at = now() - interval '1 second' where id = ${id}`;
    expect(await open(hash(key))).toEqual({ state: "expired" });
    await actAs(sql, shop.owner, (tx) => tx`select public.revoke_api_key(${id})`);
    expect(await open(hash(key))).toEqual({ state: "revoked" });
  });

  it("reads and writes are counted apart, per key", async () => {
    const { id, key } = await makeApiKey(sql, shop, ["orders:read"]);
    await sql`insert into private.rate_hits (key, window_start, hits)
      select ${`api:w:${id}`}, date_trunc('minute', clock_timestamp()) + g * interval '1 minute', 60 from generate_series(0, 1) as g`;
    expect(await open(hash(key), true)).toMatchObject({ state: "limited", remaining: 0, limit: 60 });
    expect(await open(hash(key))).toMatchObject({ state: "ok" });
    const other = await makeApiKey(sql, shop, ["orders:read"]);
    expect(await open(hash(other.key), true)).toMatchObject({ state: "ok" });
  });

  it("who guesses is slowed, and keeps nobody else out", async () => {
    const from = randomBytes(8).toString("hex");
    const { key } = await makeApiKey(sql, shop, ["orders:read"]);
    const states = [];
    for (let guess = 0; guess < 45; guess += 1) states.push((await open(hash(`vk_${guess}`), false, from)).state);
    expect(states.slice(0, 20)).toEqual(Array(20).fill("unknown"));
    expect(states).toContain("too_many");
    expect(await open(hash(key), false, from)).toMatchObject({ state: "ok" });
  });
});

describe("what a key may do", () => {
  const MEANING: Record<string, string[]> = {
    "orders:read": ["order.read"],
    "orders:write": ["order.write"],
    "customers:read": ["customer.pii", "customer.read"],
    "customers:write": ["customer.write"],
    "products:read": ["catalog.read", "stock.read"],
    "products:write": ["catalog.write"],
    "tickets:read": ["repair.read"],
    "tickets:write": ["repair.write"],
  };
  it.each(SCOPES)("%s is exactly its capabilities", async (scope) => {
    const { claims } = await makeApiKey(sql, shop, [scope]);
    expect(await mayDo(claims)).toEqual(MEANING[scope]);
  });

  it("nothing from the moment it is revoked or has expired, or in another tenant", async () => {
    const scopes = [...SCOPES];
    const [revoked, expired, forged] = await Promise.all([1, 2, 3].map(() => makeApiKey(sql, shop, scopes)));
    if (!revoked || !expired || !forged) throw new Error("no keys");
    expect((await mayDo(revoked.claims)).length).toBe(10);
    await actAs(sql, shop.owner, (tx) => tx`select public.revoke_api_key(${revoked.id})`);
    await sql`update public.api_keys set expires_at = now() where id = ${expired.id}`;
    expect(await mayDo(revoked.claims)).toEqual([]);
    expect(await mayDo(expired.claims)).toEqual([]);
    expect(await mayDo({ ...forged.claims, tenant_id: neighbour.tenantId })).toEqual([]);
    expect(await mayDo({ ...forged.claims, api_key_id: crypto.randomUUID() })).toEqual([]);
  });

  it("rows of its scopes, of its outlets, of its tenant; nothing that a colleague sees", async () => {
    await addCustomer(sql, shop, "Aminah", "+60198887766");
    await addProduct(sql, shop, { stock: 3, costSen: 5 });
    const seen = (claims: Claims) =>
      actAs(sql, claims, async (tx) => {
        const counts: Record<string, number> = {};
        for (const table of TABLES) counts[table] = (await tx`select 1 from public.${tx(table)} limit 1`).length;
        return Object.entries(counts)
          .filter(([, count]) => count > 0)
          .map(([table]) => table)
          .sort();
      });
    const TABLES = [
      "customers",
      "customer_contacts",
      "products",
      "product_costs",
      "stock_levels",
      "tenants",
      "outlets",
      "people",
      "members",
      "invitations",
      "audit_log",
      "events",
      "messages",
      "customer_notes",
      "repair_statuses",
      "canned_replies",
      "api_keys",
    ];
    const key = (scope: string) => makeApiKey(sql, shop, [scope]);
    expect(await seen((await key("orders:read")).claims)).toEqual([]);
    expect(await seen((await key("customers:read")).claims)).toEqual(["customer_contacts", "customers"]);
    expect(await seen((await key("products:read")).claims)).toEqual(["products", "stock_levels"]);
    const all = await makeApiKey(sql, shop, SCOPES);
    const rows = await actAs(
      sql,
      all.claims,
      (tx) => tx<{ tenant_id: string }[]>`select tenant_id from public.customers`,
    );
    expect(new Set(rows.map((row) => row.tenant_id))).toEqual(new Set([shop.tenantId]));
  });

  it("tells what it is and where it works", async () => {
    const second = await shop.outlet(`B${Date.now() % 100_000}`);
    const { claims } = await makeApiKey(sql, shop, ["tickets:read"], [second]);
    const [row] = await actAs(sql, claims, (tx) => tx`select public.api_self() as self`);
    expect(row?.["self"]).toMatchObject({ scopes: ["tickets:read"], outlets: [{ id: second }] });
    await expect(actAs(sql, shop.owner, (tx) => tx`select public.api_self()`)).rejects.toMatchObject({
      message: "auth.forbidden",
    });
  });
});
