/** Figures in a sentence, by kind, in one written form each. Pure. */

const MONEY =
  /(?:\brm|\bmyr)\s?(\d[\d,]*(?:\.\d{1,2})?)(?![\d.]*\d)|(?<![\d.,])(\d[\d,]*(?:\.\d{1,2})?)\s?(?:ringgit|hengget|myr|rm\b|sen\b)/giu;
const PART = "am|pm|a\\.m|p\\.m|pagi|petang|ptg|pg|mlm|malam|tengah hari|tengahari|tengah malam|noon|midnight";
const CLOCK = new RegExp(
  `(?:\\b(?:jam|pukul|pkl|at|around)\\s)?(?<![\\d.:])(\\d{1,2})(?:[:.](\\d{2}))?\\s?(${PART})\\b|(?<![\\d.:])(\\d{1,2}):(\\d{2})(?![\\d:])|\\b(?:jam|pukul|pkl|at|around)\\s(\\d{1,2})(?:[:.](\\d{2}))?(?![\\d/.:-]|\\s?(?:rm|ringgit))`,
  "giu",
);
const MONTHS = [
  "jan",
  "feb",
  "ma[cr]",
  "apr",
  "me[i]|may",
  "jun",
  "jul",
  "og|aug",
  "sep",
  "o[kc]t",
  "nov",
  "d[ei][sc]",
];
const MONTH =
  "jan\\w*|feb\\w*|mac|mar\\w*|apr\\w*|mei|may|june?|julai|july?|ogos?|aug\\w*|sep\\w*|okt\\w*|oct\\w*|nov\\w*|dis\\w*|dec\\w*";
const DATE = new RegExp(
  `\\b(\\d{4})-(\\d{2})-(\\d{2})\\b|\\b(\\d{1,2})(?:hb|st|nd|rd|th)?\\s(${MONTH})\\b(?:,?\\s\\d{4})?|\\b(${MONTH})\\s(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s\\d{4})?|\\b(\\d{1,2})/(\\d{1,2})(?:/\\d{2,4})?\\b|\\b(\\d{1,2})\\s?(?:hb|haribulan)\\b`,
  "giu",
);

const sum = (written: string): string => {
  const [whole = "", cents = ""] = written.replaceAll(",", "").split(".");
  return `${Number(whole)}.${cents.padEnd(2, "0")}`;
};

export const money = (text: string): string[] =>
  [...text.matchAll(MONEY)].map((match) => sum(match[1] ?? match[2] ?? ""));

/** Minutes of the day; a time without a part of the day could be either half. */
function clocks(text: string): number[][] {
  return [...text.matchAll(CLOCK)].map((match) => {
    const hour = Number(match[1] ?? match[4] ?? match[6]);
    const minute = Number(match[2] ?? match[5] ?? match[7] ?? 0);
    const part = match[3]?.toLowerCase();
    if (part === undefined)
      return match[4] === undefined || hour <= 12
        ? [hour * 60 + minute, ((hour % 12) + 12) * 60 + minute]
        : [hour * 60 + minute];
    const base = hour % 12;
    const late = /^(?:pm|p\.m|petang|ptg|malam|mlm|tengah hari|tengahari|noon)$/.test(part);
    return [(base + (late ? 12 : 0)) * 60 + minute];
  });
}

export const times = (text: string): number[] =>
  clocks(text).flatMap((either) => (/\b\d{2}:\d{2}\b/.test(text) ? either.slice(0, 1) : either));

function monthOf(word: string): number {
  return MONTHS.findIndex((pattern) => new RegExp(`^(?:${pattern})`, "i").test(word)) + 1;
}

/** "month-day"; a day without its month is "?-day" and matches nothing. */
export function dates(text: string): string[] {
  return [...text.matchAll(DATE)].map((match) => {
    if (match[1]) return `${Number(match[2])}-${Number(match[3])}`;
    if (match[5]) return `${monthOf(match[5])}-${Number(match[4])}`;
    if (match[6]) return `${monthOf(match[6])}-${Number(match[7])}`;
    if (match[8]) return `${Number(match[9])}-${Number(match[8])}`;
    return `?-${match[10]}`;
  });
}

const blank = (text: string, pattern: RegExp) => text.replace(pattern, " ");

/** Numbers that are no price, date or time; decimals and thousands as one. */
export function numbersLeft(text: string): string[] {
  const left = blank(blank(blank(text, DATE), MONEY), CLOCK);
  return (left.match(/\d[\d.,]*\d|\d/g) ?? []).map((written) => written.replaceAll(",", "").replace(/^0+(?=\d)/, ""));
}

export function takeFigures(text: string): { money: string[]; dates: string[]; times: number[][]; numbers: string[] } {
  const undated = blank(text, DATE);
  return {
    dates: dates(text),
    money: money(undated),
    times: clocks(blank(undated, MONEY)),
    numbers: numbersLeft(text),
  };
}
