/** All showing of dates goes through here: locale and zone are explicit, never guessed from each other. */

export const DEFAULT_ZONE = "Asia/Kuala_Lumpur";
export type Locale = "ms" | "en";

const intlLocale = (locale: Locale) => (locale === "ms" ? "ms-MY" : "en-MY");

const format = (at: string | Date, locale: Locale, timeZone: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(intlLocale(locale), { timeZone, ...options }).format(new Date(at));

/** 21 Nov 2026 */
export const formatDate = (at: string | Date, locale: Locale, timeZone = DEFAULT_ZONE) =>
  format(at, locale, timeZone, { day: "numeric", month: "short", year: "numeric" });

/** 2:05 PTG / 2:05 pm */
export const formatTime = (at: string | Date, locale: Locale, timeZone = DEFAULT_ZONE) =>
  format(at, locale, timeZone, { hour: "numeric", minute: "2-digit", hour12: true });

/** 21 Nov 2026, 2:05 pm */
export const formatDateTime = (at: string | Date, locale: Locale, timeZone = DEFAULT_ZONE) =>
  `${formatDate(at, locale, timeZone)}, ${formatTime(at, locale, timeZone)}`;

/** Time today, else the day: what a list of conversations shows. `now` is passed so that the answer is testable. */
export function formatListTime(at: string | Date, locale: Locale, now: Date, timeZone = DEFAULT_ZONE): string {
  const day = (value: string | Date) => formatDate(value, "en", timeZone);
  return day(at) === day(now)
    ? formatTime(at, locale, timeZone)
    : format(at, locale, timeZone, { day: "numeric", month: "short" });
}

/** YYYY-MM-DD of an instant in a zone. */
export function businessDate(at: Date, timeZone = DEFAULT_ZONE): string {
  // Built from parts: what a locale writes between them is nobody's promise.
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const part = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part["year"]}-${part["month"]}-${part["day"]}`;
}
