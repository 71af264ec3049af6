/** A free "ok" or "tak setuju". Counts only for the one version that waits, and a weak word only as an answer to that version. */

import { z } from "zod";
import { textAnswer } from "@/lib/ai/answer";
import { type Ticket, ticketFacts } from "@/lib/ai/facts/tickets";
import type { Decision } from "@/lib/ai/intents/decision";
import { askEstimate, type Voice, whichEstimate } from "@/lib/ai/replies/compose";
import { TEXTS } from "@/lib/ai/replies/texts";
import { estimatesIn, type TurnContext } from "@/lib/ai/turn/context";
import { handover } from "@/lib/ai/turn/handover";
import { answered, type Outcome, silent } from "@/lib/ai/turn/outcome";
import { formatSen } from "@/lib/core/money";
import { err, ok, type Result } from "@/lib/core/result";
import type { CustomerDb, SystemDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";

export type Deciding = {
  readonly db: CustomerDb;
  readonly system: SystemDb;
  readonly context: TurnContext;
  readonly voice: Voice;
  readonly decision: Decision;
  /** The message that decides; the approval is bound to it. */
  readonly messageId: string;
  /** Words of that message, to tell a mere "ok" from an answer. */
  readonly text: string;
};

type Waiting = Ticket & { readonly waiting: NonNullable<Ticket["waiting"]> };

export async function decideByWords(asked: Deciding): Promise<Outcome> {
  const { db, context, decision, voice } = asked;
  const waiting = (await ticketFacts(db, voice.now)).filter((ticket): ticket is Waiting => ticket.waiting !== null);
  const [only, ...others] = waiting;
  if (!only) return (await decidedBefore(asked)) ?? nothingWaits(asked);
  if (others.length > 0) {
    const choice = whichEstimate(waiting, decision.verdict === "decline" ? "decline" : "approve", voice);
    return choice ? answered("approval", choice) : nothingWaits(asked);
  }
  const answersIt = isAnswerTo(only.waiting, context);
  if (decision.verdict === "unclear" && !answersIt) return silent("approval", "nothing_asked");
  if (decision.verdict === "unclear" || context.mode === "draft" || !(decision.strong || answersIt))
    return ask(only, voice);
  return record(asked, decision.verdict);
}

/**
 * The last thing said was this price and nothing else, or the customer quotes it. A status answer that also mentions the price
 * does not count: an "ok" to it may only mean "I see".
 */
function isAnswerTo(waiting: Waiting["waiting"], { said_before: said, quoted }: TurnContext): boolean {
  if (estimatesIn(quoted).includes(waiting.id)) return true;
  if (!said) return false;
  return (
    said.id === waiting.messageId ||
    (estimatesIn(said).includes(waiting.id) && (said.intent === null || said.intent === "approval"))
  );
}

function ask(ticket: Waiting, voice: Voice): Outcome {
  const head = TEXTS[voice.locale].sureOfPrice(ticket.number, formatSen(ticket.waiting.totalSen));
  return answered("approval", askEstimate(ticket, ticket.waiting, head));
}

const settled = z.object({
  outcome: z.string(),
  reply: z.string().nullish(),
  state: z.string(),
  number: z.string(),
  estimate_id: z.string(),
  version: z.number(),
  total_sen: z.number(),
});
type Settled = z.infer<typeof settled>;

/** An earlier attempt decided with this very message and was cut off before it could say so. */
async function decidedBefore(asked: Deciding): Promise<Outcome | null> {
  const { verdict } = asked.decision;
  if (asked.context.turn.attempts < 2 || verdict === "unclear") return null;
  const decided = await decide(asked, verdict);
  return decided.ok && decided.value.outcome === "already" ? confirm(asked, decided.value) : null;
}

function confirm(
  { voice, context }: Deciding,
  { state, reply, number, estimate_id, version, total_sen }: Settled,
): Outcome {
  const t = TEXTS[voice.locale];
  const own = state === "approved" ? t.approved(number, formatSen(total_sen)) : t.declined(number);
  // The shop's own words were written with the estimate, in the language on file.
  const body = reply && voice.locale === context.customer.locale ? reply : own;
  return answered(
    "approval",
    textAnswer(body, [{ table: "estimates", id: estimate_id, label: `${number} v${version}` }]),
  );
}

async function record(asked: Deciding, verdict: "approve" | "decline"): Promise<Outcome> {
  const decided = await decide(asked, verdict);
  if (!decided.ok) {
    if (decided.code === "estimate.none_waiting") return nothingWaits(asked);
    if (decided.code === "estimate.several_waiting") return handover("approval", "unclear_answer", asked.voice);
    throw new Error(`decide_estimate_by_chat: ${decided.code}`);
  }
  const { outcome } = decided.value;
  if (outcome === "superseded" || outcome === "decided") return handover("approval", "unclear_answer", asked.voice);
  return confirm(asked, decided.value);
}

async function decide(asked: Deciding, verdict: "approve" | "decline"): Promise<Result<Settled>> {
  const { data, error } = await asked.system.rpc("decide_estimate_by_chat", {
    p_message_id: asked.messageId,
    p_decision: verdict,
  });
  if (error) return fromPg(error);
  const parsed = settled.safeParse(data);
  return parsed.success ? ok(parsed.data) : err("system.unexpected");
}

const ONLY_ACKNOWLEDGES = /^(?:ok|baik|noted|thumbsup|gratitude|thanks|la|lah|bos|bro|kak|bang|terima|kasih|ya|\s)+$/;

function nothingWaits({ decision, voice, text }: Deciding): Outcome {
  if (decision.verdict === "decline")
    return decision.strong ? handover("approval", "cancel_request", voice) : silent("approval", "nothing_asked");
  return decision.verdict === "unclear" || ONLY_ACKNOWLEDGES.test(text)
    ? silent("approval", "nothing_asked")
    : handover("approval", "unclear_answer", voice);
}
