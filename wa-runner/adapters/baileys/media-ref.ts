/** All that is needed to fetch a message's file later: the message itself, sealed, as it holds the file's key. */
import { proto, type WAMessage } from "@whiskeysockets/baileys";

const WHAT = "media";

export const keepRef = (raw: WAMessage, seal: (what: string, text: string) => string): string =>
  seal(
    WHAT,
    Buffer.from(proto.WebMessageInfo.encode(proto.WebMessageInfo.fromObject(raw)).finish()).toString("base64"),
  );

/** Null when it is not of this number, or no message. */
export function openRef(ref: string, open: (what: string, sealed: string) => string | null): WAMessage | null {
  const text = open(WHAT, ref);
  if (text === null) return null;
  const message = proto.WebMessageInfo.decode(Buffer.from(text, "base64"));
  return message.key ? { ...message, key: message.key } : null;
}
