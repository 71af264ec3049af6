/** A change in the team reaches pages that are open; it is told afterwards; one's own account. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Sql } from "postgres";
import { demoLogin, e2eSql } from "@/testing/e2e";
import { expectAccessible, openBrowser, type Setting, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { containing, words } from "@/testing/journey/words";

const SHOTS = path.join(import.meta.dirname, "../../../test-results/shots/team");

let sql: Sql;
test.beforeAll(() => {
  sql = e2eSql();
});
test.afterAll(() => sql.end({ timeout: 1 }));

async function nameOf(email: string): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select name from public.people where email = ${email}`;
  return row?.name ?? "";
}

async function shot(page: Page, setting: Setting, name: string): Promise<void> {
  const folder = path.join(SHOTS, `${setting.device}-${setting.locale}`);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

async function pick(page: Page, who: string, item: string, menu: string): Promise<void> {
  await page.getByRole("button", { name: menu.replace("{name}", who) }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("another role and a suspension take effect on an open page, and are told afterwards", async ({ browser }) => {
  test.setTimeout(120_000);
  const setting: Setting = { locale: "en", device: "desktop" };
  const w = words("en");
  const login = demoLogin("technician");
  const who = await nameOf(login.email);
  const menu = w("settings.team.manage", { name: who });

  const theirs = await (await openBrowser(browser, setting)).newPage();
  await signIn(theirs, login, "en");
  const nav = theirs.getByRole("navigation", { name: w("shell.mainNav") });
  await expect(nav.getByRole("link", { name: w("shell.nav.repairs") })).toBeVisible();
  await expect(nav.getByRole("link", { name: w("shell.nav.counter") })).toHaveCount(0);

  const page = await (await openBrowser(browser, setting)).newPage();
  await signIn(page, demoLogin("owner"), "en");
  await page.goto("/settings/team");

  // By keyboard alone: the menu, the dialog, and back to the button.
  await page.getByRole("button", { name: menu }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: menu })).toBeFocused();

  const become = async (role: string) => {
    await pick(page, who, w("settings.team.change"), menu);
    await dialog.getByRole("combobox", { name: w("settings.team.role") }).selectOption(role);
    await dialog.getByRole("button", { name: w("common.save") }).click();
    await expect(dialog).toHaveCount(0);
  };
  await become("cashier");
  // Nobody has clicked on the technician's screen.
  await expect(nav.getByRole("link", { name: w("shell.nav.counter") })).toBeVisible();

  await pick(page, who, w("settings.team.suspend.confirm"), menu);
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: w("settings.team.suspend.confirm") })
    .click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await theirs.waitForURL("**/welcome");
  await expect(theirs.getByText(w("auth.welcome.lostTitle"))).toBeVisible();
  // Nor does the cookie of that page open anything behind it.
  const answer: unknown = await (await theirs.request.get("/api/search?q=bateri")).json();
  expect(answer).not.toHaveProperty("hits.0");
  expect((await theirs.request.get("/customers/export")).status()).toBe(403);

  await pick(page, who, w("settings.team.unsuspend.confirm"), menu);
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: w("settings.team.unsuspend.confirm") })
    .click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await become("technician");
  await theirs.goto("/repairs");
  await expect(theirs.locator("h1")).toBeVisible();
  await expect(nav.getByRole("link", { name: w("shell.nav.counter") })).toHaveCount(0);

  await page.goto("/settings/activity?kind=team");
  const owner = await nameOf(demoLogin("owner").email);
  const told = w("activity.told.memberSuspended", { actor: owner, name: who });
  await page.getByText(told).click();
  await expect(page.locator("details[open]")).toContainText(w("activity.values.members__status.suspended"));
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: w("activity.export") }).click(),
  ]);
  let csv = "";
  for await (const piece of await download.createReadStream()) csv += String(piece);
  expect(csv).toContain(told);
  await page.getByLabel(w("activity.kind")).selectOption("sales");
  await page.waitForURL(/kind=sales/);
  await expect(page.getByText(told)).toHaveCount(0);
  await page.context().close();
  await theirs.context().close();
});

