/** The delivery log of a number: its URL, and what the database answers. */
import { z } from "zod";
import { choiceParam, type ListParams, type ListTotal, listParams, type SearchParams } from "@/lib/core/list-params";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";

/** `waiting`: not with the network yet. `stuck`: failed or not confirmed, so somebody should look. */
export const DELIVERY_STATES = ["stuck", "waiting", "sent", "delivered", "read", "failed", "unknown"] as const;

/** In the order in which a message goes through them. */
export const STEPS = ["queued", "claimed", "written", "accepted", "delivered", "read", "failed"] as const;

const at = z.string().nullable();
const row = z.object({
  id: z.string(),
  message_id: z.string(),
  conversation_id: z.string(),
  customer: z.string(),
  phone: z.string().nullable(),
  kind: z.string(),
  author_kind: z.string(),
  state: z.string(),
  failure: z.string().nullable(),
  error: z.string().nullable(),
  detail: z.string().nullable(),
  attempts: z.number(),
  resends: z.number(),
  next_at: z.string(),
  queued_at: z.string(),
  claimed_at: at,
  written_at: at,
  accepted_at: at,
  delivered_at: at,
  read_at: at,
  failed_at: at,
  /** What Meta calls it, and whether it charges for it; null where it said nothing. */
  category: z.string().nullable(),
  billable: z.boolean().nullable(),
});
export type Delivery = z.output<typeof row>;
const answer = z.object({ rows: z.array(row), found: z.number() });

export interface DeliveryFilter {
  state: (typeof DELIVERY_STATES)[number] | null;
  /** Instants: from this on, and before that. */
  from: string | null;
  until: string | null;
}

const day = z.iso.date();
const DAY_MS = 86_400_000;
/** Days are the shop's: Malaysia has one zone and no summer time. */
const startOf = (value: unknown, daysLater = 0): string | null => {
  const parsed = day.safeParse(value).data;
  return parsed ? new Date(Date.parse(`${parsed}T00:00:00+08:00`) + daysLater * DAY_MS).toISOString() : null;
};

/** The page and its export read the URL the same. */
export function deliveryParams(search: SearchParams): { params: ListParams; filter: DeliveryFilter } {
  return {
    params: listParams(search, ["-queued"]),
    filter: {
      state: choiceParam(search, "state", DELIVERY_STATES),
      from: startOf(search["from"]),
      until: startOf(search["until"], 1),
    },
  };
}

const WINDOW = 500;

export async function listDeliveries(
  db: UserDb,
  channelId: string,
  { q, from, to }: Pick<ListParams, "q" | "from" | "to">,
  filter: DeliveryFilter,
): Promise<Result<{ rows: Delivery[]; total: ListTotal }>> {
  const p = Object.entries({ ...filter, q }).filter(([, value]) => value !== null && value !== "");
  const { data, error } = await db.rpc("delivery_log", {
    p_channel: channelId,
    p: Object.fromEntries(p),
    p_limit: to - from + 1,
    p_offset: from,
  });
  if (error) return fromPg(error);
  const { rows, found } = answer.parse(data);
  return ok({ rows, total: { count: from + Math.min(found, WINDOW), more: found > WINDOW } });
}

/** When it came to a step; null when it has not, or has passed it unseen. */
export const stepAt = (delivery: Delivery, step: (typeof STEPS)[number]): string | null => delivery[`${step}_at`];

/** How long after it was queued: what one wants to know of a step, and more exact than the minute. */
export function passed(
  queuedAt: string,
  at: string,
): { unit: "seconds" | "minutes" | "hours" | "days"; value: number } {
  const seconds = Math.max(0, (Date.parse(at) - Date.parse(queuedAt)) / 1000);
  if (seconds < 10) return { unit: "seconds", value: Math.round(seconds * 10) / 10 };
  if (seconds < 120) return { unit: "seconds", value: Math.round(seconds) };
  if (seconds < 7200) return { unit: "minutes", value: Math.round(seconds / 60) };
  if (seconds < 172_800) return { unit: "hours", value: Math.round(seconds / 3600) };
  return { unit: "days", value: Math.round(seconds / 86_400) };
}
