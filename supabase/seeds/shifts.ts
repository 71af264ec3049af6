/** The drawer: a float in the morning, small things paid out of it, and the count at night. Of today it is still open. */
import { z } from "zod";
import { DENOMINATIONS } from "@/lib/pos/denominations";
import type { Random } from "./random";
import type { Scene } from "./scene";
import type { Outlet } from "./shop";
import { after } from "./timeline";

const FLOAT_SEN = 20_000;

const PAID_OUT = [
  ["Air mineral dan kopi", 1250],
  ["Upah penghantar", 1500],
  ["Pita pelekat dan plastik", 890],
  ["Bayar parkir pembekal", 500],
] as const;

const opened = z.object({ shift_id: z.string() });

export function planShifts(scene: Scene): void {
  const random = scene.random.fork();
  for (const outlet of scene.shop.outlets) {
    for (const [back, opening] of scene.openings.entries()) {
      const isLast = back === 0;
      scene.timeline.plan(new Date(opening.from - 600_000), (at) =>
        openDrawer(scene, random, outlet, at, isLast ? null : after(new Date(opening.to), 55)),
      );
      if (!random.chance(0.3)) continue;
      const [reason, amount] = random.pick(PAID_OUT);
      scene.timeline.plan(after(new Date(opening.from), random.int(60, 400)), (at) =>
        payOut(scene, random, outlet, at, reason, amount),
      );
    }
  }
}

async function openDrawer(scene: Scene, random: Random, outlet: Outlet, at: Date, closeAt: Date | null): Promise<void> {
  const { stage, shop, timeline } = scene;
  const cashier = shop.worker("cashier", outlet);
  const { shift_id: shift } = await stage.call(
    at,
    cashier.who,
    "open_shift",
    [{ key: random.uuid(), outlet_id: outlet.id, float_sen: FLOAT_SEN }],
    opened,
  );
  if (closeAt) timeline.plan(closeAt, (then) => closeDrawer(scene, random, outlet, then, shift));
}

async function payOut(scene: Scene, random: Random, outlet: Outlet, at: Date, reason: string, amount: number) {
  const cashier = scene.shop.worker("cashier", outlet);
  await scene.stage.run(at, cashier.who, "move_drawer_cash", [
    { key: random.uuid(), outlet_id: outlet.id, kind: "pay_out", amount_sen: amount, reason },
  ]);
}

/** The drawer mostly holds what it should; now and then a ringgit went astray. */
async function closeDrawer(scene: Scene, random: Random, outlet: Outlet, at: Date, shift: string): Promise<void> {
  const { stage, shop } = scene;
  await stage.owner(at);
  const [row] = await stage.sql<{ sum: string }[]>`
    select sum(amount_sen) from public.cash_movements where tenant_id = ${shop.tenantId} and shift_id = ${shift}`;
  const astray = random.chance(0.15) ? random.pick([-200, -100, -50, 100, 500]) : 0;
  const cashier = shop.worker("cashier", outlet);
  await stage.run(at, cashier.who, "close_shift", [
    { key: random.uuid(), shift_id: shift, counts: pieces(Math.max(0, Number(row?.sum ?? 0) + astray)) },
  ]);
}

/** The fewest notes and coins that make up an amount. */
function pieces(sen: number): Record<string, number> {
  let left = sen;
  const counts: Record<string, number> = {};
  for (const value of DENOMINATIONS) {
    const count = Math.floor(left / value);
    if (count > 0) counts[value] = count;
    left -= count * value;
  }
  return counts;
}
