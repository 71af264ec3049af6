/** The repair itself: moved, priced, approved in the chat, mended, photographed, ready. */
import { expect, type Locator } from "@playwright/test";
import { formatSen } from "@/lib/core/money";
import { expectAccessible } from "./browse";
import { type Day, type Goods, onHand, plentiful, statusName } from "./day";
import type { Ticket } from "./hand-in";
import { photo } from "./pictures";
import { containing } from "./words";

/** From the list, as one finds a ticket somebody asks about. */
export async function openTicket({ staff, w }: Day, ticket: Ticket): Promise<void> {
  await staff.goto("/repairs");
  await expectAccessible(staff, "/repairs, the board");
  await staff
    .getByRole("navigation", { name: w("repairs.view.label") })
    .getByRole("link", { name: w("repairs.view.list") })
    .click();
  await staff.waitForURL((url) => url.searchParams.get("view") === "list");
  await staff.getByRole("searchbox", { name: w("repairs.search") }).fill(ticket.number);
  await staff.waitForURL((url) => url.searchParams.get("q") === ticket.number);
  await expectAccessible(staff, "/repairs, the list");
  await staff.getByRole("link", { name: ticket.number, exact: true }).click();
  await staff.waitForURL(`**/repairs/${ticket.id}`);
  await expect(staff.getByRole("heading", { level: 1 })).toContainText("iPhone 12");
}

async function expectStatus({ staff, sql, shop, setting }: Day, key: string): Promise<void> {
  const name = await statusName(sql, shop, key, setting.locale);
  await expect(staff.locator("main header").getByText(name, { exact: true }).first()).toBeVisible();
}

/** Starts the check, then names a price twice: what the customer taps on the first message must not count for the second. */
export async function agreeOnPrice(day: Day, ticket: Ticket): Promise<number> {
  const { staff, phone, w, sql, shop, setting } = day;
  await staff.goto(`/repairs/${ticket.id}`);
  await staff.getByRole("button", { name: await statusName(sql, shop, "diagnosing", setting.locale) }).click();
  await expectStatus(day, "diagnosing");
  await expectAccessible(staff, "a ticket");

  await staff.getByRole("button", { name: w("repairs.steps.estimate"), exact: true }).click();
  const dialog = staff.getByRole("dialog");
  await dialog.getByRole("combobox", { name: w("repairs.estimate.searchProducts") }).fill("Tukar skrin iPhone 12");
  await dialog.getByRole("option", { name: containing("S-LCD-IP12") }).click();
  await expect(dialog.getByRole("textbox", { name: w("repairs.estimate.price") })).toHaveValue("340.00");
  await expectAccessible(staff, "the price editor");
  const first = await sendEstimate(day, ticket, dialog, 1);
  await phone.hears(formatSen(first.total));
  await expect(phone.log.getByRole("button", { name: first.approve, exact: true })).toBeVisible();

  await expectStatus(day, "awaiting_approval");
  await staff.getByRole("button", { name: w("repairs.ticket.more") }).click();
  await staff.getByRole("menuitem", { name: w("repairs.steps.newEstimate") }).click();
  await expect(dialog.getByText(w("repairs.estimate.replaces", { version: 1 }))).toBeVisible();
  await dialog.getByRole("textbox", { name: w("repairs.estimate.price") }).fill("329.90");
  const second = await sendEstimate(day, ticket, dialog, 2);
  await phone.hears(formatSen(second.total));
  await expect(phone.log.getByRole("button", { name: second.approve, exact: true })).toBeVisible();

  await phone.tap(first.approve, "oldest");
  await phone.hears(w("repairs.customer.changed", { number: ticket.number }));
  const [still] = await sql`select estimate_state from public.repair_tickets where id = ${ticket.id}`;
  expect(still?.["estimate_state"]).toBe("proposed");
  await phone.tap(second.approve);
  await phone.hears(
    containing(
      w("repairs.customer.approved", {
        total: formatSen(second.total),
        device: "Apple iPhone 12",
        number: ticket.number,
      }).slice(0, 40),
    ),
  );

  await expectStatus(day, "approved");
  await expect(staff.getByText(w("repairs.estimateState.approved"), { exact: true }).first()).toBeVisible();
  await expect(staff.getByText(containing(w("repairs.estimate.version", { version: 2 }))).first()).toBeVisible();
  await expectAccessible(staff, "a ticket, approved");
  const bound = await sql`
    select e.decided_via, m.kind from public.estimates as e join public.messages as m on m.id = e.decided_message_id
     where e.ticket_id = ${ticket.id} and e.state = 'approved' and e.version = 2 and e.decided_at is not null`;
  expect(bound.map((row) => ({ ...row }))).toEqual([{ decided_via: "button", kind: "button_reply" }]);
  return second.total;
}

