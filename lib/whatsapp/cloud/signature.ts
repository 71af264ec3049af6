/** Meta signs what it tells us with the app's secret, over the bytes as they come: they are not the same once parsed and written again. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Of any lengths, in a time that says nothing of where they differ. */
export function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text, "utf8").digest();
  return timingSafeEqual(digest(one), digest(other));
}

export const signBody = (secret: string, bytes: Uint8Array): string =>
  `sha256=${createHmac("sha256", secret).update(bytes).digest("hex")}`;

/** @param header `X-Hub-Signature-256`. */
export function isSignedByMeta(secret: string, bytes: Uint8Array, header: string | null): boolean {
  if (!header || !/^sha256=[0-9a-f]{64}$/i.test(header)) return false;
  return timingSafeEqual(Buffer.from(header.toLowerCase()), Buffer.from(signBody(secret, bytes)));
}
