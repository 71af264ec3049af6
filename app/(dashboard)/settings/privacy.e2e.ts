/** The privacy kit as a shop uses it: periods and officer, texts, the notice, a breach with its clock, a person exported and erased. */
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import type { Sql } from "postgres";
import { demoLogin, e2eSql } from "@/testing/e2e";
import { complaints, expectAccessible, openBrowser, type Setting, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { shopOf } from "@/testing/journey/day";
import { words } from "@/testing/journey/words";

test.use({ actionTimeout: 20_000, navigationTimeout: 30_000 });
const SHOTS = path.join(import.meta.dirname, "../../../test-results/shots/privacy");
const SETTINGS: Setting[] = [
  { locale: "ms", device: "phone" },
  { locale: "en", device: "desktop" },
];

let sql: Sql;
test.beforeAll(() => {
  sql = e2eSql();
});
test.afterAll(() => sql.end({ timeout: 1 }));

async function shot(page: Page, setting: Setting, name: string, full = true): Promise<void> {
  const folder = path.join(SHOTS, `${setting.device}-${setting.locale}`);
  mkdirSync(folder, { recursive: true });
  await expectAccessible(page, name);
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: full });
}

async function tenantOf(): Promise<string> {
  return (await shopOf(sql, demoLogin("owner"))).tenantId;
}

/** Somebody with a thread, nothing open and nothing owed. */
async function quietCustomer(tenant: string): Promise<{ id: string; name: string }> {
  const [row] = await sql<{ id: string; name: string }[]>`
    select c.id, c.name from public.customers as c join public.conversations as v on v.customer_id = c.id
     where c.tenant_id = ${tenant} and c.erased_at is null and private.erase_obstacles(${tenant}, c.id) = '[]'
       and exists (select 1 from public.sales as s where s.customer_id = c.id)
     order by c.created_at limit 1`;
  if (!row) throw new Error("Everybody has something open.");
  return row;
}

