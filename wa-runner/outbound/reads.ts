/** Tells the network what staff have read, woken by NOTIFY; the timer is only the net below. */
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { ReadClaim } from "@/lib/db/service";
import { type Claims, startClaims } from "@/wa-runner/claims";
import type { Held } from "@/wa-runner/supervisor/held";

export interface ReadsOptions {
  claim: (limit: number) => Promise<ReadClaim[]>;
  sessionFor: (channelId: string) => Held | undefined;
  log: Logger;
  fallbackMs?: number;
  retryMs?: number;
}

const AT_ONCE = 50;
const TRIES = 3;

export function startReads({ claim, sessionFor, log, fallbackMs = 30_000, retryMs = 2000 }: ReadsOptions): Claims {
  let stopped = false;

  /** Nothing hangs on it: after a few tries the customer does not learn that it was read. */
  async function tell({ channelId, from, providerIds }: ReadClaim): Promise<void> {
    const [newest, ...earlier] = providerIds.toReversed();
    if (newest === undefined) return;
    for (let tries = 1; tries <= TRIES && !stopped; tries += 1) {
      const held = sessionFor(channelId);
      // Away by now. Networks that have no such thing are not asked.
      if (!held?.session?.markRead) return;
      try {
        return await held.during(held.session.markRead(from, newest, earlier));
      } catch (error) {
        log.warn({ channel: channelId, tries, err: error instanceof Error ? error.name : "unknown" }, "read not told");
        if (tries < TRIES) await delay(retryMs);
      }
    }
  }

  const claims = startClaims({
    claim,
    handle: async (item) => void (await tell(item)),
    log,
    maxInFlight: AT_ONCE,
    fallbackMs,
  });
  return {
    ...claims,
    stop() {
      stopped = true;
      return claims.stop();
    },
  };
}
