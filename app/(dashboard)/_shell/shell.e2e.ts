import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { demoLogin } from "@/testing/e2e";
import { test } from "@/testing/journey/browser";

async function signInAs(page: Page, role: string): Promise<void> {
  const { email, password } = demoLogin(role);
  await page.goto("/sign-in");
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(password);
  await page.locator("button[type=submit]").click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

const LANDINGS = { owner: "/home", supervisor: "/home", cashier: "/counter", technician: "/repairs", agent: "/inbox" };
const SHOWN: Record<string, string[]> = {
  owner: ["Home", "Inbox", "Repairs", "Counter", "Orders", "Stock", "Customers", "Invoices", "Settings"],
  cashier: ["Repairs", "Counter", "Orders", "Stock", "Customers", "Invoices"],
  technician: ["Inbox", "Repairs", "Stock", "Customers"],
};

for (const [role, landing] of Object.entries(LANDINGS)) {
  test(`${role} lands on ${landing} and sees only what the role may`, async ({ page, context }) => {
    await context.addCookies([
      { name: "locale", value: "en", url: test.info().project.use.baseURL ?? "http://127.0.0.1" },
    ]);
    await signInAs(page, role);
    expect(new URL(page.url()).pathname).toBe(landing);
    // Signing in takes on the person's own language; the menu is read in English.
    await context.addCookies([{ name: "locale", value: "en", url: page.url() }]);
    await page.reload();
    const wanted = SHOWN[role];
    if (wanted) await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link")).toHaveText(wanted);
  });
}

test("the palette finds by keyboard alone", async ({ page, context }) => {
  await signInAs(page, "owner");
  await context.addCookies([{ name: "locale", value: "en", url: page.url() }]);
  await page.goto("/home");
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Search" });
  await expect(box).toBeFocused();
  await page.keyboard.type("bateri");
  const products = page.getByRole("group", { name: "Products" });
  await expect(products.getByRole("option").first()).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await box.fill("settin");
  await expect(page.getByRole("option", { name: "Settings" })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/settings");
  await page.keyboard.press("Control+k");
  await expect(box).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(box).toHaveCount(0);
});

test("the first Tab leads past the navigation, and the outlet can be changed", async ({ page, context }) => {
  await signInAs(page, "admin");
  await context.addCookies([{ name: "locale", value: "en", url: page.url() }]);
  await page.goto("/home");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();

  const switcher = page.getByRole("button", { name: /Switch outlet or shop/ });
  await switcher.click();
  const other = page.getByRole("menuitemradio", { checked: false }).first();
  const name = (await other.innerText()).split("\n").at(-1) ?? "";
  await other.click();
  await expect(switcher).toContainText(name);
});

for (const dark of [false, true]) {
  for (const phone of [false, true]) {
    test(`home and settings are without accessibility faults, ${dark ? "dark" : "light"}, ${phone ? "phone" : "desktop"}`, async ({
      browser,
    }) => {
      const context = await browser.newContext({
        colorScheme: dark ? "dark" : "light",
        locale: "ms-MY",
        viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
        hasTouch: phone,
        isMobile: phone,
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      await signInAs(page, "owner");
      for (const path of ["/home", "/settings", "/settings/outlets", "/settings/outlets/new", "/settings/team"]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        expect((await new AxeBuilder({ page }).analyze()).violations, path).toEqual([]);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wider, `${path} scrolls sideways`).toBe(0);
      }
      await context.close();
    });
  }
}
