-- What staff have read, told to the network once: the customer sees the second ticks turn blue.

create table private.wa_reads (
  conversation_id uuid primary key,
  tenant_id uuid not null,
  channel_id uuid not null,
  -- Both are messages.seq: read here up to this one, and told to the network up to that one.
  read_seq bigint not null,
  told_seq bigint not null default 0,
  foreign key (tenant_id, conversation_id) references public.conversations (tenant_id, id),
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id)
);
comment on table private.wa_reads is 'How far staff have read a thread, and how far the customer''s phone has been told.';
create index wa_reads_due_idx on private.wa_reads (channel_id) where told_seq < read_seq;
create index wa_reads_conversation_idx on private.wa_reads (tenant_id, conversation_id);
create index wa_reads_channel_idx on private.wa_reads (tenant_id, channel_id);

-- Default on; {"read_receipts": false} in a channel's settings keeps to itself what was read.
create function private.tells_reads(p_channel public.channels) returns boolean language sql immutable set search_path = '' as
$$ select p_channel.is_active and coalesce(p_channel.settings ->> 'read_receipts', 'true') <> 'false' $$;

-- A person has the thread before him. Again, or with nothing new, changes nothing.
create function private.note_read(p_tenant uuid, p_conversation uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_channel public.channels;
  v_seq bigint;
begin
  select h.* into v_channel from public.conversations as c join public.channels as h on h.tenant_id = c.tenant_id and h.id = c.channel_id
   where c.tenant_id = p_tenant and c.id = p_conversation;
  select m.seq into v_seq from public.messages as m
   where m.tenant_id = p_tenant and m.conversation_id = p_conversation and m.direction = 'in' and m.provider_id is not null and not m.is_history
   order by m.seq desc limit 1;
  if v_channel.id is null or v_seq is null then return; end if;
  insert into private.wa_reads as r (conversation_id, tenant_id, channel_id, read_seq, told_seq)
  values (p_conversation, p_tenant, v_channel.id, v_seq, case when private.tells_reads(v_channel) then 0 else v_seq end)
  on conflict (conversation_id) do update set read_seq = excluded.read_seq,
    -- What was read while it was off is not told when it is on again.
    told_seq = greatest(r.told_seq, excluded.told_seq) where r.read_seq < excluded.read_seq;
  if found and private.tells_reads(v_channel) then perform pg_notify('voltura_reads', p_tenant::text); end if;
end $$;

-- Cross-tenant like claim_outbox, and like it only of numbers this runner holds and can send on now; a paused one is none of these.
-- Given out once: a tick that stays grey because a runner died in this moment is nobody's loss.
create function private.claim_reads(p_runner text, p_limit integer, p_channels uuid[])
returns table (tenant_id uuid, channel_id uuid, address text, address_kind text, provider_ids text[])
language plpgsql security definer set search_path = '' as $$
begin
  return query
  with due as (
    select r.conversation_id as id from private.wa_reads as r
      join private.wa_leases as l on l.channel_id = r.channel_id join public.channels as h on h.tenant_id = r.tenant_id and h.id = r.channel_id
     where r.told_seq < r.read_seq and r.channel_id = any (p_channels) and l.owner = p_runner and l.lease_until > now()
       and h.paused_at is null and private.tells_reads(h)
     order by r.read_seq limit p_limit for update of r skip locked
  ), taken as (
    update private.wa_reads as r set told_seq = r.read_seq from due, private.wa_reads as old
     where r.conversation_id = due.id and old.conversation_id = due.id and r.told_seq < r.read_seq
    returning r.tenant_id, r.channel_id, r.conversation_id, old.told_seq as after_seq, r.read_seq as upto
  )
  select t.tenant_id, t.channel_id, i.value, i.kind,
      -- The newest last; of a thread that nobody had opened for long, the end of it.
      (select array_agg(m.provider_id order by m.seq) from (
        select x.seq, x.provider_id from public.messages as x
         where x.tenant_id = t.tenant_id and x.conversation_id = t.conversation_id and x.direction = 'in' and x.provider_id is not null
           and not x.is_history and x.seq > t.after_seq and x.seq <= t.upto order by x.seq desc limit 50) as m)
    from taken as t join public.conversations as c on c.tenant_id = t.tenant_id and c.id = t.conversation_id
    join public.customer_identities as i on i.tenant_id = t.tenant_id and i.id = coalesce(c.address_id, c.identity_id);
end $$;
create function public.claim_reads(p_runner text, p_limit integer, p_channels uuid[])
returns table (tenant_id uuid, channel_id uuid, address text, address_kind text, provider_ids text[])
language sql set search_path = '' as $$ select * from private.claim_reads(p_runner, p_limit, p_channels) $$;
grant execute on function private.claim_reads(text, integer, uuid[]), public.claim_reads(text, integer, uuid[]) to service_role;

-- p_on: whether customers see what staff have read on this number.
create function private.set_read_receipts(p_channel uuid, p_on boolean) returns void language plpgsql security definer set search_path = '' as $$
declare v_channel public.channels := private.managed_channel(p_channel);
begin
  if p_on is null then perform private.refuse('input.invalid', '{"field": "on"}', 422); end if;
  update public.channels as h set settings = h.settings || jsonb_build_object('read_receipts', p_on)
   where h.id = v_channel.id and private.tells_reads(v_channel) <> p_on;
end $$;
create function public.set_read_receipts(p_channel uuid, p_on boolean) returns void language sql set search_path = '' as
$$ select private.set_read_receipts(p_channel, p_on) $$;
grant execute on function private.set_read_receipts(uuid, boolean), public.set_read_receipts(uuid, boolean) to authenticated;
