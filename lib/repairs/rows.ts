/** What screens know of tickets: plain rows, parsed once when read. Safe in the browser. */
import { z } from "zod";
import { PHASES, STAGES } from "@/lib/repairs/kinds";

export const statusRow = z.object({
  key: z.string(),
  phase: z.enum(PHASES),
  name_ms: z.string(),
  name_en: z.string(),
  colour: z.string(),
  position: z.number(),
});
export type StatusRow = z.output<typeof statusRow>;

export const ticketCard = z.object({
  id: z.string(),
  number: z.string(),
  outlet_id: z.string(),
  status: z.string(),
  phase: z.enum(PHASES),
  priority: z.string(),
  problem: z.string(),
  customer_id: z.string(),
  customer_name: z.string(),
  category: z.string(),
  brand: z.string().nullable(),
  model: z.string(),
  technician_id: z.string().nullable(),
  technician_name: z.string().nullable(),
  estimate_state: z.enum(["proposed", "approved", "declined"]).nullable(),
  estimate_total_sen: z.number().nullable(),
  settled_at: z.string().nullable(),
  eta_at: z.string().nullable(),
  created_at: z.string(),
  status_at: z.string(),
});
export type TicketCard = z.output<typeof ticketCard>;
export const CARD_COLUMNS = Object.keys(ticketCard.shape).join(", ");

export const moveRow = z.object({
  to_key: z.string(),
  via: z.enum(["move", "estimate", "decision", "ready", "handover"]),
  phase: z.enum(PHASES),
  name_ms: z.string(),
  name_en: z.string(),
});
export type Move = z.output<typeof moveRow>;

/** The whole table of moves with what the caller may do: the board answers a drag before the database does. */
export const transitionRow = z.object({
  from_key: z.string(),
  to_key: z.string(),
  capability: z.string(),
  via: moveRow.shape.via,
});
export type Transition = z.output<typeof transitionRow>;

export const estimateLineRow = z.object({
  line_no: z.number(),
  product_id: z.string().nullable(),
  description: z.string(),
  quantity: z.coerce.number(),
  unit_price_sen: z.number(),
  tax_code: z.string().nullable(),
  net_sen: z.number(),
});

export const estimateRow = z.object({
  id: z.string(),
  version: z.number(),
  state: z.enum(["proposed", "approved", "declined", "superseded"]),
  net_sen: z.number(),
  tax_sen: z.number(),
  total_sen: z.number(),
  eta_at: z.string().nullable(),
  note: z.string().nullable(),
  message_id: z.string().nullable(),
  proposed_by: z.string().nullable(),
  decided_via: z.enum(["button", "chat", "link", "staff"]).nullable(),
  decided_at: z.string().nullable(),
  decided_name: z.string().nullable(),
  decided_by: z.string().nullable(),
  decided_reason: z.string().nullable(),
  created_at: z.string(),
});
export type EstimateVersion = z.output<typeof estimateRow> & { lines: z.output<typeof estimateLineRow>[] };

export const eventRow = z.object({
  id: z.number(),
  kind: z.string(),
  actor_kind: z.string(),
  actor_id: z.string().nullable(),
  body: z.string().nullable(),
  is_public: z.boolean(),
  data: z.record(z.string(), z.unknown()),
  created_at: z.string(),
});
export type TicketEvent = z.output<typeof eventRow>;

export const partRow = z.object({
  id: z.string(),
  product_id: z.string(),
  quantity: z.coerce.number(),
  reverses_id: z.string().nullable(),
  created_at: z.string(),
});

export const photoRow = z.object({
  id: z.string(),
  stage: z.enum(STAGES),
  width: z.number().nullable(),
  height: z.number().nullable(),
  caption: z.string().nullable(),
  created_at: z.string(),
});
export type TicketPhoto = z.output<typeof photoRow>;

export const chatRow = z.object({
  id: z.string(),
  direction: z.enum(["in", "out", "note"]),
  author_kind: z.string(),
  author: z.string().nullable(),
  kind: z.string(),
  body: z.string(),
  status: z.string(),
  conversation_id: z.string(),
  sent_at: z.string(),
});
export type ChatMessage = z.output<typeof chatRow>;
