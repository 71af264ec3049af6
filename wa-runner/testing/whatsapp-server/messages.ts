/** Messages as phones make them, so that a test reads like what happened. */
import { randomBytes } from "node:crypto";
import { proto } from "@whiskeysockets/baileys";
import type { MediaReference } from "./media-store";

const { Type } = proto.Message.ProtocolMessage;

export const text = (body: string): proto.IMessage => ({ conversation: body });

/** An answer to a message of the shop or of one's own. `by` is the jid of who wrote that one. */
export function reply(body: string, to: { id: string; by: string; body: string }): proto.IMessage {
  const contextInfo = { stanzaId: to.id, participant: to.by, quotedMessage: { conversation: to.body } };
  return { extendedTextMessage: { text: body, contextInfo } };
}

export const image = (media: MediaReference, caption = "", mimetype = "image/jpeg"): proto.IMessage => ({
  imageMessage: { ...media, caption, mimetype, height: 4, width: 4 },
});

export const document = (media: MediaReference, fileName: string, mimetype = "application/pdf"): proto.IMessage => ({
  documentMessage: { ...media, fileName, title: fileName, mimetype },
});

export const voice = (media: MediaReference, lengthS = 3): proto.IMessage => ({
  audioMessage: { ...media, ptt: true, seconds: lengthS, mimetype: "audio/ogg; codecs=opus" },
});

export const video = (media: MediaReference, caption = ""): proto.IMessage => ({
  videoMessage: { ...media, caption, seconds: 3, mimetype: "video/mp4" },
});

export const sticker = (media: MediaReference): proto.IMessage => ({
  stickerMessage: { ...media, mimetype: "image/webp" },
});

/** `of.by`: the jid of the chat; an empty emoji takes the reaction back. */
export const reaction = (emoji: string, of: { id: string; chat: string; fromShop: boolean }): proto.IMessage => ({
  // Seen from the sender: what the shop wrote is not its own.
  reactionMessage: {
    key: { id: of.id, remoteJid: of.chat, fromMe: !of.fromShop },
    text: emoji,
    senderTimestampMs: Date.now(),
  },
});

export const location = (latitude: number, longitude: number, name = "", address = ""): proto.IMessage => ({
  locationMessage: { degreesLatitude: latitude, degreesLongitude: longitude, name, address },
});

export const contact = (name: string, phone: string): proto.IMessage => ({
  contactMessage: {
    displayName: name,
    vcard: `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;type=CELL;waid=${phone}:+${phone}\nEND:VCARD`,
  },
});

export const poll = (question: string, options: readonly string[]): proto.IMessage => ({
  messageContextInfo: { messageSecret: randomBytes(32) },
  pollCreationMessageV3: {
    name: question,
    options: options.map((optionName) => ({ optionName })),
    selectableOptionsCount: 1,
  },
});

/** The sender changes what they wrote. */
export const edit = (id: string, chat: string, body: string): proto.IMessage => ({
  protocolMessage: {
    key: { id, remoteJid: chat, fromMe: true },
    type: Type.MESSAGE_EDIT,
    editedMessage: { conversation: body },
    timestampMs: Date.now(),
  },
});

/** The sender deletes it for everyone. */
export const revoke = (id: string, chat: string): proto.IMessage => ({
  protocolMessage: { key: { id, remoteJid: chat, fromMe: true }, type: Type.REVOKE },
});

export const viewOnce = (message: proto.IMessage): proto.IMessage => ({ viewOnceMessageV2: { message } });
export const ephemeral = (message: proto.IMessage): proto.IMessage => ({ ephemeralMessage: { message } });

/** Of a kind this client's schema has never heard of: one field with a number nobody uses. */
export const unknown = (): Uint8Array => Buffer.from([0xfa, 0xff, 0x07, 0x03, 1, 2, 3]);
/** No message at all. */
export const garbage = (): Uint8Array => Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff]);
