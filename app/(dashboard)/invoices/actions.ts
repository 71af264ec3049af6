"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import { issueInvoice, recordInvoicePayment, voidInvoice } from "@/lib/invoicing/change-invoice";
import { invoicePaymentInput, issueInvoiceInput, voidInvoiceInput } from "@/lib/invoicing/schema";

export const issueInvoiceAction = action("issueInvoice", issueInvoiceInput, async ({ db }, input) => {
  const result = await issueInvoice(db, input);
  if (result.ok) refresh();
  return result;
});

export const recordInvoicePaymentAction = action("recordInvoicePayment", invoicePaymentInput, async ({ db }, input) => {
  const result = await recordInvoicePayment(db, input);
  if (result.ok) refresh();
  return result;
});

export const voidInvoiceAction = action("voidInvoice", voidInvoiceInput, async ({ db }, input) => {
  const result = await voidInvoice(db, input);
  if (result.ok) refresh();
  return result;
});
