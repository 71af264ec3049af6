/** Invented people, as varied as a Malaysian high street. Any likeness is chance: first and last names are put together at random. */
import type { Random } from "./random";

const MALAY_WOMEN = [
  "Nur Aisyah",
  "Siti Hajar",
  "Nurul Izzah",
  "Farah Nadia",
  "Noraini",
  "Hasmah",
  "Nur Syafiqah",
  "Rohana",
  "Puteri Balqis",
  "Zaleha",
  "Anis Sofea",
  "Maizatul",
];
const MALAY_MEN = [
  "Ahmad Faiz",
  "Muhammad Hakim",
  "Mohd Razif",
  "Amirul",
  "Khairul Anuar",
  "Syed Hafiz",
  "Zulfadhli",
  "Hairul Nizam",
  "Iskandar",
  "Roslan",
  "Danish Haikal",
  "Mohd Shahrul",
];
const MALAY_FATHERS = [
  "Ismail",
  "Abdul Rahman",
  "Zainal",
  "Yusof",
  "Kamaruddin",
  "Othman",
  "Hamzah",
  "Mat Nor",
  "Sulaiman",
  "Jamaludin",
  "Che Din",
  "Ramli",
  "Baharom",
  "Saad",
  "Idris",
  "Tarmizi",
  "Harun",
  "Mokhtar",
  "Salleh",
  "Nordin",
];
const CHINESE_FAMILIES = ["Tan", "Lim", "Lee", "Ng", "Wong", "Chong", "Goh", "Teoh", "Khoo", "Yap", "Foo", "Chew"];
const CHINESE_GIVEN = [
  "Wei Ling",
  "Jia Hui",
  "Kok Seng",
  "Mei Yan",
  "Chee Keong",
  "Xin Yi",
  "Boon Hock",
  "Siew Fong",
  "Zhi Hao",
  "Pei Shan",
  "Kah Wai",
  "Yong Jun",
];
const INDIAN_WOMEN = ["Kavitha", "Priya", "Shanti", "Thulasi", "Divya", "Yogeswari", "Malini", "Revathi"];
const INDIAN_MEN = ["Suresh", "Kumaran", "Prakash", "Ganesan", "Vikneswaran", "Ravi", "Dinesh", "Logan"];
const INDIAN_FATHERS = [
  "Subramaniam",
  "Muthusamy",
  "Krishnan",
  "Raman",
  "Govindasamy",
  "Periasamy",
  "Maniam",
  "Chandran",
];
const BORNEO = [
  "Jelani anak Unting",
  "Dayang Suraya binti Awang Bujang",
  "Melissa Gisil",
  "Jovenson Madius",
  "Sharon anak Lugat",
  "Awangku Redzuan bin Pengiran Tajul",
  "Beatrice Lojungah",
  "Welson Dukim",
  "Rita anak Nyuak",
  "Mohd Firdaus bin Lakim",
  "Florence Kinsun",
  "Empiang anak Bakri",
];
const ENGLISH = [
  "Sarah Whitcombe",
  "Daniel Harrow",
  "Grace Pemberley",
  "Oliver Thackston",
  "Hannah Bexley",
  "Marcus Fairlamb",
];

export interface InventedPerson {
  name: string;
  /** What one calls them in a chat. */
  call: string;
  locale: "ms" | "en";
}

const first = (name: string) => name.split(" ")[0] ?? name;

function inventPerson(random: Random): InventedPerson {
  const kind = random.weighted([
    ["malay", 52],
    ["chinese", 21],
    ["indian", 12],
    ["borneo", 9],
    ["english", 6],
  ] as const);
  if (kind === "malay") {
    const woman = random.chance(0.5);
    const given = random.pick(woman ? MALAY_WOMEN : MALAY_MEN);
    const name = `${given} ${woman ? "binti" : "bin"} ${random.pick(MALAY_FATHERS)}`;
    return {
      name,
      call: `${woman ? "Puan" : "Encik"} ${given.split(" ").at(-1) ?? given}`,
      locale: random.chance(0.93) ? "ms" : "en",
    };
  }
  if (kind === "chinese") {
    const family = random.pick(CHINESE_FAMILIES);
    const given = random.pick(CHINESE_GIVEN);
    return { name: `${family} ${given}`, call: given, locale: random.chance(0.4) ? "ms" : "en" };
  }
  if (kind === "indian") {
    const woman = random.chance(0.5);
    const given = random.pick(woman ? INDIAN_WOMEN : INDIAN_MEN);
    return {
      name: `${given} ${woman ? "a/p" : "a/l"} ${random.pick(INDIAN_FATHERS)}`,
      call: given,
      locale: random.chance(0.45) ? "ms" : "en",
    };
  }
  if (kind === "borneo") {
    const name = random.pick(BORNEO);
    return { name, call: first(name), locale: random.chance(0.85) ? "ms" : "en" };
  }
  const name = random.pick(ENGLISH);
  return { name, call: first(name), locale: "en" };
}

/** No name twice, so that nobody mistakes two rows for one person. */
export function inventPeople(random: Random, count: number): InventedPerson[] {
  const people = new Map<string, InventedPerson>();
  while (people.size < count) {
    const each = inventPerson(random);
    if (!people.has(each.name)) people.set(each.name, each);
  }
  return [...people.values()];
}

/** 012-000 0001 and so on: valid in form, in a block that no operator has given out. */
export const inventedPhone = (no: number): string => `+601200${String(no).padStart(5, "0")}`;
