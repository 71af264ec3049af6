import type { Sql } from "postgres";
import { demoLogin } from "@/testing/e2e";
import { shopOf } from "./day";

export type ThreadRow = { kind: string; body?: string; payload?: object; more?: Record<string, string | boolean> };

/** A thread of a test's own on the demo shop's simulated number, made without a phone; `more` are further columns. */
export async function threadWith(sql: Sql, rows: ThreadRow[]): Promise<{ id: string; name: string }> {
  const { tenantId, outletId } = await shopOf(sql, demoLogin("owner"));
  const name = `Pelanggan Ujian ${crypto.randomUUID().slice(0, 4)}`;
  const phone = `+6019${String(Date.now()).slice(-8)}`;
  const [thread] = await sql<{ id: string }[]>`
    select private.conversation_for(${tenantId}, private.find_or_create_customer(${tenantId}, ${phone}, ${name}, 'ms', ${outletId}), ${outletId}) as id`;
  const id = thread?.id ?? "";
  // Not the newest of the shop: other tests look at that one.
  await sql`update public.conversations set last_message_at = now() - interval '40 days' where id = ${id}`;
  for (const { kind, body = "", payload = {}, more = {} } of rows)
    await sql`
      insert into public.messages ${sql({
        tenant_id: tenantId,
        conversation_id: id,
        channel_id: sql`(select channel_id from public.conversations where id = ${id})` as never,
        customer_id: sql`(select customer_id from public.conversations where id = ${id})` as never,
        direction: "in",
        author_kind: "customer",
        kind,
        body,
        payload: sql.json(payload as never) as never,
        provider_id: crypto.randomUUID(),
        ...more,
      })}`;
  return { id, name };
}
