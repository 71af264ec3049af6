import type { z } from "zod";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import {
  type InvoiceAnswer,
  invoiceAnswer,
  type invoicePaymentInput,
  type issueInvoiceInput,
  type voidInvoiceInput,
} from "@/lib/invoicing/schema";

export async function issueInvoice(
  db: UserDb,
  input: z.output<typeof issueInvoiceInput>,
): Promise<Result<InvoiceAnswer>> {
  const { data, error } = await db.rpc("issue_invoice", { p_invoice: input.invoiceId, p_due: input.due });
  return error ? fromPg(error) : ok(invoiceAnswer.parse(data));
}

/** Idempotent by `input.key`. Cash above the balance is change. */
export async function recordInvoicePayment(
  db: UserDb,
  input: z.output<typeof invoicePaymentInput>,
): Promise<Result<InvoiceAnswer>> {
  const { data, error } = await db.rpc("record_invoice_payment", {
    p: {
      key: input.key,
      invoice_id: input.invoiceId,
      method: input.method,
      amount_sen: input.amount,
      ...(input.reference ? { reference: input.reference } : {}),
    },
  });
  return error ? fromPg(error) : ok(invoiceAnswer.parse(data));
}

export async function voidInvoice(
  db: UserDb,
  input: z.output<typeof voidInvoiceInput>,
): Promise<Result<InvoiceAnswer>> {
  const { data, error } = await db.rpc("void_invoice", { p_invoice: input.invoiceId, p_reason: input.reason });
  return error ? fromPg(error) : ok(invoiceAnswer.parse(data));
}
