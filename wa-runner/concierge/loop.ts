/** Claims turns, woken by NOTIFY; the timer is the net below. Threads side by side, each thread by one hand. */
import type { ModelEngine } from "@/lib/ai/model/engine";
import { log as logger } from "@/lib/core/log";
import { listen } from "@/lib/db/listen";
import { claimTurns, serviceDb, type TurnClaim } from "@/lib/db/service";
import { env } from "@/lib/env";
import { handleTurn, retryLater } from "@/wa-runner/concierge/conversation";
import { tenantModels } from "@/wa-runner/concierge/tenant-model";
import type { ConciergeHandle, StartConcierge } from "@/wa-runner/ports";
import { workingOn } from "@/wa-runner/work-id";

export interface ConciergeOptions {
  debounceMs?: number;
  fallbackMs?: number;
  parallel?: number;
  /** Default: by the shop's own key, else OPENAI_API_KEY; null = rules only. */
  model?: ModelEngine | null;
  now?: () => Date;
}

export async function startConcierge(
  options: Partial<Parameters<StartConcierge>[0]> & ConciergeOptions,
): Promise<ConciergeHandle> {
  const { debounceMs = 1500, fallbackMs = 5000, parallel = 8, now = () => new Date() } = options;
  const { APP_URL: appUrl, DATABASE_URL: databaseUrl } = env();
  const log = logger("concierge");
  const service = serviceDb();
  const runner = `concierge-${process.pid}-${crypto.randomUUID().slice(0, 8)}`;
  const { model: given } = options;
  const models = given === undefined ? tenantModels() : async () => given;
  const threads = new Map<string, TurnClaim[]>();
  const work = new Set<Promise<void>>();
  const abort = new AbortController();
  let stopped = false;
  let claiming: Promise<void> | null = null;
  let again = false;

  async function one(claim: TurnClaim): Promise<void> {
    try {
      await workingOn("turn", claim.turnId, async () =>
        handleTurn(claim, {
          debounceMs,
          appUrl,
          model: await models(claim.tenantId),
          now,
          signal: abort.signal,
        }),
      );
    } catch (error) {
      // Without this the claim runs out by itself after a minute.
      await retryLater(claim, stopped).catch(() => undefined);
      if (stopped) return;
      const err = error instanceof Error ? error.message : "unknown";
      log.warn({ turn: claim.turnId, attempt: claim.attempts, err }, "turn failed");
      setTimeout(wake, 2500).unref();
    }
  }

  async function thread(id: string, claims: TurnClaim[]): Promise<void> {
    for (let claim = claims.shift(); claim; claim = claims.shift()) await one(claim);
    threads.delete(id);
  }

  function begin(claim: TurnClaim): void {
    const busy = threads.get(claim.conversationId);
    if (busy) {
      busy.push(claim);
      return;
    }
    const claims = [claim];
    threads.set(claim.conversationId, claims);
    const task = thread(claim.conversationId, claims).finally(() => {
      work.delete(task);
      if (again) wake();
    });
    work.add(task);
  }

  async function claim(): Promise<void> {
    do {
      again = false;
      const room = parallel - threads.size;
      if (room <= 0) {
        again = true;
        return;
      }
      const claims = await claimTurns(service, runner, room);
      for (const item of claims) begin(item);
      if (claims.length === room) again = true;
    } while (again && !stopped);
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    if (claiming) return;
    claiming = claim()
      .catch((error: unknown) =>
        log.warn({ err: error instanceof Error ? error.message : "unknown" }, "turns could not be claimed"),
      )
      .finally(() => {
        claiming = null;
        if (again && threads.size < parallel) wake();
      });
  }

  const listener = listen({ url: databaseUrl, channels: ["voltura_turns"], onNotify: wake, onReady: wake });
  const timer = setInterval(wake, fallbackMs);
  return {
    async stop() {
      stopped = true;
      abort.abort();
      clearInterval(timer);
      await listener.stop();
      await claiming;
      await Promise.all(work);
    },
  };
}
