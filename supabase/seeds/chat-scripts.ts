/**
 * Conversations beside the repairs, as people here type: short, mixed, friendly.
 */
import type { Locale } from "@/lib/core/dates";

export type Line =
  | { from: "customer"; text: string; wait?: number; picture?: boolean }
  /** Its words come from the concierge itself; `about` is the product it cites. */
  | { from: "concierge"; intent: string; about?: string; handover?: string }
  | { from: "staff"; text: string; wait?: number }
  | { from: "note"; text: string }
  | { from: "release" }
  | { from: "close" };

export interface Script {
  locale: Locale;
  /** Minutes of any hour since the last line, for those that wait for an answer now. */
  waiting?: number;
  /** Long after closing: the concierge is awake. */
  night?: boolean;
  lines: readonly Line[];
}

const c = (text: string, wait = 1.5): Line => ({ from: "customer", text, wait });
const a = (intent: string): Line => ({ from: "concierge", intent });
const price = (about: string): Line => ({ from: "concierge", intent: "price_or_stock", about });
const handover = (reason: string, intent: string): Line => ({ from: "concierge", intent, handover: reason });
const s = (text: string, wait = 4): Line => ({ from: "staff", text, wait });
const n = (text: string): Line => ({ from: "note", text });

export const SCRIPTS: readonly Script[] = [
  // Waiting for an answer now ----------------------------------------------------------------------------------------
  {
    locale: "ms",
    waiting: 26,
    lines: [
      c("Salam, nak tanya harga tukar skrin iphone 13"),
      price("S-LCD-IP13"),
      c("mahal la bos, boleh kurang sikit tak? student ni 🥲", 6),
      handover("bargain", "bargain"),
    ],
  },
  {
    locale: "ms",
    waiting: 74,
    lines: [
      c("Assalamualaikum, minggu lepas saya repair kat sini, sekarang touch rosak balik"),
      handover("complaint", "complaint"),
      c("dah la tu saya perlukan phone untuk kerja, macam mana ni?", 12),
    ],
  },
  {
    locale: "en",
    waiting: 41,
    lines: [c("Hi, do you repair drone controllers?"), handover("no_answer", "unknown")],
  },
  {
    locale: "ms",
    waiting: 12,
    lines: [
      c("hi, ada jual casing iphone 13?"),
      price("K-IP13"),
      c("warna lain ada tak? boleh send gambar", 3),
      s("Ada hitam dan biru gelap. Nanti saya ambilkan gambar ya 🙏", 5),
      c("ok, tempered glass sekali berapa?", 4),
    ],
  },
  {
    locale: "en",
    waiting: 95,
    lines: [
      c("Hello, I would like to speak to a real person please"),
      handover("human", "human"),
      c("It is about a bulk repair for our office, 12 units", 2),
    ],
  },
  {
    locale: "ms",
    waiting: 33,
    lines: [
      { from: "customer", text: "Bos, skrin macam ni boleh repair ke kena tukar terus?", picture: true },
      handover("photo", "media"),
    ],
  },
  {
    locale: "ms",
    waiting: 9,
    lines: [
      c("Salam, saya nak hantar tab anak, skrin dia jadi putih. Boleh buat tak"),
      handover("no_answer", "unknown"),
    ],
  },
  // Handed over, answered by staff, and given back -------------------------------------------------------------------
  {
    locale: "ms",
    lines: [
      c("Boleh bayar ansuran tak untuk phone second?"),
      handover("no_answer", "unknown"),
      n("Belum ada skim ansuran. Tawar tempahan dengan deposit RM100."),
      s("Hi, buat masa ni ansuran belum ada. Tapi boleh booking dulu dengan deposit RM100, simpan 7 hari.", 7),
      c("oh ok, nanti saya bincang dengan isteri dulu. tq", 9),
      s("Baik, tak ada masalah 😊", 2),
      { from: "release" },
    ],
  },
  {
    locale: "en",
    lines: [
      c("Do you buy used phones? iPhone 12 128gb, battery 84%"),
      handover("no_answer", "unknown"),
      s("Hi! Yes we do. Please bring it in, we check the condition first. Grade A is around RM 850–900.", 11),
      c("Great, I will drop by on Saturday", 5),
      s("Noted, see you 😊", 2),
      { from: "release" },
      { from: "close" },
    ],
  },
  {
    locale: "ms",
    lines: [
      c("kak, saya tertinggal kabel cas putih kat kaunter tadi"),
      handover("no_answer", "unknown"),
      n("Jumpa di kaunter 2, simpan dalam laci bawah."),
      s("Ada jumpa! Kami simpan di kaunter. Boleh ambil bila-bila masa waktu kedai buka ya.", 6),
      c("alhamdulillah, terima kasih kak 🙏", 3),
      { from: "release" },
      { from: "close" },
    ],
  },
  // The concierge alone ----------------------------------------------------------------------------------------------
  {
    locale: "ms",
    night: true,
    lines: [c("kedai buka pukul berapa hari ahad?"), a("hours_address"), c("ok tq"), a("thanks")],
  },
  {
    locale: "en",
    lines: [c("Hi, where is your shop? got parking or not"), a("hours_address"), c("ok thanks", 2), a("thanks")],
  },
  {
    locale: "ms",
    night: true,
    lines: [
      c("bos powerbank 10000 ada stok?"),
      price("PB-10K"),
      c("ok nanti saya datang beli, terima kasih", 2),
      a("thanks"),
    ],
  },
  {
    locale: "en",
    lines: [c("STOP"), a("stop")],
  },
  {
    locale: "ms",
    night: true,
    lines: [c("BERHENTI"), a("stop")],
  },
];

/** For the computer shop. */
export const COMPUTER_SCRIPTS: readonly Script[] = [
  {
    locale: "ms",
    waiting: 48,
    lines: [c("Salam, laptop saya bunyi tiktik, boleh tolong tengok?"), handover("no_answer", "unknown")],
  },
  {
    locale: "ms",
    lines: [
      c("ssd 1tb ada stok tak? nak pasang sekali"),
      price("SSD-1T"),
      c("orait, esok saya datang. tq", 2),
      a("thanks"),
    ],
  },
];
