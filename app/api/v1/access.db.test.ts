/** Who may ask the public API, and of what. The handlers themselves, with real keys and the real REST API behind them. */
import { beforeAll, describe, expect, it } from "vitest";
import { GET as getKey } from "@/app/api/v1/key/route";
import { SCOPES } from "@/lib/api/scopes";
import { BODIES, create, get, list, NAMES, request, told, undocumented } from "@/testing/api-http";
import { makeApiKey, type TestKey } from "@/testing/api-key";
import { actAs, openServiceSql } from "@/testing/db";
import { addCustomer, addProduct, makeShop, type TestShop } from "@/testing/shop";

const sql = openServiceSql();
let shop: TestShop;
let key: TestKey;
let theirs: TestKey;
beforeAll(async () => {
  const [own, neighbour] = await Promise.all([makeShop(sql), makeShop(sql)]);
  shop = own;
  [key, theirs] = await Promise.all([makeApiKey(sql, own, SCOPES), makeApiKey(sql, neighbour, SCOPES)]);
});

it("nobody without a key that lives, wherever", async () => {
  const [revoked, expired] = await Promise.all([makeApiKey(sql, shop, SCOPES), makeApiKey(sql, shop, SCOPES)]);
  await actAs(sql, shop.owner, (tx) => tx`select public.revoke_api_key(${revoked.id})`);
  await sql`update public.api_keys set expires_at = now() where id = ${expired.id}`;
  for (const [auth, code] of [
    [null, "api.key_missing"],
    ["Basic eDp5", "api.key_missing"],
    [`Bearer ${key.key.slice(0, -4)}beef`, "api.key_unknown"],
    ["Bearer x", "api.key_unknown"],
    [`Bearer ${revoked.key}`, "api.key_revoked"],
    [`Bearer ${expired.key}`, "api.key_expired"],
  ] as const)
    for (const name of NAMES)
      for (const answer of [
        await list(name, { auth, headers: { cookie: `sb-access-token=${key.key}` } }),
        await create(name, { auth }),
        await get(name, { auth }, crypto.randomUUID()),
      ]) {
        expect([answer.status, answer.body["code"]]).toEqual([401, code]);
        expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
        expect(answer.headers.get("content-type")).toBe("application/problem+json");
      }
});

it("a key without the scope is refused with its name, whether the thing exists or not", async () => {
  for (const name of NAMES) {
    const others = SCOPES.filter((scope) => !scope.startsWith(name));
    const narrow = await makeApiKey(sql, shop, others);
    for (const [answer, scope] of [
      [await list(name, narrow), `${name}:read`],
      [await get(name, narrow, crypto.randomUUID()), `${name}:read`],
      [await create(name, narrow), `${name}:write`],
    ] as const) {
      expect([answer.status, answer.body["code"]], name).toEqual([403, "api.scope_missing"]);
      expect(answer.body["detail"]).toContain(scope);
    }
  }
});

it("a page of another site is refused even with a key, and no answer is for it to read", async () => {
  const answer = await list("orders", { key: key.key, headers: { origin: "https://evil.example" } });
  expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([403, null]);
});

it("too many requests wait, with the time to wait", async () => {
  const busy = await makeApiKey(sql, shop, SCOPES);
  const first = await list("orders", busy);
  expect(first.headers.get("ratelimit-limit")).toBe("120");
  expect(Number(first.headers.get("ratelimit-remaining"))).toBeLessThan(120);
  await sql`insert into private.rate_hits (key, window_start, hits)
    select ${`api:r:${busy.id}`}, date_trunc('minute', clock_timestamp()) + g * interval '1 minute', 120 from generate_series(0, 1) as g
    on conflict (key, window_start) do update set hits = 120`;
  const answer = await list("orders", busy);
  expect([answer.status, answer.body["code"]]).toEqual([429, "api.too_many"]);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await create("products", busy)).status).toBe(201);
});

it("a key learns what it is", async () => {
  const answer = await told(getKey(request("/api/v1/key", key)));
  expect(answer.body).toMatchObject({
    name: "Kedai web",
    scopes: [...SCOPES].sort(),
    outlets: [{ id: shop.outletId }],
  });
  expect(undocumented("/api/v1/key", "get", answer)).toEqual([]);
});

describe.each(NAMES)("%s", (name) => {
  it("of others do not exist", async () => {
    const made = await create(name, theirs);
    expect(made.status, made.text).toBe(201);
    const id = String(made.body["id"]);
    for (const wanted of [id, crypto.randomUUID(), "not-an-id"]) {
      const answer = await get(name, key, wanted);
      expect([answer.status, answer.body["code"]]).toEqual([404, "input.not_found"]);
      expect(undocumented(`/api/v1/${name}/{id}`, "get", answer)).toEqual([]);
    }
    expect((await list(name, key, "?limit=100")).text).not.toContain(id);
  });
});

it("a ticket's customer has a name only for a key that may read customers", async () => {
  await addCustomer(sql, shop, "Dato' Rahsia", "+60177000111");
  const blind = await makeApiKey(sql, shop, ["tickets:read", "tickets:write"]);
  const made = await create("tickets", blind, { ...BODIES.tickets(), customer: { name: "X", phone: "+60177000111" } });
  const id = String(made.body["id"]);
  expect(made.body["customer"]).toMatchObject({ name: null });
  expect((await get("tickets", blind, id)).text).not.toContain("Rahsia");
  expect((await get("tickets", key, id)).body["customer"]).toMatchObject({ name: "Dato' Rahsia" });
});

it("a key sees and makes nothing beyond its outlets", async () => {
  const own = await makeShop(sql);
  const second = await own.outlet("B2");
  const wide = await makeApiKey(sql, own, SCOPES);
  const narrow = await makeApiKey(sql, own, SCOPES, [second]);
  const product = await addProduct(sql, own, { stock: 4 });
  for (const name of ["orders", "tickets"] as const) {
    const made = await create(name, wide, { ...BODIES[name](), outlet_id: own.outletId });
    expect(made.status, made.text).toBe(201);
    expect((await get(name, narrow, String(made.body["id"]))).status).toBe(404);
    expect((await list(name, narrow)).body["data"]).toEqual([]);
    const elsewhere = await create(name, narrow, { ...BODIES[name](), outlet_id: own.outletId });
    expect([elsewhere.status, elsewhere.body["errors"]]).toMatchObject([404, [{ pointer: "#/outlet_id" }]]);
    expect((await create(name, narrow)).body).toMatchObject({ outlet_id: second });
  }
  const elsewhere = await create("customers", narrow, { ...BODIES.customers(), outlet_id: own.outletId });
  expect(elsewhere.status).toBe(404);
  expect((await get("products", wide, product)).body["stock"]).toEqual([{ outlet_id: own.outletId, on_hand: 4 }]);
  expect((await get("products", narrow, product)).body["stock"]).toEqual([]);
});
