import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import type { SendFileInput } from "@/lib/inbox/schema";
import { mediaKind } from "@/lib/inbox/thread";
import { storeUpload } from "@/lib/media/store";

/** Stores the file under the conversation, then sends it; the words beside it travel as its caption. */
export async function sendFile(db: UserDb, tenantId: string, input: SendFileInput): Promise<Result<undefined>> {
  const stored = await storeUpload(db, {
    tenantId,
    domain: "inbox",
    entityId: input.conversationId,
    file: input.file,
  });
  if (!stored.ok) return stored;
  const { path, mime, bytes, name } = stored.value;
  const { error } = await db.rpc("reply", {
    p: {
      conversation_id: input.conversationId,
      key: input.key,
      kind: mediaKind(mime),
      body: input.body,
      media: { path, mime, bytes, name },
    },
  });
  return error ? fromPg(error) : ok();
}
