/** The people a shop serves, with what they agreed to. */
import { z } from "zod";
import type { DeviceModel } from "./catalogue";
import { testImei } from "./check-digits";
import { type InventedPerson, inventedPhone } from "./names";
import type { Random } from "./random";
import type { Outlet, Shop } from "./shop";
import type { Stage } from "./stage";
import { after, daysBefore } from "./timeline";

export interface Patron extends InventedPerson {
  /** Null until the person turns up for the first time. */
  id: string | null;
  phone: string | null;
  /** Whether messages reach this person: the first owner of a shared phone. */
  chats: boolean;
  outlet: Outlet;
  isNew: boolean;
}

const saved = z.object({ id: z.string() });

interface PatronPlan {
  count: number;
  /** Of those, people whom the intake form or a chat makes known. */
  newcomers: number;
  withoutPhone: number;
  sharing: number;
  firstPhone: number;
}

export function inventPatrons(
  random: Random,
  shop: Shop,
  people: readonly InventedPerson[],
  plan: PatronPlan,
): Patron[] {
  return people.slice(0, plan.count).map((someone, index): Patron => {
    const known = index < plan.count - plan.newcomers;
    const outlet = random.chance(0.6) ? shop.outlets[0] : shop.outlets.at(-1);
    if (!outlet) throw new Error("A shop needs an outlet.");
    // The last of the known: some have no phone, some give that of a relative.
    const fromEnd = plan.count - plan.newcomers - 1 - index;
    const phoneless = known && fromEnd < plan.withoutPhone;
    const shares = known && !phoneless && fromEnd < plan.withoutPhone + plan.sharing;
    const phone = phoneless ? null : inventedPhone(plan.firstPhone + (shares ? index % 20 : index));
    return { ...someone, id: null, phone, chats: !phoneless && !shares, outlet, isNew: !known };
  });
}

const CITIES = [
  ["43000", "Kajang", "Selangor"],
  ["43650", "Bandar Baru Bangi", "Selangor"],
  ["43500", "Semenyih", "Selangor"],
  ["43200", "Cheras", "Selangor"],
] as const;

const NOTES: Record<"ms" | "en", readonly string[]> = {
  ms: [
    "Pelanggan tetap, selalu datang dengan anak.",
    "Minta resit atas nama syarikat setiap kali.",
    "Lebih suka dihubungi selepas 6 petang.",
    "Pernah komplen tempered glass senget, dah tukar percuma.",
    "Cikgu sekolah rendah berhampiran, rujuk ramai kawan.",
  ],
  en: [
    "Regular customer, prefers to be contacted by text.",
    "Company account, always asks for a receipt.",
    "Collects after office hours only.",
    "Referred three colleagues from the same office.",
  ],
};

export async function welcomePatrons(stage: Stage, random: Random, shop: Shop, patrons: readonly Patron[], now: Date) {
  const arrivals = patrons
    .filter((patron) => !patron.isNew)
    // Who gives the phone of a relative comes after the relative, so the chat stays the relative's.
    .map((patron) => ({
      patron,
      at: daysBefore(now, (patron.chats ? 45 : 34) + random.next() * (patron.chats ? 215 : 8)),
    }))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { patron, at } of arrivals) {
    const agent = shop.worker("agent", patron.outlet);
    const [postcode, city, state] = random.pick(CITIES);
    const { id } = await stage.call(
      at,
      agent.who,
      "save_customer",
      [
        {
          name: patron.name,
          phone: patron.phone,
          email: random.chance(0.25)
            ? `pelanggan${String(random.int(100, 999))}.${String(random.int(10, 99))}@example.com`
            : "",
          locale: patron.locale,
          tags: random.weighted([
            [[], 70],
            [["tetap"], 16],
            [["korporat"], 6],
            [["rakan"], 8],
          ] as const),
          outlet_id: patron.outlet.id,
          ...(random.chance(0.35)
            ? {
                address_line: `No. ${random.int(1, 88)}, Jalan Rekaan ${random.int(1, 12)}/${random.int(1, 9)}`,
                postcode,
                city,
                state,
              }
            : {}),
        },
      ],
      saved,
    );
    patron.id = id;
    if (patron.phone !== null && random.chance(0.9)) {
      await stage.run(after(at, 1), agent.who, "record_consent", [
        id,
        "service",
        true,
        "counter",
        "counter-1",
        { outlet: patron.outlet.code },
      ]);
    }
    if (patron.chats && random.chance(0.45)) {
      await stage.run(after(at, 2), agent.who, "record_consent", [
        id,
        "marketing",
        true,
        random.chance(0.7) ? "counter" : "staff",
        "counter-1",
        { outlet: patron.outlet.code },
      ]);
    }
    if (random.chance(0.14)) {
      await stage.as(
        after(at, 30),
        agent.who,
        "insert into public.customer_notes (tenant_id, customer_id, body) values ($1, $2, $3)",
        [shop.tenantId, id, random.pick(NOTES[patron.locale])],
      );
    }
  }
}

/** Devices that are known from earlier visits. */
export async function recallDevices(
  stage: Stage,
  random: Random,
  shop: Shop,
  patrons: readonly Patron[],
  models: readonly DeviceModel[],
  now: Date,
) {
  for (const patron of patrons) {
    if (patron.id === null || !random.chance(0.5)) continue;
    const model = random.pick(models);
    const agent = shop.worker("agent", patron.outlet);
    await stage.as(
      daysBefore(now, 33 + random.next() * 5),
      agent.who,
      "insert into public.devices (tenant_id, customer_id, category, brand, model, imei) values ($1, $2, $3, $4, $5, $6)",
      [
        shop.tenantId,
        patron.id,
        model.category,
        model.brand,
        model.model,
        model.category === "phone" ? testImei(random) : null,
      ],
    );
  }
}
