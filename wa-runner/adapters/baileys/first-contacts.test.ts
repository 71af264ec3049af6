import { describe, expect, it } from "vitest";
import { createFirstContacts } from "./first-contacts";

const DAY_MS = 86_400_000;

function asking() {
  let nowMs = Date.UTC(2026, 10, 23);
  const kept = new Map<string, string>();
  const asked: string[] = [];
  const there = new Set<string>();
  const contacts = createFirstContacts(() => nowMs);
  const store = {
    read: async (_type: string, ids: string[] | null) =>
      new Map([...kept].filter(([id]) => ids === null || ids.includes(id))),
    write: async (_type: string, rows: Readonly<Record<string, string | null>>) => {
      for (const [id, text] of Object.entries(rows)) if (text !== null) kept.set(id, text);
    },
  };
  return {
    asked,
    there,
    kept,
    wait: (ms: number) => {
      nowMs += ms;
    },
    find: (jid: string) =>
      contacts.find(jid, store, async (one) => {
        asked.push(one);
        return there.has(one);
      }),
  };
}

describe("whether a number is on WhatsApp", () => {
  it("is asked once in 30 days, and the day after for who is not", async () => {
    const { asked, there, wait, find } = asking();
    there.add("1@s.whatsapp.net");
    for (const after of [0, DAY_MS, 29 * DAY_MS - 1]) {
      wait(after);
      expect(await find("1@s.whatsapp.net")).toEqual({ isThere: true });
    }
    expect(asked).toHaveLength(1);
    wait(1);
    await find("1@s.whatsapp.net");
    expect(asked).toHaveLength(2);

    expect(await find("2@s.whatsapp.net")).toEqual({ isThere: false });
    there.add("2@s.whatsapp.net");
    expect(await find("2@s.whatsapp.net")).toEqual({ isThere: false });
    wait(DAY_MS);
    expect(await find("2@s.whatsapp.net")).toEqual({ isThere: true });
  });

  it("is asked ten times a minute at most; the others are given their turn, and keep it", async () => {
    const { asked, find, wait } = asking();
    const people = Array.from({ length: 35 }, (_, n) => `${n}@s.whatsapp.net`);
    const all = () => Promise.all(people.map(find));
    const first = await all();
    expect(asked).toHaveLength(10);
    const turns = first.flatMap((one) => ("askAfter" in one ? [one.askAfter.getTime()] : []));
    expect(new Set(turns).size).toBe(3);
    // Who looks in meanwhile moves nobody back.
    wait(59_999);
    expect(await all()).toEqual(first);
    for (const minute of [1, 2, 3]) {
      wait(minute === 1 ? 1 : 60_000);
      await all();
      expect(asked).toHaveLength(Math.min(35, 10 + minute * 10));
    }
    expect((await all()).every((one) => "isThere" in one)).toBe(true);
  });

  it("is kept under a hash: no phone book lies beside the keys", async () => {
    const { find, kept } = asking();
    await find("60123456789@s.whatsapp.net");
    expect(JSON.stringify([...kept])).not.toContain("60123456789");
  });
});
