/**
 * Two businesses made only to be looked at: one with two outlets, one beside it. Every table has a row in each of the three
 * places, and there is somebody of every kind who might ask.
 */
import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import type { Claims } from "@/testing/db";
import { addMember, addOutlet, makeShop, ROLES } from "@/testing/shop";
import { readCapabilities, readTables, type Table } from "./catalog";
import { findRow, insertText, makeRow, type Place, type PlaceName } from "./rows";
import { BUCKETS } from "./rules";

export interface Actor {
  name: string;
  /** null: no token, database role `anon`. */
  claims: Claims | null;
  /** What the token and its membership are worth; absent: nothing. */
  works?: { tenant: string; role: string; outlets: readonly string[] | null; pii: boolean; can?: ReadonlySet<string> };
  /** A chatting customer's token. */
  customer?: { tenant: string; id: string };
  /** Another business he works for, whose name he may know. */
  also?: string;
  /** A person whose own row is his, even without a shop; absent when the token is worth nothing. */
  person?: string;
}

export interface World {
  tables: Map<string, Table>;
  capabilities: Map<string, Set<string>>;
  places: Record<PlaceName, Place>;
  actors: Actor[];
  /** Tables that got no row somewhere, and why. */
  gaps: Map<string, string>;
}

/** Columns that say who writes, by default the token: here nobody with a token does. */
const WRITTEN_BY: Readonly<Record<string, Record<string, unknown>>> = { customer_notes: { author: "access" } };

const OWN_SCHEMA_FIRST = ["tenants", "outlets", "people", "members", "customers"];

/** Tables in an order in which every row finds the rows it refers to. */
function ordered(tables: readonly Table[]): Table[] {
  const left = new Set(tables.filter((table) => table.kind === "table"));
  const done: Table[] = [];
  const isReady = (table: Table): boolean =>
    table.references.every(
      (reference) =>
        reference.table === table.name ||
        ![...left].some((other) => other.name === reference.table) ||
        !reference.columns.some((name) => table.columns.some((column) => column.name === name && column.required)),
    );
  while (left.size > 0) {
    const next = [...left].filter(isReady);
    const batch = next.length > 0 ? next : [...left];
    for (const table of batch.sort((a, b) => rank(a) - rank(b))) {
      done.push(table);
      left.delete(table);
    }
  }
  return done;
}
const rank = (table: Table): number => {
  const index = OWN_SCHEMA_FIRST.indexOf(table.name);
  return index === -1 ? OWN_SCHEMA_FIRST.length : index;
};

const isOfAll = (table: Table): boolean => /^tax_/.test(table.name);

