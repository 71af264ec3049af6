/** What a customer wants, by rules: first match of an ordered list. Decisions and STOP come from here even when a model writes the answers. */
import { type Decision, decide } from "@/lib/ai/intents/decision";
import { type Normalised, normalise } from "@/lib/ai/intents/normalise";

export const INTENTS = [
  "greeting",
  "ticket_status",
  "price_or_stock",
  "hours_address",
  "invoice_or_receipt",
  "appointment",
  "approval",
  "bargain",
  "undecided",
  "complaint",
  "human",
  "stop",
  "thanks",
  "unknown",
] as const;
export type Intent = (typeof INTENTS)[number];
export type ReadIntent = "ticket_status" | "price_or_stock" | "hours_address" | "invoice_or_receipt";

export type Understood = {
  readonly intent: Intent;
  /** Of approval only. */
  readonly decision?: Decision;
  /** A second question in the same message that rows can answer. */
  readonly also?: ReadIntent;
  readonly message: Normalised;
};

const STOP_WORD =
  /^(?:please |tolong )?(?:stop|berhenti|henti|hentikan|unsubscribe|unsub|opt out|stop all)(?: (?:please|ya|la|lah|promo|promosi|iklan|marketing|spam|whatsapp|mesej|all|me|sekarang|now|subscribe|langgan|langganan))*$/;
const STOP_PROMO =
  /\b(?:jangan|tak nak|tak payah|dont|stop|berhenti|henti|hentikan|no more|unsubscribe|taknak|tak mahu)\b.*\b(?:promosi|promo|iklan|marketing|spam|blast|broadcast|newsletter|ads|advert\w*|langganan)\b/;
const STOP_SENDING =
  /^(?:please |tolong |you )?(?:jangan|stop|dont|berhenti|henti)(?: lagi)? (?:hantar|hantarkan|send|sending|mesej|messaging|texting|text|whatsapp|ganggu|kacau|disturb|contact|contacting)(?: (?:mesej|saya|me|lagi|dah|again|anymore|any|more|sms|whatsapp|dekat|kat|ke|texts|number|nombor|ini|text|please|la|lah))*$/;
const REMOVE_ME =
  /\bremove (?:me|my number)\b|\b(?:buang|padam|keluarkan) (?:nombor|number|no|saya)\b.*\b(?:list|senarai|saya)\b/;

const HUMAN =
  /\b(?:cakap|bercakap|berbual|jumpa|speak|talk|chat|deal|connect|sambung\w*)\b.*\b(?:orang|manusia|human|person|someone|somebody|staff|staf|agent|ejen|teknisi|technician|bos|manager|pengurus|pekerja|admin|owner|tauke|representative)\b|\b(?:real|actual|live) (?:person|human|people|agent)\b|\b(?:orang betul|orang sebenar|bukan (?:bot|robot|mesin)|not (?:a )?(?:bot|robot|machine)|customer service|khidmat pelanggan)\b|\b(?:boleh|tolong|please|can you|can someone|minta|nak) (?:call|telefon|hubungi|phone) (?:saya|me|balik|back|kedai)\b|\b(?:call|ring) me\b|^(?:admin|agent|ejen|human|manusia|operator|staff|staf|orang)(?: (?:please|mana|ada|la|tolong))*$|\b(?:nak|minta|want|need|panggil\w*) (?:a |an |the )?(?:admin|agent|ejen|human|manusia|operator|staff|staf|teknisi|technician|manager|pengurus)\b|\b(?:any|ada) (?:human|staff|staf|admin|orang)\b|\b(?:are you|ini) (?:a )?(?:bot|robot|human|orang)\b|\bstop (?:the )?bot\b/;
const COMPLAINT =
  /\b(?:complaint|complaints|complaining|aduan|adu|tak puas|kecewa|disappointed|teruk|worst|terrible|horrible|useless|marah|angry|angryface|menyesal|penipu|tipu|menipu|scam|scammer|cheat|cheated|refund|unacceptable|lembab|kpdn|polis|police|sue|saman|cuai|biadap|rude|frustrated|pulangkan duit|bayar balik|ganti rugi)\b|\b(?:lambat|lama) (?:sangat|gila|betul|nak mampus|giler|teruk)\b|\b(?:dah|sudah) (?:lama|seminggu|sebulan|\d+ (?:hari|minggu|bulan))\b.*\b(?:tak siap|belum siap|masih|tak ada|tak buat|tak balas|tak reply|tak boleh)\b|\b(?:rosak|buat hal|problem|masalah|mati|blank|hang) (?:balik|lagi|semula|again)\b|\b(?:masih|tetap) (?:rosak|sama|tak boleh|problem|mati|hang)\b|\bstill (?:not working|broken|the same|cannot|not ok|faulty)\b|\b(?:lepas|selepas|after|baru|baru je|just) (?:\w+ ){0,2}(?:repair|baiki|tukar|ambil|repaired|fixed)\b.*\b(?:rosak|tak|problem|masalah|mati|not|again|broken|hang|retak|calar|scratch\w*)\b|\b(?:bad|poor|lousy) (?:service|quality|job|work)\b|\b(?:servis|service|kerja) (?:teruk|hancur|buruk|lambat|fail|sampah)\b|\bwaste (?:of )?(?:my )?(?:time|money)\b|\bso slow\b|\btoo slow\b|\bwhy so long\b/;

