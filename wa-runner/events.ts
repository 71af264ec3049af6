/** What happens on a number, on its way into the database: as the holder of the number, or not at all. */
import type { Logger } from "pino";
import { sealLinkOffer } from "@/lib/whatsapp/link-offer";
import { dbOf, isStale } from "@/wa-runner/holding";
import { type RecordInbound, Stale } from "@/wa-runner/inbound/record";
import type { Metrics } from "@/wa-runner/metrics";
import type { ChannelEvents, ChannelHealth, ChannelRef, LinkOffer, Receipt } from "@/wa-runner/ports";
import { workingOn } from "@/wa-runner/work-id";

export interface EventsOptions {
  record: RecordInbound;
  setStatus: (channel: ChannelRef, messageId: string | null, receipt: Receipt) => Promise<void>;
  lost: (channel: ChannelRef) => void;
  metrics: Metrics;
  log: Logger;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Told {
  error: { code?: string; message: string } | null;
}

export function createEvents({ record, setStatus, lost, metrics, log }: EventsOptions): ChannelEvents {
  async function tell(channel: ChannelRef, what: string, telling: PromiseLike<Told>): Promise<void> {
    const { error } = await telling;
    if (!error) return;
    if (isStale(error)) lost(channel);
    throw new Error(`${what} ${error.code ?? ""}`);
  }

  /** One after the other, and only the last matters: a state that was overtaken before it was told is not told. */
  const latest = new Map<string, { next: (() => Promise<void>) | undefined; busy: boolean }>();
  function keepLatest(key: string, work: () => Promise<void>): void {
    const slot = latest.get(key) ?? { next: undefined, busy: false };
    latest.set(key, slot);
    slot.next = work;
    if (slot.busy) return;
    slot.busy = true;
    void (async () => {
      for (let run = slot.next; run; run = slot.next) {
        slot.next = undefined;
        await run().catch((error: unknown) => {
          log.warn({ key: key.slice(0, 60), err: error instanceof Error ? error.message : "unknown" }, "not stored");
        });
      }
      slot.busy = false;
      latest.delete(key);
    })();
  }

  const stateOf = (channel: ChannelRef, health: ChannelHealth) => ({
    channel_id: channel.channelId,
    state: health.state,
    ...(health.reason ? { reason: health.reason } : {}),
    ...(health.nextAt ? { next_at: health.nextAt.toISOString() } : {}),
    ...(health.firstContactsAfter ? { first_contacts_after: health.firstContactsAfter.toISOString() } : {}),
    ...(health.address ? { address: health.address } : {}),
  });

  async function storeOffer(channel: ChannelRef, offer: LinkOffer | null): Promise<void> {
    const value = offer && sealLinkOffer(channel, offer.value);
    await tell(
      channel,
      "set_channel_link",
      dbOf(channel).rpc("set_channel_link", {
        p: {
          channel_id: channel.channelId,
          ...(offer ? { method: offer.method, value, expires_at: offer.expiresAt.toISOString() } : {}),
        },
      }),
    );
  }

  return {
    async onMessage(channel, message) {
      const begun = performance.now();
      try {
        await workingOn("message", message.providerId, () => record(channel, message));
        metrics.add("voltura_inbound_total", { result: message.source === "history" ? "history" : "stored" });
        metrics.observe("voltura_inbound_seconds", (performance.now() - begun) / 1000);
        if (message.payload["reason"] === "message.waiting") metrics.add("voltura_inbound_unreadable_total");
      } catch (error) {
        if (error instanceof Stale) lost(channel);
        metrics.add("voltura_inbound_total", { result: "again" });
        throw error;
      }
    },
    async onChange(channel, change) {
      // Content that could not be read at first is the same message once more.
      if (change.change === "content") return record(channel, change.message);
      const p = {
        channel_id: channel.channelId,
        target_id: change.targetId,
        change: change.change,
        at: change.at.toISOString(),
        ...(change.change === "edit" ? { body: change.body } : {}),
      };
      await tell(channel, "record_inbound_change", dbOf(channel).rpc("record_inbound_change", { p }));
    },
    async onSameContact(channel, contact) {
      const { bsuidBefore: bsuid_before, ...names } = contact;
      const known = Object.entries({ ...names, bsuid_before }).filter(([, value]) => value !== undefined);
      const p = { channel_id: channel.channelId, ...Object.fromEntries(known) };
      await tell(channel, "record_same_contact", dbOf(channel).rpc("record_same_contact", { p }));
    },
    async onReceipt(channel, receipt) {
      const id = receipt.messageId !== null && UUID.test(receipt.messageId) ? receipt.messageId : null;
      // Ids we never gave out are not ours to track.
      if (id === null && receipt.providerId === null) return;
      await setStatus(channel, id, receipt);
      metrics.add("voltura_receipts_total", { state: receipt.state });
    },
    onHealth(channel, health) {
      metrics.add("voltura_session_changes_total", { state: health.state });
      keepLatest(`state:${channel.channelId}`, () =>
        tell(channel, "set_channel_state", dbOf(channel).rpc("set_channel_state", { p: stateOf(channel, health) })),
      );
    },
    onLink(channel, offer) {
      keepLatest(`link:${channel.channelId}`, () => storeOffer(channel, offer));
    },
  };
}
