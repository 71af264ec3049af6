import "server-only";
import type { z } from "zod";
import { log } from "@/lib/core/log";
import { type Err, err, type Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { isUnreachable } from "@/lib/db/errors";
import { userDb } from "@/lib/db/user";
import { currentRequestId } from "@/lib/security/request-id";

/** `fields` maps a form field to an error code; `reference` finds the line in the log. */
export type ActionError = Err & { readonly fields?: Record<string, string>; readonly reference?: string };
export type ActionState<T = unknown> = { readonly ok: true; readonly value: T } | ActionError | null;

/**
 * Every server action is made here: zod on the input (object or FormData), the signed-in person's client, refusals as values,
 * anything unforeseen logged once under a reference and shown as `system.unexpected`. Framework signals (redirect) pass through.
 */
export function action<S extends z.ZodType, T>(
  name: string,
  schema: S,
  handler: (context: { db: UserDb }, input: z.output<S>) => Promise<Result<T>>,
): (previous: ActionState<T>, input: FormData | z.input<S>) => Promise<ActionState<T>> {
  return async (_previous, input) => {
    const parsed = schema.safeParse(input instanceof FormData ? formObject(input) : input);
    if (!parsed.success) return { ...err("input.invalid"), fields: fieldErrors(parsed.error) };
    try {
      return await handler({ db: await userDb() }, parsed.data);
    } catch (error) {
      if (isFrameworkSignal(error)) throw error;
      return report(name, error);
    }
  };
}

/** Repeated keys become arrays; a trailing `[]` forces one. Framework fields are dropped. */
export function formObject(form: FormData): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key of new Set(form.keys())) {
    if (key.startsWith("$")) continue;
    const values = form.getAll(key);
    const list = key.endsWith("[]");
    out[list ? key.slice(0, -2) : key] = list || values.length > 1 ? values : values[0];
  }
  return out;
}

/** First issue of each path, as `a.b.0 → code`. Zod's own sentences are not shown: anything that is no code becomes input.invalid. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const out: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.join(".");
    out[path] ??= /^[a-z_]+\.[a-z_]+$/.test(issue.message) ? issue.message : "input.invalid";
  }
  return out;
}

export async function report(name: string, error: unknown): Promise<ActionError> {
  const failure = error instanceof Error ? error : new Error(String(error));
  if (isUnreachable({ message: `${failure.message} ${String(failure.cause ?? "")}` })) return err("system.unreachable");
  const reference = crypto.randomUUID().slice(0, 8);
  log("web").error({ action: name, reference, requestId: await currentRequestId(), err: failure }, "action failed");
  return { ...err("system.unexpected", { reference }), reference };
}

export function isFrameworkSignal(error: unknown): boolean {
  return typeof error === "object" && error !== null && "digest" in error && String(error.digest).startsWith("NEXT_");
}
