/** Every page, on both sizes, in both themes and both languages; who may open what; and all of it without a mouse. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Sql } from "postgres";
import { demoLogin, e2eSql, e2eStack } from "@/testing/e2e";
import { complaints, expectAccessible, openBrowser, type Setting, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { plentiful, shopOf } from "@/testing/journey/day";
import { type Place, publicPlaces, staffPlaces } from "@/testing/journey/places";
import { containing, words } from "@/testing/journey/words";

test.use({ actionTimeout: 20_000, navigationTimeout: 30_000 });

const SHOTS = path.join(import.meta.dirname, "../test-results/shots");
/** Structure and colours are the same in both languages: each size is judged whole in one, and walked through in the other. */
const SETTINGS: (Setting & { judged: boolean })[] = [
  { locale: "ms", device: "phone", judged: true },
  { locale: "en", device: "desktop", judged: true },
  { locale: "en", device: "phone", judged: false },
  { locale: "ms", device: "desktop", judged: false },
];

let sql: Sql;
test.beforeAll(() => {
  sql = e2eSql();
});
test.afterAll(() => sql.end({ timeout: 1 }));

type Visit = { page: Page; place: Place; setting: (typeof SETTINGS)[number]; heard: ReturnType<typeof complaints> };

async function visit({ page, place, setting, heard }: Visit): Promise<void> {
  const { device, locale, judged } = setting;
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(place.path);
  await expect(page.locator("h1"), place.name).toHaveCount(1);
  await expect(page, place.name).toHaveTitle(/\S/);
  await expect(page.locator("html"), place.name).toHaveAttribute("lang", locale);
  const sideways = await page.evaluate(() =>
    [document.documentElement, document.querySelector("main")].map((one) =>
      one ? one.scrollWidth - one.clientWidth : 0,
    ),
  );
  expect.soft(sideways, `${place.name} scrolls sideways`).toEqual([0, 0]);
  for (const theme of judged ? (["light", "dark"] as const) : (["light"] as const)) {
    if (theme === "dark") {
      await page.emulateMedia({ colorScheme: "dark" });
      await expect(page.locator("html")).toHaveClass(/dark/);
    }
    if (judged) await expectAccessible(page, `${place.name}, ${theme}`, theme === "dark" ? "colours" : "all");
    const folder = path.join(SHOTS, `${device}-${theme}-${locale}`);
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${place.name}.png`) });
  }
  const noted = heard.take().filter((line) => !(place.gone && line.includes("404")));
  expect.soft(noted, `what the browser says about ${place.name}`).toEqual([]);
}

test.describe.configure({ mode: "parallel" });

for (const setting of SETTINGS) {
  test(`every page is sound (${setting.locale}, ${setting.device})`, async ({ browser }) => {
    test.setTimeout(720_000);
    const shop = await shopOf(sql, demoLogin("owner"));
    const context = await openBrowser(browser, setting);
    await context.addInitScript(() => {
      window.print = () => undefined;
    });
    const page = await context.newPage();
    const heard = complaints(page);
    for (const place of await publicPlaces(sql, shop)) await visit({ page, place, setting, heard });
    await signIn(page, demoLogin("owner"), setting.locale);
    heard.take();
    for (const place of await staffPlaces(sql, shop)) await visit({ page, place, setting, heard });
    await context.close();
  });
}

test("who is signed out is sent to sign in, and gets nothing from behind it", async ({ browser }) => {
  const shop = await shopOf(sql, demoLogin("owner"));
  const context = await openBrowser(browser, { locale: "en", device: "desktop" });
  const page = await context.newPage();
  for (const place of await staffPlaces(sql, shop)) {
    const response = await page.request.get(place.path, { maxRedirects: 0 });
    expect(response.status(), place.path).toBe(307);
    expect(response.headers()["location"], place.path).toMatch(/\/sign-in/);
  }
  const [held] = await sql`
    select f.path, s.id as sale, c.id as customer from public.ticket_photos as f, public.sales as s, public.customers as c
     where f.tenant_id = ${shop.tenantId} and s.tenant_id = ${shop.tenantId} and c.tenant_id = ${shop.tenantId} limit 1`;
  expect(await (await page.request.get("/api/search?q=ali")).json()).toEqual({ code: "auth.signed_out" });
  for (const address of [
    `/api/media/${held?.["path"]}`,
    `/api/sales/${held?.["sale"]}/pdf`,
    "/api/live",
    "/counter/catalogue",
    "/counter/customers?q=ali",
    "/counter/tickets",
    "/customers/export",
    "/stock/export",
    "/repairs/export",
    "/orders/export",
    `/customers/${held?.["customer"]}/timeline`,
  ]) {
    const response = await page.request.get(address, { maxRedirects: 0 });
    expect([303, 307, 401, 403, 404], `${address} answers ${response.status()}`).toContain(response.status());
  }
  await context.close();
});

const NAV = ["home", "inbox", "repairs", "counter", "orders", "stock", "customers", "invoices", "settings"] as const;

test("every role lands on its page, opens what its menu shows and nothing else", async ({ browser }) => {
  test.setTimeout(240_000);
  const w = words("ms");
  const mine = demoLogin("owner").tenant;
  for (const login of e2eStack().logins.filter(({ tenant }) => tenant === mine)) {
    const context = await openBrowser(browser, { locale: "ms", device: "desktop" });
    const page = await context.newPage();
    const landing = await signIn(page, login, "ms");
    const links = page.getByRole("navigation", { name: w("shell.mainNav") }).getByRole("link");
    await expect(links.first()).toBeVisible();
    const shown = await links.evaluateAll((all) =>
      all.map((link) => new URL(link.getAttribute("href") ?? "", location.href).pathname),
    );
    expect(shown, `${login.role} lands in his menu`).toContain(landing);
    for (const key of NAV) {
      const href = `/${key}`;
      await page.goto(href);
      const absent = page.getByRole("heading", { name: w("common.notFound.title") });
      await expect(page.locator("h1"), `${login.role} ${href}`).toHaveCount(1);
      // What is not his does not exist for him, or leads him back to where he works.
      const isOpen = async () => (await absent.count()) === 0 && new URL(page.url()).pathname.startsWith(href);
      await expect.poll(isOpen, { message: `${login.role} opens ${href}` }).toBe(shown.includes(href));
    }
    await context.close();
  }
});

test.describe("without a mouse", () => {
  const w = words("en");

  async function desk(page: Page): Promise<void> {
    await page.context().addCookies([{ name: "locale", value: "en", url: e2eStack().appUrl }]);
    await signIn(page, demoLogin("owner"), "en");
  }

  test("the skip link leads to the content, the palette to a ticket", async ({ page }) => {
    await desk(page);
    await page.goto("/stock");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: w("shell.skip") })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("main")).toBeFocused();

    const shop = await shopOf(sql, demoLogin("owner"));
    const [ticket] = await sql<{ id: string; number: string }[]>`
      select id, number from public.repair_tickets where tenant_id = ${shop.tenantId} order by created_at desc limit 1`;
    if (!ticket) throw new Error("No tickets.");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: w("shell.palette.title") })).toBeFocused();
    await page.keyboard.type(ticket.number);
    const hit = page
      .getByRole("group", { name: w("shell.palette.kinds.ticket") })
      .getByRole("option")
      .first();
    await expect(hit).toContainText(ticket.number);
    await expect(hit).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/repairs/${ticket.id}`);
  });

  test("a card crosses the board", async ({ page }) => {
    await desk(page);
    await page.goto("/repairs");
    const shop = await shopOf(sql, demoLogin("owner"));
    const [ticket] = await sql<{ id: string; number: string }[]>`
      select id, number from public.repair_tickets where tenant_id = ${shop.tenantId} and status = 'pending'
       order by created_at limit 1`;
    if (!ticket) throw new Error("Nothing has just come in.");
    const handle = page.getByRole("button", { name: w("repairs.board.moveTicket", { number: ticket.number }) });
    // The first key that the page hears brings the handles.
    await expect(async () => {
      await page.keyboard.press("Tab");
      await expect(handle).toBeAttached({ timeout: 1000 });
    }).toPass({ timeout: 15_000 });
    await handle.focus();
    await page.keyboard.press("Space");
    await expect(page.getByText(containing(ticket.number)).and(page.getByRole("status"))).toContainText(ticket.number);
    const over = page.getByText(w("repairs.board.over", { number: ticket.number, status: "Diagnosing" }));
    await expect(async () => {
      await page.keyboard.press("ArrowRight");
      await expect(over).toBeAttached({ timeout: 1000 });
    }).toPass({ timeout: 10_000 });
    await page.keyboard.press("Space");
    await expect
      .poll(async () => (await sql`select status from public.repair_tickets where id = ${ticket.id}`)[0]?.["status"])
      .toBe("diagnosing");
    await expect(page.getByRole("list", { name: "Diagnosing" }).getByRole("link", { name: /./ }).first()).toBeVisible();
  });

  test("a sale is made", async ({ page }) => {
    await desk(page);
    await page.goto("/counter");
    const shop = await shopOf(sql, demoLogin("owner"));
    const goods = await plentiful(sql, shop, "W-%");
    await expect(page.getByRole("combobox", { name: w("counter.search") })).toBeFocused();
    await page.keyboard.type(goods.sku);
    await page.keyboard.press("Enter");
    await expect(
      page.getByRole("button", { name: containing(`${w("counter.editLine")} ${goods.name}`) }),
    ).toBeVisible();
    await page.keyboard.press("F9");
    await expect(page.getByRole("textbox", { name: w("counter.cashReceived") })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: w("counter.done"), exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: w("counter.newSale") })).toBeFocused();
    const [line] = await sql<{ count: number }[]>`
      select count(*)::int as count from public.sale_lines as l join public.sales as s on s.id = l.sale_id
       where s.tenant_id = ${shop.tenantId} and l.product_id = ${goods.id} and s.created_at > now() - interval '1 minute'`;
    expect(line?.count).toBe(1);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("combobox", { name: w("counter.search") })).toBeFocused();
    await expect(page.getByText(w("counter.cartEmpty"))).toBeVisible();
  });
});
