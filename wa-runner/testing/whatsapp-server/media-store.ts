/** Files as WhatsApp keeps them: encrypted with a key that travels in the message. And the ways in which they can be wrong. */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { aesEncryptGCM, MEDIA_HKDF_KEY_MAPPING, normalizeMessageContent, proto } from "@whiskeysockets/baileys";

export type MediaKind = "image" | "video" | "audio" | "document" | "sticker";

/** What is wrong with a file. */
export interface MediaFault {
  /** Answered instead of the file: 404 and 410 are what expired files get; the phone can upload it again … */
  readonly status?: number | undefined;
  /** … unless it no longer has it either. */
  readonly gone?: boolean | undefined;
  /** The message says another size, another hash. */
  readonly declaredLength?: number | undefined;
  readonly wrongHash?: boolean | undefined;
  /** The body ends early, or goes on with rubbish for so many bytes. */
  readonly cutAt?: number | undefined;
  readonly extraBytes?: number | undefined;
  /** Between two pieces of the body. */
  readonly pauseMs?: number | undefined;
}

export interface MediaReference {
  readonly url: string;
  readonly directPath: string;
  readonly mediaKey: Buffer;
  readonly fileSha256: Buffer;
  readonly fileEncSha256: Buffer;
  readonly fileLength: number;
}

export interface Blob {
  readonly bytes: Buffer;
  readonly fault: MediaFault;
}

interface Keys {
  readonly iv: Buffer;
  readonly cipher: Buffer;
  readonly mac: Buffer;
}

const MAC_BYTES = 10;
const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

function keysOf(mediaKey: Uint8Array, kind: MediaKind): Keys {
  const info = `WhatsApp ${MEDIA_HKDF_KEY_MAPPING[kind]} Keys`;
  const bytes = Buffer.from(hkdfSync("sha256", mediaKey, Buffer.alloc(0), info, 112));
  return { iv: bytes.subarray(0, 16), cipher: bytes.subarray(16, 48), mac: bytes.subarray(48, 80) };
}

function macOf(keys: Keys, encrypted: Uint8Array): Buffer {
  return createHmac("sha256", keys.mac).update(keys.iv).update(encrypted).digest().subarray(0, MAC_BYTES);
}

/** The part of a message that names a file. */
function mediaIn(message: proto.IMessage): { kind: MediaKind; of: proto.Message.IImageMessage } | null {
  const content = normalizeMessageContent(message);
  if (content?.imageMessage) return { kind: "image", of: content.imageMessage };
  if (content?.videoMessage) return { kind: "video", of: content.videoMessage };
  if (content?.audioMessage) return { kind: "audio", of: content.audioMessage };
  if (content?.documentMessage) return { kind: "document", of: content.documentMessage };
  return content?.stickerMessage ? { kind: "sticker", of: content.stickerMessage } : null;
}

export class MediaStore {
  /** Known once the server listens. */
  host = "";
  readonly #blobs = new Map<string, Blob>();
  /** By media key: what a phone can upload once more. */
  readonly #originals = new Map<string, Blob>();
  /** The next uploads are answered with these instead. */
  readonly nextUploadErrors: number[] = [];

  find(path: string): Blob | undefined {
    return this.#blobs.get(path);
  }

  /** A file on a phone, encrypted and uploaded. */
  put(kind: MediaKind, plain: Uint8Array, fault: MediaFault = {}): MediaReference {
    const mediaKey = randomBytes(32);
    const keys = keysOf(mediaKey, kind);
    const cipher = createCipheriv("aes-256-cbc", keys.cipher, keys.iv);
    const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
    const bytes = Buffer.concat([encrypted, macOf(keys, encrypted)]);
    const directPath = this.#store({ bytes, fault });
    this.#originals.set(mediaKey.toString("base64"), { bytes, fault });
    return {
      url: `https://${this.host}${directPath}`,
      directPath,
      mediaKey,
      fileSha256: fault.wrongHash ? randomBytes(32) : sha256(plain),
      fileEncSha256: sha256(bytes),
      fileLength: fault.declaredLength ?? plain.byteLength,
    };
  }

  upload(bytes: Buffer): { url: string; direct_path: string } {
    const path = this.#store({ bytes, fault: {} });
    return { url: `https://${this.host}${path}`, direct_path: path };
  }

  /** What the shop sent, as a phone opens it: the seal and both hashes must be right. */
  open(message: proto.IMessage): Buffer {
    const media = mediaIn(message);
    const { directPath, mediaKey, fileSha256 } = media?.of ?? {};
    const blob = directPath ? this.#blobs.get(directPath) : undefined;
    if (!media || !mediaKey || !fileSha256 || !blob) throw new Error("no such file");
    const keys = keysOf(mediaKey, media.kind);
    const encrypted = blob.bytes.subarray(0, -MAC_BYTES);
    if (!macOf(keys, encrypted).equals(blob.bytes.subarray(-MAC_BYTES))) throw new Error("the file's seal is broken");
    const decipher = createDecipheriv("aes-256-cbc", keys.cipher, keys.iv);
    const plain = Buffer.concat([decipher.update(encrypted), decipher.final()]);
    if (!sha256(plain).equals(Buffer.from(fileSha256))) throw new Error("the file is another one");
    return plain;
  }

  /** The phone uploads again what it sent; null when it no longer has it. */
  restore(message: proto.IMessage): {
    directPath: string;
    sealRetry(note: proto.IMediaRetryNotification): { sealed: Buffer; iv: Buffer };
  } | null {
    const mediaKey = mediaIn(message)?.of.mediaKey;
    const original = mediaKey && this.#originals.get(Buffer.from(mediaKey).toString("base64"));
    if (!mediaKey || !original || original.fault.gone) return null;
    const info = "WhatsApp Media Retry Notification";
    return {
      directPath: this.#store({ bytes: original.bytes, fault: {} }),
      sealRetry(note) {
        const iv = randomBytes(12);
        const key = Buffer.from(hkdfSync("sha256", mediaKey, Buffer.alloc(0), info, 32));
        const plain = proto.MediaRetryNotification.encode(note).finish();
        return { sealed: aesEncryptGCM(plain, key, iv, Buffer.from(note.stanzaId ?? "")), iv };
      },
    };
  }

  #store(blob: Blob): string {
    const path = `/v/t62.7118-24/${randomBytes(12).toString("hex")}.enc`;
    this.#blobs.set(path, blob);
    return path;
  }
}
