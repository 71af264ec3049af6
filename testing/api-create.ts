/** `api_create` as the routes call it. */
import type { Sql } from "postgres";
import { z } from "zod";
import { actAs, type Claims } from "./db";

const answer = z.object({
  status: z.number(),
  body: z.record(z.string(), z.unknown()),
  replayed: z.boolean(),
});
export type CreateAnswer = z.infer<typeof answer>;

export async function apiCreate(
  sql: Sql,
  claims: Claims,
  kind: string,
  p: unknown,
  key: string | null = null,
  hash = JSON.stringify(p),
): Promise<CreateAnswer> {
  const [row] = await actAs(
    sql,
    claims,
    (tx) => tx`select public.api_create(${kind}, ${hash}, ${JSON.stringify(p)}::text::jsonb, ${key}) as answer`,
  );
  return answer.parse(row?.["answer"]);
}
