/** Answers from rows. Pure: every figure in a body comes from an argument, every row used is cited. */
import { type Answer, type Cite, textAnswer } from "@/lib/ai/answer";
import { type Paper, paperCite } from "@/lib/ai/facts/documents";
import { weekTable } from "@/lib/ai/facts/hours";
import { inStock, type Product, productCite } from "@/lib/ai/facts/products";
import { type Outlet, outletCite, type Shop, shopCite } from "@/lib/ai/facts/shop";
import { estimateCite, type Ticket, ticketCite, type WaitingEstimate } from "@/lib/ai/facts/tickets";
import { TEXTS } from "@/lib/ai/replies/texts";
import { instantWords, openSentence } from "@/lib/ai/replies/when";
import { formatDate, type Locale } from "@/lib/core/dates";
import { formatSen } from "@/lib/core/money";
import type { Json } from "@/lib/db/types.gen";

export type Voice = { readonly locale: Locale; readonly now: Date; readonly name: string; readonly shop: Shop };

const outletOf = (shop: Shop, id: string): Outlet | undefined =>
  shop.outlets.find((outlet) => outlet.id === id) ?? shop.outlets[0];

export function greetingAnswer({ locale, name, shop }: Voice): Answer {
  const t = TEXTS[locale];
  return textAnswer(`${t.greeting(name, shop.name)} ${t.greetingHelp}`, [shopCite(shop)]);
}

export function thanksAnswer({ locale, name, shop }: Voice): Answer {
  return textAnswer(TEXTS[locale].thanks(name), [shopCite(shop)]);
}

export function hoursAnswer({ locale, now, shop }: Voice): Answer {
  const t = TEXTS[locale];
  const blocks = shop.outlets
    .slice(0, 5)
    .map((outlet) =>
      [
        openSentence(outlet, locale, now),
        ...weekTable(outlet.hours, locale).map(([days, times]) => `${days}: ${times}`),
        ...(outlet.address ? [t.address(outlet.address)] : []),
        ...(outlet.phone ? [t.phone(outlet.phone)] : []),
      ].join("\n"),
    );
  return textAnswer(blocks.join("\n\n"), shop.outlets.slice(0, 5).map(outletCite));
}

/** Buttons of the one version that waits, exactly as they were first sent: a tap is bound to that version. */
export const estimateButtons = (waiting: WaitingEstimate): { readonly buttons: Json } => ({ buttons: waiting.buttons });

function ticketBlock(ticket: Ticket, voice: Voice): { lines: string[]; cites: Cite[] } {
  const { locale, now, shop } = voice;
  const t = TEXTS[locale];
  const outlet = outletOf(shop, ticket.outletId);
  const zone = outlet?.timeZone;
  const cites: Cite[] = [ticketCite(ticket)];
  const lines = [t.ticketLine(ticket.number, ticket.device, ticket.statusName[locale])];
  if (ticket.phase === "CLOSED") {
    if (ticket.closedAt) lines.push(t.collected(formatDate(ticket.closedAt, locale, zone)));
    return { lines, cites };
  }
  if (ticket.phase === "READY" && outlet) {
    lines.push(t.ready(outlet.name), openSentence(outlet, locale, now));
    cites.push(outletCite(outlet));
  } else if (ticket.etaAt) lines.push(t.expected(instantWords(ticket.etaAt, locale, zone)));
  if (ticket.agreedSen !== null) lines.push(t.agreed(formatSen(ticket.agreedSen)));
  if (ticket.waiting) {
    lines.push(t.priceWaits(formatSen(ticket.waiting.totalSen), ticket.waiting.version));
    if (ticket.waiting.etaAt) lines.push(t.priceWaitsEta(instantWords(ticket.waiting.etaAt, locale, zone)));
    cites.push(estimateCite(ticket, ticket.waiting));
  }
  return { lines, cites };
}

export function ticketsAnswer(tickets: readonly Ticket[], voice: Voice): Answer | null {
  if (tickets.length === 0) return null;
  const t = TEXTS[voice.locale];
  const blocks = tickets.map((ticket) => ticketBlock(ticket, voice));
  const cites = blocks.flatMap((block) => block.cites);
  const waiting = tickets.flatMap((ticket) => (ticket.waiting ? [ticket.waiting] : []));
  const only = waiting.length === 1 ? waiting[0] : undefined;
  const body = [
    t.ticketsHead(voice.name),
    ...blocks.map((block) => block.lines.join("\n")),
    ...(only ? [t.tapBelow] : []),
  ].join("\n\n");
  return only ? { kind: "buttons", body, payload: estimateButtons(only), cites } : textAnswer(body, cites);
}

