/** Malaysian notes and coins by their worth in sen, the largest first. */
export const DENOMINATIONS = [10_000, 5000, 2000, 1000, 500, 100, 50, 20, 10, 5] as const;
export type Denomination = (typeof DENOMINATIONS)[number];

export type Counts = Partial<Record<`${Denomination}`, number>>;

export const countedSen = (counts: Counts): number =>
  DENOMINATIONS.reduce((sum, value) => sum + value * (counts[`${value}`] ?? 0), 0);
