/** What is left as history: messages that arrived, nothing that waits for a background loop, and the customers' phones. */
import type { TransactionSql } from "postgres";
import type { Scene } from "./scene";
import { runner, type Stage } from "./stage";
import { after } from "./timeline";

/**
 * Every message out was sent, and read when the customer wrote again or has had half a day; one failed, so that this can be
 * seen and tried again.
 */
export async function deliver(stage: Stage, now: Date, tenantId: string, someFailure: boolean): Promise<void> {
  const wa = runner(tenantId);
  await stage.as(
    now,
    wa,
    `select public.set_message_status(m.id,
       case when m.created_at < $2::timestamptz or exists (select 1 from public.messages as i where i.tenant_id = m.tenant_id
              and i.conversation_id = m.conversation_id and i.direction = 'in' and i.seq > m.seq) then 'read' else 'delivered' end)
       from public.messages as m where m.tenant_id = $1::uuid and m.direction = 'out' and m.status = 'queued'
        and m.id is distinct from (select f.id from public.messages as f where f.tenant_id = $1::uuid and f.author_kind = 'system'
              and f.kind = 'text' and $3::text::boolean and not exists (select 1 from public.messages as i where i.tenant_id = f.tenant_id
                and i.conversation_id = f.conversation_id and (i.direction = 'in' or i.id <> f.id)) order by f.seq desc limit 1)`,
    [tenantId, after(now, -720).toISOString(), String(someFailure)],
  );
  await stage.as(
    now,
    wa,
    `select public.set_message_status(m.id, 'failed', 'send.not_on_whatsapp', '{"failure": "contact"}') from public.messages as m
      where m.tenant_id = $1::uuid and m.direction = 'out' and m.status = 'queued'`,
    [tenantId],
  );
}

/** Threads that staff have seen and dealt with: read, the agent's own, the oldest ones closed. */
export async function tidyInbox(scene: Scene): Promise<void> {
  const { stage, shop, now } = scene;
  await stage.owner(now);
  const threads = await stage.sql<{ id: string; outlet: string; last_message_at: Date }[]>`
    select c.id, o.code as outlet, c.last_message_at from public.conversations as c join public.outlets as o on o.id = c.outlet_id
     where c.tenant_id = ${shop.tenantId} and c.waiting_since is null and c.status = 'open' order by c.last_message_at`;
  for (const thread of threads) {
    const outlet = shop.outlets.find((each) => each.code === thread.outlet) ?? shop.outlets[0];
    if (!outlet) continue;
    const agent = shop.worker("agent", outlet);
    const quiet = now.getTime() - thread.last_message_at.getTime() > 9 * 86_400_000;
    if (after(thread.last_message_at, 25) > now) continue;
    await scene.chat.change(after(now, -1), agent, thread.id, quiet ? { status: "closed" } : { read: true });
  }
}

/** The past has been told: nothing of it is relayed, claimed, sent or answered again. */
export async function settlePast(tx: TransactionSql): Promise<void> {
  await tx`update public.events set relayed_at = created_at where relayed_at is null`;
  await tx`update public.wa_outbox set attempts = 1 where state not in ('queued', 'claimed')`;
  // A limit counted in the past would only stand in the way of today.
  await tx`delete from private.rate_hits`;
}

/** The same threads on the customers' phones in the simulator. */
export async function fillSimulator(tx: TransactionSql, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const [exists] = await tx<{ there: boolean }[]>`select to_regclass('simulator.messages') is not null as there`;
  if (!exists?.there) return;
  await tx`
    insert into simulator.phones (number, name)
    select distinct on (i.value) i.value, c.name from public.conversations as v
      join public.customer_identities as i on i.id = v.identity_id join public.customers as c on c.id = v.customer_id
     where i.kind = 'phone' on conflict (number) do nothing`;
  await tx`
    update simulator.phones set registered = false where number in (
      select i.value from public.messages as m join public.conversations as v on v.id = m.conversation_id
        join public.customer_identities as i on i.id = v.identity_id where m.status = 'failed' and m.error = 'send.not_on_whatsapp')`;
  const pictures = await tx<{ id: string; path: string; mime: string; name: string }[]>`
    select m.id, m.media_path as path, m.media_mime as mime, m.media_name as name from public.messages as m where m.media_path is not null`;
  for (const picture of pictures) {
    const bytes = files.get(picture.path);
    if (bytes) {
      await tx`insert into simulator.media (id, mime, name, bytes) values (${picture.id}, ${picture.mime}, ${picture.name}, ${bytes})`;
    }
  }
  await tx`
    insert into simulator.messages (id, shop, phone, from_shop, kind, body, payload, media_id, sent_at, entered_at, delivered_at, read_at)
    select coalesce(m.provider_id, m.id::text), h.address, i.value, m.direction = 'out', m.kind, m.body, m.payload,
           (select d.id from simulator.media as d where d.id = m.id), m.created_at, m.created_at,
           case when m.direction = 'in' or m.status in ('delivered', 'read') then m.created_at + interval '2 seconds' end,
           case when m.direction = 'in' and v.waiting_since is null or m.status = 'read' then m.created_at + interval '3 minutes' end
      from public.messages as m
      join public.conversations as v on v.id = m.conversation_id
      join public.channels as h on h.id = m.channel_id and h.kind = 'simulator'
      join public.customer_identities as i on i.id = v.identity_id
     where m.direction in ('in', 'out') and m.status not in ('draft', 'discarded', 'queued', 'failed')
     order by m.seq`;
}
