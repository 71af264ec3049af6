/** Files that were erased from the books, deleted from Storage: by who erased them at once, else by the runner's housekeeping. */
import type { SystemDb, UserDb } from "@/lib/db/clients";
import { isUnreachable } from "@/lib/db/errors";

const STEP = 100;
const BUCKET = "media";

/** Returns how many are gone. What Storage cannot delete now stays queued. */
export async function removeQueuedFiles(db: UserDb | SystemDb): Promise<number> {
  for (let gone = 0; ; ) {
    const queued = await db.rpc("files_to_remove", { p_limit: STEP });
    if (queued.error) return giveUp(gone, queued.error);
    if (queued.data.length === 0) return gone;
    const removed = await db.storage.from(BUCKET).remove(queued.data);
    if (removed.error) return giveUp(gone, removed.error);
    const forgotten = await db.rpc("files_removed", { p_paths: queued.data });
    if (forgotten.error) return giveUp(gone, forgotten.error);
    gone += forgotten.data;
    if (forgotten.data === 0 || queued.data.length < STEP) return gone;
  }
}

function giveUp(gone: number, error: { message: string; code?: string | null }): number {
  if (isUnreachable({ message: error.message, code: error.code ?? null })) return gone;
  throw new Error(`files were not removed: ${error.message}`);
}
