/** What somebody types while the page still loads its scripts is neither lost nor unsendable. */
import { expect } from "@playwright/test";
import { demoLogin, e2eSql } from "@/testing/e2e";
import { openBrowser, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { threadWith } from "@/testing/journey/thread";
import { words } from "@/testing/journey/words";

test("an answer typed before the page is awake can be sent", async ({ browser }) => {
  const sql = e2eSql();
  const { id, name } = await threadWith(sql, [{ kind: "text", body: "Dah siap ke?" }]);
  await sql.end({ timeout: 1 });
  const w = words("ms");
  const page = await (await openBrowser(browser, { locale: "ms", device: "desktop" })).newPage();
  await signIn(page, demoLogin("owner"), "ms");

  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route(/\/_next\/static\/.+\.js/, async (route) => {
    await released;
    await route.continue();
  });
  // The page's load waits for its scripts, which wait for us.
  await page.goto(`/inbox?c=${id}`, { waitUntil: "commit" });
  const area = page.getByRole("textbox", { name: w("inbox.composer.label", { name }) });
  await area.fill("Sudah siap, boleh ambil");
  const send = page.getByRole("button", { name: w("inbox.composer.send"), exact: true });
  await expect(send, "nothing works yet").toHaveAttribute("aria-disabled", "true");
  release();
  await expect(send).not.toHaveAttribute("aria-disabled", "true");
  await expect(area).toHaveValue("Sudah siap, boleh ambil");
  await send.click();
  await expect(page.getByRole("article").filter({ hasText: "Sudah siap, boleh ambil" })).toBeVisible();
  await expect(area).toHaveValue("");
});
