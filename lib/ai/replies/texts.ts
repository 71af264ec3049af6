/** The concierge's words in both languages: short, warm, as a Malaysian shop writes on WhatsApp. */
import type { Locale } from "@/lib/core/dates";

type Texts = {
  readonly wait: string;
  readonly opensAgain: (when: string) => string;
  readonly greeting: (name: string, shop: string) => string;
  readonly greetingHelp: string;
  readonly thanks: (name: string) => string;
  readonly ticketsHead: (name: string) => string;
  readonly ticketLine: (number: string, device: string, status: string) => string;
  readonly expected: (when: string) => string;
  readonly agreed: (price: string) => string;
  readonly ready: (outlet: string) => string;
  readonly collected: (when: string) => string;
  readonly priceWaits: (price: string, version: number) => string;
  readonly priceWaitsEta: (when: string) => string;
  readonly tapBelow: string;
  readonly sureOfPrice: (number: string, price: string) => string;
  readonly whichPrice: string;
  readonly whichButton: string;
  readonly approved: (number: string, price: string) => string;
  readonly declined: (number: string) => string;
  readonly superseded: string;
  readonly undecided: (number: string, price: string) => string;
  readonly priceHead: string;
  readonly service: string;
  readonly stockYes: (outlets: string) => string;
  readonly stockNo: string;
  readonly warranty: (days: number) => string;
  readonly priceFoot: string;
  readonly chooseProduct: string;
  readonly openNow: (outlet: string, until: string) => string;
  readonly closedNow: (outlet: string) => string;
  readonly opensLater: (when: string) => string;
  readonly today: string;
  readonly tomorrow: string;
  readonly at: (day: string, clock: string) => string;
  readonly address: (address: string) => string;
  readonly phone: (phone: string) => string;
  readonly receipt: (number: string, date: string, total: string) => string;
  readonly invoice: (number: string, date: string, total: string) => string;
  readonly unpaid: (amount: string, due: string | null) => string;
  readonly stopped: (shop: string) => string;
  readonly complaint: (name: string) => string;
  readonly appointment: string;
  readonly human: string;
  readonly bargain: string;
  readonly photo: string;
  readonly voice: string;
  readonly file: string;
};

