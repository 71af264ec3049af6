import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { toE164 } from "@/lib/core/phone";
import { optionalText, textField } from "@/lib/core/text";
import { BREACH_CATEGORIES, NOTIFY } from "@/lib/privacy/kinds";

// Answers ------------------------------------------------------------------------------------------------------------

export const erasePreview = z.object({
  erased_at: z.string().nullable(),
  obstacles: z.array(
    z.object({ kind: z.enum(["ticket", "order", "invoice", "draft"]), id: z.string(), number: z.string().nullable() }),
  ),
  goes: z.object({
    addresses: z.number(),
    messages: z.number(),
    files: z.number(),
    notes: z.number(),
    devices: z.number(),
    tickets: z.number(),
    links: z.number(),
  }),
  stays: z.object({
    sales: z.number(),
    invoices: z.number(),
    total_sen: z.number(),
    until: z.string().nullable(),
  }),
});
export type ErasePreview = z.infer<typeof erasePreview>;

export const erased = z.object({
  already: z.boolean().default(false),
  messages: z.number(),
  files: z.number(),
});

export const exportStart = z.object({ id: z.string(), messages: z.number(), files: z.number(), bytes: z.number() });
export type ExportStart = z.infer<typeof exportStart>;

export const retentionPlan = z.array(
  z.object({
    kind: z.enum(["messages", "media", "photos", "intake", "links", "inactive"]),
    rows: z.number(),
    files: z.number(),
  }),
);
export type RetentionPlan = z.infer<typeof retentionPlan>;

export const privacyNotice = z.object({
  name: z.string(),
  registration_no: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  locale: z.enum(["ms", "en"]),
  address: z.array(z.string()),
  dpo_name: z.string().nullable(),
  dpo_email: z.string().nullable(),
  dpo_phone: z.string().nullable(),
  months: z.object({
    messages: z.number(),
    media: z.number(),
    photos: z.number(),
    intake: z.number(),
    links: z.number(),
    inactive: z.number().nullable(),
    tax: z.number(),
  }),
  updated_at: z.string(),
});
export type PrivacyNotice = z.infer<typeof privacyNotice>;

// Inputs -------------------------------------------------------------------------------------------------------------

export const eraseInput = z.object({ customerId: uuidField, name: textField(200) });
export type EraseInput = z.output<typeof eraseInput>;

const phoneOrNull = z
  .string()
  .optional()
  .transform((value, context) => {
    const text = (value ?? "").trim();
    if (text === "") return null;
    const number = toE164(text);
    if (number) return number;
    context.addIssue({ code: "custom", message: "input.phone" });
    return z.NEVER;
  });

const months = (least: number, most: number) =>
  z.coerce.number("privacy.period").int("privacy.period").min(least, "privacy.period").max(most, "privacy.period");

export const privacySettingsInput = z.object({
  dpoName: optionalText(120),
  dpoEmail: optionalText(254).pipe(z.union([z.null(), z.email("input.email")], { error: "input.email" })),
  dpoPhone: phoneOrNull,
  messagesMonths: months(6, 120),
  mediaMonths: months(3, 120),
  photosMonths: months(6, 120),
  intakeMonths: months(6, 120),
  linksMonths: months(3, 120),
  /** Empty: never. */
  inactiveMonths: z.union([z.literal("").transform(() => null), months(24, 120)], { error: "privacy.period" }),
  taxMonths: z.coerce
    .number("privacy.tax_floor")
    .int("privacy.tax_floor")
    .min(84, "privacy.tax_floor")
    .max(240, "privacy.period"),
});
export type PrivacySettingsInput = z.output<typeof privacySettingsInput>;

export const consentTextInput = z.object({
  purpose: z.enum(["service", "marketing"]),
  bodyMs: textField(6000),
  bodyEn: textField(6000),
});
export type ConsentTextInput = z.output<typeof consentTextInput>;

export const readmitInput = z.object({
  phone: phoneOrNull.refine((value) => value !== null, "input.required").transform((value) => value ?? ""),
  note: textField(300),
});
export type ReadmitInput = z.output<typeof readmitInput>;

/** What a browser's date and time field says, in Malaysian time. */
const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "input.date")
  .transform((value) => new Date(`${value}:00+08:00`).toISOString());
const optionalTime = z
  .union([z.literal(""), localTime], { error: "input.date" })
  .optional()
  .transform((value) => value || null);

export const breachInput = z
  .object({
    id: z.union([z.literal("").transform(() => undefined), uuidField]).optional(),
    title: textField(160),
    discoveredAt: localTime,
    what: textField(4000),
    categories: z
      .union([z.array(z.enum(BREACH_CATEGORIES)), z.enum(BREACH_CATEGORIES).transform((one) => [one])])
      .optional()
      .transform((list) => list ?? []),
    persons: z.coerce
      .number("input.invalid")
      .int("input.invalid")
      .min(0, "input.invalid")
      .max(100_000_000, "input.invalid"),
    cause: optionalText(4000),
    actions: optionalText(4000),
    notify: z.enum(NOTIFY),
    notifyReason: optionalText(2000),
    commissionerNotifiedAt: optionalTime,
    commissionerReference: optionalText(120),
    personsNotifiedAt: optionalTime,
    close: z.literal("on").optional(),
  })
  .refine((value) => value.notify === "both" || (value.notifyReason ?? "").length >= 10, {
    path: ["notifyReason"],
    message: "breach.reason",
  });
export type BreachInput = z.output<typeof breachInput>;
