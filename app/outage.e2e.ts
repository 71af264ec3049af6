/** What breaks while people work: the web server, the database, the patience of whoever clicks. Nothing is lost or doubled. */
import { expect, type Page } from "@playwright/test";
import type { Sql } from "postgres";
import { demoLogin, e2eSql, mishap } from "@/testing/e2e";
import { openBrowser, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { type Goods, onHand, plentiful, type Shop, shopOf } from "@/testing/journey/day";
import { newNumber, pickUpPhone } from "@/testing/journey/phone";
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
test.beforeEach(async ({ page }) => {
  await signIn(page, demoLogin("owner"), "en");
});

async function fillCart(page: Page, goods: Goods): Promise<void> {
  await page.goto("/counter");
  const search = page.getByRole("combobox", { name: w("counter.search") });
  await search.fill(goods.sku);
  await search.press("Enter");
  await expect(page.getByRole("button", { name: containing(`${w("counter.editLine")} ${goods.name}`) })).toBeVisible();
}

async function askForMoney(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Pay RM/ }).click();
  await expect(page.getByRole("textbox", { name: w("counter.cashReceived") })).toBeVisible();
}

const complete = (page: Page) => page.getByRole("button", { name: w("counter.complete"), exact: true });
const finished = (page: Page) =>
  page
    .getByRole("heading", { name: w("counter.done"), exact: true })
    .or(page.getByRole("heading", { name: w("counter.doneAgain"), exact: true }));

/** Sales of these goods since the test began. */
async function salesSince(since: Date, goods: Goods): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from public.sales as s join public.sale_lines as l on l.sale_id = s.id
     where s.tenant_id = ${shop.tenantId} and l.product_id = ${goods.id} and s.created_at > ${since}`;
  return row?.count ?? 0;
}

const databaseTime = async (): Promise<Date> => {
  const [row] = await sql<{ now: Date }[]>`select now() as now`;
  return row?.now ?? new Date();
};

test("kill -9 of the web server in the middle of a checkout: the sale exists exactly once", async ({ page }) => {
  test.setTimeout(180_000);
  const goods = await plentiful(sql, shop, "C-%");
  const since = await databaseTime();
  await fillCart(page, goods);
  await askForMoney(page);
  // Somebody else holds the shelf, so that the sale is under way and cannot end before the server dies.
  await sql.begin(async (tx) => {
    await tx`select 1 from public.stock_levels where outlet_id = ${shop.outletId} and product_id = ${goods.id} for update`;
    await complete(page).click();
    await expect
      .poll(async () => {
        const waiting = await sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and state = 'active'`;
        return waiting.length;
      })
      .toBeGreaterThan(0);
    await mishap("kill-web");
  });
  await expect(page.getByText(w("counter.unconfirmedHint")).first()).toBeVisible();
  await mishap("start-web");
  await page.reload();
  await page
    .getByRole("button", { name: w("counter.checkNow") })
    .first()
    .click();
  await expect(finished(page)).toBeVisible({ timeout: 20_000 });
  expect(await salesSince(since, goods)).toBe(1);
  expect(await onHand(sql, shop, goods.id)).toBe(goods.onHand - 1);
  await page.getByRole("button", { name: w("counter.newSale") }).click();
  await expect(page.getByText(w("counter.cartEmpty"))).toBeVisible();
});

