/** Tickets and their estimates. */
import type { TransactionSql } from "postgres";
import { demand, refused } from "../attempt";
import type { Catalog } from "../catalog";
import type { Probe } from "../generic";
import { countRows, freshRow, type Row, readAgain, updateRow } from "../rows";

const freshTicket = (tx: TransactionSql, catalog: Catalog): Promise<Row> =>
  freshRow(tx, catalog, "public.repair_tickets", {
    status: "diagnosing",
    phase: "IN_PROGRESS",
    started_at: null,
    ready_at: null,
    closed_at: null,
    estimate_state: null,
    estimate_total_sen: null,
  });

const ticketTransition: Probe = async (tx, catalog, trigger) => {
  const table = catalog.table(trigger.table);
  const row = await freshTicket(tx, catalog);
  await refused(tx, "repair.bad_transition", "diagnosing → collected", (inner) =>
    updateRow(inner, table, row, { status: "collected" }),
  );
  await refused(tx, "repair.not_approved", "approved without an approval", (inner) =>
    updateRow(inner, table, row, { status: "approved" }),
  );
  await refused(tx, "repair.no_estimate", "awaiting approval of nothing", (inner) =>
    updateRow(inner, table, row, { status: "awaiting_approval" }),
  );
  demand(
    (await updateRow(tx, table, row, { phase: "CLOSED" }))["phase"] === "IN_PROGRESS",
    "the phase may be set by hand",
  );
  const ready = await updateRow(tx, table, row, { status: "ready" });
  demand(ready["phase"] === "READY" && ready["ready_at"] !== null, "the phase does not follow the status");
};

const ticketMoved: Probe = async (tx, catalog, trigger) => {
  const ticket = await freshTicket(tx, catalog);
  const estimate = await freshEstimate(tx, catalog, ticket);
  await updateRow(tx, catalog.table(trigger.table), ticket, { status: "cancelled" });
  demand(
    (await countRows(tx, "public.repair_events", `ticket_id = '${ticket["id"]}' and kind = 'STATUS'`)) === 1,
    "a move leaves no line in the ledger",
  );
  demand(
    (await readAgain(tx, catalog.table("public.estimates"), estimate))?.["state"] === "superseded",
    "a closed ticket keeps a price that waits for an answer",
  );
};

const freshEstimate = (tx: TransactionSql, catalog: Catalog, ticket: Row): Promise<Row> =>
  freshRow(tx, catalog, "public.estimates", {
    tenant_id: ticket["tenant_id"],
    ticket_id: ticket["id"],
    outlet_id: ticket["outlet_id"],
    customer_id: ticket["customer_id"],
    state: "proposed",
    version: 1,
    total_sen: 4321,
    superseded_at: null,
  });

const estimatesSummary: Probe = async (tx, catalog, trigger) => {
  const ticket = await freshTicket(tx, catalog);
  const state = async () => {
    const row = await readAgain(tx, catalog.table("public.repair_tickets"), ticket);
    return `${row?.["estimate_state"]} ${row?.["estimate_total_sen"]}`;
  };
  const estimate = await freshEstimate(tx, catalog, ticket);
  demand((await state()) === "proposed 4321", "a new price does not show on the ticket");
  await updateRow(tx, catalog.table(trigger.table), estimate, {
    state: "approved",
    decided_at: "2026-01-01T00:00:00Z",
    decided_via: "staff",
  });
  demand((await state()) === "approved 4321", "a decision does not show on the ticket");
};

export const REPAIR_PROBES: Record<string, Probe> = {
  repair_tickets_transition: ticketTransition,
  repair_tickets_moved: ticketMoved,
  estimates_summary: estimatesSummary,
};
