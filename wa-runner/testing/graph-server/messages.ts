/** What the shop sends, checked as Meta checks it. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type GraphNumber, type Reply, refusal } from "@/wa-runner/testing/graph-server/reply";

const request = z.looseObject({
  messaging_product: z.literal("whatsapp"),
  status: z.literal("read").optional(),
  message_id: z.string().optional(),
  typing_indicator: z.looseObject({ type: z.literal("text") }).optional(),
  to: z
    .string()
    .regex(/^\d{6,15}$/)
    .optional(),
  recipient: z.string().min(3).optional(),
  type: z
    .enum([
      "text",
      "template",
      "image",
      "video",
      "audio",
      "document",
      "sticker",
      "interactive",
      "reaction",
      "location",
      "contacts",
    ])
    .optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
  text: z.looseObject({ body: z.string().min(1).max(4096) }).optional(),
  interactive: z
    .looseObject({
      type: z.enum(["button", "list"]),
      body: z.looseObject({ text: z.string().min(1).max(1024) }),
      action: z.looseObject({
        buttons: z
          .array(z.looseObject({ reply: z.looseObject({ id: z.string().max(256), title: z.string().min(1).max(20) }) }))
          .max(3)
          .optional(),
        sections: z
          .array(
            z.looseObject({
              rows: z
                .array(
                  z.looseObject({
                    id: z.string().max(200),
                    title: z.string().min(1).max(24),
                    description: z.string().max(72).optional(),
                  }),
                )
                .max(10),
            }),
          )
          .optional(),
      }),
    })
    .optional(),
});

export interface Sent {
  readonly id: string;
  /** Digits, or a BSUID. */
  readonly to: string;
  readonly callback: string | undefined;
  readonly type: string;
  readonly body: Record<string, unknown>;
}

type Accepted =
  | { readonly reply: Reply }
  | { readonly reply: Reply; readonly read: { messageId: string; typing: boolean } }
  | { readonly reply: Reply; readonly sent: Sent };

export const newWamid = (): string => `wamid.${randomBytes(24).toString("base64")}`;

export function acceptMessage(number: GraphNumber, raw: unknown): Accepted {
  const parsed = request.safeParse(raw);
  if (!parsed.success) return { reply: refusal(100) };
  const { status, message_id: messageId, typing_indicator, to, recipient, type } = parsed.data;
  if (status === "read" && messageId)
    return {
      reply: { status: 200, json: { success: true } },
      read: { messageId, typing: typing_indicator !== undefined },
    };
  const address = to ?? recipient;
  if (!address || !type || parsed.data[type] === undefined) return { reply: refusal(131008) };
  if (address === number.display) return { reply: refusal(131021) };
  const id = newWamid();
  const contact = to ? { input: to, wa_id: to } : { input: recipient, user_id: recipient };
  return {
    reply: {
      status: 200,
      json: { messaging_product: "whatsapp", contacts: [contact], messages: [{ id, message_status: "accepted" }] },
    },
    sent: { id, to: address, callback: parsed.data.biz_opaque_callback_data, type, body: parsed.data },
  };
}
