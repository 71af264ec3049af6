/** The intake form on the customer's own phone. */
import { expect } from "@playwright/test";
import { expectAccessible } from "./browse";
import type { Day } from "./day";
import { photo } from "./pictures";
import { containing } from "./words";

export interface Ticket {
  id: string;
  number: string;
}

const BAD_IMEI = "490154203237519";
const GOOD_IMEI = "490154203237518";

export async function handIn({ phone, w, sql, shop, customer }: Day): Promise<Ticket> {
  const page = await phone.page.context().newPage();
  await page.goto(`/intake/${shop.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: w("intake.title") })).toBeVisible();
  await expectAccessible(page, "the intake form");
  const field = (key: string) => page.getByRole("textbox", { name: containing(w(`intake.${key}`)) });
  const name = page.getByRole("textbox", { name: w("intake.name"), exact: true });
  const imei = field("imei");
  await name.fill(customer.name);
  await field("phone").fill(customer.number);
  await page.getByRole("combobox", { name: w("intake.category") }).selectOption("phone");
  await page.getByRole("combobox", { name: containing(w("intake.brand")) }).fill("Apple");
  await page.getByRole("combobox", { name: containing(w("intake.model")) }).fill("iPhone 12");
  await imei.fill(BAD_IMEI);
  await page.getByRole("checkbox", { name: w("intake.accessory.case") }).check();
  await field("problem").fill("Skrin retak 😢, sentuhan tidak berfungsi.");
  await page
    .getByLabel(w("intake.choosePhotos"))
    .first()
    .setInputFiles(await photo("depan.jpg", "#446688"));
  await expect(page.getByText(w("intake.photosChosen", { count: 1 }))).toBeVisible();
  await page.getByRole("checkbox", { name: w("intake.agreeTerms") }).check();
  await page.getByRole("checkbox").nth(-2).check();
  await page.getByRole("button", { name: w("intake.submit"), exact: true }).click();

  // One wrong digit: said at the field, and nothing of the rest is lost.
  await expect(imei).toHaveAccessibleDescription(containing(w("errors.input.imei")));
  await expect(imei).toBeFocused();
  await expect(name).toHaveValue(customer.name);
  await expect(page.getByRole("checkbox", { name: w("intake.agreeTerms") })).toBeChecked();
  await expect(page.getByText(w("intake.photosChosen", { count: 1 }))).toBeVisible();
  await expectAccessible(page, "the intake form with a mistake");
  await imei.fill(GOOD_IMEI);
  await page.getByRole("button", { name: w("intake.submit"), exact: true }).click();
  await expect(page.getByRole("heading", { name: w("intake.done.title") })).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page, "the intake form, sent");

  const tickets = await sql<Ticket[]>`
    select t.id, t.number from public.repair_tickets as t join public.devices as d on d.id = t.device_id
      join public.customers as c on c.id = t.customer_id
     where t.tenant_id = ${shop.tenantId} and d.imei = ${GOOD_IMEI} and c.name = ${customer.name}`;
  const [ticket] = tickets;
  if (!ticket || tickets.length !== 1) throw new Error(`${tickets.length} tickets of one form.`);
  await expect(page.getByText(ticket.number, { exact: true })).toBeVisible();
  const photos = await sql`select 1 from public.ticket_photos where ticket_id = ${ticket.id} and stage = 'before'`;
  expect(photos).toHaveLength(1);
  // The number is in the chat of the phone that the form named.
  await phone.hears(ticket.number);

  await page.getByRole("link", { name: w("intake.done.status"), exact: true }).click();
  await page.waitForURL("**/r/*");
  await expect(page.getByText(containing(ticket.number)).first()).toBeVisible();
  await expectAccessible(page, "the status page");
  await page.close();
  return ticket;
}
