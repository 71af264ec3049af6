/**
 * Does a message approve or decline a price? Decided by an allow-list: one word outside it and the message is no decision.
 * A wrong approval spends the customer's money, a missed one costs a tap on a button.
 */
import type { Normalised } from "@/lib/ai/intents/normalise";

/** unclear: could mean yes ("👍", "ok tq"); the customer is asked with buttons. weak: needs the price to be the last thing said. */
export type Decision = { readonly verdict: "approve" | "decline" | "unclear"; readonly strong: boolean };

const set = (words: string) => new Set(words.split(" "));

const STRONG_YES = set("setuju proceed teruskan agree agreed confirm approve approved sahkan lulus luluskan goahead");
/** With "ok" or "ya" these are an order to begin; "boleh repair" is as often a question, so it stays weak. */
const ACT = set("baiki repair buat tukar ganti mula start fix jadi");
const WEAK_YES = set("ok ya boleh sure can jadi");
const FILLER = set(
  "saya la lah lahh je jer saja sahaja please tolong bro bos abang bang kak sis encik puan tuan cik dear itu ini dengan harga anggaran quotation quote " +
    "estimate price the it do i im we with to that this go on terus sila kami me for my phone yang nak ha a ah lo lor",
);
const STRONG_NO = set("cancel batal batalkan reject decline declined rejected tolak");
const NO = set("tak no nope jangan dont not");
const AFTER_NO = set("nak jadi setuju payah proceed agree teruskan buat baiki repair approve want need");
const FIRM_AFTER_NO = set("jadi setuju proceed agree teruskan approve");
const ASKING = set("ke kah kan eh right");
const SIGNS = set("thumbsup gratitude thanks baik noted faham roger good great nice bagus");

const IDIOMS: readonly (readonly [RegExp, string])[] = [
  [/\bgo ahead\b/g, "goahead"],
  [/\bteruskan (?:saja|je)\b/g, "teruskan"],
  [/\bterima kasih\b/g, "thanks"],
  [/\bthanks you\b/g, "thanks"],
];

export function decide(message: Normalised): Decision | null {
  let text = message.text;
  for (const [idiom, word] of IDIOMS) text = text.replace(idiom, word);
  const words = text.split(" ").filter((word) => word !== "");
  if (words.length === 0 || words.length > 12 || message.question) return null;
  if (words.some((word) => ASKING.has(word))) return null;

  const negative = declined(words);
  if (negative) return negative;
  const known = (word: string) =>
    STRONG_YES.has(word) || ACT.has(word) || WEAK_YES.has(word) || FILLER.has(word) || SIGNS.has(word);
  if (!words.every(known)) return null;
  const strong = words.some((word) => STRONG_YES.has(word));
  const weak = words.some((word) => WEAK_YES.has(word));
  const acts = words.some((word) => ACT.has(word));
  const signs = words.some((word) => SIGNS.has(word));
  if (strong) return askedOfShop(words) ? { verdict: "unclear", strong: false } : { verdict: "approve", strong: true };
  if ((words.includes("ok") || words.includes("ya")) && acts && !signs) return { verdict: "approve", strong: true };
  if (weak && !signs) return { verdict: "approve", strong: false };
  return words.includes("thumbsup") || (weak && signs) ? { verdict: "unclear", strong: false } : null;
}

/** "please confirm", "confirm harga": the customer may be asking us to confirm. */
function askedOfShop(words: readonly string[]): boolean {
  const firm = words.filter((word) => STRONG_YES.has(word));
  return (
    firm.every((word) => word === "confirm" || word === "sahkan") &&
    words.some((word) =>
      ["please", "tolong", "sila", "harga", "price", "anggaran", "estimate", "quotation", "quote"].includes(word),
    )
  );
}

/** "tak setuju", "ok cancel", "no thanks": the refusal stands before any yes but a leading "ok". */
function declined(words: readonly string[]): Decision | null {
  const rest = words[0] === "ok" && words.length > 1 ? words.slice(1) : words;
  const at = rest.findIndex((word) => NO.has(word) || STRONG_NO.has(word));
  if (at < 0) return null;
  const none: Decision | null = null;
  const known = (word: string) =>
    NO.has(word) ||
    STRONG_NO.has(word) ||
    AFTER_NO.has(word) ||
    FILLER.has(word) ||
    word === "thanks" ||
    word === "jadi";
  if (!rest.every(known)) return none;
  if (rest.slice(0, at).some((word) => !FILLER.has(word) && word !== "thanks" && word !== "nak")) return none;
  const negations = rest.filter((word) => NO.has(word)).length;
  const refusals = rest.filter((word) => STRONG_NO.has(word)).length;
  // "jangan batal", "bukan tak setuju": a denied refusal is for a person to read.
  if (negations > 1 || (negations === 1 && refusals > 0)) return none;
  if (refusals > 0) return { verdict: "decline", strong: true };
  const next = rest[at + 1];
  if (next !== undefined && AFTER_NO.has(next)) return { verdict: "decline", strong: FIRM_AFTER_NO.has(next) };
  return rest.filter((word) => !FILLER.has(word) && word !== "thanks").length === 1
    ? { verdict: "decline", strong: false }
    : none;
}
