export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];
/** A missing day is closed. */
export type Hours = Partial<Record<Day, [string, string]>>;
