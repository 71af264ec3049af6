/** Which of our two languages somebody writes. Short or mixed messages do not say: null, and the language on file stays. */
import type { Locale } from "@/lib/core/dates";

const set = (words: string) => new Set(words.split(" "));

const MALAY = set(
  "saya awak anda kami nak tak dah belum boleh siap bila berapa harga kedai buka tutup ada mana macam kat dekat dengan yang ini itu ke tolong terima kasih " +
    "brp sy nk blh dh blm tukar skrin bateri hari esok lusa petang pagi malam ambil hantar rosak baiki lagi tapi sebab kenapa apa ya la lah je bos kak abang " +
    "setuju berhenti salam selamat resit invois alamat waktu mcm knp xnak takde sekarang nanti cakap orang duit bayar mahal kurang telefon",
);
const ENGLISH = set(
  "i my me you your is are was the a an can could do does did have has how much what when where why which please thanks thank hello good morning afternoon " +
    "phone screen battery price ready open close closed shop repair repaired fix fixed change replace collect pick want need would like yes not dont it to for of " +
    "on at in and with invoice receipt address time today tomorrow update any still working speak talk human send book appointment",
);
/** Shared by both in Malaysian chat; they say nothing. */
const BOTH = set("ok phone repair screen price stop hi hai bos boss invoice receipt status");

export function writtenLanguage(text: string): Locale | null {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  let malay = 0;
  let english = 0;
  for (const word of words) {
    if (BOTH.has(word)) continue;
    if (MALAY.has(word)) malay += 1;
    if (ENGLISH.has(word)) english += 1;
  }
  if (malay >= 2 && malay >= english * 2) return "ms";
  if (english >= 2 && english >= malay * 2) return "en";
  return null;
}
