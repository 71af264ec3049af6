import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { throttled } from "./throttle";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("throttled", () => {
  it("runs at once, then at most every so often, and never loses the last", () => {
    const runs: string[][] = [];
    const { push } = throttled<string>(300, (items) => runs.push(items));
    push(["a"]);
    expect(runs).toEqual([["a"]]);
    push(["b"]);
    push(["c"]);
    vi.advanceTimersByTime(299);
    expect(runs).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(runs).toEqual([["a"], ["b", "c"]]);
    vi.advanceTimersByTime(1000);
    push([]);
    expect(runs).toEqual([["a"], ["b", "c"], []]);
  });

  it("does nothing after it was cancelled", () => {
    const run = vi.fn();
    const { push, cancel } = throttled<string>(300, run);
    push(["a"]);
    push(["b"]);
    cancel();
    vi.advanceTimersByTime(1000);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
