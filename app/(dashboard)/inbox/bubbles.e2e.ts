/** What is more than words, what failed, and what staff feel about it: seen and worked in the thread of a real page. */
import { expect } from "@playwright/test";
import type { Sql } from "postgres";
import { demoLogin, e2eSql } from "@/testing/e2e";
import { complaints, expectAccessible, openBrowser, type Setting, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { threadWith } from "@/testing/journey/thread";
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

const out = (status: string, error: string) => ({ direction: "out", author_kind: "user", status, error });

for (const setting of SETTINGS) {
  test(`bubbles say what they are and what can be done (${setting.locale}, ${setting.device})`, async ({ browser }) => {
    test.setTimeout(90_000);
    const w = words(setting.locale);
    const at = new Date().toISOString();
    const { id } = await threadWith(sql, [
      { kind: "text", body: "Dari dulu", more: { is_history: true } },
      { kind: "location", body: "KLCC", payload: { latitude: 3.139, longitude: 101.6869, name: "KLCC" } },
      { kind: "contact", body: "Abu", payload: { contacts: [{ name: "Abu", phones: ["+60 12-345 6789"] }] } },
      { kind: "poll", body: "Bila?", payload: { question: "Bila?", options: ["Pagi", "Petang"], several: false } },
      { kind: "text", body: "RM 100", more: { edited_at: at, edited_body: "RM 120" } },
      { kind: "text", body: "salah hantar", more: { revoked_at: at } },
      { kind: "unsupported", payload: { reason: "message.view_once" } },
      { kind: "text", body: "Terima kasih!" },
      { kind: "text", body: "Siap esok", more: out("failed", "send.not_on_whatsapp") },
      { kind: "text", body: "Boleh ambil", more: out("unknown", "send.no_answer") },
    ]);
    await sql`
      insert into public.wa_outbox (tenant_id, channel_id, conversation_id, message_id, key, state, failure, error)
      select m.tenant_id, m.channel_id, m.conversation_id, m.id, m.id::text, m.status,
        case m.status when 'failed' then 'contact' else 'unknown' end, m.error
        from public.messages as m where m.conversation_id = ${id} and m.direction = 'out'`;
    const context = await openBrowser(browser, setting);
    const page = await context.newPage();
    const heard = complaints(page);
    await signIn(page, demoLogin("owner"), setting.locale);
    heard.take();
    await page.goto(`/inbox?c=${id}`);
    const bubble = (text: string) => page.getByRole("article").filter({ hasText: text });

    await expect(bubble("Dari dulu")).toContainText(w("inbox.changed.history"));
    await expect(bubble("KLCC").getByRole("link", { name: w("inbox.special.map") })).toHaveAttribute(
      "href",
      "https://maps.google.com/?q=3.139,101.6869",
    );
    await expect(bubble("Abu").getByRole("link", { name: w("inbox.special.add") })).toHaveAttribute(
      "href",
      "/customers/new?name=Abu&phone=%2B60123456789",
    );
    await expect(bubble("Bila?").getByRole("listitem")).toHaveText(["Pagi", "Petang"]);
    await expect(bubble("RM 120").getByText("RM 100")).toBeHidden();
    await bubble("RM 120").getByText(w("inbox.changed.edited")).click();
    await expect(bubble("RM 120").getByText("RM 100")).toBeVisible();
    await expect(bubble("salah hantar")).toContainText(w("inbox.changed.revoked"));
    await expect(bubble(w("inbox.special.reasons.view_once"))).toBeVisible();

    // What would fail the same way is not offered again; what may have gone out is asked about first.
    const failed = bubble("Siap esok");
    await expect(failed.getByRole("alert")).toContainText(w("errors.send.not_on_whatsapp"));
    await expect(failed.getByRole("link", { name: w("inbox.failed.customer") })).toBeVisible();
    await expect(failed.getByRole("button", { name: w("inbox.failed.retry") })).toHaveCount(0);
    await expectAccessible(page, "a thread with bubbles of every kind");
    const unknown = bubble("Boleh ambil");
    await expect(unknown.getByRole("alert")).toContainText(w("inbox.failed.unknown"));
    await unknown.getByRole("button", { name: w("inbox.failed.retry") }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: w("inbox.failed.retry") })
      .click();
    await expect(unknown.getByRole("alert")).toHaveCount(0);

    // By keyboard alone: open, down once, choose; and again to take it back.
    const thanks = bubble("Terima kasih!");
    const react = thanks.getByRole("button", { name: w("inbox.react.label") });
    await react.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitemradio", { name: w("inbox.react.names.heart") }).focus();
    await page.keyboard.press("Enter");
    await expect(thanks.getByRole("list", { name: w("inbox.react.list") })).toContainText("❤️");
    await expect
      .poll(async () => {
        const [sent] = await sql`
          select status from public.messages where conversation_id = ${id} and kind = 'reaction' and body = '❤️'`;
        return sent?.["status"];
      })
      .toMatch(/sent|delivered/);
    await react.click();
    await page.getByRole("menuitem", { name: w("inbox.react.remove") }).click();
    await expect(thanks.getByRole("list", { name: w("inbox.react.list") })).toHaveCount(0);
    expect(heard.take()).toEqual([]);
    await context.close();
  });
}
