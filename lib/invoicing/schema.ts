import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { parseRinggit } from "@/lib/core/money";
import { optionalText, textField } from "@/lib/core/text";
import { PAYMENT_METHODS } from "@/lib/pos/methods";

export const INVOICE_STATUSES = ["draft", "issued", "partly_paid", "paid", "void"] as const;

export const invoiceAnswer = z.object({
  invoice_id: z.uuid(),
  number: z.string().nullable(),
  status: z.enum(INVOICE_STATUSES),
  total_sen: z.number(),
  paid_sen: z.number(),
  balance_sen: z.number(),
  change_sen: z.number().default(0),
});
export type InvoiceAnswer = z.infer<typeof invoiceAnswer>;

/** Ringgit as typed → sen. */
export const ringgitField = z.string().transform((value, context) => {
  const amount = parseRinggit(value);
  if (amount !== null && amount > 0) return amount;
  context.addIssue({ code: "custom", message: "input.money" });
  return z.NEVER;
});

export const invoicePaymentInput = z.object({
  key: uuidField,
  invoiceId: uuidField,
  method: z.enum(PAYMENT_METHODS),
  amount: ringgitField,
  reference: optionalText(80),
});

export const issueInvoiceInput = z.object({ invoiceId: uuidField, due: z.iso.date("input.date") });
export const voidInvoiceInput = z.object({
  invoiceId: uuidField,
  reason: textField(200).pipe(z.string().min(3, "input.too_short")),
});
