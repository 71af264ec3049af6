/** Claims messages that are due and sends them: several threads at once, each in order, as the database gives only the head of a thread. */
import type { Logger } from "pino";
import type { OutboundClaim } from "@/lib/db/service";
import { type Claims, startClaims } from "@/wa-runner/claims";
import { nextLookMs, type StatusChange } from "@/wa-runner/outbound/decide";

export interface OutboundOptions {
  claim: (limit: number) => Promise<OutboundClaim[]>;
  deliver: (claim: OutboundClaim) => Promise<StatusChange>;
  onDone: (claim: OutboundClaim, change: StatusChange) => void;
  log: Logger;
  maxInFlight?: number;
  fallbackMs?: number;
}

export function startOutbound(options: OutboundOptions): Claims {
  const { claim, deliver, onDone, log, maxInFlight = 16, fallbackMs = 5000 } = options;
  return startClaims({
    claim,
    async handle(item) {
      const change = await deliver(item);
      onDone(item, change);
      return change.state === "retry" ? nextLookMs(item.attempts) + 50 : undefined;
    },
    log,
    maxInFlight,
    fallbackMs,
  });
}
