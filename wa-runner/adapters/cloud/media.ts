/** Files of inbound messages: from Meta's own hosts only, no larger than we keep, and what Meta says they are. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Graph } from "@/wa-runner/adapters/cloud/graph";
import type { MediaFile } from "@/wa-runner/ports";

const MAX_BYTES = 16 * 2 ** 20;
const TIMEOUT_MS = 60_000;
/** Gone, or never there. */
const GONE = new Set([400, 404, 410]);

const mediaRef = z.object({ id: z.string(), url: z.string().optional(), sha256: z.string().optional() });
/** Of no use without the token. */
export type MediaRef = z.output<typeof mediaRef>;

export const keepRef = (ref: MediaRef): string => JSON.stringify(ref);

const described = z.looseObject({
  url: z.string().max(4000),
  sha256: z.string().max(100).optional(),
  file_size: z.coerce.number().optional(),
});

/** The token goes along: only to Meta, and never in clear. */
export function isMetaHost(url: URL, graph: URL): boolean {
  if (url.origin === graph.origin) return true;
  if (url.protocol !== "https:" || url.port !== "" || url.username !== "" || url.password !== "") return false;
  return url.hostname === "lookaside.fbsbx.com" || url.hostname.endsWith(".whatsapp.net");
}

/** In base64 by the webhook, in hex by the API. */
function isSame(bytes: Uint8Array, sha256: string | undefined): boolean {
  if (!sha256) return true;
  const digest = createHash("sha256").update(bytes).digest();
  return digest.toString("base64") === sha256 || digest.toString("hex") === sha256.toLowerCase();
}

/** "expired": the address has had its five minutes. */
async function download(graph: Graph, address: string): Promise<Uint8Array | "expired" | "refused"> {
  const url = URL.parse(address);
  if (!url || !isMetaHost(url, graph.base)) return "refused";
  const response = await graph.file(url, AbortSignal.timeout(TIMEOUT_MS));
  if (response.status === 401 || response.status === 403 || GONE.has(response.status)) {
    await response.body?.cancel();
    return "expired";
  }
  if (!response.ok || !response.body) throw new Error(`media host: ${response.status}`);
  if (Number(response.headers.get("content-length") ?? 0) > MAX_BYTES) {
    await response.body.cancel();
    return "refused";
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > MAX_BYTES) return "refused";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Null: it cannot be had, or is not what Meta said it is. Throws when trying later may help. */
export async function fetchFile(graph: Graph, kept: string, name: string): Promise<MediaFile | null> {
  const ref = mediaRef.parse(JSON.parse(kept));
  let bytes: Uint8Array | "expired" | "refused" = ref.url ? await download(graph, ref.url) : "expired";
  let { sha256 } = ref;
  if (bytes === "expired") {
    const answer = await graph.get(encodeURIComponent(ref.id));
    if (!answer.ok) {
      if (answer.kind === "refused" && [100, 131052, 33].includes(answer.error.code)) return null;
      throw new Error(`media ${answer.kind}`);
    }
    const file = described.safeParse(answer.json).data;
    if (!file || (file.file_size ?? 0) > MAX_BYTES) return null;
    sha256 ??= file.sha256;
    bytes = await download(graph, file.url);
  }
  if (bytes === "expired" || bytes === "refused" || !isSame(bytes, sha256)) return null;
  return { bytes, name };
}
