import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import type { ReactInput, ReplyInput, SendTemplateInput } from "@/lib/inbox/schema";

/** Sends as the signed-in person and mutes the concierge; the same key again is the same message. */
export async function reply(db: UserDb, input: ReplyInput): Promise<Result<undefined>> {
  const { error } = await db.rpc("reply", {
    p: { conversation_id: input.conversationId, key: input.key, kind: "text", body: input.body },
  });
  return error ? fromPg(error) : ok();
}

/** What may be said when free text may not: a template that Meta has approved, its places filled. */
export async function sendTemplate(db: UserDb, input: SendTemplateInput): Promise<Result<undefined>> {
  const { conversationId: conversation_id, key, templateId: template_id, params } = input;
  const { error } = await db.rpc("send_template", { p: { conversation_id, key, template_id, params } });
  return error ? fromPg(error) : ok();
}

/** A note stays with the staff: the customer never gets it. */
export async function addNote(db: UserDb, input: ReplyInput): Promise<Result<undefined>> {
  const { error } = await db.rpc("add_note", {
    p_conversation: input.conversationId,
    p_key: input.key,
    p_body: input.body,
  });
  return error ? fromPg(error) : ok();
}

/** Under a message of the customer's, or taken back; not an answer, so it changes nothing about who waits. */
export async function react(db: UserDb, input: ReactInput): Promise<Result<undefined>> {
  const { error } = await db.rpc("react", {
    p: { message_id: input.messageId, key: input.key, emoji: input.emoji },
  });
  return error ? fromPg(error) : ok();
}
