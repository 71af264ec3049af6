/** Forged and stale identifiers: ids of others wherever one can be given, claims nobody signed for, paths that try to climb. */
import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { checkForeignOutlet, checkForeignTenant, unprobedKeys } from "@/testing/access/calling";
import { rawRequest } from "@/testing/access/raw";
import { signToken } from "@/testing/access/rest";
import { insertText, makeRow } from "@/testing/access/rows";
import { TABLES } from "@/testing/access/rules";
import { ask } from "@/testing/access/run";
import { type Actor, filePath, prepareAccessWorld, type World } from "@/testing/access/world";
import { openServiceSql, testStack } from "@/testing/db";

const sql = openServiceSql();
const api = testStack();
let world: World;
const actor = (name: string): Actor & { claims: NonNullable<Actor["claims"]> } => {
  const found = world.actors.find((candidate) => candidate.name === name);
  if (!found?.claims) throw new Error(`nobody is ${name}`);
  return { ...found, claims: found.claims };
};

beforeAll(async () => {
  world = await prepareAccessWorld(sql);
}, 120_000);

describe("ids of another", () => {
  it("tenant, in every argument of every function: refused, or nothing happens", async () => {
    expect(await checkForeignTenant(sql)).toEqual([]);
    expect(await unprobedKeys(sql)).toEqual([]);
  }, 120_000);

  it("outlet, by those who work in one", async () => {
    expect(await checkForeignOutlet(sql)).toEqual([]);
  }, 120_000);

  it("tenant, in every reference that a grant lets somebody write", async () => {
    const { a1, b1 } = world.places;
    const cases = Object.entries(TABLES).flatMap(([name, rule]) => {
      const table = world.tables.get(name);
      const row = table && makeRow(table, a1);
      const written = new Set([...(rule.insert?.columns ?? []), ...(rule.update?.columns ?? [])]);
      if (!table || !row) return [];
      return table.references.flatMap((reference) =>
        reference.columns.flatMap((column, index) => {
          const target = b1.rows.get(reference.table)?.[reference.targets[index] ?? ""];
          if (column === "tenant_id" || !written.has(column) || target === undefined) return [];
          return [{ words: `${name}.${column}`, text: insertText(table, { ...row, [column]: target }) }];
        }),
      );
    });
    expect(cases.map((entry) => entry.words)).toEqual(
      expect.arrayContaining(["customer_notes.customer_id", "devices.customer_id"]),
    );
    const answers = await ask(
      sql,
      cases.map(({ text }) => ({ claims: actor("owner").claims, sql: text })),
    );
    expect(cases.filter((_, index) => answers[index]?.state !== "23503").map((entry) => entry.words)).toEqual([]);
  });
});

/** How many rows of each business somebody sees, table by table. */
async function seen(claims: Record<string, unknown>): Promise<unknown> {
  const { a1, b1 } = world.places;
  const parts = [...world.tables.values()]
    .filter((table) => table.columns.some((column) => column.name === "tenant_id"))
    .flatMap(({ name }) =>
      [a1, b1].map(({ tenant }) => `(select count(*) from public.${name} where tenant_id = '${tenant}')`),
    );
  const [answer] = await ask(sql, [
    { claims: claims as Record<string, string>, value: true, sql: `select to_jsonb(array[${parts.join(", ")}])` },
  ]);
  return answer?.state ?? answer?.value;
}

describe("claims beside the ones that count", () => {
  const forgeries = (): Record<string, Record<string, unknown>> => {
    const { b1 } = world.places;
    const claims = {
      tenant_id: b1.tenant,
      org: b1.tenant,
      org_id: b1.tenant,
      org_role: "org:admin",
      actor: "wa-runner",
      role: "service_role",
      customer_id: b1.customer,
      outlet_ids: [b1.outlet],
      pii: true,
      capabilities: ["cost.read"],
    };
    const { actor: _actor, role: _role, ...harmless } = claims;
    return {
      "in app_metadata": { app_metadata: claims },
      "in user_metadata": { user_metadata: claims },
      "at the top, without an actor": harmless,
      "in the names Postgres settings have": { "request.jwt.claims": claims, claims },
    };
  };

  it.each(["cashier", "technician", "owner", "customer", "stranger", "suspended admin"])(
    "change nothing for a %s",
    async (name) => {
      const { claims } = actor(name);
      const before = await seen(claims);
      for (const [where, forged] of Object.entries(forgeries())) {
        expect(await seen({ ...forged, ...claims }), where).toEqual(before);
      }
    },
  );

  it("an organization of Clerk that is not his, or nobody's, takes everything away", async () => {
    const org = `org_${crypto.randomUUID().replaceAll("-", "")}`;
    await sql`insert into private.clerk_organizations (org_id, tenant_id, name) values (${org}, ${world.places.b1.tenant}, 'Bravo')`;
    const nothing = await seen(actor("stranger").claims);
    for (const id of [org, "org_unknown", world.places.b1.tenant]) {
      const view = await seen({ ...actor("cashier").claims, o: { id, rol: "admin" } });
      const memberships = [view].flat().filter((count) => count !== 0).length;
      expect(memberships, id).toBeLessThanOrEqual([nothing].flat().filter((count) => count !== 0).length + 1);
    }
  });

  it("a part of the system with a tenant that is none, or a customer with somebody's id, sees nothing", async () => {
    const nothing = await seen(actor("stranger").claims);
    const { a1, b1 } = world.places;
    expect(await seen({ sub: "system:x", actor: "wa-runner" })).toEqual(nothing);
    expect(await seen({ sub: "system:x", actor: "wa-runner", tenant_id: crypto.randomUUID() })).toEqual(nothing);
    expect(await seen({ sub: "c", actor: "public", tenant_id: a1.tenant, customer_id: a1.customer })).toEqual(nothing);
    expect(await seen({ sub: "c", actor: "directory", tenant_id: a1.tenant })).toEqual(nothing);
    expect(
      await seen({ sub: "c", actor: "api", tenant_id: b1.tenant, api_key_id: a1.rows.get("api_keys")?.["id"] }),
    ).toEqual(nothing);
    expect(await seen({ sub: "system:x", actor: "wa-runner", tenant_id: "' or true --" })).toBe("22P02");
  });
});

