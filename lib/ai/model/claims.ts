/** Things said in words that only a row may say: ready, in stock, open, approved, and promises nobody may make for the shop. */
import type { Fact } from "@/lib/ai/answer";

type Claim = { readonly name: string; readonly said: RegExp; readonly proven: (fact: Fact) => boolean };

const phase = (fact: Fact, ...phases: string[]) => phases.some((name) => fact.data["phase"] === name);
const status = (fact: Fact, pattern: RegExp) =>
  pattern.test(`${String(fact.data["status_ms"] ?? "")} ${String(fact.data["status_en"] ?? "")}`);

export const CLAIMS: readonly Claim[] = [
  {
    name: "status_ready",
    said: /\b(?:(?:dah|sudah|telah|already|pun) siap|siap (?:diambil|dibaiki|untuk)|(?:boleh|can|may) (?:di)?(?:ambil|collect|pick)|(?<!expected |be |not |yet |when )ready|(?:has|have) been (?:repaired|fixed)|(?:telah|sudah|dah|siap) (?:di)?(?:baiki|repair)|completed|selesai|fixed)\b/,
    proven: (fact) => phase(fact, "READY", "CLOSED"),
  },
  {
    name: "status_closed",
    said: /\b(?:(?:telah|sudah|dah) (?:di)?ambil|collected|picked up)\b/,
    proven: (fact) => phase(fact, "CLOSED"),
  },
  { name: "status_cancelled", said: /\b(?:dibatalkan|batal|cancell?ed)\b/, proven: (fact) => phase(fact, "CANCELLED") },
  {
    name: "status_repairing",
    said: /\b(?:sedang (?:di)?(?:baiki|repair)|being (?:repaired|fixed)|under repair|repairing|in repair)\b/,
    proven: (fact) => status(fact, /baiki|repair/i) && phase(fact, "IN_PROGRESS"),
  },
  {
    name: "status_diagnosing",
    said: /\b(?:sedang (?:di)?(?:periksa|semak)|being (?:checked|diagnosed|inspected)|diagnosing)\b/,
    proven: (fact) => status(fact, /periksa|semak|diagnos/i),
  },
  {
    name: "status_approved",
    said: /\b(?:diluluskan|telah lulus|approved|agreed price|harga dipersetujui)\b/,
    proven: (fact) => typeof fact.data["agreed_price"] === "string" || status(fact, /lulus|approved/i),
  },
  {
    name: "stock_yes",
    said: /\b(?:ada (?:stok|lagi|dalam stok)|masih ada|in stock|available|tersedia|ready stock|stok ada)\b/,
    proven: (fact) => fact.data["in_stock"] === true,
  },
  {
    name: "stock_no",
    said: /\b(?:habis|out of stock|sold out|tiada stok|tak ada stok|no stock|kehabisan|not available)\b/,
    proven: (fact) => fact.data["in_stock"] === false,
  },
  {
    name: "open",
    said: /\b(?:(?:sedang|masih) buka|buka sekarang|(?:open|opened) now|(?:currently|still|are) open)\b/,
    proven: (fact) => fact.data["open_now"] === true,
  },
  {
    name: "closed",
    said: /\b(?:(?:sedang|dah|sudah) tutup|tutup sekarang|closed now|(?:currently|are) closed)\b/,
    proven: (fact) => fact.data["open_now"] === false,
  },
  {
    name: "warranty",
    said: /\b(?:waranti|warranty|jaminan|guarantee\w*)\b/,
    proven: (fact) => typeof fact.data["warranty_days"] === "number",
  },
  {
    name: "paid",
    said: /\b(?:(?:telah|sudah|dah) (?:di)?bayar|fully paid|(?:is|been) paid|selesai dibayar)\b/,
    proven: (fact) =>
      fact.data["kind"] === "receipt" || (fact.data["kind"] === "invoice" && fact.data["still_to_pay"] === null),
  },
];

/** Allowed only in the very words of a cited row. */
export const FORBIDDEN: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    "promise",
    /\b(?:percuma|free|gratis|foc|diskaun|discount\w*|promosi|promo|potongan|rebat\w*|cashback|refund\w*|pulangan wang|ganti rugi|compensat\w*|voucher|baucar)\b/g,
  ],
  ["percent", /\d+(?:\.\d+)?\s?(?:%|peratus|percent)/g],
  [
    "number_word",
    /\b(?:\w+ (?:puluh|ratus|ribu|belas)|seratus|seribu|sepuluh|sebelas|sedozen|hundred|thousand|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|seminggu|sebulan|sehari|sejam|setengah (?:jam|hari)|half an hour|an hour|a (?:day|week|month)|(?:satu|dua|tiga|empat|lima|enam|tujuh|lapan|sembilan|one|two|three|four|five|six|seven|eight|nine|ten) (?:ringgit|hari|minggu|bulan|jam|minit|days?|weeks?|months?|hours?|minutes?|units?|unit))\b/g,
  ],
  [
    "day",
    /\b(?:esok|lusa|tulat|tomorrow|tonight|malam ini|isnin|selasa|rabu|khamis|jumaat|sabtu|ahad|monday|tuesday|wednesday|thursday|friday|saturday|sunday|hari ini|today|minggu (?:depan|ini|hadapan)|bulan (?:depan|hadapan)|(?:next|this) (?:week|month)|semalam|yesterday)\b/g,
  ],
];
