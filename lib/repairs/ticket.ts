/** Everything one ticket's page shows, in a handful of reads side by side. */
import { z } from "zod";
import type { UserDb } from "@/lib/db/clients";
import { PHASES } from "@/lib/repairs/kinds";
import { peopleNames } from "@/lib/repairs/queries";
import {
  type ChatMessage,
  chatRow,
  type EstimateVersion,
  estimateLineRow,
  estimateRow,
  eventRow,
  type Move,
  moveRow,
  partRow,
  photoRow,
  type TicketEvent,
  type TicketPhoto,
} from "@/lib/repairs/rows";

const ticketRow = z.object({
  id: z.string(),
  number: z.string(),
  outlet_id: z.string(),
  customer_id: z.string(),
  device_id: z.string(),
  status: z.string(),
  phase: z.enum(PHASES),
  problem: z.string(),
  accessories: z.array(z.string()),
  condition: z.string().nullable(),
  technician_id: z.string().nullable(),
  priority: z.enum(["low", "normal", "high", "urgent"]),
  eta_at: z.string().nullable(),
  source: z.string(),
  storage: z.string().nullable(),
  settled_sale_id: z.string().nullable(),
  settled_at: z.string().nullable(),
  collected_by: z.string().nullable(),
  created_at: z.string(),
  ready_at: z.string().nullable(),
  closed_at: z.string().nullable(),
});
const customerRow = z.object({
  id: z.string(),
  name: z.string(),
  phone_masked: z.string().nullable(),
  locale: z.enum(["ms", "en"]),
});
const deviceRow = z.object({
  id: z.string(),
  category: z.string(),
  brand: z.string().nullable(),
  model: z.string(),
  serial: z.string().nullable(),
  imei: z.string().nullable(),
});
const outletRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  address_line: z.string().nullable(),
  postcode: z.string().nullable(),
  city: z.string().nullable(),
  time_zone: z.string(),
  hours: z.record(z.string(), z.array(z.string())),
});
const historyRow = z.object({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  problem: z.string(),
  created_at: z.string(),
});
const saleRow = z.object({ id: z.string(), number: z.string(), total_sen: z.number(), created_at: z.string() });

export type TakenPart = {
  id: string;
  productId: string;
  name: string;
  quantity: number;
  left: number;
  createdAt: string;
};
export type Ticket = z.output<typeof ticketRow> & {
  customer: z.output<typeof customerRow> & { phone: string | null };
  device: z.output<typeof deviceRow>;
  outlet: z.output<typeof outletRow>;
  moves: Move[];
  events: TicketEvent[];
  estimates: EstimateVersion[];
  parts: TakenPart[];
  photos: TicketPhoto[];
  messages: ChatMessage[];
  sale: z.output<typeof saleRow> | null;
  history: z.output<typeof historyRow>[];
  people: Record<string, string>;
  links: { ticket: string; estimate: string | null };
};

function must<T>(result: { data: T | null; error: { message: string } | null }): T {
  if (result.error || result.data === null) throw new Error(`ticket: ${result.error?.message ?? "no answer"}`);
  return result.data;
}

