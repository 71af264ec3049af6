import { z } from "zod";
import type { Result } from "@/lib/core/result";
import { ok } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import { type SearchHit, searchHit } from "@/lib/search/schema";

/** Customers, tickets, products, invoices and sales the person may see; row level security decides. */
export async function searchAll(db: UserDb, query: string): Promise<Result<SearchHit[]>> {
  const { data, error } = await db.rpc("search_all", { p_query: query });
  return error ? fromPg(error) : ok(z.array(searchHit).parse(data ?? []));
}
