/** Which numbers are connected here: takes what nobody holds, keeps what it holds, lets go of what it lost. Decisions are in decide.ts. */
import type { Logger } from "pino";
import type { HeldChannel } from "@/lib/db/service";
import type { ChannelAdapter, ChannelRef, ChannelSession } from "@/wa-runner/ports";
import {
  isHeld,
  MAX_CONNECTING,
  nextClaimMs,
  RENEW_AGAIN_MS,
  RENEW_MS,
  staggerMs,
  toHandOver,
} from "@/wa-runner/supervisor/decide";
import { type Held, openHeld } from "@/wa-runner/supervisor/held";

export interface SupervisorOptions {
  claim: (limit: number) => Promise<HeldChannel[]>;
  renew: () => Promise<{ held: Map<string, number>; surplus: number }>;
  release: (channels?: string[]) => Promise<void>;
  adapters: readonly ChannelAdapter[];
  onConnected: () => void;
  log: Logger;
  now?: () => number;
  random?: () => number;
}

export interface Supervisor {
  /** Somebody added, paused or gave up a number, or asked something of this one. */
  asked: (channelId: string) => void;
  /** The network told something of this number. */
  told: (channelId: string) => void;
  /** Ready to send, the lease beyond doubt. */
  sessionFor: (channelId: string) => Held | undefined;
  sendable: () => string[];
  all: () => { session: ChannelSession | undefined; kind: string }[];
  summary: () => { total: number; connected: number; isLoaded: boolean };
  /** The database says that another holds it now. Of an earlier hold of ours it says nothing about the present one. */
  lost: (channel: ChannelRef) => void;
  close: () => Promise<void>;
}

const SENDS = new Set(["connected", "degraded"]);
/** Somebody is looking at a code, or it comes up at this moment: not to be moved. */
const BUSY = new Set(["starting", "qr", "pairing"]);
const DRAIN_MS = 10_000;

