/**
 * Living in the past. Inside one transaction every function and column default that asks for the time is given a clock that
 * the seed sets; before the commit all of them are put back word for word. So the past is written by the same functions,
 * triggers and constraints as the present, and nobody else ever sees the clock.
 */
import type { TransactionSql } from "postgres";

const CLOCK = "current_setting('voltura.clock')::timestamptz";

interface Definition {
  now: string;
  past: string;
}

const turnBack = (text: string) =>
  text
    .replace(/\b(?:pg_catalog\.)?(?:now|clock_timestamp)\(\)/g, `(${CLOCK})`)
    .replace(/\bcurrent_timestamp\b/gi, `(${CLOCK})`)
    .replace(/\bcurrent_date\b/gi, `(${CLOCK})::date`);

async function functions(tx: TransactionSql): Promise<Definition[]> {
  const rows = await tx<{ definition: string }[]>`
    select pg_get_functiondef(p.oid) as definition
      from pg_proc as p
     where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.prokind = 'f'
       and not exists (select from pg_depend as d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`;
  return rows.map((row) => ({ now: row.definition, past: turnBack(row.definition) }));
}

async function defaults(tx: TransactionSql): Promise<Definition[]> {
  const rows = await tx<{ head: string; expression: string }[]>`
    select format('alter table %s alter column %I set default ', d.adrelid::regclass, a.attname) as head,
           pg_get_expr(d.adbin, d.adrelid) as expression
      from pg_attrdef as d
      join pg_class as c on c.oid = d.adrelid and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      join pg_attribute as a on a.attrelid = d.adrelid and a.attnum = d.adnum and a.attgenerated = ''`;
  return rows.map(({ head, expression }) => ({ now: head + expression, past: head + turnBack(expression) }));
}

/** Returns what brings the present back; to be run in the same transaction, after the last write. */
export async function enterPast(tx: TransactionSql): Promise<() => Promise<void>> {
  await tx.unsafe("set local check_function_bodies = off");
  const all = [...(await defaults(tx)), ...(await functions(tx))].filter((each) => each.now !== each.past);
  for (const { past } of all) await tx.unsafe(past);
  return async () => {
    for (const { now } of all) await tx.unsafe(now);
  };
}
