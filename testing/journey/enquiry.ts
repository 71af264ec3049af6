/** A question in the chat: answered from the catalogue, handed over when no record answers, taken over by a person. */
import { expect } from "@playwright/test";
import { TEXTS } from "@/lib/ai/replies/texts";
import { formatSen } from "@/lib/core/money";
import { expectAccessible } from "./browse";
import type { Day } from "./day";
import { containing } from "./words";

const ASKS = {
  ms: {
    price: "Salam, berapa harga nak tukar skrin iPhone 12 ya?",
    unknown: "Siapa yang menang bola malam tadi?",
    reply: "Saya Farid dari kaunter. Boleh bawa telefon ke kedai, kami periksa percuma.",
    note: "Pelanggan tetap, skrin lama retak di bucu.",
    status: "Dah siap ke phone saya?",
    stop: "BERHENTI",
  },
  en: {
    price: "Hi, how much is it to replace the screen of an iPhone 12?",
    unknown: "Who won the football match last night?",
    reply: "This is Farid at the counter. Please bring the phone in, checking it is free.",
    note: "Regular customer, old screen cracked at the corner.",
    status: "Is my phone ready yet?",
    stop: "STOP",
  },
} as const;

/** Opens the conversation of the customer from the list of the inbox. */
export async function openConversation({ staff, w, customer }: Day): Promise<void> {
  await staff.goto("/inbox");
  const list = staff.getByRole("region", { name: w("inbox.list") });
  await list.getByRole("link", { name: containing(customer.name) }).click();
  await expect(staff.getByRole("heading", { name: customer.name })).toBeVisible();
}

export async function askAndBeAnswered(day: Day): Promise<void> {
  const { staff, phone, w, sql, shop, setting } = day;
  const asks = ASKS[setting.locale];
  const [screen] = await sql<{ name: string; price: number }[]>`
    select name, price_sen::int as price from public.products where tenant_id = ${shop.tenantId} and sku = 'S-LCD-IP12'`;
  const line = `${screen?.name}: ${formatSen(screen?.price ?? 0)}`;
  await phone.say(asks.price);
  await phone.hears(line);
  await expectAccessible(phone.page, "/simulator, a chat");

  await staff.goto("/inbox");
  await expectAccessible(staff, "/inbox");
  await openConversation(day);
  const answer = staff.getByRole("article", { name: w("inbox.author.concierge") }).filter({ hasText: line });
  await expect(answer).toContainText(w("inbox.basedOn"));
  await expect(answer.getByRole("link", { name: screen?.name ?? "", exact: true })).toBeVisible();
  await expectAccessible(staff, "a conversation");

  await phone.say(asks.unknown);
  await phone.hears(TEXTS[setting.locale].wait);
  await expect(staff.getByText(containing(w("inbox.handedBar", { reason: "" }).slice(0, 20)))).toBeVisible();
}

export async function takeOver({ staff, phone, w, customer, setting }: Day): Promise<void> {
  const asks = ASKS[setting.locale];
  await staff.getByRole("button", { name: w("inbox.takeOver"), exact: true }).click();
  await expect(staff.getByText(w("inbox.mutedBar"))).toBeVisible();

  await staff.getByRole("textbox", { name: w("inbox.composer.label", { name: customer.name }) }).fill(asks.reply);
  await staff.getByRole("button", { name: w("inbox.composer.send"), exact: true }).click();
  await phone.hears(asks.reply);
  const bubble = staff.getByRole("article", { name: w("inbox.author.you") }).filter({ hasText: asks.reply });
  await expect(bubble).toContainText(w("common.status.read"), { timeout: 20_000 });

  await staff.getByRole("button", { name: w("inbox.composer.note"), exact: true }).click();
  await staff.getByRole("textbox", { name: w("inbox.composer.noteLabel") }).fill(asks.note);
  await staff.getByRole("button", { name: w("inbox.composer.saveNote"), exact: true }).click();
  await expect(staff.getByRole("article").filter({ hasText: asks.note })).toBeVisible();
  await staff.getByRole("button", { name: w("inbox.composer.note"), exact: true }).click();
  await expectAccessible(staff, "a conversation taken over");
  // The note stays in the shop, and the concierge stays silent.
  await expect(phone.heard(asks.note)).toHaveCount(0);
}

/** Handed back, the concierge answers again; STOP is confirmed. */
export async function askAgainAndStop(day: Day, ticketNumber: string): Promise<void> {
  const { staff, phone, w, shop, setting } = day;
  const asks = ASKS[setting.locale];
  await openConversation(day);
  await staff
    .getByRole("button", { name: w("inbox.release"), exact: true })
    .last()
    .click();
  await expect(staff.getByText(w("inbox.mutedBar"))).toHaveCount(0);
  await phone.say(asks.status);
  await phone.hears(containing(`${ticketNumber} (`));
  await phone.say(asks.stop);
  await phone.hears(TEXTS[setting.locale].stopped(shop.name));
}
