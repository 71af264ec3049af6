/** Two invented shops with a month of work, made by the functions that real people call. */
import { createClient } from "@supabase/supabase-js";
import type { TransactionSql } from "postgres";
import type { SeedContext, SeedResult } from "@/supabase/embedded/seed-context";
import { planReturns } from "./after-sale";
import { deliver, fillSimulator, settlePast, tidyInbox } from "./aftermath";
import { CAHAYA, RIMBA } from "./businesses";
import { type DeviceModel, LAPTOPS, MODELS } from "./catalogue";
import { createChat } from "./chat";
import { COMPUTER_SCRIPTS, SCRIPTS, type Script } from "./chat-scripts";
import { planChat } from "./chats";
import { createCounter } from "./counter";
import { planInvoices } from "./invoices";
import { type InventedPerson, inventPeople } from "./names";
import { planOrders } from "./orders";
import { enterPast } from "./past";
import { inventPatrons, type Patron, recallDevices, welcomePatrons } from "./patrons";
import { type Album, drawAlbum } from "./photos";
import { planPrivacyBook } from "./privacy";
import { createRandom, type Random } from "./random";
import { type Ending, planRepairs } from "./repair-plan";
import { planRepair } from "./repairs";
import type { Scene, Upload } from "./scene";
import { planShifts } from "./shifts";
import { backdateLogins, openShop, type ShopPlan, type Staff, shelfKey, signUp } from "./shop";
import { createStage } from "./stage";
import { createTimeline, openings, openMinutesAgo } from "./timeline";

const SEED = 20_261_121;

interface Story {
  plan: ShopPlan;
  patrons: { count: number; newcomers: number; withoutPhone: number; sharing: number; firstPhone: number };
  models: readonly DeviceModel[];
  repairs: Readonly<Record<Ending, number>>;
  /** How many people bring a device; the rest of the repairs are second visits. */
  repairers: number;
  sales: number;
  scripts: readonly Script[];
  invoices: boolean;
}

const STORIES: readonly [Story, Story] = [
  {
    plan: CAHAYA,
    patrons: { count: 120, newcomers: 14, withoutPhone: 8, sharing: 6, firstPhone: 1 },
    models: MODELS,
    repairs: {
      new: 7,
      diagnosing: 5,
      awaiting: 6,
      approved: 4,
      repairing: 7,
      ready: 8,
      cancelled: 4,
      returned: 3,
      collected: 26,
    },
    repairers: 52,
    sales: 272,
    scripts: SCRIPTS,
    invoices: true,
  },
  {
    plan: RIMBA,
    patrons: { count: 14, newcomers: 2, withoutPhone: 1, sharing: 0, firstPhone: 501 },
    models: LAPTOPS,
    repairs: {
      new: 1,
      diagnosing: 1,
      awaiting: 1,
      approved: 0,
      repairing: 1,
      ready: 1,
      cancelled: 0,
      returned: 0,
      collected: 4,
    },
    repairers: 8,
    sales: 24,
    scripts: COMPUTER_SCRIPTS,
    invoices: false,
  },
];

export async function seedDemo(context: SeedContext, now = new Date()): Promise<SeedResult> {
  const album = await drawAlbum(createRandom(SEED + 1));
  context.report("Signing the staff up");
  const crews = await Promise.all(STORIES.map(({ plan }) => signUp(context, plan.staff)));
  const uploads: Upload[] = [];
  await context.sql.begin(async (tx) => {
    const present = await enterPast(tx);
    for (const [index, story] of STORIES.entries()) {
      context.report(`Living a month at ${story.plan.name}`);
      await live(tx, story, crews[index] ?? [], {
        now,
        random: createRandom(SEED + 10 + index),
        album,
        uploads,
        appUrl: context.appUrl,
      });
    }
    await settlePast(tx);
    await fillSimulator(tx, new Map(uploads.map((upload) => [upload.path, upload.bytes])));
    await present();
  });
  context.report("Storing photos");
  await store(context, uploads);
  return {
    logins: crews.flatMap((crew, index) =>
      crew
        .filter((member) => !member.key.includes("."))
        .map((member) => ({
          role: member.role,
          email: member.email,
          password: context.password(member.key),
          tenant: STORIES[index]?.plan.name ?? "",
        })),
    ),
  };
}

interface Means {
  now: Date;
  random: Random;
  album: Album;
  uploads: Upload[];
  appUrl: string;
}

async function live(tx: TransactionSql, story: Story, crew: readonly Staff[], means: Means): Promise<void> {
  const { now, random, album, uploads, appUrl } = means;
  const stage = createStage(tx);
  const shop = await openShop(stage, now, story.plan, crew);
  const people: InventedPerson[] = inventPeople(random, story.patrons.count);
  const patrons = inventPatrons(random, shop, people, story.patrons);
  await welcomePatrons(stage, random, shop, patrons, now);
  await recallDevices(stage, random, shop, patrons, story.models, now);

  const scene: Scene = {
    stage,
    random,
    shop,
    chat: createChat(stage, random.fork(), shop),
    counter: createCounter(stage, random.fork(), shop),
    timeline: createTimeline(now),
    openings: openings(now, 45),
    now,
    appUrl,
    album,
    uploads,
  };
  const { talkers, repairers, others } = cast(random, patrons, story);
  for (const repair of planRepairs(random.fork(), repairers, story.models, story.repairs)) planRepair(scene, repair);
  for (const [script, patron] of talkers) planChat(scene, script, patron);
  if (story.invoices) planInvoices(scene, others);
  planShifts(scene);
  planSales(scene, story.sales, [...others, ...repairers]);
  planReturns(scene);
  planDeliveries(scene);
  planOrders(scene, others);
  planPrivacyBook(scene, others[0]);
  await scene.timeline.play();

  await tidyInbox(scene);
  await deliver(stage, now, shop.tenantId, story.invoices);
  await stage.owner(now);
  await backdateLogins(tx, crew);
}

