/** Chat spelling to plain words: what a Malaysian types on a phone, in either language or both. Pure and cheap. */
import { cleanText } from "@/lib/core/text";

export type Normalised = {
  /** Plain words joined by single spaces, in the order they were written. */
  readonly text: string;
  readonly words: readonly string[];
  readonly question: boolean;
};

const SPELLINGS: readonly (readonly [plain: string, written: string])[] = [
  ["tak", "x tk tidak tdk taik tak ta"],
  ["tak nak", "xnak xnk taknak taknk tanak tanok xmau xmahu takmau takmahu tamau txnak xmo"],
  ["tak ada", "xde xda xada takde takda tade tada takada tiada xdak"],
  ["tak jadi", "xjadi takjadi"],
  ["tak setuju", "xsetuju taksetuju xstuju"],
  ["tak apa", "xpe xpa xapa takpe takpa tkpe takapa tape"],
  ["tak payah", "xyah xpayah takyah takpayah xpyh"],
  ["tak boleh", "xboleh xleh takleh takboleh xbole xblh"],
  ["tak siap", "xsiap taksiap"],
  ["tak puas", "xpuas takpuas"],
  ["tak buka", "xbuka"],
  ["dah", "dh sudah sdh udah da ddah"],
  ["saya", "sy sya sye aku ak sayer"],
  ["berapa", "brp brapa bape berape brape bapa berapakah brpa"],
  ["harga", "hrga hrge harge hrg haga harganya hargenye"],
  ["bila", "bl bile bla bilakah"],
  ["nak", "nk mau mahu hendak nok"],
  ["boleh", "blh bole bleh leh boley bolehh bolh blhh"],
  ["kat", "kt"],
  ["dekat", "dkt"],
  ["mana", "mn mane manakah"],
  ["macam", "mcm camtu"],
  ["macam mana", "mcmana mcmne camne camana macamana macamane mcmn bagaimana"],
  ["apa", "ape apo aper"],
  ["kenapa", "knp nape kenape mengapa napa"],
  ["sekarang", "skrg skang skg"],
  ["tolong", "tlg tlong tolonglah"],
  ["dengan", "dgn dgan ngan"],
  ["yang", "yg"],
  ["untuk", "utk utuk untk"],
  ["ini", "ni nie"],
  ["itu", "tu tuh"],
  ["lagi", "lg lgi"],
  ["belum", "blm blum blom lom belom lum"],
  ["thanks", "tq tqvm ty thx thanx tenkiu tenkyu tenks thank thnks tks tqsm tengkiu timekasih"],
  ["terima kasih", "terimakasih tmksh trimas trima"],
  ["ok", "okey okay okie oki okeh k kk oke okok oklah okla okeylah okaylah okayy orait alright okies"],
  ["ya", "ye yup yep yeah yes yess yea yaa yalah yelah iya haah ye2 yesss"],
  ["setuju", "stuju stju setju setujuu setojo setujulah"],
  ["proceed", "procced proced procede proceedlah prosid proseed procees proceed"],
  ["confirm", "confirmed konfem comfirm confirmlah cfm confrim"],
  ["cancel", "cansel kensel cancle cancelled canceled cncel"],
  ["dont", "don dun dnt"],
  ["phone", "fon fone telefon tepon telepon tel hp handphone henpon henset handset hpon fhone hendphone"],
  ["please", "pls plz plss pliz"],
  ["you", "u"],
  ["are", "r"],
  ["your", "ur"],
  ["esok", "esk bsk besok"],
  ["tomorrow", "tmr tmrw tomoro 2moro tmorrow tomorow"],
  ["pukul", "pkl kul"],
  ["siap", "siapp siyap ciap"],
  ["skrin", "skrn screen skren skreen"],
  ["bateri", "bateri battery batt bat batery bateray betri battry bateria"],
  ["resit", "receipt reciept resitt recipt"],
  ["invois", "invoice invoic inv invoise invoices"],
  ["hari ini", "harini harni arini arinie"],
  ["appointment", "appt appoinment apointment apoinment appointmen"],
  ["cakap", "ckp ckap"],
  ["orang", "org oghang"],
  ["hantar", "htr antar hntr anta"],
  ["ambil", "amik amek ambik ambk ambek amik"],
  ["location", "lokasi loc lokesyen"],
  ["repair", "ripair repear reper"],
  ["stok", "stock stk"],
  ["bos", "boss bosku"],
  ["kedai", "kdai kedei"],
  ["jangan", "jgn jangn"],
  ["mesej", "msg mesage message messages msj mesg"],
  ["tapi", "tp tetapi tpi"],
  ["buat", "wat bt bwt buad"],
  ["tukar", "tuka tukr tkr tukaq"],
  ["kasi", "bagi kasi bg"],
  ["rosak", "rosk rosakk rosok"],
  ["lambat", "lmbt lmbat"],
  ["kurang", "kurg krg kurangkan kurangg"],
  ["ahad", "sunday"],
  ["sabtu", "saturday"],
  ["salam", "slm"],
  ["assalamualaikum", "askum assalam samlekum asalamualaikum assalamu ass"],
  ["complaint", "komplen komplain complain"],
];

const PLAIN = new Map(
  SPELLINGS.flatMap(([plain, written]) => written.split(" ").map((word) => [word, plain] as const)),
);

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[👍👌✅🆗💯]/gu, " thumbsup "],
  [/[🙏❤💕🥰😊😍☺]/gu, " gratitude "],
  [/[👋]/gu, " hello "],
  [/[😡🤬😠💢]/gu, " angryface "],
];

/** "11 x" and "iphone x" are models, everything else called x is "tak". */
const BEFORE_MODEL_X = new Set(["iphone", "ip", "series", "max", "model", "poco", "xbox"]);

/** Plain words besides the right side of SPELLINGS that are often drawn out: "hiii", "mahalll", "stoppp". */
const DRAWN_OUT = new Set([
  ...SPELLINGS.flatMap(([plain]) => plain.split(" ")),
  ..."hi hai hello helo salam mahal buka tutup stop batal baik jadi teruk marah kat mana apa jual ada repair proceed agree no".split(
    " ",
  ),
]);

function plainWord(word: string, before: string | undefined): string {
  if (word === "x" && before !== undefined && BEFORE_MODEL_X.has(before)) return word;
  const known = PLAIN.get(word);
  if (known !== undefined) return known;
  const short = word.replace(/(\p{L})\1+$/u, "$1");
  return PLAIN.get(short) ?? (DRAWN_OUT.has(short) ? short : word);
}

export function normalise(raw: string): Normalised {
  let text = cleanText(raw).toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  for (const [sign, word] of SIGNS) text = text.replace(sign, word);
  text = text
    .replace(/['’`]/g, "")
    .replace(/\bh\/p\b/g, "phone")
    .replace(/([a-z])\1{2,}/g, "$1$1")
    .replace(/\b([a-z]{2,})2\b/g, "$1 $1");
  const written = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const words = written.flatMap((word, index) => plainWord(word, written[index - 1]).split(" "));
  return { text: words.join(" "), words, question: text.includes("?") };
}