function stockWords(product: Product, { locale, shop }: Voice): string[] {
  const t = TEXTS[locale];
  if (product.stock === null) return [];
  if (!inStock(product)) return [t.stockNo];
  const names = product.stock.flatMap((level) => {
    const outlet = level.available ? shop.outlets.find((known) => known.id === level.outletId) : undefined;
    return outlet ? [outlet.name] : [];
  });
  return [t.stockYes(names.join(", "))];
}

export function pricesAnswer(products: readonly Product[], voice: Voice): Answer | null {
  if (products.length === 0) return null;
  const t = TEXTS[voice.locale];
  const detail = (product: Product) =>
    [...stockWords(product, voice), ...(product.warrantyDays > 0 ? [t.warranty(product.warrantyDays)] : [])].join("; ");
  const lines = products.map((product) => {
    const more = detail(product);
    return `${product.name}: ${formatSen(product.priceSen)}${more ? ` (${more})` : ""}`;
  });
  const cites: Cite[] = products.map(productCite);
  if (products.some((product) => product.stock !== null)) {
    for (const outlet of voice.shop.outlets) {
      if (products.some((product) => product.stock?.some((level) => level.outletId === outlet.id)))
        cites.push(outletCite(outlet));
    }
  }
  if (products.length === 1) return textAnswer(`${lines[0]}\n${t.priceFoot}`, cites);
  return {
    kind: "list",
    body: `${t.priceHead}\n${lines.join("\n")}`,
    payload: {
      button: t.chooseProduct,
      rows: products.map((product) => ({
        id: `product:${product.id}`,
        title: product.name.slice(0, 24),
        description: [formatSen(product.priceSen), detail(product)].filter(Boolean).join(", ").slice(0, 72),
      })),
    },
    cites,
  };
}

export function papersAnswer(papers: readonly Paper[], { locale, shop }: Voice): Answer | null {
  if (papers.length === 0) return null;
  const t = TEXTS[locale];
  const zone = shop.outlets[0]?.timeZone;
  const blocks = papers.map((paper) => {
    const head = (paper.kind === "receipt" ? t.receipt : t.invoice)(
      paper.number,
      formatDate(paper.at, locale, zone),
      formatSen(paper.totalSen),
    );
    const due =
      paper.dueSen > 0
        ? [
            t.unpaid(
              formatSen(paper.dueSen),
              paper.dueDate ? formatDate(`${paper.dueDate}T12:00:00Z`, locale, zone) : null,
            ),
          ]
        : [];
    return [head, paper.link, ...due].join("\n");
  });
  return textAnswer(blocks.join("\n\n"), papers.map(paperCite));
}

/** Asks again with the buttons of that version; `head` says why. */
export function askEstimate(ticket: Ticket, waiting: WaitingEstimate, head: string): Answer {
  return {
    kind: "buttons",
    body: head,
    payload: estimateButtons(waiting),
    cites: [ticketCite(ticket), estimateCite(ticket, waiting)],
  };
}

/** Several versions wait: the customer picks one, a list row carries the approval of exactly that version. */
export function whichEstimate(
  tickets: readonly Ticket[],
  verdict: "approve" | "decline",
  { locale }: Voice,
): Answer | null {
  const waiting = tickets.flatMap((ticket) => (ticket.waiting ? [{ ticket, waiting: ticket.waiting }] : []));
  if (waiting.length === 0) return null;
  const t = TEXTS[locale];
  return {
    kind: "list",
    body: t.whichPrice,
    payload: {
      button: t.whichButton,
      rows: waiting.map((one) => ({
        id: `${verdict}:${one.waiting.id}`,
        title: one.ticket.number.slice(0, 24),
        description: `${one.ticket.device}, ${formatSen(one.waiting.totalSen)}`.slice(0, 72),
      })),
    },
    cites: waiting.flatMap((one) => [ticketCite(one.ticket), estimateCite(one.ticket, one.waiting)]),
  };
}

/** Two answers to two questions in one message. Only one of them may carry buttons. */
export function joinAnswers(first: Answer, second: Answer | null): Answer {
  if (!second || (first.kind !== "text" && second.kind !== "text")) return first;
  const carrier = first.kind === "text" ? second : first;
  return {
    kind: carrier.kind,
    payload: carrier.payload,
    body: `${first.body}\n\n${second.body}`,
    cites: [...first.cites, ...second.cites],
  };
}
