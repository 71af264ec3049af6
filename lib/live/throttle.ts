/** Calls at once, then at most every `everyMs`, never losing the last call. `take` collects what came in between. */
export function throttled<T>(
  everyMs: number,
  run: (items: T[]) => void,
): { push: (items: readonly T[]) => void; cancel: () => void } {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDue = false;

  function flush(): void {
    isDue = false;
    const items = waiting;
    waiting = [];
    timer = setTimeout(() => {
      timer = undefined;
      if (isDue) flush();
    }, everyMs);
    run(items);
  }

  return {
    push(items) {
      waiting.push(...items);
      isDue = true;
      if (timer === undefined) flush();
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
      isDue = false;
      waiting = [];
    },
  };
}
