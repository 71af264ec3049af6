/** The URL of the activity page; wrong values become no filter. */
import { z } from "zod";
import { KIND_NAMES, type Kind } from "@/lib/audit/kinds";
import { choiceParam, type SearchParams } from "@/lib/core/list-params";

export interface ActivityFilter {
  /** A person's id, `others` for the system and customers, null for everybody. */
  person: string | null;
  kind: Kind | null;
  /** Instants: from this on, and before that. */
  from: string | null;
  until: string | null;
}

const day = z.iso.date();
const cursor = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const DAY_MS = 86_400_000;

/** Days are the shop's: Malaysia has one zone and no summer time. */
const startOf = (value: unknown, daysLater = 0): string | null => {
  const parsed = day.safeParse(value);
  return parsed.success
    ? new Date(Date.parse(`${parsed.data}T00:00:00+08:00`) + daysLater * DAY_MS).toISOString()
    : null;
};

export function activityFilter(search: SearchParams): ActivityFilter {
  const person = search["person"];
  return {
    person: typeof person === "string" && person !== "" ? person.slice(0, 200) : null,
    kind: choiceParam(search, "kind", KIND_NAMES),
    from: startOf(search["from"]),
    until: startOf(search["until"], 1),
  };
}

/** Where the page goes on: the last entry of the page before. */
export const activityCursor = (search: SearchParams): number | null => cursor.safeParse(search["page"]).data ?? null;
