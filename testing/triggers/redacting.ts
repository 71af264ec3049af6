/** Erasing a person: the one time when rows of a ledger may be blanked. */
import type { TransactionSql } from "postgres";

/** Inside, rows of the tenant may be blanked, as the functions that erase do it. */
export async function redacting<T>(tx: TransactionSql, tenant: unknown, work: () => Promise<T>): Promise<T> {
  await tx`insert into private.redactions (tenant_id) values (${String(tenant)})`;
  const value = await work();
  await tx`delete from private.redactions where tenant_id = ${String(tenant)}`;
  return value;
}
