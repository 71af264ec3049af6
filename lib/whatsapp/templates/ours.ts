/**
 * Our set of templates, in Malay and English, as Meta wants them: a placeholder neither begins nor ends a text, each has an example,
 * and nothing in them sells anything, so that Meta keeps them in the cheaper category. A name is for good: new words get a new one.
 */
interface Words {
  readonly body: string;
  readonly examples: readonly string[];
}
interface Ours {
  readonly name: string;
  readonly category: "UTILITY" | "MARKETING";
  readonly ms: Words;
  readonly en: Words;
}

const SET: readonly Ours[] = [
  {
    name: "ticket_ready_v1",
    category: "UTILITY",
    ms: {
      body: "Salam {{1}}, peranti anda ({{2}}) sudah siap dan boleh diambil di {{3}}. Nombor tiket: {{4}}. Terima kasih.",
      examples: ["Aminah", "Samsung A54", "Kedai Telefon Jaya, Bangi", "R-0412"],
    },
    en: {
      body: "Hi {{1}}, your device ({{2}}) is ready to be collected at {{3}}. Ticket number: {{4}}. Thank you.",
      examples: ["Aminah", "Samsung A54", "Kedai Telefon Jaya, Bangi", "R-0412"],
    },
  },
  {
    name: "estimate_v1",
    category: "UTILITY",
    ms: {
      body: "Salam {{1}}, harga untuk membaiki {{2}} ialah RM {{3}}. Semak dan jawab di {{4}} atau balas mesej ini.",
      examples: ["Aminah", "Samsung A54", "280.00", "https://kedai.example/e/7f3a"],
    },
    en: {
      body: "Hi {{1}}, the price to repair your {{2}} is RM {{3}}. See it and answer at {{4}} or reply to this message.",
      examples: ["Aminah", "Samsung A54", "280.00", "https://shop.example/e/7f3a"],
    },
  },
  {
    name: "receipt_v1",
    category: "UTILITY",
    ms: {
      body: "Terima kasih {{1}}. Resit {{2}} berjumlah RM {{3}} boleh dilihat di {{4}} pada bila-bila masa.",
      examples: ["Aminah", "RC-2026-000123", "280.00", "https://kedai.example/k/9b21"],
    },
    en: {
      body: "Thank you {{1}}. Your receipt {{2}} of RM {{3}} can be seen at {{4}} at any time.",
      examples: ["Aminah", "RC-2026-000123", "280.00", "https://shop.example/k/9b21"],
    },
  },
  {
    name: "follow_up_v1",
    category: "UTILITY",
    ms: {
      body: "Salam {{1}}, peranti anda ({{2}}) masih menunggu untuk diambil di {{3}} sejak {{4}}. Balas jika anda perlukan bantuan.",
      examples: ["Aminah", "Samsung A54", "Kedai Telefon Jaya, Bangi", "21 November"],
    },
    en: {
      body: "Hi {{1}}, your device ({{2}}) has been waiting for you at {{3}} since {{4}}. Reply if you need any help.",
      examples: ["Aminah", "Samsung A54", "Kedai Telefon Jaya, Bangi", "21 November"],
    },
  },
  {
    name: "csat_request_v1",
    category: "UTILITY",
    ms: {
      body: "Salam {{1}}, bagaimana kerja kami untuk tiket {{2}}? Balas dengan angka 1 (tidak puas hati) hingga 5 (sangat puas hati).",
      examples: ["Aminah", "R-0412"],
    },
    en: {
      body: "Hi {{1}}, how did we do with ticket {{2}}? Reply with a number from 1 (not satisfied) to 5 (very satisfied).",
      examples: ["Aminah", "R-0412"],
    },
  },
  {
    name: "renewal_reminder_v1",
    category: "UTILITY",
    ms: {
      body: "Salam {{1}}, langganan {{2}} untuk {{3}} tamat pada {{4}}. Balas mesej ini untuk memperbaharuinya.",
      examples: ["Aminah", "POS Asas", "Kedai Telefon Jaya, Bangi", "31 Disember 2026"],
    },
    en: {
      body: "Hi {{1}}, the {{2}} subscription of {{3}} ends on {{4}}. Reply to this message to renew it.",
      examples: ["Aminah", "POS Basic", "Kedai Telefon Jaya, Bangi", "31 December 2026"],
    },
  },
  {
    name: "renewal_overdue_v1",
    category: "UTILITY",
    ms: {
      body: "Salam {{1}}, langganan {{2}} untuk {{3}} telah tamat pada {{4}}. Balas mesej ini supaya perkhidmatan tidak terhenti.",
      examples: ["Aminah", "POS Asas", "Kedai Telefon Jaya, Bangi", "31 Disember 2026"],
    },
    en: {
      body: "Hi {{1}}, the {{2}} subscription of {{3}} ended on {{4}}. Reply to this message so that the service goes on.",
      examples: ["Aminah", "POS Basic", "Kedai Telefon Jaya, Bangi", "31 December 2026"],
    },
  },
];

export const OUR_TEMPLATES = SET.flatMap(({ name, category, ...words }) =>
  (["ms", "en"] as const).map((language) => {
    const { body, examples } = words[language];
    return {
      name,
      language,
      category,
      body,
      components: [{ type: "BODY", text: body, example: { body_text: [examples] } }],
    };
  }),
);
