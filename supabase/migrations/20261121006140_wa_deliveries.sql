-- The delivery log of a number: what became of each message, when, and why not.

-- p: {state?: waiting|sent|delivered|read|failed|unknown|stuck, from?, until? (instants), q? (name, phone or IMEI of a customer)}.
-- Words and codes only: what was written is in the thread. Phones as the caller may see them. Looks no further than 500 past the page for the total.
create function private.delivery_log(p_channel uuid, p jsonb default '{}', p_limit integer default 25, p_offset integer default 0) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('channel.manage');
  v_states text[] := case p ->> 'state' when 'waiting' then '{queued,claimed,written}'::text[] when 'sent' then '{accepted}' when 'stuck' then '{failed,unknown}'
    else array[p ->> 'state'] end;
  v_found uuid[];
  v_answer jsonb;
begin
  if not exists (select 1 from public.channels as h where h.id = p_channel and h.tenant_id = v_tenant) then perform private.refuse('input.not_found', '{}', 404); end if;
  if length(trim(coalesce(p ->> 'q', ''))) >= 2 then
    v_found := array(select c.id from public.conversations as c where c.tenant_id = v_tenant and c.channel_id = p_channel
      and c.customer_id in (select private.match_customers(left(p ->> 'q', 80))));
  end if;
  execute $sql$
  with found as not materialized (
    select o.* from public.wa_outbox as o
     where o.tenant_id = $1 and o.channel_id = $2 and ($3 is null or o.state = any ($3)) and ($4 is null or o.created_at >= $4)
       and ($5 is null or o.created_at < $5) and ($6 is null or o.conversation_id = any ($6))
  ), page as (
    select f.* from found as f order by f.seq desc limit $7 offset $8
  )
  select jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'message_id', o.message_id, 'conversation_id', o.conversation_id,
          'customer', u.name, 'phone', case when $9 then k.phone else u.phone_masked end, 'kind', m.kind, 'author_kind', m.author_kind,
          'state', o.state, 'failure', o.failure, 'error', o.error, 'detail', o.detail, 'attempts', o.attempts, 'resends', o.resends, 'next_at', o.next_at,
          'queued_at', o.created_at, 'claimed_at', o.claimed_at, 'written_at', o.written_at, 'accepted_at', o.accepted_at, 'delivered_at', o.delivered_at,
          'read_at', o.read_at, 'failed_at', o.failed_at,
          'category', left(o.pricing ->> 'category', 40), 'billable', private.is_billable(o.pricing)) order by o.seq desc), '[]')
        from page as o join public.messages as m on m.tenant_id = $1 and m.id = o.message_id
        join public.conversations as c on c.tenant_id = $1 and c.id = o.conversation_id join public.customers as u on u.tenant_id = $1 and u.id = c.customer_id
        left join public.customer_contacts as k on k.tenant_id = $1 and k.customer_id = u.id),
    'found', (select count(*) from (select 1 from found limit 501 offset $8) as n))
  $sql$ into v_answer using v_tenant, p_channel, case when p ->> 'state' is not null then v_states end, (p ->> 'from')::timestamptz, (p ->> 'until')::timestamptz,
    v_found, least(greatest(p_limit, 1), 1000), greatest(p_offset, 0), private.can('customer.pii');
  return v_answer;
end $$;
create function public.delivery_log(p_channel uuid, p jsonb default '{}', p_limit integer default 25, p_offset integer default 0) returns jsonb
language sql stable set search_path = '' as $$ select private.delivery_log(p_channel, p, p_limit, p_offset) $$;
grant execute on function private.delivery_log(uuid, jsonb, integer, integer), public.delivery_log(uuid, jsonb, integer, integer) to authenticated;
