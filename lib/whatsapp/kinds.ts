/** What a chat message can be, and which files stand behind which kind. Safe in the browser. */
export const inboundKinds = [
  "text",
  "image",
  "audio",
  "video",
  "document",
  "sticker",
  "location",
  "contact",
  "reaction",
  "button_reply",
  "list_reply",
  "poll",
  "unsupported",
] as const;
export type InboundKind = (typeof inboundKinds)[number];

export const outboundKinds = [
  "text",
  "image",
  "audio",
  "video",
  "document",
  "buttons",
  "list",
  "location",
  "reaction",
  "template",
] as const;
export type OutboundKind = (typeof outboundKinds)[number];

export const isOutboundKind = (kind: string): kind is OutboundKind => outboundKinds.some((known) => known === kind);

/** The kind under which a file travels. */
export function kindOfMime(mime: string): "image" | "audio" | "video" | "document" {
  if (mime.startsWith("image/")) return "image";
  if (mime.startsWith("audio/")) return "audio";
  if (mime.startsWith("video/")) return "video";
  return "document";
}

/** What staff may put under a customer's message; the database knows the same six. */
export const REACTIONS = ["👍", "❤️", "😂", "😮", "😢", "🙏"] as const;
