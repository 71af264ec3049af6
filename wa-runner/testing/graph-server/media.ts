/** Files: uploaded by the shop, or sent by a customer. Each is described first, and then fetched under an address that needs the token. */
import { createHash, randomInt } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { Reply } from "@/wa-runner/testing/graph-server/reply";

interface Kept {
  readonly bytes: Buffer;
  readonly mime: string;
  /** What is said of it; another than the truth, when a test wants a lie. */
  readonly sha256: string;
}

const gone = { error: { message: "Media not found", type: "OAuthException", code: 100, error_subcode: 33 } };

export function createMediaStore() {
  const files = new Map<string, Kept>();
  const put = (bytes: Buffer, mime: string, sha256 = createHash("sha256").update(bytes).digest("base64")): string => {
    const id = String(randomInt(1e9, 9e9)) + String(randomInt(1e5, 9e5));
    files.set(id, { bytes, mime, sha256 });
    return id;
  };
  return {
    put,
    get: (id: string) => files.get(id),
    forget: (id: string) => files.delete(id),
    /** What stands in the webhook of a message with this file. */
    part(id: string): Record<string, unknown> {
      const file = files.get(id);
      return { id, mime_type: file?.mime, sha256: file?.sha256 };
    },
    async take(raw: Buffer, contentType: string): Promise<Reply> {
      const form = await new Response(new Uint8Array(raw), { headers: { "content-type": contentType } }).formData();
      const file = form.get("file");
      if (form.get("messaging_product") !== "whatsapp" || !(file instanceof Blob)) return { status: 400, json: gone };
      return { status: 200, json: { id: put(Buffer.from(await file.arrayBuffer()), file.type) } };
    },
    describe(id: string, { port }: AddressInfo): Reply | null {
      const file = files.get(id);
      if (!file) return null;
      const { bytes, mime, sha256 } = file;
      const url = `http://127.0.0.1:${port}/files/${id}`;
      const hex = Buffer.from(sha256, "base64").toString("hex");
      return { status: 200, json: { id, url, mime_type: mime, sha256: hex, file_size: bytes.length } };
    },
    file(id: string): Reply {
      const file = files.get(id);
      return file ? { status: 200, bytes: { mime: file.mime, body: file.bytes } } : { status: 404, json: gone };
    },
  };
}
