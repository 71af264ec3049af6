/**
 * The customer's side of the simulated network, over a connection that may see nothing but it. Used by the phone page, its API
 * and tests; wa-runner stands on the other side (wa-runner/adapters/simulator.ts).
 */
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { newId } from "@/lib/core/new-id";
import { formatPhone } from "@/lib/core/phone";
import { type InboundKind, kindOfMime } from "@/lib/whatsapp/kinds";
import { buttonsPayload, listPayload } from "@/lib/whatsapp/payloads";

/** The role has rights on schema `simulator` alone, so nothing reached through here can be the shop's. */
export const networkSql = (databaseUrl: string, max: number): Sql =>
  postgres(databaseUrl, {
    max,
    connect_timeout: 5,
    idle_timeout: 60,
    onnotice: () => undefined,
    backoff: (attempt) => Math.min(0.1 * 2 ** attempt, 1),
    connection: { application_name: "voltura-simulator", role: "simulator_network" },
  });

export interface PhoneRow {
  number: string;
  /** The number as people write it. */
  shown: string;
  name: string | null;
  online: boolean;
}

export interface ShopRow {
  address: string;
  shop: string;
  outlet: string;
}

const threadMessage = z
  .object({
    id: z.string(),
    seq: z.coerce.number(),
    fromShop: z.boolean(),
    kind: z.string(),
    body: z.string(),
    payload: z.record(z.string(), z.unknown()),
    media: z.object({ id: z.string(), mime: z.string(), name: z.string() }).nullable(),
    replyTo: z.string().nullable(),
    sentAt: z.coerce.date().transform((at) => at.toISOString()),
    enteredAt: z.coerce.date().nullable(),
    deliveredAt: z.coerce.date().nullable(),
    readAt: z.coerce.date().nullable(),
  })
  .transform(({ payload, ...message }) => ({
    ...message,
    /** What the customer may tap; nothing when the payload is not what its kind says. */
    buttons: (message.kind === "buttons" && buttonsPayload.safeParse(payload).data?.buttons) || [],
    list: (message.kind === "list" && listPayload.safeParse(payload).data) || null,
  }));
/** `reaction`: the shop's, under what this phone wrote. */
export type ThreadMessage = z.infer<typeof threadMessage> & { reaction: string };

export const listShops = (sql: Sql): Promise<ShopRow[]> =>
  sql<ShopRow[]>`select address, shop, outlet from simulator.shops order by shop, outlet`;

/** The phones that chatted last come first, as in a list of chats. */
export async function listPhones(sql: Sql): Promise<PhoneRow[]> {
  const rows = await sql<Omit<PhoneRow, "shown">[]>`
    select p.number, p.name, p.online from simulator.phones as p
    order by (select max(m.seq) from simulator.messages as m where m.phone = p.number) desc nulls last, p.name, p.number
    limit 500`;
  return rows.map((row) => ({ ...row, shown: formatPhone(row.number) }));
}

export async function addPhone(sql: Sql, number: string, name: string | null): Promise<void> {
  await sql`select simulator.add_phone(${number}, ${name})`;
}

export async function setOnline(sql: Sql, number: string, online: boolean): Promise<void> {
  await sql`select simulator.set_online(${number}, ${online})`;
}

export async function markRead(sql: Sql, phone: string, shop: string): Promise<void> {
  await sql`select simulator.mark_read(${phone}, ${shop})`;
}

/** The newest messages of a thread, oldest first. What is still in the air is not on the phone. */
export async function readThread(sql: Sql, phone: string, shop: string, limit = 200): Promise<ThreadMessage[]> {
  const rows = await sql`
    select m.id, m.seq, m.from_shop as "fromShop", m.kind, m.body, m.payload, m.reply_to as "replyTo", m.sent_at as "sentAt",
      m.entered_at as "enteredAt", m.delivered_at as "deliveredAt", m.read_at as "readAt",
      case when d.id is not null then json_build_object('id', d.id, 'mime', d.mime, 'name', d.name) end as media
    from simulator.messages as m left join simulator.media as d on d.id = m.media_id
    where m.phone = ${phone} and m.shop = ${shop} and (not m.from_shop or m.delivered_at is not null)
    order by m.seq desc limit ${limit}`;
  return foldReactions(z.array(threadMessage).parse(rows).reverse());
}

/** A reaction is no bubble: the last one stands under the message it is of, an empty one takes it away. */
function foldReactions(messages: z.infer<typeof threadMessage>[]): ThreadMessage[] {
  const last = new Map(messages.flatMap((one) => (one.kind === "reaction" ? [[one.replyTo, one.body] as const] : [])));
  return messages
    .filter(({ kind }) => kind !== "reaction")
    .map((message) => ({ ...message, reaction: last.get(message.id) ?? "" }));
}

export interface PhoneMessage {
  phone: string;
  shop: string;
  body: string;
  /** The same id twice is one message. */
  id?: string | undefined;
  name?: string | undefined;
  kind?: InboundKind | undefined;
  payload?: Record<string, unknown> | undefined;
  replyTo?: string | undefined;
  file?: { bytes: Uint8Array; mime: string; name: string } | undefined;
}

/** Sends as this phone; returns the id. In airplane mode it waits on the phone. */
export async function sendFromPhone(sql: Sql, message: PhoneMessage): Promise<string> {
  const { file, ...rest } = message;
  const id = message.id ?? newId();
  const wire = JSON.stringify({
    ...rest,
    id,
    kind: message.kind ?? (file ? kindOfMime(file.mime) : "text"),
    payload: message.payload ?? {},
    reply_to: message.replyTo,
    media: file && { mime: file.mime, name: file.name },
  });
  await sql`select simulator.send_from_phone(${wire}::text::jsonb, ${file ? Buffer.from(file.bytes) : null})`;
  return id;
}

export async function readMedia(
  sql: Sql,
  id: string,
): Promise<{ mime: string; name: string; bytes: Uint8Array } | null> {
  const [row] = await sql<{ mime: string; name: string; bytes: Uint8Array }[]>`
    select mime, name, bytes from simulator.media where id = ${id}`;
  return row ?? null;
}
