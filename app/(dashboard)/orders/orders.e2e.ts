/** From the key to the sale: the owner makes a key, a web shop orders with it, the counter sells, the key is taken back. */
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import type { Sql } from "postgres";
import { demoLogin, e2eSql, mishap } from "@/testing/e2e";
import { expectAccessible, openBrowser, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { plentiful, shopOf } from "@/testing/journey/day";
import { containing, words } from "@/testing/journey/words";

const w = words("ms");
let sql: Sql;
test.beforeAll(() => {
  sql = e2eSql();
});
test.afterAll(() => sql.end({ timeout: 1 }));

async function makeKey(page: Page, name: string): Promise<string> {
  await page.goto("/settings/api-keys");
  await page
    .getByRole("button", { name: w("apiKeys.create") })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(w("apiKeys.name")).fill(name);
  await dialog.getByRole("button", { name: w("apiKeys.create") }).click();
  await expect(dialog.getByText(w("errors.api.scope_required"))).toBeVisible();
  for (const scope of ["orders_read", "orders_write", "products_read"])
    await dialog.getByLabel(w(`apiKeys.scopeNames.${scope}`)).check();
  await expectAccessible(page, "the dialog of a new key");
  await dialog.getByRole("button", { name: w("apiKeys.create") }).click();
  const shown = dialog.getByLabel(w("apiKeys.key"), { exact: true });
  await expect(shown).toHaveValue(/^vk_[0-9a-f]{8}_[0-9a-f]{64}$/);
  const key = await shown.inputValue();
  await dialog.getByRole("button", { name: w("apiKeys.saved") }).click();
  await expect(page.getByText(name)).toBeVisible();
  await expect(page.locator("body")).not.toContainText(key.slice(12));
  return key;
}

const send = (request: APIRequestContext, key: string, data: object, once: string) =>
  request.post("/api/v1/orders", { headers: { authorization: `Bearer ${key}`, "idempotency-key": once }, data });

test("a web shop orders, the counter sells, and the key is taken back", async ({ browser, playwright, baseURL }) => {
  test.setTimeout(180_000);
  const shop = await shopOf(sql, demoLogin("owner"));
  const goods = await plentiful(sql, shop, "W-%");
  const context = await openBrowser(browser, { locale: "ms", device: "desktop" });
  const page = await context.newPage();
  // A server of its own: no cookies.
  const server = await playwright.request.newContext({ ...(baseURL ? { baseURL } : {}) });
  await signIn(page, demoLogin("owner"), "ms");
  const key = await makeKey(page, "Kedai web e2e");

  // What comes before the page listens is not told to it.
  const listening = page.waitForResponse((response) => new URL(response.url()).pathname === "/api/live");
  await page.goto("/orders");
  await listening;
  const data = {
    outlet_id: shop.outletId,
    external_ref: `E2E-${Date.now()}`,
    customer: { name: "Pembeli E2E", phone: "017-222 3344" },
    lines: [{ sku: goods.sku, quantity: 1 }],
    service_consent: { text_version: "web-1", text: "Hubungi saya melalui WhatsApp" },
  };
  const made = await send(server, key, data, data.external_ref);
  expect(made.status(), await made.text()).toBe(201);
  expect(made.headers()["x-request-id"]).toMatch(/^[\w-]{36}$/);
  const order: { id: string; number: string; thanked: boolean } = await made.json();
  expect(order.thanked).toBe(true);
  const again = await send(server, key, data, data.external_ref);
  expect([again.status(), await again.text(), again.headers()["idempotency-replayed"]]).toEqual([
    201,
    await made.text(),
    "true",
  ]);
  const thanks = await sql`select m.body from public.messages as m join public.wa_outbox as o on o.message_id = m.id
    where o.key = ${`order-thanks:${order.id}`}`;
  expect(thanks).toHaveLength(1);

  // It stands on the open list without a reload.
  await page.getByRole("link", { name: order.number }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(order.number);
  await expectAccessible(page, "an order");
  await page.getByRole("button", { name: w("orders.moves.confirmed") }).click();
  await expect(page.getByRole("button", { name: w("orders.moves.ready") })).toBeVisible();
  await page.getByRole("link", { name: w("orders.toCounter") }).click();
  await expect(page.getByText(w("counter.order", { number: order.number }))).toBeVisible();
  await expect(page.getByRole("button", { name: containing(goods.name) }).first()).toBeVisible();
  await page.keyboard.press("F9");
  await expect(page.getByRole("textbox", { name: w("counter.cashReceived") })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: w("counter.done"), exact: true })).toBeVisible();
  const [sold] =
    await sql`select o.status, s.total_sen from public.orders as o join public.sales as s on s.id = o.sale_id where o.id = ${order.id}`;
  expect(sold?.["status"]).toBe("completed");
  const read = await server.get(`/api/v1/orders/${order.id}`, { headers: { authorization: `Bearer ${key}` } });
  expect(await read.json()).toMatchObject({ status: "completed" });

  // The web server dies while orders come in: each is there once, however often it is sent.
  const batch = Array.from({ length: 6 }, (_, n) => ({ ...data, external_ref: `${data.external_ref}-${n}` }));
  const inFlight = batch.map((one) => send(server, key, one, one.external_ref).catch(() => null));
  await mishap("kill-web");
  await Promise.all(inFlight);
  await mishap("start-web");
  for (const one of batch) expect((await send(server, key, one, one.external_ref)).status()).toBe(201);
  const refs = batch.map((one) => one.external_ref);
  const [kept] = await sql`select count(*)::int as n from public.orders where external_ref = any (${refs})`;
  expect(kept?.["n"]).toBe(batch.length);

  // The browser's session is no key, and a key that is revoked is none from the next request on.
  expect((await page.request.get("/api/v1/orders")).status()).toBe(401);
  await page.goto("/settings/api-keys");
  const item = page.getByRole("listitem").filter({ hasText: "Kedai web e2e" });
  await item.getByRole("button", { name: w("apiKeys.revoke") }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: w("apiKeys.revoke") })
    .click();
  await expect(item.getByText(w("apiKeys.states.revoked"), { exact: true })).toBeVisible();
  const refused = await server.get("/api/v1/orders", { headers: { authorization: `Bearer ${key}` } });
  expect([refused.status(), refused.headers()["content-type"]]).toEqual([401, "application/problem+json"]);
  expect(await refused.json()).toMatchObject({ code: "api.key_revoked" });
  await server.dispose();
  await context.close();
});

test("lists, order and reference are sound on a phone", async ({ browser }) => {
  const shop = await shopOf(sql, demoLogin("owner"));
  const [order] = await sql<{ id: string }[]>`select id from public.orders where tenant_id = ${shop.tenantId}
    and status = 'received' order by created_at desc limit 1`;
  const context = await openBrowser(browser, { locale: "en", device: "phone" });
  const page = await context.newPage();
  await signIn(page, demoLogin("owner"), "en");
  for (const path of ["/orders", `/orders/${order?.id}`, "/settings/api-keys", "/api/v1/docs"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectAccessible(page, path);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways, path).toBe(0);
  }
  await page.goto("/orders?q=nothing-like-this");
  await expect(page.getByText(words("en")("orders.noMatch"))).toBeVisible();
  const csv = await page.request.get("/orders/export?status=received");
  expect(csv.headers()["content-type"]).toContain("text/csv");
  expect(await csv.text()).toContain("O-");
  await context.close();
});
