/** One RPC as a Result: refusals become codes, the answer is parsed, never cast. */
import type { z } from "zod";
import { ok, type Result } from "@/lib/core/result";
import { fromPg, type PgError } from "@/lib/db/errors";

export async function answer<S extends z.ZodType>(
  request: PromiseLike<{ data: unknown; error: PgError | null }>,
  schema: S,
): Promise<Result<z.output<S>>> {
  const { data, error } = await request;
  return error ? fromPg(error) : ok(schema.parse(data));
}
