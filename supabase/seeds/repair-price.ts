/** Proposing a price, and the four ways a customer answers. */
import { z } from "zod";
import { estimateButtons, estimateReplies, estimateText } from "@/lib/repairs/customer-text";
import { estimateTotals } from "@/lib/repairs/totals";
import { productOf, type Repair } from "./repair";
import type { Way } from "./repair-plan";
import { concierge, visitor } from "./stage";
import { after, daysBefore } from "./timeline";
import { NO, say, YES } from "./words";

const proposed = z.object({ id: z.string(), token: z.string(), total_sen: z.number() });
const decided = z.object({ outcome: z.string(), reply: z.string().nullable() });

/** What a second estimate adds. */
export const EXTRA = "G-PRIV";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Malaysia keeps UTC+8 all year. */
const OFFSET = 8 * HOUR;

/** A full hour: of the day it was ready, or within two days of the proposal, before closing. */
function promisedBy({ random, times }: Repair, at: Date): Date {
  const ready = times.get("ready");
  if (ready) return new Date(Math.ceil(ready.getTime() / HOUR) * HOUR);
  const day = daysBefore(at, -random.int(1, 2)).getTime() + OFFSET;
  return new Date(Math.floor(day / DAY) * DAY - OFFSET + random.int(12, 18) * HOUR);
}

export async function propose(repair: Repair, at: Date, extra: boolean): Promise<void> {
  const { scene, plan, random, technician, templates, device, service, job } = repair;
  const { stage, shop } = scene;
  const { patron } = plan;
  const { locale } = patron;
  const lines = [
    { product: service, quantity: 1 },
    ...(extra ? [{ product: productOf(shop, EXTRA), quantity: 1 }] : []),
  ].map(({ product, quantity }) => ({
    productId: product.id,
    description: product.name,
    quantity,
    unitPriceSen: product.price,
    taxCode: product.kind === "service" ? "SST-S" : "NONE",
  }));
  const { totalSen } = estimateTotals(lines, { "SST-S": shop.plan.sstNo === null ? 0 : 800 });
  const etaAt = promisedBy(repair, at).toISOString();
  const result = await stage.call(
    at,
    technician.who,
    "propose_estimate",
    [
      {
        client_id: random.uuid(),
        ticket_id: job.id,
        lines: lines.map((line) => ({
          product_id: line.productId,
          description: line.description,
          quantity: line.quantity,
          unit_price_sen: line.unitPriceSen,
          tax_code: line.taxCode,
        })),
        eta_at: etaAt,
        note: extra ? "Tambah tempered glass atas permintaan pelanggan." : "",
        expected_total_sen: totalSen,
        message: {
          body: estimateText(templates, locale, {
            shop: shop.plan.name,
            device,
            lines,
            totalSen,
            etaAt,
            timeZone: "Asia/Kuala_Lumpur",
            appUrl: scene.appUrl,
          }),
          ...estimateButtons(templates, totalSen),
        },
        replies: estimateReplies(templates, totalSen, device),
        send: patron.chats,
      },
    ],
    proposed,
  );
  Object.assign(job, { estimateId: result.id, estimateToken: result.token, totalSen: result.total_sen });
}

export async function decide(repair: Repair, at: Date, decision: "approve" | "decline", way: Way): Promise<void> {
  const { scene, plan, random, agent, templates, job } = repair;
  const { stage, shop, chat } = scene;
  const { patron } = plan;
  const { outlet, locale } = patron;
  if (way === "button") {
    const buttons = estimateButtons(templates, job.totalSen);
    const title = buttons[decision];
    await chat.hear(at, patron, outlet, {
      kind: "button_reply",
      body: title,
      payload: { id: `${decision}:${job.estimateId}`, title },
    });
  } else if (way === "chat") {
    const heard = await chat.hear(at, patron, outlet, {
      body: say(random, decision === "approve" ? YES : NO, locale),
    });
    const result = await stage.call(
      after(at, 0.05),
      concierge(shop.tenantId),
      "decide_estimate_by_chat",
      [heard.message_id, decision],
      decided,
    );
    await chat.answer(after(at, 0.06), heard, {
      intent: "approval",
      body: result.reply ?? "",
      cites: [{ table: "repair_tickets", id: job.id, label: job.number }],
    });
  } else if (way === "link") {
    await stage.run(at, visitor, "decide_estimate_by_link", [job.estimateToken, decision, patron.name]);
  } else {
    await stage.run(at, agent.who, "decide_estimate_by_staff", [
      job.estimateId,
      decision,
      decision === "approve" ? "Setuju di kaunter" : "Tak jadi, dimaklumkan di kaunter",
    ]);
  }
}
