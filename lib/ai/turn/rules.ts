/** Answers by rules: the intent picks the lookup, the rows make the answer, no row hands over. */
import type { Answer } from "@/lib/ai/answer";
import { type PaperKind, paperFacts } from "@/lib/ai/facts/documents";
import { productFacts } from "@/lib/ai/facts/products";
import { type Ticket, ticketFacts } from "@/lib/ai/facts/tickets";
import type { ReadIntent, Understood } from "@/lib/ai/intents/classify";
import * as compose from "@/lib/ai/replies/compose";
import { TEXTS } from "@/lib/ai/replies/texts";
import { handover } from "@/lib/ai/turn/handover";
import { answered, type Outcome, silent } from "@/lib/ai/turn/outcome";
import { formatSen } from "@/lib/core/money";
import type { CustomerDb } from "@/lib/db/clients";

export type Asked = {
  readonly db: CustomerDb;
  readonly text: string;
  readonly understood: Understood;
  readonly voice: compose.Voice;
  readonly appUrl: string;
  /** Intent of the last thing said to the customer. */
  readonly saidBefore: string | null;
};

export async function answerByRules(asked: Asked): Promise<Outcome> {
  const { understood, voice } = asked;
  const { intent } = understood;
  switch (intent) {
    case "greeting":
      return answered(intent, compose.greetingAnswer(voice));
    case "thanks":
      return asked.saidBefore === "thanks"
        ? silent(intent, "nothing_asked")
        : answered(intent, compose.thanksAnswer(voice));
    case "human":
    case "complaint":
    case "appointment":
    case "bargain":
      return handover(intent, intent, voice);
    case "undecided":
      return undecided(asked);
    case "ticket_status":
    case "price_or_stock":
    case "hours_address":
    case "invoice_or_receipt": {
      const first = await lookUp(intent, asked);
      if (!first) return handover(intent, "no_answer", voice);
      const second = understood.also ? await lookUp(understood.also, asked) : null;
      return answered(intent, compose.joinAnswers(first, second));
    }
    default:
      return unknown(asked);
  }
}

async function lookUp(intent: ReadIntent, { db, text, voice, appUrl, understood }: Asked): Promise<Answer | null> {
  switch (intent) {
    case "hours_address":
      return compose.hoursAnswer(voice);
    case "ticket_status":
      return compose.ticketsAnswer(named(await ticketFacts(db, voice.now), text), voice);
    case "invoice_or_receipt":
      return compose.papersAnswer(await paperFacts(db, appUrl, paperKind(understood.message.text), 1), voice);
    case "price_or_stock": {
      const priced = compose.pricesAnswer(await productFacts(db, text), voice);
      if (priced) return priced;
      // "brp kena bayar?" about the device that is here.
      const tickets = await ticketFacts(db, voice.now);
      const mine = tickets.filter((ticket) => ticket.agreedSen !== null || ticket.waiting !== null);
      return /\b(?:saya|my|phone|laptop|bayar|pay|total|repair|baiki)\b|^(?:harga|berapa|how much|price)\W*(?:ya|semua|la|is it)?$/.test(
        understood.message.text,
      )
        ? compose.ticketsAnswer(mine, voice)
        : null;
    }
  }
}

/** When a ticket number is written, only that ticket; a number that is not the customer's finds nothing. */
function named(tickets: Ticket[], text: string): Ticket[] {
  const numbers = text.toUpperCase().match(/\bT-[A-Z0-9]{1,8}-\d{3,}\b/g);
  return numbers ? tickets.filter((ticket) => numbers.includes(ticket.number)) : tickets;
}

function paperKind(text: string): PaperKind | null {
  const receipt = /\bresit\b/.test(text);
  const invoice = /\b(?:invois|einvois|einvoice)\b/.test(text);
  return receipt === invoice ? null : receipt ? "receipt" : "invoice";
}

async function undecided(asked: Asked): Promise<Outcome> {
  const { db, voice } = asked;
  const waiting = (await ticketFacts(db, voice.now)).filter((ticket) => ticket.waiting !== null);
  const [only, ...others] = waiting;
  if (!only?.waiting || others.length > 0) return silent("undecided", "nothing_asked");
  const t = TEXTS[voice.locale];
  return answered(
    "undecided",
    compose.askEstimate(
      only,
      only.waiting,
      `${t.undecided(only.number, formatSen(only.waiting.totalSen))} ${t.tapBelow}`,
    ),
  );
}

/** Nobody said what he wants, but a product's name may be all he wrote. */
async function unknown(asked: Asked): Promise<Outcome> {
  const words = asked.understood.message.words.length;
  const priced =
    words > 0 && words <= 5 ? compose.pricesAnswer(await productFacts(asked.db, asked.text), asked.voice) : null;
  return priced ? answered("price_or_stock", priced) : handover("unknown", "no_answer", asked.voice);
}
