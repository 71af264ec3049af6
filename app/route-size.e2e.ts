/** What a browser has to load of our scripts before a page works: at most 200 kB compressed, everywhere. */
import { gzipSync } from "node:zlib";
import { type BrowserContext, expect, type Page, type Response } from "@playwright/test";
import type { Sql } from "postgres";
import { demoLogin, e2eSql } from "@/testing/e2e";
import { openBrowser, signIn } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { shopOf } from "@/testing/journey/day";
import { type Place, publicPlaces, staffPlaces } from "@/testing/journey/places";

const MOST = 200_000;
/** A thread loads the code of rare things (a failed message, a place, a closed window) with the first of them: so much at the most. */
const RARE = 8_000;
const AT_ONCE = 4;
/** What loads by itself after the page has loaded belongs to it too. */
const AFTERWARDS_MS = 1000;

const compressed = new Map<string, number>();

async function sizeOf(response: Response): Promise<number> {
  const url = response.url();
  const known = compressed.get(url);
  if (known !== undefined) return known;
  const size = gzipSync(await response.body()).length;
  compressed.set(url, size);
  return size;
}

/** Pages that links on this one lead to are fetched ahead, with their scripts: those are not this page's. */
async function withoutPrefetch(page: Page): Promise<void> {
  await page.route("**/*", (route) =>
    route.request().headers()["next-router-prefetch"] ? route.abort() : route.continue(),
  );
}

async function weigh(context: BrowserContext, place: Place): Promise<number> {
  const page = await context.newPage();
  await withoutPrefetch(page);
  const scripts = new Map<string, Response>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script" && response.ok()) scripts.set(response.url(), response);
  });
  await page.goto(place.path, { waitUntil: "load" });
  await page.waitForTimeout(AFTERWARDS_MS);
  const sizes = await Promise.all([...scripts.values()].map(sizeOf));
  await page.close();
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The newest thread in which there is nothing but talk. */
async function plainThread(sql: Sql, { tenantId }: { tenantId: string }): Promise<string> {
  const [found] = await sql<{ id: string }[]>`
    select c.id from public.conversations as c join public.channels as h on h.id = c.channel_id
     where c.tenant_id = ${tenantId} and h.is_active and h.kind <> 'cloud' and not exists (
       select from public.messages as m where m.conversation_id = c.id and (m.kind <> 'text' or m.status in ('draft', 'failed', 'unknown')
         or m.edited_at is not null or m.revoked_at is not null or m.payload <> '{}'))
       and exists (select from public.messages as m where m.conversation_id = c.id)
     order by c.last_message_at desc limit 1`;
  if (!found) throw new Error("The demo shop has no thread of words only.");
  return found.id;
}

test("no page loads more than 200 kB of script", async ({ browser }) => {
  test.setTimeout(300_000);
  const sql = e2eSql();
  const shop = await shopOf(sql, demoLogin("owner"));
  const [open, behind] = [await publicPlaces(sql, shop), await staffPlaces(sql, shop)];
  const rare = behind.find(({ name }) => name === "conversation")?.path;
  behind.push({ name: "plain conversation", path: `/inbox?c=${await plainThread(sql, shop)}` });
  await sql.end({ timeout: 1 });
  const context = await openBrowser(browser, { locale: "en", device: "desktop" });
  const found: { path: string; bytes: number }[] = [];
  const weighAll = async (places: Place[]) => {
    const queue = [...places];
    const worker = async () => {
      for (let place = queue.shift(); place; place = queue.shift())
        found.push({ path: place.path, bytes: await weigh(context, place) });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
  await weighAll(open);
  const first = await context.newPage();
  await signIn(first, demoLogin("owner"), "en");
  await first.close();
  await weighAll(behind);
  await context.close();

  found.sort((a, b) => b.bytes - a.bytes);
  process.stdout.write(
    `${found.map(({ path, bytes }) => `${(bytes / 1000).toFixed(1).padStart(7)} kB  ${path}`).join("\n")}\n`,
  );
  for (const { path, bytes } of found) {
    expect.soft(bytes, `${path} loads something`).toBeGreaterThan(50_000);
    expect.soft(bytes, `${path} in bytes`).toBeLessThanOrEqual(path === rare ? MOST + RARE : MOST);
  }
});
