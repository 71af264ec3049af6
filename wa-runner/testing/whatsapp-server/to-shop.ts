/** From phones to the linked device: messages, receipts, and what the client answers to them. */
import { randomBytes } from "node:crypto";
import {
  type BinaryNode,
  encodeBigEndian,
  normalizeMessageContent,
  proto,
  writeRandomPadMax16,
} from "@whiskeysockets/baileys";
import type { Account, InboundEntry, SentEntry } from "./account";
import type { Companion } from "./companion";
import { node, seconds } from "./nodes";
import type { Person, World } from "./world";

export interface Letter {
  /** Bytes instead of a message: sent as they are, for what no phone would send. */
  readonly message: proto.IMessage | Uint8Array;
  readonly addressing?: "lid" | "pn" | undefined;
  /** The same again is a second message under the same id, as phones send after a retry. */
  readonly id?: string | undefined;
  readonly at?: number | undefined;
  /** Only this address, not the other one beside it: as old chats and history do. */
  readonly hidesOther?: boolean | undefined;
  /** Without its content, as answers to advertisements come: the device must ask the shop's phone for it. */
  readonly isUnavailable?: boolean | undefined;
  /** As linked devices are told of what may be seen once: that it came. */
  readonly isViewOnce?: boolean | undefined;
}

export function phoneMessageId(): string {
  return `3A${randomBytes(9).toString("hex").toUpperCase()}`;
}

function stanzaType(message: proto.IMessage | null): string {
  const content = normalizeMessageContent(message ?? undefined);
  if (!content) return "text";
  if (content.reactionMessage) return "reaction";
  if (content.pollCreationMessage ?? content.pollCreationMessageV3 ?? content.pollUpdateMessage) return "poll";
  const { imageMessage, videoMessage, audioMessage, documentMessage, stickerMessage } = content;
  return (imageMessage ?? videoMessage ?? audioMessage ?? documentMessage ?? stickerMessage) ? "media" : "text";
}

async function encrypted(companion: Companion, entry: InboundEntry): Promise<BinaryNode> {
  const padded = writeRandomPadMax16(entry.plain);
  const { type, body } = await entry.from.phone.encrypt(companion.address, () => companion.takeBundle(), padded);
  return node("enc", { v: 2, type, count: entry.retries || undefined }, body);
}

export async function seal(
  world: World,
  companion: Companion,
  entry: InboundEntry,
  hidesOther: boolean,
): Promise<BinaryNode> {
  const other = entry.addressing === "lid" ? "sender_pn" : "sender_lid";
  const otherJid = entry.from.jid(entry.addressing === "lid" ? "pn" : "lid");
  const enc = entry.isUnavailable
    ? node("unavailable", { type: entry.isViewOnce ? "view_once" : undefined })
    : await encrypted(companion, entry);
  const base = {
    id: entry.id,
    t: seconds(entry.at),
    type: stanzaType(entry.message),
    from: entry.from.jid(entry.addressing),
  };
  if (entry.kind === "peer") return node("message", { ...base, category: "peer" }, [enc]);
  if (entry.kind === "phone") return node("message", { ...base, ...recipientOf(world, entry) }, [enc]);
  const alt = hidesOther ? {} : { [other]: otherJid };
  return node("message", { ...base, notify: entry.from.name, addressing_mode: entry.addressing, ...alt }, [enc]);
}

function recipientOf(world: World, entry: InboundEntry): Record<string, string | undefined> {
  const to = world.find(entry.recipient ?? undefined)?.person;
  const other = entry.addressing === "lid" ? { recipient_pn: to?.jid("pn") } : { recipient_lid: to?.jid("lid") };
  return { recipient: entry.recipient ?? undefined, addressing_mode: entry.addressing, ...other };
}

/** To every device of the account, encrypted for each. Resolves once it is on its way or waits for the device. */
export async function deliver(
  world: World,
  account: Account,
  from: Person,
  letter: Letter,
  as: { kind: InboundEntry["kind"]; recipient?: string },
): Promise<InboundEntry> {
  const { message } = letter;
  const entry: InboundEntry = {
    id: letter.id ?? phoneMessageId(),
    from,
    plain: Buffer.from(message instanceof Uint8Array ? message : proto.Message.encode(message).finish()),
    message: message instanceof Uint8Array ? null : message,
    recipient: as.recipient ?? null,
    addressing: letter.addressing ?? "lid",
    kind: as.kind,
    at: letter.at ?? Date.now(),
    isUnavailable: letter.isUnavailable ?? letter.isViewOnce ?? false,
    isViewOnce: letter.isViewOnce ?? false,
    state: "pending",
    refusal: null,
    retries: 0,
  };
  account.inbound.set(entry.id, entry);
  if (as.kind === "contact") account.chats.add(from.pn);
  await Promise.all(
    [...account.companions.values()].map((companion) => hand(world, companion, entry, letter.hidesOther)),
  );
  return entry;
}

async function hand(world: World, companion: Companion, entry: InboundEntry, hidesOther = false): Promise<void> {
  await companion.inOrder(async () => {
    companion.offer(`message ${entry.id}`, await seal(world, companion, entry, hidesOther));
  });
}

/** A receipt of the contact's phone for what the shop sent. */
export function sendReceipt(account: Account, entry: SentEntry, type: "delivered" | "read" | "played"): void {
  entry.state = type === "delivered" ? "delivered" : "read";
  const kind = type === "delivered" ? undefined : type;
  for (const companion of account.companions.values()) {
    companion.offer(
      `receipt ${entry.id} ${kind ?? ""}`,
      node("receipt", { from: entry.to, id: entry.id, t: seconds(), type: kind }),
    );
  }
}

/** The owner's own phone has the copy of it: all the echo a message to the own number has. */
export function sendSenderReceipt(companion: Companion, entry: SentEntry): void {
  const from = companion.account.owner.jid(entry.to.endsWith("@lid") ? "lid" : "pn");
  companion.offer(
    `receipt ${entry.id} sender`,
    node("receipt", { from, recipient: entry.to, id: entry.id, t: seconds(), type: "sender" }),
  );
}

/** A phone that cannot read what came asks for it again; the shop's own says in which chat. */
export function askAgain(companion: Companion, entry: SentEntry, from: Person, jid: string): void {
  entry.retriesAsked += 1;
  const { id, to, retriesAsked: count } = entry;
  const recipient = from === companion.account.owner && entry.person !== from ? to : undefined;
  companion.offer(
    `receipt ${id} retry`,
    node("receipt", { from: jid, recipient, id, t: seconds(), type: "retry" }, [
      node("retry", { count, id, t: seconds(), v: 1 }),
      node("registration", {}, encodeBigEndian(from.phone.registrationId)),
    ]),
  );
}
