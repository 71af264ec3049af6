import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { parseRinggit } from "@/lib/core/money";
import { textField } from "@/lib/core/text";
import { parseQuantity } from "@/lib/pos/quantity";

export const STOCK_STATES = ["low", "out", "ok", "uncounted"] as const;
export type StockState = (typeof STOCK_STATES)[number];

const note = textField(400).pipe(z.string().min(3, "stock.reason_required"));

const milliField = (zero: boolean) =>
  z.string().transform((value, context) => {
    const milli = zero && /^0+([.,]0+)?$/.test(value.trim()) ? 0 : parseQuantity(value);
    if (milli !== null) return milli;
    context.addIssue({ code: "custom", message: "input.quantity" });
    return z.NEVER;
  });

/** `shown` is what the screen said was there: the difference to what was counted is what gets booked. */
export const countStockInput = z.object({
  key: uuidField,
  outletId: uuidField,
  productId: uuidField,
  shown: milliField(true),
  counted: milliField(true),
  note,
});

export const receiveStockInput = z.object({
  key: uuidField,
  outletId: uuidField,
  productId: uuidField,
  quantity: milliField(false),
  cost: z
    .string()
    .optional()
    .transform((value, context) => {
      if (!value?.trim()) return null;
      const amount = parseRinggit(value);
      if (amount !== null) return amount;
      context.addIssue({ code: "custom", message: "input.money" });
      return z.NEVER;
    }),
  note,
});
