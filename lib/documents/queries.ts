import { ok, type Result } from "@/lib/core/result";
import type { PublicDb, UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import { type DocumentKind, type ShopDocument, shopDocument } from "@/lib/documents/schema";

/** A receipt by sale id or an invoice by invoice id, for staff who may read it. */
export async function getDocument(db: UserDb, kind: DocumentKind, id: string): Promise<Result<ShopDocument>> {
  const { data, error } =
    kind === "receipt"
      ? await db.rpc("receipt_document", { p_sale: id })
      : await db.rpc("invoice_document", { p_invoice: id });
  return error ? fromPg(error) : ok(shopDocument.parse(data));
}

/** The slip of a refund. */
export async function getRefundSlip(db: UserDb, id: string): Promise<Result<ShopDocument>> {
  const { data, error } = await db.rpc("refund_document", { p_refund: id });
  return error ? fromPg(error) : ok(shopDocument.parse(data));
}

/** The document behind a customer's link. */
export async function openDocument(db: PublicDb, kind: DocumentKind, token: string): Promise<Result<ShopDocument>> {
  const { data, error } =
    kind === "receipt"
      ? await db.rpc("open_receipt", { p_token: token })
      : await db.rpc("open_invoice", { p_token: token });
  return error ? fromPg(error) : ok(shopDocument.parse(data));
}
