/**
 * Every event a shop's database raises, and nothing else: names and shapes, ids only.
 * SQL writes them to public.events in the transaction that caused them (private.emit_event); a relay hands them on with the row
 * id as event id, so one that arrives twice is the same event.
 */
import { z } from "zod";

const id = z.uuid();

/** `entity` is what the event is about; `data` what a function needs beyond it. */
export const EVENTS = {
  "tenant/created": { entity: "tenant", data: z.object({}) },
  "wa/message.received": { entity: "message", data: z.object({ conversation_id: id }) },
  "repair/ticket.created": { entity: "ticket", data: z.object({ source: z.string() }) },
  "repair/estimate.sent": { entity: "estimate", data: z.object({ ticket_id: id }) },
  "repair/estimate.approved": { entity: "estimate", data: z.object({ ticket_id: id, via: z.string() }) },
  "repair/estimate.declined": { entity: "estimate", data: z.object({ ticket_id: id, via: z.string() }) },
  "repair/ticket.ready": { entity: "ticket", data: z.object({}) },
  "repair/ticket.collected": { entity: "ticket", data: z.object({}) },
  "pos/sale.completed": { entity: "sale", data: z.object({ outlet_id: id }) },
  "pos/sale.refunded": { entity: "refund", data: z.object({ outlet_id: id, sale_id: id }) },
  "pos/shift.closed": { entity: "shift", data: z.object({ outlet_id: id }) },
  "invoice/issued": { entity: "invoice", data: z.object({}) },
  "invoice/paid": { entity: "invoice", data: z.object({}) },
  "order/created": { entity: "order", data: z.object({ outlet_id: id }) },
  "stock/low": { entity: "product", data: z.object({ outlet_id: id }) },
} as const;
