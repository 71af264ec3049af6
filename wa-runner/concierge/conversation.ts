/** One thread at a time: waits until the customer has finished typing, answers once, closes what was answered with it. */
import { setTimeout as delay } from "node:timers/promises";
import type { ModelEngine } from "@/lib/ai/model/engine";
import { TEXTS } from "@/lib/ai/replies/texts";
import { type TurnContext, turnContextSchema } from "@/lib/ai/turn/context";
import { type Outcome, silent } from "@/lib/ai/turn/outcome";
import { isStop, replyToStop, replyToTurn, type Tools } from "@/lib/ai/turn/reply";
import { customerDb, type SystemDb, systemDb } from "@/lib/db/clients";
import type { TurnClaim } from "@/lib/db/service";
import type { Json } from "@/lib/db/types.gen";
import { showTyping } from "@/wa-runner/concierge/typing";

export interface ConversationOptions {
  debounceMs: number;
  appUrl: string;
  model: ModelEngine | null;
  now: () => Date;
  /** Stops the waiting for more words; the turn goes back to the queue. */
  signal: AbortSignal;
}

/** Somebody who types on and on is answered at last. */
const LONGEST_WAIT_MS = 8000;
const MAX_ATTEMPTS = 4;

async function read(system: SystemDb, turnId: string): Promise<TurnContext | null> {
  const { data, error } = await system.rpc("concierge_context", { p_turn: turnId });
  if (error) throw new Error(`concierge_context: ${error.code ?? ""} ${error.message}`);
  return data === null ? null : turnContextSchema.parse(data);
}

const isOpen = (context: TurnContext) => context.turn.state === "queued" || context.turn.state === "claimed";

/** Everything of one answer is stored by one call; the same turn finished again changes nothing. */
async function finish(system: SystemDb, turnId: string, outcome: Outcome, mode: TurnContext["mode"]): Promise<void> {
  const said = outcome.outcome === "silent" ? null : outcome.answer;
  const drafted = mode === "draft" && outcome.intent !== "stop" && said !== null;
  const p: { [key: string]: Json } = {
    turn_id: turnId,
    outcome: drafted ? "draft" : outcome.outcome,
    intent: outcome.intent,
    engine: outcome.engine,
    reason: outcome.outcome === "answer" ? null : outcome.reason,
    ...(said
      ? {
          kind: said.kind,
          body: said.body,
          payload: { ...said.payload },
          cites: said.cites.map((cite) => ({ ...cite })),
        }
      : {}),
  };
  const { error } = await system.rpc("finish_turn", { p });
  if (error) throw new Error(`finish_turn: ${error.code ?? ""} ${error.message}`);
}

async function settled(
  system: SystemDb,
  turnId: string,
  { debounceMs, signal }: ConversationOptions,
): Promise<TurnContext | null> {
  const began = Date.now();
  for (;;) {
    const context = await read(system, turnId);
    const newest = context?.pending.at(-1);
    const missing = newest ? debounceMs - newest.age_ms : 0;
    if (!context || !isOpen(context) || missing <= 0 || Date.now() - began > LONGEST_WAIT_MS) return context;
    await delay(Math.min(missing + 20, debounceMs), undefined, { signal });
  }
}

/** Answers what waits in the thread of this turn. Throws when something failed and the turn should be tried again. */
export async function handleTurn(claim: TurnClaim, options: ConversationOptions): Promise<void> {
  const system = systemDb(claim.tenantId, "concierge");
  const tools: Tools = {
    db: customerDb(claim.tenantId, claim.customerId),
    system,
    now: options.now(),
    appUrl: options.appUrl,
    model: options.model,
  };
  const first = await read(system, claim.turnId);
  if (!first || !isOpen(first)) return;
  if (first.turn.attempts > MAX_ATTEMPTS) return giveUp(first, system);
  if (await hearStops(first, system, tools, claim.turnId)) return;
  const waits = first.mode !== "off" && first.concierge === "on";
  const context = waits ? await settled(system, claim.turnId, options) : first;
  if (!context || !isOpen(context)) return;
  const newest = context.pending.at(-1);
  const last = newest && newest.turn_id !== claim.turnId ? await read(system, newest.turn_id) : context;
  if (!last || !isOpen(last)) return;
  await finish(system, last.turn.id, await composed(last, tools, system), last.mode);
  const why = last.mode === "off" ? "off" : last.concierge === "on" ? "superseded" : "muted";
  for (const earlier of last.pending) {
    // A STOP that came in between keeps its own turn.
    if (earlier.turn_id !== last.turn.id && !isStop(earlier.body))
      await finish(system, earlier.turn_id, silent("unknown", why), last.mode);
  }
}

async function composed(context: TurnContext, tools: Tools, system: SystemDb): Promise<Outcome> {
  if (context.mode !== "auto" || context.concierge !== "on") return replyToTurn(context, tools);
  const typing = showTyping(system, context.turn.id);
  let said = false;
  try {
    const outcome = await replyToTurn(context, tools);
    said = outcome.outcome !== "silent" && outcome.answer !== null;
    return outcome;
  } finally {
    typing.over(said);
  }
}

/** STOP does not wait, is not grouped and is heard in every mode. True when this turn was one. */
async function hearStops(context: TurnContext, system: SystemDb, tools: Tools, turnId: string): Promise<boolean> {
  const stops = context.pending.filter((message) => isStop(message.body));
  for (const stop of stops) {
    const own = await read(system, stop.turn_id);
    if (own && isOpen(own)) await finish(system, stop.turn_id, await replyToStop(own, tools), own.mode);
  }
  return stops.some((stop) => stop.turn_id === turnId);
}

/** After the last attempt a person takes over; the customer is told once, by the same call. */
async function giveUp(context: TurnContext, system: SystemDb): Promise<void> {
  const answer = { kind: "text", body: TEXTS[context.customer.locale].wait, payload: {}, cites: [] } as const;
  await finish(
    system,
    context.turn.id,
    { outcome: "handover", intent: "unknown", reason: "error", engine: "rules", answer },
    context.mode,
  );
}

/** Back to the queue: 2, 8, 32 s later, or at once when nothing was wrong with it. */
export async function retryLater(claim: TurnClaim, atOnce: boolean): Promise<void> {
  const seconds = atOnce ? 0 : 2 * 4 ** (claim.attempts - 1);
  const { error } = await systemDb(claim.tenantId, "concierge").rpc("defer_turn", {
    p_turn: claim.turnId,
    p_seconds: seconds,
  });
  if (error) throw new Error(`defer_turn: ${error.code ?? ""} ${error.message}`);
}
