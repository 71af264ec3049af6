import { z } from "zod";
import { uuidField } from "@/lib/core/ids";

export const sendDocumentInput = z.object({
  kind: z.enum(["receipt", "invoice"]),
  id: uuidField,
  /** Made by the button once per screen: a double click is one message. */
  key: uuidField,
  /** For a receipt of a sale without a customer. */
  customerId: uuidField.optional(),
});
export type SendDocumentInput = z.output<typeof sendDocumentInput>;
