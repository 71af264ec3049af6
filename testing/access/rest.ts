/** The same questions over HTTP: the REST API and Storage, with tokens as the product signs them. */
import { SignJWT } from "jose";
import type { Sql } from "postgres";
import { z } from "zod";
import type { Claims } from "@/testing/db";
import { callArguments, isReader, mayCall, readCallables } from "./calls";
import type { Table } from "./catalog";
import { mayAct, maySee } from "./expect";
import { makeRow, type Place, type Row } from "./rows";
import { BUCKETS, TABLES, type TableRule } from "./rules";
import { type Actor, accessWorld, filePath, type World } from "./world";

export interface Api {
  apiUrl: string;
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
}

export interface RestActor extends Actor {
  headers: Record<string, string>;
  /** The API itself turns the token away. */
  isTurnedAway: boolean;
}

export async function signToken(api: Api, claims: Claims | Record<string, unknown>, expires = "10m"): Promise<string> {
  return new SignJWT({ role: "authenticated", ...claims })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setAudience("authenticated")
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(api.jwtSecret));
}

/** Everybody of the world with his token, and three whose token is no good. */
export async function restActors(api: Api): Promise<RestActor[]> {
  const world = accessWorld();
  const owner = world.actors.find((actor) => actor.name === "owner")?.claims ?? {};
  const bearer = (token: string): Record<string, string> => ({
    apikey: api.publishableKey,
    authorization: `Bearer ${token}`,
  });
  const known = world.actors.map(async (actor) => ({
    ...actor,
    headers: actor.claims ? bearer(await signToken(api, actor.claims)) : { apikey: api.publishableKey },
    isTurnedAway: false,
  }));
  const noGood = (name: string, headers: Record<string, string>): RestActor => ({
    name,
    claims: null,
    headers,
    isTurnedAway: true,
  });
  return [
    ...(await Promise.all(known)),
    noGood("nobody, without a key", {}),
    noGood("owner, expired token", bearer(await signToken(api, owner, "-1m"))),
    noGood("owner, token signed by another", bearer(await signToken({ ...api, jwtSecret: "x".repeat(64) }, owner))),
  ];
}

interface Reply {
  status: number;
  rows: number;
  text: string;
}

