import type { Locale } from "@/lib/core/dates";

export const LOCALES = ["ms", "en"] as const satisfies readonly Locale[];
export const DEFAULT_LOCALE: Locale = "ms";
export const LOCALE_COOKIE = "locale";

export function asLocale(value: unknown): Locale | null {
  return LOCALES.find((locale) => locale === value) ?? null;
}

/** The first language of an Accept-Language header that we speak; Malay's ISO 639-3 names and Indonesian count as Malay. */
export function negotiateLocale(header: string | null | undefined): Locale {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((text) => /^\s*q=([\d.]+)/.exec(text)?.[1]).find(Boolean);
      return { language: tag.split("-")[0] ?? "", quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((part) => part.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wanted) {
    if (["ms", "msa", "zsm", "id"].includes(language)) return "ms";
    if (language === "en") return "en";
  }
  return DEFAULT_LOCALE;
}
