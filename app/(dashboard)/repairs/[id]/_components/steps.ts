/** Which step a ticket usually takes next; pure. */
import type { Move } from "@/lib/repairs/rows";

export const STEPS = ["estimate", "decision", "ready", "handover", "cancel"] as const;
export type Step = (typeof STEPS)[number];

export const asStep = (value: unknown): Step | null => STEPS.find((step) => step === value) ?? null;

/** The way forward of each status; whatever is not possible (or not allowed) is skipped. */
const FORWARD: Record<string, readonly string[]> = {
  pending: ["diagnosing"],
  diagnosing: ["awaiting_approval"],
  awaiting_approval: ["approved"],
  approved: ["repairing"],
  repairing: ["ready"],
  ready: ["collected"],
};

export const mainStep = (status: string, moves: readonly Move[]): Move | undefined =>
  (FORWARD[status] ?? []).map((key) => moves.find((move) => move.to_key === key)).find((move) => move !== undefined);
