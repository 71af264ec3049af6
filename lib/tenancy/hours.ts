import { z } from "zod";
import { DAYS, type Hours } from "@/lib/tenancy/days";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "input.time");
const span = z.tuple([time, time]).refine(([from, to]) => from < to, "input.hours");

const stored = z.partialRecord(z.enum(DAYS), z.tuple([z.string(), z.string()]));

/** The jsonb column; something else than hours reads as closed all week. */
export const readHours = (value: unknown): Hours => stored.catch({}).parse(value);

const day = z.object({ open: z.literal("on").optional(), from: z.string().optional(), to: z.string().optional() });

/** `mon_open`, `mon_from`, `mon_to`, … of a form → hours. Errors are put at `mon_to`. */
export const hoursFromForm = (form: Record<string, unknown>, context: z.RefinementCtx): Hours => {
  const hours: Hours = {};
  for (const name of DAYS) {
    const fields = day.safeParse({ open: form[`${name}_open`], from: form[`${name}_from`], to: form[`${name}_to`] });
    if (!fields.success || !fields.data.open) continue;
    const parsed = span.safeParse([fields.data.from, fields.data.to]);
    if (parsed.success) hours[name] = parsed.data;
    else
      context.addIssue({
        code: "custom",
        path: [`${name}_to`],
        message: parsed.error.issues[0]?.message ?? "input.time",
      });
  }
  return hours;
};
