/** An address that nothing reaches: said above the composer and on the customer's page, and opened there again. */
import { expect } from "@playwright/test";
import { demoLogin, e2eSql } from "@/testing/e2e";
import { complaints, expectAccessible, openBrowser, type Setting, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { threadWith } from "@/testing/journey/thread";
import { words } from "@/testing/journey/words";

const SETTINGS: Setting[] = [
  { locale: "ms", device: "phone" },
  { locale: "en", device: "desktop" },
];

for (const setting of SETTINGS) {
  test(`a closed address is told and opened again (${setting.locale}, ${setting.device})`, async ({ browser }) => {
    const sql = e2eSql();
    const { id, name } = await threadWith(sql, [{ kind: "text", body: "Hai" }]);
    await sql`
      insert into private.unreachable (tenant_id, identity_id, failures)
      select c.tenant_id, c.identity_id, 3 from public.conversations as c where c.id = ${id}`;
    await sql.end({ timeout: 1 });
    const w = words(setting.locale);
    const u = (key: string) => w(`customers.unreachable.${key}`);
    const page = await (await openBrowser(browser, setting)).newPage();
    const heard = complaints(page);
    await signIn(page, demoLogin("owner"), setting.locale);
    heard.take();

    await page.goto(`/inbox?c=${id}`);
    const bar = page.getByRole("complementary", { name: u("title") });
    await expect(bar).toBeVisible();
    await page.getByRole("textbox", { name: w("inbox.composer.label", { name }) }).fill("Ada?");
    await page.getByRole("button", { name: w("inbox.composer.send"), exact: true }).click();
    await expect(page.getByText(w("errors.customer.unreachable"))).toBeVisible();
    await expectAccessible(page, "a thread whose address is closed");
    await bar.getByRole("link", { name: u("look") }).click();
    await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
    await expect(page.getByText(u("title"))).toBeVisible();
    await expectAccessible(page, "a customer whose address is closed");
    await page.getByRole("button", { name: u("allow") }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: u("allow") })
      .click();
    await expect(page.getByText(u("allowed"))).toBeVisible();
    await expect(page.getByText(u("title"))).toBeHidden();
    await page.goto(`/inbox?c=${id}`);
    await expect(page.getByRole("textbox", { name: w("inbox.composer.label", { name }) })).toBeVisible();
    await expect(bar).toBeHidden();
    expect(heard.take()).toEqual([]);
  });
}
