import { expect, it } from "vitest";
import { matchScore, wantedWords } from "@/lib/ai/facts/product-words";

const CATALOGUE: readonly (readonly [name: string, kind: string])[] = [
  ["Tukar Skrin iPhone 11", "service"],
  ["Tukar Skrin iPhone 11 Pro Max", "service"],
  ["Tukar Skrin iPhone 13", "service"],
  ["Tukar Skrin Samsung A54", "service"],
  ["Bateri iPhone 11", "product"],
  ["Bateri Samsung A54", "product"],
  ["Tempered Glass Galaxy S23", "product"],
  ["Pengecas USB-C 20W", "product"],
  ["Kabel Lightning 1m", "product"],
  ["Power Bank 10000mAh", "product"],
  ["Tukar Port Cas", "service"],
  ["Rawatan Masuk Air", "service"],
  ["Format & Pasang Windows", "service"],
  ["Diagnosis Laptop", "service"],
  ["Skrin LCD", "product"],
];

const best = (asked: string): string | null => {
  const wanted = wantedWords(asked);
  const [first] = CATALOGUE.map(([name, kind]) => ({ name, score: matchScore(wanted, name, kind) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  return first?.name ?? null;
};

it.each([
  ["brp harga tukar skrin ip11", "Tukar Skrin iPhone 11"],
  ["lcd iphone 11 pro max berapa", "Tukar Skrin iPhone 11 Pro Max"],
  ["how much to change iPhone 13 screen?", "Tukar Skrin iPhone 13"],
  ["screen samsung a54", "Tukar Skrin Samsung A54"],
  ["battery ip 11", "Bateri iPhone 11"],
  ["bateri samsung a54 ada stok?", "Bateri Samsung A54"],
  ["tempered s23", "Tempered Glass Galaxy S23"],
  ["charger type c utk s23", "Pengecas USB-C 20W"],
  ["kabel lightning", "Kabel Lightning 1m"],
  ["u have powerbank", "Power Bank 10000mAh"],
  ["charging port samsung rosak brp", "Tukar Port Cas"],
  ["phone masuk air berapa kos", "Rawatan Masuk Air"],
  ["nak format laptop", "Format & Pasang Windows"],
])("finds for %j %s", (asked, name) => {
  expect(best(asked)).toBe(name);
});

it.each([
  "skrin iphone 12",
  "skrin nokia 3310",
  "bateri iphone 13 pro",
  "bateri samsung a52",
  "hello",
  "berapa",
  "kereta",
  "casing iphone 11",
])("has no answer for %j", (asked) => {
  expect(best(asked)).toBeNull();
});
