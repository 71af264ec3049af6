/**
 * What a WhatsApp connection is to the rest of the runner. One behaviour for every provider; only the files in adapters/ know
 * one. Ids are chosen by us before sending wherever the provider allows it, so that a resend is the same message.
 */
import type { Sql } from "postgres";
import type { InboundKind, OutboundKind } from "@/lib/whatsapp/kinds";

export type ChannelKind = "simulator" | "baileys" | "cloud";

export interface ChannelRef {
  readonly tenantId: string;
  readonly channelId: string;
  /** The shop's own number or id there; null until it is linked. */
  readonly address: string | null;
  /** Of the lease under which this runner holds the number: whatever is written carries it, and does nothing once it is old. */
  readonly epoch: number;
}

export interface MediaFile {
  readonly bytes: Uint8Array;
  readonly name: string;
}

export interface OutboundMessage {
  /** Our message id. */
  readonly id: string;
  /** Made before sending where the network lets us, the same at every attempt; elsewhere null until the network gave one. */
  readonly providerId: string | null;
  readonly to: Address;
  /** Nobody there has written to this number yet: what networks punish first. */
  readonly isFirstContact: boolean;
  readonly kind: OutboundKind;
  readonly body: string;
  readonly payload: Record<string, unknown>;
  readonly media: (MediaFile & { readonly mime: string }) | null;
  /** Provider id of the message this one answers. */
  readonly replyTo: string | null;
}

/**
 * Why a message did not go out. `retry`: nothing wrong with it, try again later (not before `notBefore`). `unknown`: it may have
 * gone out; only a network with ids of our own may be asked again. The others are final: this contact cannot be reached, this
 * content cannot be sent, the number itself is out of order, a rule of the network forbids it, or the customer's window is closed.
 */
export type FailureClass = "retry" | "unknown" | "contact" | "content" | "channel" | "policy" | "window";
export type SendOutcome =
  | {
      readonly accepted: true;
      /** `written`: on the wire, the network's own word comes as a receipt; `accepted`: the network has said yes. */
      readonly stage: "written" | "accepted";
      /** When the network chose the id. */
      readonly providerId?: string | undefined;
    }
  | {
      readonly accepted: false;
      readonly failure: FailureClass;
      /** A code under `errors.send`. */
      readonly reason: string;
      /** What the network said, in its own words: codes and ids only, never text or numbers. */
      readonly detail?: string | undefined;
      readonly notBefore?: Date | undefined;
    };

/** Under which id a contact chats: E.164 phone, the digits of a LID, or a business-scoped user id. */
export interface Address {
  readonly kind: "phone" | "lid" | "bsuid";
  readonly value: string;
}

export interface InboundMessage {
  readonly providerId: string;
  /** `customer`: the contact wrote it. `phone`: the shop did, on its own phone or in the Business app; never answered. */
  readonly from: "customer" | "phone";
  /** `history` was there before the number was linked: kept for reading, starts nothing. */
  readonly source: "live" | "history";
  /** The contact, also of what the shop's phone sent. */
  readonly sender: Address & {
    /** E.164, where the network told it beside a LID or BSUID; never made up from one. */
    readonly phone?: string | undefined;
    readonly lid?: string | undefined;
    readonly name?: string | undefined;
  };
  readonly kind: InboundKind;
  readonly body: string;
  readonly payload: Record<string, unknown>;
  /** Its file, fetched later by the session (fetchMedia) of whichever runner holds the number then; the name is the sender's claim. */
  readonly media: { readonly ref: string; readonly name: string } | null;
  readonly sentAt: Date;
  readonly replyTo: string | null;
}

/** Something said of a message that is already there. Before the message it names it waits; a second time it changes nothing. */
export type InboundChange = { readonly targetId: string; readonly at: Date } & (
  | { readonly change: "edit"; readonly body: string }
  | { readonly change: "revoke" }
  /** What came as a stub because it could not be read at first. */
  | { readonly change: "content"; readonly message: InboundMessage }
);

/** Two or three names of one contact. */
export interface SameContact {
  readonly phone?: string | undefined;
  readonly lid?: string | undefined;
  readonly bsuid?: string | undefined;
  /** The id that `bsuid` has taken the place of. */
  readonly bsuidBefore?: string | undefined;
}

