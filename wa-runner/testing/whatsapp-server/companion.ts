/** A linked device: what waits for it, and the keys others write to it with. */
import { randomBytes } from "node:crypto";
import type { BinaryNode } from "@whiskeysockets/baileys";
import type { Account } from "./account";
import type { Connection } from "./connection";
import { node, SERVER_JID, seconds } from "./nodes";
import type { Bundle } from "./signal-device";

interface Pending {
  readonly stanza: BinaryNode;
  /** The client refuses a message it could not read after asking for it again: that refusal is not of the new one. */
  staleRefusals: number;
}

export interface DeviceKeys {
  readonly noiseKey: string;
  readonly identity: Buffer;
  readonly registrationId: number;
  readonly signedPreKey: { readonly keyId: number; readonly publicKey: Buffer; readonly signature: Buffer };
}

/** Below this the client is told to bring one-time keys. */
const FEW_KEYS = 5;

/** A linked device: here, a runner's channel. */
export class Companion {
  readonly account: Account;
  readonly deviceId: number;
  readonly keys: DeviceKeys;
  readonly oneTimeKeys = new Map<number, Buffer>();
  readonly pending = new Map<string, Pending>();
  connection: Connection | null = null;
  /** Its first login is behind it: the phone has handed over its history. */
  hasHistory = false;
  /** Connected, but what waited has not been handed over yet: nothing may overtake it. */
  isLive = false;
  #work: Promise<unknown> = Promise.resolve();
  #wantsKeys = false;

  constructor(account: Account, deviceId: number, keys: DeviceKeys) {
    this.account = account;
    this.deviceId = deviceId;
    this.keys = keys;
  }

  /** Names the device in other phones' sessions. */
  get address(): string {
    return `${this.account.owner.lid}_${this.deviceId}`;
  }

  jid(addressing: "lid" | "pn"): string {
    return this.account.owner.jid(addressing, this.deviceId);
  }

  /** One after the other, so that what is encrypted first is sent first. */
  inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }

  takeBundle(): Bundle {
    const [first] = this.oneTimeKeys;
    if (first) this.oneTimeKeys.delete(first[0]);
    if (this.oneTimeKeys.size < FEW_KEYS && !this.#wantsKeys && this.isLive) {
      this.#wantsKeys = true;
      const id = `prekeys-${randomBytes(4).toString("hex")}`;
      this.connection?.send(
        node("notification", { from: SERVER_JID, type: "encrypt", id, t: seconds() }, [
          node("count", { value: this.oneTimeKeys.size }),
        ]),
      );
    }
    const { registrationId, identity, signedPreKey } = this.keys;
    return {
      registrationId,
      identityKey: withType(identity),
      signedPreKey: { ...signedPreKey, publicKey: withType(signedPreKey.publicKey) },
      preKey: first && { keyId: first[0], publicKey: withType(first[1]) },
    };
  }

  addKeys(keys: ReadonlyMap<number, Buffer>): void {
    for (const [id, key] of keys) this.oneTimeKeys.set(id, key);
    this.#wantsKeys = false;
  }

  /** Kept until the client says it has it; sent at once when it is there to hear it. */
  offer(key: string, stanza: BinaryNode): void {
    const staleRefusals = this.pending.get(key)?.staleRefusals ?? 0;
    this.pending.set(key, { stanza, staleRefusals });
    if (this.isLive && !this.account.isDeaf) this.connection?.send(stanza);
  }

  settle(key: string): void {
    this.pending.delete(key);
  }

  /** What waited, each marked as old. */
  drain(): void {
    const waiting = this.account.isDeaf ? [] : [...this.pending.values()];
    const count = (tag: string) => waiting.filter(({ stanza }) => stanza.tag === tag).length;
    const total = waiting.length;
    const counts = { message: count("message"), receipt: count("receipt"), notification: count("notification") };
    this.connection?.send(
      node("ib", { from: SERVER_JID }, [node("offline_preview", { count: total, appdata: 0, call: 0, ...counts })]),
    );
    waiting.forEach(({ stanza }, index) => {
      this.connection?.send({ ...stanza, attrs: { ...stanza.attrs, offline: String(Math.min(index, 9)) } });
    });
    this.connection?.send(node("ib", { from: SERVER_JID }, [node("offline", { count: total })]));
    this.isLive = true;
  }
}

function withType(key: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([5]), key]);
}
