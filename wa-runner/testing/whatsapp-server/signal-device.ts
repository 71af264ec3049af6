/** A phone's end of the end-to-end encryption: its keys, its sessions, and what others need to write to it. */
import "@/wa-runner/adapters/baileys/quiet";
import { randomInt } from "node:crypto";
import {
  type BinaryNode,
  Curve,
  encodeBigEndian,
  generateSignalPubKey,
  type KeyPair,
  signedKeyPair,
} from "@whiskeysockets/baileys";
import { ProtocolAddress, SessionBuilder, SessionCipher, SessionRecord, type SignalStorage } from "libsignal";
import { node } from "./nodes";

/** What one needs to know of a device to write to it first. Public keys with their leading type byte. */
export interface Bundle {
  readonly registrationId: number;
  readonly identityKey: Uint8Array;
  readonly signedPreKey: { readonly keyId: number; readonly publicKey: Uint8Array; readonly signature: Uint8Array };
  readonly preKey?: { readonly keyId: number; readonly publicKey: Uint8Array } | undefined;
}

export interface Sealed {
  readonly type: "pkmsg" | "msg";
  readonly body: Buffer;
}

const SIGNED_KEY = 1;
/** As many one-time keys a device keeps of those it gave away. */
const KEYS_KEPT = 500;

function asLibsignal(pair: KeyPair): { privKey: Buffer; pubKey: Buffer } {
  return { privKey: Buffer.from(pair.private), pubKey: Buffer.from(generateSignalPubKey(pair.public)) };
}

export class SignalDevice {
  readonly registrationId = randomInt(1, 16_380);
  readonly identity = Curve.generateKeyPair();
  readonly #signed = signedKeyPair(this.identity, SIGNED_KEY);
  readonly #preKeys = new Map<number, KeyPair>();
  readonly #sessions = new Map<string, Uint8Array>();
  #nextPreKey = 1;

  readonly #storage: SignalStorage = {
    loadSession: async (id) => {
      const kept = this.#sessions.get(id);
      return kept ? SessionRecord.deserialize(kept) : null;
    },
    storeSession: async (id, session) => {
      this.#sessions.set(id, session.serialize());
    },
    isTrustedIdentity: () => true,
    loadPreKey: async (id) => {
      const pair = this.#preKeys.get(Number(id));
      return pair && asLibsignal(pair);
    },
    removePreKey: (id) => {
      this.#preKeys.delete(id);
    },
    loadSignedPreKey: () => asLibsignal(this.#signed.keyPair),
    getOurRegistrationId: () => this.registrationId,
    getOurIdentity: () => asLibsignal(this.identity),
  };

  forget(address: string): void {
    this.#sessions.delete(new ProtocolAddress(address, 0).toString());
  }

  forgetAll(): void {
    this.#sessions.clear();
  }

  /** A session of our own making; one that is there already is over. */
  async begin(address: string, bundle: Bundle): Promise<void> {
    this.forget(address);
    const to = new ProtocolAddress(address, 0);
    const builder: { initOutgoing(bundle: Bundle): Promise<void> } = new SessionBuilder(this.#storage, to);
    await builder.initOutgoing(bundle);
  }

  /** The bundle is asked for only when there is no session yet. */
  async encrypt(address: string, bundle: () => Bundle, plain: Buffer): Promise<Sealed> {
    const to = new ProtocolAddress(address, 0);
    if (!this.#sessions.has(to.toString())) await this.begin(address, bundle());
    const { type, body } = await new SessionCipher(this.#storage, to).encrypt(plain);
    return { type: type === 3 ? "pkmsg" : "msg", body: Buffer.from(body, "binary") };
  }

  async decrypt(address: string, type: string, body: Buffer): Promise<Buffer> {
    const cipher = new SessionCipher(this.#storage, new ProtocolAddress(address, 0));
    if (type === "pkmsg") return cipher.decryptPreKeyWhisperMessage(body);
    if (type === "msg") return cipher.decryptWhisperMessage(body);
    throw new Error(`unknown encryption ${type}`);
  }

  /** What a key query answers; each has a one-time key of its own. */
  bundleNodes(): BinaryNode[] {
    const id = this.#nextPreKey;
    this.#nextPreKey += 1;
    const pair = Curve.generateKeyPair();
    this.#preKeys.set(id, pair);
    this.#preKeys.delete(id - KEYS_KEPT);
    return [
      node("registration", {}, encodeBigEndian(this.registrationId)),
      node("type", {}, Buffer.from([5])),
      node("identity", {}, this.identity.public),
      node("skey", {}, [
        node("id", {}, encodeBigEndian(SIGNED_KEY, 3)),
        node("value", {}, this.#signed.keyPair.public),
        node("signature", {}, this.#signed.signature),
      ]),
      node("key", {}, [node("id", {}, encodeBigEndian(id, 3)), node("value", {}, pair.public)]),
    ];
  }
}
