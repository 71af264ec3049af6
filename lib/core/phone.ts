import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";

/** "012-345 6789", "60123456789", "+65 …" → E.164; null when no such number can exist. Malaysia is assumed without a country code. */
export function toE164(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > 32) return null;
  const withPlus = /^60\d{8,10}$/.test(trimmed) ? `+${trimmed}` : trimmed;
  const parsed = parsePhoneNumberFromString(withPlus, "MY");
  return parsed?.isValid() ? parsed.number : null;
}

/** Form field: required phone, out comes E.164. The issue's message is a code under `errors`. */
export const phoneField = z.string().transform((value, context) => {
  const number = toE164(value);
  if (number) return number;
  context.addIssue({ code: "custom", message: "input.phone" });
  return z.NEVER;
});

/** +60123456789 → 012-345 6789 (local form for Malaysian numbers). */
export function formatPhone(e164: string): string {
  const parsed = parsePhoneNumberFromString(e164);
  if (!parsed) return e164;
  return parsed.country === "MY" ? parsed.formatNational() : parsed.formatInternational();
}