test("ten seconds without the database: pages say so and come back, nothing is lost or doubled", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const number = newNumber();
  const customer = { number, name: `Suresh Nair ${number.slice(-4)}`, shop: shop.name, outlet: shop.outlet };
  const pocket = await openBrowser(browser, { locale: "en", device: "phone" });
  const phone = await pickUpPhone(await pocket.newPage(), w, customer);
  await page.goto("/customers/new");
  const name = page.getByRole("textbox", { name: w("customers.name"), exact: true });
  await name.fill(`Kamala ${number}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const board = await page.context().newPage();

  const outage = mishap("lose-database");
  await expect
    .poll(async () => (await page.request.get("/api/health")).status(), { message: "the health page notices" })
    .toBe(503);
  const box = phone.page.getByRole("textbox", { name: w("simulator.message"), exact: true });
  const text = `Are you open on Sunday? ${number}`;
  const stillAway = { timeout: 20_000 };
  const undrawn = board.getByRole("heading", { name: w("common.problem.title") });
  const drawn = board.getByRole("heading", { level: 1, name: w("stock.title") });
  const refused = page.locator("[data-slot=alert]");
  const saved = page.getByRole("heading", { level: 1, name: `Kamala ${number}` });
  await Promise.all([
    // A page says that it cannot be drawn now and draws itself later, or has waited for the database.
    board.goto("/stock").then(() => expect(undrawn.or(drawn).first()).toBeVisible(stillAway)),
    // A form says what happened and keeps what was typed, or has waited for the database and is saved.
    page
      .getByRole("button", { name: w("common.save"), exact: true })
      .click()
      .then(() => expect(refused.or(saved).first()).toBeVisible({ timeout: 30_000 })),
    // The customer's message stays in his hand.
    box.fill(text).then(() => phone.page.getByRole("button", { name: w("simulator.send"), exact: true }).click()),
  ]);
  await outage;

  await expect(drawn).toBeVisible({ timeout: 45_000 });
  await expect
    .poll(async () => (await page.request.get("/api/health")).status(), {
      timeout: 45_000,
      message: "all is well again",
    })
    .toBe(200);
  await expect(async () => {
    // Sent again by whoever holds the phone, as long as it says that it was not sent.
    if ((await box.inputValue()) !== "")
      await phone.page.getByRole("button", { name: w("simulator.send"), exact: true }).click();
    await expect(box).toHaveValue("", { timeout: 3000 });
  }).toPass({ timeout: 45_000 });
  await expect
    .poll(async () => (await sql`select 1 from public.messages where direction = 'in' and body = ${text}`).length, {
      timeout: 45_000,
    })
    .toBe(1);
  // The concierge answers once it is back.
  await expect
    .poll(
      async () =>
        (
          await sql`
        select 1 from public.messages as m join public.conversations as c on c.id = m.conversation_id
          join public.customers as u on u.id = c.customer_id where u.name = ${customer.name} and m.direction = 'out'`
        ).length,
      { timeout: 60_000 },
    )
    .toBe(1);
  if (await refused.first().isVisible()) {
    await expect(name).toHaveValue(`Kamala ${number}`);
    await page.getByRole("button", { name: w("common.save"), exact: true }).click();
  }
  await expect(saved).toBeVisible();
  expect(await sql`select 1 from public.customers where name = ${`Kamala ${number}`}`).toHaveLength(1);
  await pocket.close();
});

test("two tabs with the same cart make one sale", async ({ page }) => {
  const goods = await plentiful(sql, shop, "G-%");
  const since = await databaseTime();
  await fillCart(page, goods);
  const other = await page.context().newPage();
  await other.goto("/counter");
  await expect(other.getByRole("button", { name: containing(`${w("counter.editLine")} ${goods.name}`) })).toBeVisible();
  await askForMoney(page);
  await askForMoney(other);
  await Promise.all([complete(page).click(), complete(other).click()]);
  await expect.poll(() => salesSince(since, goods)).toBe(1);
  await Promise.any([expect(finished(page)).toBeVisible(), expect(finished(other)).toBeVisible()]);
  await page.reload();
  await other.reload();
  await expect(page.getByText(w("counter.cartEmpty"))).toBeVisible();
  expect(await salesSince(since, goods)).toBe(1);
  expect(await onHand(sql, shop, goods.id)).toBe(goods.onHand - 1);
});

test("back and reload after a form, and a double click: one ticket; a double click on send: one message", async ({
  page,
  browser,
}) => {
  const number = newNumber();
  const name = `Lim Boon Keat ${number.slice(-4)}`;
  const pocket = await openBrowser(browser, { locale: "en", device: "phone" });
  const form = await pocket.newPage();
  await form.goto(`/intake/${shop.slug}`);
  await form.getByRole("textbox", { name: w("intake.name"), exact: true }).fill(name);
  await form.getByRole("textbox", { name: w("intake.phone") }).fill(number);
  await form.getByRole("combobox", { name: w("intake.category") }).selectOption("laptop");
  await form.getByRole("combobox", { name: containing(w("intake.model")) }).fill("ThinkPad X1");
  await form.getByRole("textbox", { name: containing(w("intake.problem")) }).fill("Does not start.");
  await form.getByRole("checkbox", { name: w("intake.agreeTerms") }).check();
  await form.getByRole("button", { name: w("intake.submit"), exact: true }).dblclick();
  await expect(form.getByRole("heading", { name: w("intake.done.title") })).toBeVisible({ timeout: 20_000 });
  await form.getByRole("link", { name: w("intake.done.status"), exact: true }).click();
  await form.waitForURL("**/r/*");
  await form.goBack();
  await expect(form.getByRole("heading", { name: w("intake.done.title") })).toBeVisible();
  await form.reload();
  await expect(form.getByRole("heading", { name: w("intake.done.title") })).toBeVisible();
  const tickets = () => sql`
    select t.customer_id from public.repair_tickets as t join public.customers as c on c.id = t.customer_id where c.name = ${name}`;
  expect(await tickets()).toHaveLength(1);
  await pocket.close();

  const [thread] = await sql`
    select id from public.conversations where tenant_id = ${shop.tenantId} and status = 'open' and outlet_id = ${shop.outletId} limit 1`;
  await page.goto(`/inbox?c=${thread?.["id"]}`);
  const text = `Your laptop is on the bench, ${number}.`;
  await page.getByRole("textbox", { name: containing(w("inbox.composer.label", { name: "" }).trim()) }).fill(text);
  await page.getByRole("button", { name: w("inbox.composer.send"), exact: true }).dblclick();
  await expect.poll(async () => (await sql`select 1 from public.messages where body = ${text}`).length).toBe(1);
  await page.reload();
  await expect(page.getByRole("article").filter({ hasText: text })).toHaveCount(1);
  expect(await sql`select 1 from public.messages where body = ${text}`).toHaveLength(1);
});