test("ownership asks for the name of the business", async ({ browser }) => {
  const w = words("ms");
  const page = await (await openBrowser(browser, { locale: "ms", device: "phone" })).newPage();
  await signIn(page, demoLogin("owner"), "ms");
  await page.goto("/settings/team");
  const who = await nameOf(demoLogin("admin").email);
  await pick(page, who, w("settings.team.transfer"), w("settings.team.manage", { name: who }));
  const dialog = page.getByRole("dialog");
  await expectAccessible(page, "transfer of ownership");
  await dialog.getByRole("textbox").fill("Kedai Lain");
  await dialog.getByRole("button", { name: w("settings.team.transfer") }).click();
  await expect(dialog.getByText(w("errors.team.name_differs")).first()).toBeVisible();
  await page.context().close();
});

test("a new password needs the present one, and signing out everywhere ends the other browser", async ({ browser }) => {
  const w = words("en");
  const login = demoLogin("supervisor");
  const setting: Setting = { locale: "en", device: "desktop" };
  const other = await (await openBrowser(browser, setting)).newPage();
  await signIn(other, login, "en");
  const page = await (await openBrowser(browser, setting)).newPage();
  await signIn(page, login, "en");
  await page.goto("/settings/account");
  const change = async (current: string, next: string) => {
    await page.getByLabel(w("settings.account.current")).fill(current);
    await page.getByLabel(w("settings.account.new"), { exact: true }).fill(next);
    await page.getByLabel(w("settings.account.repeat")).fill(next);
    await page.getByRole("button", { name: w("settings.account.change") }).click();
  };
  await change("bukan-kata-laluan", "kata laluan baharu");
  await expect(page.getByText(w("errors.auth.wrong_password")).first()).toBeVisible();
  await change(login.password, `${login.password}-2`);
  await expect(page.getByText(w("settings.account.passwordChanged"))).toBeVisible();
  // The password is changed back for whoever signs in next.
  await page.reload();
  await change(`${login.password}-2`, login.password);
  await expect(page.getByText(w("settings.account.passwordChanged"))).toBeVisible();
  await other.goto("/home");
  await other.waitForURL("**/sign-in**");

  await signIn(other, login, "en");
  await page.getByRole("button", { name: w("settings.account.everywhere") }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: w("settings.account.everywhere") })
    .click();
  await page.waitForURL("**/sign-in");
  await other.goto("/home");
  await other.waitForURL("**/sign-in**");
  await page.context().close();
  await other.context().close();
});

for (const setting of [
  { locale: "ms", device: "phone" },
  { locale: "en", device: "desktop" },
  { locale: "en", device: "phone" },
  { locale: "ms", device: "desktop" },
] as const) {
  test(`team, activity and account are sound (${setting.locale}, ${setting.device})`, async ({ browser }) => {
    test.setTimeout(90_000);
    const w = words(setting.locale);
    const page = await (await openBrowser(browser, setting)).newPage();
    await signIn(page, demoLogin("owner"), setting.locale);
    for (const place of ["team", "activity", "account"]) {
      await page.goto(`/settings/${place}`);
      await expect(page.locator("h1")).toHaveCount(1);
      await expectAccessible(page, place);
      const wider = await page.evaluate(() =>
        [document.documentElement, document.querySelector("main")].map((one) =>
          one ? one.scrollWidth - one.clientWidth : 0,
        ),
      );
      expect(wider, `${place} scrolls sideways`).toEqual([0, 0]);
      await shot(page, setting, place);
    }
    await page.goto("/settings/activity");
    await page.locator("summary").first().click();
    await expectAccessible(page, "an entry of the activity");
    await shot(page, setting, "activity-open");
    await page.goto("/settings/team");
    const who = await nameOf(demoLogin("technician").email);
    await page.getByRole("button", { name: containing(w("settings.team.manage", { name: who })) }).click();
    await shot(page, setting, "member-menu");
    await page.getByRole("menuitem", { name: w("settings.team.change") }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page, "changing a member");
    await shot(page, setting, "member-change");
    await page.context().close();
  });
}
