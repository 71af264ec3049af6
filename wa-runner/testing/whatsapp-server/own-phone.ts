/** What the shop's own phone does when a linked device asks it: it sends a message again that came without its content. */
import { proto } from "@whiskeysockets/baileys";
import type { InboundEntry } from "./account";
import type { Companion } from "./companion";
import { seconds } from "./nodes";
import { deliver } from "./to-shop";
import type { World } from "./world";

function asStored({ id, from, addressing, at, message }: InboundEntry): Uint8Array {
  return proto.WebMessageInfo.encode({
    key: { remoteJid: from.jid(addressing), fromMe: false, id },
    message,
    messageTimestamp: seconds(at),
    pushName: from.name,
  }).finish();
}

export async function onPeerRequest(
  world: World,
  companion: Companion,
  stanzaId: string,
  request: proto.Message.IPeerDataOperationRequestMessage,
): Promise<void> {
  const { account } = companion;
  const asked = (request.placeholderMessageResendRequest ?? []).flatMap(({ messageKey }) => {
    const entry = account.inbound.get(messageKey?.id ?? "");
    return entry?.message ? [entry] : [];
  });
  if (asked.length === 0 || !account.phoneAnswers) return;
  const message: proto.IMessage = {
    protocolMessage: {
      type: proto.Message.ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE,
      peerDataOperationRequestResponseMessage: {
        peerDataOperationRequestType: proto.Message.PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND,
        stanzaId,
        peerDataOperationResult: asked.map((entry) => ({
          placeholderMessageResendResponse: { webMessageInfoBytes: asStored(entry) },
        })),
      },
    },
  };
  await deliver(world, account, account.owner, { message, addressing: "pn" }, { kind: "peer" });
}
