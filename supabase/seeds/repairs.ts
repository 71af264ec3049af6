/** A repair from the counter to the hand-over, step by step, each by the person whose work it is. */
import { z } from "zod";
import { ackText, collectedText, readyText } from "@/lib/repairs/customer-text";
import { createRepair, photo, type Repair, takePart } from "./repair";
import type { RepairPlan, StepName } from "./repair-plan";
import { decide, EXTRA, propose } from "./repair-price";
import { askPrice, askStatus, thank } from "./repair-talk";
import { openAgo, type Scene } from "./scene";
import { shelfKey } from "./shop";
import { visitor } from "./stage";
import { after, awake } from "./timeline";
import { TECH_NOTES } from "./words";

const opened = z.object({ id: z.string(), number: z.string(), token: z.string() });
const submitted = z.object({ ticket_id: z.string(), number: z.string(), token: z.string() });

const HOURS = {
  ms: "Isnin–Sabtu 10 pagi–8 malam, Ahad 11 pagi–6 petang",
  en: "Mon–Sat 10 am–8 pm, Sun 11 am–6 pm",
};

async function open(repair: Repair, at: Date): Promise<void> {
  const { scene, plan, random, agent, templates, job } = repair;
  const { stage, shop } = scene;
  const { patron, model, fault } = plan;
  const { outlet, locale } = patron;
  const answers = {
    category: model.category,
    brand: model.brand,
    model: model.model,
    ...(plan.imei === null ? {} : { imei: plan.imei }),
  };
  const problem = fault[locale];
  const accessories = random.weighted([
    [[], 55],
    [["Casing"], 25],
    [["Casing", "SIM"], 12],
    [["Charger"], 8],
  ] as const);
  const condition = random.weighted([
    ["", 50],
    [locale === "ms" ? "Calar halus di belakang" : "Light scratches on the back", 30],
    [locale === "ms" ? "Bucu kanan kemik" : "Dent on the right corner", 20],
  ] as const);
  const ack = ackText(templates, { shop: shop.plan.name, appUrl: scene.appUrl });
  if (plan.source === "intake") {
    const result = await stage.call(
      at,
      visitor,
      "submit_intake",
      [
        {
          slug: outlet.slug,
          client_id: random.uuid(),
          locale,
          address_hash: random.uuid(),
          text_version: 1,
          answers: { ...answers, name: patron.name, phone: patron.phone, problem, accessories, condition },
          consents: { terms: true, service: true, marketing: random.chance(0.35) },
          ack,
        },
      ],
      submitted,
    );
    Object.assign(job, { id: result.ticket_id, number: result.number });
    if (patron.id === null) {
      await stage.owner(at);
      const [row] = await stage.sql<
        { id: string }[]
      >`select customer_id as id from public.repair_tickets where id = ${job.id}`;
      patron.id = row?.id ?? null;
    }
  } else {
    const result = await stage.call(
      at,
      agent.who,
      "create_ticket",
      [
        {
          client_id: random.uuid(),
          outlet_id: outlet.id,
          customer_id: patron.id,
          device: answers,
          problem,
          accessories,
          condition,
          priority: random.weighted([
            ["normal", 80],
            ["high", 12],
            ["urgent", 4],
            ["low", 4],
          ] as const),
          storage: random.chance(0.5) ? `Rak ${random.pick(["A", "B", "C"])}${random.int(1, 9)}` : "",
          ack: patron.chats ? ack : "",
        },
      ],
      opened,
    );
    Object.assign(job, { id: result.id, number: result.number });
  }
  if (random.chance(0.6)) await photo(repair, after(at, 2), agent, "before");
}

async function diagnose({ scene, plan, random, technician, job }: Repair, at: Date): Promise<void> {
  const { stage } = scene;
  await stage.run(at, technician.who, "assign_technician", [job.id, technician.id]);
  await stage.run(after(at, 0.3), technician.who, "set_ticket_status", [job.id, "diagnosing"]);
  if (plan.model.category === "phone" && random.chance(0.4))
    await stage.run(after(at, 4), technician.who, "add_ticket_note", [job.id, random.pick(TECH_NOTES), false]);
}

