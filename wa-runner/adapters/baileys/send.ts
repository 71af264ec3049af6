/** One message on the wire: under its own id, kept as it was sent before it is sent, so that a phone that cannot read it may ask again. */
import { generateWAMessage, proto, type WASocket } from "@whiskeysockets/baileys";
import pino from "pino";
import type { SystemDb } from "@/lib/db/clients";
import type { AuthStore } from "@/wa-runner/adapters/baileys/auth-store";
import { contentOf } from "@/wa-runner/adapters/baileys/content";
import type { FirstContacts } from "@/wa-runner/adapters/baileys/first-contacts";
import { jidOf } from "@/wa-runner/adapters/baileys/jid";
import type { ChannelRef, OutboundMessage, SendOutcome } from "@/wa-runner/ports";

export interface SendingParts {
  channel: ChannelRef;
  db: SystemDb;
  socket: WASocket;
  store: AuthStore;
  firstContacts: FirstContacts;
}

const silent = pino({ level: "silent" });
const retry = (reason: string) => ({ accepted: false, failure: "retry", reason }) as const;
const final = (failure: "contact" | "content", reason: string): SendOutcome => ({ accepted: false, failure, reason });

export async function sentBefore(
  { channel, db, store }: Pick<SendingParts, "channel" | "db" | "store">,
  providerId: string,
): Promise<proto.IMessage | undefined> {
  const { data } = await db.rpc("wa_sent_read", { p_channel: channel.channelId, p_provider_id: providerId });
  const text = data ? store.open(providerId, data) : null;
  return text === null ? undefined : proto.Message.decode(Buffer.from(text, "base64"));
}

const isOnWhatsApp = (socket: WASocket) => async (jid: string) =>
  (await socket.onWhatsApp(jid))?.some(({ exists }) => exists) ?? false;

const quoted = (jid: string, replyTo: string | null) =>
  replyTo === null
    ? {}
    : { quoted: { key: { remoteJid: jid, fromMe: false, id: replyTo }, message: { conversation: "" } } };

export async function sendMessage(parts: SendingParts, message: OutboundMessage): Promise<SendOutcome> {
  const { channel, db, socket, store, firstContacts } = parts;
  const jid = jidOf(message.to);
  const { providerId } = message;
  if (!jid || !providerId) return final("contact", "send.not_on_whatsapp");
  if (message.isFirstContact && message.to.kind === "phone") {
    const found = await firstContacts.find(jid, store, isOnWhatsApp(socket));
    if ("askAfter" in found) return { ...retry("send.first_contacts_slow"), notBefore: found.askAfter };
    if (!found.isThere) return final("contact", "send.not_on_whatsapp");
  }
  let said = await sentBefore(parts, providerId);
  if (!said) {
    const content = contentOf(message, jid);
    if (!content) return final("content", "send.unsupported");
    const made = await generateWAMessage(jid, content, {
      logger: silent,
      userJid: socket.user?.id ?? "",
      upload: socket.waUploadToServer,
      messageId: providerId,
      ...(message.kind === "reaction" ? {} : quoted(jid, message.replyTo)),
    });
    said = made.message ?? undefined;
    if (!said) return final("content", "send.unsupported");
    const bytes = Buffer.from(proto.Message.encode(said).finish()).toString("base64");
    const { error } = await db.rpc("wa_sent_keep", {
      p_channel: channel.channelId,
      p_message: message.id,
      p_provider_id: providerId,
      p_value: store.seal(providerId, bytes),
    });
    if (error) return retry("send.network");
  }
  await socket.relayMessage(jid, said, { messageId: providerId });
  return { accepted: true, stage: "written" };
}

/** As it was sent, to the devices the contact has now. Rejects when it is not kept. */
export async function sendAgain(parts: Omit<SendingParts, "firstContacts">, jid: string, id: string): Promise<void> {
  const said = await sentBefore(parts, id);
  if (!said) throw new Error("not kept");
  await parts.socket.relayMessage(jid, said, { messageId: id, useUserDevicesCache: false });
}
