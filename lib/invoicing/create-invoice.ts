import { z } from "zod";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import { type InvoiceAnswer, invoiceAnswer } from "@/lib/invoicing/schema";
import type { accountInvoiceInput } from "@/lib/pos/schema";

/** A cart or ticket that is paid later: issued at once. Idempotent by `input.key`. */
export async function createAccountInvoice(
  db: UserDb,
  input: z.output<typeof accountInvoiceInput>,
): Promise<Result<InvoiceAnswer>> {
  const { data, error } = await db.rpc("create_invoice", { p: { ...input, issue: true } });
  return error ? fromPg(error) : ok(invoiceAnswer.parse(data));
}

/** The invoice of a sale that was paid at the counter. */
export async function createSaleInvoice(
  db: UserDb,
  input: z.output<typeof saleInvoiceInput>,
): Promise<Result<InvoiceAnswer>> {
  const { data, error } = await db.rpc("create_invoice", {
    p: { key: input.key, outlet_id: input.outletId, sale_id: input.saleId, customer_id: input.customerId, issue: true },
  });
  return error ? fromPg(error) : ok(invoiceAnswer.parse(data));
}

export const saleInvoiceInput = z.object({
  key: z.uuid(),
  outletId: z.uuid(),
  saleId: z.uuid(),
  customerId: z.uuid().nullable(),
});
