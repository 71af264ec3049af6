/** Messages from lib/i18n/messages/<locale>/<feature>.json; the file name is the namespace, so a feature adds only its own file. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Locale } from "@/lib/core/dates";
import { developing } from "@/lib/env";

export type Messages = { [key: string]: string | Messages };

const loaded = new Map<Locale, Messages>();

/** Read once per process; while developing they are read again for every request. */
export function loadMessages(locale: Locale): Messages {
  const known = loaded.get(locale);
  if (known && !developing) return known;
  const folder = path.join(process.cwd(), "lib", "i18n", "messages", locale);
  const all: Messages = {};
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith(".json"))
      all[file.slice(0, -".json".length)] = JSON.parse(readFileSync(path.join(folder, file), "utf8"));
  }
  loaded.set(locale, all);
  return all;
}

/** Only some features, for pages that must be light. */
export function pickMessages(messages: Messages, namespaces: readonly string[]): Messages {
  return Object.fromEntries(Object.entries(messages).filter(([name]) => namespaces.includes(name)));
}