/** Null when there is no such ticket for this person. */
export async function getTicket(db: UserDb, id: string): Promise<Ticket | null> {
  const found = await db
    .from("repair_tickets")
    .select(Object.keys(ticketRow.shape).join(", "))
    .eq("id", id)
    .maybeSingle();
  if (found.error) throw new Error(`ticket: ${found.error.message}`);
  if (!found.data) return null;
  const ticket = ticketRow.parse(found.data);
  const [customer, contact, device, outlet, moves, events, estimates, lines, parts, photos, messages, sale, links] =
    await Promise.all([
      db.from("customers").select("id, name, phone_masked, locale").eq("id", ticket.customer_id).single(),
      db.from("customer_contacts").select("phone").eq("customer_id", ticket.customer_id).maybeSingle(),
      db.from("devices").select("id, category, brand, model, serial, imei").eq("id", ticket.device_id).single(),
      db
        .from("outlets")
        .select("id, code, name, phone, address_line, postcode, city, time_zone, hours")
        .eq("id", ticket.outlet_id)
        .single(),
      db.rpc("ticket_moves", { p_ticket_id: id }),
      db
        .from("repair_events")
        .select("id, kind, actor_kind, actor_id, body, is_public, data, created_at")
        .eq("ticket_id", id)
        .order("id")
        .limit(500),
      db.from("estimates").select(Object.keys(estimateRow.shape).join(", ")).eq("ticket_id", id).order("version"),
      linesOf(db, id),
      db
        .from("ticket_parts")
        .select("id, product_id, quantity, reverses_id, created_at")
        .eq("ticket_id", id)
        .order("created_at"),
      db
        .from("ticket_photos")
        .select("id, stage, width, height, caption, created_at")
        .eq("ticket_id", id)
        .is("removed_at", null)
        .order("created_at"),
      chatOf(db, ticket),
      ticket.settled_sale_id
        ? db.from("sales").select("id, number, total_sen, created_at").eq("id", ticket.settled_sale_id).maybeSingle()
        : null,
      db.rpc("ticket_links", { p_ticket_id: id }),
    ]);
  const parsedDevice = deviceRow.parse(must(device));
  const parsedEvents = z.array(eventRow).parse(must(events));
  const parsedEstimates = z.array(estimateRow).parse(must(estimates));
  const [history, takenParts, people] = await Promise.all([
    deviceHistory(db, ticket.id, parsedDevice),
    takenPartsOf(db, z.array(partRow).parse(must(parts))),
    peopleNames(db, [
      ticket.technician_id,
      ...parsedEvents.map((event) => event.actor_id),
      ...parsedEvents.map((event) =>
        typeof event.data["technician_id"] === "string" ? event.data["technician_id"] : null,
      ),
      ...messages.map((message) => message.author),
    ]),
  ]);
  return {
    ...ticket,
    customer: { ...customerRow.parse(must(customer)), phone: contact.data?.phone ?? null },
    device: parsedDevice,
    outlet: outletRow.parse(must(outlet)),
    moves: z.array(moveRow).parse(must(moves)),
    events: parsedEvents,
    estimates: parsedEstimates.map((estimate) => ({ ...estimate, lines: lines.get(estimate.id) ?? [] })),
    parts: takenParts,
    photos: z.array(photoRow).parse(must(photos)),
    messages,
    sale: sale?.data ? saleRow.parse(sale.data) : null,
    history,
    people: Object.fromEntries(people),
    links: z.object({ ticket: z.string(), estimate: z.string().nullable() }).parse(must(links)),
  };
}

async function linesOf(db: UserDb, ticketId: string) {
  const ids = must(await db.from("estimates").select("id").eq("ticket_id", ticketId)).map((row) => row.id);
  const byEstimate = new Map<string, z.output<typeof estimateLineRow>[]>();
  if (ids.length === 0) return byEstimate;
  const found = await db
    .from("estimate_lines")
    .select("estimate_id, line_no, product_id, description, quantity, unit_price_sen, tax_code, net_sen")
    .in("estimate_id", ids)
    .order("line_no");
  for (const line of z.array(estimateLineRow.extend({ estimate_id: z.string() })).parse(must(found))) {
    byEstimate.set(line.estimate_id, [...(byEstimate.get(line.estimate_id) ?? []), line]);
  }
  return byEstimate;
}

/** The customer's chat while the device was with us. Who may not read the inbox gets none. */
async function chatOf(db: UserDb, ticket: z.output<typeof ticketRow>): Promise<ChatMessage[]> {
  let query = db
    .from("messages")
    .select("id, direction, author_kind, author, kind, body, status, conversation_id, sent_at")
    .eq("customer_id", ticket.customer_id)
    .gte("sent_at", new Date(Date.parse(ticket.created_at) - 60_000).toISOString())
    .neq("status", "draft")
    .order("seq", { ascending: false })
    .limit(150);
  if (ticket.closed_at) query = query.lte("sent_at", new Date(Date.parse(ticket.closed_at) + 86_400_000).toISOString());
  const { data } = await query;
  return z
    .array(chatRow)
    .parse(data ?? [])
    .reverse();
}

/** Earlier visits of this very device: the same row, or the same IMEI under another customer. */
async function deviceHistory(db: UserDb, ticketId: string, device: z.output<typeof deviceRow>) {
  let query = db.from("repair_board").select("id, number, status, problem, created_at").neq("id", ticketId);
  query = device.imei ? query.eq("imei", device.imei) : query.eq("device_id", device.id);
  return z.array(historyRow).parse(must(await query.order("created_at", { ascending: false }).limit(10)));
}

async function takenPartsOf(db: UserDb, rows: z.output<typeof partRow>[]): Promise<TakenPart[]> {
  const taken = rows.filter((row) => row.reverses_id === null);
  if (taken.length === 0) return [];
  const products = must(
    await db
      .from("products")
      .select("id, name")
      .in("id", [...new Set(taken.map((row) => row.product_id))]),
  );
  return taken.map((row) => ({
    id: row.id,
    productId: row.product_id,
    name: products.find((product) => product.id === row.product_id)?.name ?? "–",
    quantity: row.quantity,
    left: rows
      .filter((other) => other.reverses_id === row.id)
      .reduce((left, other) => left + other.quantity, row.quantity),
    createdAt: row.created_at,
  }));
}
