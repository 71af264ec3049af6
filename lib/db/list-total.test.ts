import { expect, it } from "vitest";
import { listTotal } from "./list-total";

const rows = (n: number) => ({
  range: async (from: number, to: number) => ({ data: Array.from({ length: n }).slice(from, to + 1), error: null }),
});

it.each([
  [0, 0, { count: 0, more: false }],
  [30, 0, { count: 30, more: false }],
  [30, 25, { count: 30, more: false }],
  [500, 0, { count: 500, more: false }],
  [501, 0, { count: 500, more: true }],
  [800, 275, { count: 775, more: true }],
  [775, 275, { count: 775, more: false }],
])("of %i rows, seen from row %i", async (n, from, total) => {
  expect(await listTotal(rows(n), from)).toEqual({ ok: true, value: total });
});
