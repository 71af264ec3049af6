import { z } from "zod";

const line = z.object({
  no: z.number(),
  description: z.string(),
  quantity: z.coerce.number(),
  unit: z.string(),
  unit_price_sen: z.number(),
  gross_sen: z.number(),
  discount_sen: z.number(),
  tax_code: z.string(),
  tax_rate_bp: z.number(),
  taxable_sen: z.number(),
  tax_sen: z.number(),
  warranty_days: z.number(),
});

/** A receipt, an invoice or the slip of a refund, as paper, PDF and link show it. Made by private.sale_document and private.invoice_document. */
export const shopDocument = z.object({
  kind: z.enum(["receipt", "invoice", "refund"]),
  id: z.uuid(),
  number: z.string().nullable(),
  /** Of the sale that a refund is for. */
  original_number: z.string().optional(),
  status: z.enum(["draft", "issued", "partly_paid", "paid", "void"]),
  issued_at: z.string(),
  business_date: z.string(),
  due_date: z.string().nullable(),
  /** Of the customer, else of the shop. */
  locale: z.enum(["ms", "en"]),
  time_zone: z.string(),
  shop: z.object({
    name: z.string(),
    registration_no: z.string().nullable(),
    sst_no: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    outlet_name: z.string(),
    address: z.array(z.string()),
    footer: z.string().nullable(),
    terms: z.string().nullable(),
    bank_details: z.string().nullable(),
    privacy_slug: z.string(),
  }),
  customer_name: z.string().nullable(),
  ticket_number: z.string().nullable(),
  served_by: z.string().nullable(),
  subtotal_sen: z.number(),
  discount_sen: z.number(),
  order_discount_sen: z.number(),
  tax_sen: z.number(),
  rounding_sen: z.number(),
  total_sen: z.number(),
  paid_sen: z.number(),
  change_sen: z.number(),
  note: z.string().nullable(),
  void_reason: z.string().nullable(),
  lines: z.array(line),
  payments: z.array(
    z.object({
      no: z.number(),
      method: z.enum(["cash", "card", "ewallet", "transfer", "duitnow"]),
      amount_sen: z.number(),
      tendered_sen: z.number().nullable(),
      reference: z.string().nullable(),
      status: z.enum(["received", "unverified"]),
      at: z.string(),
    }),
  ),
});
export type ShopDocument = z.infer<typeof shopDocument>;
/** What has a link and a PDF; the slip of a refund is paper only. */
export type DocumentKind = Exclude<ShopDocument["kind"], "refund">;
