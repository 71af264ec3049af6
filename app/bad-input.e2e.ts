/** Hostile and careless input in the real forms: said at the field, nothing half-saved, nothing run. */
import { expect, type Page } from "@playwright/test";
import type { Sql } from "postgres";
import { demoLogin, e2eSql } from "@/testing/e2e";
import { complaints, openBrowser, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { plentiful, type Shop, shopOf } from "@/testing/journey/day";
import { newNumber } from "@/testing/journey/phone";
import { disguised, scripted, truncated } from "@/testing/journey/pictures";
import { containing, words } from "@/testing/journey/words";

test.use({ actionTimeout: 20_000, navigationTimeout: 30_000 });

const w = words("en");
let sql: Sql;
let shop: Shop;
test.beforeAll(async () => {
  sql = e2eSql();
  shop = await shopOf(sql, demoLogin("owner"));
});
test.afterAll(() => sql.end({ timeout: 1 }));

const box = (page: Page, label: string) => page.getByRole("textbox", { name: containing(label) });
const says = (code: string) => containing(w(`errors.${code}`));

test("the public form: wrong phone, too much text, and strange letters", async ({ browser }) => {
  const context = await openBrowser(browser, { locale: "en", device: "phone" });
  const page = await context.newPage();
  const number = newNumber();
  await page.goto(`/intake/${shop.slug}`);
  const name = page.getByRole("textbox", { name: w("intake.name"), exact: true });
  const phone = box(page, w("intake.phone"));
  const problem = box(page, w("intake.problem"));
  await page.getByRole("button", { name: w("intake.submit"), exact: true }).click();
  await expect(name).toHaveAccessibleDescription(says("input.required"));
  await expect(name).toBeFocused();

  const strange = "عبد الله 😀 \u0000\u202e<b>நூர்</b>";
  await name.fill(strange);
  await phone.fill("012-34");
  // Past what the browser itself would let one type.
  await problem.evaluate((field) => field.removeAttribute("maxlength"));
  await problem.fill("x".repeat(2001));
  await page.getByRole("combobox", { name: w("intake.category") }).selectOption("phone");
  await page.getByRole("combobox", { name: containing(w("intake.model")) }).fill("A54");
  await page.getByRole("checkbox", { name: w("intake.agreeTerms") }).check();
  await page.getByRole("button", { name: w("intake.submit"), exact: true }).click();
  await expect(phone).toHaveAccessibleDescription(says("input.phone"));
  await expect(problem).toHaveAccessibleDescription(says("input.too_long"));
  await expect(phone).toHaveValue("012-34");
  const made = () => sql`
    select c.name, t.problem from public.repair_tickets as t join public.customers as c on c.id = t.customer_id
      join public.customer_contacts as k on k.customer_id = c.id where k.phone = ${`+6${number}`}`;
  expect(await made()).toHaveLength(0);

  await phone.fill(number);
  await problem.fill("Skrin 裂了 \u202eevil\u202c தமிழ் 😢");
  await page.getByLabel(w("intake.choosePhotos")).first().setInputFiles([disguised, truncated]);
  await page.getByRole("button", { name: w("intake.submit"), exact: true }).click();
  await expect(page.getByText(says("intake.bad_photo"))).toBeVisible();
  expect(await made()).toHaveLength(0);

  await page.getByLabel(w("intake.choosePhotos")).first().setInputFiles([]);
  await page.getByRole("button", { name: w("intake.submit"), exact: true }).click();
  await expect(page.getByRole("heading", { name: w("intake.done.title") })).toBeVisible({ timeout: 20_000 });
  const [row] = await made();
  expect({ ...row }).toEqual({ name: "عبد الله 😀 <b>நூர்</b>", problem: "Skrin 裂了 evil தமிழ் 😢" });
  await context.close();
});

test("staff forms: prices, doubles, and a product that is not half-saved", async ({ page }) => {
  await signIn(page, demoLogin("owner"), "en");
  await page.goto("/stock/new");
  const sku = `UJI-${newNumber()}`;
  await page.getByRole("textbox", { name: w("stock.formName"), exact: true }).fill("Kabel uji 🔌");
  await page.getByRole("textbox", { name: w("stock.sku"), exact: true }).fill(sku);
  const price = page.getByRole("textbox", { name: w("stock.formPrice") });
  for (const wrong of ["abc", "12.345", "-5", "1e9"]) {
    await price.fill(wrong);
    await page.getByRole("button", { name: w("stock.save"), exact: true }).click();
    await expect(price).toHaveAccessibleDescription(says("input.money"));
    await expect(price).toHaveValue(wrong);
  }
  expect(await sql`select 1 from public.products where sku = ${sku}`).toHaveLength(0);

  const goods = await plentiful(sql, shop, "W-%");
  await page.goto("/counter");
  const search = page.getByRole("combobox", { name: w("counter.search") });
  await search.fill(goods.sku);
  await search.press("Enter");
  await page.getByRole("button", { name: /^Pay RM/ }).click();
  const cash = page.getByRole("textbox", { name: w("counter.cashReceived") });
  for (const wrong of ["abc", "0", "9.99.9"]) {
    await cash.fill(wrong);
    await page.getByRole("button", { name: w("counter.complete"), exact: true }).click();
    await expect(cash).toHaveAccessibleDescription(says("input.money"));
  }
});

test("uploads are judged by what they are, and the bench keeps none of them", async ({ page }) => {
  await signIn(page, demoLogin("owner"), "en");
  const [ticket] = await sql<{ id: string }[]>`
    select id from public.repair_tickets where tenant_id = ${shop.tenantId} and phase = 'IN_PROGRESS' limit 1`;
  const photos = async () =>
    (await sql`select 1 from public.ticket_photos where ticket_id = ${ticket?.id ?? ""}`).length;
  const before = await photos();
  await page.goto(`/repairs/${ticket?.id}`);
  for (const [file, code] of [
    [disguised, "media.type"],
    [scripted, "media.type"],
    [truncated, "media.broken"],
  ] as const) {
    const refusal = w("repairs.photos.failed", { name: file.name, reason: w(`errors.${code}`) });
    // A file given before the page is awake goes unheard; nobody picks one so fast.
    await expect(async () => {
      await page.getByLabel(w("repairs.photos.add")).setInputFiles(file);
      await expect(page.getByText(refusal)).toBeVisible({ timeout: 8000 });
    }).toPass({ timeout: 30_000 });
  }
  await expect(page).not.toHaveTitle("owned");
  expect(await photos()).toBe(before);
});

test("addresses with nonsense in them answer with a page, not with a fault", async ({ page }) => {
  await signIn(page, demoLogin("owner"), "en");
  const heard = complaints(page);
  for (const address of [
    "/repairs?view=list&page=999999&sort=drop%20table&status=%00%27",
    "/repairs?q=%25%5C%27%28%2C%29%22",
    "/customers?q=%E2%80%AE%00%27%3B--&page=-1",
    "/sales?period=banana&q=%28%29%2C%22",
    "/invoices?q=%2C%29%28&filter=none",
    "/stock?q=a%20b%20%25%20%22&page=1e9",
    "/inbox?c=not-a-uuid&view=nothing&show=99999999",
  ]) {
    await page.goto(address);
    await expect(page.locator("h1"), address).toHaveCount(1);
    await expect(page.getByRole("heading", { name: w("common.problem.title") }), address).toHaveCount(0);
    expect.soft(heard.take(), address).toEqual([]);
  }
});
