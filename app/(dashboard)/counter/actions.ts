"use server";

import { action } from "@/lib/core/action";
import { sendDocument } from "@/lib/documents/send-document";
import { sendDocumentInput } from "@/lib/documents/send-schema";
import { createAccountInvoice } from "@/lib/invoicing/create-invoice";
import { completeSale } from "@/lib/pos/complete-sale";
import { createCounterCustomer } from "@/lib/pos/create-customer";
import { newCustomerInput } from "@/lib/pos/customer-schema";
import { accountInvoiceInput, saleInput } from "@/lib/pos/schema";
import { tenantOf } from "@/lib/pos/tenant-of";

export const completeSaleAction = action("completeSale", saleInput, ({ db }, input) => completeSale(db, input));

export const createAccountInvoiceAction = action("createAccountInvoice", accountInvoiceInput, ({ db }, input) =>
  createAccountInvoice(db, input),
);

export const createCustomerAction = action("createCounterCustomer", newCustomerInput, ({ db }, input) =>
  createCounterCustomer(db, input),
);

export const sendDocumentAction = action("sendDocument", sendDocumentInput, async ({ db }, input) => {
  const tenant = await tenantOf();
  return tenant.ok ? sendDocument(db, tenant.value, input) : tenant;
});
