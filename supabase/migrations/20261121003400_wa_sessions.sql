-- Which runner holds which number: leases with an epoch, on the database's clock, and the history of each number's states.

create table private.wa_runners (
  name text primary key check (length(name) between 1 and 80),
  seen_at timestamptz not null default now(),
  -- It hands over what it holds and wants nothing more.
  is_leaving boolean not null default false
);
comment on table private.wa_runners is 'Runners that are alive, so that each takes its fair share of the numbers.';

create table private.wa_leases (
  channel_id uuid primary key,
  tenant_id uuid not null,
  owner text,
  -- One more with every owner. Whatever a runner writes carries it (as a claim of its token) and does nothing once it is old.
  epoch bigint not null default 0,
  lease_until timestamptz,
  -- Who has just handed it over does not take it back at once.
  left_by text,
  left_at timestamptz,
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id)
);
comment on table private.wa_leases is 'Who holds a number now. Two sockets on one WhatsApp identity ruin its keys, so there is one owner or none.';
create index wa_leases_tenant_idx on private.wa_leases (tenant_id, channel_id);
create index wa_leases_owner_idx on private.wa_leases (owner);

-- Nobody but the present holder writes for a number. A number that was never held has no holder to be mistaken for.
-- The row stays locked to the end of the transaction, so that a take-over waits for what is being written.
create function private.fence(p_channel uuid) returns void language plpgsql security definer set search_path = '' as $$
declare v_lease private.wa_leases;
begin
  select * into v_lease from private.wa_leases as l where l.channel_id = p_channel for share;
  if v_lease.channel_id is null then return; end if;
  if v_lease.epoch is distinct from (auth.jwt() ->> 'epoch')::bigint or (auth.jwt() ->> 'channel_id') is distinct from p_channel::text
    or coalesce(v_lease.lease_until < clock_timestamp(), true) then
    perform private.refuse('channel.stale');
  end if;
end $$;

-- Numbers nobody holds, at most a fair share of all. Also a sign of life.
create function private.claim_channels(p_runner text, p_limit integer) returns table (tenant_id uuid, channel_id uuid, kind text, address text, epoch bigint, settings jsonb)
language plpgsql security definer set search_path = '' as $$
declare v_room integer;
begin
  insert into private.wa_runners as r (name) values (p_runner) on conflict (name) do update set seen_at = now() where not r.is_leaving;
  delete from private.wa_runners as r where r.seen_at < now() - interval '10 minutes';
  insert into private.wa_leases as l (channel_id, tenant_id)
  select h.id, h.tenant_id from public.channels as h where h.is_active and not exists (select 1 from private.wa_leases as x where x.channel_id = h.id)
  on conflict on constraint wa_leases_pkey do nothing;
  v_room := private.fair_share() - (select count(*) from private.wa_leases as l where l.owner = p_runner and l.lease_until > now());
  if v_room <= 0 then return; end if;
  return query
  with free as (
    select l.channel_id as id from private.wa_leases as l join public.channels as h on h.tenant_id = l.tenant_id and h.id = l.channel_id
     where h.is_active and h.paused_at is null and (l.owner is null or l.lease_until < now())
       and not (coalesce(l.left_by = p_runner and l.left_at > now() - interval '60 seconds', false)
         and exists (select 1 from private.wa_runners as r where r.name <> p_runner and not r.is_leaving and r.seen_at > now() - interval '30 seconds'))
     order by l.lease_until nulls first limit least(p_limit, v_room) for update of l skip locked
  ), taken as (
    update private.wa_leases as l set owner = p_runner, epoch = l.epoch + 1, lease_until = now() + interval '30 seconds'
      from free where l.channel_id = free.id returning l.channel_id, l.epoch
  )
  select h.tenant_id, h.id, h.kind, h.address, t.epoch, h.settings from taken as t join public.channels as h on h.id = t.channel_id;
end $$;
create function public.claim_channels(p_runner text, p_limit integer) returns table (tenant_id uuid, channel_id uuid, kind text, address text, epoch bigint, settings jsonb)
language sql set search_path = '' as $$ select * from private.claim_channels(p_runner, p_limit) $$;

create function private.fair_share() returns integer language plpgsql stable security definer set search_path = '' as $$
begin
  return (select ceil(count(*)::numeric / greatest(1, (select count(*) from private.wa_runners as r where not r.is_leaving and r.seen_at > now() - interval '30 seconds')))
    from public.channels as h where h.is_active and h.paused_at is null);
end $$;

-- A runner begins. Its name is its address, which only one process can have: what is still in that name was a process that is dead.
create function private.enter_runner(p_runner text) returns void language plpgsql security definer set search_path = '' as $$
begin
  insert into private.wa_runners as r (name) values (p_runner) on conflict (name) do update set seen_at = now(), is_leaving = false;
  update private.wa_leases as l set owner = null, lease_until = null where l.owner = p_runner;
end $$;
create function public.enter_runner(p_runner text) returns void language sql set search_path = '' as $$ select private.enter_runner(p_runner) $$;

