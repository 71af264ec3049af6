/** The intake form: what a tenant can switch, and the answers it gives. Safe in the browser. */
import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { imeiField } from "@/lib/core/imei";
import { phoneField } from "@/lib/core/phone";
import { optionalText, textField } from "@/lib/core/text";
import { FIELD_KEYS, FIELD_MODES, MAX_PHOTOS } from "@/lib/intake/kinds";
import { CATEGORIES } from "@/lib/repairs/kinds";
import { unlockFields, unlockOf } from "@/lib/repairs/unlock-schema";

const modes = z.record(z.enum(FIELD_KEYS), z.enum(FIELD_MODES));
const texts = z.object({
  intro: z.string().default(""),
  terms: z.string(),
  service: z.string(),
  marketing: z.string(),
});

export const intakeFormRow = z.object({
  fields: modes,
  texts: z.object({ ms: texts, en: texts }),
  text_version: z.number(),
  is_open: z.boolean(),
});
export type IntakeFormDefinition = z.output<typeof intakeFormRow>;

const ticked = z.preprocess((value) => value === "on" || value === true, z.boolean());
const list = z.preprocess(
  (value) => (value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string().max(60)).max(20),
);
/** A file input that was left empty sends one file without a name. */
const files = z.preprocess(
  (value) => (Array.isArray(value) ? value : [value]).filter((file) => file instanceof File && file.size > 0),
  z.array(z.instanceof(File)).max(MAX_PHOTOS, "intake.photos"),
);
const emailField = z.preprocess(
  (value) => (typeof value === "string" && value.trim() !== "" ? value.trim().toLowerCase() : null),
  z.email("input.email").max(200, "input.too_long").nullable(),
);
const categoryField = z.preprocess(
  (value) => (value === "" || value === undefined ? null : value),
  z.enum(CATEGORIES, "input.invalid").nullable(),
);

/** What is asked of everybody; what the tenant requires besides is checked by `missingFields`. */
export const intakeInput = z.object({
  slug: z.string().min(1).max(40),
  clientId: uuidField,
  /** Invisible to people; whoever fills it is a program. */
  website: z.string().max(500).default(""),
  name: textField(160),
  phone: phoneField,
  email: emailField,
  category: categoryField,
  brand: optionalText(60),
  model: optionalText(120),
  serial: optionalText(60),
  imei: imeiField,
  problem: textField(2000),
  accessories: list,
  condition: optionalText(1000),
  photos: files,
  ...unlockFields,
  terms: ticked,
  service: ticked,
  marketing: ticked,
});
export type IntakeInput = z.output<typeof intakeInput>;

/** Required fields without an answer, as field → code. */
export function missingFields(fields: IntakeFormDefinition["fields"], input: IntakeInput): Record<string, string> {
  const missing: Record<string, string> = {};
  for (const key of FIELD_KEYS) {
    const value = key === "pin" ? unlockOf(input) : input[key];
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
    if (fields[key] === "required" && isEmpty) missing[key] = "input.required";
  }
  if (!input.terms) missing["terms"] = "intake.terms";
  return missing;
}

export const saveIntakeFormInput = z.object({
  isOpen: ticked,
  fields: modes,
  ms: z.object({
    intro: z.string().trim().max(300, "input.too_long"),
    terms: textField(6000),
    service: textField(500),
    marketing: textField(500),
  }),
  en: z.object({
    intro: z.string().trim().max(300, "input.too_long"),
    terms: textField(6000),
    service: textField(500),
    marketing: textField(500),
  }),
});
export type SaveIntakeFormInput = z.output<typeof saveIntakeFormInput>;

/** The settings form is flat: `fields.email`, `ms.terms`, … */
export const intakeSettingsForm = z.record(z.string(), z.unknown()).transform((flat, context): SaveIntakeFormInput => {
  const nested: Record<string, Record<string, unknown>> = { fields: {}, ms: {}, en: {} };
  for (const [key, value] of Object.entries(flat)) {
    const [group = "", name] = key.split(".");
    const into = nested[group];
    if (into && name) into[name] = value;
  }
  const parsed = saveIntakeFormInput.safeParse({ ...nested, isOpen: flat["isOpen"] });
  for (const issue of parsed.error?.issues ?? [])
    context.addIssue({ code: "custom", path: [issue.path.join(".")], message: issue.message });
  return parsed.data ?? z.NEVER;
});
