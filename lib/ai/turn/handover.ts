/** Giving the thread to a person, who always hears why; the customer always hears who comes and when. */
import { textAnswer } from "@/lib/ai/answer";
import { outletCite, type Shop } from "@/lib/ai/facts/shop";
import { TEXTS } from "@/lib/ai/replies/texts";
import { opensAgain } from "@/lib/ai/replies/when";
import type { HandoverReason, Outcome, TurnIntent } from "@/lib/ai/turn/outcome";
import type { Locale } from "@/lib/core/dates";

export type HandoverVoice = {
  readonly locale: Locale;
  readonly now: Date;
  readonly name: string;
  readonly shop: Shop | null;
};

function words(reason: HandoverReason, { locale, name }: HandoverVoice): string {
  const t = TEXTS[locale];
  switch (reason) {
    case "complaint":
      return t.complaint(name);
    case "human":
      return t.human;
    case "appointment":
      return t.appointment;
    case "bargain":
      return t.bargain;
    case "photo":
      return `${t.photo} ${t.wait}`;
    case "voice":
      return `${t.voice} ${t.wait}`;
    case "file":
      return `${t.file} ${t.wait}`;
    default:
      return t.wait;
  }
}

export function handover(
  intent: TurnIntent,
  reason: HandoverReason,
  voice: HandoverVoice,
  engine: "rules" | "model" = "rules",
): Outcome {
  const outlet = voice.shop?.outlets[0];
  const later = outlet ? opensAgain(outlet, voice.locale, voice.now) : null;
  const body = later === null ? words(reason, voice) : `${words(reason, voice)}\n${later}`;
  return {
    outcome: "handover",
    intent,
    reason,
    engine,
    answer: textAnswer(body, outlet && later ? [outletCite(outlet)] : []),
  };
}