export interface Receipt {
  /** Our message id where the network carries it, else null. */
  readonly messageId: string | null;
  readonly providerId: string | null;
  /** The network's id, where a receipt may be the first to tell it. */
  readonly newProviderId?: string | undefined;
  /** What the network charges for, in its own words. */
  readonly pricing?: Readonly<Record<string, unknown>> | undefined;
  readonly state: "accepted" | "delivered" | "read" | "failed";
  readonly at?: Date | undefined;
  readonly failure?: FailureClass | undefined;
  readonly reason?: string | undefined;
  readonly detail?: string | undefined;
}

/** What the owner scans or types to link a number. A credential: shown to who may link, never logged, gone when it expires. */
export interface LinkOffer {
  readonly method: "qr" | "code";
  readonly value: string;
  readonly expiresAt: Date;
}

/** The states a person is shown; never better than the truth. */
export type ChannelState =
  | "new"
  | "starting"
  | "qr"
  | "pairing"
  | "qr_expired"
  | "connected"
  | "degraded"
  | "reconnecting"
  | "replaced"
  | "logged_out"
  | "banned"
  | "version_blocked"
  | "quarantined"
  | "needs_reauth"
  | "paused";
export interface ChannelHealth {
  readonly state: ChannelState;
  readonly since: Date;
  /** A code under `channels.reason`. */
  readonly reason?: string | undefined;
  /** Of a state that ends by itself. */
  readonly nextAt?: Date | undefined;
  /** First contacts wait until then; who has written before is answered. */
  readonly firstContactsAfter?: Date | undefined;
  /** Learnt when linking. */
  readonly address?: string | undefined;
}

/**
 * What the runner does with what comes in. The promises resolve once the fact is safely stored; an adapter tells the network
 * "I have it" only then, and offers it again after a rejection.
 */
export interface ChannelEvents {
  onMessage(channel: ChannelRef, message: InboundMessage): Promise<void>;
  onChange(channel: ChannelRef, change: InboundChange): Promise<void>;
  onSameContact(channel: ChannelRef, contact: SameContact): Promise<void>;
  onReceipt(channel: ChannelRef, receipt: Receipt): Promise<void>;
  onHealth(channel: ChannelRef, health: ChannelHealth): void;
  /** Null: the offer is gone (taken or expired). */
  onLink(channel: ChannelRef, offer: LinkOffer | null): void;
}

export interface Capabilities {
  readonly kinds: readonly OutboundKind[];
  /** False: the provider gives its own id after sending, so a crash in between cannot be told from a loss. */
  readonly ownMessageIds: boolean;
  /** Hours after the customer's last message in which free text may be sent; null = any time. */
  readonly serviceWindowHours: number | null;
  readonly readReceipts: boolean;
  /** To show that one types says there that the message was read. */
  readonly typingTellsRead?: boolean;
}

export interface ChannelSession {
  readonly channel: ChannelRef;
  send(message: OutboundMessage): Promise<SendOutcome>;
  health(): ChannelHealth;
  /** The file behind `InboundMessage.media.ref`; null when it cannot be had, or is not what it was said to be. Throws when later may help. */
  fetchMedia(ref: string, name: string): Promise<MediaFile | null>;
  /** The shop has read the thread up to this message; `earlier` are the others that were not told yet, for networks that count each. */
  markRead?(to: Address, providerId: string, earlier?: readonly string[]): Promise<void>;
  /** The concierge is writing an answer to what ends with this message of his, or (`on` false) writes none after all. */
  typing?(to: Address, lastId: string | null, on: boolean): Promise<void>;
  /** The owner has asked for something: to link, to forget the link, to begin again (take_channel_request). */
  asked?(): Promise<void>;
  /** What the network told of this number has been put down in the database. */
  told?(): void;
  /** Stops taking anything new, finishes what is in hand. Abandoned (the lease is lost): writes nothing any more. */
  close(how?: "drain" | "abandon"): Promise<void>;
}

export interface ChannelAdapter {
  readonly kind: ChannelKind;
  readonly capabilities: Capabilities;
  connect(channel: ChannelRef, settings: Readonly<Record<string, unknown>>): Promise<ChannelSession>;
  close(): Promise<void>;
}

/** Contract of concierge/loop.ts, so that the runner can start and drain it without knowing what it does. */
export interface ConciergeHandle {
  stop(): Promise<void>;
}
export type StartConcierge = (options: { signal: AbortSignal; sql: Sql }) => Promise<ConciergeHandle>;
