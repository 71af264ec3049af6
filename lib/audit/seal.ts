/** How far the shop's own log is sealed, and whether it is still what was sealed. */
import { z } from "zod";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { answer } from "@/lib/repairs/rpc";

const head = z.object({ day: z.string().nullable(), head: z.string().nullable() });
export type AuditHead = z.output<typeof head>;

export async function auditHead(db: UserDb): Promise<AuditHead> {
  const { data, error } = await db.rpc("audit_head");
  if (error) throw new Error(`audit head: ${error.code} ${error.message}`);
  return head.parse(data);
}

const step = z.object({
  seals: z.number(),
  rows: z.number(),
  until: z.string().nullable(),
  done: z.boolean(),
  wrong: z.object({ day: z.string(), reason: z.enum(["link", "rows", "hash", "date"]) }).nullable(),
});
export interface AuditCheck {
  days: number;
  rows: number;
  wrong: z.output<typeof step>["wrong"];
}

const stepAfter = (db: UserDb, after: string | null): Promise<Result<z.output<typeof step>>> =>
  answer(db.rpc("verify_audit", after === null ? {} : { p_after: after }), step);

/** From the first day on, in steps that each fit into one request to the database. */
export async function checkAudit(db: UserDb): Promise<Result<AuditCheck>> {
  const total: AuditCheck = { days: 0, rows: 0, wrong: null };
  for (let after: string | null = null; ; ) {
    const found = await stepAfter(db, after);
    if (!found.ok) return found;
    total.days += found.value.seals;
    total.rows += found.value.rows;
    total.wrong = found.value.wrong;
    if (found.value.done || found.value.seals === 0) return ok(total);
    after = found.value.until;
  }
}
