/** WhatsApp numbers: what forms send and what the database answers. Safe in the browser. */
import { z } from "zod";
import { cleanText } from "@/lib/core/text";

const id = z.uuid("input.invalid");
const name = z
  .string("input.required")
  .transform((value) => cleanText(value).trim())
  .pipe(z.string().min(1, "input.required").max(80, "input.too_long"));

export const addChannelInput = z.object({
  /** Made with the form: sent twice, it is one number. */
  key: id,
  outletId: id,
  name,
  riskRead: z.literal("on", "channel.risk_unread"),
});
export type AddChannelInput = z.output<typeof addChannelInput>;

export const channelIdInput = z.object({ id });
export const renameChannelInput = z.object({ id, name });
export const pauseChannelInput = z.object({ id, paused: z.boolean() });

export const readReceiptsInput = z.object({ id, on: z.boolean() });

export const linkInput = z.object({
  id,
  action: z.enum(["link", "unlink", "restart"]),
  method: z.enum(["qr", "code"]).optional(),
  phone: z.string().optional(),
});
export type LinkInput = z.output<typeof linkInput>;

const at = z.string().nullable();
export const channelHealth = z.object({
  last_inbound_at: at,
  last_ack_at: at,
  last_phone_at: at,
  waiting: z.number(),
  waiting_since: at,
  sent_today: z.number(),
  failed: z.array(
    z.object({
      message_id: z.string(),
      conversation_id: z.string(),
      error: z.string().nullable(),
      failure: z.string().nullable(),
      detail: z.string().nullable(),
      state: z.string(),
      at: z.string(),
      customer: z.string(),
    }),
  ),
  states: z.array(z.object({ id: z.number(), state: z.string(), reason: z.string().nullable(), at: z.string() })),
});
export type ChannelHealth = z.output<typeof channelHealth>;

/** States in which nothing happens until a person does something. */
export const NEEDS_PERSON: readonly string[] = [
  "new",
  "qr_expired",
  "logged_out",
  "banned",
  "version_blocked",
  "needs_reauth",
  "replaced",
];

export const toneOf = (state: string): "success" | "warning" | "danger" | "neutral" | "info" => {
  if (state === "connected") return "success";
  if (state === "paused" || state === "new") return "neutral";
  if (NEEDS_PERSON.includes(state)) return "danger";
  return state === "qr" || state === "pairing" || state === "starting" ? "info" : "warning";
};
