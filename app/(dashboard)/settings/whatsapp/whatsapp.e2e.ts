/** A number from "add" to "remove", with the shop's phone and a customer's on a WhatsApp that speaks the real protocol. */
import { randomInt } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { demoLogin, e2eSql, e2eStack } from "@/testing/e2e";
import { complaints, expectAccessible, openBrowser, type Setting, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { words } from "@/testing/journey/words";

test.use({ actionTimeout: 20_000, navigationTimeout: 30_000 });

async function phones(what: string, body: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${e2eStack().phonesUrl}/api/${what}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${what}: ${await response.text()}`);
}

/** What the customer sees of his chat with the shop. */
async function chatOf(shop: string, contact: string): Promise<string> {
  const response = await fetch(`${e2eStack().phonesUrl}/api/state?shop=${shop}&contact=${contact}`);
  return JSON.stringify(await response.json());
}

const digits = () => `6011${randomInt(10_000_000, 99_999_999)}`;

const SETTINGS: Setting[] = [
  { locale: "ms", device: "phone" },
  { locale: "en", device: "desktop" },
];

async function addNumber(page: Page, w: ReturnType<typeof words>, name: string): Promise<void> {
  await page.goto("/settings/whatsapp");
  await page.getByRole("button", { name: w("channels.add.button") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: w("channels.add.name") }).fill(name);
  const submit = dialog.getByRole("button", { name: w("channels.add.submit"), exact: true });
  await submit.click();
  // Nobody adds one without having read what may happen to it.
  await expect(dialog.getByText(w("errors.channel.risk_unread"))).toBeVisible();
  await dialog.getByRole("checkbox", { name: w("channels.add.riskRead") }).check();
  await submit.click();
  await page.waitForURL(/\/settings\/whatsapp\/[0-9a-f-]{36}$/);
}

for (const setting of SETTINGS) {
  test(`a number is added, linked, used, paused and removed (${setting.locale}, ${setting.device})`, async ({
    browser,
  }) => {
    test.setTimeout(180_000);
    const w = words(setting.locale);
    const context = await openBrowser(browser, setting);
    const page = await context.newPage();
    const heard = complaints(page);
    const [shop, customer] = [digits(), digits()];
    const name = `Telefon ${shop.slice(-4)}`;
    await signIn(page, demoLogin("owner"), setting.locale);
    heard.take();
    await addNumber(page, w, name);
    const badge = (state: string) => page.getByText(w(`channels.state.${state}`), { exact: true }).first();
    await expect(badge("new")).toBeVisible();
    await expectAccessible(page, "a number that is not linked");

    await page.getByRole("button", { name: w("channels.link.qr"), exact: true }).click();
    await expect(page.getByRole("img", { name: w("channels.link.qrAlt") })).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page, "a code to scan");
    await expect(async () => phones("link", { shop, method: "waiting" })).toPass({ timeout: 30_000 });
    await expect(badge("connected")).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("img", { name: w("channels.link.qrAlt") })).toHaveCount(0);
    await expectAccessible(page, "a connected number");

    await phones("contact", { number: customer, name: "Puan Zaleha" });
    const question = `Adakah kedai buka hari ini? ${customer}`;
    await phones("message", { shop, contact: customer, text: question });
    const sql = e2eSql();
    const thread = await expect
      .poll(
        async () => {
          const [row] = await sql<
            { id: string }[]
          >`select conversation_id as id from public.messages where body = ${question}`;
          return row?.id ?? "";
        },
        { timeout: 30_000 },
      )
      .not.toBe("")
      .then(
        async () => (await sql`select conversation_id as id from public.messages where body = ${question}`)[0]?.["id"],
      );
    await sql.end({ timeout: 1 });
    await page.goto(`/inbox?c=${thread}`);
    await expect(page.getByRole("article").filter({ hasText: question })).toBeVisible();
    const answer = `Ya, sampai pukul 7 malam. ${customer}`;
    await page.getByRole("textbox", { name: w("inbox.composer.label", { name: "Puan Zaleha" }) }).fill(answer);
    await page.getByRole("button", { name: w("inbox.composer.send"), exact: true }).click();
    await expect.poll(() => chatOf(shop, customer), { timeout: 30_000 }).toContain(answer);
    await expect(
      page.getByRole("article").filter({ hasText: answer }).getByText(w("common.status.delivered"), { exact: true }),
    ).toBeAttached({ timeout: 20_000 });

    await page.goto("/settings/whatsapp");
    await page.getByRole("link", { name: new RegExp(name) }).click();
    await page.getByRole("button", { name: w("channels.manage.pause"), exact: true }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: w("channels.manage.pause"), exact: true })
      .click();
    await expect(badge("paused")).toBeVisible();
    await page.getByRole("button", { name: w("channels.manage.resume"), exact: true }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: w("channels.manage.resume"), exact: true })
      .click();
    await expect(badge("connected")).toBeVisible({ timeout: 45_000 });
    await page.getByRole("button", { name: w("channels.manage.remove"), exact: true }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: w("channels.manage.remove"), exact: true })
      .click();
    await page.waitForURL("**/settings/whatsapp");
    await expect(page.getByRole("link", { name: new RegExp(name) })).toHaveCount(0);
    expect(heard.take()).toEqual([]);
    await context.close();
  });
}

test("an admin manages numbers but sees no code; an agent sees neither", async ({ browser }) => {
  const w = words("en");
  const admin = await openBrowser(browser, { locale: "en", device: "desktop" });
  const page = await admin.newPage();
  await signIn(page, demoLogin("admin"), "en");
  await addNumber(page, w, "Admin's number");
  await expect(page.getByText(w("channels.link.ownerOnly"))).toBeVisible();
  const id = page.url().split("/").at(-1);
  expect((await page.request.get(`/settings/whatsapp/${id}/offer`)).status()).toBe(403);
  await page.getByRole("button", { name: w("channels.manage.remove"), exact: true }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: w("channels.manage.remove"), exact: true })
    .click();
  await page.waitForURL("**/settings/whatsapp");
  await admin.close();
  const agent = await openBrowser(browser, { locale: "en", device: "desktop" });
  const desk = await agent.newPage();
  await signIn(desk, demoLogin("agent"), "en");
  await desk.goto("/settings/whatsapp");
  await expect(desk.getByRole("heading", { name: w("common.notFound.title") })).toBeVisible();
  await agent.close();
});
