/** What the shop's web shop sent in, through the key the owner made for it. */
import { z } from "zod";
import { orderThanks } from "@/lib/api/thanks";
import type { Patron } from "./patrons";
import { openAgo, type Scene } from "./scene";
import type { Who } from "./stage";
import { after } from "./timeline";

const made = z.object({ id: z.string() });
const answer = z.object({ body: z.object({ id: z.string() }) });

/** How far each has come, oldest first. */
const COURSES = [
  ["confirmed", "ready", "completed"],
  ["confirmed", "cancelled"],
  ["confirmed", "ready", "completed"],
  ["completed"],
  ["confirmed", "ready", "completed"],
  ["cancelled"],
  ["confirmed", "ready"],
  ["confirmed", "ready"],
  ["confirmed"],
  ["confirmed"],
  [],
  [],
  [],
] as const;

const NOTES = ["Ambil selepas jam 6", "Tolong telefon bila sampai", "Hadiah, jangan letak resit"] as const;

export function planOrders(scene: Scene, patrons: readonly Patron[]): void {
  const { stage, shop, timeline } = scene;
  const random = scene.random.fork();
  const goods = [...shop.products.values()].filter((item) => item.kind === "product" && item.price < 20_000);
  let key: Who | null = null;
  timeline.plan(openAgo(scene, random, 13_500), async (at) => {
    const { id } = await stage.call(
      at,
      shop.owner.who,
      "create_api_key",
      [{ name: "Kedai web", scopes: ["orders:read", "orders:write", "products:read"], days: 365 }],
      made,
    );
    key = { sub: `api:${id}`, actor: "api", tenant_id: shop.tenantId, api_key_id: id };
  });
  const known = patrons.filter((patron) => patron.phone !== null);
  for (const [index, course] of COURSES.entries()) {
    const patron = known[index % known.length];
    const came = openAgo(scene, random, (COURSES.length - index) ** 2 * 62 + random.int(5, 50));
    if (!patron) continue;
    const lines = random
      .shuffled(goods)
      .slice(0, random.int(1, 3))
      .map((item) => ({ sku: item.sku, quantity: random.int(1, 2) }));
    const note = random.chance(0.35) ? random.pick(NOTES) : null;
    timeline.plan(came, async (at) => {
      if (!key) return;
      const { body } = await stage.call(
        at,
        key,
        "api_create",
        [
          "orders",
          `web-${index}`,
          {
            outlet_id: patron.outlet.id,
            external_ref: `WEB-${1041 + index * 7}`,
            customer: { name: patron.name, phone: patron.phone, locale: patron.locale },
            lines,
            ...(note ? { note } : {}),
            thanks: orderThanks,
          },
        ],
        answer,
      );
      const cashier = shop.worker("cashier", patron.outlet);
      let next = at;
      for (const status of course) {
        next = after(next, random.int(25, 160));
        timeline.plan(next, (then) => stage.run(then, cashier.who, "set_order_status", [body.id, status]));
      }
    });
  }
}
