/** From what a customer asks for to words a catalogue uses, and how well a product's name fits them. Pure. */
import { normalise } from "@/lib/ai/intents/normalise";

export type Wanted = {
  /** Model numbers and qualifiers: a product of another model is not an answer. */
  readonly models: readonly string[];
  /** Each with its spellings; the first is the name of the group. */
  readonly things: readonly (readonly string[])[];
  /** Other words, as written ("iphone", "samsung", "galaxy"). */
  readonly names: readonly string[];
};

const SYNONYMS: readonly (readonly string[])[] = [
  ["skrin", "screen", "lcd", "display", "oled", "paparan"],
  ["bateri", "battery", "batt"],
  ["charger", "pengecas", "adapter", "cas", "adaptor", "kepala"],
  ["cable", "kabel", "wayar"],
  ["casing", "cover", "case", "sarung"],
  ["tempered", "glass", "protector", "pelindung"],
  ["port", "charging port", "lubang cas", "plug in"],
  ["speaker", "pembesar suara"],
  ["camera", "kamera"],
  ["keyboard", "papan kekunci", "kekunci"],
  ["mic", "microphone", "mikrofon"],
  ["masuk air", "water damage", "water", "basah", "liquid"],
  ["powerbank", "power bank"],
  ["earphone", "earphones", "headphone", "earbuds", "fon telinga", "earpod"],
  ["format", "install windows", "windows", "software"],
  ["backglass", "back glass", "cermin belakang", "belakang"],
  ["ssd", "hard disk", "harddisk", "hdd", "storage"],
  ["ram", "memory", "memori"],
  ["diagnosis", "diagnos", "check", "periksa", "semak", "pemeriksaan"],
  ["unlock", "buka lock", "bypass"],
  ["motherboard", "board", "papan induk", "logic board"],
  ["type c", "usb c", "type-c", "usb-c"],
  ["lightning"],
];

const PHRASES = SYNONYMS.flatMap((group, index) => group.map((word) => ({ word, index }))).sort(
  (a, b) => b.word.length - a.word.length,
);

const QUALIFIERS = new Set(["pro", "max", "plus", "mini", "ultra", "fe", "se", "xr", "xs", "air", "lite", "promax"]);
const NOISE = new Set(
  (
    "harga berapa tukar ganti repair baiki servis service nak beli ada stok tak ke boleh saya untuk for yang ini itu the a an of my to change replace replacement fix how much is price " +
    "cost kos rm upah caj phone hi hello salam bos kak bro abang please tolong tanya berapakah dan and or atau dengan with do you have got jual sell lagi semua list la lah eh ya ye kat dekat " +
    "kedai shop apa can i want need would like pasang original ori ap kosnya jenis macam mana dapat quotation quote anggaran estimate in on hari esok it not buat ok still available buy me tu ni " +
    "rosak pecah retak broken cracked mati hidup on off problem masalah murah mahal jadi kalau kira bila siap cuma saja sahaja je one unit satu dua set selamat pagi petang malam terima kasih thanks " +
    "kedai buka tutup pukul jam mana alamat waktu invois resit status bagi tau tahu nya kena perlu agak brand model jenama"
  ).split(" "),
);

export function wantedWords(raw: string): Wanted {
  let text = ` ${normalise(raw)
    .text.replace(/\bip(?=\s?\d|\sx)/g, "iphone ")
    .replace(/\b(iphone|redmi|note|reno|galaxy|mate|nova|poco|realme|vivo|oppo|samsung|huawei|ipad)(\d)/g, "$1 $2")
    .replace(/\b(\d{1,2})\s?(?:pm|promax|pro max)\b/g, "$1 pro max")
    .replace(/\b(\d{1,2})(pro|plus|mini|ultra)\b/g, "$1 $2")
    .replace(/\s+/g, " ")} `;
  const things: (readonly string[])[] = [];
  for (const { word, index } of PHRASES) {
    const group = SYNONYMS[index];
    if (!text.includes(` ${word} `) || group === undefined) continue;
    text = text.replaceAll(` ${word} `, " ");
    if (!things.includes(group)) things.push(group);
  }
  const models: string[] = [];
  const names: string[] = [];
  for (const word of text.split(" ")) {
    if (word === "" || NOISE.has(word)) continue;
    if (QUALIFIERS.has(word) || /^(?:[a-z]{1,2}\d{1,4}[a-z]?|\d{1,4}[a-z]{0,2}|x)$/.test(word)) {
      if (!models.includes(word)) models.push(word);
    } else if (word.length >= 2 && names.length < 5 && !names.includes(word)) names.push(word);
  }
  return { models, things, names };
}

export const asksForSomething = (wanted: Wanted): boolean =>
  wanted.things.length > 0 || wanted.names.length > 0 || wanted.models.length > 0;

/** One group of spellings per word, for the database to look with. Single figures are too common to look with alone. */
export function searchGroups(wanted: Wanted): string[][] {
  return [
    ...wanted.things.map((group) => [...group]),
    ...wanted.names.map((name) => [name]),
    ...wanted.models.map((model) => [model]),
  ].slice(0, 8);
}

const nameWords = (name: string) =>
  name
    .toLowerCase()
    .normalize("NFKD")
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** "20W", "10000mAh", "64GB": a size, not a model. */
const MEASURE = /^\d+(?:w|mah|gb|tb|hz|v|a|cm|mm|m|pcs|inch|in1)$|^\d{5,}$/;
const BRANDS = new Set(
  (
    "iphone apple samsung galaxy nokia oppo vivo xiaomi redmi realme huawei honor poco infinix tecno asus acer dell lenovo macbook ipad sony google pixel oneplus msi " +
    "nintendo playstation xbox hp airpods"
  ).split(" "),
);

/**
 * 0 = no answer to the question. Every thing asked for and every model word must be in the name. A service whose name knows
 * neither brand nor model ("Tukar port cas") answers for all of them; a part does not.
 */
export function matchScore(wanted: Wanted, productName: string, kind: string): number {
  const words = nameWords(productName);
  const text = ` ${words.join(" ")} `;
  const has = (word: string) => text.includes(` ${word} `);
  const hasThing = (group: readonly string[]) =>
    group.some((word) => has(word) || (word.length > 4 && text.includes(word)));
  const thingsHit = wanted.things.filter(hasThing).length;
  if (thingsHit < wanted.things.length) return 0;
  const hits = (name: string) => has(name) || (name.length > 3 && text.includes(name));
  const namesHit = wanted.names.filter(hits).length;
  const modelsHit = wanted.models.filter(has).length;
  if (thingsHit + namesHit + modelsHit === 0 || (thingsHit === 0 && wanted.names.length > 0 && namesHit === 0))
    return 0;
  const ownModels = words.filter((word) => (/\d/.test(word) && !MEASURE.test(word)) || QUALIFIERS.has(word));
  const general = ownModels.length === 0 && !words.some((word) => BRANDS.has(word));
  const missesBrand = wanted.names.some((name) => BRANDS.has(name) && !hits(name));
  const misses = modelsHit < wanted.models.length || (missesBrand && namesHit === 0);
  if (misses && !(general && thingsHit > 0 && (kind === "service" || thingsHit > 1))) return 0;
  const extra = wanted.models.length > 0 ? ownModels.filter((word) => !wanted.models.includes(word)).length : 0;
  return 100 * (thingsHit + namesHit + modelsHit) - 10 * extra - words.length;
}
