/** A drawer's day: a sale, a void that the supervisor lets through with his PIN, a refund, cash out, the blind count, and the next shift. */
import { expect, type Page } from "@playwright/test";
import type { Sql } from "postgres";
import { demoLogin, e2eSql } from "@/testing/e2e";
import { expectAccessible, openBrowser, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { plentiful, shopOf } from "@/testing/journey/day";
import { containing, words } from "@/testing/journey/words";

const w = words("ms");
const PIN = "4821";
let sql: Sql;
test.beforeAll(() => {
  sql = e2eSql();
});
test.afterAll(() => sql.end({ timeout: 1 }));

/** Paid in cash, exactly; ends on the page of the sale. */
async function sell(page: Page, sku: string): Promise<string> {
  await page.goto("/counter");
  const search = page.getByRole("combobox", { name: w("counter.search") });
  await search.fill(sku);
  await search.press("Enter");
  await page
    .getByRole("complementary", { name: w("counter.cart") })
    .getByRole("button", { name: /^Bayar RM/ })
    .click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: w("counter.complete"), exact: true })
    .click();
  await expect(page.getByRole("heading", { name: w("counter.done"), exact: true })).toBeVisible({ timeout: 20_000 });
  await page.getByRole("link", { name: w("counter.viewSale") }).click();
  await page.waitForURL("**/sales/*");
  return page.url().split("/").at(-1) ?? "";
}

async function setPin(page: Page): Promise<void> {
  await signIn(page, demoLogin("supervisor"), "ms");
  await page.goto("/shifts");
  await expectAccessible(page, "shifts");
  await page.getByRole("button", { name: w("shifts.pin"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(w("shifts.pinNew")).fill(PIN);
  await dialog.getByRole("button", { name: w("shifts.pinSave") }).click();
  await expect(page.getByText(w("shifts.pinSaved"))).toBeVisible();
}

async function voidWithPin(page: Page, supervisor: string): Promise<void> {
  await page.getByRole("button", { name: w("sales.after.void"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(w("sales.after.reason")).fill("Tersilap imbas");
  await expectAccessible(page, "the question before a void");
  await dialog.getByRole("button", { name: w("sales.after.void"), exact: true }).click();
  await dialog.getByLabel(w("sales.after.manager")).selectOption(supervisor);
  await dialog.getByLabel(w("sales.after.pin")).fill("0000");
  await dialog.getByRole("button", { name: w("sales.after.approve") }).click();
  await expect(dialog.getByText(w("errors.pin.wrong"))).toBeVisible();
  await expectAccessible(page, "a manager's PIN");
  await dialog.getByLabel(w("sales.after.pin")).fill(PIN);
  await dialog.getByRole("button", { name: w("sales.after.approve") }).click();
  await expect(page.getByText(w("sales.after.isVoid"), { exact: true })).toBeVisible();
  await expectAccessible(page, "a voided sale");
}

async function refund(page: Page): Promise<void> {
  await page.getByRole("button", { name: w("sales.after.refund"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: w("sales.after.left", { count: 1 }) }).click();
  await dialog.getByLabel(w("sales.after.reason")).fill("Rosak dalam kotak");
  await expectAccessible(page, "a refund");
  await dialog.getByRole("button", { name: /^Pulangkan/ }).dblclick();
  await expect(page.getByRole("heading", { name: w("sales.after.refundsList") })).toBeVisible();
}

async function countAndClose(page: Page): Promise<string> {
  await page.goto("/counter");
  await page.getByRole("button", { name: w("shifts.move"), exact: true }).click();
  const slip = page.getByRole("dialog");
  await slip.getByLabel(w("shifts.amount")).fill("5");
  await slip.getByLabel(w("shifts.reason")).fill("Air mineral");
  await expectAccessible(page, "cash in and out");
  await slip.getByRole("button", { name: w("shifts.pay_out"), exact: true }).click();
  await expect(page.getByText(w("shifts.moved"), { exact: true })).toBeVisible();
  await page.getByRole("button", { name: w("shifts.close"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(w("shifts.pieces", { value: "RM 100.00" })).fill("1");
  await expect(dialog.locator("output")).toHaveText("RM 100.00");
  await expect(dialog.getByText(w("shifts.expected"), { exact: true })).toHaveCount(0);
  await expectAccessible(page, "the count");
  await dialog.getByRole("button", { name: w("shifts.close"), exact: true }).click();
  await expect(dialog.getByText(w("shifts.expected"), { exact: true })).toBeVisible();
  await dialog.getByRole("link", { name: w("shifts.viewZ") }).click();
  await page.waitForURL("**/shifts/*");
  await expectAccessible(page, "a Z report");
  return page.url().split("/").at(-1) ?? "";
}

async function openAgain(page: Page): Promise<void> {
  await page.goto("/counter");
  await page.getByRole("button", { name: w("shifts.open"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(w("shifts.float")).fill("200");
  await expectAccessible(page, "opening the drawer");
  await dialog.getByRole("button", { name: w("shifts.open"), exact: true }).click();
  await expect(page.getByRole("button", { name: w("shifts.close"), exact: true })).toBeVisible();
}

test("a shift from the first sale to the count, with a manager's PIN in between", async ({ browser }) => {
  test.setTimeout(180_000);
  const login = demoLogin("cashier");
  const shop = await shopOf(sql, login);
  const goods = await plentiful(sql, shop, "A-%");
  const [manager] = await sql`select user_id from public.people where email = ${demoLogin("supervisor").email}`;
  const office = await (await openBrowser(browser, { locale: "ms", device: "phone" })).newPage();
  await setPin(office);
  const context = await openBrowser(browser, { locale: "ms", device: "desktop" });
  const page = await context.newPage();
  await signIn(page, login, "ms");

  const voided = await sell(page, goods.sku);
  await voidWithPin(page, String(manager?.["user_id"]));
  const refunded = await sell(page, goods.sku);
  await refund(page);
  const made =
    await sql`select sale_id, kind, approved_by from public.refunds where sale_id in (${voided}, ${refunded}) order by seq`;
  expect(made.map((row) => ({ ...row }))).toEqual([
    { sale_id: voided, kind: "void", approved_by: manager?.["user_id"] },
    { sale_id: refunded, kind: "refund", approved_by: null },
  ]);

  const z = await countAndClose(page);
  const [report] = await sql`
    select z.counted_sen::int as counted, z.expected_sen::int as expected, (select sum(m.amount_sen)::int from public.cash_movements as m where m.shift_id = z.shift_id) as moved
      from public.z_reports as z where z.id = ${z}`;
  expect(report).toMatchObject({ counted: 10_000, expected: report?.["moved"] });
  await page.goto(`/z/${z}`);
  await expect(page.getByText(containing(w("shifts.expected")))).toBeVisible();
  await openAgain(page);
});
