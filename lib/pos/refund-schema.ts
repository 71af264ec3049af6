import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { cleanText } from "@/lib/core/text";
import { PAYMENT_METHODS } from "@/lib/pos/methods";
import { saleInput } from "@/lib/pos/schema";

const reasonField = z.string().transform(cleanText).pipe(z.string().min(3, "refund.reason_required").max(200));
const method = z.enum(PAYMENT_METHODS);

/** `approval_id` is not part of what is approved: the request is shown to the manager before there is one. */
const approval = { approval_id: uuidField.optional() };

const refundRequest = z.object({
  key: uuidField,
  sale_id: uuidField,
  reason: reasonField,
  lines: z
    .array(
      z.object({
        line_no: z.number().int().min(1).max(300),
        quantity: z.string().regex(/^\d{1,7}(\.\d{1,3})?$/, "input.quantity"),
        restock: z.boolean(),
      }),
    )
    .min(1, "refund.nothing")
    .max(300),
  expected: z.object({ total_sen: z.number().int().min(0) }),
  payments: z
    .array(
      z.object({
        method,
        amount_sen: z.number().int().min(1),
        reference: z.string().trim().max(80, "input.too_long").optional(),
      }),
    )
    .max(5),
});
export const refundInput = refundRequest.extend(approval);
export type RefundInput = z.input<typeof refundInput>;

const voidRequest = z.object({ key: uuidField, sale_id: uuidField, reason: reasonField });
export const voidInput = voidRequest.extend(approval);

const approver = {
  outlet_id: uuidField,
  user_id: z.string().min(1).max(100),
  pin: z.string().regex(/^\d{4,8}$/, "pin.digits"),
};
/** The same shapes the acts take, so that what is approved is what is done. */
export const approveInput = z.discriminatedUnion("act", [
  z.object({ ...approver, act: z.literal("refund"), input: refundRequest }),
  z.object({ ...approver, act: z.literal("void"), input: voidRequest }),
  z.object({ ...approver, act: z.literal("discount"), input: saleInput.omit({ approval_id: true }) }),
]);
export type ApproveInput = z.input<typeof approveInput>;

export const setPinInput = z.object({ pin: approver.pin });

export const refundAnswer = z.object({
  refund_id: z.uuid(),
  number: z.string(),
  total_sen: z.number(),
  replayed: z.boolean(),
});
export type RefundAnswer = z.infer<typeof refundAnswer>;

const offerLine = z.object({
  line_no: z.number(),
  description: z.string(),
  unit: z.string(),
  quantity: z.coerce.number(),
  refunded: z.coerce.number(),
  taxable_sen: z.number(),
  tax_sen: z.number(),
  done_taxable_sen: z.coerce.number(),
  done_tax_sen: z.coerce.number(),
  restockable: z.boolean(),
});
export type OfferLine = z.infer<typeof offerLine>;

export const refundOffer = z.object({
  outlet_id: z.uuid(),
  total_sen: z.number(),
  refunded_sen: z.coerce.number(),
  has_shift: z.boolean(),
  may_void: z
    .boolean()
    .nullable()
    .transform((value) => value === true),
  is_void: z.boolean(),
  rounding: z.record(method, z.boolean()),
  methods: z.array(z.object({ method, amount_sen: z.number() })),
  lines: z.array(offerLine),
  refunds: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      kind: z.enum(["void", "refund"]),
      reason: z.string(),
      total_sen: z.number(),
      at: z.string(),
      by: z.string().nullable(),
      approved_by: z.string().nullable(),
    }),
  ),
});
export type RefundOffer = z.infer<typeof refundOffer>;

export const approvers = z.array(z.object({ user_id: z.string(), name: z.string() }));
export type Approver = z.infer<typeof approvers>[number];