export function startSupervisor(options: SupervisorOptions): Supervisor {
  const {
    claim,
    renew,
    release,
    adapters,
    onConnected,
    log,
    now = () => performance.now(),
    random = Math.random,
  } = options;
  const held = new Map<string, Held>();
  let isLoaded = false;
  let stopped = false;
  let claiming: Promise<void> | undefined;
  let again = false;
  let nextClaim: NodeJS.Timeout | undefined;
  let nextStart = 0;

  /** Leased to us at the last renewal, and held by nobody here. Once may be a claim whose answer is under way; twice is a number nobody serves. */
  let orphans = new Map<string, number>();

  /** Ours for the database still, though no more for us: given up before anything is claimed, so that nobody waits for the lease. */
  const unrenewed = new Set<string>();

  const connecting = () => [...held.values()].filter(({ session }) => session === undefined).length;

  function abandon(channelId: string, why: string): void {
    const lost = held.get(channelId);
    if (!lost) return;
    held.delete(channelId);
    log.warn({ channel: channelId, epoch: lost.channel.epoch, why }, "number let go");
    void lost.close("abandon");
  }

  function take(row: HeldChannel, askedAt: number): void {
    const adapter = adapters.find(({ kind }) => kind === row.kind);
    if (!adapter) {
      log.error({ channel: row.channelId, kind: row.kind }, "no adapter for this kind of number");
      return;
    }
    abandon(row.channelId, "taken anew");
    nextStart = Math.max(now(), nextStart) + staggerMs(random());
    held.set(
      row.channelId,
      openHeld({ row, adapter, heldAt: askedAt, waitMs: Math.max(0, nextStart - now()), onConnected, log }),
    );
  }

  async function claimOnce(): Promise<void> {
    if (unrenewed.size > 0) {
      await release([...unrenewed]);
      unrenewed.clear();
    }
    const room = MAX_CONNECTING - connecting();
    if (room <= 0) return;
    const askedAt = now();
    const rows = await claim(room);
    if (stopped) return;
    for (const row of rows) take(row, askedAt);
    isLoaded = true;
    if (rows.length === room) again = true;
  }

  function refresh(): void {
    if (stopped) return;
    if (claiming) {
      again = true;
      return;
    }
    again = false;
    clearTimeout(nextClaim);
    claiming = claimOnce()
      .catch((error: unknown) => {
        log.warn({ err: error instanceof Error ? error.message.slice(0, 120) : "unknown" }, "numbers not read");
      })
      .finally(() => {
        claiming = undefined;
        if (stopped) return;
        nextClaim = setTimeout(refresh, again ? 500 : nextClaimMs(random()));
      });
  }

  async function renewOnce(): Promise<void> {
    const askedAt = now();
    // A claim under way at this moment may be answered first, and the leases have been read before it: of that number this says nothing.
    const asked = new Set(held.values());
    const { held: still, surplus } = await renew();
    for (const [id, one] of held) {
      if (still.get(id) === one.channel.epoch) one.heldAt = askedAt;
      else if (asked.has(one)) abandon(id, "no longer ours");
    }
    const unheld = new Map([...still].filter(([id]) => !held.has(id)));
    const forgotten = [...unheld].filter(([id, epoch]) => orphans.get(id) === epoch).map(([id]) => id);
    orphans = unheld;
    if (forgotten.length > 0) {
      log.warn({ channels: forgotten }, "leased to us and served by nobody");
      await release(forgotten);
    }
    const states = [...held.values()].map((one) => ({
      channelId: one.channel.channelId,
      inFlight: one.inFlight(),
      isConnecting: one.session === undefined || BUSY.has(one.session.health().state),
    }));
    for (const id of toHandOver(states, surplus)) {
      const one = held.get(id);
      held.delete(id);
      await one?.close("drain");
      await release([id]);
      log.info({ channel: id }, "number handed over");
    }
  }

  let renewing: Promise<void> | undefined;
  function renewNow(): void {
    if (stopped) return;
    renewing ??= renewOnce()
      .catch((error: unknown) => {
        log.warn({ err: error instanceof Error ? error.message.slice(0, 120) : "unknown" }, "leases not renewed");
        // One that fails must not cost the lease: the next one in its turn would come too late.
        setTimeout(renewNow, RENEW_AGAIN_MS).unref();
      })
      .finally(() => {
        renewing = undefined;
      });
  }
  const renewal = setInterval(renewNow, RENEW_MS);
  // A stalled process finds out here, and in sessionFor before each send.
  const fence = setInterval(() => {
    for (const [id, one] of held) {
      if (isHeld(one.heldAt, now())) continue;
      abandon(id, "lease not renewed");
      unrenewed.add(id);
    }
  }, 1000);
  refresh();

  const ready = (one: Held | undefined): one is Held & { session: ChannelSession } =>
    one?.session !== undefined && isHeld(one.heldAt, now()) && SENDS.has(one.session.health().state);
  return {
    asked(id) {
      const one = held.get(id);
      // Under way until it is taken in hand: a number handed over in between would take the request with it.
      if (one?.session?.asked) return void one.during(one.session.asked());
      refresh();
      renewNow();
    },
    told: (id) => held.get(id)?.session?.told?.(),
    sessionFor(id) {
      const one = held.get(id);
      return ready(one) ? one : undefined;
    },
    sendable: () => [...held.values()].filter(ready).map(({ channel }) => channel.channelId),
    all: () => [...held.values()].map(({ session, adapter }) => ({ session, kind: adapter.kind })),
    summary: () => ({
      total: held.size,
      connected: [...held.values()].filter(({ session }) => session?.health().state === "connected").length,
      isLoaded,
    }),
    lost({ channelId, epoch }) {
      if (held.get(channelId)?.channel.epoch === epoch) abandon(channelId, "another holds it");
    },
    async close() {
      stopped = true;
      clearTimeout(nextClaim);
      clearInterval(renewal);
      await Promise.all([claiming, renewing]);
      const drained = Promise.all([...held.values()].map((one) => one.close("drain")));
      await Promise.race([drained, new Promise((done) => setTimeout(done, DRAIN_MS).unref())]);
      clearInterval(fence);
      await release().catch((error: unknown) => {
        log.warn({ err: error instanceof Error ? error.name : "unknown" }, "leases run out by themselves");
      });
      held.clear();
      await Promise.all(adapters.map((adapter) => adapter.close()));
    },
  };
}
