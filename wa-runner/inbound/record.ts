/** One inbound message: one RPC, before anything else looks at it. Rejects when it must be offered again. Its file comes later (media.ts). */
import type { Logger } from "pino";
import type { SystemDb } from "@/lib/db/clients";
import { isUnreachable, type PgError } from "@/lib/db/errors";
import { dbOf, isStale } from "@/wa-runner/holding";
import { asUnsupported, normalise } from "@/wa-runner/inbound/normalise";
import type { ChannelRef, InboundMessage } from "@/wa-runner/ports";

/** Refused for so long and so often it is no outage: stored as unsupported, since waiting longer would hold up its thread. */
const MAX_REFUSALS = 5;
const PATIENCE_MS = 120_000;
const UNREADABLE = "message.unreadable";

interface Refusals {
  count: number;
  since: number;
}

export function isHopeless(refusals: Refusals | undefined, nowMs: number): boolean {
  return refusals !== undefined && refusals.count >= MAX_REFUSALS && nowMs - refusals.since >= PATIENCE_MS;
}

class Unreachable extends Error {
  override name = "Unreachable";
}

/** The number is another runner's by now, which is offered the message too. */
export class Stale extends Error {
  override name = "Stale";
}

function check(error: PgError | null, what: string): void {
  if (!error) return;
  if (isStale(error)) throw new Stale(what);
  if (isUnreachable(error)) throw new Unreachable(what);
  throw new Error(`${what}: ${error.code ?? ""} ${error.message}`);
}

async function store(db: SystemDb, channel: ChannelRef, message: InboundMessage): Promise<void> {
  const { sender, media } = message;
  const { error } = await db.rpc("record_inbound_message", {
    p: JSON.parse(
      JSON.stringify({
        channel_id: channel.channelId,
        provider_id: message.providerId,
        from: message.from,
        source: message.source,
        sender,
        kind: message.kind,
        body: message.body,
        payload: message.payload,
        media,
        sent_at: message.sentAt.toISOString(),
        reply_to: message.replyTo,
      }),
    ),
  });
  check(error, "record_inbound_message");
}

export interface RecordOptions {
  log: Logger;
  dbFor?: (channel: ChannelRef) => SystemDb;
  now?: () => Date;
}

export type RecordInbound = (channel: ChannelRef, message: InboundMessage) => Promise<void>;

export function createRecorder({ log, dbFor = dbOf, now = () => new Date() }: RecordOptions): RecordInbound {
  const refusals = new Map<string, Refusals>();
  return async (channel, raw) => {
    const db = dbFor(channel);
    const message = normalise(raw, now());
    const key = `${channel.channelId}:${message.providerId}`;
    try {
      const isGivenUp = isHopeless(refusals.get(key), now().getTime());
      await store(db, channel, isGivenUp ? { ...asUnsupported(message, UNREADABLE), body: "" } : message);
      refusals.delete(key);
    } catch (error) {
      if (!(error instanceof Unreachable) && !(error instanceof Stale)) {
        const before = refusals.get(key) ?? { count: 0, since: now().getTime() };
        refusals.set(key, { ...before, count: before.count + 1 });
        log.error(
          { channel: channel.channelId, message: message.providerId, err: safeMessage(error) },
          "inbound refused",
        );
      }
      throw error;
    }
  };
}

/** Postgres quotes values in some messages: keep the code and the function, drop what may be the customer's words. */
const safeMessage = (error: unknown): string =>
  error instanceof Error ? error.message.replace(/"[^"]*"|'[^']*'/g, "…").slice(0, 160) : "unknown";
