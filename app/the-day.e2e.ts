/** A shop's day as one story, through the real screens: staff on one side, the customer's phone on the other. */

import { e2eSql } from "@/testing/e2e";
import { agreeOnPrice, handOver, mend, openTicket } from "@/testing/journey/bench";
import type { Setting } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";
import { beginDay } from "@/testing/journey/day";
import { askAgainAndStop, askAndBeAnswered, takeOver } from "@/testing/journey/enquiry";
import { handIn } from "@/testing/journey/hand-in";
import { stranger } from "@/testing/journey/stranger";
import { settle } from "@/testing/journey/till";

test.use({ actionTimeout: 20_000, navigationTimeout: 30_000 });

const SETTINGS: Setting[] = [
  { locale: "ms", device: "phone" },
  { locale: "en", device: "desktop" },
];

test.describe.configure({ mode: "parallel" });

for (const setting of SETTINGS) {
  test(`the day, from the first message to STOP (${setting.locale}, ${setting.device})`, async ({ browser }) => {
    test.setTimeout(420_000);
    const sql = e2eSql();
    try {
      const day = await test.step("staff sign in, a customer picks up a phone", () => beginDay(browser, setting, sql));
      await test.step("a question is answered from the catalogue", () => askAndBeAnswered(day));
      await test.step("a person takes over", () => takeOver(day));
      const ticket = await test.step("the customer fills in the form", () => handIn(day));
      await test.step("the ticket is found", () => openTicket(day, ticket));
      await test.step("a price is agreed", () => agreeOnPrice(day, ticket));
      await test.step("the phone is mended", () => mend(day, ticket));
      const sold = await test.step("money is taken", () => settle(day, ticket));
      await test.step("the phone goes home", () => handOver(day, ticket));
      await test.step("the concierge answers again, and stops", () => askAgainAndStop(day, ticket.number));
      await test.step("the neighbour sees nothing of it", () => stranger(browser, day, { ticket, sold }));
    } finally {
      await sql.end({ timeout: 1 });
    }
  });
}