describe("tokens over HTTP", () => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const get = async (token: string, path = "tenants?select=id"): Promise<number> => {
    const headers = { apikey: api.publishableKey, authorization: `Bearer ${token}` };
    return (await fetch(`${api.apiUrl}/rest/v1/${path}`, { headers })).status;
  };

  it("are worth nothing when anything in them was changed after signing", async () => {
    const token = await signToken(api, actor("cashier").claims);
    const [head = "", body = "", signature = ""] = token.split(".");
    const claims: Record<string, unknown> = JSON.parse(Buffer.from(body, "base64url").toString());
    const owner = part({ ...claims, sub: actor("owner").claims.sub });
    const by = (secret: string, alg = "HS256"): string => {
      const text = `${part({ alg, typ: "JWT" })}.${owner}`;
      return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
    };
    expect(await get(token)).toBe(200);
    const forged = {
      "another subject under the old signature": `${head}.${owner}.${signature}`,
      "no algorithm": `${part({ alg: "none", typ: "JWT" })}.${owner}.`,
      "no algorithm, old signature": `${part({ alg: "none", typ: "JWT" })}.${owner}.${signature}`,
      "signed with the public key": by(api.publishableKey),
      "signed with nothing": by(""),
      "another algorithm named": by(api.jwtSecret, "RS256"),
      "no signature": `${head}.${body}`,
      "the same twice": `${token}.${token}`,
    };
    for (const [what, candidate] of Object.entries(forged)) expect([401, 403], what).toContain(await get(candidate));
  });

  it("become no other database role, even rightly signed", async () => {
    for (const role of ["postgres", "supabase_admin", "supabase_lite", "authenticator", "pg_read_all_data", "none"]) {
      const token = await signToken(api, { ...actor("cashier").claims, role });
      const response = await fetch(`${api.apiUrl}/rest/v1/audit_log?select=id`, {
        headers: { apikey: api.publishableKey, authorization: `Bearer ${token}` },
      });
      const rows: unknown = response.ok ? await response.json() : [];
      expect(rows, role).toEqual([]);
    }
  });
});

