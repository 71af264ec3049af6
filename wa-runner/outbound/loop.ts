/** Claims what is due and sends it, woken by NOTIFY; the timer is only the net below. Several threads at once, each in order. */
import type { Logger } from "pino";
import type { OutboundClaim } from "@/lib/db/service";
import { nextLookMs, type StatusChange } from "@/wa-runner/outbound/decide";

export interface OutboundOptions {
  claim: (limit: number) => Promise<OutboundClaim[]>;
  deliver: (claim: OutboundClaim) => Promise<StatusChange>;
  onDone: (claim: OutboundClaim, change: StatusChange) => void;
  log: Logger;
  maxInFlight?: number;
  fallbackMs?: number;
}

export interface OutboundLoop {
  wake: () => void;
  /** When claiming last worked; 0 = never. */
  lastOkAt: () => number;
  stop: () => Promise<void>;
}

export function startOutbound(options: OutboundOptions): OutboundLoop {
  const { claim, deliver, onDone, log, maxInFlight = 16, fallbackMs = 5000 } = options;
  const inFlight = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  let claiming: Promise<void> | undefined;
  let again = false;
  let okAt = 0;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;

  function wakeIn(ms: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      wake();
    }, ms);
    timers.add(timer);
  }

  async function handle(item: OutboundClaim): Promise<void> {
    const change = await deliver(item);
    onDone(item, change);
    if (change.state === "retry") wakeIn(nextLookMs(item.attempts) + 50);
  }

  function begin(item: OutboundClaim): void {
    const work = handle(item).finally(() => {
      inFlight.delete(work);
      // The next message of the same thread may have been waiting for this one.
      wake();
    });
    inFlight.add(work);
  }

  async function pass(): Promise<void> {
    const room = maxInFlight - inFlight.size;
    if (room <= 0 || stopped) return;
    const items = await claim(room);
    okAt = Date.now();
    failures = 0;
    for (const item of items) begin(item);
    if (items.length === room) again = true;
  }

  function wake(): void {
    if (stopped) return;
    if (claiming) {
      again = true;
      return;
    }
    again = false;
    claiming = pass()
      .catch((error: unknown) => {
        failures += 1;
        log.warn(
          { failures, err: error instanceof Error ? error.message.slice(0, 120) : "unknown" },
          "claiming failed",
        );
        // One retry under way at most: the timer below wakes too, and each failure must not begin a chain of its own.
        clearTimeout(retry);
        retry = setTimeout(wake, Math.min(3000, 200 * 2 ** failures));
      })
      .finally(() => {
        claiming = undefined;
        if (again) wake();
      });
  }

  const fallback = setInterval(wake, fallbackMs);
  wake();
  return {
    wake,
    lastOkAt: () => okAt,
    async stop() {
      stopped = true;
      clearInterval(fallback);
      clearTimeout(retry);
      for (const timer of timers) clearTimeout(timer);
      await claiming;
      await Promise.all(inFlight);
    },
  };
}
