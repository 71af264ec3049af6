/**
 * AES-256-GCM under a versioned key. The text is bound to whose it is and what it is for: moved to another tenant, kind or ref it
 * does not open. Form: `v1.<key version>.<nonce>.<text and tag>`.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Keyring } from "@/lib/secrets/keys";

export interface SecretPlace {
  readonly tenantId: string;
  readonly kind: string;
  readonly ref: string;
}

const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const FORM = /^v1\.([1-9]\d{0,4})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,2000000})$/;

const bound = ({ tenantId, kind, ref }: SecretPlace, version: number): Buffer =>
  Buffer.from(JSON.stringify(["v1", version, tenantId, kind, ref]));

export function sealSecret({ current, keys }: Keyring, place: SecretPlace, text: string): string {
  const key = keys.get(current);
  if (!key) throw new Error("the current key is not in the keyring");
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(bound(place, current));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1.${current}.${nonce.toString("base64url")}.${sealed.toString("base64url")}`;
}

export const keyVersion = (sealed: string): number | null => {
  const version = FORM.exec(sealed)?.[1];
  return version === undefined ? null : Number(version);
};

/** Null when it was changed, belongs elsewhere, or its key is not there. */
export function openSecret({ keys }: Keyring, place: SecretPlace, sealed: string): string | null {
  const [, version = "", nonce = "", text = ""] = FORM.exec(sealed) ?? [];
  const key = keys.get(Number(version));
  if (!key) return null;
  const bytes = Buffer.from(text, "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(bound(place, Number(version)));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
