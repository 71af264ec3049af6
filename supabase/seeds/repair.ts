/** What every step of one repair needs, and the small acts they share. */
import { deviceName } from "@/lib/repairs/customer-text";
import { customerTemplates } from "@/lib/repairs/templates";
import type { Stage as PhotoStage } from "./photos";
import type { Random } from "./random";
import type { RepairPlan, StepName } from "./repair-plan";
import { openAgo, type Scene } from "./scene";
import { type Product, type Shop, type Staff, shelfKey } from "./shop";

export interface Repair {
  scene: Scene;
  plan: RepairPlan;
  random: Random;
  agent: Staff;
  technician: Staff;
  templates: ReturnType<typeof customerTemplates>;
  device: string;
  service: Product;
  times: ReadonlyMap<StepName, Date>;
  /** Known once the ticket is open, and once a price is proposed. */
  job: { id: string; number: string; estimateId: string; estimateToken: string; totalSen: number };
}

export function productOf(shop: Shop, sku: string): Product {
  const found = shop.products.get(sku);
  if (!found) throw new Error(`The catalogue has no ${sku}.`);
  return found;
}

export function createRepair(scene: Scene, plan: RepairPlan): Repair {
  const random = scene.random.fork();
  const { outlet, locale } = plan.patron;
  return {
    scene,
    plan,
    random,
    agent: scene.shop.worker("agent", outlet),
    technician: scene.shop.worker("technician", outlet),
    templates: customerTemplates(locale),
    device: deviceName(plan.model),
    service: productOf(scene.shop, plan.fault.service),
    times: new Map(plan.steps.map((step) => [step.name, openAgo(scene, random, step.ago)])),
    job: { id: "", number: "", estimateId: "", estimateToken: "", totalSen: 0 },
  };
}

export async function photo({ scene, plan, random, job }: Repair, at: Date, by: Staff, kind: PhotoStage) {
  const { stage, shop } = scene;
  const picture = scene.album.take(plan.model.category, plan.fault.look, kind);
  const path = `${shop.tenantId}/repairs/${job.id}/${random.uuid()}.jpg`;
  scene.uploads.push({ path, bytes: picture.bytes });
  await stage.run(at, by.who, "add_ticket_photo", [
    {
      client_id: random.uuid(),
      ticket_id: job.id,
      stage: kind,
      path,
      mime: "image/jpeg",
      bytes: picture.bytes.byteLength,
      width: picture.width,
      height: picture.height,
    },
  ]);
}

export async function takePart({ scene, plan, random, job, technician }: Repair, at: Date, sku: string) {
  const { stage, shop } = scene;
  const key = shelfKey(plan.patron.outlet, sku);
  const left = shop.shelf.get(key) ?? 0;
  if (left === 0) return;
  shop.shelf.set(key, left - 1);
  await stage.run(at, technician.who, "use_part", [
    { client_id: random.uuid(), ticket_id: job.id, product_id: productOf(shop, sku).id, quantity: 1 },
  ]);
}
