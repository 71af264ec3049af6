/** Quick messages one after the other are one thing said: read together, decided only when nothing in them disagrees. */
import { type Understood, understand } from "@/lib/ai/intents/classify";
import type { TurnContext } from "@/lib/ai/turn/context";

type Pending = TurnContext["pending"][number];

export type Said = {
  readonly text: string;
  readonly understood: Understood;
  /** The message a decision is bound to. */
  readonly messageId: string;
  readonly kinds: readonly string[];
};

const TEXTUAL = new Set(["text", "button_reply", "list_reply", "image", "video", "document"]);

export function groupSaid(
  pending: readonly Pending[],
  newest: { readonly id: string; readonly kind: string; readonly body: string },
): Said {
  const kinds = pending.length > 0 ? pending.map((message) => message.kind) : [newest.kind];
  const spoken = pending.filter((message) => TEXTUAL.has(message.kind) && message.body.trim() !== "");
  if (spoken.length <= 1) {
    const [one] = spoken;
    const text = one?.body ?? (pending.length === 0 ? newest.body : "");
    return {
      text,
      understood: heard({ kind: one?.kind ?? newest.kind, body: text }),
      messageId: one?.message_id ?? newest.id,
      kinds,
    };
  }
  const text = spoken.map((message) => message.body).join("\n");
  const each = spoken.map((message) => ({ message, understood: heard(message) }));
  const decisions = each.filter(({ understood }) => understood.intent === "approval");
  const whole = understand(text);
  const [first] = decisions;
  if (!first?.understood.decision) return { text, understood: withoutDecision(whole), messageId: newest.id, kinds };
  const verdict = first.understood.decision.verdict;
  const agree = each.every(
    ({ understood }) =>
      understood.decision?.verdict === verdict || understood.intent === "greeting" || understood.intent === "thanks",
  );
  const strongest = decisions.find(({ understood }) => understood.decision?.strong) ?? first;
  if (agree) return { text, understood: strongest.understood, messageId: strongest.message.message_id, kinds };
  const other = each.find(
    ({ understood }) =>
      understood.intent !== "approval" && understood.intent !== "greeting" && understood.intent !== "thanks",
  );
  // "ok" + "bila siap?": the question is answered, and the price stays open with its buttons in that answer.
  if (other) return { text: other.message.body, understood: other.understood, messageId: newest.id, kinds };
  return {
    text,
    understood: { ...first.understood, decision: { verdict: "unclear", strong: false } },
    messageId: newest.id,
    kinds,
  };
}

/** Only typed words decide: a tapped button of something else, or the caption of a photo, is no answer to a price. */
function heard({ kind, body }: { readonly kind: string; readonly body: string }): Understood {
  const understood = understand(body);
  return kind === "text" ? understood : withoutDecision(understood);
}

/** Words that only together look like a yes are no yes. */
function withoutDecision(whole: Understood): Understood {
  return whole.decision ? { ...whole, decision: { verdict: "unclear", strong: false } } : whole;
}
