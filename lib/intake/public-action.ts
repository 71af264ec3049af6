import "server-only";
import type { z } from "zod";
import { type ActionState, fieldErrors, formObject, isFrameworkSignal, report } from "@/lib/core/action";
import { err, type Result } from "@/lib/core/result";
import { type PublicDb, publicDb } from "@/lib/db/clients";

/** `action()` for pages without sign-in: the same answers, with the client that may only call the functions of public pages. */
export function publicAction<S extends z.ZodType, T>(
  name: string,
  schema: S,
  handler: (context: { db: PublicDb }, input: z.output<S>) => Promise<Result<T>>,
): (previous: ActionState<T>, input: FormData) => Promise<ActionState<T>> {
  return async (_previous, input) => {
    const parsed = schema.safeParse(formObject(input));
    if (!parsed.success) return { ...err("input.invalid"), fields: fieldErrors(parsed.error) };
    try {
      return await handler({ db: publicDb() }, parsed.data);
    } catch (error) {
      if (isFrameworkSignal(error)) throw error;
      return report(name, error);
    }
  };
}
