import { z } from "zod";
import { emailField, localeField } from "@/lib/auth/schema";
import { uuidField } from "@/lib/core/ids";
import { toE164 } from "@/lib/core/phone";
import { optionalText, textField } from "@/lib/core/text";
import { hoursFromForm } from "@/lib/tenancy/hours";
import { INVITABLE, ROLES } from "@/lib/tenancy/roles";
import { STATES } from "@/lib/tenancy/states";

const optionalPhone = z
  .string()
  .optional()
  .transform((value, context) => {
    if (!value?.trim()) return null;
    const number = toE164(value);
    if (!number) context.addIssue({ code: "custom", message: "input.phone" });
    return number;
  });

const optionalEmail = z
  .string()
  .optional()
  .transform((value) => value?.trim() || null)
  .pipe(emailField.nullable());

const address = {
  addressLine: optionalText(300),
  postcode: optionalText(5).refine((value) => value === null || /^\d{5}$/.test(value), "input.postcode"),
  city: optionalText(80),
  state: z
    .union([z.literal("").transform(() => null), z.enum(STATES)])
    .optional()
    .transform((value) => value ?? null),
};

export const businessInput = z
  .object({
    name: textField(120),
    registrationNo: optionalText(40),
    phone: optionalPhone,
    email: optionalEmail,
    ...address,
    sst: z.literal("on").optional(),
    sstNo: optionalText(40),
    sstFrom: z
      .string()
      .optional()
      .transform((value) => value || null)
      .pipe(z.iso.date("input.invalid").nullable()),
    receiptFooter: optionalText(500),
    terms: optionalText(1000),
    bankDetails: optionalText(500),
    locale: localeField,
  })
  .superRefine((value, context) => {
    if (!value.sst) return;
    if (!value.sstNo) context.addIssue({ code: "custom", path: ["sstNo"], message: "settings.sst_no" });
    if (!value.sstFrom) context.addIssue({ code: "custom", path: ["sstFrom"], message: "input.required" });
  });
export type BusinessInput = z.output<typeof businessInput>;

export const outletInput = z
  .object({
    id: uuidField.optional(),
    name: textField(120),
    code: z
      .string()
      .transform((value) => value.trim().toUpperCase())
      .pipe(z.string().regex(/^[A-Z0-9]{1,8}$/, "outlet.code")),
    phone: optionalPhone,
    ...address,
    active: z.literal("on").optional(),
  })
  .catchall(z.unknown())
  .transform((value, context) => ({ ...value, hours: hoursFromForm(value, context) }));
export type OutletInput = z.output<typeof outletInput>;

const manyIds = z
  .union([uuidField.transform((id) => [id]), z.array(uuidField)])
  .optional()
  .transform((ids) => (ids && ids.length > 0 ? ids : null));

/** No outlet named: all of them. */
export const inviteInput = z.object({ email: emailField, role: z.enum(INVITABLE), outlets: manyIds });
export type InviteInput = z.output<typeof inviteInput>;

export const invitationIdInput = z.object({ id: uuidField });

const userId = z.string().min(1, "input.id").max(200, "input.id");
export const memberIdInput = z.object({ userId });

/** No outlet named: all of them. */
export const changeMemberInput = z.object({
  userId,
  role: z.enum(ROLES),
  outlets: manyIds,
  pii: z
    .literal("on")
    .optional()
    .transform((value) => value === "on"),
});
export type ChangeMemberInput = z.output<typeof changeMemberInput>;

/** The name of the business is typed to confirm; the database compares. */
export const transferInput = z.object({ userId, business: textField(120) });