/** Who chats, who brings a device and who only buys. */
function cast(random: Random, patrons: readonly Patron[], story: Story) {
  const known = random.shuffled(patrons.filter((patron) => !patron.isNew && patron.chats));
  const talkers = story.scripts.map((script): [Script, Patron] => {
    const at = known.findIndex((patron) => patron.locale === script.locale);
    const [patron] = known.splice(Math.max(at, 0), 1);
    if (!patron) throw new Error("Too few people to chat with.");
    return [script, patron];
  });
  const silent = patrons.filter((patron) => !patron.isNew && !patron.chats);
  const first = random.shuffled([...patrons.filter((patron) => patron.isNew), ...silent.slice(0, 4)]);
  const regulars = known.splice(0, story.repairers - first.length);
  // Who comes twice stands at the end of the list, and is somebody known.
  const visits = Object.values(story.repairs).reduce((sum, count) => sum + count, 0);
  const once = regulars.length - (visits - story.repairers);
  const head = random.shuffled([...first, ...regulars.slice(0, once)]);
  return { talkers, repairers: [...head, ...regulars.slice(once)], others: known };
}

/** Busier at lunch, after work and at weekends. */
const BUSY = (at: Date): number => {
  const local = new Date(at.getTime() + 8 * 3_600_000);
  const hour = local.getUTCHours();
  const weekend = local.getUTCDay() % 6 === 0 ? 1 : 0.72;
  return weekend * (hour >= 17 ? 1 : hour >= 12 && hour < 15 ? 0.85 : 0.5);
};

function planSales(scene: Scene, count: number, patrons: readonly Patron[]): void {
  const { shop, openings: open, timeline } = scene;
  const random = scene.random.fork();
  const month = Math.floor(open.slice(0, 30).reduce((sum, each) => sum + (each.to - each.from), 0) / 60_000);
  // The last three are recent at whatever hour one looks.
  for (let planned = 0; planned < count; ) {
    const at = openMinutesAgo(open, planned < 3 ? 4 + planned * 17 : random.next() * (month - 10) + 2);
    if (planned >= 3 && random.next() > BUSY(at)) continue;
    planned += 1;
    const outlet = random.chance(0.58) ? shop.outlets[0] : shop.outlets.at(-1);
    const patron = random.chance(0.34) ? random.pick(patrons) : null;
    if (outlet) timeline.plan(at, async (then) => void (await scene.counter.sell(then, outlet, patron)));
  }
}

/** New goods in the middle of the month, and what was found broken. */
function planDeliveries(scene: Scene): void {
  const { stage, shop, timeline } = scene;
  const random = scene.random.fork();
  for (const outlet of shop.outlets) {
    const supervisor = shop.worker("supervisor", outlet);
    const goods = [...shop.products.values()].filter((product) => product.kind === "product");
    const delivered = goods.filter((product) => product.opening >= 25);
    timeline.plan(openMinutesAgo(scene.openings, 7600 + random.int(0, 900)), async (at) => {
      const lines = delivered.map((product) => ({
        product_id: product.id,
        quantity: random.int(1, 3) * 5,
        cost_sen: product.cost,
        sku: product.sku,
      }));
      await stage.run(at, supervisor.who, "receive_stock", [
        {
          key: `hantar-${outlet.code}`,
          outlet_id: outlet.id,
          note: `Invois pembekal PB-${random.int(1000, 9999)}`,
          lines,
        },
      ]);
      for (const line of lines)
        shop.shelf.set(shelfKey(outlet, line.sku), (shop.shelf.get(shelfKey(outlet, line.sku)) ?? 0) + line.quantity);
    });
    for (const [product, note] of random
      .shuffled(delivered)
      .slice(0, 2)
      .map((each, index) => [each, index === 0 ? "Pecah semasa susun rak" : "Kiraan stok: kurang satu"] as const)) {
      timeline.plan(openMinutesAgo(scene.openings, random.int(600, 5000)), async (at) => {
        await stage.run(at, supervisor.who, "adjust_stock", [
          {
            key: `kira-${outlet.code}-${product.sku}`,
            outlet_id: outlet.id,
            product_id: product.id,
            quantity: -1,
            note,
          },
        ]);
        shop.shelf.set(shelfKey(outlet, product.sku), (shop.shelf.get(shelfKey(outlet, product.sku)) ?? 0) - 1);
      });
    }
  }
}

/** Files go through the Storage API after the rows that name them are there for good. */
async function store(context: SeedContext, uploads: readonly Upload[]): Promise<void> {
  const storage = createClient(context.apiUrl, context.secretKey, { auth: { persistSession: false } }).storage.from(
    "media",
  );
  for (let start = 0; start < uploads.length; start += 8) {
    const results = await Promise.all(
      uploads
        .slice(start, start + 8)
        .map(({ path, bytes }) => storage.upload(path, bytes, { contentType: "image/jpeg", upsert: true })),
    );
    const failed = results.find((result) => result.error)?.error;
    if (failed) throw failed;
  }
}