export const TEXTS: Record<Locale, Texts> = {
  ms: {
    wait: "Tunggu sebentar, teknisi kami akan melayan anda",
    opensAgain: (when) => `Kedai sedang tutup. Kami buka semula ${when} dan akan balas mesej anda ketika itu.`,
    greeting: (name, shop) => `Salam ${name}! Saya pembantu maya ${shop}.`,
    greetingHelp:
      'Boleh tanya saya tentang status baiki, harga dan stok, waktu buka, resit atau invois. Kalau nak bercakap dengan staf, taip sahaja "staf".',
    thanks: (name) => `Sama-sama, ${name}! Ada apa-apa lagi, mesej sahaja ya.`,
    ticketsHead: (name) => `${name}, ini status baiki anda:`,
    ticketLine: (number, device, status) => `${number} (${device}): ${status}`,
    expected: (when) => `Dijangka siap: ${when}`,
    agreed: (price) => `Harga dipersetujui: ${price}`,
    ready: (outlet) => `Sudah siap dan boleh diambil di ${outlet}.`,
    collected: (when) => `Sudah diambil pada ${when}.`,
    priceWaits: (price, version) => `Anggaran harga ${price} (versi ${version}) masih menunggu jawapan anda.`,
    priceWaitsEta: (when) => `Kalau setuju, dijangka siap ${when}.`,
    tapBelow: "Tekan butang di bawah untuk jawab ya.",
    sureOfPrice: (number, price) =>
      `Untuk pastikan: adakah anda setuju dengan anggaran ${price} bagi ${number}? Tekan butang di bawah ya.`,
    whichPrice: "Ada lebih daripada satu anggaran harga yang menunggu jawapan anda. Yang mana satu ya?",
    whichButton: "Pilih",
    approved: (number, price) =>
      `Terima kasih! Anggaran ${price} bagi ${number} sudah diluluskan. Kami akan teruskan pembaikan.`,
    declined: (number) =>
      `Baik, anggaran harga bagi ${number} tidak diteruskan. Kami akan hubungi anda tentang peranti itu.`,
    superseded: "Harga itu sudah bertukar. Ini yang terkini:",
    undecided: (number, price) =>
      `Baik, tak perlu tergesa-gesa. Anggaran ${price} bagi ${number} kami simpan sehingga anda jawab.`,
    priceHead: "Ini harga kami:",
    service: "servis",
    stockYes: (outlets) => `ada stok di ${outlets}`,
    stockNo: "stok habis",
    warranty: (days) => `waranti ${days} hari`,
    priceFoot: "Berminat? Balas sahaja di sini ya.",
    chooseProduct: "Lihat pilihan",
    openNow: (outlet, until) => `${outlet} buka sekarang, tutup ${until}.`,
    closedNow: (outlet) => `${outlet} sedang tutup.`,
    opensLater: (when) => `Buka semula ${when}.`,
    today: "hari ini",
    tomorrow: "esok",
    at: (day, clock) => `${day} jam ${clock}`,
    address: (address) => `Alamat: ${address}`,
    phone: (phone) => `Telefon: ${phone}`,
    receipt: (number, date, total) => `Resit ${number} (${date}, ${total}):`,
    invoice: (number, date, total) => `Invois ${number} (${date}, ${total}):`,
    unpaid: (amount, due) =>
      due === null ? `Baki belum dibayar: ${amount}` : `Baki belum dibayar: ${amount}, selewatnya ${due}`,
    stopped: (shop) =>
      `Baik, ${shop} tidak akan hantar promosi lagi. Mesej tentang baiki dan pembelian anda masih akan dihantar.`,
    complaint: (name) => `Maaf atas kesulitan ini, ${name}. Saya serahkan terus kepada staf kami supaya diutamakan.`,
    appointment: "Boleh! Staf kami akan sahkan masa yang sesuai dengan anda di sini.",
    human: "Baik, saya sambungkan anda dengan staf kami.",
    bargain: "Faham. Tentang harga, staf kami akan berbincang terus dengan anda di sini.",
    photo: "Terima kasih, gambar sudah kami terima.",
    voice: "Terima kasih, mesej suara sudah kami terima.",
    file: "Terima kasih, fail sudah kami terima.",
  },
  en: {
    wait: "One moment please, our technician will be with you shortly",
    opensAgain: (when) => `We are closed now. We open again ${when} and will answer you then.`,
    greeting: (name, shop) => `Hi${name && ` ${name}`}! I'm the automatic assistant of ${shop}.`,
    greetingHelp:
      'Ask me about your repair, prices and stock, opening hours, receipts or invoices. To reach a person, just type "staff".',
    thanks: (name) => `You're welcome${name && `, ${name}`}! Just message us if there is anything else.`,
    ticketsHead: (name) => `${name ? `${name}, here` : "Here"} is your repair status:`,
    ticketLine: (number, device, status) => `${number} (${device}): ${status}`,
    expected: (when) => `Expected ready: ${when}`,
    agreed: (price) => `Agreed price: ${price}`,
    ready: (outlet) => `It is ready to collect at ${outlet}.`,
    collected: (when) => `Collected on ${when}.`,
    priceWaits: (price, version) => `The estimate of ${price} (version ${version}) is waiting for your answer.`,
    priceWaitsEta: (when) => `If you agree, expected ready ${when}.`,
    tapBelow: "Please tap a button below to answer.",
    sureOfPrice: (number, price) =>
      `Just to be sure: do you agree to the estimate of ${price} for ${number}? Please tap a button below.`,
    whichPrice: "More than one estimate is waiting for your answer. Which one do you mean?",
    whichButton: "Choose",
    approved: (number, price) =>
      `Thank you! The estimate of ${price} for ${number} is approved. We will go ahead with the repair.`,
    declined: (number) =>
      `Alright, we will not go ahead with the estimate for ${number}. We will contact you about the device.`,
    superseded: "That price has changed. Here is the latest:",
    undecided: (number, price) => `No rush. The estimate of ${price} for ${number} stays open until you answer.`,
    priceHead: "Here are our prices:",
    service: "service",
    stockYes: (outlets) => `in stock at ${outlets}`,
    stockNo: "out of stock",
    warranty: (days) => `${days}-day warranty`,
    priceFoot: "Interested? Just reply here.",
    chooseProduct: "See options",
    openNow: (outlet, until) => `${outlet} is open now, until ${until}.`,
    closedNow: (outlet) => `${outlet} is closed now.`,
    opensLater: (when) => `Opens again ${when}.`,
    today: "today",
    tomorrow: "tomorrow",
    at: (day, clock) => `${day} at ${clock}`,
    address: (address) => `Address: ${address}`,
    phone: (phone) => `Phone: ${phone}`,
    receipt: (number, date, total) => `Receipt ${number} (${date}, ${total}):`,
    invoice: (number, date, total) => `Invoice ${number} (${date}, ${total}):`,
    unpaid: (amount, due) => (due === null ? `Still to pay: ${amount}` : `Still to pay: ${amount}, by ${due}`),
    stopped: (shop) =>
      `Done, ${shop} will not send you promotions any more. Messages about your repairs and purchases still come.`,
    complaint: (name) =>
      `We are sorry about this${name && `, ${name}`}. I am passing it straight to our staff so that it is looked at first.`,
    appointment: "Sure! Our staff will confirm a suitable time with you here.",
    human: "Alright, I am connecting you with our staff.",
    bargain: "Understood. Our staff will talk about the price with you here.",
    photo: "Thank you, we have your photo.",
    voice: "Thank you, we have your voice message.",
    file: "Thank you, we have your file.",
  },
};
