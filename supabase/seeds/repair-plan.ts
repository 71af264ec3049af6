/** Which repairs there were in the month, how far each has come, and when. */
import type { DeviceModel, Fault } from "./catalogue";
import { testImei } from "./check-digits";
import type { Patron } from "./patrons";
import type { Random } from "./random";

export type Ending =
  | "new"
  | "diagnosing"
  | "awaiting"
  | "approved"
  | "repairing"
  | "ready"
  | "collected"
  | "returned"
  | "cancelled";
export type StepName = "open" | "diagnose" | "price" | "decide" | "repair" | "ready" | "collect" | "cancel";
export type Way = "button" | "chat" | "link" | "staff";

export interface RepairPlan {
  patron: Patron;
  model: DeviceModel;
  fault: Fault;
  imei: string | null;
  source: "intake" | "counter";
  ending: Ending;
  way: Way;
  /** A second, higher price after the device was opened. */
  revised: boolean;
  /** Asked for the price before coming. */
  askedFirst: boolean;
  /** Minutes of opening hours before now, per step in order. */
  steps: readonly { name: StepName; ago: number }[];
}

const STEPS: Record<Ending, readonly StepName[]> = {
  new: ["open"],
  diagnosing: ["open", "diagnose"],
  awaiting: ["open", "diagnose", "price"],
  approved: ["open", "diagnose", "price", "decide"],
  repairing: ["open", "diagnose", "price", "decide", "repair"],
  ready: ["open", "diagnose", "price", "decide", "repair", "ready"],
  collected: ["open", "diagnose", "price", "decide", "repair", "ready", "collect"],
  returned: ["open", "diagnose", "price", "decide", "ready", "collect"],
  cancelled: ["open", "diagnose", "price", "cancel"],
};

/** In turn, so that none is left to luck. */
const WAYS: readonly Way[] = ["button", "chat", "button", "link", "button", "chat", "staff"];

/** Opening minutes since the step before. */
const GAP: Record<StepName, readonly [number, number]> = {
  open: [0, 0],
  diagnose: [8, 80],
  price: [15, 120],
  decide: [4, 150],
  repair: [6, 80],
  ready: [80, 620],
  collect: [60, 900],
  cancel: [60, 300],
};

/** How long ago the last step was. */
const SINCE: Record<Ending, readonly [number, number]> = {
  new: [12, 380],
  diagnosing: [20, 420],
  awaiting: [15, 700],
  approved: [20, 260],
  repairing: [70, 700],
  ready: [40, 1900],
  collected: [150, 14_600],
  returned: [500, 12_000],
  cancelled: [300, 12_000],
};

type Steps = RepairPlan["steps"];

function schedule(random: Random, ending: Ending, last = random.int(...SINCE[ending])): Steps {
  let ago = last;
  const steps: { name: StepName; ago: number }[] = [];
  for (const name of STEPS[ending].toReversed()) {
    steps.unshift({ name, ago });
    ago += random.int(...GAP[name]);
  }
  return steps;
}

const overlap = (a: Steps, b: Steps): boolean =>
  (a.at(-1)?.ago ?? 0) < (b[0]?.ago ?? 0) + 30 && (b.at(-1)?.ago ?? 0) < (a[0]?.ago ?? 0) + 30;

/** Nobody has two devices on the bench at once: an answer in the chat could then be about either. */
function apart(random: Random, ending: Ending, other: Steps): Steps {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const steps = schedule(random, ending);
    if (!overlap(steps, other)) return steps;
  }
  return schedule(random, ending, (other[0]?.ago ?? 0) + 60);
}

export function planRepairs(
  random: Random,
  patrons: readonly Patron[],
  models: readonly DeviceModel[],
  counts: Readonly<Record<Ending, number>>,
): RepairPlan[] {
  const endings: Ending[] = [
    "new",
    "diagnosing",
    "awaiting",
    "approved",
    "repairing",
    "ready",
    "cancelled",
    "returned",
    "collected",
  ];
  const list = endings.flatMap((ending) => Array.from({ length: counts[ending] }, () => ending));
  const singles = patrons.length;
  const firsts = new Map<Patron, Steps>();
  return list.map((ending, index): RepairPlan => {
    // Those left over come a second time, with another device.
    const again = index >= singles;
    const patron = patrons[again ? singles - 1 - (index - singles) : index];
    if (!patron) throw new Error("Too few people for so many repairs.");
    const model = random.pick(models);
    const earlier = firsts.get(patron);
    const steps = earlier ? apart(random, ending, earlier) : schedule(random, ending);
    firsts.set(patron, steps);
    const source = patron.phone !== null && (patron.isNew || random.chance(0.4)) && !again ? "intake" : "counter";
    const way: Way = !patron.chats ? "staff" : again ? "button" : (WAYS[index % WAYS.length] ?? "button");
    return {
      patron,
      model,
      fault: random.pick(model.faults),
      imei: model.category === "phone" && random.chance(0.8) ? testImei(random) : null,
      source,
      ending,
      way,
      revised: (ending === "collected" || ending === "ready") && patron.chats && !again && index % 3 === 0,
      askedFirst: patron.chats && !patron.isNew && !again && random.chance(0.3),
      steps,
    };
  });
}
