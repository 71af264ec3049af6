/** What goes in and comes out of the public API. The OpenAPI document is made of these, and every answer passes through them. */
import { z } from "zod";
import { email, id, imei, instant, locale, phone, sen, text, utc } from "@/lib/api/fields";
import { ORDER_STATUSES } from "@/lib/orders/kinds";
import { CATEGORIES, PRIORITIES } from "@/lib/repairs/kinds";

const TAX_CODES = ["NONE", "SST-S"] as const;
const PHASES = ["NEW", "IN_PROGRESS", "READY", "CLOSED", "CANCELLED"] as const;
const outletId = id.optional().describe("May be left out when the key works for one outlet only.");
const newCustomer = z.strictObject({ name: text(160), phone, locale: locale.optional() });
/** Exactly one of these is said. */
const oneOf =
  (...names: string[]) =>
  (value: Record<string, unknown>) =>
    names.filter((name) => value[name] !== undefined).length === 1;

// Orders ----------------------------------------------------------------------------------------------------------------

const orderLineInput = z
  .strictObject({
    product_id: id.optional(),
    sku: text(40).optional(),
    description: text(400).optional().describe("For what is not in the catalogue; needs unit_price_sen."),
    quantity: z.number().positive().max(100_000).multipleOf(0.001),
    unit_price_sen: sen.optional().describe("Without it the catalogue's price of the moment holds."),
    tax_code: z.enum(TAX_CODES).optional().describe("Of free text only; goods carry the tax of the catalogue."),
  })
  .refine(oneOf("product_id", "sku", "description"), { path: ["product_id"], message: "api.one_of" })
  .refine((line) => line.description === undefined || line.unit_price_sen !== undefined, {
    path: ["unit_price_sen"],
    message: "input.required",
  })
  .refine((line) => line.description !== undefined || line.tax_code === undefined, {
    path: ["tax_code"],
    message: "input.invalid",
  });

export const orderInput = z
  .strictObject({
    outlet_id: outletId,
    external_ref: text(80).optional().describe("Your own number of the order; unique."),
    customer_id: id.optional(),
    customer: newCustomer.optional().describe("The customer with this phone, or a new one."),
    lines: z.array(orderLineInput).min(1).max(100),
    note: text(1000).optional(),
    service_consent: z
      .strictObject({ text_version: text(40), text: text(2000) })
      .optional()
      .describe("What the customer ticked, when he allowed messages about his orders. Never undoes an earlier no."),
  })
  .refine(oneOf("customer_id", "customer"), { path: ["customer"], message: "api.one_of" });

const orderLine = z.object({
  line_no: z.int(),
  product_id: id.nullable(),
  description: z.string(),
  quantity: z.number(),
  unit: z.string(),
  unit_price_sen: z.int(),
  tax_code: z.string(),
  tax_rate_bp: z.int().describe("Basis points: 800 is 8 %."),
  taxable_sen: z.int(),
  tax_sen: z.int(),
  total_sen: z.int(),
});

export const order = z.object({
  id,
  number: z.string(),
  external_ref: z.string().nullable(),
  outlet_id: id,
  status: z.enum(ORDER_STATUSES),
  customer: z.object({ id, name: z.string().nullable().describe("As this order said it.") }),
  lines: z.array(orderLine),
  subtotal_sen: z.int(),
  tax_sen: z.int(),
  total_sen: z.int(),
  note: z.string().nullable(),
  sale_id: id.nullable().describe("The sale at the counter that completed it."),
  thanked: z.boolean().describe("Whether the customer was thanked by WhatsApp."),
  thanks_reason: z
    .enum(["no_consent", "no_address"])
    .nullable()
    .describe("Why not: he has not allowed it, or the shop has no chat with him."),
  status_at: utc,
  created_at: utc,
  updated_at: utc,
});

export const orderQuery = {
  status: z.enum(ORDER_STATUSES).optional(),
  outlet_id: id.optional(),
  customer_id: id.optional(),
  external_ref: text(80).optional(),
};

// Customers ---------------------------------------------------------------------------------------------------------------

export const customerInput = z.strictObject({
  name: text(160),
  phone: phone.optional(),
  email: email.optional(),
  locale: locale.default("ms"),
  tags: z.array(text(30)).max(10).default([]),
  address_line: text(200).optional(),
  postcode: z
    .string()
    .regex(/^\d{5}$/)
    .optional(),
  city: text(80).optional(),
  state: text(80).optional(),
  outlet_id: id.optional(),
});

