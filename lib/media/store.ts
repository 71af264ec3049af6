/** Files of the shop in the private bucket `media`: <tenant>/<domain>/<entity id>/<file>; the first folder is what policies look at. */
import { newId } from "@/lib/core/new-id";
import { type Err, err, ok, type Result } from "@/lib/core/result";
import type { SystemDb, UserDb } from "@/lib/db/clients";
import { isUnreachable } from "@/lib/db/errors";
import { inspectFile } from "@/lib/media/inspect";
import { pathSegment, storedName } from "@/lib/media/names";

const BUCKET = "media";

export interface StoredFile {
  path: string;
  mime: string;
  bytes: number;
  name: string;
  width?: number;
  height?: number;
}

export interface Upload {
  tenantId: string;
  domain: string;
  entityId: string;
  /** A File of a form, or bytes with a name. */
  file: File | { readonly bytes: Uint8Array; readonly name: string };
  /** The same upload again has the same path and is no error: for whoever must be able to repeat it. */
  stable?: boolean;
}

type StorageFailure = { message: string; status?: number | undefined; statusCode?: string | undefined };

function isDuplicate(error: StorageFailure): boolean {
  return error.statusCode === "409" || error.status === 409 || /already exists|duplicate/i.test(error.message);
}

/** Expected refusals as values. Anything else is thrown: nobody foresaw it, and waiting will not cure it. */
function refusal(error: StorageFailure): Err {
  const status = Number(error.statusCode ?? error.status ?? 0);
  if (status === 401 || status === 403 || /row-level security|unauthorized/i.test(error.message)) {
    return err("auth.forbidden");
  }
  if (status === 413) return err("media.too_big", { mb: 16 });
  if (status === 404 || /not found/i.test(error.message)) return err("input.not_found");
  if (status === 0 || status === 502 || status === 503 || status === 504 || isUnreachable(error)) {
    return err("system.unreachable");
  }
  throw new Error(`unexpected storage error ${status}: ${error.message}`);
}

async function readFile(file: Upload["file"]): Promise<{ bytes: Uint8Array; name: string }> {
  if (!(file instanceof File)) return file;
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name };
}

/** Sniffs, makes harmless, stores. Codes: media.type, media.too_big, media.broken, auth.forbidden, system.unreachable. */
export async function storeUpload(db: UserDb | SystemDb, upload: Upload): Promise<Result<StoredFile>> {
  const { bytes, name } = await readFile(upload.file);
  const safe = await inspectFile(bytes, name);
  if (!safe.ok) return safe;
  const { value } = safe;
  const stored = storedName(value.name);
  const file = upload.stable ? stored : `${newId().slice(0, 8)}-${stored}`;
  const path = [upload.tenantId, upload.domain, upload.entityId, file].map(pathSegmentOrFile).join("/");
  const { error } = await db.storage.from(BUCKET).upload(path, value.bytes, { contentType: value.mime, upsert: false });
  if (error && !(upload.stable && isDuplicate(error))) return refusal(error);
  const size =
    value.width !== undefined && value.height !== undefined ? { width: value.width, height: value.height } : {};
  return ok({ path, mime: value.mime, bytes: value.bytes.byteLength, name: value.name, ...size });
}

const pathSegmentOrFile = (part: string, index: number): string => (index < 3 ? pathSegment(part) : part);

/** The bytes of a stored file, for senders. */
export async function readStored(db: UserDb | SystemDb, path: string): Promise<Result<Uint8Array>> {
  const { data, error } = await db.storage.from(BUCKET).download(path);
  if (error) return refusal(error);
  return ok(new Uint8Array(await data.arrayBuffer()));
}
