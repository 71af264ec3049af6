/** What the client says of what it was sent: it has it, has read it, cannot read it, cannot fetch its file. */
import { type BinaryNode, proto } from "@whiskeysockets/baileys";
import type { InboundEntry } from "./account";
import type { Companion } from "./companion";
import { attribute, bytesIn, child, children, node, numberOf, seconds } from "./nodes";
import type { Bundle } from "./signal-device";
import { seal } from "./to-shop";
import type { World } from "./world";

function bundleOf(keys: BinaryNode | undefined, registration: Buffer): Bundle | null {
  const signed = child(keys, "skey");
  if (!keys || !signed) return null;
  const typed = (bytes: Buffer) => Buffer.concat([Buffer.from([5]), bytes]);
  const one = child(keys, "key");
  return {
    registrationId: numberOf(registration),
    identityKey: typed(bytesIn(keys, "identity")),
    signedPreKey: {
      keyId: numberOf(bytesIn(signed, "id")),
      publicKey: typed(bytesIn(signed, "value")),
      signature: bytesIn(signed, "signature"),
    },
    preKey: one && { keyId: numberOf(bytesIn(one, "id")), publicKey: typed(bytesIn(one, "value")) },
  };
}

/** The client could not read it: the sender's phone starts a session anew and sends the same message once more. */
async function sendAgain(world: World, companion: Companion, entry: InboundEntry, receipt: BinaryNode): Promise<void> {
  entry.retries += 1;
  const bundle = bundleOf(child(receipt, "keys"), bytesIn(receipt, "registration"));
  await companion.inOrder(async () => {
    const waiting = companion.pending.get(`message ${entry.id}`);
    if (waiting) waiting.staleRefusals += 1;
    await entry.from.phone.begin(companion.address, bundle ?? companion.takeBundle());
    companion.offer(`message ${entry.id}`, await seal(world, companion, entry, false));
  });
}

export async function onReceipt(world: World, companion: Companion, stanza: BinaryNode): Promise<void> {
  const { account } = companion;
  const type = stanza.attrs["type"];
  const id = attribute(stanza, "id");
  companion.connection?.send(
    node("ack", { class: "receipt", id, from: stanza.attrs["to"], type, participant: stanza.attrs["participant"] }),
  );
  const ids = [id, ...listed(stanza)];
  for (const each of ids) {
    const entry = account.inbound.get(each);
    if (!entry) companion.settle(`message ${each}`);
    else if (type === "retry") {
      world.emit("retry", account, entry);
      if (entry.retries < 5) await sendAgain(world, companion, entry, stanza);
    } else if (type === "server-error") {
      world.emit("reupload", account, entry);
      await reupload(world, companion, entry, stanza);
    } else if (type === "read" || type === "read-self" || type === "played") {
      entry.state = "read";
      world.emit("read", account, entry);
    } else {
      companion.settle(`message ${each}`);
      if (entry.state === "pending") {
        entry.state = "received";
        world.emit("delivered", account, entry);
      }
    }
  }
}

function listed(stanza: BinaryNode): string[] {
  return children(child(stanza, "list"), "item").map((item) => attribute(item, "id"));
}

export function onAck(world: World, companion: Companion, stanza: BinaryNode): void {
  const id = attribute(stanza, "id");
  const { class: of, type, error } = stanza.attrs;
  if (of === "receipt") companion.settle(`receipt ${id} ${type ?? ""}`);
  if (of === "notification") companion.settle(`notification ${id}`);
  if (of !== "message") return;
  const key = `message ${id}`;
  const waiting = companion.pending.get(key);
  if (error && waiting && waiting.staleRefusals > 0) {
    waiting.staleRefusals -= 1;
    return;
  }
  companion.settle(key);
  const entry = companion.account.inbound.get(id);
  if (entry?.state !== "pending") return;
  entry.state = error ? "refused" : "received";
  entry.refusal = error ?? null;
  world.emit(error ? "refused" : "delivered", companion.account, entry);
}

/** The sender's phone uploads the file again, where the media store still has it. */
async function reupload(world: World, companion: Companion, entry: InboundEntry, receipt: BinaryNode): Promise<void> {
  const stored = entry.message && world.media.restore(entry.message);
  const rmr = child(receipt, "rmr");
  const id = entry.id;
  const answer = stored
    ? stored.sealRetry({
        stanzaId: id,
        directPath: stored.directPath,
        result: proto.MediaRetryNotification.ResultType.SUCCESS,
      })
    : null;
  companion.offer(
    `notification ${id}`,
    node("notification", { from: receipt.attrs["to"], type: "mediaretry", id, t: seconds() }, [
      answer
        ? node("encrypt", {}, [node("enc_p", {}, answer.sealed), node("enc_iv", {}, answer.iv)])
        : node("error", { code: proto.MediaRetryNotification.ResultType.NOT_FOUND }),
      node("rmr", { ...rmr?.attrs }),
    ]),
  );
}
