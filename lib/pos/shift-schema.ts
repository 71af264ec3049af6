import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import { cleanText } from "@/lib/core/text";
import { DENOMINATIONS } from "@/lib/pos/denominations";
import { PAYMENT_METHODS } from "@/lib/pos/methods";

/** What a drawer holds at most: RM 1,000,000. */
const cashField = z.number().int().min(0).max(100_000_000).multipleOf(5, "payment.cash_not_round");
const reasonField = z.string().transform(cleanText).pipe(z.string().min(3, "shift.reason_required").max(200));

export const openShiftInput = z.object({ key: uuidField, outlet_id: uuidField, float_sen: cashField });

export const moveCashInput = z.object({
  key: uuidField,
  outlet_id: uuidField,
  kind: z.enum(["pay_in", "pay_out"]),
  amount_sen: cashField.min(5),
  reason: reasonField,
});

const countsInput = z.partialRecord(
  z.enum(DENOMINATIONS.map((value) => `${value}` as const)),
  z.number().int().min(0).max(99_999),
);

export const closeShiftInput = z.object({ key: uuidField, shift_id: uuidField, counts: countsInput });
export const forceCloseInput = z.object({ key: uuidField, shift_id: uuidField, reason: reasonField });

export const closeAnswer = z.object({
  z_id: z.uuid(),
  number: z.string(),
  counted_sen: z.number().nullable(),
  expected_sen: z.number(),
  difference_sen: z.number().nullable(),
});
export type CloseAnswer = z.infer<typeof closeAnswer>;

export const shiftTotals = z.object({
  sales: z.object({
    count: z.number(),
    total_sen: z.number(),
    tax_sen: z.number(),
    rounding_sen: z.number(),
    discount_sen: z.number(),
    first_number: z.string().nullable(),
    last_number: z.string().nullable(),
  }),
  refunds: z.object({
    count: z.number(),
    total_sen: z.number(),
    void_count: z.number(),
    void_sen: z.number(),
    tax_sen: z.number(),
    rounding_sen: z.number(),
  }),
  cash: z.object({
    float_sen: z.number(),
    sales_sen: z.number(),
    invoices_sen: z.number(),
    refunds_sen: z.number(),
    pay_in_sen: z.number(),
    pay_out_sen: z.number(),
    expected_sen: z.number(),
  }),
  methods: z.array(
    z.object({
      method: z.enum(PAYMENT_METHODS),
      sales_sen: z.number(),
      invoices_sen: z.number(),
      refunds_sen: z.number(),
      count: z.number(),
    }),
  ),
});
export type ShiftTotals = z.infer<typeof shiftTotals>;

const openShift = z.object({ id: z.uuid(), outlet_id: z.uuid(), opened_at: z.string(), opened_by: z.string() });
export const openShifts = z.array(openShift);
export type OpenShift = z.infer<typeof openShift>;

const zRow = z.object({
  id: z.uuid(),
  number: z.string(),
  outlet_id: z.uuid(),
  created_at: z.string(),
  business_date: z.string(),
  closed_by: z.string(),
  counted_sen: z.number().nullable(),
  expected_sen: z.number(),
  difference_sen: z.number().nullable(),
  forced: z.boolean(),
});
export const zRows = z.array(zRow);
export type ZRow = z.infer<typeof zRow>;

export const zReport = zRow.extend({
  reason: z.string().nullable(),
  counts: z.record(z.string(), z.number()).nullable(),
  totals: shiftTotals,
  shifts: z.object({ opened_at: z.string(), opened_by: z.string() }),
});
export type ZReport = z.infer<typeof zReport>;
