/** Reads of boards and lists. Policies decide what is seen; the tenant's own rows are all that can come back. */
import { z } from "zod";
import { type ListParams, type ListTotal, listOrder } from "@/lib/core/list-params";
import type { UserDb } from "@/lib/db/clients";
import { listTotal } from "@/lib/db/list-total";
import { OPEN_PHASES, type Phase } from "@/lib/repairs/kinds";
import {
  CARD_COLUMNS,
  type StatusRow,
  statusRow,
  type TicketCard,
  type Transition,
  ticketCard,
  transitionRow,
} from "@/lib/repairs/rows";

export type BoardFilter = {
  q: string;
  outletId: string | null;
  technician: string | null;
  status: string | null;
  phase: Phase | null;
};

/** Reads that fail are no answer: the page says that the database is away instead of showing nothing. */
function rows<T>(result: { data: T | null; error: { message: string; code?: string } | null }, what: string): T {
  if (result.error) throw new Error(`${what}: ${result.error.code ?? ""} ${result.error.message}`);
  if (result.data === null) throw new Error(`${what}: no answer`);
  return result.data;
}

export async function listStatuses(db: UserDb): Promise<StatusRow[]> {
  const result = await db
    .from("repair_statuses")
    .select("key, phase, name_ms, name_en, colour, position")
    .order("position");
  return z.array(statusRow).parse(rows(result, "statuses"));
}

export async function listTransitions(db: UserDb): Promise<Transition[]> {
  const result = await db.from("repair_transitions").select("from_key, to_key, capability, via");
  return z.array(transitionRow).parse(rows(result, "transitions"));
}

interface Narrowed<Query> {
  eq(column: string, value: string): Query;
  is(column: string, value: null): Query;
}

function narrow<Query extends Narrowed<Query>>(start: Query, filter: BoardFilter): Query {
  let query = start;
  if (filter.outletId) query = query.eq("outlet_id", filter.outletId);
  if (filter.technician === "none") query = query.is("technician_id", null);
  else if (filter.technician) query = query.eq("technician_id", filter.technician);
  if (filter.status) query = query.eq("status", filter.status);
  if (filter.phase) query = query.eq("phase", filter.phase);
  return query;
}

/** With words to look for, the database's own search: it has indexes for that, which a filter under policies may not use. */
function filtered(db: UserDb, tenantId: string, filter: BoardFilter, columns: string) {
  return filter.q.trim()
    ? narrow(db.rpc("search_board", { p_query: filter.q }), filter).select(columns)
    : narrow(db.from("repair_board").select(columns).eq("tenant_id", tenantId), filter);
}

const BOARD_LIMIT = 400;

/** Open tickets, oldest first, and the newest finished ones. */
export async function listBoard(db: UserDb, tenantId: string, filter: BoardFilter): Promise<TicketCard[]> {
  const [open, done] = await Promise.all([
    filtered(db, tenantId, filter, CARD_COLUMNS)
      .in("phase", [...OPEN_PHASES])
      .order("created_at")
      .limit(BOARD_LIMIT),
    filtered(db, tenantId, filter, CARD_COLUMNS)
      .in("phase", ["CLOSED", "CANCELLED"])
      .order("updated_at", { ascending: false })
      .limit(30),
  ]);
  return z.array(ticketCard).parse([...rows(open, "board"), ...rows(done, "board")]);
}

export const LIST_SORTS = [
  "-created_at",
  "number",
  "customer_name",
  "status_at",
  "eta_at",
  "estimate_total_sen",
] as const;

const NULLABLE_SORTS: readonly string[] = ["eta_at", "estimate_total_sen", "customer_name"];

export async function listTickets(
  db: UserDb,
  tenantId: string,
  filter: BoardFilter,
  params: ListParams,
): Promise<{ tickets: TicketCard[]; total: ListTotal }> {
  const [result, total] = await Promise.all([
    filtered(db, tenantId, filter, CARD_COLUMNS)
      .order(params.sort, listOrder(params, NULLABLE_SORTS))
      .order("id")
      .range(params.from, params.to),
    listTotal(filtered(db, tenantId, filter, "id"), params.from),
  ]);
  // A page past the end (rows have moved on) is an empty page, not a failure.
  if (result.error?.code === "PGRST103") return { tickets: [], total: { count: 0, more: false } };
  if (!total.ok) throw new Error(`tickets: ${total.code}`);
  return { tickets: z.array(ticketCard).parse(rows(result, "tickets")), total: total.value };
}

const person = z.object({ user_id: z.string(), name: z.string() });
const member = z.object({ user_id: z.string(), role: z.string(), outlet_ids: z.array(z.string()).nullable() });
export type Technician = { id: string; name: string };

/** Who can work on tickets, by name. */
export async function listTechnicians(db: UserDb, tenantId: string): Promise<Technician[]> {
  const members = z
    .array(member)
    .parse(
      rows(
        await db
          .from("members")
          .select("user_id, role, outlet_ids")
          .eq("tenant_id", tenantId)
          .eq("status", "active")
          .in("role", ["owner", "admin", "technician", "agent", "sales"]),
        "members",
      ),
    );
  const names = await peopleNames(
    db,
    members.map((one) => one.user_id),
  );
  const rank = (id: string) => (members.find((one) => one.user_id === id)?.role === "technician" ? 0 : 1);
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .sort((a, b) => rank(a.id) - rank(b.id) || a.name.localeCompare(b.name));
}

export async function peopleNames(db: UserDb, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const result = await db.from("people").select("user_id, name").in("user_id", wanted);
  return new Map(
    z
      .array(person)
      .parse(rows(result, "people"))
      .map((one) => [one.user_id, one.name]),
  );
}

/** Basis points per tax code today, zero for a shop that is not registered: what the estimate's preview adds. */
export async function taxRates(db: UserDb, isRegistered: boolean, today: string): Promise<Record<string, number>> {
  if (!isRegistered) return {};
  const result = await db
    .from("tax_rates")
    .select("code, rate_bp, valid_from")
    .lte("valid_from", today)
    .order("valid_from");
  const found = z.array(z.object({ code: z.string(), rate_bp: z.number() })).parse(rows(result, "tax rates"));
  return Object.fromEntries(found.map((rate) => [rate.code, rate.rate_bp]));
}
