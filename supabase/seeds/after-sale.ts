/** What comes back: money for something broken, and a sale that a supervisor lets the cashier void. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { refundTotalSen } from "@/lib/pos/refund";
import { refundOffer } from "@/lib/pos/refund-schema";
import type { Random } from "./random";
import type { Scene } from "./scene";
import type { Outlet } from "./shop";
import { openMinutesAgo } from "./timeline";

const BROKEN = ["Rosak dalam kotak", "Salah model, tukar lain kali", "Pelanggan tukar fikiran"] as const;
const sold = z.object({ sale_id: z.string() });
const approved = z.object({ approval_id: z.string() });

export function planReturns(scene: Scene): void {
  const random = scene.random.fork();
  for (const outlet of scene.shop.outlets) {
    for (let no = 0; no < 3; no += 1)
      scene.timeline.plan(openMinutesAgo(scene.openings, random.int(300, 9000)), (at) =>
        giveBack(scene, random, outlet, at),
      );
    scene.timeline.plan(openMinutesAgo(scene.openings, random.int(700, 2500)), (at) => undo(scene, random, outlet, at));
  }
}

/** The last sale of the outlet that was paid for goods and is still whole. */
async function lastSale(scene: Scene, outlet: Outlet, at: Date): Promise<string | undefined> {
  await scene.stage.owner(at);
  const [row] = await scene.stage.sql<{ id: string }[]>`
    select s.id from public.sales as s where s.outlet_id = ${outlet.id} and s.ticket_id is null and s.total_sen between 500 and 10000
      and not exists (select 1 from public.refunds as r where r.tenant_id = s.tenant_id and r.sale_id = s.id)
      and not exists (select 1 from public.invoices as i where i.tenant_id = s.tenant_id and i.sale_id = s.id)
     order by s.created_at desc limit 1`;
  return row?.id;
}

async function giveBack(scene: Scene, random: Random, outlet: Outlet, at: Date): Promise<void> {
  const { stage, shop } = scene;
  const sale = await lastSale(scene, outlet, at);
  if (!sale) return;
  const cashier = shop.worker("cashier", outlet);
  const offer = await stage.call(at, cashier.who, "refund_offer", [sale], refundOffer);
  const line = offer.lines[0];
  if (!line) return;
  const method = offer.methods[0]?.method ?? "cash";
  const total = refundTotalSen(offer, [{ lineNo: line.line_no, quantityMilli: line.quantity * 1000 }], [method]);
  await stage.run(at, cashier.who, "refund_sale", [
    {
      key: random.uuid(),
      sale_id: sale,
      reason: random.pick(BROKEN),
      lines: [{ line_no: line.line_no, quantity: line.quantity, restock: random.chance(0.5) }],
      expected: { total_sen: total },
      payments:
        total > 0 ? [{ method, amount_sen: total, ...(method === "transfer" ? { reference: "TRF-BALIK" } : {}) }] : [],
    },
  ]);
}

async function undo(scene: Scene, random: Random, outlet: Outlet, at: Date): Promise<void> {
  const { stage, shop } = scene;
  const cashier = shop.worker("cashier", outlet);
  const made = await scene.counter.sell(at, outlet, null);
  const sale = sold.safeParse(made);
  if (!sale.success) return;
  const manager = shop.worker("supervisor", outlet);
  // Of no use to anybody: no PIN gives this verifier.
  const verifier = createHash("sha256").update(random.uuid()).digest("hex");
  await stage.run(at, manager.who, "set_my_pin", [verifier]);
  const input = { key: random.uuid(), sale_id: sale.data.sale_id, reason: "Tersilap imbas barang" };
  const approval = await stage.call(
    at,
    cashier.who,
    "approve_act",
    [{ act: "void", outlet_id: outlet.id, user_id: manager.id, verifier, input }],
    approved,
  );
  await stage.run(at, cashier.who, "void_sale", [{ ...input, approval_id: approval.approval_id }]);
}
