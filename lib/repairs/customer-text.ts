/**
 * Texts a customer gets about a repair, from templates in the customer's language (messages `repairs.customer`, read as they are).
 * `{number}` and `{token}` are left for the database, which alone knows them.
 */
import type { Locale } from "@/lib/core/dates";
import { formatDateTime } from "@/lib/core/dates";
import { formatSen } from "@/lib/core/money";

export type CustomerTemplates = {
  ack: string;
  estimate: string;
  eta: string;
  approve: string;
  decline: string;
  ready: string;
  readyUnpaid: string;
  readyPaid: string;
  collected: string;
  approved: string;
  declined: string;
  changed: string;
  decided: string;
  gone: string;
};

/** Fills `{name}` for every name that is known; the rest stays. */
export const fillTemplate = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

export const deviceName = (device: { brand: string | null; model: string }): string =>
  [device.brand, device.model].filter(Boolean).join(" ");

type EstimateText = {
  shop: string;
  device: string;
  lines: readonly { description: string; quantity: number }[];
  totalSen: number;
  etaAt: string | null;
  timeZone: string;
  appUrl: string;
};

export function estimateText(templates: CustomerTemplates, locale: Locale, from: EstimateText): string {
  const lines = from.lines.map((line) => `• ${line.description}${line.quantity === 1 ? "" : ` × ${line.quantity}`}`);
  return fillTemplate(templates.estimate, {
    shop: from.shop,
    device: from.device,
    lines: lines.join("\n"),
    total: formatSen(from.totalSen),
    eta: from.etaAt
      ? `\n${fillTemplate(templates.eta, { time: formatDateTime(from.etaAt, locale, from.timeZone) })}`
      : "",
    link: `${from.appUrl}/a/{token}`,
  });
}

/** WhatsApp shows at most 20 characters on a button. */
export function estimateButtons(templates: CustomerTemplates, totalSen: number): { approve: string; decline: string } {
  const approve = fillTemplate(templates.approve, { total: formatSen(totalSen) });
  return {
    approve: approve.length <= 20 ? approve : (approve.split(" RM")[0] ?? approve).slice(0, 20),
    decline: templates.decline.slice(0, 20),
  };
}

export function estimateReplies(
  templates: CustomerTemplates,
  totalSen: number,
  device: string,
): Record<string, string> {
  const values = { total: formatSen(totalSen), device };
  return Object.fromEntries(
    (["approved", "declined", "changed", "decided", "gone"] as const).map((key) => [
      key,
      fillTemplate(templates[key], values),
    ]),
  );
}

export function readyText(
  templates: CustomerTemplates,
  from: { shop: string; device: string; dueSen: number; isPaid: boolean; hours: string; appUrl: string },
): string {
  const bill = from.isPaid ? templates.readyPaid : from.dueSen > 0 ? templates.readyUnpaid : "";
  return fillTemplate(templates.ready, {
    shop: from.shop,
    device: from.device,
    hours: from.hours,
    link: `${from.appUrl}/r/{token}`,
    bill: bill ? `\n${fillTemplate(bill, { total: formatSen(from.dueSen) })}` : "",
  });
}

export const ackText = (templates: Pick<CustomerTemplates, "ack">, from: { shop: string; appUrl: string }): string =>
  fillTemplate(templates.ack, { shop: from.shop, link: `${from.appUrl}/r/{token}` });

export const collectedText = (templates: CustomerTemplates, from: { shop: string; device: string }): string =>
  fillTemplate(templates.collected, from);
