import { z } from "zod";

/** Luhn check of a 15-digit IMEI (3GPP TS 23.003 annex B). */
export function isImei(text: string): boolean {
  if (!/^\d{15}$/.test(text)) return false;
  let sum = 0;
  for (let index = 0; index < 15; index += 1) {
    const digit = Number(text[index]);
    const value = index % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** Form field: empty or an IMEI with a right check digit; spaces and dashes are forgiven. Code: input.imei. */
export const imeiField = z
  .string()
  .optional()
  .transform((value) => (value ?? "").replace(/[\s/-]/g, ""))
  .refine((value) => value === "" || isImei(value), "input.imei")
  .transform((value) => (value === "" ? null : value));
