/** What a database test holds in its hands: the shared stack, the database past RLS, and the database as somebody. */
import postgres, { type Sql, type TransactionSql } from "postgres";
import { afterAll, inject } from "vitest";
import type { TestStackValues } from "./stack";

export function testStack(): TestStackValues {
  return inject("stack");
}

/** Connections as role `postgres`, closed after the file. Files share one database: make your own tenant. */
export function openServiceSql(max = 5): Sql {
  const sql = postgres(testStack().databaseUrl, { max, onnotice: () => undefined });
  afterAll(() => sql.end({ timeout: 1 }));
  return sql;
}

/** Claims as the API hands them to Postgres. `sub` is the person; `actor`, `tenant_id`, `customer_id` mark minted tokens. */
export type Claims = { sub?: string } & Record<string, string>;

/** Runs SQL exactly as a request with these claims would: role `authenticated`, policies on, one transaction. */
export async function actAs<T>(sql: Sql, claims: Claims, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  const done = await sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${JSON.stringify({ role: "authenticated", ...claims })}, true)`;
    await tx.unsafe("set local role authenticated");
    return { value: await work(tx) };
  });
  return done.value;
}
