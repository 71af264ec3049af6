/** The delivery log of a number: found, filtered, sent again from there, taken along as a file; and what customers see of being read. */
import { expect } from "@playwright/test";
import type { Sql } from "postgres";
import { demoLogin, e2eSql } from "@/testing/e2e";
import { complaints, expectAccessible, openBrowser, type Setting, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { shopOf } from "@/testing/journey/day";
import { words } from "@/testing/journey/words";

const SETTINGS: Setting[] = [
  { locale: "ms", device: "phone" },
  { locale: "en", device: "desktop" },
];

let sql: Sql;
test.beforeAll(() => {
  sql = e2eSql();
});
test.afterAll(() => sql.end({ timeout: 1 }));

/** A message to a customer of its own that failed because the number was away. */
async function failedMessage(): Promise<{ channel: string; name: string; message: string }> {
  const { tenantId, outletId } = await shopOf(sql, demoLogin("owner"));
  const name = `Pelanggan Log ${crypto.randomUUID().slice(0, 4)}`;
  const phone = `+6018${String(Date.now()).slice(-8)}`;
  const [thread] = await sql<{ id: string }[]>`
    select private.conversation_for(${tenantId}, private.find_or_create_customer(${tenantId}, ${phone}, ${name}, 'ms', ${outletId}), ${outletId}) as id`;
  // In one transaction, so that no runner has it in hand meanwhile.
  return await sql.begin(async (tx) => {
    const [row] = await tx<{ message: string; channel: string }[]>`
      select private.send_message(${tenantId}, c.id, ${crypto.randomUUID()}, 'system', 'text', 'Siap') as message, c.channel_id as channel
        from public.conversations as c where c.id = ${thread?.id ?? ""}`;
    if (!row) throw new Error("The demo shop has no number.");
    await tx`
      update public.wa_outbox set state = 'failed', failure = 'channel', error = 'send.channel_offline', detail = '428', attempts = 20,
        claimed_at = now(), failed_at = now() where message_id = ${row.message}`;
    await tx`update public.messages set status = 'failed', error = 'send.channel_offline' where id = ${row.message}`;
    return { ...row, name };
  });
}

for (const setting of SETTINGS) {
  test(`the delivery log of a number (${setting.locale}, ${setting.device})`, async ({ browser }) => {
    test.setTimeout(90_000);
    const w = words(setting.locale);
    const { channel, name, message } = await failedMessage();
    const context = await openBrowser(browser, setting);
    const page = await context.newPage();
    const heard = complaints(page);
    await signIn(page, demoLogin("owner"), setting.locale);
    heard.take();
    await page.goto(`/settings/whatsapp/${channel}`);
    await page.getByRole("link", { name: w("deliveries.open"), exact: true }).click();
    await page.waitForURL(`**/settings/whatsapp/${channel}/log`);
    const row = page.getByRole("listitem").filter({ hasText: name }).first();
    await expect(row).toContainText(w("errors.send.channel_offline"));
    await expect(row).toContainText("(428)");
    await expect(row).toContainText(w("deliveries.steps.failed"));
    await expectAccessible(page, "the delivery log");

    await page.getByLabel(w("deliveries.state")).selectOption("read");
    await page.waitForURL(/state=read/);
    await expect(row).toHaveCount(0);
    await page.getByLabel(w("deliveries.state")).selectOption("stuck");
    await page.waitForURL(/state=stuck/);
    await page.getByRole("searchbox", { name: w("deliveries.search") }).fill(name);
    await page.waitForURL(/q=/);
    await expect(row).toBeVisible();
    const file = await page.request.get(`/settings/whatsapp/${channel}/log/export?${new URL(page.url()).searchParams}`);
    const text = await file.text();
    expect(file.headers()["content-type"]).toContain("text/csv");
    expect(text.trim().split("\r\n")).toHaveLength(2);
    expect(text).toContain(name);
    expect(text).toContain(w("errors.send.channel_offline"));

    await row.getByRole("button", { name: w("deliveries.retry") }).click();
    await expect(row).toHaveCount(0);
    await expect
      .poll(async () => (await sql`select state from public.wa_outbox where message_id = ${message}`)[0]?.["state"])
      .toMatch(/accepted|delivered/);

    await page.goto(`/settings/whatsapp/${channel}`);
    const reads = page.getByRole("switch", { name: w("deliveries.reads.label") });
    await expect(reads).toBeChecked();
    await reads.click();
    await expect(reads).not.toBeChecked();
    await page.reload();
    await expect(reads).not.toBeChecked();
    await reads.click();
    await expect(reads).toBeChecked();
    await expectAccessible(page, "a number's page");
    // Answers are heard with their address; what a browser asks for of its own accord (favicon.ico) only without one.
    expect(heard.take().filter((said) => !said.startsWith("console: Failed to load resource"))).toEqual([]);
    await context.close();
  });
}
