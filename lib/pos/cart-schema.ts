/** A cart as it may lie in the browser's storage. Apart from lib/pos/cart.ts: only who comes back to a cart needs it. */
import { z } from "zod";
import type { Cart } from "@/lib/pos/cart";
import { counterCustomer, saleInput, ticketBill } from "@/lib/pos/schema";

const discount = z.union([z.object({ sen: z.number().int() }), z.object({ bp: z.number().int() })]).nullable();

export const cartSchema: z.ZodType<Cart> = z.object({
  key: z.string(),
  lines: z.array(
    z.object({
      productId: z.string(),
      quantityMilli: z.number().int(),
      priceSen: z.number().int().nullable(),
      discount,
    }),
  ),
  orderDiscount: discount,
  reason: z.string(),
  customer: counterCustomer.nullable(),
  ticket: ticketBill.nullable(),
  // Carts of before there were orders have none.
  order: z.object({ id: z.string(), number: z.string() }).nullable().default(null),
  submitted: saleInput.nullable(),
});
