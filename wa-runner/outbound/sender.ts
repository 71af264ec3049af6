/** One claimed message: its file, the attempt, the status. Never throws; a crash anywhere leaves the claim to lapse. */
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { SystemDb } from "@/lib/db/clients";
import { isUnreachable } from "@/lib/db/errors";
import type { OutboundClaim } from "@/lib/db/service";
import type { Json } from "@/lib/db/types.gen";
import { readStored } from "@/lib/media/store";
import { isOutboundKind } from "@/lib/whatsapp/kinds";
import { dbOf, isStale } from "@/wa-runner/holding";
import { afterAttempt, refuseKind, type StatusChange } from "@/wa-runner/outbound/decide";
import type { ChannelRef, ChannelSession, OutboundMessage, Receipt, SendOutcome } from "@/wa-runner/ports";
import type { Held } from "@/wa-runner/supervisor/held";

/** Below the 30 s for which a claim holds: past that another attempt, with the same id, tells the status. */
const STATUS_PATIENCE_MS = 20_000;

export interface SenderOptions {
  /** Undefined: not held, or not able to send now. */
  sessionFor: (channelId: string) => Held | undefined;
  /** The database says that another runner holds the number. */
  onStale: (channel: ChannelRef) => void;
  log: Logger;
  dbFor?: (channel: ChannelRef) => SystemDb;
}

const retry = (reason: string): SendOutcome => ({ accepted: false, failure: "retry", reason });
const impossible = (reason: string): SendOutcome => ({ accepted: false, failure: "content", reason });

async function withMedia(db: SystemDb, claim: OutboundClaim): Promise<OutboundMessage | SendOutcome> {
  if (!isOutboundKind(claim.kind)) return impossible("send.unsupported");
  const message = { ...claim, kind: claim.kind, id: claim.messageId };
  if (!claim.media) return { ...message, media: null };
  const bytes = await readStored(db, claim.media.path);
  if (bytes.ok) return { ...message, media: { ...claim.media, bytes: bytes.value } };
  return bytes.code === "system.unreachable" ? retry("send.network") : impossible("send.media_gone");
}

type News = StatusChange | Receipt;

/** What set_message_status takes beside the state. */
function extraOf(channel: ChannelRef, news: News): Record<string, Json> {
  const extra: Record<string, Json | undefined> = {
    channel_id: channel.channelId,
    ...("providerId" in news ? { provider_id: news.providerId ?? undefined } : {}),
    ...("newProviderId" in news ? { new_provider_id: news.newProviderId } : {}),
    ...("pricing" in news && news.pricing ? { pricing: JSON.parse(JSON.stringify(news.pricing)) } : {}),
    ...("failure" in news ? { failure: news.failure, detail: news.detail } : {}),
    ...("notBefore" in news ? { not_before: news.notBefore?.toISOString() } : {}),
  };
  return Object.fromEntries(Object.entries(extra).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

export function createSender({ sessionFor, onStale, log, dbFor = dbOf }: SenderOptions) {
  async function attempt(held: Held & { session: ChannelSession }, claim: OutboundClaim): Promise<SendOutcome> {
    const message = await withMedia(dbFor(held.channel), claim);
    if ("accepted" in message) return message;
    const refused = refuseKind(message.kind, held.adapter.capabilities);
    if (refused) return refused;
    // The file may have taken long: whoever holds the number by now sends it.
    if (sessionFor(claim.channelId)?.channel.epoch !== held.channel.epoch) return retry("send.channel_offline");
    return held.session.send(message);
  }

  async function setStatus(channel: ChannelRef, messageId: string | null, news: News): Promise<void> {
    const { error } = await dbFor(channel).rpc("set_message_status", {
      // Without an id of ours it is found by the network's.
      ...(messageId === null ? {} : { p_message: messageId }),
      p_state: news.state,
      ...("reason" in news && news.reason ? { p_error: news.reason } : {}),
      p: extraOf(channel, news),
    });
    if (!error) return;
    if (isStale(error)) onStale(channel);
    throw Object.assign(new Error(`set_message_status ${error.code ?? ""}`), { isOutage: isUnreachable(error) });
  }

  async function keepStatus(channel: ChannelRef, claim: OutboundClaim, change: StatusChange): Promise<boolean> {
    const until = Date.now() + STATUS_PATIENCE_MS;
    for (;;) {
      try {
        await setStatus(channel, claim.messageId, change);
        return true;
      } catch (error) {
        const isOutage = error instanceof Error && "isOutage" in error && error.isOutage === true;
        if (!isOutage || Date.now() > until) {
          log.error({ message: claim.messageId, state: change.state, outage: isOutage }, "status not stored");
          return false;
        }
        await delay(500);
      }
    }
  }

  async function deliver(held: Held & { session: ChannelSession }, claim: OutboundClaim): Promise<StatusChange> {
    let outcome: SendOutcome;
    try {
      outcome = await attempt(held, claim);
    } catch (error) {
      log.error({ message: claim.messageId, err: error instanceof Error ? error.name : "unknown" }, "send threw");
      outcome = { accepted: false, failure: "unknown", reason: "send.network" };
    }
    const change = afterAttempt(outcome, claim.attempts, held.adapter.capabilities.ownMessageIds);
    await keepStatus(held.channel, claim, change);
    if ("failure" in change) {
      const { reason, failure, detail, state } = change;
      log.warn({ message: claim.messageId, reason, failure, detail, state, tries: claim.attempts }, "not sent");
    }
    return change;
  }

  return {
    setStatus,
    async deliver(claim: OutboundClaim): Promise<StatusChange> {
      const held = sessionFor(claim.channelId);
      // Let go of since it was claimed: the claim lapses and its next holder sends it.
      if (!held?.session) return { state: "retry", failure: "retry", reason: "send.channel_offline" };
      return held.during(deliver({ ...held, session: held.session }, claim));
    },
  };
}
