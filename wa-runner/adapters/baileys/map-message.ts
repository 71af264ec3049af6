/** From a WhatsApp message to ours: pure and total. What we cannot show is said to be that, never dropped. */
import { getContentType, normalizeMessageContent, proto, type WAMessage } from "@whiskeysockets/baileys";
import { cardsOf, placeOf, pollOf } from "@/wa-runner/adapters/baileys/card-text";
import { addressOf } from "@/wa-runner/adapters/baileys/jid";
import type { InboundChange, InboundMessage } from "@/wa-runner/ports";

export type Mapped =
  | { readonly kind: "message"; readonly message: InboundMessage }
  | { readonly kind: "change"; readonly change: InboundChange }
  | { readonly kind: "ignored"; readonly reason: string };

/** Came, and could not be read yet: WhatsApp is asked for it again. The database replaces it when it can be. */
export const WAITING = "message.waiting";
/** To be seen once, on a phone: linked devices are only told that it came. */
const VIEW_ONCE = "message.view_once";

type Content = proto.IMessage;
type Said = Pick<InboundMessage, "kind" | "body" | "payload"> & { readonly file?: string };

const FILES = {
  imageMessage: "image",
  videoMessage: "video",
  ptvMessage: "video",
  audioMessage: "audio",
  documentMessage: "document",
  stickerMessage: "sticker",
} as const;

const isFile = (type: keyof Content): type is keyof typeof FILES => type in FILES;

function fileOf(content: Content, type: keyof typeof FILES): Said {
  const file = content[type];
  const caption = file && "caption" in file ? file.caption : undefined;
  const name = file && "fileName" in file ? file.fileName : undefined;
  const isVoice = type === "audioMessage" && content.audioMessage?.ptt === true;
  return {
    kind: FILES[type],
    body: caption ?? "",
    payload: isVoice ? { voice: true } : {},
    file: name ?? `${FILES[type]}`,
  };
}

function tapped(content: Content): Said | null {
  const button = content.buttonsResponseMessage;
  if (button) {
    const title = button.selectedDisplayText ?? "";
    return { kind: "button_reply", body: title, payload: { id: button.selectedButtonId ?? "", title } };
  }
  const template = content.templateButtonReplyMessage;
  if (template) {
    const title = template.selectedDisplayText ?? "";
    return { kind: "button_reply", body: title, payload: { id: template.selectedId ?? "", title } };
  }
  const list = content.listResponseMessage;
  if (list) {
    const title = list.title ?? "";
    return { kind: "list_reply", body: title, payload: { id: list.singleSelectReply?.selectedRowId ?? "", title } };
  }
  return null;
}

function said(content: Content, type: keyof Content): Said {
  if (isFile(type)) return fileOf(content, type);
  const tap = tapped(content);
  if (tap) return tap;
  switch (type) {
    case "conversation":
      return { kind: "text", body: content.conversation ?? "", payload: {} };
    case "extendedTextMessage":
      return { kind: "text", body: content.extendedTextMessage?.text ?? "", payload: {} };
    case "locationMessage":
    case "liveLocationMessage":
      return { kind: "location", ...placeOf(content) };
    case "contactMessage":
    case "contactsArrayMessage":
      return { kind: "contact", ...cardsOf(content) };
    case "reactionMessage":
      return { kind: "reaction", body: content.reactionMessage?.text ?? "", payload: {} };
    case "pollCreationMessage":
    case "pollCreationMessageV2":
    case "pollCreationMessageV3":
      return { kind: "poll", ...pollOf(content) };
    default:
      return { kind: "unsupported", body: "", payload: { reason: "message.type", type: String(type).slice(0, 60) } };
  }
}

const UNKNOWN: Said = { kind: "unsupported", body: "", payload: { reason: "message.type" } };

/** Says nothing to a person: keys, settings, calls to other devices. */
const SILENT = new Set<keyof Content>([
  "senderKeyDistributionMessage",
  "messageContextInfo",
  "deviceSentMessage",
  "encReactionMessage",
  "keepInChatMessage",
  "pollUpdateMessage",
  "pinInChatMessage",
]);

const seconds = (at: unknown): Date => {
  const value = Number(typeof at === "object" && at !== null ? String(at) : at);
  return Number.isFinite(value) && value > 0 ? new Date(value * 1000) : new Date(Number.NaN);
};

function changeOf(protocol: proto.Message.IProtocolMessage, at: Date): Mapped {
  const targetId = protocol.key?.id;
  if (!targetId) return { kind: "ignored", reason: "protocol" };
  if (protocol.type === proto.Message.ProtocolMessage.Type.REVOKE) {
    return { kind: "change", change: { change: "revoke", targetId, at } };
  }
  if (protocol.type === proto.Message.ProtocolMessage.Type.MESSAGE_EDIT) {
    const edited = normalizeMessageContent(protocol.editedMessage);
    const type = edited && getContentType(edited);
    const body = edited && type ? said(edited, type).body : "";
    return { kind: "change", change: { change: "edit", targetId, at, body } };
  }
  return { kind: "ignored", reason: "protocol" };
}

const quotedId = (content: Content, type: keyof Content): string | null => {
  if (content.reactionMessage) return content.reactionMessage.key?.id ?? null;
  const part = content[type];
  if (typeof part !== "object" || part === null || !("contextInfo" in part)) return null;
  return part.contextInfo?.stanzaId ?? null;
};

/** @param source `history`: was there before the phone was linked. */
export function mapMessage(raw: WAMessage, source: "live" | "history"): Mapped {
  const { key } = raw;
  const first = addressOf(key.remoteJid);
  if (!first || !key.id) return { kind: "ignored", reason: "not a contact" };
  const other = addressOf(key.remoteJidAlt);
  const phone = first.kind === "phone" ? undefined : other?.kind === "phone" ? other.value : undefined;
  const lid = first.kind === "lid" ? undefined : other?.kind === "lid" ? other.value : undefined;
  const sentAt = seconds(raw.messageTimestamp);
  const base = {
    providerId: key.id,
    from: key.fromMe ? ("phone" as const) : ("customer" as const),
    source,
    sender: { ...first, phone, lid, name: key.fromMe ? undefined : (raw.pushName ?? undefined) },
    sentAt,
  };
  const content = normalizeMessageContent(raw.message);
  if (!content) {
    const stub = { kind: "unsupported", body: "", media: null, replyTo: null } as const;
    if (key.isViewOnce) return { kind: "message", message: { ...base, ...stub, payload: { reason: VIEW_ONCE } } };
    if (raw.messageStubType !== proto.WebMessageInfo.StubType.CIPHERTEXT || key.fromMe)
      return { kind: "ignored", reason: "stub" };
    return { kind: "message", message: { ...base, ...stub, payload: { reason: WAITING } } };
  }
  if (content.protocolMessage) return changeOf(content.protocolMessage, sentAt);
  const type = getContentType(content);
  if (type ? SILENT.has(type) : content.senderKeyDistributionMessage || key.fromMe)
    return { kind: "ignored", reason: type ?? "keys" };
  // Without a type it is of a kind that is younger than this client.
  const { file, ...words } = type ? said(content, type) : UNKNOWN;
  return {
    kind: "message",
    message: {
      ...base,
      ...words,
      media: file === undefined ? null : { ref: key.id, name: file },
      replyTo: type ? quotedId(content, type) : null,
    },
  };
}
