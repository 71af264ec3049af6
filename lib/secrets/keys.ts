/** The keys that open secrets, by version. The first is the current one: what is written is written with it. */
import { env } from "@/lib/env";

export interface Keyring {
  readonly current: number;
  readonly keys: ReadonlyMap<number, Buffer>;
}

const ENTRY = /^([1-9]\d{0,4}):([A-Za-z0-9+/]{43}=)$/;

/** `2:<base64 of 32 bytes>,1:<base64>`. Throws without quoting any of it. */
export function parseKeys(text: string): Keyring {
  const keys = new Map<number, Buffer>();
  let current: number | undefined;
  for (const part of text.split(",").map((one) => one.trim())) {
    const [, version, key] = ENTRY.exec(part) ?? [];
    if (!version || !key || keys.has(Number(version))) {
      throw new Error(
        "VOLTURA_SECRET_KEYS is not usable: `<version>:<base64 of 32 bytes>`, newest first, with commas between.",
      );
    }
    keys.set(Number(version), Buffer.from(key, "base64"));
    current ??= Number(version);
  }
  if (current === undefined) throw new Error("VOLTURA_SECRET_KEYS is empty.");
  return { current, keys };
}

let cached: Keyring | undefined;

export function keyring(): Keyring {
  const text = env().VOLTURA_SECRET_KEYS;
  if (!text) throw new Error("VOLTURA_SECRET_KEYS is needed to keep secrets. See .env.example.");
  cached ??= parseKeys(text);
  return cached;
}
