/** The only way an event leaves: claimed from the outbox, handed on, noted. Whatever dies in between is taken up again. */
import type { Logger } from "pino";
import { claimEvents, type ServiceDb, settleEvents } from "@/lib/db/service";
import { type Destination, sendEvents } from "./send";

/** One by one with ten seconds each must not outlast the claim by much; what does is sent twice, which is harmless. */
const BATCH = 100;
/** Events put off and notices that were missed. */
const EVERY_MS = 1000;

export interface RelayOptions {
  service: ServiceDb;
  /** Of this process alone. */
  name: string;
  to: Destination;
  log: Logger;
  onResult?: (result: string) => void;
  everyMs?: number;
}

/** @returns how many were claimed. */
export async function relayOnce({ service, name, to, log, onResult }: RelayOptions): Promise<number> {
  const events = await claimEvents(service, name, BATCH);
  if (events.length === 0) return 0;
  const results = await sendEvents(to, events);
  await settleEvents(service, name, results);
  for (const { outcome } of results) onResult?.(outcome);
  const failed = results.filter((result) => "reason" in result);
  if (failed.length > 0) log.warn({ events: failed.length, reason: failed[0]?.reason }, "events were not taken");
  return events.length;
}

export interface Relay {
  wake: () => void;
  /** Resolves when what is out has been noted. */
  stop: () => Promise<void>;
}

export function startRelay(options: RelayOptions): Relay {
  const { log, everyMs = EVERY_MS } = options;
  let stopped = false;
  let isWoken = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | undefined;

  async function drain(): Promise<void> {
    try {
      do isWoken = false;
      while (!stopped && ((await relayOnce(options)) > 0 || isWoken));
    } catch (error) {
      if (!stopped) log.warn({ err: error instanceof Error ? error.message : "unknown" }, "relay put off");
    }
  }

  function run(): void {
    if (stopped || round) return;
    clearTimeout(timer);
    round = drain().finally(() => {
      round = undefined;
      if (!stopped) timer = setTimeout(run, everyMs);
    });
  }

  run();
  return {
    wake() {
      isWoken = true;
      run();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
