/** What stands in the payload of a message with choices, and of the answer to it. */
import { z } from "zod";

const row = z.object({ id: z.string(), title: z.string(), description: z.string().optional() });

export const buttonsPayload = z.object({
  buttons: z
    .array(row.pick({ id: true, title: true }))
    .min(1)
    .max(3),
});
export const listPayload = z.object({ button: z.string(), rows: z.array(row).min(1).max(10) });
export const tapPayload = z.object({ id: z.string().min(1).max(256), title: z.string().max(200) });
