import { expect, it } from "vitest";
import type { ModelEngine } from "@/lib/ai/model/engine";
import { removeSecret, setSecret } from "@/lib/secrets/vault";
import { openServiceSql } from "@/testing/db";
import { makeShop } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";
import { tenantModels } from "@/wa-runner/concierge/tenant-model";

const sql = openServiceSql();

it("a shop's own key is used for that shop alone, until it is replaced or removed", async () => {
  const [shop, other] = [await makeShop(sql), await makeShop(sql)];
  const made: string[] = [];
  const engines = new Map<ModelEngine, string>();
  const models = tenantModels((key) => {
    made.push(key);
    const engine: ModelEngine = { answer: async () => null };
    engines.set(engine, key);
    return engine;
  }, 0);
  const keyOf = async (tenant: string) => {
    const engine = await models(tenant);
    return engine ? engines.get(engine) : null;
  };
  const place = { tenantId: shop.tenantId, kind: "openai_key", ref: "default" };
  const owner = userDbAs(shop.owner);
  expect(await keyOf(shop.tenantId)).toBeNull();
  await setSecret(owner, place, "sk-own-1");
  expect(await keyOf(shop.tenantId)).toBe("sk-own-1");
  expect(await keyOf(shop.tenantId)).toBe("sk-own-1");
  expect(await keyOf(other.tenantId)).toBeNull();
  expect(made).toEqual(["sk-own-1"]);
  await setSecret(owner, place, "sk-own-2");
  expect(await keyOf(shop.tenantId)).toBe("sk-own-2");
  await removeSecret(owner, place);
  expect(await keyOf(shop.tenantId)).toBeNull();
  // Written there by a hand that has no key of ours: the rules answer, nobody waits.
  await sql`insert into private.secrets (tenant_id, kind, ref, ciphertext) values (${shop.tenantId}, 'openai_key', 'default', ${`v1.1.${"A".repeat(16)}.${"B".repeat(40)}`})`;
  expect(await keyOf(shop.tenantId)).toBeNull();
});
