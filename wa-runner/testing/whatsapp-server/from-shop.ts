/** From the linked device to phones: read with the recipients' keys, acknowledged, and answered as phones would. */
import { type BinaryNode, normalizeMessageContent, proto, unpadRandomMax16 } from "@whiskeysockets/baileys";
import type { SentEntry } from "./account";
import type { Companion } from "./companion";
import { attribute, bytesOf, child, children, node, seconds } from "./nodes";
import { onPeerRequest } from "./own-phone";
import { askAgain, sendReceipt, sendSenderReceipt } from "./to-shop";
import type { Person, World } from "./world";

const MAX_RETRIES = 5;

export function textOf(message: proto.IMessage | null | undefined): string {
  const content = normalizeMessageContent(message ?? undefined);
  return (
    content?.conversation ??
    content?.extendedTextMessage?.text ??
    content?.imageMessage?.caption ??
    content?.videoMessage?.caption ??
    content?.documentMessage?.caption ??
    content?.reactionMessage?.text ??
    ""
  );
}

interface Target {
  readonly person: Person;
  readonly device: number;
  readonly jid: string;
  readonly type: string;
  readonly body: Buffer;
}

function targetsOf(world: World, stanza: BinaryNode): Target[] {
  const one = (jid: string, enc: BinaryNode | undefined): Target[] => {
    const known = world.find(jid);
    return known && enc ? [{ ...known, jid, type: attribute(enc, "type"), body: bytesOf(enc) }] : [];
  };
  const fanned = children(child(stanza, "participants"), "to");
  if (fanned.length > 0) return fanned.flatMap((to) => one(attribute(to, "jid"), child(to, "enc")));
  return one(attribute(stanza, "to"), child(stanza, "enc"));
}

/** What this phone reads of it; null when it cannot. */
async function read(companion: Companion, target: Target): Promise<proto.IMessage | null> {
  try {
    const plain = await target.person.phone.decrypt(companion.address, target.type, target.body);
    return proto.Message.decode(unpadRandomMax16(plain));
  } catch {
    return null;
  }
}

/** A phone that cannot read a message asks for it again, a few times. */
function askFor(world: World, companion: Companion, entry: SentEntry, target: Target): void {
  world.emit("undecryptable", companion.account, entry.id);
  if (entry.retriesAsked >= MAX_RETRIES) return;
  askAgain(companion, entry, target.person, target.jid);
}

/** Another shop's linked device on this same server: what was encrypted for it is only passed on. */
function forward(world: World, sender: Companion, target: Target, stanza: BinaryNode): void {
  const device = world.accounts.get(target.person.pn)?.companions.get(target.device);
  const addressing = target.jid.endsWith("@lid") ? "lid" : "pn";
  const id = attribute(stanza, "id");
  device?.offer(
    `message ${id}`,
    node(
      "message",
      { id, t: seconds(), type: stanza.attrs["type"], from: sender.jid(addressing), addressing_mode: addressing },
      [node("enc", { v: 2, type: target.type }, target.body)],
    ),
  );
}

function note(world: World, companion: Companion, stanza: BinaryNode, message: proto.IMessage | null): SentEntry {
  const { account } = companion;
  const id = attribute(stanza, "id");
  const to = attribute(stanza, "to");
  const known = account.sent.get(id);
  if (known) {
    known.at.push(Date.now());
    if (message && known.body === "") Object.assign(known, { message, body: textOf(message) });
    if (known.retriesAsked > known.retries) {
      known.retries += 1;
    } else {
      known.times += 1;
      world.emit("resend", account, known);
    }
    return known;
  }
  const person = world.find(to)?.person ?? null;
  if (person) account.chats.add(person.pn);
  const entry: SentEntry = {
    id,
    to,
    person,
    body: textOf(message),
    message: message ?? {},
    times: 1,
    retries: 0,
    retriesAsked: 0,
    at: [Date.now()],
    state: "sent",
  };
  account.sent.set(id, entry);
  world.emit("message", account, entry);
  return entry;
}

function acknowledge(companion: Companion, stanza: BinaryNode, error?: string): void {
  const { id, to } = stanza.attrs;
  companion.connection?.send(node("ack", { class: "message", id, from: to, t: seconds(), error }));
}

export async function onMessage(world: World, companion: Companion, stanza: BinaryNode): Promise<void> {
  const { account } = companion;
  const id = attribute(stanza, "id");
  if (account.dropOnSend === "before") {
    account.dropOnSend = null;
    companion.connection?.drop();
    return;
  }
  const isPeer = stanza.attrs["category"] === "peer";
  const chat = world.find(attribute(stanza, "to"))?.person ?? null;
  const known = account.sent.get(id);
  // What a phone asked for again, and what goes to the own phone, is not refused.
  const isAsked = isPeer || (known !== undefined && known.retriesAsked > known.retries);
  const refusal = isAsked
    ? undefined
    : (account.nextSendErrors.shift() ?? (account.mayWriteTo(chat) ? undefined : "463"));
  if (refusal) {
    account.refusals.push({ id, code: refusal });
    acknowledge(companion, stanza, refusal);
    return;
  }

  let message: proto.IMessage | null = null;
  const unreadable: Target[] = [];
  for (const target of targetsOf(world, stanza)) {
    if (target.device !== 0) {
      forward(world, companion, target, stanza);
      continue;
    }
    const copy = await read(companion, target);
    if (copy) message ??= copy.deviceSentMessage?.message ?? copy;
    else unreadable.push(target);
  }

  const request = message?.protocolMessage?.peerDataOperationRequestMessage;
  if (isPeer && request) await onPeerRequest(world, companion, id, request);
  const entry = isPeer ? null : note(world, companion, stanza, message);
  if (entry) for (const target of unreadable) askFor(world, companion, entry, target);
  if (account.dropOnSend === "after") {
    account.dropOnSend = null;
    companion.connection?.drop();
    return;
  }
  if (account.acknowledges) acknowledge(companion, stanza);
  if (!entry || account.isDeaf) return;
  if (entry.person === account.owner) sendSenderReceipt(companion, entry);
  else if (unreadable.length === 0 && account.autoReceipts !== "none") {
    sendReceipt(account, entry, "delivered");
    if (account.autoReceipts === "read") sendReceipt(account, entry, "read");
  }
}
