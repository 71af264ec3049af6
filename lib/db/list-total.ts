import type { PostgrestError } from "@supabase/supabase-js";
import type { ListTotal } from "@/lib/core/list-params";
import { ok, type Result } from "@/lib/core/result";
import { fromPg } from "@/lib/db/errors";

/**
 * How far past a page's first row is looked. Counting every sale of a shop with 200,000 of them costs many times what its page
 * costs (`npm run bench -- rls`), and nobody turns to page 8,000.
 */
const WINDOW = 500;

type Ids = { range(from: number, to: number): PromiseLike<{ data: unknown[] | null; error: PostgrestError | null }> };

/** `ids` is the list's query with its filters, without an order, for its rows' ids. */
export async function listTotal(ids: Ids, from: number): Promise<Result<ListTotal>> {
  const { data, error } = await ids.range(from, from + WINDOW);
  if (error) return fromPg(error);
  const found = data?.length ?? 0;
  return ok({ count: from + Math.min(found, WINDOW), more: found > WINDOW });
}
