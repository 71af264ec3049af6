import { z } from "zod";
import { err, type Result } from "@/lib/core/result";
import type { SystemDb, UserDb } from "@/lib/db/clients";
import { storeUpload } from "@/lib/media/store";
import type { Stage } from "@/lib/repairs/kinds";
import { answer } from "@/lib/repairs/rpc";

const added = z.object({ id: z.uuid(), duplicate: z.boolean() });
type PhotoUpload = { clientId: string; ticketId: string; stage: Stage; file: File };

/** File first, row second: a row without a file would be a broken picture, a file without a row harms nobody. */
export async function addTicketPhoto(
  db: UserDb | SystemDb,
  tenantId: string,
  { clientId, ticketId, stage, file }: PhotoUpload,
): Promise<Result<z.output<typeof added>>> {
  // Named by its own id, so that the same photo sent twice is one file and one row.
  const named = { bytes: new Uint8Array(await file.arrayBuffer()), name: `${clientId}.jpg` };
  const stored = await storeUpload(db, { tenantId, domain: "repairs", entityId: ticketId, file: named, stable: true });
  if (!stored.ok) return stored;
  const { path, mime, bytes, width, height } = stored.value;
  if (!mime.startsWith("image/")) return err("media.type");
  const p = {
    client_id: clientId,
    ticket_id: ticketId,
    stage,
    path,
    mime,
    bytes,
    width: width ?? null,
    height: height ?? null,
  };
  return answer(db.rpc("add_ticket_photo", { p }), added);
}

export const removeTicketPhoto = (db: UserDb, photoId: string): Promise<Result<undefined>> =>
  answer(
    db.rpc("remove_ticket_photo", { p_photo_id: photoId }),
    z.unknown().transform(() => undefined),
  );
