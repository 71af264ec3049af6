/** Customers as screens show them and as forms send them. */
import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { imeiField } from "@/lib/core/imei";
import { toE164 } from "@/lib/core/phone";
import { optionalText, textField } from "@/lib/core/text";
import { DEVICE_CATEGORIES, TIMELINE_KINDS } from "@/lib/customers/kinds";

export const customerListSchema = z.object({
  total: z.object({ count: z.number(), more: z.boolean() }),
  tags: z.array(z.string()),
  rows: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      phone_masked: z.string().nullable(),
      locale: z.string(),
      tags: z.array(z.string()),
      created_at: z.string(),
      open_tickets: z.number(),
      last_message_at: z.string().nullable(),
    }),
  ),
});
export type CustomerList = z.infer<typeof customerListSchema>;

const contact = z.object({
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address_line: z.string().nullable(),
  postcode: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
});

export const customerPanelSchema = z.object({
  customer: z.object({
    id: z.string(),
    name: z.string(),
    phone_masked: z.string().nullable(),
    locale: z.enum(["ms", "en"]).catch("ms"),
    tags: z.array(z.string()),
    created_at: z.string(),
    erased_at: z.string().nullable(),
    home_outlet_id: z.string().nullable(),
  }),
  contact: contact.nullable(),
  conversation_id: z.string().nullable(),
  consents: z.array(
    z.object({ purpose: z.enum(["service", "marketing"]), granted: z.boolean(), source: z.string(), at: z.string() }),
  ),
  tickets: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      phase: z.string(),
      name_ms: z.string(),
      name_en: z.string(),
      device: z.string(),
      problem: z.string(),
      total_sen: z.number().nullable(),
      created_at: z.string(),
    }),
  ),
  invoices: z.array(
    z.object({
      id: z.string(),
      number: z.string().nullable(),
      status: z.string(),
      total_sen: z.number(),
      due_sen: z.number(),
      due_date: z.string().nullable(),
    }),
  ),
  devices: z.array(
    z.object({
      id: z.string(),
      category: z.string(),
      brand: z.string().nullable(),
      model: z.string(),
      serial: z.string().nullable(),
      imei: z.string().nullable(),
    }),
  ),
  notes: z.array(z.object({ id: z.string(), body: z.string(), author: z.string().nullable(), at: z.string() })),
  sales: z.array(z.object({ id: z.string(), number: z.string(), total_sen: z.number(), at: z.string() })),
  totals: z.object({ spent_sen: z.number(), sales: z.number(), tickets: z.number(), owed_sen: z.number() }),
});
export type CustomerPanel = z.infer<typeof customerPanelSchema>;

export const timelineSchema = z.object({
  rows: z.array(
    z.object({
      at: z.string(),
      kind: z.enum(TIMELINE_KINDS),
      id: z.string(),
      ref: z.string().nullable(),
      state: z.string().nullable(),
      title: z.string().nullable(),
      detail: z.string().nullable(),
      who: z.string().nullable(),
      amount_sen: z.number().nullable(),
    }),
  ),
  more: z.boolean(),
});
export type Timeline = z.infer<typeof timelineSchema>;
export type TimelineRow = Timeline["rows"][number];

// Inputs -------------------------------------------------------------------------------------------------------------

/** Empty, or a number that can exist. */
const optionalPhone = z
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

const optionalEmail = optionalText(254).pipe(z.union([z.null(), z.email("input.email")], { error: "input.email" }));

const optionalPostcode = optionalText(10).refine((value) => value === null || /^\d{5}$/.test(value), "input.postcode");

/** "VIP, borong" → ["vip", "borong"]: small letters, no repeats, at most ten. */
export const tagsField = z
  .string()
  .optional()
  .transform((value) => [
    ...new Set(
      (value ?? "")
        .split(",")
        .map((tag) => tag.trim().toLowerCase().replace(/\s+/g, " ").slice(0, 30))
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(z.string()).max(10, "customer.too_many_tags"));

export const saveCustomerInput = z.object({
  id: z.union([z.literal("").transform(() => undefined), uuidField]).optional(),
  name: textField(160),
  phone: optionalPhone,
  email: optionalEmail,
  locale: z.enum(["ms", "en"]),
  tags: tagsField,
  address_line: optionalText(200),
  postcode: optionalPostcode,
  city: optionalText(80),
  state: optionalText(80),
  outletId: z.union([z.literal("").transform(() => undefined), uuidField]).optional(),
});
export type SaveCustomerInput = z.output<typeof saveCustomerInput>;

export const addNoteInput = z.object({ customerId: uuidField, body: textField(4000) });
export type AddNoteInput = z.output<typeof addNoteInput>;

export const recordConsentInput = z.object({
  customerId: uuidField,
  purpose: z.enum(["service", "marketing"]),
  granted: z.boolean(),
  /** How the customer said so: kept as evidence. */
  note: textField(300),
});
export type RecordConsentInput = z.output<typeof recordConsentInput>;

export const addDeviceInput = z.object({
  customerId: uuidField,
  category: z.enum(DEVICE_CATEGORIES),
  brand: optionalText(60),
  model: textField(120),
  serial: optionalText(60),
  imei: imeiField,
});
export type AddDeviceInput = z.output<typeof addDeviceInput>;
