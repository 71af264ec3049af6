/** The chatting customer's own repairs. Row level security decides whose they are; nothing here filters by customer. */
import type { Fact } from "@/lib/ai/answer";
import { rows } from "@/lib/ai/facts/rows";
import { businessDate, formatDate, formatDateTime, type Locale } from "@/lib/core/dates";
import { formatSen } from "@/lib/core/money";
import type { CustomerDb } from "@/lib/db/clients";
import type { Json } from "@/lib/db/types.gen";

export type WaitingEstimate = {
  readonly id: string;
  readonly version: number;
  readonly totalSen: number;
  readonly etaAt: string | null;
  readonly messageId: string | null;
  readonly buttons: Json;
};
export type Ticket = {
  readonly id: string;
  readonly number: string;
  readonly device: string;
  readonly phase: string;
  readonly statusName: Record<Locale, string>;
  readonly outletId: string;
  readonly etaAt: string | null;
  readonly readyAt: string | null;
  readonly closedAt: string | null;
  readonly agreedSen: number | null;
  readonly waiting: WaitingEstimate | null;
};

const OPEN = ["NEW", "IN_PROGRESS", "READY"];

/** Open tickets, newest first, at most five; without any the last one closed within a month. */
export async function ticketFacts(db: CustomerDb, now: Date): Promise<Ticket[]> {
  const found = rows(
    await db
      .from("repair_tickets")
      .select(
        "id, number, phase, status, outlet_id, eta_at, ready_at, closed_at, estimate_state, estimate_total_sen, created_at, devices(brand, model)",
      )
      .order("created_at", { ascending: false })
      .limit(20),
  );
  const open = found.filter((ticket) => OPEN.includes(ticket.phase)).slice(0, 5);
  const monthAgo = now.getTime() - 30 * 86_400_000;
  const past = found.filter(
    (ticket) => ticket.phase === "CLOSED" && ticket.closed_at !== null && Date.parse(ticket.closed_at) > monthAgo,
  );
  const chosen = open.length > 0 ? open : past.slice(0, 1);
  if (chosen.length === 0) return [];
  const statuses = rows(await db.from("repair_statuses").select("key, name_ms, name_en"));
  const estimates = await waitingEstimates(db);
  return chosen.map((ticket) => {
    const status = statuses.find((row) => row.key === ticket.status);
    return {
      id: ticket.id,
      number: ticket.number,
      device: [ticket.devices?.brand, ticket.devices?.model].filter(Boolean).join(" "),
      phase: ticket.phase,
      statusName: { ms: status?.name_ms ?? ticket.status, en: status?.name_en ?? ticket.status },
      outletId: ticket.outlet_id,
      etaAt: ticket.eta_at,
      readyAt: ticket.ready_at,
      closedAt: ticket.closed_at,
      agreedSen: ticket.estimate_state === "approved" ? ticket.estimate_total_sen : null,
      waiting: estimates.find((row) => row.ticketId === ticket.id) ?? null,
    };
  });
}

/** Every version that waits for this customer's answer. */
export async function waitingEstimates(db: CustomerDb): Promise<(WaitingEstimate & { readonly ticketId: string })[]> {
  const found = rows(
    await db
      .from("estimates")
      .select("id, ticket_id, version, total_sen, eta_at, message_id, buttons")
      .eq("state", "proposed")
      .order("created_at", { ascending: false })
      .limit(10),
  );
  return found.map((row) => ({
    id: row.id,
    ticketId: row.ticket_id,
    version: row.version,
    totalSen: row.total_sen,
    etaAt: row.eta_at,
    messageId: row.message_id,
    buttons: row.buttons,
  }));
}

export const ticketCite = (ticket: Ticket) => ({ table: "repair_tickets", id: ticket.id, label: ticket.number });
export const estimateCite = (ticket: Ticket, waiting: WaitingEstimate) => ({
  table: "estimates",
  id: waiting.id,
  label: `${ticket.number} v${waiting.version}`,
});

const stamp = (at: string | null, timeZone: string) =>
  at === null
    ? null
    : `${formatDateTime(at, "en", timeZone)} (${businessDate(new Date(at), timeZone)}, ${formatDate(at, "ms", timeZone)})`;

export function ticketFact(ticket: Ticket, timeZone: string): Fact {
  return {
    cite: ticketCite(ticket),
    data: {
      number: ticket.number,
      device: ticket.device,
      phase: ticket.phase,
      status_ms: ticket.statusName.ms,
      status_en: ticket.statusName.en,
      expected: stamp(ticket.etaAt, timeZone),
      ready_since: stamp(ticket.readyAt, timeZone),
      closed: stamp(ticket.closedAt, timeZone),
      agreed_price: ticket.agreedSen === null ? null : formatSen(ticket.agreedSen),
      price_waiting_for_approval: ticket.waiting
        ? `${formatSen(ticket.waiting.totalSen)} (version ${ticket.waiting.version})`
        : null,
    },
  };
}
