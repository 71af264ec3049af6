/** Claims what is due in a queue of the database and works on it, woken by NOTIFY; the timer is only the net below. Several at once. */
import type { Logger } from "pino";

export interface ClaimsOptions<Item> {
  claim: (limit: number) => Promise<Item[]>;
  /** Never rejects for what can be foreseen. Answers after how many ms to look again, when that is sooner than the timer. */
  handle: (item: Item) => Promise<number | undefined>;
  log: Logger;
  maxInFlight: number;
  fallbackMs: number;
}

export interface Claims {
  wake: () => void;
  /** When claiming last worked; 0 = never. */
  lastOkAt: () => number;
  /** Takes nothing new and waits for what is in hand. */
  stop: () => Promise<void>;
}

export function startClaims<Item>(options: ClaimsOptions<Item>): Claims {
  const { claim, handle, log, maxInFlight, fallbackMs } = options;
  const inFlight = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  let claiming: Promise<void> | undefined;
  let again = false;
  let okAt = 0;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;

  function wakeIn(ms: number): void {
    if (stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      wake();
    }, ms);
    timers.add(timer);
  }

  function begin(item: Item): void {
    const work = handle(item)
      .then((againMs) => {
        if (againMs !== undefined) wakeIn(againMs);
      })
      .catch((error: unknown) => log.error({ err: error instanceof Error ? error.name : "unknown" }, "claim failed"))
      .finally(() => {
        inFlight.delete(work);
        // The next of the same thread may have been waiting for this one.
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
        if (stopped) return;
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
