/** The owner of another shop: none of the day may be there for him. */
import { type Browser, expect, type Page } from "@playwright/test";
import { demoLogin, e2eStack } from "@/testing/e2e";
import { openBrowser, signIn } from "./browse";
import type { Day } from "./day";
import type { Ticket } from "./hand-in";
import type { Sold } from "./till";

interface Traces {
  ticket: Ticket;
  sold: Sold;
}

export async function stranger(browser: Browser, day: Day, { ticket, sold }: Traces): Promise<void> {
  const { sql, shop, customer, w, setting } = day;
  const other = e2eStack().logins.find((login) => login.role === "owner" && login.tenant !== shop.name);
  if (!other?.tenant) throw new Error("The seed has no second shop.");
  const context = await openBrowser(browser, setting);
  const page = await context.newPage();
  await signIn(page, demoLogin("owner", other.tenant), setting.locale);

  const [ids] = await sql<
    { customer: string; conversation: string; photo: string; product: string; estimate: string }[]
  >`
    select c.id as customer, v.id as conversation, f.path as photo, d.id as product, e.id as estimate
      from public.repair_tickets as t
      join public.customers as c on c.id = t.customer_id
      join public.conversations as v on v.customer_id = c.id
      join public.ticket_photos as f on f.ticket_id = t.id and f.stage = 'after'
      join public.estimates as e on e.ticket_id = t.id and e.state = 'approved'
      join public.products as d on d.tenant_id = t.tenant_id and d.sku = 'A-OTG'
     where t.id = ${ticket.id}`;
  if (!ids) throw new Error("The day left no traces.");
  const secrets = [customer.name, ticket.number, sold.number, customer.number.slice(-4)];

  for (const list of ["/customers", "/repairs?view=list", "/sales", "/inbox", "/invoices", "/home"]) {
    for (const query of list === "/home" ? [""] : [customer.name, ticket.number, sold.number]) {
      const url = new URL(list, e2eStack().appUrl);
      if (query) url.searchParams.set("q", query);
      await page.goto(url.href);
      await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
      await silent(page, secrets, url.pathname);
    }
  }
  for (const query of [customer.name, ticket.number, sold.number]) {
    const found = await page.request.get(`/api/search?q=${encodeURIComponent(query)}`);
    expect(found.status()).toBe(200);
    const text = await found.text();
    for (const secret of secrets) expect(text, `search for ${query}`).not.toContain(secret);
  }
  for (const path of [
    `/repairs/${ticket.id}`,
    `/repairs/${ticket.id}/print`,
    `/customers/${ids.customer}`,
    `/customers/${ids.customer}/edit`,
    `/inbox?c=${ids.conversation}`,
    `/sales/${sold.id}`,
    `/receipt/${sold.id}`,
    `/stock/${ids.product}`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: w("common.notFound.title") }), path).toBeVisible();
    await silent(page, secrets, path);
  }
  const refused = await Promise.all(
    [
      `/api/media/${ids.photo}`,
      `/api/sales/${sold.id}/pdf`,
      `/api/invoices/${sold.id}/pdf`,
      `/repairs/photos/${ticket.id}`,
    ].map(async (path) => ({ path, status: (await page.request.get(path)).status() })),
  );
  expect(refused.filter(({ status }) => status !== 403 && status !== 404)).toEqual([]);
  // To him it is as if they had never been.
  const nobody = crypto.randomUUID();
  for (const [path, id] of [
    ["/counter/tickets/ID", ticket.id],
    ["/customers/ID/timeline?before=2100-01-01T00:00:00Z", ids.customer],
  ] as const) {
    const [real, invented] = await Promise.all(
      [id, nobody].map(async (one) => {
        const response = await page.request.get(path.replace("ID", one));
        return `${response.status()} ${await response.text()}`;
      }),
    );
    expect(real, path).toBe(invented);
    for (const secret of secrets) expect(real, path).not.toContain(secret);
  }
  await context.close();
}

async function silent(page: Page, secrets: readonly string[], where: string): Promise<void> {
  const text = await page.locator("body").innerText();
  for (const secret of secrets) {
    // What was typed into the search box is in the box, not in the text of the page; "nothing found for …" may repeat it.
    expect(text.replace(/[“"].*[”"]/g, ""), `${where} shows ${secret}`).not.toContain(secret);
  }
}
