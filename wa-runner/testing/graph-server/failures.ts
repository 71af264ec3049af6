/** What goes wrong next, on demand. */
export interface Failure {
  /** The end of the path: `messages`, `media`, `message_templates`, or an id. */
  readonly path: string;
  readonly method?: string;
  /** refuse: says no. drop: hangs up before reading. swallow: does it, and hangs up instead of saying so. */
  readonly how: "refuse" | "drop" | "swallow";
  /** Meta's code; without one it is a proxy that answers. */
  readonly code?: number;
  readonly subcode?: number;
  readonly status?: number;
  readonly times?: number;
}

export function createFailures() {
  let waiting: (Failure & { left: number })[] = [];
  return {
    add(failure: Failure): void {
      waiting.push({ ...failure, left: failure.times ?? 1 });
    },
    next(path: string, method: string): Failure | undefined {
      const found = waiting.find((one) => path.endsWith(one.path) && (one.method ?? method) === method);
      if (!found) return;
      found.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return found;
    },
  };
}
