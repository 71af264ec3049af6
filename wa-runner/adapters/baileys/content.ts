/** Our message as WhatsApp takes it. Buttons and lists come out erratically from a linked phone, so they are words here. */
import type { AnyMessageContent } from "@whiskeysockets/baileys";
import { z } from "zod";
import type { OutboundMessage } from "@/wa-runner/ports";

const choices = z.object({
  buttons: z.array(z.object({ title: z.string() })).catch([]),
  rows: z.array(z.object({ title: z.string(), description: z.string().optional() })).catch([]),
});
const place = z.object({ latitude: z.number(), longitude: z.number(), name: z.string().optional() });

function withChoices({ body, payload }: OutboundMessage): string {
  const { buttons, rows } = choices.parse({ buttons: payload["buttons"], rows: payload["rows"] });
  const lines = [
    ...buttons.map(({ title }) => `▸ ${title}`),
    ...rows.map(({ title, description }) => `▸ ${title}${description ? `: ${description}` : ""}`),
  ];
  return [body, ...(lines.length > 0 ? ["", ...lines] : [])].join("\n");
}

/** Null when there is nothing in it that could be sent. `jid`: the chat it goes to. */
export function contentOf(message: OutboundMessage, jid: string): AnyMessageContent | null {
  const { kind, body, media, replyTo } = message;
  // Never an address of the tenant's: Baileys would fetch it.
  const bytes = media && Buffer.from(media.bytes);
  const caption = body === "" ? {} : { caption: body };
  switch (kind) {
    case "text":
      return { text: body, linkPreview: null };
    case "buttons":
    case "list":
      return { text: withChoices(message), linkPreview: null };
    case "image":
      return bytes && media ? { image: bytes, mimetype: media.mime, ...caption } : null;
    case "video":
      return bytes && media ? { video: bytes, mimetype: media.mime, ...caption } : null;
    case "audio":
      return bytes && media ? { audio: bytes, mimetype: media.mime, ptt: media.mime.startsWith("audio/ogg") } : null;
    case "document":
      return bytes && media ? { document: bytes, mimetype: media.mime, fileName: media.name, ...caption } : null;
    case "location": {
      const at = place.safeParse(message.payload).data;
      if (!at) return null;
      return { location: { degreesLatitude: at.latitude, degreesLongitude: at.longitude, name: at.name ?? "" } };
    }
    case "reaction":
      // Without words it takes back the one before.
      return replyTo ? { react: { text: body, key: { remoteJid: jid, fromMe: false, id: replyTo } } } : null;
    default:
      return null;
  }
}
