import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { phoneField } from "@/lib/core/phone";
import { textField } from "@/lib/core/text";

/** Apart from schema.ts, which the browser loads: the phone rules weigh more than the rest of the counter. */
export const newCustomerInput = z.object({
  name: textField(160),
  phone: phoneField,
  locale: z.enum(["ms", "en"]),
  outletId: uuidField,
});
