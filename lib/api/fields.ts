/** Fields of the public API: what they refuse is written in the OpenAPI document, what they clean is not seen from outside. */
import { z } from "zod";
import { isImei } from "@/lib/core/imei";
import { toE164 } from "@/lib/core/phone";
import { cleanText } from "@/lib/core/text";

/** Without control characters and bidi tricks; counted after cleaning. */
export const text = (max: number, min = 1) => z.string().overwrite(cleanText).min(min).max(max);
export const sen = z.int().min(0).max(1_000_000_000);
export const id = z.uuid();
export const instant = z.iso.datetime({ offset: true });
export const utc = z.iso.datetime();
export const locale = z.enum(["ms", "en"]);

/** Any way of writing a number that exists; Malaysia is assumed without a country code. Comes out as E.164. */
export const phone = z
  .string()
  .max(32)
  .transform((value, context) => {
    const number = toE164(value);
    if (number) return number;
    context.addIssue({ code: "custom", message: "input.phone" });
    return z.NEVER;
  });

export const email = z
  .email()
  .max(254)
  .overwrite((value) => value.toLowerCase());

export const imei = z
  .string()
  .regex(/^\d{15}$/)
  .refine(isImei, "input.imei");
