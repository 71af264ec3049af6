import { z } from "zod";
import type { UserDb } from "@/lib/db/clients";
import type { InboxView } from "@/lib/inbox/kinds";
import {
  type Assignee,
  type CannedReply,
  type InboxList,
  inboxListSchema,
  type Thread,
  threadSchema,
} from "@/lib/inbox/schema";

export type InboxParams = { view: InboxView; q: string; outletId: string | null; limit: number };

export async function listConversations(db: UserDb, params: InboxParams): Promise<InboxList> {
  const { data } = await db
    .rpc("inbox_list", {
      p_view: params.view,
      p_query: params.q,
      p_limit: params.limit,
      ...(params.outletId ? { p_outlet: params.outletId } : {}),
    })
    .throwOnError();
  return inboxListSchema.parse(data);
}

/** The newest messages, or those before `before`; null when the thread is not this person's to see. */
export async function getThread(db: UserDb, conversationId: string, before?: number): Promise<Thread | null> {
  const { data } = await db
    .rpc("inbox_thread", { p_conversation: conversationId, ...(before ? { p_before: before } : {}) })
    .throwOnError();
  return data === null ? null : threadSchema.parse(data);
}

/** The thread to open for a customer: the one used last. */
export async function conversationOfCustomer(db: UserDb, customerId: string): Promise<string | null> {
  const { data } = await db
    .from("conversations")
    .select("id")
    .eq("customer_id", customerId)
    .order("last_message_at", { ascending: false })
    .limit(1)
    .throwOnError();
  return data[0]?.id ?? null;
}

export async function listCannedReplies(db: UserDb): Promise<CannedReply[]> {
  const { data } = await db
    .from("canned_replies")
    .select("id, shortcut, body_ms, body_en")
    .order("shortcut")
    .limit(500)
    .throwOnError();
  return data;
}

/** Who may be given a conversation. */
export async function listAssignees(db: UserDb, tenantId: string): Promise<Assignee[]> {
  const { data } = await db
    .from("members")
    .select("user_id, outlet_ids, people(name)")
    .eq("tenant_id", tenantId)
    .eq("status", "active")
    .in("role", ["owner", "admin", "agent", "sales", "renewal"])
    .throwOnError();
  return data
    .map((row) => ({ id: row.user_id, name: row.people.name, outletIds: row.outlet_ids }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

const channelRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  state: z.string(),
  concierge_mode: z.enum(["off", "draft", "auto"]),
  outlet: z.string(),
});
export type ChannelRow = z.infer<typeof channelRow>;

export async function listChannels(db: UserDb, tenantId: string): Promise<ChannelRow[]> {
  const [channels, outlets] = await Promise.all([
    db
      .from("channels")
      .select("id, name, kind, state, concierge_mode, outlet_id")
      .eq("tenant_id", tenantId)
      .eq("is_active", true)
      .order("name")
      .throwOnError(),
    db.from("outlets").select("id, name").eq("tenant_id", tenantId).throwOnError(),
  ]);
  const names = new Map(outlets.data.map((outlet) => [outlet.id, outlet.name]));
  return channels.data.map((row) => channelRow.parse({ ...row, outlet: names.get(row.outlet_id) ?? "" }));
}
