/** All that is needed to fetch a message's file later, sealed, as the file's key is in it. Thumbnails and quotes stay behind: anything may be in them. */
import { getContentType, normalizeMessageContent, proto, type WAMessage } from "@whiskeysockets/baileys";

const WHAT = "media";
/** Far more than an honest one takes; the database refuses longer ones, and with them the message. */
const MOST = 10_000;
const FIELDS = [
  "url",
  "directPath",
  "mediaKey",
  "mediaKeyTimestamp",
  "fileSha256",
  "fileEncSha256",
  "fileLength",
  "mimetype",
] as const;

/** Null: nothing a file could be fetched by. */
export function keepRef(raw: WAMessage, seal: (what: string, text: string) => string): string | null {
  const content = normalizeMessageContent(raw.message);
  const type = content && getContentType(content);
  const part = type && content[type];
  if (!type || typeof part !== "object" || part === null) return null;
  const kept = Object.fromEntries(Object.entries(part).filter(([name]) => FIELDS.some((field) => field === name)));
  const message = proto.WebMessageInfo.fromObject({ key: raw.key, message: { [type]: kept } });
  const ref = seal(WHAT, Buffer.from(proto.WebMessageInfo.encode(message).finish()).toString("base64"));
  return ref.length <= MOST ? ref : null;
}

/** Null when it is not of this number, or no message. */
export function openRef(ref: string, open: (what: string, sealed: string) => string | null): WAMessage | null {
  const text = open(WHAT, ref);
  if (text === null) return null;
  const message = proto.WebMessageInfo.decode(Buffer.from(text, "base64"));
  return message.key ? { ...message, key: message.key } : null;
}
