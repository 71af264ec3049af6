/** Chat, ledger, prices, parts, photos and payment as one list, oldest first; pure. */
import type { ChatMessage, EstimateVersion, TicketEvent, TicketPhoto } from "@/lib/repairs/rows";
import type { Ticket } from "@/lib/repairs/ticket";

export const TIMELINE_FILTERS = ["chat", "work", "price", "photos", "payment"] as const;
export type TimelineFilter = (typeof TIMELINE_FILTERS)[number];

export type TimelineEntry = { key: string; at: string; filter: TimelineFilter } & (
  | { type: "message"; message: ChatMessage }
  | { type: "event"; event: TicketEvent }
  | { type: "estimate"; event: TicketEvent; estimate: EstimateVersion }
  | { type: "photos"; event: TicketEvent; photos: TicketPhoto[] }
  | { type: "payment"; event: TicketEvent; number: string | null; totalSen: number | null; saleId: string | null }
);

const PRICE = new Set(["ESTIMATE_SENT", "APPROVED", "DECLINED", "APPROVAL_VOIDED"]);

function eventEntry(ticket: Ticket, event: TicketEvent): TimelineEntry {
  const base = { key: `e${event.id}`, at: event.created_at };
  const estimate = ticket.estimates.find((one) => one.id === event.data["estimate_id"]);
  if (event.kind === "ESTIMATE_SENT" && estimate)
    return { ...base, filter: "price", type: "estimate", event, estimate };
  if (event.kind === "PHOTO") {
    const photos = ticket.photos.filter((photo) => photo.id === event.data["photo_id"]);
    return { ...base, filter: "photos", type: "photos", event, photos };
  }
  if (event.kind === "SETTLED") {
    const { sale } = ticket;
    return {
      ...base,
      filter: "payment",
      type: "payment",
      event,
      number: sale?.number ?? null,
      totalSen: sale?.total_sen ?? null,
      saleId: sale?.id ?? null,
    };
  }
  const filter = PRICE.has(event.kind)
    ? "price"
    : event.kind.startsWith("PHOTO")
      ? "photos"
      : event.kind === "UNSETTLED"
        ? "payment"
        : "work";
  return { ...base, filter, type: "event", event };
}

/** Photos that came right after one another are shown as one group. */
function join(entries: TimelineEntry[]): TimelineEntry[] {
  const out: TimelineEntry[] = [];
  for (const entry of entries) {
    const last = out.at(-1);
    if (
      entry.type === "photos" &&
      last?.type === "photos" &&
      last.event.data["stage"] === entry.event.data["stage"] &&
      last.event.actor_id === entry.event.actor_id
    ) {
      out[out.length - 1] = { ...last, photos: [...last.photos, ...entry.photos] };
    } else out.push(entry);
  }
  return out.filter((entry) => entry.type !== "photos" || entry.photos.length > 0);
}

export function timeline(ticket: Ticket): TimelineEntry[] {
  const chat = ticket.messages.map(
    (message): TimelineEntry => ({
      key: `m${message.id}`,
      at: message.sent_at,
      filter: "chat",
      type: "message",
      message,
    }),
  );
  const events = ticket.events.map((event) => eventEntry(ticket, event));
  // What a step did stands before what it sent: both carry the time of one transaction.
  return join([...events, ...chat].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)));
}
