/** Files of the embedded Storage API. Names are hashed on disk, so no object name can leave the folder or clash. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import type { App } from "@supabase/lite";
import { z } from "zod";

type StorageAdapter = NonNullable<App["_storageAdapter"]>;
type Metadata = Awaited<ReturnType<StorageAdapter["headObject"]>>;

const sidecar = z.object({
  cacheControl: z.string(),
  size: z.number(),
  mimetype: z.string(),
  lastModified: z.coerce.date(),
  eTag: z.string(),
});
type Sidecar = z.infer<typeof sidecar>;

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");

async function toBytes(body: Parameters<StorageAdapter["uploadObject"]>[3]): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) chunks.push(part.value);
  return Buffer.concat(chunks);
}

const toMetadata = (info: Sidecar): Metadata => ({ ...info, contentLength: info.size });

function parseRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? "");
  if (!match) return undefined;
  const start = Number(match[1]);
  const end = match[2] ? Math.min(Number(match[2]), size - 1) : size - 1;
  return start <= end ? { start, end } : undefined;
}

export function createStorageAdapter(baseDir: string): StorageAdapter {
  const fileOf = (bucket: string, key: string) => {
    const hash = sha256(`${bucket}\n${key}`);
    return path.join(baseDir, hash.slice(0, 2), hash);
  };
  const readInfo = async (file: string): Promise<Sidecar> =>
    sidecar.parse(JSON.parse(await readFile(`${file}.json`, "utf8")));
  const put = async (file: string, bytes: Uint8Array, info: Sidecar) => {
    await mkdir(path.dirname(file), { recursive: true });
    const fresh = `${file}.${randomUUID()}`;
    await writeFile(fresh, bytes);
    await writeFile(`${fresh}.json`, JSON.stringify(info));
    await rename(fresh, file);
    await rename(`${fresh}.json`, `${file}.json`);
  };
  const remove = async (bucket: string, key: string) => {
    const file = fileOf(bucket, key);
    await rm(file, { force: true });
    await rm(`${file}.json`, { force: true });
  };

  return {
    driver: undefined,
    async getObject(bucket, key, _version, headers) {
      const file = fileOf(bucket, key);
      const info = await readInfo(file);
      const seen = headers?.ifModifiedSince ? new Date(headers.ifModifiedSince) : undefined;
      if (headers?.ifNoneMatch === info.eTag || (seen && info.lastModified <= seen)) {
        return { httpStatusCode: 304, metadata: toMetadata(info) };
      }
      const range = parseRange(headers?.range, info.size);
      const body = new Blob([await readFileRange(file, range)]);
      if (!range) return { httpStatusCode: 200, metadata: toMetadata(info), body };
      const contentRange = `bytes ${range.start}-${range.end}/${info.size}`;
      return {
        httpStatusCode: 206,
        metadata: { ...toMetadata(info), contentLength: range.end - range.start + 1, contentRange },
        body,
      };
    },
    async uploadObject(bucket, key, _version, body, contentType, cacheControl) {
      const bytes = await toBytes(body);
      const info: Sidecar = {
        cacheControl,
        size: bytes.byteLength,
        mimetype: contentType,
        lastModified: new Date(),
        eTag: `"${sha256(bytes).slice(0, 32)}"`,
      };
      await put(fileOf(bucket, key), bytes, info);
      return toMetadata(info);
    },
    deleteObject: (bucket, key) => remove(bucket, key),
    async deleteObjects(bucket, keys) {
      await Promise.all(keys.map((key) => remove(bucket, key)));
    },
    async copyObject(sourceBucket, source, _version, bucket, key) {
      const from = fileOf(sourceBucket, source);
      const info = { ...(await readInfo(from)), lastModified: new Date() };
      await put(fileOf(bucket, key), await readFile(from), info);
      return { httpStatusCode: 200, eTag: info.eTag, lastModified: info.lastModified };
    },
    async headObject(bucket, key) {
      return toMetadata(await readInfo(fileOf(bucket, key)));
    },
    async privateAssetUrl(bucket, key) {
      return `file://${fileOf(bucket, key)}`;
    },
  };
}

async function readFileRange(
  file: string,
  range: { start: number; end: number } | undefined,
): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of Readable.from(createReadStream(file, range ?? {}))) chunks.push(chunk);
  return Buffer.concat(chunks);
}
