import type { Refusal } from "@/lib/api/problem";

const MOST_BYTES = 64 * 1024;

/** The body as JSON. Reading ends with the first byte too many, whatever the length header claims. */
export async function readBody(request: Request): Promise<{ value: unknown } | Refusal> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return { status: 415, code: "api.not_json" };
  const tooLarge: Refusal = { status: 413, code: "api.body_too_large" };
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) return tooLarge;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    bytes += read.value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader?.cancel();
      return tooLarge;
    }
    chunks.push(read.value);
  }
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks))) };
  } catch {
    return { status: 400, code: "api.malformed_json" };
  }
}
