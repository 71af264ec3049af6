/** Who attacks: staff of the shop who lack a capability, the owner of another shop, and a session that has ended. */
import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { z } from "zod";
import { SCOPES } from "@/lib/api/scopes";
import { demoLogin, e2eStack } from "@/testing/e2e";
import { accountOf, signedIn } from "./wire";

export interface Attackers {
  /** Cookies by role of the attacked shop. */
  staff: ReadonlyMap<string, string>;
  /** Owner of a shop opened a moment ago: he may do everything, in his own. */
  stranger: string;
  /** The owner of the attacked shop, who has signed out: the token in these cookies has not expired. */
  ended: string;
  /** The owner of the attacked shop, for requests that another site makes his browser send. */
  owner: string;
  /** Keys of the public API. */
  keys: {
    /** Of the attacked shop: all that may read, or all that may write. */
    read: string;
    write: string;
    /** Of the other shop, with every scope. */
    stranger: string;
  };
  /** Roles of the attacked shop without this capability. */
  lacking(capability: string): string[];
}

type Client = Awaited<ReturnType<typeof signedIn>>["client"];

async function makeKey(client: Client, scopes: readonly string[]): Promise<string> {
  const { data, error } = await client.rpc("create_api_key", {
    p: { name: "Serangan", scopes, days: 1, outlet_ids: [] },
  });
  if (error) throw new Error(`No key: ${error.message}`);
  return z.object({ key: z.string() }).parse(data).key;
}

async function openShop(): Promise<{ cookie: string; client: Client }> {
  const login = { email: `penyerang.${randomUUID()}@shop.test`, password: randomUUID() };
  const { client, cookie } = await accountOf(login);
  const { error } = await client.rpc("create_shop", {
    p_business: "Kedai Penyerang",
    p_outlet: "Bangi",
    p_phone: "+60389251234",
    p_locale: "ms",
    p_display_name: "Penyerang",
  });
  if (error) throw new Error(`No shop for the attacker: ${error.message}`);
  return { cookie, client };
}

async function endedSession(): Promise<string> {
  const { client, cookie } = await signedIn(demoLogin("owner"));
  const { error } = await client.auth.signOut({ scope: "local" });
  if (error) throw error;
  return cookie;
}

export async function gatherAttackers(sql: Sql): Promise<Attackers> {
  const shop = demoLogin("owner").tenant;
  const logins = e2eStack().logins.filter(({ tenant }) => tenant === shop);
  const rows = await sql<
    { role: string; capability: string }[]
  >`select role, capability from private.role_capabilities`;
  const held = new Set(rows.map(({ role, capability }) => `${role} ${capability}`));
  const [staff, owner, stranger, ended] = await Promise.all([
    Promise.all(logins.map(async (login) => [login.role, (await signedIn(login)).cookie] as const)),
    signedIn(demoLogin("owner")),
    openShop(),
    endedSession(),
  ]);
  const byRole = new Map(staff);
  const [mine, read, write] = await Promise.all([
    makeKey(stranger.client, SCOPES),
    makeKey(
      owner.client,
      SCOPES.filter((scope) => scope.endsWith(":read")),
    ),
    makeKey(
      owner.client,
      SCOPES.filter((scope) => scope.endsWith(":write")),
    ),
  ]);
  return {
    staff: byRole,
    stranger: stranger.cookie,
    ended,
    keys: { read, write, stranger: mine },
    owner: byRole.get("owner") ?? "",
    // What no capability names ("ownership") is the owner's alone.
    lacking: (capability) =>
      [...byRole.keys()].filter((role) => role !== "owner" && !held.has(`${role} ${capability}`)),
  };
}
