/** What a shop has in its privacy book after a month: a breach that was reported in time, and a customer who asked for his data. */
import { z } from "zod";
import type { Patron } from "./patrons";
import type { Scene } from "./scene";
import { after, daysBefore } from "./timeline";

const saved = z.object({ id: z.string() });

export function planPrivacyBook(scene: Scene, patron: Patron | undefined): void {
  const { stage, shop, now, timeline } = scene;
  const { who } = shop.owner;
  const found = daysBefore(now, 19);
  const [told, written] = [after(found, 26 * 60), after(found, 74 * 60)];
  const breach = {
    title: "Telefon kaunter hilang",
    discovered_at: found.toISOString(),
    what: "Telefon yang menyimpan WhatsApp kedai tercicir dalam perjalanan ke cawangan. Skrin berkunci; nombor disekat dalam masa sejam.",
    categories: ["name", "contact", "chat"],
    persons: 38,
    cause: "Telefon dibawa keluar tanpa beg.",
    actions: "Sesi WhatsApp ditutup dari jauh, kata laluan ditukar, telefon kaunter tidak lagi dibawa keluar.",
    notify: "both",
  };
  const reported = { commissioner_notified_at: told.toISOString(), commissioner_reference: "JPDP-DBN-0193" };
  let id = "";
  timeline.plan(found, async (at) => {
    ({ id } = await stage.call(at, who, "save_breach", [breach], saved));
  });
  timeline.plan(told, async (at) => {
    await stage.run(at, who, "save_breach", [{ ...breach, ...reported, id }]);
  });
  timeline.plan(written, async (at) => {
    const done = { persons_notified_at: written.toISOString(), close: true };
    await stage.run(at, who, "save_breach", [{ ...breach, ...reported, ...done, id }]);
  });
  if (!patron) return;
  timeline.plan(daysBefore(now, 6), async (at) => {
    await stage.run(at, who, "begin_customer_export", [patron.id]);
  });
}
