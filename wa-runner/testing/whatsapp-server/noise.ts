/** The server's side of WhatsApp's handshake (Noise XX, X25519, AES-256-GCM, SHA-256) and of the encryption after it. */
import { createHash, createPrivateKey, createPublicKey, hkdfSync } from "node:crypto";
import {
  aesDecryptGCM,
  aesEncryptGCM,
  Curve,
  type KeyPair,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
} from "@whiskeysockets/baileys";

/** DER around a raw X25519 private key: node:crypto takes keys no other way. */
const PKCS8 = Buffer.from("302e020100300506032b656e04220420", "hex");
const NOTHING = Buffer.alloc(0);

const sha256 = (data: Uint8Array): Buffer => createHash("sha256").update(data).digest();

function expand(secret: Uint8Array, salt: Uint8Array): [Buffer, Buffer] {
  const bytes = Buffer.from(hkdfSync("sha256", secret, salt, NOTHING, 64));
  return [bytes.subarray(0, 32), bytes.subarray(32)];
}

function counterIv(counter: number): Buffer {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(counter, 8);
  return iv;
}

function keyPairOf(seed: string): KeyPair {
  const secret = sha256(Buffer.from(seed));
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: "der", type: "pkcs8" });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  return { private: secret, public: Buffer.from(spki.subarray(-32)) };
}

export interface NoiseIdentity {
  readonly static: KeyPair;
  readonly certificate: Uint8Array;
  /** What the client must hold WhatsApp's root key to be. */
  readonly rootPublicKey: string;
}

/** The same root key at every start, so that a runner can be told it before the server runs. */
export function createNoiseIdentity(): NoiseIdentity {
  const root = keyPairOf("voltura test root");
  const intermediate = keyPairOf("voltura test intermediate");
  const own = Curve.generateKeyPair();
  const { NoiseCertificate } = proto.CertChain;
  const details = (serial: number, issuerSerial: number, key: Uint8Array) =>
    NoiseCertificate.Details.encode({ serial, issuerSerial, key, notBefore: 0, notAfter: 4_102_444_800 }).finish();
  const above = details(1, 0, intermediate.public);
  const leaf = details(2, 1, own.public);
  return {
    static: own,
    rootPublicKey: Buffer.from(root.public).toString("hex"),
    certificate: proto.CertChain.encode({
      intermediate: { details: above, signature: Curve.sign(root.private, above) },
      leaf: { details: leaf, signature: Curve.sign(intermediate.private, leaf) },
    }).finish(),
  };
}

export interface ClientHello {
  readonly staticKey: Buffer;
  readonly payload: proto.ClientPayload;
}

export class NoiseResponder {
  #hash: Buffer = Buffer.from(NOISE_MODE);
  #chain: Buffer = this.#hash;
  #key: Buffer = this.#hash;
  #counter = 0;
  #ephemeral = Curve.generateKeyPair();
  #transport: { readKey: Buffer; writeKey: Buffer; reads: number; writes: number } | null = null;
  readonly #identity: NoiseIdentity;

  constructor(identity: NoiseIdentity) {
    this.#identity = identity;
    this.#mixHash(NOISE_WA_HEADER);
  }

  get isDone(): boolean {
    return this.#transport !== null;
  }

  /** First frame in, first frame out. */
  answer(frame: Uint8Array): Uint8Array {
    const theirs = proto.HandshakeMessage.decode(frame).clientHello?.ephemeral;
    if (!theirs) throw new Error("handshake without an ephemeral key");
    this.#mixHash(theirs);
    this.#mixHash(this.#ephemeral.public);
    this.#mixKey(Curve.sharedKey(this.#ephemeral.private, theirs));
    const encryptedStatic = this.#seal(this.#identity.static.public);
    this.#mixKey(Curve.sharedKey(this.#identity.static.private, theirs));
    const payload = this.#seal(this.#identity.certificate);
    return proto.HandshakeMessage.encode({
      serverHello: { ephemeral: this.#ephemeral.public, static: encryptedStatic, payload },
    }).finish();
  }

  /** Second frame in: who the client is. What follows is encrypted with keys of its own. */
  finish(frame: Uint8Array): ClientHello {
    const finish = proto.HandshakeMessage.decode(frame).clientFinish;
    if (!finish?.static || !finish.payload) throw new Error("handshake not finished as it should be");
    const staticKey = this.#open(finish.static);
    this.#mixKey(Curve.sharedKey(this.#ephemeral.private, staticKey));
    const payload = proto.ClientPayload.decode(this.#open(finish.payload));
    const [readKey, writeKey] = expand(NOTHING, this.#chain);
    this.#transport = { readKey, writeKey, reads: 0, writes: 0 };
    return { staticKey, payload };
  }

  encrypt(plain: Uint8Array): Buffer {
    if (!this.#transport) throw new Error("nothing can be sent before the handshake");
    return aesEncryptGCM(plain, this.#transport.writeKey, counterIv(this.#transport.writes++), NOTHING);
  }

  decrypt(sealed: Uint8Array): Buffer {
    if (!this.#transport) throw new Error("nothing can be read before the handshake");
    return aesDecryptGCM(sealed, this.#transport.readKey, counterIv(this.#transport.reads++), NOTHING);
  }

  #mixHash(data: Uint8Array): void {
    this.#hash = sha256(Buffer.concat([this.#hash, data]));
  }

  #mixKey(secret: Uint8Array): void {
    [this.#chain, this.#key] = expand(secret, this.#chain);
    this.#counter = 0;
  }

  #seal(plain: Uint8Array): Buffer {
    const sealed = aesEncryptGCM(plain, this.#key, counterIv(this.#counter++), this.#hash);
    this.#mixHash(sealed);
    return sealed;
  }

  #open(sealed: Uint8Array): Buffer {
    const plain = aesDecryptGCM(sealed, this.#key, counterIv(this.#counter++), this.#hash);
    this.#mixHash(sealed);
    return plain;
  }
}
