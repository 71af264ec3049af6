import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { demoLogin, e2eStack } from "@/testing/e2e";
import { test } from "@/testing/journey/browser";

const mail = z.object({ to: z.string(), subject: z.string(), text: z.string() });
const unique = (name: string) => `${name}.${Date.now()}.${Math.floor(Math.random() * 1e6)}@shop.test`;

/** The newest mail to an address that this stack would have sent. */
async function mailTo(address: string): Promise<z.infer<typeof mail>> {
  const folder = path.join(e2eStack().stateDir, "mail");
  const newest = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .reverse()
      .map((name) => mail.parse(JSON.parse(readFileSync(path.join(folder, name), "utf8"))))
      .find(({ to }) => to === address);
  await expect.poll(() => newest()?.to, { message: `a mail to ${address}` }).toBe(address);
  return mail.parse(newest());
}

const linkIn = (text: string): string => /https?:\/\/\S+/.exec(text)?.[0] ?? "";
const noViolations = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

async function signUp(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Aina Rahman");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Business name").fill("Kedai Uji Lima");
  await page.getByLabel("First outlet").fill("Bangi");
  await page.getByLabel("Shop phone").fill("03-8925 1234");
  await page.getByRole("button", { name: "Open the shop" }).click();
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("an owner opens a shop, sees mistakes at their fields, signs out and in again", async ({ page }) => {
  const email = unique("owner");
  await page.goto("/sign-up");
  await noViolations(page);
  await page.getByLabel("Business name").fill("Kedai Uji Lima");
  await page.getByLabel("Shop phone").fill("12");
  await page.getByRole("button", { name: "Open the shop" }).click();
  await expect(page.getByLabel("Your name")).toBeFocused();
  await expect(page.getByLabel("Shop phone")).toHaveAccessibleDescription(/phone number that exists/);
  await expect(page.getByLabel("Business name")).toHaveValue("Kedai Uji Lima");

  await signUp(page, email, "kopi ais kurang manis");
  await page.waitForURL("**/home");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Aina");
  await expect(page.getByText("Get your shop ready")).toBeVisible();
  await noViolations(page);

  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await page.goto("/home");
  await page.waitForURL("**/sign-in");

  await signIn(page, email, "not the password");
  await expect(page.getByText("The email or the password is not right.")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await page.getByLabel("Password", { exact: true }).fill("kopi ais kurang manis");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/home");
});

test("nobody learns from signing in or asking for a reset whether an address has an account", async ({ page }) => {
  const known = demoLogin("supervisor").email;
  const answers: string[] = [];
  for (const email of [known, unique("nobody")]) {
    await signIn(page, email, "surely not this one");
    answers.push(await page.locator("[data-slot=alert]").innerText());
    await page.goto("/forgot-password");
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Send the link" }).click();
    answers.push(await page.locator("[data-slot=alert]").innerText());
  }
  expect(answers.slice(0, 2)).toEqual(answers.slice(2));
});

test("a forgotten password is replaced by the link in the mail, which works once", async ({ page, context }) => {
  const email = unique("forgot");
  await signUp(page, email, "kopi ais kurang manis");
  await page.waitForURL("**/home");
  await context.clearCookies();

  await page.goto("/forgot-password");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("Check your mail")).toBeVisible();
  const link = linkIn((await mailTo(email)).text);

  // Opening it, as mail scanners do, must not spend it.
  await page.request.get(link);
  await page.goto(link);
  await noViolations(page);
  await page.getByLabel("New password").fill("teh tarik kurang manis");
  await page.getByLabel("The same again").fill("teh tarik");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByLabel("The same again")).toHaveAccessibleDescription(/not the same/);
  await page.getByLabel("The same again").fill("teh tarik kurang manis");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await page.waitForURL("**/home");

  await context.clearCookies();
  await page.goto(link);
  await page.getByLabel("New password").fill("one more password");
  await page.getByLabel("The same again").fill("one more password");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByText(/used or has expired/)).toBeVisible();
  await signIn(page, email, "teh tarik kurang manis");
  await page.waitForURL("**/home");
});

test("an invited technician joins by the mailed link and finds the repair desk, not the settings", async ({
  page,
  browser,
}) => {
  await signUp(page, unique("boss"), "kopi ais kurang manis");
  await page.waitForURL("**/home");
  await page.goto("/settings/team");
  const email = unique("faiz");
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Role").selectOption("technician");
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByLabel("Invitation link")).toHaveValue(/\/invite\/\w{20,}/);
  const link = linkIn((await mailTo(email)).text);
  expect(await page.getByLabel("Invitation link").inputValue()).toBe(link);

  // The owner himself, signed in, is told that it is not for him.
  await page.goto(link);
  await expect(page.getByText(/is for someone else/)).toBeVisible();

  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: "ms-MY",
  });
  const guest = await phone.newPage();
  await guest.goto(link);
  await noViolations(guest);
  await guest.getByLabel("Nama anda").fill("Faiz Hakim");
  await guest.getByLabel("Kata laluan", { exact: true }).fill("skru kecil tiga batang");
  await guest.getByRole("button", { name: "Sertai pasukan" }).click();
  await guest.waitForURL("**/repairs");
  await expect(guest.getByRole("navigation", { name: "Utama" }).getByRole("link", { name: "Tetapan" })).toHaveCount(0);
  await guest.goto("/settings/team");
  await expect(guest.getByText("Tiada apa-apa di sini").first()).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByText("Jemputan ini tidak sah lagi")).toBeVisible();
  await phone.close();
});
