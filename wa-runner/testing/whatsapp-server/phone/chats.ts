/** What the phones show: every chat, seen from the contact's side. */
import { normalizeMessageContent, type proto } from "@whiskeysockets/baileys";
import type { Account } from "../account";
import { textOf } from "../from-shop";
import type { Person, World } from "../world";

export interface Bubble {
  readonly id: string;
  readonly by: "contact" | "shop" | "shop's phone";
  readonly text: string;
  /** Of what is more than words. */
  readonly what: string | null;
  readonly isImage: boolean;
  readonly at: number;
  /** Of the contact's own: where it is; of the shop's: what the shop was told. */
  readonly state: string;
  readonly resends: number;
}

const NAMES: [keyof proto.IMessage, string][] = [
  ["imageMessage", "photo"],
  ["videoMessage", "video"],
  ["audioMessage", "voice message"],
  ["documentMessage", "document"],
  ["stickerMessage", "sticker"],
  ["locationMessage", "location"],
  ["contactMessage", "contact"],
  ["reactionMessage", "reaction"],
  ["pollCreationMessageV3", "poll"],
  ["protocolMessage", "change of an earlier message"],
];

function whatOf(message: proto.IMessage | null | undefined): string | null {
  const content = normalizeMessageContent(message ?? undefined);
  if (!content) return "unreadable";
  const name = NAMES.find(([field]) => content[field])?.[1] ?? null;
  const fileName = content.documentMessage?.fileName;
  return fileName ? `${name}: ${fileName}` : name;
}

const isImage = (message: proto.IMessage | null | undefined): boolean =>
  Boolean(normalizeMessageContent(message ?? undefined)?.imageMessage);

export function chat(world: World, account: Account, contact: Person): Bubble[] {
  const toShop = [...account.inbound.values()].flatMap((entry): Bubble[] => {
    const own = entry.kind === "contact" && entry.from === contact;
    const phone = entry.kind === "phone" && world.find(entry.recipient ?? undefined)?.person === contact;
    if (!own && !phone) return [];
    const message = entry.message?.deviceSentMessage?.message ?? entry.message;
    return [
      {
        id: entry.id,
        by: own ? "contact" : "shop's phone",
        text: textOf(message),
        what: whatOf(message),
        isImage: isImage(message),
        at: entry.at,
        state: entry.state,
        resends: entry.retries,
      },
    ];
  });
  const fromShop = account.sentLog
    .filter(({ person }) => person === contact)
    .map(
      ({ id, body, message, at, state, times, retries }): Bubble => ({
        id,
        by: "shop",
        text: body,
        what: whatOf(message),
        isImage: isImage(message),
        at: at[0] ?? 0,
        state,
        resends: times - 1 + retries,
      }),
    );
  return [...toShop, ...fromShop].sort((a, b) => a.at - b.at);
}

/** The bytes behind a bubble with a photo. */
export function photoOf(world: World, account: Account, id: string): Buffer | null {
  const message = account.sent.get(id)?.message ?? account.inbound.get(id)?.message;
  return message && isImage(message) ? world.media.open(message) : null;
}
