/** Acting as somebody at some moment: the claims and the clock of one call. */
import type { TransactionSql } from "postgres";
import type { z } from "zod";

/** `sub` = a signed-in person; the others are the tokens that only the app mints. */
export type Who = Readonly<Record<string, string>>;

export const person = (sub: string, email: string): Who => ({ sub, email });
export const runner = (tenantId: string): Who => ({ sub: "system:wa-runner", actor: "wa-runner", tenant_id: tenantId });
export const concierge = (tenantId: string): Who => ({
  sub: "system:concierge",
  actor: "concierge",
  tenant_id: tenantId,
});
export const visitor: Who = { sub: "public", actor: "public" };

type Argument = string | number | boolean | null | object;

export interface Stage {
  sql: TransactionSql;
  /** Calls public.<name> as this person would through the API. */
  call<T>(at: Date, who: Who, name: string, args: readonly Argument[], shape: z.ZodType<T>): Promise<T>;
  /** The same without an answer of interest. */
  run(at: Date, who: Who, name: string, args: readonly Argument[]): Promise<void>;
  /** A statement of a person under row-level security. */
  as<T extends object>(at: Date, who: Who, text: string, values: readonly (string | null)[]): Promise<T[]>;
  /** Back to the owner of the tables, past row-level security. */
  owner(at: Date): Promise<void>;
}

export function createStage(sql: TransactionSql): Stage {
  const enter = (at: Date, role: string, claims: string) =>
    sql`select set_config('voltura.clock', ${at.toISOString()}, true), set_config('request.jwt.claims', ${claims}, true),
      set_config('role', ${role}, true)`;
  const act = async <T extends object>(at: Date, who: Who, text: string, values: readonly (string | null)[]) => {
    const claims = JSON.stringify({ role: "authenticated", ...who });
    // One connection, two statements on their way at once.
    const [, rows] = await Promise.all([
      enter(at, "authenticated", claims),
      sql.unsafe<T[]>(text, [...values], { prepare: true }),
    ]);
    return rows;
  };
  const invoke = async (at: Date, who: Who, name: string, args: readonly Argument[]): Promise<unknown> => {
    const places = args.map((arg, index) => `$${index + 1}${cast(arg)}`);
    const values = args.map((arg) =>
      arg === null ? null : typeof arg === "object" ? JSON.stringify(arg) : String(arg),
    );
    const rows = await act<{ value: unknown }>(at, who, `select public.${name}(${places.join(", ")}) as value`, values);
    return rows[0]?.value;
  };
  return {
    sql,
    async call(at, who, name, args, shape) {
      return shape.parse(await invoke(at, who, name, args));
    },
    async run(at, who, name, args) {
      await invoke(at, who, name, args);
    },
    async as<T extends object>(at: Date, who: Who, text: string, values: readonly (string | null)[]) {
      return [...(await act<T>(at, who, text, values))];
    },
    async owner(at) {
      await enter(at, "postgres", "");
    },
  };
}

/** Text is left to the function's own signature; postgres.js would turn the others into something else on the way. */
function cast(arg: Argument): string {
  if (typeof arg === "object" && arg !== null) return "::text::jsonb";
  if (typeof arg === "boolean") return "::text::boolean";
  return typeof arg === "number" ? "::text::bigint" : "";
}
