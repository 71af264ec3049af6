/** Files of inbound messages: from WhatsApp's own hosts only, no larger than we keep, and what they say they are. */
import { createHash } from "node:crypto";
import { downloadMediaMessage, getContentType, normalizeMessageContent, type WAMessage } from "@whiskeysockets/baileys";
import type { MediaFile } from "@/wa-runner/ports";

const MAX_BYTES = 16 * 2 ** 20;
const TIMEOUT_MS = 60_000;
/** Gone from the media host; the phone that sent it may still have it. */
const GONE = new Set([404, 410]);

export interface MediaSource {
  /** Asks the sender's phone to upload it once more. Baileys itself never does: it looks for the status in the wrong place. */
  reupload: (message: WAMessage) => Promise<WAMessage>;
  /** Without a direct path Baileys would fetch whatever address the message names; with one, the host is ours to say. */
  host: string;
}

const statusOf = (error: unknown): number => {
  const output = error instanceof Error && "output" in error ? error.output : undefined;
  const code = typeof output === "object" && output !== null && "statusCode" in output ? output.statusCode : 0;
  return typeof code === "number" ? code : 0;
};

interface Described {
  directPath?: string | null;
  fileSha256?: Uint8Array | null;
  fileLength?: unknown;
}

function described(message: WAMessage): Described | null {
  const content = normalizeMessageContent(message.message);
  const type = content && getContentType(content);
  const part = type ? content[type] : undefined;
  return typeof part === "object" && part !== null && "directPath" in part ? (part as Described) : null;
}

async function download(message: WAMessage, host: string): Promise<Buffer | null> {
  const stream = await downloadMediaMessage(message, "stream", {
    host,
    options: { signal: AbortSignal.timeout(TIMEOUT_MS) },
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MAX_BYTES) {
      stream.destroy();
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Null: it cannot be had, or is not what the message says it is. Throws when trying later may help. */
export async function fetchFile(message: WAMessage, name: string, source: MediaSource): Promise<MediaFile | null> {
  const file = described(message);
  if (!file?.directPath?.startsWith("/") || Number(file.fileLength ?? 0) > MAX_BYTES) return null;
  let bytes: Buffer | null;
  try {
    bytes = await download(message, source.host);
  } catch (error) {
    if (!GONE.has(statusOf(error))) throw error;
    const again = await source.reupload(message).catch(() => null);
    if (!again) return null;
    bytes = await download(again, source.host).catch(() => null);
  }
  if (!bytes) return null;
  const sha = createHash("sha256").update(bytes).digest();
  if (!file.fileSha256 || !sha.equals(Buffer.from(file.fileSha256))) return null;
  return { bytes, name };
}
