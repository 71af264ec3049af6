/** Ready and handed over. */
import { z } from "zod";
import type { Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { answer } from "@/lib/repairs/rpc";
import type { handOverInput, readyInput } from "@/lib/repairs/schema";

const ready = z.object({ status: z.string(), token: z.string(), message_id: z.string().nullable() });
const handed = z.object({ status: z.string() });

/** `body` is sent exactly as it is; none = no message. */
export const markReady = (db: UserDb, input: z.output<typeof readyInput>): Promise<Result<z.output<typeof ready>>> =>
  answer(db.rpc("mark_ready", { p: { ticket_id: input.ticketId, body: input.body } }), ready);

export const handOver = (db: UserDb, input: z.output<typeof handOverInput>): Promise<Result<z.output<typeof handed>>> =>
  answer(
    db.rpc("hand_over", {
      p: {
        ticket_id: input.ticketId,
        collected_by: input.collectedBy,
        unpaid_reason: input.unpaidReason,
        body: input.body,
      },
    }),
    handed,
  );
