-- Concierge: what one answer needs to know in one read, trying again later, and the daily budget of the language model.

create table private.ai_usage (
  tenant_id uuid not null references public.tenants (id),
  day date not null,
  tokens bigint not null default 0 check (tokens >= 0),
  calls integer not null default 0,
  refused integer not null default 0,
  primary key (tenant_id, day)
);
comment on table private.ai_usage is 'Tokens of the language model per tenant and day (UTC); reserved before a call, settled after it.';

create index concierge_turns_open_idx on public.concierge_turns (tenant_id, conversation_id) where state in ('queued', 'claimed');

-- Everything the loop decides by, read once. Runs under the caller's own policies (the system token of one tenant).
create function public.concierge_context(p_turn uuid) returns jsonb language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'turn', jsonb_build_object('id', t.id, 'state', t.state, 'attempts', t.attempts),
    'mode', case when h.is_active then h.concierge_mode else 'off' end,
    'concierge', c.concierge,
    'outlet_id', c.outlet_id,
    'customer', jsonb_build_object('id', u.id, 'name', u.name, 'locale', u.locale),
    'message', jsonb_build_object('id', m.id, 'seq', m.seq, 'kind', m.kind, 'body', m.body, 'payload', m.payload, 'direction', m.direction,
      'author_kind', m.author_kind, 'created_at', m.created_at),
    -- Unfinished messages of the customer around this one, oldest first: several quick ones get one answer.
    'pending', (select coalesce(jsonb_agg(jsonb_build_object('turn_id', o.id, 'message_id', n.id, 'seq', n.seq, 'kind', n.kind, 'body', n.body,
        'age_ms', extract(epoch from clock_timestamp() - n.created_at) * 1000) order by n.seq), '[]')
      from public.concierge_turns as o join public.messages as n on n.tenant_id = o.tenant_id and n.id = o.message_id
     where o.tenant_id = t.tenant_id and o.conversation_id = t.conversation_id and o.state in ('queued', 'claimed')),
    -- A later message was dealt with already: this one was answered with it.
    'newer_done', exists (select 1 from public.messages as n where n.tenant_id = m.tenant_id and n.conversation_id = m.conversation_id and n.seq > m.seq
      and exists (select 1 from public.concierge_turns as o where o.tenant_id = n.tenant_id and o.message_id = n.id and o.state in ('answered', 'drafted', 'handed_over'))),
    -- What the customer answers to: the newest thing said to him before this message, by anybody.
    'said_before', (select jsonb_build_object('id', s.id, 'author_kind', s.author_kind, 'payload', s.payload, 'intent', s.intent)
      from public.messages as s where s.tenant_id = m.tenant_id and s.conversation_id = m.conversation_id and s.direction = 'out'
        and s.status not in ('draft', 'discarded', 'failed') and s.seq < m.seq order by s.seq desc limit 1),
    'quoted', (select jsonb_build_object('id', q.id, 'payload', q.payload) from public.messages as q
      where q.tenant_id = m.tenant_id and q.conversation_id = m.conversation_id and q.direction = 'out' and q.id = m.reply_to),
    'answered_lately', (select count(*) from (select b.author_kind, b.created_at from public.messages as b where b.tenant_id = m.tenant_id
          and b.conversation_id = m.conversation_id and b.direction <> 'note' order by b.seq desc limit 40) as a
      where a.author_kind = 'concierge' and a.created_at > now() - interval '10 minutes'),
    'history', (select coalesce(jsonb_agg(jsonb_build_object('from', case when x.direction = 'in' then 'customer' else x.author_kind end, 'body', left(x.body, 500)) order by x.seq), '[]')
      from (select y.* from public.messages as y where y.tenant_id = m.tenant_id and y.conversation_id = m.conversation_id and y.direction <> 'note'
              and y.status not in ('draft', 'discarded') and y.seq < m.seq order by y.seq desc limit 6) as x))
    from public.concierge_turns as t
    join public.messages as m on m.tenant_id = t.tenant_id and m.id = t.message_id
    join public.conversations as c on c.tenant_id = t.tenant_id and c.id = t.conversation_id
    join public.channels as h on h.tenant_id = c.tenant_id and h.id = c.channel_id
    join public.customers as u on u.tenant_id = c.tenant_id and u.id = m.customer_id
   where t.id = p_turn and t.tenant_id = (select private.tenant_id())
$$;

create function private.require_concierge() returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  if private.actor() is distinct from 'concierge' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  return private.require('inbox.reply');
end $$;

-- A turn that failed goes back to the queue for a while. The number of attempts was counted when it was claimed.
create function private.defer_turn(p_turn uuid, p_seconds numeric) returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.require_concierge();
begin
  update public.concierge_turns set state = 'queued', claimed_by = null, claimed_until = null,
    next_at = now() + make_interval(secs => least(greatest(p_seconds, 0), 3600)::double precision)
   where id = p_turn and tenant_id = v_tenant and state in ('queued', 'claimed');
end $$;
create function public.defer_turn(p_turn uuid, p_seconds numeric) returns void language sql set search_path = '' as $$ select private.defer_turn(p_turn, p_seconds) $$;

-- The language the customer writes becomes the language he is written to.
create function private.set_customer_locale(p_customer uuid, p_locale text) returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.require_concierge();
begin
  update public.customers set locale = p_locale where id = p_customer and tenant_id = v_tenant and locale <> p_locale;
end $$;
create function public.set_customer_locale(p_customer uuid, p_locale text) returns void language sql set search_path = '' as
$$ select private.set_customer_locale(p_customer, p_locale) $$;

-- True when today's budget still holds p_tokens; they count as spent until settled, so parallel answers cannot overspend together.
-- The budget is `ai_daily_tokens` of the tenant's settings; 0 turns the model off.
create function private.ai_reserve(p_tokens integer) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require_concierge();
  v_budget bigint;
  v_day date := (now() at time zone 'utc')::date;
begin
  select coalesce(case when jsonb_typeof(t.settings -> 'ai_daily_tokens') = 'number' then (t.settings ->> 'ai_daily_tokens')::numeric end, 200000)::bigint
    into v_budget from public.tenants as t where t.id = v_tenant;
  insert into private.ai_usage (tenant_id, day) values (v_tenant, v_day) on conflict (tenant_id, day) do nothing;
  update private.ai_usage set tokens = tokens + greatest(p_tokens, 0), calls = calls + 1
   where tenant_id = v_tenant and day = v_day and tokens + greatest(p_tokens, 0) <= v_budget;
  if found then return true; end if;
  update private.ai_usage set refused = refused + 1 where tenant_id = v_tenant and day = v_day;
  return false;
end $$;
create function public.ai_reserve(p_tokens integer) returns boolean language sql set search_path = '' as $$ select private.ai_reserve(p_tokens) $$;

create function private.ai_settle(p_reserved integer, p_used integer) returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.require_concierge();
begin
  update private.ai_usage set tokens = greatest(0, tokens - greatest(p_reserved, 0) + greatest(p_used, 0))
   where tenant_id = v_tenant and day = (now() at time zone 'utc')::date;
end $$;
create function public.ai_settle(p_reserved integer, p_used integer) returns void language sql set search_path = '' as
$$ select private.ai_settle(p_reserved, p_used) $$;

grant execute on function public.concierge_context(uuid), private.defer_turn(uuid, numeric), public.defer_turn(uuid, numeric),
  private.set_customer_locale(uuid, text), public.set_customer_locale(uuid, text), private.ai_reserve(integer), public.ai_reserve(integer),
  private.ai_settle(integer, integer), public.ai_settle(integer, integer) to authenticated;