export const customer = z.object({
  id,
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address_line: z.string().nullable(),
  postcode: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  locale,
  tags: z.array(z.string()),
  outlet_id: id.nullable(),
  consents: z.object({ service: z.boolean(), marketing: z.boolean() }),
  erased_at: utc.nullable().describe("The person asked to be forgotten: forget him too."),
  created_at: utc,
  updated_at: utc,
});

export const customerQuery = { phone: phone.optional(), email: email.optional() };

// Products ------------------------------------------------------------------------------------------------------------------

export const productInput = z
  .strictObject({
    sku: text(40),
    name: text(160),
    price_sen: sen,
    kind: z.enum(["product", "service"]).default("product"),
    barcode: text(48, 3).optional(),
    unit: text(16).default("unit"),
    category: text(80).optional().describe("By name; an unknown one is made."),
    tax_code: z.enum(TAX_CODES).default("NONE"),
    track_stock: z.boolean().optional(),
    reorder_level: z.number().min(0).max(1_000_000).multipleOf(0.001).default(0),
    warranty_days: z.int().min(0).max(3650).default(0),
    is_active: z.boolean().default(true),
  })
  .refine((product) => product.kind === "service" || product.tax_code === "NONE", {
    path: ["tax_code"],
    message: "product.goods_no_service_tax",
  });

export const product = z.object({
  id,
  sku: z.string(),
  barcode: z.string().nullable(),
  name: z.string(),
  kind: z.enum(["product", "service"]),
  unit: z.string(),
  category: z.string().nullable(),
  price_sen: z.int(),
  tax_code: z.string(),
  track_stock: z.boolean(),
  warranty_days: z.int(),
  is_active: z.boolean(),
  stock: z
    .array(z.object({ outlet_id: id, on_hand: z.number() }))
    .describe("Of the key's outlets. Its moves do not change updated_at."),
  created_at: utc,
  updated_at: utc,
});

export const productQuery = {
  sku: text(40).optional(),
  barcode: text(48).optional(),
  is_active: z.enum(["true", "false"]).optional(),
};

// Tickets -------------------------------------------------------------------------------------------------------------------

export const ticketInput = z
  .strictObject({
    outlet_id: outletId,
    customer_id: id.optional(),
    customer: newCustomer.optional().describe("The customer with this phone, or a new one."),
    device: z.strictObject({
      category: z.enum(CATEGORIES),
      brand: text(60).optional(),
      model: text(120),
      serial: text(60).optional(),
      imei: imei.optional(),
    }),
    problem: text(2000),
    accessories: z.array(text(60)).max(20).default([]),
    condition: text(1000).optional(),
    priority: z.enum(PRIORITIES).default("normal"),
    eta_at: instant.optional(),
  })
  .refine(oneOf("customer_id", "customer"), { path: ["customer"], message: "api.one_of" });

export const ticket = z.object({
  id,
  number: z.string(),
  outlet_id: id,
  status: z.string().describe("The shop's own status; `phase` is the same in every shop."),
  phase: z.enum(PHASES),
  customer: z.object({ id, name: z.string().nullable().describe("With the scope customers:read only.") }),
  device: z.object({
    category: z.string(),
    brand: z.string().nullable(),
    model: z.string(),
    serial: z.string().nullable(),
    imei: z.string().nullable(),
  }),
  problem: z.string(),
  accessories: z.array(z.string()),
  condition: z.string().nullable(),
  priority: z.string(),
  source: z.string(),
  estimate: z.object({ state: z.enum(["proposed", "approved", "declined"]), total_sen: z.int().nullable() }).nullable(),
  paid: z.boolean(),
  status_url: z.string().nullable().describe("The customer's own page of the repair."),
  eta_at: utc.nullable(),
  ready_at: utc.nullable(),
  closed_at: utc.nullable(),
  created_at: utc,
  updated_at: utc,
});

export const ticketQuery = {
  status: text(40).optional(),
  phase: z.enum(PHASES).optional(),
  outlet_id: id.optional(),
  customer_id: id.optional(),
};

// All ---------------------------------------------------------------------------------------------------------------------

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z
    .string()
    .max(300)
    .optional()
    .describe("next_cursor of the page before, with the other parameters unchanged."),
  updated_since: instant
    .optional()
    .describe("What was made or changed since then, least recently changed first. Without it: newest first."),
};

export const self = z.object({
  business: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  expires_at: utc,
  outlets: z.array(z.object({ id, code: z.string(), name: z.string(), time_zone: z.string() })),
});

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  request_id: z.string(),
  errors: z
    .array(
      z.object({
        pointer: z.string().optional().describe("JSON pointer into the body."),
        parameter: z.string().optional().describe("Name of a query parameter."),
        code: z.string(),
        detail: z.string(),
      }),
    )
    .optional(),
});
export type Problem = z.infer<typeof problem>;