const BARGAIN =
  /\bkurang (?:sikit|lagi|harga|kan|boleh|tak|la|lah|rm|\d)|\b(?:boleh|tak boleh|bole) (?:\w+ )?(?:kurang|murah|nego)\b|\b(?:diskaun|discount|nego|negotiate|cheaper|expensive|mahal|mahalnya|last price|best price|lower (?:the )?price|harga kawan|lelong)\b|^kurang\b|\bkurang$|\bmurah (?:sikit|lagi|la)\b|\bless (?:can|boleh)\b/;
const UNDECIDED =
  /\b(?:fikir|pikir|fikirkan|think (?:about|first|over)|thinking|let me think|time to think|bincang|discuss|pertimbang\w*|consider|ask my|tanya (?:dulu|suami|isteri|wife|husband|mak|ayah|bini|laki|parents|family)|gaji|nanti (?:saya )?(?:bagitau|beritahu|inform|confirm|update|roger|mesej|contact|kabo)|let you know|get back to you|tengok dulu|tunggu dulu|hold (?:dulu|first|on)|jangan dulu|kejap dulu|belum (?:pasti|decide|confirm|setuju)|not sure|tak pasti|maybe|mungkin|later|nanti dulu|nanti ya)\b|^(?:ok )?nanti(?: la| lah| dulu)?$/;

const APPOINTMENT =
  /\b(?:appointment|temujanji|janji temu|temu janji|booking|book (?:a |an )?(?:slot|time|appointment|masa)|reserve|slot|set (?:masa|time)|walk in|jumpa (?:esok|pukul|hari))\b|\b(?:nak|boleh|want to|can i|may i|saya|i will|ill|kalau) (?:\w+ )?(?:datang|come|hantar|singgah|pergi|drop|dtg|send)\b.*\b(?:esok|tomorrow|lusa|hari ini|today|pukul|jam|pagi|petang|malam|isnin|selasa|rabu|khamis|jumaat|sabtu|ahad|monday|tuesday|wednesday|thursday|friday|minggu|pm|am|tonight|nanti|kejap|afternoon|morning|\d{1,2}(?:pm|am))\b/;
const COMING =
  /\b(?:esok|tomorrow|lusa|pagi|petang|malam|pukul|jam|sabtu|ahad|isnin|selasa|rabu|khamis|jumaat)\b.*\bsaya (?:nak )?(?:datang|dtg|singgah)\b.*\b(?:boleh|ok|sempat)\b/;
const DOCUMENT =
  /\b(?:invois|resit|einvois|einvoice|e invois|bil|bill|quotation rasmi|e invoice|bukti bayaran|proof of payment|penyata|cash bill)\b/;
const STATUS =
  /\b(?:siap|siapkan|status|progress|update|perkembangan|ready|done|finish|finished|completed|collect|pickup|tiket|ticket)\b|\b(?:macam mana|how is|hows|how about|apa cerita|apa jadi|any news|apa khabar)\b.*\b(?:phone|laptop|ipad|tablet|jam|repair|iphone|samsung|komputer|pc|barang|device|macbook|set)\b|\b(?:boleh|bila|nak|can i) (?:\w+ )?(?:ambil|pick up)\b|\bambil (?:phone|laptop|barang|sekarang|bila|hari)\b|\b(?:dah|sudah|belum) (?:baiki|repair|ok|boleh ambil|check|tukar|semak|tengok)\b|\bbila (?:boleh|dapat|agak)\b|\b(?:berapa lama|how long|berapa hari)\b|\bpick up\b|\b(?:phone|laptop|ipad|iphone) (?:saya|my)\b.*\b(?:dah|belum|macam mana)\b|\bis it (?:fixed|ready|done)\b|\b(?:fixed|repaired) (?:yet|already|dah)\b|\b(?:dah|already) (?:fixed|repaired)\b/;
const ABOUT_MINE =
  /\b(?:phone|laptop|ipad|iphone|tablet|jam|pc|macbook)\b.*\b(?:apa cerita|apa jadi|macam mana|any news)\b/;
const TICKET_NUMBER = /^[a-z]{1,3}(?: [a-z0-9]{1,8}){0,2} \d{4,}$|^[a-z]{1,3}\d{4,}$/;
const HOURS =
  /\b(?:buka|tutup|bukak|open|opening|close|closed|closing|operasi|operating|waktu|hours|cuti|holiday|rehat)\b/;
