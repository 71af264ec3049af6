/** A Cloud API number from "add" to an answer, with a Graph API that plays Meta. */
import { randomInt } from "node:crypto";
import { expect } from "@playwright/test";
import { demoLogin, e2eSql, e2eStack } from "@/testing/e2e";
import { complaints, expectAccessible, openBrowser, type Setting, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { words } from "@/testing/journey/words";

test.use({ actionTimeout: 20_000, navigationTimeout: 30_000 });

async function meta<T>(what: string, body?: Record<string, unknown>): Promise<T> {
  const response = await fetch(`${e2eStack().graphUrl}/control/${what}`, {
    method: "POST",
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${what}: ${response.status}`);
  return response.json();
}

const SETTINGS: Setting[] = [
  { locale: "ms", device: "phone" },
  { locale: "en", device: "desktop" },
];

for (const setting of SETTINGS) {
  test(`a number of Meta's is added, connected and used, and its templates are made (${setting.locale}, ${setting.device})`, async ({
    browser,
  }) => {
    test.setTimeout(180_000);
    const w = words(setting.locale);
    const page = await (await openBrowser(browser, setting)).newPage();
    const heard = complaints(page);
    const phoneNumberId = `1065${randomInt(10 ** 10, 10 ** 11)}`;
    const waba = `1022${randomInt(10 ** 10, 10 ** 11)}`;
    const token = `EAAG${crypto.randomUUID()}`;
    const appSecret = crypto.randomUUID().replaceAll("-", "");
    await meta("number", {
      phoneNumberId,
      waba,
      display: `6011${randomInt(10_000_000, 99_999_999)}`,
      token,
      appSecret,
    });
    await signIn(page, demoLogin("owner"), setting.locale);
    heard.take();

    await page.goto("/settings/whatsapp");
    await page.getByRole("button", { name: w("channels.add.button") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(w("channels.add.wayCloud"), { exact: true }).click();
    const field = (name: string) => dialog.getByLabel(w(`channels.add.${name}`));
    await field("name").fill("Nombor rasmi");
    await field("phoneNumberId").fill("+60 12");
    await field("wabaId").fill(waba);
    await field("token").fill(token);
    await field("appSecret").fill(appSecret);
    const submit = dialog.getByRole("button", { name: w("channels.add.submit"), exact: true });
    await submit.click();
    await expect(dialog.getByText(w("errors.cloud.id"))).toBeVisible();
    await field("phoneNumberId").fill(phoneNumberId);
    await expectAccessible(page, "the form for a number of Meta's");
    await submit.click();
    await page.waitForURL(/\/settings\/whatsapp\/[0-9a-f-]{36}$/);
    await expect(page.getByText(w("channels.state.connected"), { exact: true }).first()).toBeVisible({
      timeout: 30_000,
    });

    const setup = page.getByRole("region", { name: w("channels.cloud.setupTitle") });
    const [url = "", verifyToken = ""] = await setup.locator("code").allTextContents();
    expect(await meta("connect", { phoneNumberId, url, verifyToken: `${verifyToken}x` })).toEqual({ isRight: false });
    expect(await meta("connect", { phoneNumberId, url, verifyToken })).toEqual({ isRight: true });

    await page.getByRole("button", { name: w("channels.templates.create"), exact: true }).click();
    await expect(page.getByText(w("channels.templates.status.PENDING"), { exact: true })).toHaveCount(14, {
      timeout: 30_000,
    });
    await meta("judge", { waba, name: "ticket_ready_v1", language: setting.locale, event: "APPROVED" });
    await expect(page.getByText(w("channels.templates.status.APPROVED"), { exact: true })).toHaveCount(1, {
      timeout: 30_000,
    });
    await expect(page.getByText(/Samsung A54\) (?:sudah siap|is ready)/).first()).toBeVisible();
    await expectAccessible(page, "a number of Meta's with templates");

    const customer = `6019${randomInt(1_000_000, 9_999_999)}`;
    const question = `Adakah kedai buka? ${customer}`;
    await meta("message", {
      phoneNumberId,
      phone: customer,
      name: "Puan Zaleha",
      content: { type: "text", text: { body: question } },
    });
    const sql = e2eSql();
    const asked = () =>
      sql<{ id: string }[]>`select conversation_id as id from public.messages where body = ${question}`;
    await expect.poll(async () => (await asked()).length, { timeout: 30_000 }).toBe(1);
    const [thread] = await asked();
    await page.goto(`/inbox?c=${thread?.id}`);
    await expect(page.getByRole("article").filter({ hasText: question })).toBeVisible();
    await expect
      .poll(async () => (await meta<{ to: string }[]>("sent")).some(({ to }) => to === customer), { timeout: 30_000 })
      .toBe(true);

    // A day later only what Meta has approved goes out.
    await sql`
      update public.conversations set last_inbound_at = now() - interval '25 hours' where id = ${thread?.id ?? null}`;
    await sql.end({ timeout: 1 });
    await page.goto(`/inbox?c=${thread?.id}`);
    const closed = page.getByRole("complementary", { name: w("inbox.window.label") });
    await expect(closed).toBeVisible();
    await expect(page.getByRole("textbox", { name: w("inbox.composer.noteLabel") })).toBeVisible();
    const form = page.getByRole("dialog");
    await closed.getByRole("button", { name: w("inbox.window.choose") }).click();
    await expect(form.getByLabel(w("inbox.window.place", { number: 1 }))).toHaveValue("Puan Zaleha");
    for (const [at, value] of ["Samsung A54", "Kedai Jaya", "R-0412"].entries())
      await form.getByLabel(w("inbox.window.place", { number: at + 2 })).fill(value);
    await expect(form.getByText(/Puan Zaleha.*Samsung A54.*Kedai Jaya.*R-0412/)).toBeVisible();
    await expectAccessible(page, "a template to fill");
    await form.getByRole("button", { name: w("inbox.window.send"), exact: true }).click();
    await expect(form).toBeHidden();
    await expect(page.getByRole("article").filter({ hasText: "R-0412" })).toBeVisible();
    await expect
      .poll(
        async () => (await meta<{ to: string; type?: string }[]>("sent")).filter(({ to }) => to === customer).length,
        {
          timeout: 30_000,
        },
      )
      .toBeGreaterThan(1);
    expect(heard.take()).toEqual([]);
  });
}
