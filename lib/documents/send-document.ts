import { formatDate } from "@/lib/core/dates";
import { formatSen } from "@/lib/core/money";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import { renderDocument } from "@/lib/documents/pdf";
import { getDocument } from "@/lib/documents/queries";
import type { ShopDocument } from "@/lib/documents/schema";
import type { SendDocumentInput } from "@/lib/documents/send-schema";
import { balanceSen, fileName } from "@/lib/documents/summary";
import { documentWords } from "@/lib/documents/words";
import { env } from "@/lib/env";
import { storeUpload } from "@/lib/media/store";

/** What the customer reads above the file. The database fills `{token}` (it alone makes links). */
export function chatText(document: ShopDocument, appUrl: string): string {
  const t = documentWords(document.locale);
  const name = document.customer_name ?? "";
  const common = {
    name,
    number: document.number ?? "",
    total: formatSen(document.total_sen),
    link: `${appUrl}/${document.kind === "receipt" ? "k" : "i"}/TOKEN`,
    due: document.due_date ? formatDate(`${document.due_date}T12:00:00Z`, document.locale) : "",
  };
  const receipt = name ? "chatReceipt" : "chatReceiptNoName";
  const invoice = balanceSen(document) > 0 ? "chatInvoice" : "chatInvoicePaid";
  const key = document.kind === "receipt" ? receipt : invoice;
  return t(key, common).replace("TOKEN", "{token}");
}

/**
 * Stores the PDF in the customer's language and queues it in the customer's chat. The same `key` again is the same message.
 * Codes: document.no_customer, document.no_chat, invoice.is_draft.
 */
export async function sendDocument(
  db: UserDb,
  tenantId: string,
  input: SendDocumentInput,
): Promise<Result<{ messageId: string }>> {
  const found = await getDocument(db, input.kind, input.id);
  if (!found.ok) return found;
  const document = found.value;
  const file = { bytes: new Uint8Array(await renderDocument(document)), name: fileName(document) };
  const stored = await storeUpload(db, {
    tenantId,
    domain: input.kind === "receipt" ? "sales" : "invoices",
    entityId: `${input.id}-${input.key}`,
    file,
    stable: true,
  });
  if (!stored.ok) return stored;
  const { path, mime, bytes, name } = stored.value;
  const { data, error } = await db.rpc("send_document", {
    p: {
      ...(input.kind === "receipt" ? { sale_id: input.id } : { invoice_id: input.id }),
      ...(input.customerId ? { customer_id: input.customerId } : {}),
      key: `${input.kind}:${input.id}:${input.key}`,
      body: chatText(document, env().APP_URL),
      media: { path, mime, bytes, name },
    },
  });
  if (error) return fromPg(error);
  return ok({
    messageId: typeof data === "object" && data !== null && "message_id" in data ? String(data["message_id"]) : "",
  });
}
