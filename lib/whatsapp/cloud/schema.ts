/** Numbers of the Cloud API: what forms send and what the database answers. Safe in the browser. */
import { z } from "zod";
import { cleanText } from "@/lib/core/text";

const id = z.uuid("input.invalid");
const metaId = z
  .string("input.required")
  .trim()
  .min(1, "input.required")
  .regex(/^\d{5,30}$/, "cloud.id");
const token = z
  .string("input.required")
  .trim()
  .min(1, "input.required")
  .regex(/^[\x21-\x7e]{20,1000}$/, "cloud.token");

export const addCloudInput = z.object({
  /** Made with the form: sent twice, it is one number. */
  key: id,
  outletId: id,
  name: z
    .string("input.required")
    .transform((value) => cleanText(value).trim())
    .pipe(z.string().min(1, "input.required").max(80, "input.too_long")),
  phoneNumberId: metaId,
  wabaId: metaId,
  token,
  appSecret: z
    .string("input.required")
    .trim()
    .min(1, "input.required")
    .regex(/^[0-9a-f]{32}$/i, "cloud.secret"),
});
export type AddCloudInput = z.output<typeof addCloudInput>;

export const renewTokenInput = z.object({ id, token });
export const askCloudInput = z.object({ id, action: z.enum(["check", "templates"]) });
export const cloudIdInput = z.object({ id });

export const cloudSetup = z.object({
  phone_number_id: z.string(),
  waba_id: z.string(),
  verify_token: z.string().nullable(),
  token_hint: z.string().nullable(),
  last_webhook_at: z.string().nullable(),
  waiting: z.number(),
  unknown: z.number(),
});
