/** What Meta told and the web server put down: taken into the books, one after the other, each of them as often as it takes. */
import type { Logger } from "pino";
import { z } from "zod";
import type { SystemDb } from "@/lib/db/clients";
import type { Json } from "@/lib/db/types.gen";
import { type Fact, mapWebhook, type Unknown } from "@/wa-runner/adapters/cloud/map-webhook";
import { recordTemplates } from "@/wa-runner/adapters/cloud/templates";
import type { ChannelEvents, ChannelRef } from "@/wa-runner/ports";

const BATCH = 20;
const taken = z.array(z.object({ id: z.number(), body: z.string().nullable(), attempts: z.number() }));

export interface InboxOptions {
  channel: ChannelRef;
  db: SystemDb;
  phoneNumberId: string;
  events: Pick<ChannelEvents, "onMessage" | "onReceipt" | "onSameContact">;
  /** Meta told something of the number itself. */
  onLook: () => void;
  log: Logger;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.message.slice(0, 120) : "unknown");

export function createInbox(options: InboxOptions) {
  const { channel, db, phoneNumberId, events, onLook, log } = options;

  async function apply(fact: Fact): Promise<Unknown | null> {
    switch (fact.fact) {
      case "message":
        await events.onMessage(channel, fact.message);
        return null;
      case "receipt":
        await events.onReceipt(channel, fact.receipt);
        return null;
      case "same":
        await events.onSameContact(channel, fact.contact);
        return null;
      case "template":
        await recordTemplates(db, channel, [fact.template]);
        return null;
      case "preference": {
        const { at, ...names } = fact.preference;
        const p = JSON.parse(JSON.stringify({ channel_id: channel.channelId, ...names, at: at.toISOString() }));
        const { error } = await db.rpc("record_preference", { p });
        if (error) throw new Error(`record_preference ${error.code}`);
        return null;
      }
      case "look":
        onLook();
        return null;
      case "unknown":
        return fact.unknown;
    }
  }

  /** Every fact is tried, whatever became of those before it: none of them is worth more, and all may come twice. */
  async function takeIn(row: z.output<typeof taken>[number]): Promise<Record<string, Json>> {
    const unknown: Unknown[] = [];
    let failed: unknown;
    for (const fact of mapWebhook(row.body ?? "", phoneNumberId, new Date())) {
      try {
        const strange = await apply(fact);
        if (strange) unknown.push(strange);
      } catch (error) {
        failed ??= error;
      }
    }
    if (failed !== undefined) {
      log.warn(
        { channel: channel.channelId, webhook: row.id, tries: row.attempts, err: nameOf(failed) },
        "webhook waits",
      );
      return { id: row.id, outcome: "again", error: nameOf(failed).replace(/"[^"]*"/g, "…") };
    }
    if (unknown.length === 0) return { id: row.id, outcome: "done" };
    log.warn({ channel: channel.channelId, webhook: row.id, what: unknown.slice(0, 5) }, "Meta told something unknown");
    return { id: row.id, outcome: "kept", unknown: unknown.map(({ kind, value }) => ({ kind, value })) };
  }

  /** What is due now; answers how much of it there was. */
  return async function drain(): Promise<number> {
    const { data, error } = await db.rpc("take_webhooks", { p_channel: channel.channelId, p_limit: BATCH });
    if (error) throw new Error(`take_webhooks ${error.code} ${error.message.slice(0, 60)}`);
    const rows = taken.parse(data);
    for (const row of rows) {
      const result = await takeIn(row);
      const settled = await db.rpc("settle_webhooks", { p_channel: channel.channelId, p_results: [result] });
      if (settled.error) throw new Error(`settle_webhooks ${settled.error.code}`);
    }
    return rows.length;
  };
}
