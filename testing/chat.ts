/** A shop with a thread to answer, for tests of the concierge: messages come in as a runner records them, turns are handled at once. */
import type { Sql } from "postgres";
import { z } from "zod";
import { call, type Desk, makeDesk, runnerOf } from "@/lib/repairs/test-desk";
import { type ConversationOptions, handleTurn } from "@/wa-runner/concierge/conversation";

export interface Sent {
  id: string;
  author_kind: string;
  kind: string;
  body: string;
  status: string;
  intent: string | null;
  cites: { table: string; id: string; label: string }[];
  payload: Record<string, unknown>;
}
export interface Turn {
  id: string;
  message_id: string;
  conversation_id: string;
  state: string;
  intent: string | null;
  reason: string | null;
  engine: string | null;
}

export interface Chat {
  desk: Desk;
  channelId: string;
  /** Records a message of the customer with this phone; returns its id. */
  says(phone: string, body: string, extra?: Record<string, unknown>): Promise<string>;
  /** Handles the waiting turn of a message. */
  handle(messageId: string, options?: Partial<ConversationOptions>): Promise<void>;
  /** Says and handles; returns what was sent or drafted since, and how the turn ended. */
  ask(
    phone: string,
    body: string,
    options?: Partial<ConversationOptions>,
    extra?: Record<string, unknown>,
  ): Promise<{ sent: Sent[]; turn: Turn }>;
  turnOf(messageId: string): Promise<Turn>;
  conversation(phone: string): Promise<{
    id: string;
    concierge: string;
    handover_reason: string | null;
    waiting_since: string | null;
    customer_id: string;
  }>;
}

/** A Tuesday, 3 in the afternoon in Kuala Lumpur: open by the hours every outlet starts with. */
export const OPEN_HOURS = new Date("2026-11-24T07:00:00Z");
/** The same day, 11 at night. */
export const CLOSED_HOURS = new Date("2026-11-24T15:00:00Z");

export async function makeChat(sql: Sql): Promise<Chat> {
  const desk = await makeDesk(sql);
  const { tenantId, outletId } = desk.shop;
  const [channel] = await sql<{ id: string }[]>`
    insert into public.channels (tenant_id, outlet_id, kind, name, address) values (${tenantId}, ${outletId}, 'cloud', 'Ujian', ${`test-${tenantId}`}) returning id`;
  if (!channel) throw new Error("no channel");

  const turnOf = async (messageId: string): Promise<Turn> => {
    const [turn] = await sql<
      Turn[]
    >`select id, message_id, conversation_id, state, intent, reason, engine from public.concierge_turns where message_id = ${messageId}`;
    if (!turn) throw new Error("no turn");
    return turn;
  };
  const says = async (phone: string, body: string, extra: Record<string, unknown> = {}): Promise<string> => {
    const answer = await call(sql, runnerOf(tenantId), "record_inbound_message", {
      channel_id: channel.id,
      provider_id: crypto.randomUUID(),
      sender: { kind: "phone", value: phone, name: "Aminah" },
      kind: "text",
      body,
      ...extra,
    });
    return z.object({ message_id: z.uuid() }).parse(answer).message_id;
  };
  const handle = async (messageId: string, options: Partial<ConversationOptions> = {}): Promise<void> => {
    const turn = await turnOf(messageId);
    const [row] = await sql<{ customer_id: string; attempts: number }[]>`
      update public.concierge_turns as t set state = case when state = 'queued' then 'claimed' else state end, attempts = attempts + 1, claimed_by = 'test',
        claimed_until = now() + interval '1 minute' from public.messages as m where t.message_id = ${messageId} and m.id = t.message_id returning m.customer_id, t.attempts`;
    if (!row) throw new Error("no turn");
    await handleTurn(
      {
        turnId: turn.id,
        tenantId,
        conversationId: turn.conversation_id,
        messageId,
        customerId: row.customer_id,
        attempts: row.attempts,
      },
      {
        debounceMs: 0,
        appUrl: "https://kedai.test",
        model: null,
        now: () => OPEN_HOURS,
        signal: new AbortController().signal,
        ...options,
      },
    );
  };
  return {
    desk,
    channelId: channel.id,
    says,
    handle,
    turnOf,
    async ask(phone, body, options = {}, extra = {}) {
      const messageId = await says(phone, body, extra);
      await handle(messageId, options);
      const sent = await sql<Sent[]>`
        select m.id, m.author_kind, m.kind, m.body, m.status, m.intent, m.cites, m.payload from public.messages as m
          join public.messages as q on q.id = ${messageId} and q.conversation_id = m.conversation_id
         where m.direction = 'out' and m.seq > q.seq order by m.seq`;
      return { sent: [...sent], turn: await turnOf(messageId) };
    },
    async conversation(phone) {
      const [row] = await sql<
        {
          id: string;
          concierge: string;
          handover_reason: string | null;
          waiting_since: string | null;
          customer_id: string;
        }[]
      >`
        select c.id, c.concierge, c.handover_reason, c.waiting_since, c.customer_id from public.conversations as c join public.customer_identities as i on i.id = c.identity_id
         where c.tenant_id = ${tenantId} and i.value = ${phone} and c.channel_id = ${channel.id}`;
      if (!row) throw new Error("no conversation");
      return row;
    },
  };
}
