/** The PIN or pattern of a device through its life: drawn at the intake, looked at for a reason, gone with the hand-over. And the seal of the log that tells it. */
import { expect, type Page } from "@playwright/test";
import type { Sql } from "postgres";
import { demoLogin, e2eSql } from "@/testing/e2e";
import { complaints, expectAccessible, openBrowser, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { type Shop, shopOf } from "@/testing/journey/day";
import { newNumber } from "@/testing/journey/phone";
import { containing, words } from "@/testing/journey/words";

test.use({ actionTimeout: 20_000, navigationTimeout: 30_000 });

const w = words("ms");
let sql: Sql;
let shop: Shop;
test.beforeAll(async () => {
  sql = e2eSql();
  shop = await shopOf(sql, demoLogin("owner"));
  await sql`update public.intake_forms set fields = fields || '{"pin": "required"}' where tenant_id = ${shop.tenantId}`;
});
test.afterAll(async () => {
  await sql`update public.intake_forms set fields = fields || '{"pin": "off"}' where tenant_id = ${shop.tenantId}`;
  await sql.end({ timeout: 1 });
});

const button = (page: Page, key: string) => page.getByRole("button", { name: w(key), exact: true });

async function handIn(page: Page): Promise<string> {
  const number = newNumber();
  await page.goto(`/intake/${shop.slug}`);
  await page.getByRole("textbox", { name: w("intake.name"), exact: true }).fill("Encik Kunci");
  await page.getByRole("textbox", { name: containing(w("intake.phone")) }).fill(number);
  await page.getByRole("combobox", { name: w("intake.category") }).selectOption("phone");
  await page.getByRole("combobox", { name: containing(w("intake.model")) }).fill("A54");
  await page.getByRole("textbox", { name: containing(w("intake.problem")) }).fill("Skrin pecah");
  await page.getByRole("checkbox", { name: w("intake.agreeTerms") }).check();
  await button(page, "intake.submit").click();
  await expect(page.getByRole("textbox", { name: w("unlock.pin") })).toHaveAccessibleDescription(
    containing(w("errors.input.required")),
  );

  await page.getByText(w("unlock.kinds.pattern"), { exact: true }).click();
  await page.getByRole("button", { name: w("unlock.dot", { dot: 1 }), exact: true }).focus();
  // Taken by Enter, by arrow and space, and by its digit; 3 → 9 takes 6 with it.
  for (const key of ["Enter", "ArrowRight", "Space", "3", "9"]) await page.keyboard.press(key);
  await expect(page.getByText(w("unlock.order", { order: "1 → 2 → 3 → 6 → 9" }))).toBeVisible();
  await page.keyboard.press("Backspace");
  await expect(page.getByText(w("unlock.order", { order: "1 → 2 → 3 → 6" }))).toBeVisible();
  await page.getByRole("button", { name: w("unlock.dot", { dot: 5 }), exact: true }).tap();
  await expect(page.getByText(w("unlock.order", { order: "1 → 2 → 3 → 6 → 5" }))).toBeVisible();
  await expectAccessible(page, "the intake form with a pattern");
  await button(page, "intake.submit").click();
  await expect(page.getByRole("heading", { name: w("intake.done.title") })).toBeVisible({ timeout: 20_000 });
  const [row] = await sql<{ id: string }[]>`
    select t.id from public.repair_tickets as t join public.customer_contacts as k on k.customer_id = t.customer_id where k.phone = ${`+6${number}`}`;
  return row?.id ?? "";
}

test("a pattern is drawn, seen for a reason for half a minute, and destroyed when the ticket is cancelled", async ({
  browser,
}) => {
  const customer = await openBrowser(browser, { locale: "ms", device: "phone" });
  const ticket = await handIn(await customer.newPage());
  await customer.close();

  const staff = await openBrowser(browser, { locale: "ms", device: "phone" });
  const page = await staff.newPage();
  const said = complaints(page);
  await signIn(page, demoLogin("technician"), "ms");
  await page.clock.install();
  await page.goto(`/repairs/${ticket}`);
  await expect(page.getByText(w("unlock.kept"))).toBeVisible();
  await expect(page.locator("body")).not.toContainText("1 → 2 → 3");
  await button(page, "unlock.show").click();
  const reason = page.getByRole("textbox", { name: w("unlock.reason") });
  await reason.fill("12");
  await button(page, "unlock.show").click();
  await expect(reason).toHaveAccessibleDescription(containing(w("errors.secret.reason")));
  await reason.fill("Uji skrin baharu");
  await expectAccessible(page, "the question for the reason");
  await button(page, "unlock.show").click();
  const order = page.getByText(w("unlock.order", { order: "1 → 2 → 3 → 6 → 5" }));
  await expect(order).toBeVisible();
  const seen = page.getByRole("listitem").filter({ hasText: w("repairs.timeline.events.PIN_VIEWED") });
  await expect(seen).toContainText("Uji skrin baharu");
  await expectAccessible(page, "a pattern shown");
  await page.clock.fastForward(20_000);
  await expect(order).toBeVisible();
  await page.clock.fastForward(11_000);
  await expect(order).toBeHidden();
  await page.reload();
  await expect(page.getByText(w("unlock.kept"))).toBeVisible();
  await expect(order).toBeHidden();

  await sql`update public.repair_tickets set status = 'cancelled' where id = ${ticket}`;
  await page.reload();
  await expect(page.getByText(w("repairs.timeline.events.PIN_DESTROYED"))).toBeVisible();
  await expect(page.getByRole("heading", { name: w("unlock.title") })).toBeHidden();
  expect(said.take()).toEqual([]);
  await staff.close();
});

test("staff keep a PIN at the counter, replace and remove it; who only reads tickets sees that there is one", async ({
  browser,
}) => {
  const staff = await openBrowser(browser, { locale: "ms", device: "desktop" });
  const page = await staff.newPage();
  await signIn(page, demoLogin("technician"), "ms");
  await page.goto("/repairs/new");
  await page.getByRole("textbox", { name: containing(w("repairs.form.name")) }).fill("Puan Gembok");
  await page.getByRole("combobox", { name: containing(w("repairs.form.model")) }).fill("Reno 8");
  await page.getByRole("textbox", { name: containing(w("repairs.form.problem")) }).fill("Bateri cepat habis");
  await page.getByRole("textbox", { name: w("unlock.pin") }).fill("480917");
  await expectAccessible(page, "a new ticket with a PIN");
  await button(page, "repairs.form.submit").click();
  await page.waitForURL(/\/repairs\/[0-9a-f-]{36}$/);
  await expect(page.getByText(w("unlock.kept"))).toBeVisible();
  const ticket = page.url();
  await button(page, "unlock.replace").click();
  await page.getByRole("textbox", { name: w("unlock.pin") }).fill("rahsia-77");
  await button(page, "common.save").click();
  await expect(page.getByText(w("unlock.saved"))).toBeVisible();
  await button(page, "unlock.show").click();
  await page.getByRole("textbox", { name: w("unlock.reason") }).fill("Semak bateri");
  await button(page, "unlock.show").click();
  await expect(page.getByText("rahsia-77", { exact: true })).toBeVisible();
  await button(page, "unlock.hide").click();
  await expect(page.getByText("rahsia-77", { exact: true })).toBeHidden();

  const office = await openBrowser(browser, { locale: "ms", device: "desktop" });
  const reader = await office.newPage();
  await signIn(reader, demoLogin("supervisor"), "ms");
  await reader.goto(ticket);
  await expect(reader.getByText(w("unlock.kept"))).toBeVisible();
  for (const key of ["unlock.show", "unlock.replace", "unlock.remove"]) {
    await expect(button(reader, key)).toHaveCount(0);
  }
  await office.close();

  await button(page, "unlock.remove").click();
  const question = page.getByRole("alertdialog");
  await question.getByRole("button", { name: w("unlock.remove"), exact: true }).click();
  await expect(page.getByText(w("unlock.noneKept"))).toBeVisible();
  await staff.close();
});

test("the activity log is sealed, and the owner sees that it is as it was", async ({ browser }) => {
  const context = await openBrowser(browser, { locale: "ms", device: "phone" });
  const page = await context.newPage();
  await signIn(page, demoLogin("owner"), "ms");
  await page.goto("/settings/activity");
  await expectAccessible(page, "the sealed log");
  await button(page, "activity.seal.check").click();
  const [sealed] = await sql<
    { days: number; rows: number }[]
  >`select count(*)::int as days, sum(rows)::int as rows from private.audit_chain where tenant_id = ${shop.tenantId}`;
  await expect(
    page.getByText(w("activity.seal.fine", { days: sealed?.days ?? 0, rows: sealed?.rows ?? 0 })),
  ).toBeVisible();
  await sql.begin(async (tx) => {
    await tx`alter table public.audit_log disable trigger user`;
    await tx`update public.audit_log set person_id = 'somebody' where id = (select min(id) from public.audit_log where tenant_id = ${shop.tenantId})`;
    await tx`alter table public.audit_log enable trigger user`;
  });
  await button(page, "activity.seal.check").click();
  await expect(page.getByText(containing(w("activity.seal.reasons.hash")))).toBeVisible();
  await expectAccessible(page, "a log that differs");
  await context.close();
});
