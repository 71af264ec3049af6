/** The customer's words, from the messages of the customer's language (never of whoever is signed in). */
import { z } from "zod";
import type { Locale } from "@/lib/core/dates";
import { loadMessages } from "@/lib/i18n/messages";
import type { CustomerTemplates } from "@/lib/repairs/customer-text";

const text = z.string().min(1);
const templates = z.object({
  ack: text,
  estimate: text,
  eta: text,
  approve: text,
  decline: text,
  ready: text,
  readyUnpaid: text,
  readyPaid: text,
  collected: text,
  approved: text,
  declined: text,
  changed: text,
  decided: text,
  gone: text,
});

export function customerTemplates(locale: Locale): CustomerTemplates {
  const all = z.object({ repairs: z.object({ customer: templates }) }).parse(loadMessages(locale));
  return all.repairs.customer;
}
