import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import type { DecideDraftInput, UpdateConversationInput } from "@/lib/inbox/schema";

/** Read, assign, close, reopen, take over, release: one change at a time. */
export async function updateConversation(db: UserDb, input: UpdateConversationInput): Promise<Result<undefined>> {
  const { error } = await db.rpc("update_conversation", {
    p_conversation: input.conversationId,
    p_change: input.change,
  });
  return error ? fromPg(error) : ok();
}

export async function retryMessage(db: UserDb, messageId: string): Promise<Result<undefined>> {
  const { error } = await db.rpc("retry_message", { p_message: messageId });
  return error ? fromPg(error) : ok();
}

/** A draft of the concierge is sent (perhaps with other words) or thrown away, once. */
export async function decideDraft(db: UserDb, input: DecideDraftInput): Promise<Result<undefined>> {
  const { error } = await db.rpc("decide_draft", {
    p_message: input.messageId,
    p_send: input.send,
    p_body: input.send ? input.body : "",
  });
  return error ? fromPg(error) : ok();
}
