/** What a drop on the board means, before the database is asked; pure. */
import type { StatusRow, TicketCard, Transition } from "@/lib/repairs/rows";

export type DropMeaning =
  | { kind: "none" }
  | { kind: "refused" }
  | { kind: "move" }
  | { kind: "step"; step: Transition["via"] };

export function dropMeaning(
  ticket: Pick<TicketCard, "status">,
  to: string,
  transitions: readonly Transition[],
  capabilities: readonly string[],
): DropMeaning {
  if (ticket.status === to) return { kind: "none" };
  const way = transitions.find((one) => one.from_key === ticket.status && one.to_key === to);
  if (!way || !capabilities.includes(way.capability)) return { kind: "refused" };
  return way.via === "move" ? { kind: "move" } : { kind: "step", step: way.via };
}

/** Where the ticket may go, in the order of the board. */
export function targets(
  ticket: Pick<TicketCard, "status">,
  statuses: readonly StatusRow[],
  transitions: readonly Transition[],
  capabilities: readonly string[],
): { status: StatusRow; meaning: DropMeaning }[] {
  return statuses
    .map((status) => ({ status, meaning: dropMeaning(ticket, status.key, transitions, capabilities) }))
    .filter(({ meaning }) => meaning.kind === "move" || meaning.kind === "step");
}

/** The page of the ticket with the dialog of that step open. */
export const stepHref = (ticketId: string, step: string): string => `/repairs/${ticketId}?step=${step}`;
