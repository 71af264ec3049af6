/** "Typing…" on the customer's phone: once, without a second try, and never in the way of an answer. */
import type { Logger } from "pino";
import { z } from "zod";
import type { SystemDb } from "@/lib/db/clients";
import { dbOf } from "@/wa-runner/holding";
import type { ChannelRef } from "@/wa-runner/ports";
import type { Held } from "@/wa-runner/supervisor/held";

const told = z.object({ channel: z.uuid(), turn: z.uuid(), on: z.boolean() });
const target = z
  .object({
    kind: z.enum(["phone", "lid", "bsuid"]),
    value: z.string(),
    provider_id: z.string().nullable(),
    tells_reads: z.boolean(),
  })
  .nullable();

export interface TypingOptions {
  sessionFor: (channelId: string) => Held | undefined;
  log: Logger;
  dbFor?: (channel: ChannelRef) => SystemDb;
}

/** Takes what `show_typing` told; resolves when it is done with, and never rejects. */
export function createTyping({ sessionFor, log, dbFor = dbOf }: TypingOptions) {
  return async function onTyping(payload: string): Promise<void> {
    try {
      const { channel, turn, on } = told.parse(JSON.parse(payload));
      const held = sessionFor(channel);
      if (!held?.session?.typing) return;
      const p = { p_channel: channel, p_turn: turn, p_on: on };
      const { data, error } = await dbFor(held.channel).rpc("typing_target", p);
      if (error) throw new Error(`typing_target ${error.code}`);
      const found = target.parse(data);
      if (!found) return;
      // Where it also says "read", it is for the owner to allow.
      if (held.adapter.capabilities.typingTellsRead && !found.tells_reads) return;
      await held.session.typing(found, found.provider_id, on);
    } catch (error) {
      log.debug({ err: error instanceof Error ? error.name : "unknown" }, "typing not shown");
    }
  };
}
