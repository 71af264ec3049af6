/** How long the network takes to accept what was put on the wire. In memory only: a receipt after a restart is timed by nobody. */
const MAX_WAITING = 5000;

export function createAckTimes(observe: (seconds: number) => void, now: () => number = () => performance.now()) {
  const waiting = new Map<string, number>();
  return {
    written(id: string): void {
      // Once more under its id: the first time counts.
      if (waiting.has(id)) return;
      if (waiting.size >= MAX_WAITING) waiting.delete(waiting.keys().next().value ?? "");
      waiting.set(id, now());
    },
    /** The first word on it, whichever. */
    answered(id: string | null): void {
      const since = id === null ? undefined : waiting.get(id);
      if (id === null || since === undefined) return;
      waiting.delete(id);
      observe((now() - since) / 1000);
    },
  };
}
