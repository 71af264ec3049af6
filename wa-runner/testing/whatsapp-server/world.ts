/** Everybody the server knows, and what happens among them. No protocol here. */
import { createHash } from "node:crypto";
import { EventEmitter } from "node:events";
import { type BinaryNode, jidDecode } from "@whiskeysockets/baileys";
import { Account, type AutoReceipts, type InboundEntry, type SentEntry } from "./account";
import type { Connection } from "./connection";
import type { MediaStore } from "./media-store";
import { SERVER } from "./nodes";
import { SignalDevice } from "./signal-device";

/** Somebody with WhatsApp on a phone. */
export class Person {
  /** False: nobody has WhatsApp under this number. */
  isOnWhatsApp = true;
  /** Linking must be confirmed with a passkey in a browser, which no unofficial client can: it ends in silence. */
  needsPasskey = false;
  readonly pn: string;
  readonly lid: string;
  name: string;
  #phone: SignalDevice | undefined;

  constructor(pn: string, name: string) {
    this.pn = pn;
    this.name = name;
    // Nothing of the number can be told from a LID; the same one at every start.
    const digest = createHash("sha256").update(`lid ${pn}`).digest();
    this.lid = `1${(digest.readBigUInt64BE() % 10n ** 14n).toString().padStart(14, "0")}`;
  }

  get phone(): SignalDevice {
    this.#phone ??= new SignalDevice();
    return this.#phone;
  }

  /** The app is installed anew: another identity, no sessions. */
  changePhone(): void {
    this.#phone = undefined;
  }

  jid(addressing: "lid" | "pn", device = 0): string {
    const suffix = device === 0 ? "" : `:${device}`;
    return addressing === "lid" ? `${this.lid}${suffix}@lid` : `${this.pn}${suffix}@${SERVER}`;
  }
}

export interface WorldEvents {
  /** A device was linked, or is so no more. */
  linked: [Account];
  unlinked: [Account];
  online: [Account];
  offline: [Account];
  /** The shop's message arrived, for the first time or once more under its id. */
  message: [Account, SentEntry];
  resend: [Account, SentEntry];
  /** The shop has the contact's message, has read it, cannot read it, wants it again. */
  delivered: [Account, InboundEntry];
  read: [Account, InboundEntry];
  refused: [Account, InboundEntry];
  retry: [Account, InboundEntry];
  reupload: [Account, InboundEntry];
  typing: [Account, Person, string];
  prekeys: [Account, number];
  /** A contact's phone could not read what the shop sent, and asks for it again. */
  undecryptable: [Account, string];
  in: [BinaryNode];
  out: [BinaryNode];
  /** Something the server did not expect. A test that sees one has failed. */
  fault: [Error];
}

/** A code the device shows for this number; the phone is told only a reference. */
export interface LinkCode {
  readonly pn: string;
  readonly ref: Buffer;
  readonly wrapped: Buffer;
  onFinish: ((reg: BinaryNode) => void) | null;
}

export interface Registration {
  linkCode: LinkCode | null;
  readonly connection: Connection;
  readonly refs: readonly string[];
  readonly noiseKey: string;
  readonly identity: Buffer;
  readonly registrationId: number;
  readonly signedPreKey: { readonly keyId: number; readonly publicKey: Buffer; readonly signature: Buffer };
}

export class World extends EventEmitter<WorldEvents> {
  readonly #people = new Map<string, Person>();
  readonly #lids = new Map<string, Person>();
  readonly accounts = new Map<string, Account>();
  /** Devices that show a code at the moment. */
  readonly registrations = new Set<Registration>();
  readonly faults: Error[] = [];
  readonly media: MediaStore;
  readonly #autoReceipts: AutoReceipts;
  /** Clients older than this are told to update (405). */
  minimumVersion = 0;

  constructor(media: MediaStore, autoReceipts: AutoReceipts = "none") {
    super();
    this.media = media;
    this.#autoReceipts = autoReceipts;
  }

  /** Known from now on. Digits only, with the country's. */
  person(pn: string, name?: string): Person {
    if (!/^\d{6,15}$/.test(pn)) throw new Error("a number is 6 to 15 digits");
    let person = this.#people.get(pn);
    if (!person) {
      person = new Person(pn, name ?? `+${pn}`);
      this.#people.set(pn, person);
      this.#lids.set(person.lid, person);
    }
    if (name) person.name = name;
    return person;
  }

  people(): Person[] {
    return [...this.#people.values()];
  }

  find(jid: string | undefined): { person: Person; device: number } | null {
    const decoded = jidDecode(jid);
    if (!decoded) return null;
    const known = decoded.server === "lid" ? this.#lids : this.#people;
    const person = known.get(decoded.user);
    return person ? { person, device: decoded.device ?? 0 } : null;
  }

  account(pn: string): Account {
    const account = this.accounts.get(pn);
    if (!account) throw new Error(`nobody has linked a device to ${pn}`);
    return account;
  }

  accountOf(person: Person): Account {
    let account = this.accounts.get(person.pn);
    if (!account) {
      account = new Account(person);
      account.autoReceipts = this.#autoReceipts;
      this.accounts.set(person.pn, account);
    }
    return account;
  }

  fault(error: unknown): void {
    const known = error instanceof Error ? error : new Error(String(error));
    this.faults.push(known);
    this.emit("fault", known);
  }
}