-- Holds on for 30 more seconds. Returns {held: [{channel_id, epoch}], surplus}: what is still this runner's, and how many more than its fair share.
create function private.renew_channels(p_runner text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_held jsonb;
begin
  update private.wa_runners as r set seen_at = now() where r.name = p_runner;
  -- Switched off: free for whoever asks when it is switched on again.
  update private.wa_leases as l set owner = null, lease_until = null from public.channels as h
   where l.owner = p_runner and h.id = l.channel_id and (not h.is_active or h.paused_at is not null);
  with renewed as (
    update private.wa_leases as l set lease_until = now() + interval '30 seconds'
      from public.channels as h
     where l.owner = p_runner and l.lease_until > now() and h.id = l.channel_id and h.is_active and h.paused_at is null returning l.channel_id, l.epoch
  )
  select coalesce(jsonb_agg(jsonb_build_object('channel_id', n.channel_id, 'epoch', n.epoch)), '[]') into v_held from renewed as n;
  return jsonb_build_object('held', v_held, 'surplus', greatest(0, jsonb_array_length(v_held) - private.fair_share()));
end $$;
create function public.renew_channels(p_runner text) returns jsonb language sql set search_path = '' as $$ select private.renew_channels(p_runner) $$;

-- Gives numbers up, so that the next owner begins within a second instead of after the lease. p_channels null: all, for good.
create function private.release_channels(p_runner text, p_channels uuid[]) returns integer language plpgsql security definer set search_path = '' as $$
declare v_rows integer;
begin
  if p_channels is null then update private.wa_runners as r set is_leaving = true where r.name = p_runner; end if;
  update private.wa_leases as l set owner = null, lease_until = null, left_by = p_runner, left_at = now()
   where l.owner = p_runner and (p_channels is null or l.channel_id = any (p_channels));
  get diagnostics v_rows = row_count;
  if v_rows > 0 then perform pg_notify('voltura_channels', 'released'); end if;
  return v_rows;
end $$;
create function public.release_channels(p_runner text, p_channels uuid[] default null) returns integer language sql set search_path = '' as
$$ select private.release_channels(p_runner, p_channels) $$;

grant execute on function private.enter_runner(text), public.enter_runner(text), private.claim_channels(text, integer), public.claim_channels(text, integer), private.renew_channels(text), public.renew_channels(text),
  private.release_channels(text, uuid[]), public.release_channels(text, uuid[]) to service_role;

-- What is the same for all shops and may change while programs run ------------------------------------------------------------

create table private.platform_settings (
  name text primary key check (name in ('wa_web_version')),
  value text not null check (length(value) between 1 and 200)
);
comment on table private.platform_settings is 'Set by whoever runs the installation. wa_web_version: the version of WhatsApp Web that linked phones say they are.';
create function private.platform_setting(p_name text) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select s.value from private.platform_settings as s where s.name = p_name);
end $$;
create function public.platform_setting(p_name text) returns text language sql stable set search_path = '' as $$ select private.platform_setting(p_name) $$;
grant execute on function private.platform_setting(text), public.platform_setting(text) to service_role;

-- What a number has been through -------------------------------------------------------------------------------------------

create table public.channel_states (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  channel_id uuid not null,
  state text not null,
  reason text,
  at timestamptz not null default now(),
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id)
);
comment on table public.channel_states is 'History of a number''s states; append-only, written by the trigger on channels.';
create index channel_states_channel_idx on public.channel_states (tenant_id, channel_id, id desc);
create trigger channel_states_append_only before update or delete on public.channel_states for each row execute function private.append_only();
alter table public.channel_states enable row level security;
grant select on public.channel_states to authenticated;
grant select, insert on public.channel_states to service_role;
create policy channel_states_select on public.channel_states for select to authenticated using (tenant_id = (select private.tenant_if('inbox.read')));

create function private.channels_history() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.channel_states (tenant_id, channel_id, state, reason, at) values (new.tenant_id, new.id, new.state, new.state_reason, new.state_since);
  return null;
end $$;
create trigger channels_history_first after insert on public.channels for each row execute function private.channels_history();
create trigger channels_history after update on public.channels for each row
  when ((old.state, old.state_reason) is distinct from (new.state, new.state_reason)) execute function private.channels_history();

-- A runner looks again when a number is added, paused or given up.
create trigger channels_wish after insert or update of is_active, paused_at, settings on public.channels
  for each row execute function private.notify_change('channel_wish');

-- p: {channel_id, state, reason?, next_at?, first_contacts_after?, address?}. Says truthfully how a number is doing: only its holder knows.
-- The same state again changes nothing.
create function private.set_channel_state(p jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('inbox.reply');
  v_channel uuid := (p ->> 'channel_id')::uuid;
begin
  if private.actor() <> 'wa-runner' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  if not exists (select 1 from public.channels as h where h.id = v_channel and h.tenant_id = v_tenant) then perform private.refuse('channel.unknown', '{}', 404); end if;
  perform private.fence(v_channel);
  update public.channels as h set state = p ->> 'state', state_reason = p ->> 'reason',
      state_since = case when (h.state, h.state_reason) is distinct from (p ->> 'state', p ->> 'reason') then now() else h.state_since end,
      next_attempt_at = (p ->> 'next_at')::timestamptz,
      first_contacts_after = case when p ? 'first_contacts_after' then (p ->> 'first_contacts_after')::timestamptz else h.first_contacts_after end,
      address = coalesce(p ->> 'address', h.address)
   where h.paused_at is null and (h.id = v_channel and (h.state, h.state_reason, h.next_attempt_at) is distinct from (p ->> 'state', p ->> 'reason', (p ->> 'next_at')::timestamptz)
      or h.id = v_channel and (p ? 'address' and h.address is distinct from p ->> 'address' or p ? 'first_contacts_after'));
exception when unique_violation then
  perform private.refuse('channel.address_taken');
end $$;
create function public.set_channel_state(p jsonb) returns void language sql set search_path = '' as $$ select private.set_channel_state(p) $$;
grant execute on function private.set_channel_state(jsonb), public.set_channel_state(jsonb) to authenticated;
