/** Cleaning of what people type: NUL breaks Postgres, bidi controls disguise text; emoji, Jawi, Tamil and Chinese are welcome. */
import { z } from "zod";

const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Drops control characters (new line and tab stay) and bidi overrides, composes accents, trims. */
export function cleanText(value: string): string {
  return value
    .replaceAll("\r\n", "\n")
    .replace(/\p{Cc}/gu, (character) => (character === "\n" || character === "\t" ? character : ""))
    .replace(BIDI_CONTROLS, "")
    .normalize("NFC")
    .trim();
}

/** Text that must be there: 1..max characters after cleaning. Codes: input.required, input.too_long. */
export const textField = (max: number) =>
  z.string("input.required").transform(cleanText).pipe(z.string().min(1, "input.required").max(max, "input.too_long"));

/** The same, but empty means absent (null). */
export const optionalText = (max: number) =>
  z
    .string()
    .optional()
    .transform((value) => cleanText(value ?? ""))
    .pipe(z.string().max(max, "input.too_long"))
    .transform((value) => (value === "" ? null : value));
