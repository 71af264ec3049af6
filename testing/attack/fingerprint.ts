/** Whether anything of a shop has moved: in its tables, its files, or the passwords of its people. */
import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "postgres";

/** What the runner and the hourly housekeeping write by themselves, and nothing that is called from outside. */
const HOUSEKEEPING = ["audit_chain", "retention_runs", "wa_leases", "channel_marks"];
/** Columns that note that something was used, not that it was changed. */
const MARKS: Readonly<Record<string, string>> = { "public.api_keys": "last_used_at" };

const counted = (hash: string) => `count(*) || ' rows, ' || coalesce(sum(hashtextextended(${hash}, 0)), 0)`;
const VERSIONS = counted("x.xmin::text || x.ctid::text");
const valuesBut = (mark: string) => counted(`(to_jsonb(x) - '${mark}')::text`);

const ofTable = (name: string, tenant: string): string => {
  const mark = MARKS[name];
  return `select '${name}' as name, ${mark ? valuesBut(mark) : VERSIONS} as now from ${name} as x where x.${tenant} = $1::uuid`;
};

const BESIDE = [
  `select 'public.people', ${VERSIONS} from public.people as x
    where x.user_id in (select user_id from public.members where tenant_id = $1::uuid)`,
  // Reading a file notes when: its name and version are what counts.
  `select 'storage.objects', ${counted("x.name || x.updated_at::text")} from storage.objects as x where x.name like $1::text || '/%'`,
  `select 'auth.users', string_agg(u.encrypted_password, ' ' order by u.id) from auth.users as u
    where u.id::text in (select user_id from public.members where tenant_id = $1::uuid)`,
];

/** One line per table: how many rows of the shop, and which versions of them. Moves with every insert, update and delete. */
export async function fingerprint(sql: Sql, tenant: string): Promise<Record<string, string>> {
  const tables = await sql<{ name: string; tenant: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name, case c.relname when 'tenants' then 'id' else 'tenant_id' end as tenant
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'private') and c.relname <> all (${HOUSEKEEPING})
       and (c.relname = 'tenants' or exists (
         select 1 from pg_attribute as a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))`;
  const parts = [...tables.map((one) => ofTable(one.name, one.tenant)), ...BESIDE];
  const rows = await sql.unsafe<{ name: string; now: string }[]>(parts.join(" union all "), [tenant]);
  return Object.fromEntries(rows.map(({ name, now }) => [name, now]));
}

/** Tries counted so far, of everybody. */
export async function triesCounted(sql: Sql): Promise<number> {
  const [row] = await sql<{ hits: number }[]>`select coalesce(sum(hits), 0)::int as hits from private.rate_hits`;
  return row?.hits ?? 0;
}

/** Answers and receipts of what came before may still be under way. */
export async function atRest(sql: Sql, tenant: string): Promise<void> {
  let before = JSON.stringify(await fingerprint(sql, tenant));
  for (let calm = 0, looks = 0; calm < 4; looks++) {
    if (looks > 60) throw new Error("The attacked shop never comes to rest.");
    await delay(500);
    const now = JSON.stringify(await fingerprint(sql, tenant));
    calm = now === before ? calm + 1 : 0;
    before = now;
  }
}
