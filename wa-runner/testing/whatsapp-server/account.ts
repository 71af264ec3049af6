/** A number with devices linked to it: what waits for them, what they sent, and how the network treats them. */
import type { proto } from "@whiskeysockets/baileys";
import { Companion, type DeviceKeys } from "./companion";
import type { History } from "./history";
import type { Person } from "./world";

/** What the shop sent, once per message id. */
export interface SentEntry {
  readonly id: string;
  /** The chat, as the shop addressed it. */
  readonly to: string;
  readonly person: Person | null;
  /** Empty until a phone could read it. */
  body: string;
  message: proto.IMessage;
  /** How often it came of the shop's own accord, and how often because a phone asked for it again. */
  times: number;
  retries: number;
  retriesAsked: number;
  readonly at: number[];
  state: "sent" | "delivered" | "read";
}

/** What was sent to the shop. */
export interface InboundEntry {
  readonly id: string;
  readonly from: Person;
  readonly plain: Buffer;
  readonly message: proto.IMessage | null;
  readonly recipient: string | null;
  readonly addressing: "lid" | "pn";
  readonly kind: "contact" | "phone" | "peer";
  readonly at: number;
  /** Handed out without its content: the shop's phone has it. */
  readonly isUnavailable: boolean;
  readonly isViewOnce: boolean;
  state: "pending" | "received" | "read" | "refused";
  /** The code of the client's refusal. */
  refusal: string | null;
  retries: number;
}

/** Receipts of contacts that come by themselves. */
export type AutoReceipts = "none" | "delivered" | "read";

export class Account {
  readonly owner: Person;
  readonly companions = new Map<number, Companion>();
  readonly sent = new Map<string, SentEntry>();
  readonly inbound = new Map<string, InboundEntry>();
  /** Ids of what was refused on purpose, with the code. */
  readonly refusals: { readonly id: string; readonly code: string }[] = [];
  /** Codes for the next messages the shop sends: 463 (may not start chats), 479 (stale devices), 429, … */
  readonly nextSendErrors: string[] = [];
  /** Every login is answered with this: 401 removed, 402 and 403 banned, 405 too old, 503 … */
  loginFailure: string | null = null;
  /** False: what the shop sends arrives, and nobody tells it. */
  acknowledges = true;
  /** The connection breaks at the shop's next message: before it arrived, or after. */
  dropOnSend: "before" | "after" | null = null;
  /** Connected and answering, and nothing comes in: the deaf session. */
  isDeaf = false;
  autoReceipts: AutoReceipts = "none";
  /** False: the shop's phone is off, and answers no linked device. */
  phoneAnswers = true;
  /** Numbers there is a chat with: these may be written to even then. */
  readonly chats = new Set<string>();
  /** New chats may not be started until then. */
  timeLockUntil: Date | null = null;
  /** Handed over at a device's first login; null: the phone never does, and the client waits for it in vain. */
  history: History | null = { chats: [] };
  #nextDevice = 1;

  constructor(owner: Person) {
    this.owner = owner;
  }

  mayWriteTo(person: Person | null): boolean {
    const isLocked = this.timeLockUntil !== null && this.timeLockUntil.getTime() > Date.now();
    return !isLocked || person === null || person === this.owner || this.chats.has(person.pn);
  }

  get isOnline(): boolean {
    return [...this.companions.values()].some((device) => device.connection !== null);
  }

  get sentLog(): SentEntry[] {
    return [...this.sent.values()];
  }

  get pendingCount(): number {
    return [...this.companions.values()].reduce((sum, device) => sum + device.pending.size, 0);
  }

  link(keys: DeviceKeys, deviceId = this.#nextDevice): Companion {
    const companion = new Companion(this, deviceId, keys);
    this.companions.set(deviceId, companion);
    this.#nextDevice = Math.max(this.#nextDevice, deviceId + 1);
    return companion;
  }
}
