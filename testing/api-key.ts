/** A key for a database test: made as the owner makes it, and what its holder's requests look like to the database. */
import type { Sql } from "postgres";
import { z } from "zod";
import type { Claims } from "./db";
import { callRpc } from "./rpc";
import type { TestShop } from "./shop";

const made = z.object({ id: z.uuid(), key: z.string() });

export interface TestKey {
  id: string;
  key: string;
  claims: Claims;
}

export async function makeApiKey(
  sql: Sql,
  shop: TestShop,
  scopes: readonly string[],
  outletIds: readonly string[] = [],
): Promise<TestKey> {
  const answer = await callRpc(sql, shop.owner, "create_api_key", { name: "Kedai web", scopes, outlet_ids: outletIds });
  if (!answer.ok) throw new Error(answer.code);
  const { id, key } = made.parse(answer.value);
  return { id, key, claims: { sub: `api:${id}`, actor: "api", tenant_id: shop.tenantId, api_key_id: id } };
}
