import { z } from "zod";
import { PRODUCT_KINDS } from "@/lib/catalog/kinds";
import { parseRinggit } from "@/lib/core/money";
import { optionalText, textField } from "@/lib/core/text";
import { parseQuantity } from "@/lib/pos/quantity";

/** Ringgit as typed, zero allowed → sen. */
const priceField = z.string("input.required").transform((value, context) => {
  const amount = parseRinggit(value);
  if (amount !== null) return amount;
  context.addIssue({ code: "custom", message: value.trim() === "" ? "input.required" : "input.money" });
  return z.NEVER;
});

const optionalPrice = z
  .string()
  .optional()
  .transform((value, context) => {
    if (!value?.trim()) return null;
    const amount = parseRinggit(value);
    if (amount !== null) return amount;
    context.addIssue({ code: "custom", message: "input.money" });
    return z.NEVER;
  });

const levelField = z
  .string()
  .optional()
  .transform((value, context) => {
    if (!value || /^0+$/.test(value.trim())) return "0";
    const milli = parseQuantity(value);
    if (milli !== null) return value.trim().replace(",", ".");
    context.addIssue({ code: "custom", message: "input.quantity" });
    return z.NEVER;
  });

const flag = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

export const productInput = z
  .object({
    id: z.union([z.uuid(), z.literal("")]).optional(),
    kind: z.enum(PRODUCT_KINDS),
    sku: textField(40),
    barcode: optionalText(48).refine((value) => value === null || value.length >= 3, "input.too_short"),
    name: textField(160),
    unit: textField(16),
    category: optionalText(80),
    price: priceField,
    cost: optionalPrice,
    taxed: flag,
    reorderLevel: levelField,
    trackStock: flag,
    warrantyDays: z.coerce
      .number("input.quantity")
      .int("input.quantity")
      .min(0, "input.quantity")
      .max(3650, "input.quantity")
      .default(0),
    isActive: flag,
  })
  .transform((input) => ({
    ...input,
    taxed: input.kind === "service" && input.taxed,
    trackStock: input.kind === "product" && input.trackStock,
  }));
export type ProductInput = z.output<typeof productInput>;
