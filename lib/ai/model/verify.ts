/**
 * May a sentence the model wrote be sent? Every figure, date, time, link, status and stock claim in it must be in the rows it cites.
 * Pure and suspicious: what it cannot prove it refuses, and the rules answer instead.
 */
import type { Fact } from "@/lib/ai/answer";
import { CLAIMS, FORBIDDEN } from "@/lib/ai/model/claims";
import { dates, money, numbersLeft, takeFigures, times } from "@/lib/ai/model/figures";

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly problem: string };

const refuse = (problem: string): Verdict => ({ ok: false, problem });

const MAX_REPLY = 900;
const LINK =
  /(?:https?:\/\/|www\.)\S+|\b[\w.-]+@[\w-]+\.[a-z]{2,}\b|\b(?:[a-z0-9-]+\.)+(?:com|my|net|org|io|co|me|ly|info|xyz|shop|app|link)\b\S*/giu;

export function verifyReply(reply: string, facts: readonly Fact[]): Verdict {
  const text = reply.normalize("NFKC").replace(/\p{Cf}/gu, "");
  if (text.trim() === "" || text.length > MAX_REPLY) return refuse("length");
  if (facts.length === 0) return refuse("no_rows");
  // Figures of other scripts, fractions, Roman numerals: nothing here reads them, so nothing may say them.
  if (/(?![0-9])\p{N}/u.test(text)) return refuse("number");
  const links = new Set(facts.flatMap((fact) => strings(fact).filter((value) => /^https?:\/\//.test(value))));
  for (const [link] of text.matchAll(LINK)) {
    if (!links.has(link.replace(/[.,;:!?)\]]+$/, ""))) return refuse("link");
  }
  const lines = text.replace(LINK, " ").split(/\n|(?<=[.!?])\s+(?=\p{Lu})/u);
  let about: readonly Fact[] = [];
  for (const line of lines) {
    const named = facts.filter((fact) => names(fact).some((name) => includesName(line, name)));
    // A line that names nobody speaks of the one named before it, if that was one row.
    if (named.length > 0) about = named;
    else if (about.length > 1) about = [];
    const allowed =
      about.length > 0
        ? [...about, ...facts.filter((fact) => fact.cite.table === "outlets" || fact.cite.table === "tenants")]
        : facts;
    const problem = lineProblem(line, allowed);
    if (problem) return refuse(problem);
  }
  return { ok: true };
}

function lineProblem(line: string, facts: readonly Fact[]): string | null {
  const texts = facts.flatMap(strings);
  const lower = line.toLowerCase();
  for (const [name, pattern] of FORBIDDEN) {
    for (const [found] of lower.matchAll(pattern)) {
      if (!texts.some((text) => text.toLowerCase().includes(found.trim()))) return name;
    }
  }
  for (const { name, said, proven } of CLAIMS) {
    if (said.test(lower) && !facts.some(proven)) return name;
  }
  const known = {
    money: new Set(texts.flatMap(money)),
    times: new Set(texts.flatMap(times)),
    dates: new Set(texts.flatMap(dates)),
    numbers: new Set([...texts.flatMap(numbersLeft), ...facts.flatMap(numerals)]),
  };
  const figures = takeFigures(withoutNames(line, facts));
  if (figures.money.some((value) => !known.money.has(value))) return "price";
  if (figures.dates.some((value) => !known.dates.has(value))) return "date";
  if (figures.times.some((either) => !either.some((value) => known.times.has(value)))) return "time";
  if (figures.numbers.some((value) => !known.numbers.has(value))) return "number";
  return null;
}

/** Every text in a row, lists opened. */
function strings({ data }: Fact): string[] {
  return Object.values(data).flatMap((value) =>
    typeof value === "string"
      ? [value]
      : Array.isArray(value)
        ? value.filter((item): item is string => typeof item === "string")
        : [],
  );
}

const numerals = ({ data }: Fact): string[] =>
  Object.values(data).flatMap((value) => (typeof value === "number" ? [String(value)] : []));

/** What a row is called in a sentence. */
function names({ data, cite }: Fact): string[] {
  const known =
    cite.table === "outlets" || cite.table === "tenants" ? [] : [data["number"], data["name"], data["device"]];
  return known.filter((value): value is string => typeof value === "string" && value.length >= 3);
}

function includesName(line: string, name: string): boolean {
  const at = line.toLowerCase().indexOf(name.toLowerCase());
  return at >= 0 && !/[\p{L}\p{N}]/u.test(line[at + name.length] ?? " ");
}

/** Names, numbers of documents, addresses and phones are proven as a whole; their digits are no figures. */
function withoutNames(line: string, facts: readonly Fact[]): string {
  const whole = facts
    .flatMap(({ data }) => [data["number"], data["name"], data["device"], data["address"], data["phone"]])
    .filter((value): value is string => typeof value === "string" && /\d/.test(value))
    .sort((a, b) => b.length - a.length);
  let left = line;
  for (const value of whole) {
    if (includesName(left, value))
      left = left.replaceAll(new RegExp(value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu"), " ");
  }
  return left;
}
