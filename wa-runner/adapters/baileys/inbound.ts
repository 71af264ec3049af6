/** What a connection hears, handed on: messages, what is said of them, receipts, and who is the same contact. */
import { type BaileysEventMap, jidDecode, type WAMessage, type WASocket } from "@whiskeysockets/baileys";
import { isUnavailable } from "@/wa-runner/adapters/baileys/auth-store";
import { addressOf } from "@/wa-runner/adapters/baileys/jid";
import type { Journal } from "@/wa-runner/adapters/baileys/journal";
import type { ContactLanes } from "@/wa-runner/adapters/baileys/lanes";
import { mapMessage } from "@/wa-runner/adapters/baileys/map-message";
import { keepRef } from "@/wa-runner/adapters/baileys/media-ref";
import { ofAck, ofStatus } from "@/wa-runner/adapters/baileys/receipts";
import { asUnsupported } from "@/wa-runner/inbound/normalise";
import type { ChannelEvents, ChannelRef, InboundMessage, Receipt } from "@/wa-runner/ports";

export interface Refusal {
  readonly id: string;
  readonly jid: string;
  readonly code: string;
}

export interface InboundOptions {
  channel: ChannelRef;
  events: ChannelEvents;
  journal: Journal;
  socket: WASocket;
  /** Seals with the number's own key. */
  seal: (what: string, text: string) => string;
  /** The session's, not the connection's: what could not be stored yet is stored, whatever becomes of the connection. */
  lanes: ContactLanes;
  /** WhatsApp refused a message. True: it has been seen to, and nothing is to be told of it. */
  onRefused: (refusal: Refusal) => boolean;
}

const HISTORY_DAYS = 90;

/** One lane for one contact, under whichever of his names a message comes. */
const contactOf = ({ key }: WAMessage): string => {
  const names = [key.remoteJid, key.remoteJidAlt].flatMap((jid) => addressOf(jid) ?? []);
  return (names.find(({ kind }) => kind === "lid") ?? names[0])?.value ?? "";
};

export function createInbound(options: InboundOptions) {
  const { channel, events, journal, socket, seal, lanes, onRefused } = options;

  /** Files of the past are not fetched: they would be thousands. */
  const withRef = (raw: WAMessage, message: InboundMessage): InboundMessage => {
    if (!message.media || message.source === "history") return { ...message, media: null };
    const ref = keepRef(raw, seal);
    return ref === null ? asUnsupported(message, "media.broken") : { ...message, media: { ...message.media, ref } };
  };

  function hear(raw: WAMessage, source: "live" | "history"): void {
    // Not opened for want of our own keys: the connection went before anybody was told, and it comes again.
    if (!raw.message && isUnavailable(raw.messageStubParameters?.[0])) return;
    const mapped = mapMessage(raw, source);
    const id = raw.key.id ?? "";
    if (mapped.kind === "ignored") {
      journal.stored(id);
      return;
    }
    lanes.add(contactOf(raw), async () => {
      if (mapped.kind === "message") await events.onMessage(channel, withRef(raw, mapped.message));
      else if (mapped.change.change === "content")
        await events.onChange(channel, { ...mapped.change, message: withRef(raw, mapped.change.message) });
      else await events.onChange(channel, mapped.change);
      journal.stored(id);
    });
  }

  const same = (lid: string, pn: string): void => {
    const [left, right] = [addressOf(lid), addressOf(pn)];
    if (left?.kind !== "lid" || right?.kind !== "phone") return;
    lanes.add(`same ${lid}`, () => events.onSameContact(channel, { lid: left.value, phone: right.value }));
  };

  const receipt = (news: Receipt | null): void => {
    if (!news) return;
    lanes.add(`receipt ${news.providerId}`, () => events.onReceipt(channel, news));
  };

  socket.ws.on("CB:ack,class:message", ({ attrs }: { attrs: Record<string, string> }) => {
    const { id = "", from: jid = "", error: code } = attrs;
    if (code && onRefused({ id, jid, code })) return;
    receipt(ofAck({ attrs }));
  });

  return {
    heard(batch: Partial<BaileysEventMap>): void {
      const history = batch["messaging-history.set"];
      for (const { lid, pn } of history?.lidPnMappings ?? []) same(lid, pn);
      const since = Date.now() / 1000 - HISTORY_DAYS * 86_400;
      // Newest first on the wire.
      for (const raw of (history?.messages ?? []).toReversed())
        if (Number(raw.messageTimestamp ?? 0) >= since) hear(raw, "history");
      const mapping = batch["lid-mapping.update"];
      if (mapping) same(mapping.lid, mapping.pn);
      for (const raw of batch["messages.upsert"]?.messages ?? []) {
        hear(raw, "live");
        // Receipts within a moment of our own message come folded into it.
        if (raw.key.fromMe) receipt(ofStatus(raw.key, raw.status));
      }
      for (const update of batch["messages.update"] ?? []) {
        receipt(ofStatus(update.key, update.update.status));
        // What could not be read at first.
        if (update.update.message) hear({ ...update.update, key: update.key, message: update.update.message }, "live");
      }
    },
    /** What an earlier process decrypted and never stored: before anything newer. */
    recover(left: readonly WAMessage[]): void {
      for (const raw of left) hear(raw, "live");
    },
  };
}

export const ownNumber = (socket: WASocket): string | undefined => {
  const user = jidDecode(socket.user?.id)?.user;
  return user ? `+${user}` : undefined;
};
