/** Our message as the Cloud API takes it: pure. Its limits are Meta's; what does not fit is said in another way, or not at all. */
import { z } from "zod";
import { buttonsPayload, listPayload } from "@/lib/whatsapp/payloads";
import type { Address, OutboundMessage } from "@/wa-runner/ports";

const MAX_TEXT = 4096;
const MAX_INTERACTIVE = 1024;
const MAX_CAPTION = 1024;

const place = z.object({
  latitude: z.number(),
  longitude: z.number(),
  name: z.string().optional(),
  address: z.string().optional(),
});
const template = z.object({
  name: z.string(),
  language: z.string(),
  /** What stands in the place of {{1}}, {{2}}, … of the body. */
  params: z.array(z.string().min(1)).default([]),
});

type Content = Record<string, unknown>;

const clip = (text: string, max: number): string => {
  const letters = [...text];
  return letters.length <= max ? text : `${letters.slice(0, max - 1).join("")}…`;
};

const textOf = (body: string): Content | null =>
  body.length > MAX_TEXT ? null : { type: "text", text: { body, preview_url: false } };

/** Longer than may stand beside buttons: the choices are words then, and answered in words. */
const inWords = (body: string, titles: string[]) =>
  textOf([body, "", ...titles.map((title) => `▸ ${title}`)].join("\n"));

function buttonsOf({ body, payload }: OutboundMessage): Content | null {
  const parsed = buttonsPayload.safeParse(payload);
  if (!parsed.success) return textOf(body);
  const { buttons } = parsed.data;
  if (body.length > MAX_INTERACTIVE)
    return inWords(
      body,
      buttons.map(({ title }) => title),
    );
  const action = {
    buttons: buttons.map(({ id, title }) => ({ type: "reply", reply: { id, title: clip(title, 20) } })),
  };
  return { type: "interactive", interactive: { type: "button", body: { text: body }, action } };
}

function listOf({ body, payload }: OutboundMessage): Content | null {
  const parsed = listPayload.safeParse(payload);
  if (!parsed.success) return textOf(body);
  const { button, rows } = parsed.data;
  if (body.length > MAX_INTERACTIVE)
    return inWords(
      body,
      rows.map(({ title }) => title),
    );
  const action = {
    button: clip(button, 20),
    sections: [
      {
        title: clip(button, 24),
        rows: rows.map(({ id, title, description }) => ({
          id,
          title: clip(title, 24),
          ...(description ? { description: clip(description, 72) } : {}),
        })),
      },
    ],
  };
  return { type: "interactive", interactive: { type: "list", body: { text: body }, action } };
}

function templateOf({ payload }: OutboundMessage): Content | null {
  const parsed = template.safeParse(payload["template"]);
  if (!parsed.success) return null;
  const { name, language, params } = parsed.data;
  const parameters = params.map((text) => ({ type: "text", text }));
  const components = parameters.length > 0 ? [{ type: "body", parameters }] : [];
  return { type: "template", template: { name, language: { code: language }, components } };
}

function mediaOf({ kind, body, media }: OutboundMessage, mediaId: string | null): Content | null {
  if (!media || !mediaId) return null;
  const caption = kind === "audio" || body === "" ? {} : { caption: clip(body, MAX_CAPTION) };
  const filename = kind === "document" ? { filename: media.name } : {};
  return { type: kind, [kind]: { id: mediaId, ...caption, ...filename } };
}

function contentOf(message: OutboundMessage, mediaId: string | null): Content | null {
  switch (message.kind) {
    case "text":
      return textOf(message.body);
    case "buttons":
      return buttonsOf(message);
    case "list":
      return listOf(message);
    case "template":
      return templateOf(message);
    case "location": {
      const at = place.safeParse(message.payload).data;
      return at ? { type: "location", location: at } : null;
    }
    case "reaction":
      return message.replyTo
        ? { type: "reaction", reaction: { message_id: message.replyTo, emoji: message.body } }
        : null;
    default:
      return mediaOf(message, mediaId);
  }
}

/** Where to: a phone, or the id that Meta gave a contact for this business alone. */
const recipientOf = ({ kind, value }: Address): Content =>
  kind === "phone" ? { to: value.replace("+", "") } : { recipient: value };

/** Null when there is nothing in it that could be sent. */
export function requestOf(message: OutboundMessage, mediaId: string | null): Content | null {
  const content = contentOf(message, mediaId);
  if (!content) return null;
  const isReply = message.replyTo !== null && message.kind !== "reaction";
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    ...recipientOf(message.to),
    // Comes back with every receipt, even when the answer to this request is lost.
    biz_opaque_callback_data: message.id,
    ...(isReply ? { context: { message_id: message.replyTo } } : {}),
    ...content,
  };
}