for (const setting of SETTINGS) {
  test(`privacy settings, texts and register (${setting.device}, ${setting.locale})`, async ({ browser }) => {
    test.setTimeout(180_000);
    const w = words(setting.locale);
    const context = await openBrowser(browser, setting);
    const page = await context.newPage();
    await signIn(page, demoLogin("owner"), setting.locale);
    const heard = complaints(page);

    await page.goto("/settings/privacy");
    await page.getByLabel(w("privacy.dpo.name")).fill("Puan Aida binti Rahim");
    await page.getByLabel(w("privacy.dpo.email")).fill("privasi@cahaya.example");
    await page.getByLabel(w("privacy.retention.tax")).fill("60");
    await page.getByRole("button", { name: w("common.save") }).click();
    await expect(page.getByText(w("errors.privacy.tax_floor"))).toBeVisible();
    await shot(page, setting, "settings-floor");
    await page.getByLabel(w("privacy.retention.tax")).fill("84");
    await page.getByRole("button", { name: w("common.save") }).click();
    await expect(page.getByText(w("privacy.saved"))).toBeVisible();

    const [popup] = await Promise.all([
      page.waitForEvent("popup"),
      page.getByRole("link", { name: w("privacy.notice.open") }).click(),
    ]);
    await expect(popup.getByRole("heading", { level: 1 })).toContainText("Kedai Telefon Cahaya");
    await expect(popup.getByText("Puan Aida binti Rahim")).toBeVisible();
    await shot(popup, setting, "notice");
    await popup.close();

    await page.goto("/settings/privacy/texts");
    const form = page.getByRole("form", { name: w("customers.purposes.marketing") });
    const english = form.getByLabel(w("privacy.texts.en"));
    const offer = `Offers on WhatsApp, ${setting.device}. Reply STOP to end them.`;
    // What is typed before the page is awake may be joined to what stood there.
    await expect(async () => {
      await english.fill(offer);
      await expect(english).toHaveValue(offer, { timeout: 500 });
    }).toPass();
    await form.getByRole("button", { name: w("privacy.texts.publish") }).click();
    await expect(page.getByText(w("privacy.texts.published"))).toBeVisible();
    await shot(page, setting, "texts");

    await page.goto("/settings/privacy/breaches");
    await shot(page, setting, "breaches");
    await page.getByRole("link", { name: w("privacy.breaches.add") }).click();
    await page.getByLabel(w("privacy.breaches.form.title")).fill("Resit tersalah hantar");
    await page.getByLabel(w("privacy.breaches.form.persons")).fill("2");
    await page.getByLabel(w("privacy.breaches.form.details")).fill("Resit dihantar kepada nombor yang salah.");
    await page.getByLabel(w("privacy.breaches.categories.payment")).check();
    await shot(page, setting, "breach-new");
    await page.getByRole("button", { name: w("privacy.breaches.save") }).click();
    await page.waitForURL(/breaches\/[0-9a-f-]{36}$/);
    const clock = page.getByRole("timer");
    // 72 hours, of which the first minute may or may not have passed.
    await expect(clock).toContainText(setting.locale === "ms" ? /2 hari 23|3 hari 0/ : /2 days 23|3 days 0/);
    await shot(page, setting, "breach-open");
    const entry = page.url();

    await page.goto("/home");
    await expect(page.getByText(w("privacy.home.title", { title: "Resit tersalah hantar" })).first()).toBeVisible();
    await shot(page, setting, "home", false);

    await page.goto(`${entry}?edit`);
    const now = await page.getByLabel(w("privacy.breaches.form.discoveredAt")).inputValue();
    await page.getByLabel(w("privacy.breaches.form.commissionerNotifiedAt")).fill(now);
    await page.getByRole("button", { name: w("privacy.breaches.save") }).click();
    await page.waitForURL(entry);
    await expect(page.getByRole("timer")).toContainText(setting.locale === "ms" ? "6 hari" : "6 days");
    await page.goto(`${entry}?edit`);
    await page.getByLabel(w("privacy.breaches.form.personsNotifiedAt")).fill(now);
    await page.getByLabel(w("privacy.breaches.form.close")).check();
    await page.getByRole("button", { name: w("privacy.breaches.save") }).click();
    await page.waitForURL(entry);
    await expect(page.getByText(w("privacy.breaches.states.closed")).first()).toBeVisible();
    await expect(page.getByRole("link", { name: w("privacy.breaches.edit") })).toHaveCount(0);
    await shot(page, setting, "breach-closed");

    const csv = await page.request.get("/settings/privacy/breaches/export");
    expect(await csv.text()).toContain("Resit tersalah hantar");
    // Taking a picture of a page adds a style to it, which its policy refuses.
    expect(heard.take().filter((line) => !line.includes("Applying inline style"))).toEqual([]);
    await context.close();
  });

  test(`a person is exported, then erased (${setting.device}, ${setting.locale})`, async ({ browser }) => {
    test.setTimeout(180_000);
    const w = words(setting.locale);
    const tenant = await tenantOf();
    const customer = await quietCustomer(tenant);
    const context = await openBrowser(browser, setting);
    const page = await context.newPage();
    await signIn(page, demoLogin("owner"), setting.locale);
    await page.goto(`/customers/${customer.id}`);
    await shot(page, setting, "customer");

    await page.getByRole("button", { name: w("privacy.person.export") }).click();
    const dialog = page.getByRole("dialog");
    await shot(page, setting, "export", false);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: w("privacy.person.start") }).click(),
    ]);
    const files = unzipSync(new Uint8Array(readFileSync(await download.path())));
    const person = JSON.parse(strFromU8(files["person.json"] ?? new Uint8Array()));
    expect(person.identity.name).toBe(customer.name);
    expect(person.sales.length).toBeGreaterThan(0);
    expect(Object.keys(files)).toContain("README.txt");
    await expect(dialog.getByText(w("privacy.person.done"))).toBeVisible();
    await dialog
      .getByRole("button", { name: w("common.close") })
      .first()
      .click();

    await page.getByRole("button", { name: w("privacy.person.erase") }).click();
    const question = page.getByRole("dialog");
    await question.getByLabel(w("privacy.person.type")).fill("Orang Lain");
    await question.getByRole("button", { name: w("privacy.person.confirm") }).click();
    await expect(question.getByText(w("errors.privacy.name_differs")).first()).toBeVisible();
    await shot(page, setting, "erase", false);
    await question.getByLabel(w("privacy.person.type")).fill(customer.name);
    await question.getByRole("button", { name: w("privacy.person.confirm") }).click();
    await expect(page.getByText(w("privacy.person.erased"))).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).not.toContainText(customer.name);
    await expect(page.getByRole("button", { name: w("privacy.person.erase") })).toHaveCount(0);
    await shot(page, setting, "erased");
    const [left] = await sql`
      select (select count(*)::int from public.messages where customer_id = ${customer.id} and body <> '') as words,
        (select count(*)::int from private.file_removals where tenant_id = ${tenant}) as files`;
    expect(left).toEqual({ words: 0, files: 0 });

    await page.goto("/settings/privacy/requests");
    await expect(page.getByText(w("privacy.requests.kinds.erase")).first()).toBeVisible();
    await shot(page, setting, "requests");
    await context.close();
  });
}

test("only owner and admin find any of it", async ({ browser }) => {
  const context = await openBrowser(browser, { locale: "en", device: "desktop" });
  const page = await context.newPage();
  const w = words("en");
  await signIn(page, demoLogin("cashier"), "en");
  for (const place of ["", "/texts", "/requests", "/breaches", "/breaches/new"]) {
    await page.goto(`/settings/privacy${place}`);
    await expect(page.getByRole("heading", { name: w("common.notFound.title") }), place).toBeVisible();
  }
  const customer = await quietCustomer(await tenantOf());
  await page.goto(`/customers/${customer.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(customer.name);
  await expect(page.getByRole("button", { name: w("privacy.person.export") })).toHaveCount(0);
  const stolen = await page.request.post(`/customers/${customer.id}/export`);
  expect(stolen.status()).toBe(403);
  await context.close();
});
