/** Deletes from Storage what an erasure or the end of a period took out of the books and nobody has deleted yet. */
import type { Logger } from "pino";
import { systemDb } from "@/lib/db/clients";
import { type ServiceDb, tenantsWithRemovals } from "@/lib/db/service";
import { removeQueuedFiles } from "@/lib/privacy/files";

const EVERY_MS = 300_000;
const TENANTS = 20;

/** Each tenant's files by a token of that tenant. One that fails stops no other and comes again. */
export async function removeErasedFiles(service: ServiceDb, log: Logger): Promise<number> {
  let gone = 0;
  for (const tenantId of await tenantsWithRemovals(service, TENANTS)) {
    try {
      gone += await removeQueuedFiles(systemDb(tenantId, "privacy"));
    } catch (error) {
      log.warn({ tenant: tenantId, err: error instanceof Error ? error.message : "unknown" }, "files were not removed");
    }
  }
  if (gone > 0) log.info({ files: gone }, "erased files removed");
  return gone;
}

export function startFileRemovals(service: ServiceDb, log: Logger, everyMs = EVERY_MS): { stop: () => Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  const next = (afterMs: number): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      round = removeErasedFiles(service, log)
        .catch((error: unknown) => {
          if (!stopped) log.warn({ err: error instanceof Error ? error.message : "unknown" }, "file removals put off");
        })
        .then(() => next(everyMs));
    }, afterMs);
  };
  next(everyMs / 10);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
