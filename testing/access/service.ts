/** The service key is past every policy, so what it may write is counted on the fingers: claiming work that waits in a queue. */
import type { TransactionSql } from "postgres";
import { attempt } from "@/testing/triggers/attempt";

/** The columns that claiming writes. Nothing else of these tables is the service key's to change. */
const CLAIMED: Readonly<Record<string, readonly string[]>> = {
  concierge_turns: ["attempts", "claimed_by", "claimed_until", "state"],
};

const CLAIMS = [
  "select public.enter_runner('access')",
  "select public.claim_channels('access', 1)",
  "select public.renew_channels('access')",
  "select public.claim_outbox('access', 1, array(select id from public.channels))",
  "select public.claim_media('access', 1, array(select id from public.channels))",
  "select public.claim_turns('access', 1)",
  "select public.release_channels('access')",
  "select public.platform_setting('wa_web_version')",
  "select public.claim_events('access', 1)",
  "select public.settle_events('access', '[]')",
  "select public.relay_state()",
];

/** What the service role may do beyond this, or cannot do of it. Asks inside a transaction and leaves nothing behind. */
export async function checkService(tx: TransactionSql): Promise<string[]> {
  const wrong: string[] = [];
  for (const claim of CLAIMS) {
    const answer = await attempt(tx, async (inner) => {
      await inner.unsafe("set local role service_role");
      await inner.unsafe(claim);
      await inner.unsafe("reset role");
    });
    if (!answer.ok) wrong.push(`service role: ${claim}: ${answer.error.message}`);
  }
  const narrow = await tx<{ table: string; columns: string[]; whole: boolean }[]>`
    select c.relname as "table", has_table_privilege('service_role', c.oid, 'update') as whole,
           array(select a.attname::text from pg_attribute as a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                  and has_column_privilege('service_role', c.oid, a.attnum, 'update') order by 1) as columns
      from pg_class as c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`;
  for (const { table, columns, whole } of narrow) {
    const expected = CLAIMED[table];
    if (!expected && whole) continue;
    if (JSON.stringify(columns) === JSON.stringify(expected ?? [])) continue;
    wrong.push(
      `service role: may update ${columns.join(", ") || "nothing"} of ${table}, expected ${expected?.join(", ") ?? "nothing"}`,
    );
  }
  return wrong;
}
