/** How one turn ends. */
import type { Answer } from "@/lib/ai/answer";
import type { Intent } from "@/lib/ai/intents/classify";

export type TurnIntent = Intent | "media";

/** Why a person is needed; shown to staff, translated as `concierge.reason.<reason>`. */
export const HANDOVER_REASONS = [
  "no_answer",
  "human",
  "complaint",
  "appointment",
  "bargain",
  "photo",
  "voice",
  "file",
  "unsupported",
  "unclear_answer",
  "cancel_request",
  "loop",
  "error",
] as const;
export type HandoverReason = (typeof HANDOVER_REASONS)[number];

export type SilentReason = "muted" | "off" | "superseded" | "nothing_asked" | "not_a_customer";

export type Outcome =
  | {
      readonly outcome: "answer";
      readonly intent: TurnIntent;
      readonly answer: Answer;
      readonly engine: "rules" | "model";
    }
  | {
      readonly outcome: "handover";
      readonly intent: TurnIntent;
      readonly reason: HandoverReason;
      readonly answer: Answer;
      readonly engine: "rules" | "model";
    }
  | {
      readonly outcome: "silent";
      readonly intent: TurnIntent;
      readonly reason: SilentReason;
      readonly engine: "rules";
    };

export const silent = (intent: TurnIntent, reason: SilentReason): Outcome => ({
  outcome: "silent",
  intent,
  reason,
  engine: "rules",
});
export const answered = (intent: TurnIntent, answer: Answer, engine: "rules" | "model" = "rules"): Outcome => ({
  outcome: "answer",
  intent,
  answer,
  engine,
});
