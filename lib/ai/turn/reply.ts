/** One turn from its context to its outcome. Reads as the chatting customer; decides STOP and approvals by rules before any model. */
import { textAnswer } from "@/lib/ai/answer";
import { productById } from "@/lib/ai/facts/products";
import { shopCite, shopFacts } from "@/lib/ai/facts/shop";
import { understand } from "@/lib/ai/intents/classify";
import { writtenLanguage } from "@/lib/ai/language";
import type { ModelEngine } from "@/lib/ai/model/engine";
import { pricesAnswer, type Voice } from "@/lib/ai/replies/compose";
import { TEXTS } from "@/lib/ai/replies/texts";
import type { TurnContext } from "@/lib/ai/turn/context";
import { decideByWords } from "@/lib/ai/turn/decision";
import { groupSaid } from "@/lib/ai/turn/group";
import { handover } from "@/lib/ai/turn/handover";
import { answered, type HandoverReason, type Outcome, silent } from "@/lib/ai/turn/outcome";
import { answerByRules } from "@/lib/ai/turn/rules";
import type { Locale } from "@/lib/core/dates";
import type { CustomerDb, SystemDb } from "@/lib/db/clients";

export type Tools = {
  readonly db: CustomerDb;
  readonly system: SystemDb;
  readonly now: Date;
  readonly appUrl: string;
  readonly model: ModelEngine | null;
};

/** More answers than this in ten minutes in one thread is no conversation but a loop (another machine, or somebody lost). */
const LOOP_LIMIT = 8;

const BY_RULES_ONLY = new Set([
  "greeting",
  "thanks",
  "approval",
  "human",
  "complaint",
  "appointment",
  "bargain",
  "undecided",
]);

export const isStop = (body: string): boolean => understand(body).intent === "stop";

/** STOP is heard in every mode and after every take-over. */
export async function replyToStop(context: TurnContext, tools: Tools): Promise<Outcome> {
  const { error } = await tools.system.rpc("opt_out", { p_message: context.message.id });
  if (error) throw new Error(`opt_out: ${error.code ?? ""} ${error.message}`);
  if (context.mode === "off") return silent("stop", "off");
  if (context.said_before?.intent === "stop") return silent("stop", "nothing_asked");
  const shop = await shopFacts(tools.db, context.outlet_id);
  const locale = writtenLanguage(context.message.body) ?? context.customer.locale;
  return answered("stop", textAnswer(TEXTS[locale].stopped(shop?.name ?? "kami"), shop ? [shopCite(shop)] : []));
}

export async function replyToTurn(context: TurnContext, tools: Tools): Promise<Outcome> {
  const { message } = context;
  if (message.direction !== "in" || message.author_kind !== "customer") return silent("unknown", "not_a_customer");
  if (context.mode === "off") return silent("unknown", "off");
  if (context.concierge !== "on") return silent("unknown", "muted");
  if (context.newer_done) return silent("unknown", "superseded");

  const said = groupSaid(context.pending, message);
  const written = writtenLanguage(said.text);
  const locale: Locale = written ?? context.customer.locale;
  if (written && written !== context.customer.locale) await remember(context.customer.id, written, tools.system);
  const shop = await shopFacts(tools.db, context.outlet_id);
  const name = calledName(context.customer.name, locale);
  const plain = { locale, now: tools.now, name, shop };
  if (context.answered_lately >= LOOP_LIMIT) return handover("unknown", "loop", plain);
  if (said.text.trim() === "") return wordless(said.kinds, plain);
  if (!shop) return handover(said.understood.intent, "no_answer", plain);

  const voice: Voice = { locale, now: tools.now, name, shop };
  const { understood } = said;
  // A button of ours that the database did not know: nothing is guessed from its words.
  if (understood.decision && message.kind.endsWith("_reply")) return handover("approval", "unclear_answer", plain);
  if (understood.decision) {
    return decideByWords({
      db: tools.db,
      system: tools.system,
      context,
      voice,
      decision: understood.decision,
      messageId: said.messageId,
      text: understood.message.text,
    });
  }
  const tapped = await tappedProduct(context, tools.db, voice);
  if (tapped) return tapped;
  if (tools.model && !BY_RULES_ONLY.has(understood.intent)) {
    const byModel = await tools.model.answer({
      text: said.text,
      voice,
      db: tools.db,
      system: tools.system,
      history: context.history,
      appUrl: tools.appUrl,
    });
    if (byModel) return byModel;
  }
  return answerByRules({
    db: tools.db,
    text: said.text,
    understood,
    voice,
    appUrl: tools.appUrl,
    saidBefore: context.said_before?.intent ?? null,
  });
}

const WORDLESS: Record<string, HandoverReason> = {
  image: "photo",
  video: "photo",
  audio: "voice",
  document: "file",
  location: "unsupported",
  contact: "unsupported",
  unsupported: "unsupported",
};

function wordless(kinds: readonly string[], voice: Parameters<typeof handover>[2]): Outcome {
  for (const kind of kinds) {
    const reason = WORDLESS[kind];
    if (reason) return handover("media", reason, voice);
  }
  return silent("media", "nothing_asked");
}

/** A row of the price list we sent. */
async function tappedProduct(context: TurnContext, db: CustomerDb, voice: Voice): Promise<Outcome | null> {
  const id = context.message.kind === "list_reply" ? context.message.payload?.["id"] : null;
  if (typeof id !== "string" || !id.startsWith("product:")) return null;
  const product = await productById(db, id.slice("product:".length));
  const answer = product ? pricesAnswer([product], voice) : null;
  return answer ? answered("price_or_stock", answer) : null;
}

async function remember(customerId: string, locale: Locale, system: SystemDb): Promise<void> {
  const { error } = await system.rpc("set_customer_locale", { p_customer: customerId, p_locale: locale });
  if (error) throw new Error(`set_customer_locale: ${error.code ?? ""} ${error.message}`);
}

/** A name as people use it; a masked number or nothing is no name. */
export function calledName(name: string, locale: Locale): string {
  const clean = name.replace(/\s+/g, " ").trim().slice(0, 40);
  return /\p{L}/u.test(clean) && !/[•\d]|https?:|www\./u.test(clean) ? clean : locale === "ms" ? "tuan/puan" : "";
}
