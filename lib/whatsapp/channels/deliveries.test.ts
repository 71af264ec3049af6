/** The pure parts of the delivery log. */
import { expect, it } from "vitest";
import { deliveryParams, passed } from "./deliveries";

it("says how long a step took in the unit that fits", () => {
  const after = (seconds: number) =>
    passed("2026-11-21T02:00:00Z", new Date(Date.UTC(2026, 10, 21, 2) + seconds * 1000).toISOString());
  expect(after(0.44)).toEqual({ unit: "seconds", value: 0.4 });
  expect(after(75)).toEqual({ unit: "seconds", value: 75 });
  expect(after(600)).toEqual({ unit: "minutes", value: 10 });
  expect(after(3 * 3600)).toEqual({ unit: "hours", value: 3 });
  expect(after(3 * 86_400)).toEqual({ unit: "days", value: 3 });
  expect(after(-5)).toEqual({ unit: "seconds", value: 0 });
});

it("reads days as the shop's, and takes anything else for no filter", () => {
  expect(deliveryParams({ state: "stuck", from: "2026-11-20", until: "2026-11-20", q: "Siti" })).toMatchObject({
    filter: { state: "stuck", from: "2026-11-19T16:00:00.000Z", until: "2026-11-20T16:00:00.000Z" },
    params: { q: "Siti" },
  });
  expect(deliveryParams({ state: "x", from: "yesterday", until: ["2026-01-01"] }).filter).toEqual({
    state: null,
    from: null,
    until: null,
  });
});
