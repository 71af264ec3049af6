/** The words of the repair desk without any checking, so that the browser need not load what checks. */
import type { StatusRow } from "@/lib/repairs/rows";

export const PHASES = ["NEW", "IN_PROGRESS", "READY", "CLOSED", "CANCELLED"] as const;
export type Phase = (typeof PHASES)[number];
export const OPEN_PHASES = ["NEW", "IN_PROGRESS", "READY"] as const;
export const CATEGORIES = ["phone", "tablet", "laptop", "console", "watch", "other"] as const;
export const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export const ACCESSORIES = ["charger", "cable", "case", "sim", "memory_card", "box", "bag", "stylus"] as const;
export const STAGES = ["before", "during", "after"] as const;
export type Stage = (typeof STAGES)[number];

export const statusName = (status: Pick<StatusRow, "name_ms" | "name_en">, locale: "ms" | "en"): string =>
  locale === "en" ? status.name_en : status.name_ms;
