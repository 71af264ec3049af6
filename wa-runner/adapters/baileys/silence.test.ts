import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterNoAnswer, type Hearing, hear, heardProbe, isTooQuiet, newHearing, wakingMs } from "./silence";

const HOUR_MS = 3_600_000;
/** A Monday in Kuala Lumpur. */
const at = (hour: number, day = 0): number => Date.UTC(2026, 10, 23 + day, hour - 8);

/** One message at each of these moments. */
const habit = (...moments: number[]): Hearing => {
  const [first = 0, ...rest] = moments;
  return rest.reduce(hear, newHearing(first));
};

describe("time in which somebody might write", () => {
  it("is from 8 to 22 o'clock in Malaysia", () => {
    expect(wakingMs(at(7), at(8))).toBe(0);
    expect(wakingMs(at(21), at(23))).toBe(HOUR_MS);
    expect(wakingMs(at(21), at(9, 1))).toBe(2 * HOUR_MS);
    expect(wakingMs(at(0), at(0, 7))).toBe(7 * 14 * HOUR_MS);
  });

  it("never runs backwards, and adds up", () => {
    const moment = fc.integer({ min: 0, max: at(0, 4000) });
    fc.assert(
      fc.property(moment, moment, moment, (...moments) => {
        const [a = 0, b = 0, c = 0] = moments.sort((x, y) => x - y);
        expect(wakingMs(a, b)).toBeGreaterThanOrEqual(0);
        expect(wakingMs(a, c)).toBe(wakingMs(a, b) + wakingMs(b, c));
      }),
    );
  });
});

describe("a silence", () => {
  const busy = habit(...Array.from({ length: 40 }, (_, n) => at(9) + n * 12 * 60_000));

  it("of two waking hours is too long for a busy number, and a night is none", () => {
    expect(isTooQuiet(busy, busy.heardAt + 2 * HOUR_MS - 1)).toBe(false);
    expect(isTooQuiet(busy, busy.heardAt + 2 * HOUR_MS)).toBe(true);
    const evening = { ...busy, heardAt: at(21) };
    expect(isTooQuiet(evening, at(8, 1))).toBe(false);
    expect(isTooQuiet(evening, at(9, 1))).toBe(true);
  });

  it("is measured by the number's own ones", () => {
    const daily = habit(...Array.from({ length: 10 }, (_, day) => at(12, day)));
    expect(isTooQuiet(daily, at(12, 11))).toBe(false);
    expect(isTooQuiet(daily, at(12, 12))).toBe(true);
  });

  it("of a number nobody knows yet is too long after a day", () => {
    expect(isTooQuiet(newHearing(at(10)), at(23))).toBe(false);
    expect(isTooQuiet(newHearing(at(10)), at(10, 1))).toBe(true);
  });

  it("is not shortened by ten messages in a row", () => {
    const noon = [0, 1, 2].flatMap((day) => Array.from({ length: 10 }, (_, n) => at(12, day) + n * 20_000));
    expect(habit(...noon).usualMs).toBeGreaterThan(13 * HOUR_MS);
  });

  it("that a probe has explained may last twice as long, until something comes by itself", () => {
    const asked = heardProbe(busy, at(17));
    expect(isTooQuiet(asked, at(19))).toBe(false);
    expect(isTooQuiet(asked, at(21))).toBe(true);
    expect(isTooQuiet(hear(asked, at(17)), at(19))).toBe(true);
  });

  it("always ends in a probe within days", () => {
    const usual = fc.option(fc.integer({ min: 0, max: 400 * HOUR_MS }));
    fc.assert(
      fc.property(usual, fc.nat(30), (usualMs, quietProbes) => {
        expect(isTooQuiet({ heardAt: at(0), usualMs, quietProbes }, at(0, 4))).toBe(true);
        expect(isTooQuiet({ heardAt: at(8), usualMs, quietProbes }, at(10) - 1)).toBe(false);
      }),
    );
  });
});

describe("a probe that nobody answers", () => {
  it("brings a new connection first, and a new beginning when it happens again within a day", () => {
    expect(afterNoAnswer([], at(12))).toBe("reconnect");
    expect(afterNoAnswer([at(11)], at(12))).toBe("recycle");
    expect(afterNoAnswer([at(11)], at(12, 1))).toBe("reconnect");
  });
});
