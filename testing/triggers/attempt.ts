/** Trying a statement inside a transaction that goes on whatever the answer is. */
import postgres, { type Sql, type TransactionSql } from "postgres";

export type Attempt<T> = { ok: true; value: T } | { ok: false; error: postgres.PostgresError };

/** What a probe found missing. Anything else that a probe throws is a fault of the probe itself or of Postgres. */
export class ProbeFailed extends Error {
  override name = "ProbeFailed";
}

export function demand(condition: boolean, missing: string): asserts condition {
  if (!condition) throw new ProbeFailed(missing);
}

/** Kept when it succeeds, undone when it is refused. */
export async function attempt<T>(tx: TransactionSql, work: (tx: TransactionSql) => Promise<T>): Promise<Attempt<T>> {
  try {
    const done = await tx.savepoint(async (inner) => ({ value: await work(inner) }));
    return { ok: true, value: done.value };
  } catch (error) {
    if (error instanceof postgres.PostgresError) return { ok: false, error };
    throw error;
  }
}

class Undo<T> extends Error {
  readonly value: T;
  constructor(value: T) {
    super("undone");
    this.value = value;
  }
}

/** Undone whatever happens; its value or its error comes out. */
export async function undone<T>(
  open: (work: (tx: TransactionSql) => Promise<never>) => Promise<unknown>,
  work: (tx: TransactionSql) => Promise<T>,
): Promise<T> {
  try {
    await open(async (tx) => {
      throw new Undo(await work(tx));
    });
  } catch (error) {
    if (error instanceof Undo) return error.value;
    throw error;
  }
  throw new Error("a transaction that always throws did not");
}

export const inRollback = <T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> =>
  undone((run) => sql.begin(run), work);

/** The refusal must come, with this code (`messages` of private.refuse, or an SQLSTATE). Nothing of the attempt stays. */
export async function refused(
  tx: TransactionSql,
  code: string,
  what: string,
  work: (tx: TransactionSql) => Promise<unknown>,
): Promise<void> {
  const answer = await attempt(tx, work);
  demand(!answer.ok, `${what} was let through`);
  const { message, code: state } = answer.error;
  demand(message === code || state === code, `${what} was refused by "${message}" and not by ${code}`);
}
