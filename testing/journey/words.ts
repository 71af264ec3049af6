/** The texts of the screens, so that a journey follows them and says the same in both languages. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";
import type { Locale } from "@/lib/core/dates";

export type Words = (key: string, values?: Record<string, string | number>) => string;

const FOLDER = path.join(import.meta.dirname, "../../lib/i18n/messages");

/** @returns words by full key: `w("repairs.ready.title", { number })`. A key that is not there fails the test. */
export function words(locale: Locale): Words {
  const messages = Object.fromEntries(
    readdirSync(path.join(FOLDER, locale))
      .filter((file) => file.endsWith(".json"))
      .map((file) => [path.basename(file, ".json"), JSON.parse(readFileSync(path.join(FOLDER, locale, file), "utf8"))]),
  );
  const translate = createTranslator({
    locale,
    messages,
    timeZone: "Asia/Kuala_Lumpur",
    onError(error) {
      throw error;
    },
  });
  return (key, values) => translate(key, values);
}

/** Text as a pattern that may stand anywhere. */
export const containing = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