const ADDRESS =
  /\b(?:alamat|address|location|waze|google map|google maps|maps|map|peta|parking|cawangan|branch|outlet|directions?)\b|\b(?:kedai|shop|store|tempat|you|korang|awak) (?:\w+ )?(?:kat|dekat|di|area) ?mana\b|\b(?:kat|dekat|di) mana (?:kedai|shop|tempat|awak|korang|you|lokasi)?\b|\bmana (?:kedai|lokasi|shop)\b|\bwhere (?:are|is|r|you|your|to|the)\b|\bwhere\b.*\b(?:shop|store|located|find)\b|\b(?:no|nombor|number) (?:phone|tel|contact|kedai|whatsapp|office)\b|\bnumber phone\b|\bcontact number\b/;
const PRICE =
  /\b(?:harga|price|prices|pricing|cost|kos|how much|rate|caj|charge|upah|rm|quote|quotation|sebut harga|anggaran|estimate)\b|\bberapa\b/;
const STOCK =
  /\b(?:stok|ready stok|available|jual|sell|selling|ada (?:tak|x|jual|ke|lagi)|have|got|in stok)\b|\bada\b.*\b(?:tak|ke|lagi|stok)\b|\b(?:nak|want) (?:beli|buy|tukar|ganti|repair|baiki|pasang|change|replace|fix)\b|\b(?:beli|buy)\b|\b(?:boleh|can|do you|you) (?:\w+ )?(?:tukar|ganti|repair|baiki|fix|replace|change|pasang|buat|unlock|format)\b/;
const THING =
  /\b(?:skrin|lcd|bateri|casing|cover|charger|cable|kabel|tempered|glass|iphone|samsung|huawei|xiaomi|oppo|vivo|redmi|realme|macbook|laptop|ipad|keyboard|speaker|camera|kamera|mic|port|power ?bank|ssd|ram|earphone|airpods|touch|backglass|water damage|masuk air)\b/;
const THANKS =
  /\b(?:thanks|terima kasih|gratitude|thumbsup|terbaik|mantap|awesome|jazakallah|baik noted|noted|appreciate\w*|syukur|alhamdulillah|great|nice|bagus|cantik|welcome|faham|understood|roger)\b/;
const GREETING =
  /\b(?:hi|hai|hello|helo|hey|hye|salam|assalamualaikum|waalaikumsalam|selamat (?:pagi|petang|tengah hari|malam|sejahtera|datang)|good (?:morning|afternoon|evening|day)|morning|apa khabar|yo|tuan|tanya|bertanya|ask something|enquiry|pm tepi|bos|bro)\b/;

function stops(text: string): boolean {
  return STOP_WORD.test(text) || STOP_PROMO.test(text) || STOP_SENDING.test(text) || REMOVE_ME.test(text);
}

function readIntents({ text, words }: Normalised): ReadIntent[] {
  const found: ReadIntent[] = [];
  if (DOCUMENT.test(text)) found.push("invoice_or_receipt");
  const status = STATUS.test(text) && !/\bready stok\b|\b(?:quotation|quote|sebut harga)\b/.test(text);
  if (status || ABOUT_MINE.test(text) || TICKET_NUMBER.test(text)) found.push("ticket_status");
  const open = HOURS.test(text);
  if (open || ADDRESS.test(text)) found.push("hours_address");
  const named = /\b(?:harga|price|how much|stok|jual|cost|kos|caj|charge)\b/.test(text);
  const thing = THING.test(text);
  const asksPrice = PRICE.test(text) && (found.length === 0 || named);
  if (asksPrice || (STOCK.test(text) && found.length === 0) || (thing && found.length === 0 && words.length <= 6))
    found.push("price_or_stock");
  return found;
}

export function understand(raw: string): Understood {
  const message = normalise(raw);
  const { text } = message;
  const as = (intent: Intent): Understood => ({ intent, message });
  if (text === "") return as("unknown");
  if (stops(text)) return as("stop");
  if (HUMAN.test(text)) return as("human");
  if (COMPLAINT.test(text)) return as("complaint");
  const decision = decide(message);
  if (decision) return { intent: "approval", decision, message };
  if (BARGAIN.test(text)) return as("bargain");
  const reads = readIntents(message);
  if (UNDECIDED.test(text) && reads.length === 0) return as("undecided");
  if ((APPOINTMENT.test(text) || COMING.test(text)) && !reads.includes("ticket_status")) return as("appointment");
  const [first, second] = reads;
  if (first) return second ? { intent: first, also: second, message } : { intent: first, message };
  if (GREETING.test(text) && !/\b(?:thanks|terima kasih|gratitude)\b/.test(text)) return as("greeting");
  if (THANKS.test(text)) return as("thanks");
  if (GREETING.test(text)) return as("greeting");
  return as("unknown");
}