describe("paths of files", () => {
  const PICTURE = Buffer.from("the picture of Alfa");
  const secret = (): Record<string, string> => ({ apikey: api.secretKey, authorization: `Bearer ${api.secretKey}` });
  let alfa = "";
  let bravo = "";
  let intruder: Record<string, string> = {};

  beforeAll(async () => {
    const { a1, b1 } = world.places;
    alfa = filePath(a1, "inbox").replace("access.jpg", "forged.png");
    bravo = filePath(b1, "inbox").replace("access.jpg", "forged.png");
    for (const path of [alfa, bravo]) {
      const body = path === alfa ? PICTURE : Buffer.from("of Bravo");
      const put = await rawRequest(
        api.apiUrl,
        "POST",
        `/storage/v1/object/media/${path}`,
        { ...secret(), "content-type": "image/png" },
        body,
      );
      expect(put.status).toBe(200);
    }
    const token = await signToken(api, actor("owner of the other tenant").claims);
    intruder = { apikey: api.publishableKey, authorization: `Bearer ${token}`, "content-type": "image/png" };
  });

  /** Ways to say "the other's file" that start at home, or hide where they start. */
  const climbing = (): string[] => {
    const [tenant = "", folder = ""] = bravo.split("/");
    const home = `${tenant}/${folder}`;
    return [
      alfa,
      `${home}/../../${alfa}`,
      `${tenant}/../${alfa}`,
      `${home}/%2e%2e/%2e%2e/${alfa}`,
      `${home}/..%2f..%2f${alfa}`,
      `${home}/%252e%252e/%252e%252e/${alfa}`,
      `${home}/..%5c..%5c${alfa}`,
      `${home}/....//....//${alfa}`,
      alfa.replaceAll("/", "%2F"),
      alfa.replaceAll("/", "%252F"),
      `/${alfa}`,
      `./${alfa}`,
      `%2f${alfa}`,
      `../media/${alfa}`,
      `${bravo}%00/../../../${alfa}`,
      `${alfa}%00${bravo}`,
      `${bravo}/../../../../${alfa}`,
      `${bravo}?/../${alfa}`,
      `${tenant}/${alfa.split("/").slice(1).join("/")}/../../../${alfa}`,
    ];
  };

  it("lead nobody to another tenant's file", async () => {
    const ways = [
      "object/media",
      "object/authenticated/media",
      "object/public/media",
      "object/info/media",
      "render/image/authenticated/media",
    ];
    for (const path of climbing()) {
      for (const way of ways) {
        const reply = await rawRequest(api.apiUrl, "GET", `/storage/v1/${way}/${path}`, intruder);
        expect(reply.body.includes(PICTURE), `GET ${way}/${path}`).toBe(false);
      }
      const body = JSON.stringify({ expiresIn: 60 });
      const sign = await rawRequest(
        api.apiUrl,
        "POST",
        `/storage/v1/object/sign/media/${path}`,
        { ...intruder, "content-type": "application/json" },
        body,
      );
      const link = /"signedURL":"([^"]+)"/.exec(sign.body.toString())?.[1];
      if (link === undefined) continue;
      const reply = await rawRequest(api.apiUrl, "GET", `/storage/v1${link}`, {});
      expect(reply.body.includes(PICTURE), `signed ${path}`).toBe(false);
    }
  });

  it("put nothing there, replace nothing and remove nothing", async () => {
    const names = async (): Promise<unknown> => sql`
      select name, version from storage.objects where name like ${`${world.places.a1.tenant}/%`} order by 1`;
    const before = await names();
    for (const path of climbing()) {
      for (const method of ["POST", "PUT", "DELETE"]) {
        const sent = method === "DELETE" ? undefined : Buffer.from("overwritten");
        await rawRequest(
          api.apiUrl,
          method,
          `/storage/v1/object/media/${path}`,
          { ...intruder, "x-upsert": "true" },
          sent,
        );
      }
    }
    const json = { ...intruder, "content-type": "application/json" };
    const post = (path: string, body: unknown) =>
      rawRequest(api.apiUrl, "POST", `/storage/v1/object/${path}`, json, JSON.stringify(body));
    for (const way of ["move", "copy"]) {
      const taken = await post(way, {
        bucketId: "media",
        sourceKey: alfa,
        destinationKey: bravo.replace("forged", way),
      });
      expect(taken.status, `${way} from`).toBeGreaterThanOrEqual(400);
      const given = await post(way, {
        bucketId: "media",
        sourceKey: bravo,
        destinationKey: alfa.replace("forged", way),
      });
      expect(given.status, `${way} to`).toBeGreaterThanOrEqual(400);
    }
    await rawRequest(api.apiUrl, "DELETE", "/storage/v1/object/media", json, JSON.stringify({ prefixes: [alfa] }));
    expect(await names()).toEqual(before);
    const kept = await rawRequest(api.apiUrl, "GET", `/storage/v1/object/media/${alfa}`, secret());
    expect(kept.body.equals(PICTURE)).toBe(true);
  });

  it("are not listed to others, and a signed link opens the file it was signed for alone", async () => {
    const json = { ...intruder, "content-type": "application/json" };
    for (const prefix of [alfa.split("/")[0] ?? "", `${bravo.split("/")[0]}/../${alfa.split("/")[0]}`, ""]) {
      const reply = await rawRequest(
        api.apiUrl,
        "POST",
        "/storage/v1/object/list/media",
        json,
        JSON.stringify({ prefix, limit: 100 }),
      );
      const names = z.array(z.object({ name: z.string() })).parse(JSON.parse(reply.body.toString()));
      const foreign = names.filter(({ name }) => name.startsWith(world.places.a1.tenant) || name.startsWith("/"));
      expect(foreign, prefix).toEqual([]);
    }
    const sign = await rawRequest(
      api.apiUrl,
      "POST",
      `/storage/v1/object/sign/media/${bravo}`,
      json,
      JSON.stringify({ expiresIn: 60 }),
    );
    const link = /"signedURL":"([^"]+)"/.exec(sign.body.toString())?.[1] ?? "";
    expect((await rawRequest(api.apiUrl, "GET", `/storage/v1${link}`, {})).status).toBe(200);
    const swapped = await rawRequest(api.apiUrl, "GET", `/storage/v1${link.replace(bravo, alfa)}`, {});
    expect(swapped.status).toBeGreaterThanOrEqual(400);
    const cut = await rawRequest(api.apiUrl, "GET", `/storage/v1${link.slice(0, -4)}`, {});
    expect(cut.status).toBeGreaterThanOrEqual(400);
  });
});
