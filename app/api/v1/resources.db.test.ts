/** What the public API takes and answers: as its document says, once, and field by field when it is wrong. */
import { beforeAll, describe, expect, it } from "vitest";
import { SCOPES } from "@/lib/api/scopes";
import { BODIES, create, get, list, NAMES, type Name, undocumented, unique } from "@/testing/api-http";
import { makeApiKey, type TestKey } from "@/testing/api-key";
import { openServiceSql } from "@/testing/db";
import { makeShop, type TestShop } from "@/testing/shop";

const sql = openServiceSql();
let shop: TestShop;
let key: TestKey;
beforeAll(async () => {
  shop = await makeShop(sql);
});
/** Another key for each resource: together they would be too many requests of one. */
const renewKey = async () => {
  key = await makeApiKey(sql, shop, SCOPES);
};

const OTHER: Record<Name, object> = {
  orders: { note: "x" },
  customers: { city: "Kajang" },
  products: { unit: "m" },
  tickets: { problem: "y" },
};

describe.each(NAMES)("%s", (name) => {
  beforeAll(renewKey);

  it("are made, got and listed as the document says", async () => {
    const made = await create(name, key);
    expect(made.status, made.text).toBe(201);
    const id = String(made.body["id"]);
    expect(made.headers.get("location")).toBe(`/api/v1/${name}/${id}`);
    const got = await get(name, key, id);
    expect(got.status).toBe(200);
    expect(got.body).toEqual(made.body);
    const page = await list(name, key, "?limit=1");
    expect(page.body["data"]).toEqual([made.body]);
    expect(undocumented(`/api/v1/${name}`, "post", made)).toEqual([]);
    expect(undocumented(`/api/v1/${name}/{id}`, "get", got)).toEqual([]);
    expect(undocumented(`/api/v1/${name}`, "get", page)).toEqual([]);
  });

  it("are answered the same when sent twice, at once or later", async () => {
    const [body, headers] = [BODIES[name](), { "idempotency-key": `${name}-${unique()}` }];
    const send = () => create(name, { key: key.key, headers }, body);
    const all = [...(await Promise.all([send(), send()])), await send()];
    expect(new Set(all.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(all.filter((answer) => answer.headers.get("idempotency-replayed") === "true")).toHaveLength(2);
    const other = await create(name, { key: key.key, headers }, { ...body, ...OTHER[name] });
    expect([other.status, other.body["code"]]).toEqual([422, "api.key_reused"]);
    expect(undocumented(`/api/v1/${name}`, "post", other)).toEqual([]);
  });

  it("are refused field by field", async () => {
    const answer = await create(name, key, { ...BODIES[name](), tenant_id: shop.tenantId, id: crypto.randomUUID() });
    expect(answer.status).toBe(422);
    expect(answer.body["errors"]).toMatchObject([
      { pointer: "#/tenant_id", code: "api.unknown_field" },
      { pointer: "#/id", code: "api.unknown_field" },
    ]);
    expect(undocumented(`/api/v1/${name}`, "post", answer)).toEqual([]);
    const query = await list(name, key, "?limit=101&nonsense=1");
    expect(query.status).toBe(400);
    expect(query.body["errors"]).toMatchObject([
      { parameter: "limit" },
      { parameter: "nonsense", code: "api.unknown_field" },
    ]);
    expect(undocumented(`/api/v1/${name}`, "get", query)).toEqual([]);
  });

  it("are refused as no JSON, no object, too large or of another type", async () => {
    const raw = async (text: string, headers: Record<string, string> = {}) =>
      create(name, { key: key.key, raw: text, headers });
    const long = { "idempotency-key": "x".repeat(256) };
    for (const [answer, status, code] of [
      [await raw("{"), 400, "api.malformed_json"],
      [await raw(""), 400, "api.malformed_json"],
      [await raw("\ufeff\u0000"), 400, "api.malformed_json"],
      [await raw("[]"), 422, "input.invalid"],
      [await raw("null"), 422, "input.invalid"],
      [await raw(`"${"x".repeat(70_000)}"`), 413, "api.body_too_large"],
      [await raw("a=1", { "content-type": "application/x-www-form-urlencoded" }), 415, "api.not_json"],
      [await create(name, { key: key.key, headers: long }), 400, "api.bad_idempotency_key"],
    ] as const) {
      expect([answer.status, answer.body["code"]]).toEqual([status, code]);
      expect(undocumented(`/api/v1/${name}`, "post", answer)).toEqual([]);
    }
  });

  it("take every text as text, also NUL and bidi tricks", async () => {
    const text = JSON.stringify(BODIES[name]()).replaceAll(
      /"(?:Kek|Ah Meng|Kabel|Skrin pecah)"/g,
      '"\\u0000a\\u202eb\\u0007"',
    );
    const made = await create(name, key, JSON.parse(text));
    expect(made.status, made.text).toBe(201);
    expect(made.text).toContain('"ab"');
    for (const query of ["?cursor=%00", "?cursor=WyJtYWRlIiwiMSIsIjIiXQ", "?updated_since=%00", "?limit=%00"])
      expect((await list(name, key, query)).status, query).toBe(400);
  });
});

describe("a wrong order", () => {
  beforeAll(renewKey);
  const wrong = async (more: object) => {
    const { status, body } = await create("orders", key, { ...BODIES.orders(), ...more });
    return [status, body["errors"]];
  };
  const line = { description: "x", quantity: 1, unit_price_sen: 1 };

  it("is told all that is wrong with it", async () => {
    const both = { product_id: crypto.randomUUID(), description: "x", quantity: 1 };
    expect(await wrong({ lines: [line, both] })).toMatchObject([
      422,
      [
        { pointer: "#/lines/1/product_id", code: "api.one_of" },
        { pointer: "#/lines/1/unit_price_sen", code: "input.required" },
      ],
    ]);
    expect(await wrong({ customer_id: crypto.randomUUID() })).toMatchObject([422, [{ pointer: "#/customer" }]]);
    expect(await wrong({ customer: { name: "x", phone: "123" } })).toMatchObject([
      422,
      [{ pointer: "#/customer/phone", code: "input.phone" }],
    ]);
    for (const quantity of [0, -1, 1e6, 0.0001, "1", null])
      expect(await wrong({ lines: [{ ...line, quantity }] })).toMatchObject([422, [{ pointer: "#/lines/0/quantity" }]]);
    for (const lines of [[], Array(101).fill(line)])
      expect(await wrong({ lines })).toMatchObject([422, [{ pointer: "#/lines" }]]);
    expect(await wrong({ lines: [{ sku: "NONE", quantity: 1 }] })).toMatchObject([404, [{ pointer: "#/lines/0/sku" }]]);
  });

  it("that refers to a number already used says so", async () => {
    const ref = { ...BODIES.orders(), external_ref: unique() };
    expect((await create("orders", key, ref)).status).toBe(201);
    const again = await create("orders", key, ref);
    expect([again.status, again.body["code"]]).toEqual([409, "order.ref_taken"]);
    expect(undocumented("/api/v1/orders", "post", again)).toEqual([]);
  });
});
