/** The shop under attack, with a real id of everything in it. */
import type { Sql } from "postgres";
import { z } from "zod";
import { demoLogin } from "@/testing/e2e";
import { shopOf } from "@/testing/journey/day";

const ONES = [
  "ticket",
  "ready",
  "otherToken",
  "status",
  "estimate",
  "part",
  "photo",
  "photoPath",
  "product",
  "customer",
  "customerName",
  "phone",
  "conversation",
  "draft",
  "failed",
  "inbound",
  "sale",
  "shift",
  "invoice",
  "draftInvoice",
  "invitation",
  "canned",
  "channel",
  "channelAddress",
  "technician",
  "technicianEmail",
  "apiKey",
  "newOrder",
] as const;

export type Victim = Record<(typeof ONES)[number], string> & {
  tenant: string;
  name: string;
  outlet: string;
  slug: string;
  /** Of an invitation to somebody else. */
  invitationToken: string;
  ownerEmail: string;
  /** Made through the public API, once a key is there. */
  order: string;
  /** What no stranger may read. */
  secrets: string[];
};

const INVITATION = "undangan-".repeat(4);

/** The demo shop has decided every draft and has nobody on the way in. */
async function addWhatIsMissing(sql: Sql, tenant: string): Promise<void> {
  await sql`
    insert into public.invitations (tenant_id, email, role, token_hash, invited_by, expires_at)
    select ${tenant}, 'akan.datang@shop.test', 'admin', encode(extensions.digest(${INVITATION}, 'sha256'), 'hex'), m.user_id, now() + interval '1 day'
      from public.members as m where m.tenant_id = ${tenant} and m.role = 'owner' limit 1
    on conflict (token_hash) do nothing`;
  await sql`
    insert into public.messages (tenant_id, conversation_id, channel_id, customer_id, direction, author_kind, kind, body, status)
    select v.tenant_id, v.id, v.channel_id, v.customer_id, 'out', 'concierge', 'text', 'Boleh, RM 180 sahaja.', 'draft'
      from public.conversations as v where v.tenant_id = ${tenant}
       and not exists (select 1 from public.messages as m where m.tenant_id = ${tenant} and m.status = 'draft')
     order by v.created_at limit 1`;
}

export async function findVictim(sql: Sql): Promise<Victim> {
  const owner = demoLogin("owner");
  const { tenantId: tenant, name, outletId: outlet, slug } = await shopOf(sql, owner);
  await addWhatIsMissing(sql, tenant);
  const [row] = await sql<Record<(typeof ONES)[number], string | null>[]>`
    with ticket as (
      select t.* from public.repair_tickets as t where t.tenant_id = ${tenant} and t.phase = 'IN_PROGRESS'
         and exists (select 1 from public.ticket_photos as f where f.ticket_id = t.id and f.removed_at is null)
       order by t.created_at limit 1)
    select (select id from ticket) as ticket,
      (select p.to_key from public.repair_transitions as p join ticket on p.tenant_id = ticket.tenant_id and p.from_key = ticket.status and p.via = 'move' limit 1) as status,
      (select id from public.repair_tickets where tenant_id = ${tenant} and phase = 'READY' limit 1) as ready,
      (select token from private.public_links where tenant_id = ${tenant} and kind = 'ticket' limit 1) as "otherToken",
      (select id from public.estimates where tenant_id = ${tenant} and state = 'proposed' limit 1) as estimate,
      (select id from public.ticket_parts where tenant_id = ${tenant} limit 1) as part,
      (select id from public.ticket_photos where ticket_id = (select id from ticket) and removed_at is null limit 1) as photo,
      (select path from public.ticket_photos where ticket_id = (select id from ticket) and removed_at is null limit 1) as "photoPath",
      (select id from public.products where tenant_id = ${tenant} and sku = 'A-OTG') as product,
      (select customer_id from ticket) as customer,
      (select name from public.customers where id = (select customer_id from ticket)) as "customerName",
      (select phone from public.customer_contacts where customer_id = (select customer_id from ticket)) as phone,
      (select id from public.conversations where tenant_id = ${tenant} order by created_at limit 1) as conversation,
      (select id from public.messages where tenant_id = ${tenant} and status = 'draft' limit 1) as draft,
      (select id from public.messages where tenant_id = ${tenant} and status = 'failed' limit 1) as failed,
      (select id from public.messages where tenant_id = ${tenant} and direction = 'in' and provider_id is not null and kind = 'text' limit 1) as inbound,
      (select s.id from public.sales as s where s.tenant_id = ${tenant} and s.outlet_id = ${outlet} order by s.created_at limit 1) as sale,
      (select s.id from public.shifts as s where s.tenant_id = ${tenant} and s.outlet_id = ${outlet} and s.closed_at is null) as shift,
      (select id from public.invoices where tenant_id = ${tenant} and status = 'issued' limit 1) as invoice,
      (select id from public.invoices where tenant_id = ${tenant} and status = 'draft' limit 1) as "draftInvoice",
      (select id from public.invitations where tenant_id = ${tenant} and accepted_at is null and revoked_at is null limit 1) as invitation,
      (select id from public.canned_replies where tenant_id = ${tenant} limit 1) as canned,
      (select id from public.channels where tenant_id = ${tenant} and kind = 'simulator' limit 1) as channel,
      (select address from public.channels where tenant_id = ${tenant} and kind = 'simulator' limit 1) as "channelAddress",
      (select user_id from public.members where tenant_id = ${tenant} and role = 'technician' and status = 'active' limit 1) as technician,
      (select p.email from public.members as m join public.people as p on p.user_id = m.user_id
        where m.tenant_id = ${tenant} and m.role = 'technician' and m.status = 'active' limit 1) as "technicianEmail",
      (select id from public.api_keys where tenant_id = ${tenant} and revoked_at is null order by created_at limit 1) as "apiKey",
      (select id from public.orders where tenant_id = ${tenant} and outlet_id = ${outlet} and status = 'received' limit 1) as "newOrder"`;
  const ids = z.record(z.enum(ONES), z.string()).parse(row);
  const people = await sql<{ secret: string }[]>`
    select c.name as secret from public.customers as c where c.tenant_id = ${tenant}
    union select k.phone from public.customer_contacts as k where k.tenant_id = ${tenant} and k.phone is not null
    union select t.id::text from public.repair_tickets as t where t.tenant_id = ${tenant}`;
  return {
    ...ids,
    tenant,
    name,
    outlet,
    slug,
    invitationToken: INVITATION,
    ownerEmail: owner.email,
    order: "",
    secrets: [tenant, outlet, ...people.map(({ secret }) => secret)],
  };
}
