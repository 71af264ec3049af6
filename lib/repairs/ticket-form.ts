/** The counter's form as it comes in: flat fields, of which the known customer and device replace some. */
import { z } from "zod";
import { type CreateTicketInput, createTicketInput } from "@/lib/repairs/schema";

const optional = z.string().optional();
const flat = z.looseObject({
  customerId: optional,
  name: optional,
  deviceId: optional,
  notify: optional,
  accessories: z.union([z.string(), z.array(z.string())]).optional(),
});

export const ticketForm = z.unknown().transform((value, context): CreateTicketInput => {
  const form = flat.parse(value);
  if (!form.customerId && !form.name?.trim())
    context.addIssue({ code: "custom", path: ["name"], message: "input.required" });
  const parsed = createTicketInput.safeParse({
    ...form,
    device: form.deviceId ? null : form,
    notify: form.notify === "on",
    accessories: typeof form.accessories === "string" ? [form.accessories] : (form.accessories ?? []),
  });
  for (const { path, message } of parsed.error?.issues ?? [])
    context.addIssue({ code: "custom", path: path[0] === "device" ? path.slice(1) : [...path], message });
  return parsed.data ?? z.NEVER;
});
