-- The relay hands events on, in order per entity, at least once: the row id is the event id, so a second time is the same event.

-- Everything due, for 30 s in the name of `p_relay`. An event waits while an earlier one of its entity is out or put off; a dead
-- one holds nobody up. Claims and outcomes take turns: two relays side by side would otherwise not see each other's.
create function private.claim_events(p_relay text, p_limit integer)
returns table (event_id uuid, tenant_id uuid, name text, entity_type text, entity_id text, data jsonb, created_at timestamptz, attempts integer)
language plpgsql security definer set search_path = '' as $$
begin
  if not pg_try_advisory_xact_lock(hashtextextended('relay', 0)) then return; end if;
  return query
    with due as (
      select e.id from public.events as e
       where e.relayed_at is null and e.dead_at is null and e.next_at <= now() and (e.claimed_until is null or e.claimed_until <= now())
         and not exists (select 1 from public.events as o
                          where o.tenant_id = e.tenant_id and o.entity_type = e.entity_type and o.entity_id = e.entity_id and o.seq < e.seq
                            and o.relayed_at is null and o.dead_at is null and (o.next_at > now() or o.claimed_until > now()))
       order by e.seq limit p_limit for update skip locked
    ), taken as (
      update public.events as e set claimed_by = p_relay, claimed_until = now() + interval '30 seconds' from due where e.id = due.id returning e.*
    )
    select t.id, t.tenant_id, t.name, t.entity_type, t.entity_id, t.data, t.created_at, t.attempts from taken as t order by t.seq;
end $$;

-- p_results: [{id, outcome: sent|later|refused|held, reason?}]. `later` comes again for as long as it takes: an outage loses nothing.
-- `refused` five times is dead, with its reason. Sent is sent, whoever holds it by now; the rest is for the holder to say.
create function private.settle_events(p_relay text, p_results jsonb) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('relay', 0));
  update public.events as e set
      relayed_at = case when r.outcome = 'sent' then now() end,
      attempts = e.attempts + case when r.outcome in ('later', 'refused') then 1 else 0 end,
      next_at = case when r.outcome in ('later', 'refused') then now() + least(power(2, least(e.attempts, 10)), 60) * interval '1 second' else e.next_at end,
      dead_at = case when r.outcome = 'refused' and e.attempts >= 4 then now() end,
      reason = case when r.outcome in ('later', 'refused') then left(r.reason, 200) else e.reason end,
      claimed_by = null, claimed_until = null
    from jsonb_to_recordset(p_results) as r(id uuid, outcome text, reason text)
   where e.id = r.id and e.relayed_at is null and (r.outcome = 'sent' or e.claimed_by = p_relay);
end $$;

create function private.relay_state() returns table (waiting bigint, dead bigint, lag_s double precision)
language sql stable security definer set search_path = '' as $$
  select count(*) filter (where e.dead_at is null), count(*) filter (where e.dead_at is not null),
         coalesce(extract(epoch from now() - min(e.created_at) filter (where e.dead_at is null)), 0)::double precision
    from public.events as e where e.relayed_at is null
$$;

create function public.claim_events(p_relay text, p_limit integer)
returns table (event_id uuid, tenant_id uuid, name text, entity_type text, entity_id text, data jsonb, created_at timestamptz, attempts integer)
language sql security invoker set search_path = '' as $$ select * from private.claim_events(p_relay, p_limit) $$;
create function public.settle_events(p_relay text, p_results jsonb) returns void
language sql security invoker set search_path = '' as $$ select private.settle_events(p_relay, p_results) $$;
create function public.relay_state() returns table (waiting bigint, dead bigint, lag_s double precision)
language sql stable security invoker set search_path = '' as $$ select * from private.relay_state() $$;

grant execute on function private.claim_events(text, integer), public.claim_events(text, integer), private.settle_events(text, jsonb),
  public.settle_events(text, jsonb), private.relay_state(), public.relay_state() to service_role;
