/** The words of a document in the customer's language, whatever the clerk reads. */
import { createTranslator } from "next-intl";
import { z } from "zod";
import type { Locale } from "@/lib/core/dates";
import { loadMessages } from "@/lib/i18n/messages";

const words = z.record(z.string(), z.string());

export type Word = (key: string, values?: Record<string, string | number>) => string;

export function documentWords(locale: Locale): Word {
  const documents = words.parse(loadMessages(locale)["documents"]);
  const t = createTranslator({ locale, messages: { documents }, namespace: "documents" });
  return (key, values) => t(key, values);
}
