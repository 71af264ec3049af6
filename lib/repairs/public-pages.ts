/** What the bearer of a link sees of his repair: parsed answers of the public functions, nothing more. */
import { z } from "zod";
import type { Result } from "@/lib/core/result";
import type { PublicDb } from "@/lib/db/clients";
import { PHASES } from "@/lib/repairs/kinds";
import { answer } from "@/lib/repairs/rpc";

export const outletCard = z.object({
  shop: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  address_line: z.string().nullable(),
  postcode: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  time_zone: z.string(),
  privacy_slug: z.string(),
});
export type OutletCard = z.output<typeof outletCard>;

const device = z.object({ brand: z.string().nullable(), model: z.string() });

const ticketPage = z.object({
  number: z.string(),
  problem: z.string(),
  phase: z.enum(PHASES),
  status: z.string(),
  created_at: z.string(),
  eta_at: z.string().nullable(),
  ready_at: z.string().nullable(),
  closed_at: z.string().nullable(),
  is_paid: z.boolean(),
  device,
  outlet: outletCard,
  statuses: z.record(z.string(), z.object({ ms: z.string(), en: z.string() })),
  estimate: z
    .object({
      state: z.enum(["proposed", "approved", "declined"]),
      version: z.number(),
      total_sen: z.number(),
      token: z.string(),
    })
    .nullable(),
  events: z.array(
    z.object({
      kind: z.string(),
      at: z.string(),
      to: z.string().nullable(),
      body: z.string().nullable(),
      total_sen: z.number().nullable(),
    }),
  ),
});
export type TicketPage = z.output<typeof ticketPage>;

const estimatePage = z.object({
  version: z.number(),
  state: z.enum(["proposed", "approved", "declined", "superseded"]),
  net_sen: z.number(),
  tax_sen: z.number(),
  total_sen: z.number(),
  eta_at: z.string().nullable(),
  created_at: z.string(),
  decided_at: z.string().nullable(),
  decided_name: z.string().nullable(),
  number: z.string(),
  problem: z.string(),
  newest_token: z.string().nullable(),
  ticket_token: z.string(),
  device,
  outlet: outletCard,
  lines: z.array(
    z.object({ line_no: z.number(), description: z.string(), quantity: z.coerce.number(), total_sen: z.number() }),
  ),
});
export type EstimatePage = z.output<typeof estimatePage>;

export const getTicketPage = (db: PublicDb, token: string): Promise<Result<TicketPage>> =>
  answer(db.rpc("ticket_page", { p_token: token }), ticketPage);

export const getEstimatePage = (db: PublicDb, token: string): Promise<Result<EstimatePage>> =>
  answer(db.rpc("estimate_page", { p_token: token }), estimatePage);

const decided = z.object({ outcome: z.enum(["approved", "declined", "already", "decided", "superseded"]) });

export const decideByLink = (db: PublicDb, input: { token: string; decision: "approve" | "decline"; name: string }) =>
  answer(
    db.rpc("decide_estimate_by_link", { p_token: input.token, p_decision: input.decision, p_name: input.name }),
    decided,
  );

/** Links are 36 hex characters; anything else is not even asked about. */
export const linkToken = z.string().regex(/^[0-9a-f]{36}$/);
