import { z } from "zod";
import { SCOPES } from "@/lib/api/scopes";
import { uuidField } from "@/lib/core/ids";
import { textField } from "@/lib/core/text";

/** One ticked box arrives as text, several as a list. */
const list = (value: unknown): unknown => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

export const createKeyInput = z.object({
  name: textField(80),
  scopes: z.preprocess(list, z.array(z.enum(SCOPES)).min(1, "api.scope_required")),
  outlets: z.preprocess(list, z.array(uuidField)),
  days: z.coerce.number("api.days").int("api.days").min(1, "api.days").max(365, "api.days"),
});
export type CreateKeyInput = z.output<typeof createKeyInput>;

export const keyIdInput = z.object({ id: uuidField });
