/**
 * Takes rows in order within a lane (a customer), side by side between lanes. A row that fails stays at the head of its lane
 * and is tried again later; the other lanes go on. Nothing is remembered that the source does not remember too.
 */
export interface LanesOptions<Row> {
  /** The oldest waiting rows, without those of the named lanes. */
  read: (busyLanes: readonly string[]) => Promise<readonly Row[]>;
  laneOf: (row: Row) => string;
  /** Resolves when the row is dealt with for good and the source will not give it again. */
  handle: (row: Row) => Promise<void>;
  onError: (error: unknown, lane: { key: string; tries: number }) => void;
  maxLanes?: number;
}

export interface Lanes {
  wake: () => void;
  /** Takes nothing new and waits for what is in hand. */
  stop: () => Promise<void>;
}

export const retryDelayMs = (tries: number): number => Math.min(3000, 200 * 2 ** (tries - 1));

export function createLanes<Row>(options: LanesOptions<Row>): Lanes {
  const { read, laneOf, handle, onError, maxLanes = 4 } = options;
  const active = new Map<string, Promise<void>>();
  const tries = new Map<string, number>();
  const waiting = new Map<string, NodeJS.Timeout>();
  let stopped = false;
  let reading: Promise<void> | undefined;
  let again = false;
  let readTries = 0;

  function retryLater(key: string): void {
    waiting.set(
      key,
      setTimeout(
        () => {
          waiting.delete(key);
          wake();
        },
        retryDelayMs(tries.get(key) ?? 1),
      ),
    );
  }

  async function runLane(key: string, rows: readonly Row[]): Promise<void> {
    for (const row of rows) {
      if (stopped) return;
      try {
        await handle(row);
        tries.delete(key);
      } catch (error) {
        const count = (tries.get(key) ?? 0) + 1;
        tries.set(key, count);
        onError(error, { key, tries: count });
        if (!stopped) retryLater(key);
        return;
      }
    }
  }

  async function pass(): Promise<void> {
    if (active.size >= maxLanes) return;
    const rows = await read([...active.keys(), ...waiting.keys()]);
    const byLane = Map.groupBy(rows, laneOf);
    for (const [key, laneRows] of byLane) {
      if (active.size >= maxLanes || stopped) return;
      active.set(
        key,
        runLane(key, laneRows).finally(() => {
          active.delete(key);
          wake();
        }),
      );
    }
  }

  function wake(): void {
    if (stopped) return;
    if (reading) {
      again = true;
      return;
    }
    again = false;
    reading = pass()
      .then(() => {
        readTries = 0;
      })
      .catch((error: unknown) => {
        readTries += 1;
        onError(error, { key: "", tries: readTries });
        setTimeout(wake, retryDelayMs(readTries)).unref();
      })
      .finally(() => {
        reading = undefined;
        if (again) wake();
      });
  }

  return {
    wake,
    async stop() {
      stopped = true;
      for (const timer of waiting.values()) clearTimeout(timer);
      await reading;
      await Promise.all(active.values());
    },
  };
}