async function send(api: Api, actor: RestActor, method: string, path: string, body?: unknown): Promise<Reply> {
  const response = await fetch(`${api.apiUrl}${path}`, {
    method,
    headers: {
      ...actor.headers,
      ...(method === "GET" ? {} : { prefer: "return=representation" }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const rows = response.ok
    ? z
        .array(z.unknown())
        .catch([])
        .parse(JSON.parse(text || "[]")).length
    : 0;
  return { status: response.status, rows, text };
}

const DENIED = new Set([401, 403]);
const got = (reply: Reply): string =>
  `${reply.status}${reply.status < 300 ? ` (${reply.rows} rows)` : ` ${reply.text.slice(0, 120)}`}`;

/** Works through the list, so many at a time; the words of those that disagree. */
async function pool<T>(items: readonly T[], work: (item: T) => Promise<string | undefined>): Promise<string[]> {
  const wrong: string[] = [];
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) {
      const problem = await work(item);
      if (problem !== undefined) wrong.push(problem);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return wrong;
}

const filter = (table: Table, row: Row): string =>
  table.key.map((name) => `${name}=eq.${encodeURIComponent(String(row[name]))}`).join("&");

interface Case {
  world: World;
  api: Api;
  actor: RestActor;
  table: Table;
  rule: TableRule;
  place: Place;
  row: Row;
}

/** One request for the rows of all places. */
async function select(
  world: World,
  api: Api,
  actor: RestActor,
  table: Table,
  rule: TableRule,
): Promise<string | undefined> {
  const placed = Object.values(world.places).flatMap((place) => {
    const row = place.rows.get(table.name);
    return row ? [{ place, row, key: JSON.stringify(table.key.map((name) => String(row[name]))) }] : [];
  });
  const any = placed.map(({ row }) => `and(${table.key.map((name) => `${name}.eq.${String(row[name])}`).join(",")})`);
  const query = `select=${table.key.join(",")}&or=${encodeURIComponent(`(${any.join(",")})`)}`;
  const reply = await send(api, actor, "GET", `/rest/v1/${table.name}?${query}`);
  if (actor.claims === null) {
    return DENIED.has(reply.status) ? undefined : `${table.name}: ${actor.name} GET: ${got(reply)}, expected refused`;
  }
  if (reply.status !== 200) return `${table.name}: ${actor.name} GET: ${got(reply)}`;
  const found = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(reply.text));
  const keys = new Set(found.map((row) => JSON.stringify(table.key.map((name) => String(row[name])))));
  const wrong = placed.filter(({ place, key }) => keys.has(key) !== maySee(world, actor, rule, place));
  const words = wrong.map(({ place, key }) => `${keys.has(key) ? "sees" : "does not see"} ${place.name}`);
  return wrong.length > 0 ? `${table.name}: ${actor.name} ${words.join(", ")} over REST` : undefined;
}

async function insert({ world, api, actor, table, rule, place }: Case): Promise<string | undefined> {
  const row = makeRow(table, place);
  if (!row) return undefined;
  const reply = await send(api, actor, "POST", `/rest/v1/${table.name}?select=${table.key.join(",")}`, row);
  const allowed = rule.insert !== undefined && mayAct(world, actor, rule.insert.who, place);
  return (allowed ? reply.status === 201 : DENIED.has(reply.status))
    ? undefined
    : `${table.name}: ${actor.name} POST in ${place.name}: ${got(reply)}, expected ${allowed ? "allowed" : "refused"}`;
}

async function update({ world, api, actor, table, rule, place, row }: Case): Promise<string | undefined> {
  const column = rule.update?.columns[0] ?? (row["tenant_id"] === undefined ? table.key[0] : "tenant_id") ?? "";
  const body = { [column]: row[column] };
  const path = `/rest/v1/${table.name}?select=${table.key.join(",")}&${filter(table, row)}`;
  const reply = await send(api, actor, "PATCH", path, body);
  const allowed = rule.update !== undefined && mayAct(world, actor, rule.update.who, place);
  const isRefused =
    DENIED.has(reply.status) ||
    (reply.status < 300 && reply.rows === 0 && actor.claims !== null && rule.update !== undefined);
  return (allowed ? reply.status < 300 && reply.rows === 1 : isRefused)
    ? undefined
    : `${table.name}: ${actor.name} PATCH ${place.name}: ${got(reply)}, expected ${allowed ? "allowed" : "refused"}`;
}

/** What may be deleted is made for it first: the rows of the world stay. */
async function remove(sql: Sql, { world, api, actor, table, rule, place, row }: Case): Promise<string | undefined> {
  const allowed = rule.remove !== undefined && mayAct(world, actor, rule.remove, place);
  const made = allowed ? makeRow(table, place) : undefined;
  const [target = row] = made
    ? await sql<Row[]>`insert into public.${sql(table.name)} ${sql(made as Record<string, string>)} returning *`
    : [];
  const reply = await send(
    api,
    actor,
    "DELETE",
    `/rest/v1/${table.name}?select=${table.key.join(",")}&${filter(table, target)}`,
  );
  const isRefused =
    DENIED.has(reply.status) ||
    (reply.status < 300 && reply.rows === 0 && actor.claims !== null && rule.remove !== undefined);
  return (allowed ? reply.status < 300 && reply.rows === 1 : isRefused)
    ? undefined
    : `${table.name}: ${actor.name} DELETE ${place.name}: ${got(reply)}, expected ${allowed ? "allowed" : "refused"}`;
}

/** One of each kind: where nobody was granted the command, Postgres refuses the role before it looks at who asks. */
const KINDS = new Set([
  "anonymous",
  "owner",
  "customer",
  "wa-runner",
  "key",
  "suspended admin",
  "owner, expired token",
]);

/** Every table and view × everybody × GET, POST, PATCH, DELETE, for a row of each place. */
export async function checkRest(sql: Sql, api: Api): Promise<string[]> {
  const world = accessWorld();
  const actors = await restActors(api);
  const jobs = [...world.tables.values()].flatMap((table) => {
    const rule = TABLES[table.name];
    if (!rule) return [];
    return actors.flatMap((actor) => {
      const writes =
        table.kind === "view"
          ? []
          : Object.values(world.places).flatMap((place) => {
              const row = place.rows.get(table.name);
              if (!row) return [];
              const entry: Case = { world, api, actor, table, rule, place, row };
              const asks = (granted: unknown): boolean =>
                granted !== undefined || (place === world.places.a1 && KINDS.has(actor.name));
              return [
                ...(asks(rule.insert) ? [() => insert(entry)] : []),
                ...(asks(rule.update) ? [() => update(entry)] : []),
                ...(asks(rule.remove) ? [() => remove(sql, entry)] : []),
              ];
            });
      return [() => select(world, api, actor, table, rule), ...writes];
    });
  });
  return pool(jobs, (job) => job());
}

/** Every function × everybody it is not for; who may call is only let through to functions that read. */
export async function checkRestCalls(sql: Sql, api: Api): Promise<string[]> {
  const world = accessWorld();
  const actors = await restActors(api);
  const { a1 } = world.places;
  const cases = (await readCallables(sql)).flatMap((callable) => actors.map((actor) => ({ callable, actor })));
  return pool(cases, async ({ callable, actor }) => {
    const allowed = !actor.isTurnedAway && mayCall(world, actor, callable.rule.who, callable.rule);
    if (allowed && !isReader(callable)) return undefined;
    const reply = await send(api, actor, "POST", `/rest/v1/rpc/${callable.name}`, callArguments(callable, a1));
    const home = actor.works?.tenant ?? actor.customer?.tenant ?? a1.tenant;
    const words = `${callable.name}(): ${actor.name}: ${got(reply)}`;
    if (allowed)
      return home === a1.tenant && callable.rule.who !== "everyone" && DENIED.has(reply.status)
        ? `${words}, expected allowed`
        : undefined;
    const isRefused = DENIED.has(reply.status) || (home !== a1.tenant && reply.status === 404);
    return isRefused ? undefined : `${words}, expected refused`;
  });
}

/** Files of every folder × everybody: fetch, sign, put, replace, remove. */
export async function checkRestFiles(api: Api): Promise<string[]> {
  const world = accessWorld();
  const service = { apikey: api.secretKey, authorization: `Bearer ${api.secretKey}` };
  const upload = (headers: Record<string, string>, path: string, method = "POST"): Promise<Response> =>
    fetch(`${api.apiUrl}/storage/v1/object/${path}`, {
      method,
      headers: { ...headers, "content-type": "image/png" },
      body: new Uint8Array([1, 2, 3]),
    });
  const places = Object.values(world.places);
  const files = Object.entries(BUCKETS).flatMap(([bucket, folders]) =>
    Object.entries(folders).flatMap(([folder, rule]) => places.map((place) => ({ bucket, folder, rule, place }))),
  );
  const name = (place: Place, folder: string): string => filePath(place, folder).replace("access.jpg", "rest.png");
  for (const { bucket, folder, place } of files) await upload(service, `${bucket}/${name(place, folder)}`);
  const actors = await restActors(api);
  const cases = files.flatMap((file) => actors.map((actor) => ({ ...file, actor })));
  return pool(cases, async ({ bucket, folder, rule, place, actor }) => {
    const path = `${bucket}/${name(place, folder)}`;
    const ask = async (method: string, url: string, body?: unknown): Promise<boolean> =>
      (await send(api, actor, method, `/storage/v1/object/${url}`, body)).status < 300;
    const may = (who: typeof rule.read): boolean => mayAct(world, actor, who, place);
    const fresh = `${bucket}/${filePath(place, folder).replace("access.jpg", `${actor.name.replaceAll(/\W/g, "-")}.png`)}`;
    const results: Record<string, readonly [boolean, boolean]> = {
      fetch: [(await fetch(`${api.apiUrl}/storage/v1/object/${path}`, { headers: actor.headers })).ok, may(rule.read)],
      sign: [await ask("POST", `sign/${path}`, { expiresIn: 60 }), may(rule.read)],
      ...(place === world.places.a1
        ? {
            replace: [(await upload(actor.headers, path, "PUT")).ok, false],
            remove: [await ask("DELETE", path), false],
          }
        : {}),
      put: [(await upload(actor.headers, fresh)).ok, may(rule.insert)],
    };
    const wrong = Object.entries(results).filter(([, [done, expected]]) => done !== expected);
    return wrong.length === 0
      ? undefined
      : `${folder}: ${actor.name} in ${place.name}: ${wrong.map(([what, [done]]) => `${what} ${done ? "done" : "refused"}`).join(", ")}`;
  });
}
