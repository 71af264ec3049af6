import { z } from "zod";
import { type Entry, entrySchema } from "@/lib/audit/entry";
import { KINDS } from "@/lib/audit/kinds";
import type { ActivityFilter } from "@/lib/audit/schema";
import type { UserDb } from "@/lib/db/clients";

/** Newest first, after the entry `before`; one more than `limit` tells whether there are older ones. */
export async function listActivity(
  db: UserDb,
  filter: ActivityFilter,
  before: number | null,
  limit: number,
): Promise<Entry[]> {
  const { data, error } = await db.rpc("list_activity", {
    p_limit: limit,
    p_others: filter.person === "others",
    ...(before === null ? {} : { p_before: before }),
    ...(filter.person && filter.person !== "others" ? { p_person: filter.person } : {}),
    ...(filter.kind ? { p_tables: [...KINDS[filter.kind]] } : {}),
    ...(filter.from ? { p_from: filter.from } : {}),
    ...(filter.until ? { p_until: filter.until } : {}),
  });
  if (error) throw new Error(`activity: ${error.code} ${error.message}`);
  return z.array(entrySchema).parse(data);
}

/** Everybody who ever belonged to the team: what they did stays. */
export async function listActors(db: UserDb, tenantId: string): Promise<{ id: string; name: string }[]> {
  const { data, error } = await db
    .from("members")
    .select("user_id, people (name)")
    .eq("tenant_id", tenantId)
    .order("created_at")
    .limit(500);
  if (error) throw new Error(`actors: ${error.code} ${error.message}`);
  return data.map((row) => ({ id: row.user_id, name: row.people.name }));
}
