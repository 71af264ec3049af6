/** Calling an RPC as somebody, with a refusal as a value. */
import type { Sql } from "postgres";
import { z } from "zod";
import { actAs, type Claims } from "./db";

export type RpcAnswer =
  | { ok: true; value: Record<string, unknown> }
  | { ok: false; code: string; status: string; detail: Record<string, unknown> };

const refusal = z.object({ code: z.string().startsWith("PT"), message: z.string(), detail: z.string().optional() });
const record = z.record(z.string(), z.unknown());

/** Calls an RPC that takes one jsonb `p`, as somebody; a refusal comes back as a value. */
export async function callRpc(sql: Sql, claims: Claims, name: string, input: unknown): Promise<RpcAnswer> {
  try {
    const value = await actAs(sql, claims, async (tx) => {
      const [row] = await tx`select public.${tx(name)}(${JSON.stringify(input)}::text::jsonb) as value`;
      return record.parse(row?.["value"]);
    });
    return { ok: true, value };
  } catch (error) {
    const refused = refusal.safeParse(error);
    if (!refused.success) throw error;
    return {
      ok: false,
      code: refused.data.message,
      status: refused.data.code,
      detail: record.parse(JSON.parse(refused.data.detail ?? "{}")),
    };
  }
}
