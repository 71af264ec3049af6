/** Inputs of the repair desk, shared by forms and server; safe in the browser. */
import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { imeiField } from "@/lib/core/imei";
import { toE164 } from "@/lib/core/phone";
import { optionalText, textField } from "@/lib/core/text";
import { CATEGORIES, PRIORITIES, STAGES } from "@/lib/repairs/kinds";
import { unlockFields } from "@/lib/repairs/unlock-schema";

const emptyToNull = (value: unknown) => (value === "" || value === undefined ? null : value);
/** Value of a `datetime-local` or ISO instant; the browser sends ISO. */
const instantField = z.preprocess(emptyToNull, z.iso.datetime({ offset: true, error: "input.invalid" }).nullable());
const optionalPhone = z
  .string()
  .optional()
  .transform((value, context) => {
    if (!value?.trim()) return null;
    const number = toE164(value);
    if (number) return number;
    context.addIssue({ code: "custom", message: "input.phone" });
    return z.NEVER;
  });

export const deviceInput = z.object({
  category: z.enum(CATEGORIES, "input.required"),
  brand: optionalText(60),
  model: textField(120),
  serial: optionalText(60),
  imei: imeiField,
});

export const createTicketInput = z.object({
  clientId: uuidField,
  outletId: uuidField,
  customerId: z.preprocess(emptyToNull, uuidField.nullable()),
  name: optionalText(160),
  phone: optionalPhone,
  locale: z.enum(["ms", "en"]).default("ms"),
  deviceId: z.preprocess(emptyToNull, uuidField.nullable()),
  device: deviceInput.nullable(),
  problem: textField(2000),
  accessories: z.array(z.string().max(60)).max(20).default([]),
  condition: optionalText(1000),
  priority: z.enum(PRIORITIES).default("normal"),
  etaAt: instantField,
  technicianId: z.preprocess(emptyToNull, z.string().nullable()),
  storage: optionalText(60),
  notify: z.boolean().default(true),
  ...unlockFields,
});
export type CreateTicketInput = z.output<typeof createTicketInput>;

export const moveTicketInput = z.object({ ticketId: uuidField, status: z.string().min(1).max(40) });
export const assignInput = z.object({ ticketId: uuidField, technicianId: z.string().max(80) });
export const noteInput = z.object({
  ticketId: uuidField,
  body: textField(4000),
  isPublic: z.preprocess((value) => value === "on" || value === true, z.boolean()),
});
export const editTicketInput = z.object({
  ticketId: uuidField,
  problem: textField(2000),
  condition: optionalText(1000),
  storage: optionalText(60),
  priority: z.enum(PRIORITIES),
  etaAt: instantField,
});
export type EditTicketInput = z.output<typeof editTicketInput>;

export const estimateLineInput = z.object({
  productId: uuidField.nullable(),
  description: textField(200),
  quantity: z.number("input.quantity").positive("input.quantity").max(10_000, "input.quantity"),
  unitPriceSen: z.number("input.money").int().min(0).max(100_000_000, "input.money"),
  taxCode: z.string().max(12),
});
export type EstimateLine = z.output<typeof estimateLineInput>;

export const proposeEstimateInput = z.object({
  clientId: uuidField,
  ticketId: uuidField,
  lines: z.array(estimateLineInput).min(1, "estimate.no_lines").max(50),
  etaAt: instantField,
  note: optionalText(1000),
  expectedTotalSen: z.number().int().min(0),
  body: textField(3000),
  send: z.boolean(),
});
export type ProposeEstimateInput = z.output<typeof proposeEstimateInput>;

export const staffDecisionInput = z.object({
  estimateId: uuidField,
  decision: z.enum(["approve", "decline"]),
  reason: z.string("estimate.reason_required").trim().min(3, "estimate.reason_required").max(500, "input.too_long"),
});

export const takePartInput = z.object({
  clientId: uuidField,
  ticketId: uuidField,
  productId: uuidField,
  quantity: z.number("input.quantity").positive("input.quantity").max(10_000, "input.quantity"),
});
export const returnPartInput = z.object({ clientId: uuidField, partId: uuidField });

export const readyInput = z.object({ ticketId: uuidField, body: optionalText(3000) });
export const handOverInput = z.object({
  ticketId: uuidField,
  collectedBy: optionalText(160),
  unpaidReason: optionalText(500),
  body: optionalText(3000),
});

export const photoInput = z.object({
  clientId: uuidField,
  ticketId: uuidField,
  stage: z.enum(STAGES),
  file: z.instanceof(File, { message: "input.required" }),
});
export const photoIdInput = z.object({ photoId: uuidField });
