/** What was there before the device was linked, as the phone hands it over. */
import { deflateSync } from "node:zlib";
import { proto } from "@whiskeysockets/baileys";
import type { Account, InboundEntry } from "./account";
import { seconds } from "./nodes";
import { deliver, phoneMessageId } from "./to-shop";
import type { World } from "./world";

export interface HistoryChat {
  readonly with: string;
  readonly addressing?: "lid" | "pn" | undefined;
  readonly messages: readonly {
    readonly id?: string | undefined;
    readonly fromMe?: boolean | undefined;
    readonly at: number;
    readonly message: proto.IMessage;
  }[];
}

export interface History {
  readonly type?: keyof typeof proto.HistorySync.HistorySyncType | undefined;
  readonly chats: readonly HistoryChat[];
  readonly progress?: number | undefined;
  readonly chunk?: number | undefined;
  /** The pairs of number and LID that history itself leaves out. */
  readonly tellsLids?: boolean | undefined;
}

export async function sendHistory(world: World, account: Account, history: History): Promise<InboundEntry> {
  const { HistorySyncType } = proto.HistorySync;
  const syncType = HistorySyncType[history.type ?? "INITIAL_BOOTSTRAP"];
  const people = history.chats.map((chat) => world.person(chat.with));
  const conversations = history.chats.map((chat) => {
    const id = world.person(chat.with).jid(chat.addressing ?? "lid");
    return {
      id,
      name: world.person(chat.with).name,
      messages: chat.messages.map(({ id: messageId, fromMe, at, message }) => ({
        message: {
          key: { remoteJid: id, fromMe: fromMe ?? false, id: messageId ?? phoneMessageId() },
          message,
          messageTimestamp: seconds(at),
        },
      })),
    };
  });
  const bytes = proto.HistorySync.encode({
    syncType,
    conversations,
    progress: history.progress ?? 100,
    chunkOrder: history.chunk ?? 1,
    pushnames: people.map((person) => ({ id: person.jid("pn"), pushname: person.name })),
    phoneNumberToLidMappings:
      history.tellsLids === false
        ? []
        : people.map((person) => ({ pnJid: person.jid("pn"), lidJid: person.jid("lid") })),
  }).finish();
  const message: proto.IMessage = {
    protocolMessage: {
      type: proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION,
      historySyncNotification: {
        syncType,
        progress: history.progress ?? 100,
        chunkOrder: history.chunk ?? 1,
        initialHistBootstrapInlinePayload: deflateSync(bytes),
      },
    },
  };
  return deliver(world, account, account.owner, { message, addressing: "pn" }, { kind: "peer" });
}
