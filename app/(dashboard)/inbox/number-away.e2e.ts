/** A number that is away is said where it matters: in its threads, and above the inbox when a person is needed. */
import { expect, type Page } from "@playwright/test";
import type { Sql } from "postgres";
import { demoLogin, e2eSql } from "@/testing/e2e";
import { complaints, expectAccessible, openBrowser, type Setting, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { shopOf } from "@/testing/journey/day";
import { words } from "@/testing/journey/words";

const SETTINGS: (Setting & { role: string })[] = [
  { locale: "ms", device: "phone", role: "agent" },
  { locale: "en", device: "desktop", role: "owner" },
];

let sql: Sql;
let thread: { id: string; channel: string; name: string };
test.beforeAll(async () => {
  sql = e2eSql();
  const { tenantId, outletId } = await shopOf(sql, demoLogin("owner"));
  const [found] = await sql<(typeof thread)[]>`
    select c.id, c.channel_id as channel, h.name from public.conversations as c join public.channels as h on h.id = c.channel_id
     where c.tenant_id = ${tenantId} and c.outlet_id = ${outletId} and h.is_active and c.last_inbound_at is not null
     order by c.last_message_at desc limit 1`;
  if (!found) throw new Error("The demo shop has no thread.");
  thread = found;
});
test.afterAll(async () => {
  await becomes("connected");
  await sql.end({ timeout: 1 });
});

const becomes = (state: string) =>
  sql`update public.channels set state = ${state}, state_reason = null, state_since = now() where id = ${thread.channel}`;

/** What changes before the page listens is not told to it; the page before listens no more. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto("about:blank");
  const listening = page.waitForResponse((response) => new URL(response.url()).pathname === "/api/live");
  await page.goto(path);
  await listening;
}

for (const setting of SETTINGS) {
  test(`a number that is away is said in its thread (${setting.locale}, ${setting.device})`, async ({ browser }) => {
    const w = words(setting.locale);
    const context = await openBrowser(browser, setting);
    const page = await context.newPage();
    const heard = complaints(page);
    await becomes("connected");
    await signIn(page, demoLogin(setting.role), setting.locale);
    heard.take();
    await open(page, `/inbox?c=${thread.id}`);
    const note = page.getByRole("complementary", { name: w("inbox.away.label") });
    const banner = page.getByText(w("inbox.away.banner", { count: 1 }), { exact: true });
    await expect(page.getByRole("log")).toBeVisible();
    await expect(note).toHaveCount(0);

    // The stream may be open a moment before this part of the page is awake.
    await expect(async () => {
      await becomes("connected");
      await becomes("reconnecting");
      await expect(note).toContainText(w("inbox.away.effect.waits"), { timeout: 2000 });
    }).toPass({ timeout: 15_000 });
    await expect(banner).toHaveCount(0);

    await becomes("logged_out");
    await expect(note).toContainText(w("inbox.away.effect.relink"));
    await expect(note).toContainText(w("channels.about.logged_out"));
    await expect(banner).toBeVisible();
    await expectAccessible(page, "a thread of a number that is away");
    if (setting.role === "owner") {
      await note.getByRole("link", { name: w("inbox.away.look") }).click();
      await page.waitForURL(`**/settings/whatsapp/${thread.channel}`);
      await open(page, "/inbox");
    } else {
      await expect(note.getByRole("link")).toHaveCount(0);
      await expect(page.getByText(w("inbox.away.ask")).first()).toBeVisible();
      await open(page, "/inbox");
    }
    await expect(banner).toBeVisible();
    await expect(async () => {
      await becomes("logged_out");
      await becomes("connected");
      await expect(banner).toHaveCount(0, { timeout: 2000 });
    }).toPass({ timeout: 15_000 });
    expect(heard.take()).toEqual([]);
    await context.close();
  });
}
