import type { z } from "zod";
import { ok, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { fromPg } from "@/lib/db/errors";
import {
  type Approver,
  approvers,
  type RefundAnswer,
  type RefundOffer,
  refundAnswer,
  type refundInput,
  refundOffer,
  type voidInput,
} from "@/lib/pos/refund-schema";

/** Idempotent by `input.key`, as a sale is. */
export async function refundSale(db: UserDb, input: z.output<typeof refundInput>): Promise<Result<RefundAnswer>> {
  const { data, error } = await db.rpc("refund_sale", { p: input });
  return error ? fromPg(error) : ok(refundAnswer.parse(data));
}

export async function voidSale(db: UserDb, input: z.output<typeof voidInput>): Promise<Result<RefundAnswer>> {
  const { data, error } = await db.rpc("void_sale", { p: input });
  return error ? fromPg(error) : ok(refundAnswer.parse(data));
}

export async function getRefundOffer(db: UserDb, saleId: string): Promise<Result<RefundOffer>> {
  const { data, error } = await db.rpc("refund_offer", { p_sale: saleId });
  return error ? fromPg(error) : ok(refundOffer.parse(data));
}

/** Who can be called to the counter. */
export async function listApprovers(db: UserDb, outletId: string): Promise<Result<Approver[]>> {
  const { data, error } = await db.rpc("approvers", { p_outlet: outletId });
  return error ? fromPg(error) : ok(approvers.parse(data));
}