async function sendEstimate(
  { staff, w, sql }: Day,
  ticket: Ticket,
  dialog: Locator,
  version: number,
): Promise<{ total: number; approve: string }> {
  await dialog.getByRole("button", { name: w("repairs.estimate.send"), exact: true }).click();
  await expect(staff.getByText(w("repairs.estimate.sent", { version }))).toBeVisible();
  await expect(dialog).toHaveCount(0);
  const [row] = await sql<{ total: number; approve: string }[]>`
    select total_sen::int as total, buttons -> 0 ->> 'title' as approve from public.estimates
     where ticket_id = ${ticket.id} and version = ${version} and state = 'proposed'`;
  if (!row) throw new Error(`Version ${version} is not waiting.`);
  return row;
}

/** A part from the shelf, a photo of the work done, and the notice exactly as it was shown. */
export async function mend(day: Day, ticket: Ticket): Promise<Goods> {
  const { staff, phone, w, sql, shop, setting } = day;
  await staff.getByRole("button", { name: await statusName(sql, shop, "repairing", setting.locale) }).click();
  await expectStatus(day, "repairing");

  const part = await plentiful(sql, shop, "P-%");
  await staff.getByRole("combobox", { name: w("repairs.parts.findPart") }).fill(part.name);
  await staff.getByRole("option", { name: containing(part.sku) }).click();
  await staff.getByRole("button", { name: w("repairs.parts.takeIt"), exact: true }).click();
  await expect(staff.getByText(w("repairs.parts.taken", { name: part.name }))).toBeVisible();
  await expect.poll(() => onHand(sql, shop, part.id)).toBe(part.onHand - 1);

  await staff.getByRole("combobox", { name: w("repairs.photos.stage") }).selectOption("after");
  await staff.getByLabel(w("repairs.photos.add")).setInputFiles(await photo("selepas.jpg", "#88aa66"));
  await expect(staff.getByText(w("repairs.photos.added", { count: 1 }))).toBeVisible({ timeout: 20_000 });
  const [stored] = await sql`
    select path, mime from public.ticket_photos where ticket_id = ${ticket.id} and stage = 'after'`;
  const image = await staff.request.get(`/api/media/${stored?.["path"]}`);
  expect(image.status()).toBe(200);
  expect((await image.body()).includes(Buffer.from("secret-place"))).toBe(false);

  await staff.getByRole("button", { name: w("repairs.steps.ready"), exact: true }).click();
  const shown = await staff
    .getByRole("dialog")
    .getByRole("textbox", { name: w("repairs.ready.message") })
    .inputValue();
  expect(shown).toContain(ticket.number);
  await expectAccessible(staff, "the ready notice");
  await staff.getByRole("button", { name: w("repairs.ready.send"), exact: true }).click();
  await expectStatus(day, "ready");
  await phone.hears(containing(ticket.number));
  await expect
    .poll(async () => {
      const said = await sql<{ body: string }[]>`
        select m.body from simulator.messages as m where m.from_shop and m.body = ${shown}`;
      return said.length;
    })
    .toBe(1);
  await phone.hears(shown.split("\n")[0] ?? shown);
  return part;
}

export async function handOver(day: Day, ticket: Ticket): Promise<void> {
  const { staff, phone, w, shop, sql } = day;
  await staff.goto(`/repairs/${ticket.id}`);
  await staff.getByRole("button", { name: w("repairs.steps.handover"), exact: true }).click();
  await expectAccessible(staff, "handing over");
  await staff
    .getByRole("dialog")
    .getByRole("button", { name: w("repairs.handover.confirm"), exact: true })
    .click();
  await expectStatus(day, "collected");
  const thanks = w("repairs.customer.collected", { shop: shop.name, device: "Apple iPhone 12", number: ticket.number });
  await phone.hears(containing(thanks));
  const [row] = await sql`select status, phase from public.repair_tickets where id = ${ticket.id}`;
  expect({ ...row }).toEqual({ status: "collected", phase: "CLOSED" });
}