async function mend(repair: Repair, at: Date): Promise<void> {
  const { scene, plan, random, technician, times, job } = repair;
  const { stage, shop, timeline } = scene;
  const { patron, fault } = plan;
  await stage.run(at, technician.who, "set_ticket_status", [job.id, "repairing"]);
  if (fault.part !== null) await takePart(repair, after(at, 1), fault.part);
  if (random.chance(0.35)) await photo(repair, after(at, 12), technician, "during");
  const ready = times.get("ready");
  const until = ready ?? scene.now;
  const space = until.getTime() - at.getTime();
  if (patron.chats && space > 60 * 60_000 && random.chance(0.55)) {
    timeline.plan(awake(new Date(at.getTime() + space * (0.45 + random.next() * 0.4))), (then) =>
      askStatus(repair, then),
    );
  }
  if (plan.revised && ready && (shop.shelf.get(shelfKey(patron.outlet, EXTRA)) ?? 0) > 3) {
    timeline.plan(new Date(at.getTime() + space * 0.2), (then) => propose(repair, then, true));
    timeline.plan(new Date(at.getTime() + space * 0.3), (then) => decide(repair, then, "approve", "button"));
    timeline.plan(new Date(at.getTime() + space * 0.35), async (then) => {
      await stage.run(then, technician.who, "set_ticket_status", [job.id, "repairing"]);
      await takePart(repair, then, EXTRA);
    });
  }
}

async function ready(repair: Repair, at: Date): Promise<void> {
  const { scene, plan, random, technician, templates, device, job } = repair;
  const { stage, shop, timeline } = scene;
  const { patron } = plan;
  const body = readyText(templates, {
    shop: shop.plan.name,
    device,
    dueSen: plan.ending === "returned" ? 0 : job.totalSen,
    isPaid: false,
    hours: HOURS[patron.locale],
    appUrl: scene.appUrl,
  });
  if (plan.ending !== "returned" && random.chance(0.6)) await photo(repair, at, technician, "after");
  await stage.run(after(at, 1), technician.who, "mark_ready", [{ ticket_id: job.id, body: patron.chats ? body : "" }]);
  if (patron.chats && random.chance(0.55)) {
    timeline.plan(after(at, random.int(3, 40)), (then) => thank(repair, then, "ready"));
  }
}

async function collect(repair: Repair, at: Date): Promise<void> {
  const { scene, plan, random, templates, device, job } = repair;
  const { stage, shop, timeline } = scene;
  const { patron } = plan;
  const { outlet } = patron;
  const cashier = shop.worker("cashier", outlet);
  if (plan.ending === "collected") await scene.counter.settle(at, outlet, job.id);
  const body =
    plan.ending === "collected" && patron.chats ? collectedText(templates, { shop: shop.plan.name, device }) : "";
  await stage.run(after(at, 1.5), cashier.who, "hand_over", [
    { ticket_id: job.id, collected_by: random.chance(0.85) ? patron.name : "Wakil keluarga", body },
  ]);
  if (patron.chats && plan.ending === "collected" && random.chance(0.5)) {
    timeline.plan(after(at, random.int(20, 300)), (then) => thank(repair, then, "collected"));
  }
}

const ACTS: Record<StepName, (repair: Repair, at: Date) => Promise<void>> = {
  open,
  diagnose,
  price: (repair, at) => propose(repair, at, false),
  decide: (repair, at) =>
    decide(repair, at, repair.plan.ending === "returned" ? "decline" : "approve", repair.plan.way),
  repair: mend,
  ready,
  collect,
  cancel: ({ scene, agent, job }, at) => scene.stage.run(at, agent.who, "set_ticket_status", [job.id, "cancelled"]),
};

export function planRepair(scene: Scene, plan: RepairPlan): void {
  const repair = createRepair(scene, plan);
  for (const step of plan.steps) {
    const at = repair.times.get(step.name);
    if (at) scene.timeline.plan(at, (then) => ACTS[step.name](repair, then));
  }
  const first = plan.steps[0];
  if (plan.askedFirst && first) {
    const at = openAgo(scene, repair.random, first.ago + repair.random.int(40, 500));
    scene.timeline.plan(at, (then) => askPrice(repair, then));
  }
}
