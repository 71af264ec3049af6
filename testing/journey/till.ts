/** The counter: a repair and something from the shelf, paid by card and cash, and the receipt in the chat. */
import { expect, type Page } from "@playwright/test";
import { formatSen } from "@/lib/core/money";
import { expectAccessible } from "./browse";
import { type Day, onHand, plentiful } from "./day";
import type { Ticket } from "./hand-in";
import { containing } from "./words";

export interface Sold {
  id: string;
  number: string;
  total: number;
  rounding: number;
  change: number;
}

const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString("latin1") === "%PDF-" && bytes.length > 1000;

export async function settle(day: Day, ticket: Ticket): Promise<Sold> {
  const { staff, w, sql, shop, setting } = day;
  const goods = await plentiful(sql, shop, "A-OTG");
  await staff.goto(`/repairs/${ticket.id}`);
  await staff.getByRole("link", { name: containing(w("repairs.ticket.settle")) }).click();
  await staff.waitForURL("**/counter**");
  const search = staff.getByRole("combobox", { name: w("counter.search") });
  await search.fill(goods.sku);
  await search.press("Enter");
  if (setting.device === "phone") await staff.getByRole("button", { name: containing(w("counter.viewCart")) }).click();
  const cart =
    setting.device === "phone"
      ? staff.getByRole("dialog")
      : staff.getByRole("complementary", { name: w("counter.cart") });
  await expect(cart.getByRole("region", { name: containing(ticket.number) })).toBeVisible();
  await expect(cart.getByRole("button", { name: containing(`${w("counter.editLine")} ${goods.name}`) })).toBeVisible();
  await expect(cart.getByText(w("counter.rounding"))).toBeVisible();
  await expectAccessible(staff, "the counter");

  await cart.getByRole("button", { name: /^(Pay|Bayar)/ }).click();
  const sold = await payByCardAndCash(day, ticket);
  await expect.poll(() => onHand(sql, shop, goods.id)).toBe(goods.onHand - 1);
  await receipt(day, sold);
  return sold;
}

async function payByCardAndCash({ staff, w, sql }: Day, ticket: Ticket): Promise<Sold> {
  const dialog = staff.getByRole("dialog", { name: w("counter.payment") });
  await expect(dialog.getByText(containing(w("counter.rounding")))).toBeVisible();
  await expectAccessible(staff, "payment");
  await dialog.getByRole("button", { name: w("counter.methods.card"), exact: true }).click();
  await dialog.getByRole("textbox", { name: w("counter.amount"), exact: true }).fill("200");
  await dialog.getByRole("button", { name: w("counter.addPart", { amount: formatSen(20_000) }) }).click();
  await dialog.getByRole("textbox", { name: w("counter.cashReceived") }).fill("200");
  const due = await dialog.locator("output").first().innerText();
  const change = await dialog.locator("output").last().innerText();
  await expectAccessible(staff, "payment, the second part");
  await dialog.getByRole("button", { name: w("counter.complete"), exact: true }).dblclick();
  await expect(staff.getByRole("heading", { name: w("counter.done"), exact: true })).toBeVisible({ timeout: 20_000 });

  const sales = await sql<Sold[]>`
    select id, number, total_sen::int as total, rounding_sen::int as rounding, change_sen::int as change
      from public.sales where ticket_id = ${ticket.id}`;
  const [sold] = sales;
  if (!sold || sales.length !== 1) throw new Error(`${sales.length} sales of one cart.`);
  expect(sold.rounding, "this cart was chosen to be rounded").not.toBe(0);
  expect(sold.total % 5).toBe(0);
  expect(due).toBe(formatSen(sold.total - 20_000));
  expect(change).toBe(formatSen(sold.change));
  await expect(staff.getByText(formatSen(sold.change), { exact: true })).toBeVisible();
  await expect(staff.getByText(containing(`${sold.number} · ${formatSen(sold.total)}`))).toBeVisible();
  const payments = await sql`
    select method, amount_sen::int as amount from public.sale_payments where sale_id = ${sold.id} order by line_no`;
  expect(payments.map((row) => ({ ...row }))).toEqual([
    { method: "card", amount: 20_000 },
    { method: "cash", amount: sold.total - 20_000 },
  ]);
  return sold;
}

async function fetchPdf(page: Page, href: string): Promise<void> {
  const response = await page.request.get(href);
  expect(response.status()).toBe(200);
  expect(isPdf(await response.body()), href).toBe(true);
}

async function receipt({ staff, phone, w }: Day, sold: Sold): Promise<void> {
  await expectAccessible(staff, "a completed sale");
  const pdf = staff.getByRole("link", { name: w("counter.pdf"), exact: true });
  await fetchPdf(staff, (await pdf.getAttribute("href")) ?? "");
  const send = staff.getByRole("button", { name: w("counter.sendWhatsapp"), exact: true });
  await send.dblclick();
  const document = phone.log.getByRole("link", { name: containing(sold.number) });
  await expect(document).toBeVisible({ timeout: 30_000 });
  await fetchPdf(phone.page, (await document.getAttribute("href")) ?? "");
  await expect(document).toHaveCount(1);
  await staff.getByRole("link", { name: w("counter.viewSale") }).click();
  await staff.waitForURL(`**/sales/${sold.id}`);
  await expect(staff.getByRole("heading", { level: 1 })).toContainText(sold.number);
  await expectAccessible(staff, "a sale");
}
