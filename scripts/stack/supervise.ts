/** Keeps one program running: a loss is followed by a restart, each later than the last. */
import { setTimeout as delay } from "node:timers/promises";

export interface Running {
  exited: Promise<unknown>;
  stop(): Promise<void>;
}

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 30_000;
/** After this long a program counts as healthy, and its next loss as a new story. */
const HEALTHY_MS = 60_000;

/** @param lossesInARow 1 for the first. */
export function restartDelayMs(lossesInARow: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (lossesInARow - 1), MAX_DELAY_MS);
}

export interface Supervised {
  stop(): Promise<void>;
}

export function supervise(
  name: string,
  first: Running,
  start: () => Promise<Running>,
  say: (line: string) => void,
): Supervised {
  let current: Running | undefined = first;
  let stopping = false;
  const abort = new AbortController();

  const restart = async (losses: number): Promise<void> => {
    const waitMs = restartDelayMs(losses);
    say(`${name} stopped. Starting it again in ${waitMs / 1000} s.`);
    await delay(waitMs, undefined, { signal: abort.signal }).catch(() => undefined);
    if (stopping) return;
    try {
      current = await start();
      if (stopping) await current.stop();
      else say(`${name} runs again.`);
    } catch (error) {
      current = undefined;
      say(`${name} did not start: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  const watch = async (): Promise<void> => {
    let losses = 0;
    while (!stopping) {
      const startedAt = Date.now();
      if (current) await current.exited;
      if (stopping) return;
      losses = current && Date.now() - startedAt > HEALTHY_MS ? 1 : losses + 1;
      await restart(losses);
    }
  };
  const watching = watch();

  return {
    async stop() {
      stopping = true;
      abort.abort();
      await current?.stop();
      await watching;
    },
  };
}
