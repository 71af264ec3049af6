"use server";

import { action } from "@/lib/core/action";
import { createSaleInvoice, saleInvoiceInput } from "@/lib/invoicing/create-invoice";
import { approveAct } from "@/lib/pos/pin";
import { approveInput, refundInput, voidInput } from "@/lib/pos/refund-schema";
import { refundSale, voidSale } from "@/lib/pos/refunds";

export const createSaleInvoiceAction = action("createSaleInvoice", saleInvoiceInput, ({ db }, input) =>
  createSaleInvoice(db, input),
);

export const refundSaleAction = action("refundSale", refundInput, ({ db }, input) => refundSale(db, input));

export const voidSaleAction = action("voidSale", voidInput, ({ db }, input) => voidSale(db, input));

export const approveAction = action("approveAct", approveInput, ({ db }, input) => approveAct(db, input));
