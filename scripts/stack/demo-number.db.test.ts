import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sealSecret } from "@/lib/secrets/box";
import { parseKeys } from "@/lib/secrets/keys";
import { makeShop } from "@/testing/shop";
import { startTestStack, type TestStack } from "@/testing/stack";
import { demoNumber, shownQr } from "./demo-number";

const ring = parseKeys(`1:${randomBytes(32).toString("base64")}`);
let stack: TestStack;
let sql: Sql;

beforeAll(async () => {
  stack = await startTestStack({ api: false });
  sql = stack.serviceSql;
}, 60_000);
afterAll(() => stack?.stop());

it("gives a number to a shop once, and none where there is no shop", async () => {
  expect(await demoNumber(sql, 5)).toBeNull();
  const shop = await makeShop(sql);
  await sql`select private.find_or_create_customer(${shop.tenantId}, '+60123456789', 'Ali', 'ms', ${shop.outletId})`;
  const first = await demoNumber(sql, 5);
  expect(first?.customers).toEqual([{ name: "Ali", phone: "+60123456789" }]);
  await makeShop(sql);
  expect(await demoNumber(sql, 5)).toEqual(first);
  const [count] = await sql<{ n: number }[]>`select count(*)::int as n from public.channels where kind = 'baileys'`;
  expect(count?.n).toBe(1);
});

it("reads the code that is shown, not one that has expired or that other keys sealed", async () => {
  const [channel] = await sql<{ id: string; tenant_id: string }[]>`
    select id, tenant_id from public.channels where kind = 'baileys'`;
  if (!channel) throw new Error("no number");
  const place = { tenantId: channel.tenant_id, kind: "wa_link", ref: channel.id };
  const show = (offer: string, expires: string, method = "qr") => sql`
    insert into private.wa_links as l (channel_id, tenant_id, offer_method, offer, offer_expires_at)
    values (${channel.id}, ${channel.tenant_id}, ${method}, ${offer}, now() + ${expires}::interval)
    on conflict (channel_id) do update
    set offer_method = excluded.offer_method, offer = excluded.offer, offer_expires_at = excluded.offer_expires_at`;
  expect(await shownQr(sql, ring)).toBeNull();
  await show(sealSecret(ring, place, "https://wa.me/settings/linked_devices#ref"), "20 seconds");
  expect(await shownQr(sql, ring)).toBe("https://wa.me/settings/linked_devices#ref");
  expect(await shownQr(sql, parseKeys(`1:${randomBytes(32).toString("base64")}`))).toBeNull();
  await show(sealSecret(ring, place, "ABCD1234"), "20 seconds", "code");
  expect(await shownQr(sql, ring)).toBeNull();
  await show(sealSecret(ring, place, "late"), "-1 second");
  expect(await shownQr(sql, ring)).toBeNull();
});
