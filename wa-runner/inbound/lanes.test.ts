import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createLanes, retryDelayMs } from "./lanes";

interface Row {
  seq: number;
  phone: string;
}

/** A source that keeps a row until it was handled, as the network does. */
function source(rows: Row[]) {
  const left = [...rows];
  return {
    left,
    read: async (busy: readonly string[]) => left.filter((row) => !busy.includes(row.phone)),
    done: (row: Row) => left.splice(left.indexOf(row), 1),
  };
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; waited < 400 && !isTrue(); waited += 1) await delay(10);
}

const ignore = () => undefined;

describe("lanes", () => {
  it("take one phone's messages in order and several phones side by side", async () => {
    const rows = Array.from({ length: 60 }, (_, seq) => ({ seq, phone: `p${seq % 6}` }));
    const network = source(rows);
    const seen: Row[] = [];
    let most = 0;
    let now = 0;
    const lanes = createLanes<Row>({
      read: network.read,
      laneOf: (row) => row.phone,
      onError: ignore,
      async handle(row) {
        most = Math.max(most, ++now);
        await delay(Math.random() * 3);
        now -= 1;
        seen.push(row);
        network.done(row);
      },
    });
    lanes.wake();
    await until(() => network.left.length === 0);
    await lanes.stop();
    expect(seen).toHaveLength(60);
    for (let phone = 0; phone < 6; phone += 1) {
      const own = seen.filter((row) => row.phone === `p${phone}`).map((row) => row.seq);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
    }
    expect(most).toBeGreaterThan(1);
  });

  it("hold up only the phone whose message fails, and lose nothing of it", async () => {
    const network = source([
      { seq: 1, phone: "bad" },
      { seq: 2, phone: "bad" },
      { seq: 3, phone: "good" },
    ]);
    const seen: number[] = [];
    let failures = 2;
    const lanes = createLanes<Row>({
      read: network.read,
      laneOf: (row) => row.phone,
      onError: ignore,
      async handle(row) {
        if (row.seq === 1 && failures > 0) {
          failures -= 1;
          throw new Error("away");
        }
        seen.push(row.seq);
        network.done(row);
      },
    });
    lanes.wake();
    await until(() => network.left.length === 0);
    await lanes.stop();
    expect(seen).toEqual([3, 1, 2]);
  });

  it("try again when the source itself is away", async () => {
    const network = source([{ seq: 1, phone: "a" }]);
    let outage = 2;
    const lanes = createLanes<Row>({
      async read(busy) {
        if (outage > 0) {
          outage -= 1;
          throw new Error("no database");
        }
        return network.read(busy);
      },
      laneOf: (row) => row.phone,
      onError: ignore,
      handle: async (row) => void network.done(row),
    });
    lanes.wake();
    await until(() => network.left.length === 0);
    await lanes.stop();
    expect(network.left).toEqual([]);
  });

  it("finish what is in hand before they stop, and take nothing new", async () => {
    const network = source([
      { seq: 1, phone: "a" },
      { seq: 2, phone: "a" },
    ]);
    const lanes = createLanes<Row>({
      read: network.read,
      laneOf: (row) => row.phone,
      onError: ignore,
      async handle(row) {
        await delay(40);
        network.done(row);
      },
    });
    lanes.wake();
    await delay(15);
    await lanes.stop();
    expect(network.left).toEqual([{ seq: 2, phone: "a" }]);
  });

  it("wait longer each time, up to 3 seconds", () => {
    expect([1, 2, 3, 4, 5, 9].map(retryDelayMs)).toEqual([200, 400, 800, 1600, 3000, 3000]);
  });
});
