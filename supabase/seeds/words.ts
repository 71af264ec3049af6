/** What the concierge and the customers say about repairs, as it is typed in Malaysia. */
import { weekTable } from "@/lib/ai/facts/hours";
import { TEXTS } from "@/lib/ai/replies/texts";
import { formatDateTime, type Locale } from "@/lib/core/dates";
import { formatSen } from "@/lib/core/money";
import { formatPhone } from "@/lib/core/phone";
import type { Random } from "./random";

type Lines = Record<Locale, readonly string[]>;

export const ASK_STATUS: Lines = {
  ms: [
    "salam, phone saya dah siap ke?",
    "Hi bos, phone saya macam mana? dah siap belum",
    "dah siap ke phone saya tu? 😅",
    "Assalamualaikum, nak tanya status repair phone saya",
    "bila boleh ambil ye phone saya?",
    "update phone saya please, nak guna kerja",
  ],
  en: [
    "Hi, is my phone ready?",
    "hello any update on my phone?",
    "my phone done already or not ah",
    "Hello, may I know the status of my repair?",
  ],
};

export const ASK_PRICE: Record<Locale, readonly ((thing: string) => string)[]> = {
  ms: [
    (thing) => `Salam, berapa harga ${thing}?`,
    (thing) => `hi nak tanya ${thing} berapa ye`,
    (thing) => `bos ${thing} brp?`,
    (thing) => `Boleh saya tahu harga ${thing}? Boleh siap hari yang sama tak`,
  ],
  en: [
    (thing) => `Hi, how much is ${thing}?`,
    (thing) => `hello boss, ${thing} how much ya`,
    (thing) => `Hello, can I get a price for ${thing}?`,
  ],
};

const ENGLISH: readonly (readonly [RegExp, string])[] = [
  [/^Tukar skrin /, "screen replacement for "],
  [/^Tukar bateri /, "battery replacement for "],
  [/^Tukar port pengecas iPhone$/, "iPhone charging port repair"],
  [/^Tukar port pengecas Type-C$/, "Type-C charging port repair"],
  [/^Tukar kamera belakang /, "rear camera replacement for "],
  [/^Rawatan telefon masuk air$/, "water damage repair"],
  [/^Baiki perisian .*$/, "fixing a phone stuck at the logo"],
  [/^Servis & cuci laptop$/, "laptop cleaning"],
  [/^Format dan .*$/, "a Windows reinstall"],
  [/^Tukar kipas laptop$/, "laptop fan replacement"],
  [/^Tukar papan kekunci laptop$/, "laptop keyboard replacement"],
];

/** How a customer calls a service of the catalogue, which has its names in BM. */
export function calledBy(locale: Locale, service: string): string {
  if (locale === "ms") return service.charAt(0).toLowerCase() + service.slice(1);
  return ENGLISH.reduce((name, [from, to]) => name.replace(from, to), service);
}

export const YES: Lines = {
  ms: ["ok setuju", "Setuju, teruskan", "ok proceed je bos", "boleh, teruskan ya", "setuju, tolong baiki"],
  en: ["ok proceed", "Agreed, please go ahead", "proceed please", "ok confirm, go ahead"],
};

export const NO: Lines = {
  ms: ["tak jadi la, batalkan", "Tak setuju, batal"],
  en: ["no thanks, cancel", "cancel please"],
};

export const WILL_COLLECT: Lines = {
  ms: ["ok noted, tq 🙏", "Alhamdulillah, terima kasih bos", "baik, terima kasih", "ok tq bos"],
  en: ["Great, thank you!", "ok noted, thanks", "thanks boss 👍"],
};

export const THANKS: Lines = {
  ms: [
    "tq bos, phone dah macam baru 👍",
    "Terima kasih, laju servis korang",
    "mantap la, kemas kerja. Terima kasih 🙏",
    "tq kak, nanti saya recommend kat kawan",
  ],
  en: [
    "Thanks, works like new!",
    "Thank you, fast service 👍",
    "awesome job, thanks a lot",
    "Thank you boss, will recommend to my friends",
  ],
};

export const STAFF_READY_SOON: Lines = {
  ms: [
    "Salam, teknisi tengah buat sekarang. Kalau siap nanti terus kami mesej ya.",
    "Hi, giliran awak lepas ni. Kami siapkan secepat mungkin ya 🙏",
  ],
  en: [
    "Hi, the technician is on it now. We will message you once it is done.",
    "Hello, yours is next on the bench. We will finish it as soon as we can 🙏",
  ],
};

export const TECH_NOTES: readonly string[] = [
  "Frame bengkok sikit bahagian kanan, dah maklum pelanggan.",
  "Uji touch, kamera, speaker dan mic: ok.",
  "Konektor skrin berkarat sikit, dah cuci dengan IPA.",
  "Bateri asal masih elok, tak perlu tukar.",
  "Pelanggan minta simpan skrin lama.",
  "Data pelanggan ada backup, dah sahkan sebelum buka.",
];

export const say = (random: Random, lines: Lines, locale: Locale): string => random.pick(lines[locale]);

const HOURS: Readonly<Record<string, readonly [string, string]>> = {
  ...Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat"].map((day) => [day, ["10:00", "20:00"]])),
  sun: ["11:00", "18:00"],
};

/** The answers of the rules, in their own words. */
export const concierge = {
  price(
    locale: Locale,
    product: { name: string; price: number; warrantyDays: number },
    inStockAt: string | null,
  ): string {
    const t = TEXTS[locale];
    const detail = [
      ...(inStockAt === null ? [] : [t.stockYes(inStockAt)]),
      ...(product.warrantyDays > 0 ? [t.warranty(product.warrantyDays)] : []),
    ].join(", ");
    return `${product.name}: ${formatSen(product.price)}${detail ? ` (${detail})` : ""}\n${t.priceFoot}`;
  },
  status(
    locale: Locale,
    name: string,
    ticket: { number: string; device: string; status: string; etaAt: Date | null },
  ): string {
    const t = TEXTS[locale];
    const lines = [t.ticketLine(ticket.number, ticket.device, ticket.status)];
    if (ticket.etaAt) lines.push(t.expected(formatDateTime(ticket.etaAt, locale)));
    return `${t.ticketsHead(name)}\n\n${lines.join("\n")}`;
  },
  hours: (locale: Locale, outlet: { name: string; address: string; phone: string }): string =>
    [
      `${outlet.name}:`,
      ...weekTable(HOURS, locale).map(([days, times]) => `${days}: ${times}`),
      TEXTS[locale].address(outlet.address),
      TEXTS[locale].phone(formatPhone(outlet.phone)),
    ].join("\n"),
  welcome: (locale: Locale, name: string): string => TEXTS[locale].thanks(name),
  stopped: (locale: Locale, shop: string): string => TEXTS[locale].stopped(shop),
  handover(locale: Locale, name: string, reason: string): string {
    const t = TEXTS[locale];
    if (reason === "complaint") return t.complaint(name);
    if (reason === "human") return t.human;
    if (reason === "bargain") return t.bargain;
    return reason === "photo" ? `${t.photo} ${t.wait}` : t.wait;
  },
};
