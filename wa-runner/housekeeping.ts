/**
 * Upkeep of all tenants, every hour: the steps are in SQL (private.housekeeping_steps), each runs in a transaction of its own, so
 * one that fails stops no other and is tried again an hour later. All may run twice.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { Sql } from "postgres";
import { z } from "zod";
import type { Metrics } from "@/wa-runner/metrics";

const HOUR_MS = 3_600_000;
/** Runners that start together do not all come at once. */
const JITTER_MS = 60_000;
const STEP_TIMEOUT = "5min";
const STOP_MS = 2000;

const head = z.object({ day: z.string(), head: z.string() });
const result = z.looseObject({ heads: z.record(z.string(), head).optional() });
type StepResult = z.output<typeof result>;

async function runStep(sql: Sql, step: string): Promise<StepResult> {
  return await sql.begin(async (tx) => {
    await tx`select set_config('statement_timeout', ${STEP_TIMEOUT}, true),
      set_config('request.headers', ${JSON.stringify({ "x-request-id": `housekeeping-${crypto.randomUUID()}` })}, true)`;
    const [row] = await tx<{ result: unknown }[]>`select private.housekeeping(${step}) as result`;
    return result.parse(row?.result ?? {});
  });
}

export interface HousekeepingRound {
  done: Record<string, StepResult>;
  failed: string[];
}

/** Every step once, until `signal` says that the process ends. */
export async function housekeep(sql: Sql, log: Logger, signal?: AbortSignal): Promise<HousekeepingRound> {
  const [listed] = await sql<{ steps: string[] }[]>`select private.housekeeping_steps() as steps`;
  const round: HousekeepingRound = { done: {}, failed: [] };
  for (const step of listed?.steps ?? []) {
    if (signal?.aborted) break;
    try {
      const { heads, ...counts } = await runStep(sql, step);
      round.done[step] = { ...counts, ...(heads ? { heads } : {}) };
      log.info({ step, ...counts }, "housekeeping step done");
      // Kept outside the database: who rewrites a chain there cannot rewrite these (npm run audit:verify -- --anchor).
      for (const [tenant, sealed] of Object.entries(heads ?? {})) log.info({ tenant, ...sealed }, "audit log sealed");
    } catch (error) {
      round.failed.push(step);
      log.error({ step, err: error instanceof Error ? error.message : "unknown" }, "housekeeping step failed");
    }
  }
  return round;
}

export interface HousekeepingOptions {
  sql: Sql;
  log: Logger;
  metrics: Pick<Metrics, "add" | "set">;
  signal: AbortSignal;
  everyMs?: number;
  jitterMs?: number;
}

export interface Housekeeping {
  /** Resolves when the step at hand is done, or after two seconds: what it has not finished is undone by the database. */
  stop: () => Promise<void>;
}

export function startHousekeeping(options: HousekeepingOptions): Housekeeping {
  const { sql, log, metrics, signal, everyMs = HOUR_MS, jitterMs = JITTER_MS } = options;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    try {
      const { failed, done } = await housekeep(sql, log, signal);
      for (const step of Object.keys(done)) metrics.add("voltura_housekeeping_total", { step, result: "done" });
      for (const step of failed) metrics.add("voltura_housekeeping_total", { step, result: "failed" });
      if (failed.length === 0 && !signal.aborted) {
        metrics.set("voltura_housekeeping_last_success", {}, Math.floor(Date.now() / 1000));
      }
    } catch (error) {
      if (!signal.aborted)
        log.warn({ err: error instanceof Error ? error.message : "unknown" }, "housekeeping put off");
    }
    next(everyMs);
  }

  function next(afterMs: number): void {
    if (signal.aborted) return;
    timer = setTimeout(
      () => {
        round = run();
      },
      afterMs + Math.random() * jitterMs,
    );
  }

  next(0);
  return {
    async stop() {
      clearTimeout(timer);
      await Promise.race([round, delay(STOP_MS, undefined, { ref: false })]);
    },
  };
}