async function fill(sql: Sql, place: Place, tables: readonly Table[], gaps: Map<string, string>): Promise<void> {
  for (const table of ordered(tables)) {
    if (place.rows.has(table.name)) continue;
    // What holds for every shop (tax rates) is taken as it is: a row more would change what all of them charge.
    const ofAll = isOfAll(table) ? await findRow(sql, table, place) : undefined;
    if (ofAll) {
      place.rows.set(table.name, ofAll);
      continue;
    }
    const made = makeRow(table, place);
    const row = made && { ...made, ...WRITTEN_BY[table.name] };
    if (!row) {
      gaps.set(table.name, `${place.name}: a row it must refer to is missing`);
      continue;
    }
    try {
      const [kept] = await sql.unsafe<{ row: Record<string, unknown> }[]>(
        `with made as (${insertText(table, row)} returning *) select to_jsonb(made) as row from made`,
      );
      if (kept) place.rows.set(table.name, kept.row);
    } catch (error) {
      const found = await findRow(sql, table, place);
      if (found) place.rows.set(table.name, found);
      else gaps.set(table.name, `${place.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (table.name === "customers") place.customer = String(place.rows.get("customers")?.["id"] ?? "");
  }
  for (const view of tables.filter((table) => table.kind === "view")) {
    const found = await findRow(sql, view, place);
    if (found) place.rows.set(view.name, found);
    else gaps.set(view.name, `${place.name}: the view shows no row`);
  }
}

async function makePlace(sql: Sql, name: PlaceName, tenant: string, outlet: string): Promise<Place> {
  const rows = new Map<string, Record<string, unknown>>();
  const one = async (text: string, id: string): Promise<Record<string, unknown>> => {
    const [found] = await sql.unsafe<{ row: Record<string, unknown> }[]>(text, [id]);
    if (!found) throw new Error(`${name}: ${text} found nothing`);
    return found.row;
  };
  rows.set("tenants", await one("select to_jsonb(t) as row from public.tenants as t where id = $1", tenant));
  rows.set("outlets", await one("select to_jsonb(t) as row from public.outlets as t where id = $1", outlet));
  return { name, tenant, outlet, customer: "", rows };
}

/** Links as a customer or a new colleague holds them. */
async function tokens(sql: Sql, place: Place): Promise<Record<string, unknown>> {
  const id = (table: string): string => String(place.rows.get(table)?.["id"] ?? "");
  const [links] = await sql<Record<string, unknown>[]>`
    select private.make_link(${place.tenant}, 'ticket', ${id("repair_tickets")}) as ticket,
           private.make_link(${place.tenant}, 'estimate', ${id("estimates")}) as estimate,
           private.make_link(${place.tenant}, 'receipt', ${id("sales")}) as receipt,
           private.make_link(${place.tenant}, 'invoice', ${id("invoices")}) as invoice`;
  const invitation = `invitation-${place.outlet}`;
  await sql`
    insert into public.invitations (tenant_id, email, role, token_hash, invited_by, expires_at)
    values (${place.tenant}, ${`${place.name}-${Date.now()}@test.invalid`}, 'agent', encode(extensions.digest(${invitation}, 'sha256'), 'hex'), 'access', now() + interval '1 day')`;
  return { ...links, invitation };
}

/** The file in each folder of each place, as policies see it. */
export const filePath = (place: Place, folder: string): string =>
  `${place.tenant}/${folder}/${place.outlet}/access.jpg`;

/** Programs with a key: what they may do are their scopes, not a role. */
async function keys(sql: Sql, a1: Place, b1: Place): Promise<Actor[]> {
  const scopes = ["customers:read", "orders:read", "orders:write"];
  const rows = await sql<{ capability: string }[]>`
    select distinct capability from private.api_scope_capabilities where scope = any (${scopes})`;
  const can = new Set(rows.map((row) => row.capability));
  const key = async (name: string, place: Place, outlets: string[] | null, revoked = false): Promise<Actor> => {
    const [made] = await sql<{ id: string }[]>`
      insert into public.api_keys (tenant_id, name, prefix, key_hash, scopes, outlet_ids, expires_at, created_by, revoked_at)
      values (${place.tenant}, ${name}, 'vk_' || encode(extensions.gen_random_bytes(4), 'hex'), encode(extensions.gen_random_bytes(32), 'hex'),
        ${scopes}, ${outlets}, now() + interval '1 day', 'access', ${revoked ? new Date().toISOString() : null}) returning id`;
    const id = made?.id ?? "";
    const claims = { sub: `api:${id}`, actor: "api", tenant_id: place.tenant, api_key_id: id };
    return revoked
      ? { name, claims }
      : { name, claims, works: { tenant: place.tenant, role: "api", outlets, pii: false, can } };
  };
  return [
    await key("key", a1, [a1.outlet]),
    await key("key of the other tenant", b1, null),
    await key("revoked key", a1, null, true),
  ];
}

async function people(sql: Sql, a1: Place, b1: Place, owner: Claims): Promise<Actor[]> {
  const worker = (tenant: string, role: string, outlets: readonly string[] | null = null, pii = false) => ({
    works: { tenant, role, outlets, pii },
  });
  const user = async (
    name: string,
    tenant: string,
    role: string,
    outlets: string[] | null = null,
    pii = false,
  ): Promise<Actor & { claims: Claims }> => {
    const claims = await addMember(sql, tenant, role, outlets);
    if (pii) await sql`update public.members set pii = true where user_id = ${claims.sub ?? ""}`;
    return { name, claims, person: claims.sub ?? "", ...worker(tenant, role, outlets, pii) };
  };
  const token = (name: string, claims: Claims, rest: Partial<Actor> = {}): Actor => ({ name, claims, ...rest });
  const former = async (name: string, status: string): Promise<Actor> => {
    const made = await user(name, a1.tenant, "admin");
    await sql`update public.members set status = ${status} where user_id = ${made.claims.sub ?? ""}`;
    return { name, claims: made.claims, person: made.person ?? "" };
  };
  const twoShops = await user("owner of both, at work in the other", b1.tenant, "owner");
  await sql`insert into public.members (tenant_id, user_id, role, created_at) values (${a1.tenant}, ${twoShops.person ?? ""}, 'owner', now() - interval '1 hour')`;
  const actors: Actor[] = [{ name: "anonymous", claims: null }];
  for (const role of ROLES) {
    const wide = role === "owner" || role === "admin";
    actors.push(await user(role, a1.tenant, role, wide ? null : [a1.outlet]));
  }
  return [
    ...actors,
    await user("supervisor, all outlets", a1.tenant, "supervisor"),
    await user("technician with pii", a1.tenant, "technician", [a1.outlet], true),
    await user("owner of the other tenant", b1.tenant, "owner"),
    { ...twoShops, also: a1.tenant },
    token(
      "customer",
      { sub: "customer:x", actor: "customer", tenant_id: a1.tenant, customer_id: a1.customer },
      {
        customer: { tenant: a1.tenant, id: a1.customer },
      },
    ),
    token(
      "customer, tenant switched",
      { sub: "customer:x", actor: "customer", tenant_id: b1.tenant, customer_id: a1.customer },
      { customer: { tenant: b1.tenant, id: a1.customer } },
    ),
    ...(["wa-runner", "webhook", "concierge", "privacy"] as const).map((part) =>
      token(part, { sub: `system:${part}`, actor: part, tenant_id: a1.tenant }, worker(a1.tenant, "system")),
    ),
    token(
      "worker of the other tenant",
      { sub: "system:wa-runner", actor: "wa-runner", tenant_id: b1.tenant },
      worker(b1.tenant, "system"),
    ),
    ...(await keys(sql, a1, b1)),
    token("directory of people", { sub: "directory", actor: "directory" }),
    token("visitor of public pages", { sub: "public", actor: "public" }),
    token("stranger", { sub: "stranger", email: "stranger@test.invalid" }),
    await former("suspended admin", "suspended"),
    await former("removed admin", "removed"),
    token("owner, session ended", { ...owner, session_id: randomUUID() }),
  ];
}

let world: World | undefined;

export function accessWorld(): World {
  if (!world) throw new Error("call prepareAccessWorld first");
  return world;
}

/** Builds the two businesses once per process; they stay in the database. */
export async function prepareAccessWorld(sql: Sql): Promise<World> {
  if (world) return world;
  const tables = await readTables(sql);
  const shop = await makeShop(sql, { name: "Kedai Alfa" });
  const other = await makeShop(sql, { name: "Kedai Bravo" });
  const second = await addOutlet(sql, shop.tenantId, "A2");
  const gaps = new Map<string, string>();
  const places = {
    a1: await makePlace(sql, "a1", shop.tenantId, shop.outletId),
    a2: await makePlace(sql, "a2", shop.tenantId, second),
    b1: await makePlace(sql, "b1", other.tenantId, other.outletId),
  };
  for (const place of Object.values(places)) {
    await fill(sql, place, tables, gaps);
    place.rows.set("(tokens)", await tokens(sql, place));
    for (const [bucket, folders] of Object.entries(BUCKETS))
      for (const folder of Object.keys(folders))
        await sql`insert into storage.objects (bucket_id, name) values (${bucket}, ${filePath(place, folder)})`;
  }
  const actors = await people(sql, places.a1, places.b1, shop.owner);
  world = {
    tables: new Map(tables.map((table) => [table.name, table])),
    capabilities: await readCapabilities(sql),
    places,
    actors,
    gaps,
  };
  return world;
}
