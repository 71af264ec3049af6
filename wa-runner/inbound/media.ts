/** The files of inbound messages, fetched beside everything else: a slow host holds up no message, a restart forgets none. */
import type { Logger } from "pino";
import type { MediaClaim } from "@/lib/db/service";
import { storeUpload } from "@/lib/media/store";
import { kindOfMime } from "@/lib/whatsapp/kinds";
import { type Claims, startClaims } from "@/wa-runner/claims";
import { dbOf, isStale } from "@/wa-runner/holding";
import type { Metrics } from "@/wa-runner/metrics";
import type { ChannelRef } from "@/wa-runner/ports";
import type { Held } from "@/wa-runner/supervisor/held";
import { workingOn } from "@/wa-runner/work-id";

type Holder = Pick<Held, "channel" | "session" | "during">;

export interface MediaOptions {
  claim: (limit: number) => Promise<MediaClaim[]>;
  heldFor: (channelId: string) => Holder | undefined;
  lost: (channel: ChannelRef) => void;
  metrics: Metrics;
  log: Logger;
  maxInFlight?: number;
  fallbackMs?: number;
}

const MAX_ATTEMPTS = 8;
const MAX_PAUSE_S = 3600;

/** Seconds until the next attempt: about five hours in all. Null: it is given up. */
export const nextAttemptS = (attempts: number): number | null =>
  attempts >= MAX_ATTEMPTS ? null : Math.min(MAX_PAUSE_S, 5 * 4 ** (attempts - 1));

type Outcome = { file: Record<string, string | number> } | { gone: string } | { again_s: number };

async function fetchOne(held: Holder, item: MediaClaim): Promise<Outcome> {
  const db = dbOf(held.channel);
  const found = await held.session?.fetchMedia(item.ref, item.name);
  if (found === undefined) throw new Error("not connected");
  if (found === null) return { gone: "media.gone" };
  // The same path at every attempt, so that what was stored before a crash is not stored twice.
  const upload = { tenantId: item.tenantId, domain: "inbox", entityId: item.providerId, file: found, stable: true };
  const stored = await storeUpload(db, upload);
  if (!stored.ok) {
    if (stored.code === "system.unreachable") throw new Error(stored.code);
    return { gone: stored.code };
  }
  const { path, mime, bytes, name } = stored.value;
  return { file: { path, mime, bytes, name, kind: item.kind === "sticker" ? "sticker" : kindOfMime(mime) } };
}

export function startMedia(options: MediaOptions): Claims {
  const { claim, heldFor, lost, metrics, log, maxInFlight = 4, fallbackMs = 5000 } = options;

  async function handle(held: Holder, item: MediaClaim): Promise<void> {
    let outcome: Outcome;
    try {
      outcome = await fetchOne(held, item);
      metrics.add("voltura_media_total", { result: "file" in outcome ? "fetched" : "gone" });
    } catch (error) {
      metrics.add("voltura_media_total", { result: "failed" });
      const pause = nextAttemptS(item.attempts);
      outcome = pause === null ? { gone: "media.gone" } : { again_s: pause };
      log.warn(
        { message: item.messageId, attempts: item.attempts, err: error instanceof Error ? error.name : "unknown" },
        "file not fetched",
      );
    }
    const { error } = await dbOf(held.channel).rpc("settle_media", {
      p: { channel_id: item.channelId, message_id: item.messageId, ...outcome },
    });
    // Otherwise it is due again by itself.
    if (error && isStale(error)) lost(held.channel);
  }

  return startClaims({
    claim,
    async handle(item) {
      const held = heldFor(item.channelId);
      // Away by now: due again in three minutes, for whoever holds the number then.
      if (held) await held.during(workingOn("message", item.providerId, () => handle(held, item)));
      return undefined;
    },
    log,
    maxInFlight,
    fallbackMs,
  });
}
