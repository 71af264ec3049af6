/** A customer's phone, driven through the screens of /simulator. */
import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./browse";
import type { Words } from "./words";

/** The runner, the concierge and the network between them take their time on a busy machine. */
const ANSWER = { timeout: 30_000 };

export interface Phone {
  page: Page;
  log: Locator;
  say(text: string): Promise<void>;
  /** Waits for a message that contains this. */
  hears(text: string | RegExp): Promise<void>;
  heard(text: string | RegExp): Locator;
  /** Taps a button under a message; the newest that has it, or the oldest. */
  tap(title: string, which?: "newest" | "oldest"): Promise<void>;
}

/** A number nobody in the demo shops has. */
export const newNumber = (): string => `016${String(Math.floor(Math.random() * 10_000_000)).padStart(7, "0")}`;

type Owner = { number: string; name: string; shop: string; outlet: string };

export async function pickUpPhone(page: Page, w: Words, owner: Owner): Promise<Phone> {
  await page.goto("/simulator");
  const number = page.getByLabel(w("simulator.number"));
  await expect(page.getByRole("button", { name: w("simulator.newPhone") })).toBeVisible();
  if (!(await number.isVisible())) await page.getByRole("button", { name: w("simulator.newPhone") }).click();
  await number.fill(owner.number);
  await page.getByLabel(w("simulator.customerName")).fill(owner.name);
  await expectAccessible(page, "/simulator, a new phone");
  await page.getByRole("button", { name: w("simulator.addPhone") }).click();
  await expect(page.getByRole("heading", { name: owner.name })).toBeVisible();
  await page
    .getByRole("combobox", { name: w("simulator.shop") })
    .selectOption({ label: w("simulator.shopOption", { shop: owner.shop, outlet: owner.outlet }) });
  const log = page.getByRole("log");
  await expect(log.getByText(w("simulator.emptyThread", { shop: owner.shop }))).toBeVisible();

  const bubbles = log.getByRole("listitem");
  const heard = (text: string | RegExp) => bubbles.filter({ hasText: text });
  const box = page.getByRole("textbox", { name: w("simulator.message"), exact: true });
  return {
    page,
    log,
    heard,
    async say(text) {
      await box.fill(text);
      await page.getByRole("button", { name: w("simulator.send"), exact: true }).click();
      await expect(box).toHaveValue("");
      await expect(heard(text).last()).toBeVisible();
    },
    async hears(text) {
      await expect(heard(text).last()).toBeVisible(ANSWER);
    },
    async tap(title, which = "newest") {
      const buttons = log.getByRole("button", { name: title, exact: true });
      await (which === "newest" ? buttons.last() : buttons.first()).click();
    },
  };
}
