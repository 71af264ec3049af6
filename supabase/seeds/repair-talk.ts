/** What is said on WhatsApp around a repair. */
import type { Repair } from "./repair";
import { after, isOpen } from "./timeline";
import { ASK_PRICE, ASK_STATUS, calledBy, concierge, STAFF_READY_SOON, say, THANKS, WILL_COLLECT } from "./words";

/** A computer shop hears of laptops. */
const about = ({ plan }: Repair, words: string) =>
  plan.model.category === "laptop" ? words.replaceAll("phone", "laptop") : words;

export async function askPrice({ scene, plan, random, service }: Repair, at: Date): Promise<void> {
  const { chat } = scene;
  const { patron } = plan;
  const { outlet, locale } = patron;
  const heard = await chat.hear(at, patron, outlet, {
    body: random.pick(ASK_PRICE[locale])(calledBy(locale, service.name)),
  });
  await chat.answer(after(at, 0.06), heard, {
    intent: "price_or_stock",
    body: concierge.price(locale, service, null),
    cites: [{ table: "products", id: service.id, label: service.name }],
  });
}

export async function askStatus(repair: Repair, at: Date): Promise<void> {
  const { scene, plan, random, agent, device, job } = repair;
  const { stage, chat, timeline } = scene;
  const { patron } = plan;
  const { outlet, locale } = patron;
  const heard = await chat.hear(at, patron, outlet, { body: about(repair, say(random, ASK_STATUS, locale)) });
  await stage.owner(at);
  const [row] = await stage.sql<{ ms: string; en: string; eta_at: Date | null }[]>`
    select s.name_ms as ms, s.name_en as en, t.eta_at from public.repair_tickets as t
      join public.repair_statuses as s on s.tenant_id = t.tenant_id and s.key = t.status where t.id = ${job.id}`;
  if (!row) return;
  await chat.answer(after(at, 0.06), heard, {
    intent: "ticket_status",
    body: concierge.status(locale, patron.name, {
      number: job.number,
      device,
      status: row[locale],
      etaAt: row.eta_at,
    }),
    cites: [{ table: "repair_tickets", id: job.id, label: job.number }],
  });
  if (isOpen(scene.openings, at) && random.chance(0.4)) {
    timeline.plan(after(at, 9), async (then) => {
      await chat.reply(then, agent, heard.conversation_id, say(random, STAFF_READY_SOON, locale));
      await chat.change(after(then, 0.2), agent, heard.conversation_id, { concierge: "on" });
    });
  }
}

/** A kind word after the ready notice or the hand-over, answered as kindly. */
export async function thank(repair: Repair, at: Date, when: "ready" | "collected"): Promise<void> {
  const { scene, plan, random } = repair;
  const { patron } = plan;
  const words = say(random, when === "ready" ? WILL_COLLECT : THANKS, patron.locale);
  const heard = await scene.chat.hear(at, patron, patron.outlet, { body: about(repair, words) });
  await scene.chat.answer(after(at, 0.05), heard, {
    intent: "thanks",
    body: concierge.welcome(patron.locale, patron.name),
    cites: [{ table: "tenants", id: scene.shop.tenantId, label: scene.shop.plan.name }],
  });
}
