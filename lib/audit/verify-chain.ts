/** Recomputes every seal of the audit log from its rows, past the functions of the database. */
import type { Sql, TransactionSql } from "postgres";
import { type Anchor, firstHash, headText, rowHash, sealHash } from "@/lib/audit/chain";

export type WrongReason = "link" | "rows" | "hash" | "date" | "unsealed" | "anchor";
export interface Wrong {
  day: string;
  reason: WrongReason;
  detail: string;
}
export interface ChainReport {
  tenantId: string;
  days: number;
  rows: number;
  /** Newest seal; null before the first. */
  until: string | null;
  head: string | null;
  /** Rows that wait for their day to end. */
  open: number;
  /** The first that differs. */
  wrong: Wrong | null;
}

interface Seal {
  day: string;
  last_id: string;
  rows: number;
  hash: Buffer;
  previous_hash: Buffer;
  sealed_at: string;
  /** A day before the sealing of the day before: what was written since cannot be older. */
  not_before: string | null;
}
interface Row {
  fields: (string | null)[];
  at: string;
}

const PAGE = 5000;

async function rowsOf(tx: TransactionSql, tenant: string, after: string, last: string): Promise<Row[]> {
  const rows: Row[] = [];
  const found = tx<Row[]>`
    select json_build_array(a.id::text, a.tenant_id::text, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), a.actor, a.person_id,
        a.table_name, a.row_id, a.action, a.before::text, a.after::text, a.request_id) as fields,
      to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
      from public.audit_log as a where a.tenant_id = ${tenant} and a.id > ${after} and a.id <= ${last} order by a.id`;
  for await (const page of found.cursor(PAGE)) rows.push(...page);
  return rows;
}

/** What is wrong with one seal, else null. */
function judge(seal: Seal, tenantId: string, previous: Buffer, rows: readonly Row[]): Wrong | null {
  const wrong = (reason: WrongReason, detail: string): Wrong => ({ day: seal.day, reason, detail });
  if (!seal.previous_hash.equals(previous)) return wrong("link", "the seal does not follow the one before it");
  if (rows.length !== seal.rows) {
    return wrong("rows", `${seal.rows} rows were sealed, ${rows.length} are there`);
  }
  const hashes = rows.map(({ fields }) => rowHash(fields));
  const header = { tenantId, day: seal.day, lastId: seal.last_id, rows: seal.rows, sealedAt: seal.sealed_at };
  if (!sealHash(header, previous, hashes).equals(seal.hash)) return wrong("hash", "a row is not what was sealed");
  const { not_before: limit } = seal;
  const early = limit === null ? undefined : rows.find(({ at }) => at < limit);
  return early ? wrong("date", `row ${early.fields[0] ?? ""} says ${early.at}, and was written later`) : null;
}

async function verifyTenant(tx: TransactionSql, tenantId: string, anchors: readonly Anchor[]): Promise<ChainReport> {
  const seals = await tx<Seal[]>`
    select to_char(c.day, 'YYYY-MM-DD') as day, c.last_id::text, c.rows, c.hash, c.previous_hash,
      to_char(c.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sealed_at,
      to_char((select max(e.sealed_at) from private.audit_chain as e where e.tenant_id = c.tenant_id and e.sealed_at < c.sealed_at)
        at time zone 'UTC' - interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as not_before
      from private.audit_chain as c where c.tenant_id = ${tenantId} order by c.day`;
  const report: ChainReport = { tenantId, days: 0, rows: 0, until: null, head: null, open: 0, wrong: null };
  let previous: Buffer = firstHash(tenantId);
  let last = "0";
  for (const seal of seals) {
    const rows = await rowsOf(tx, tenantId, last, seal.last_id);
    report.wrong ??= judge(seal, tenantId, previous, rows);
    const noted = anchors.find(({ day, head }) => day === seal.day && head !== headText(seal.hash));
    if (noted) {
      report.wrong ??= { day: seal.day, reason: "anchor", detail: `the head was ${noted.head} when it was noted` };
    }
    previous = seal.hash;
    last = seal.last_id;
    report.days += 1;
    report.rows += rows.length;
    report.until = seal.day;
    report.head = headText(seal.hash);
  }
  const lost = anchors.find(({ day }) => !seals.some((seal) => seal.day === day));
  if (lost) report.wrong ??= { day: lost.day, reason: "anchor", detail: `the seal ${lost.head} is gone` };
  const [rest] = await tx<{ open: number; passed: string | null; early: string | null }[]>`
    select count(*)::int as open,
      to_char(min(a.at at time zone 'UTC') filter (where a.id < s.below_id), 'YYYY-MM-DD') as passed,
      to_char(min(a.at at time zone 'UTC') filter (where a.at <
        (select max(c.sealed_at) from private.audit_chain as c where c.tenant_id = ${tenantId}) - interval '1 day'), 'YYYY-MM-DD') as early
      from public.audit_log as a cross join private.audit_sealed as s where a.tenant_id = ${tenantId} and a.id > ${last}`;
  report.open = rest?.open ?? 0;
  if (rest?.passed) report.wrong ??= { day: rest.passed, reason: "unsealed", detail: "rows whose seal is gone" };
  if (rest?.early) report.wrong ??= { day: rest.early, reason: "date", detail: "rows dated before what is sealed" };
  return report;
}

/** One report a tenant, of one moment of the database. Anchors are heads noted earlier, outside it. */
export async function verifyChains(
  sql: Sql,
  options: { tenant?: string | undefined; anchors?: readonly Anchor[] } = {},
): Promise<ChainReport[]> {
  const anchors = options.anchors ?? [];
  return await sql.begin("isolation level repeatable read read only", async (tx) => {
    const known = await tx<{ tenant_id: string }[]>`
      select c.tenant_id from private.audit_chain as c union select a.tenant_id from public.audit_log as a`;
    const tenants = new Set([...known.map((row) => row.tenant_id), ...anchors.map((anchor) => anchor.tenant)]);
    const reports: ChainReport[] = [];
    for (const tenant of [...tenants].sort()) {
      if (options.tenant && options.tenant !== tenant) continue;
      reports.push(
        await verifyTenant(
          tx,
          tenant,
          anchors.filter((anchor) => anchor.tenant === tenant),
        ),
      );
    }
    return reports;
  });
}
