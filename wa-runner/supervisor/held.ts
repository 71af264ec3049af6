/** One number this runner holds: from the lease to the session, and what is under way on it. */
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { HeldChannel } from "@/lib/db/service";
import type { ChannelAdapter, ChannelRef, ChannelSession } from "@/wa-runner/ports";

export interface Held {
  readonly channel: ChannelRef;
  readonly adapter: ChannelAdapter;
  /** Undefined while it is being connected. */
  readonly session: ChannelSession | undefined;
  /** When the lease was last asked for and given; moved on by each renewal. */
  heldAt: number;
  inFlight(): number;
  /** Counts as under way until it settles. */
  during<T>(work: Promise<T>): Promise<T>;
  close(how: "drain" | "abandon"): Promise<void>;
}

interface Options {
  row: HeldChannel;
  adapter: ChannelAdapter;
  heldAt: number;
  waitMs: number;
  onConnected: () => void;
  log: Logger;
}

const RETRY_MS = 5000;

export function openHeld({ row, adapter, heldAt, waitMs, onConnected, log }: Options): Held {
  const channel: ChannelRef = row;
  const abort = new AbortController();
  const work = new Set<Promise<unknown>>();
  let session: ChannelSession | undefined;

  async function connect(): Promise<void> {
    for (let pause = waitMs; !abort.signal.aborted; pause = RETRY_MS) {
      try {
        await delay(pause, undefined, { signal: abort.signal });
        const made = await adapter.connect(channel, row.settings);
        if (abort.signal.aborted) {
          await made.close("abandon");
          return;
        }
        session = made;
        onConnected();
        return;
      } catch (error) {
        if (abort.signal.aborted) return;
        log.warn({ channel: row.channelId, err: error instanceof Error ? error.name : "unknown" }, "not connected");
      }
    }
  }
  const connected = connect();

  return {
    channel,
    adapter,
    get session() {
      return session;
    },
    heldAt,
    inFlight: () => work.size,
    during(promise) {
      work.add(promise);
      return promise.finally(() => work.delete(promise));
    },
    async close(how) {
      abort.abort();
      await connected;
      if (how === "drain") await Promise.allSettled(work);
      await session?.close(how);
    },
  };
}
