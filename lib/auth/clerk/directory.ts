/** Tells the database what Clerk says, by the one door it has for that: private.clerk_event decides what comes of it. */
import { directoryDb } from "@/lib/db/clients";
import type { Json } from "@/lib/db/types.gen";

export const OUTCOMES = [
  "applied",
  "stale",
  "replayed",
  "kept_owner",
  "kept_last_owner",
  "unknown",
  "malformed",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `id` names this piece of news: told twice, the second time says "replayed". Throws when the database did not take it. */
export async function tellDirectory(id: string, type: string, data: Json): Promise<Outcome> {
  const { data: said, error } = await directoryDb().rpc("clerk_event", { p_id: id, p_type: type, p_data: data });
  if (error) throw new Error(`clerk_event: ${error.code} ${error.message}`);
  const outcome = OUTCOMES.find((candidate) => candidate === said);
  if (!outcome) throw new Error(`clerk_event answered ${said}`);
  return outcome;
}
