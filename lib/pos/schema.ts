import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { cleanText } from "@/lib/core/text";
import { PAYMENT_METHODS } from "@/lib/pos/methods";

const senField = z.number().int().min(0).max(100_000_000_000);
const quantityText = z.string().regex(/^\d{1,7}(\.\d{1,3})?$/, "input.quantity");
const discountFields = {
  discount_sen: senField.optional(),
  discount_bp: z.number().int().min(0).max(10_000).optional(),
};

const cartLineInput = z.object({
  product_id: uuidField,
  quantity: quantityText,
  price_sen: senField.optional(),
  ...discountFields,
});
const cartInput = {
  /** Made by the counter once per cart: what arrives twice is one sale. */
  key: uuidField,
  outlet_id: uuidField,
  customer_id: uuidField.optional(),
  ticket_id: uuidField.optional(),
  lines: z.array(cartLineInput).max(300),
  order: z.object(discountFields),
  reason: z.string().transform(cleanText).pipe(z.string().max(200, "input.too_long")).optional(),
};

/** What `complete_sale` takes, as the database names it: stored and sent again byte by byte after a lost answer. */
export const saleInput = z.object({
  ...cartInput,
  order_id: uuidField.optional(),
  expected: z.object({ tax_sen: senField, rounding_sen: z.number().int().min(-2).max(2), total_sen: senField }),
  payments: z
    .array(
      z.object({
        method: z.enum(PAYMENT_METHODS),
        amount_sen: senField.min(1),
        tendered_sen: senField.optional(),
        reference: z.string().trim().max(80, "input.too_long").optional(),
      }),
    )
    .max(10),
  /** A manager's yes to a price far below the catalogue's. */
  approval_id: uuidField.optional(),
});
export type SaleInput = z.input<typeof saleInput>;

export const accountInvoiceInput = z.object({
  ...cartInput,
  expected: z.object({ tax_sen: senField, total_sen: senField }),
  due_date: z.iso.date(),
});
export type AccountInvoiceInput = z.input<typeof accountInvoiceInput>;

export const saleAnswer = z.object({
  sale_id: z.uuid(),
  number: z.string(),
  total_sen: z.number(),
  change_sen: z.number(),
  replayed: z.boolean(),
});
export type SaleAnswer = z.infer<typeof saleAnswer>;

export const catalogueProduct = z.object({
  id: z.uuid(),
  sku: z.string(),
  barcode: z.string().nullable(),
  name: z.string(),
  unit: z.string(),
  kind: z.enum(["product", "service"]),
  category: z.string().nullable(),
  price_sen: z.number(),
  tax_code: z.string(),
  /** null: not counted. */
  on_hand: z.coerce.number().nullable(),
});
export type CatalogueProduct = z.infer<typeof catalogueProduct>;

export const catalogue = z.object({
  rates: z.record(z.string(), z.number()),
  rounding: z.record(z.enum(PAYMENT_METHODS), z.boolean()),
  products: z.array(catalogueProduct),
});
export type Catalogue = z.infer<typeof catalogue>;

export const ticketLine = z.object({
  product_id: z.uuid().optional(),
  description: z.string(),
  quantity: z.coerce.number(),
  unit_price_sen: z.number(),
  tax_code: z.string(),
  tax_rate_bp: z.number(),
});

/** A ticket as the counter may settle it. */
export const ticketBill = z.object({
  ticket_id: z.uuid(),
  number: z.string(),
  customer_id: z.uuid().nullable(),
  customer_name: z.string().nullable(),
  lines: z.array(ticketLine),
});
export type TicketBill = z.infer<typeof ticketBill>;

export const openTicket = z.object({
  id: z.uuid(),
  number: z.string(),
  customer_name: z.string(),
  device: z.string(),
  phase: z.string(),
  status_name: z.string(),
  total_sen: z.number(),
});
export type OpenTicket = z.infer<typeof openTicket>;

export const counterCustomer = z.object({ id: z.uuid(), name: z.string(), phone_masked: z.string().nullable() });
export type CounterCustomer = z.infer<typeof counterCustomer>;
