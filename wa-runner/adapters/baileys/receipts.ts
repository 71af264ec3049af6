/** What WhatsApp says of what we sent: its yes, its no with a code, and the other phone's ticks. Pure. */
import { type BinaryNode, proto, type WAMessageKey } from "@whiskeysockets/baileys";
import type { Receipt } from "@/wa-runner/ports";

const NO_ACCOUNT = new Set(["404", "406"]);

/** The contact's devices have changed: they are looked up anew, once. */
export const STALE_DEVICES = "479";
/** A chat that we begin, while the account may begin none; trying again makes it worse. */
export const FIRST_CONTACT = "463";
/** Too much at once. Without an answer it goes out again by itself after a while. */
const SLOW_DOWN = "429";

export function ofAck({ attrs }: Pick<BinaryNode, "attrs">): Receipt | null {
  const providerId = attrs["id"];
  if (!providerId) return null;
  const receipt = { messageId: null, providerId };
  const code = attrs["error"];
  if (!code) return { ...receipt, state: "accepted" };
  if (code === SLOW_DOWN) return null;
  if (code === FIRST_CONTACT)
    return { ...receipt, state: "failed", failure: "policy", reason: "send.first_contact", detail: code };
  if (NO_ACCOUNT.has(code))
    return { ...receipt, state: "failed", failure: "contact", reason: "send.not_on_whatsapp", detail: code };
  return { ...receipt, state: "failed", failure: "content", reason: "send.refused", detail: code };
}

const STATES = new Map<number, Receipt["state"]>([
  [proto.WebMessageInfo.Status.DELIVERY_ACK, "delivered"],
  [proto.WebMessageInfo.Status.READ, "read"],
  [proto.WebMessageInfo.Status.PLAYED, "read"],
]);

/** Of the rest nothing follows: 1 and 2 are said by the ack, and 0 comes with it. */
export function ofStatus(key: WAMessageKey, status: unknown): Receipt | null {
  const state = typeof status === "number" ? STATES.get(status) : undefined;
  return key.fromMe && key.id && state ? { messageId: null, providerId: key.id, state } : null;
}
