-- Finding customers by name, phone and IMEI, conversations by their words; what the inbox shows, in one answer each.

create index customer_contacts_phone_trgm_idx on public.customer_contacts using gin (phone extensions.gin_trgm_ops);
create index customers_masked_idx on public.customers (tenant_id, right(phone_masked, 4));
create index devices_imei_prefix_idx on public.devices (tenant_id, imei text_pattern_ops);
create index messages_body_trgm_idx on public.messages using gin (lower(body) extensions.gin_trgm_ops);

-- %, _ and \ of what people type stand for themselves.
create function private.like_part(p_text text) returns text language sql immutable set search_path = '' as
$$ select replace(replace(replace(lower(trim(p_text)), '\', '\\'), '%', '\%'), '_', '\_') $$;

-- Digits of a typed phone as they stand in E.164: 012… is +6012…
create function private.phone_digits(p_text text) returns text language sql immutable set search_path = '' as $$
  select case when p_text ~ '^[\s+()\-\d]{3,}$' then regexp_replace(regexp_replace(p_text, '\D', '', 'g'), '^0', '60') end
$$;

-- Definer because a trigram index cannot serve a query under row level security (like is not leakproof): it answers ids of the
-- caller's own tenant only, and what is shown of them is read under the caller's policies.
create function private.match_customers(p_query text, p_limit integer default 200) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  v_tenant uuid := private.tenant_if('customer.read');
  v_like text := private.like_part(p_query);
  v_digits text := private.phone_digits(p_query);
  v_short text := regexp_replace(p_query, '\D', '', 'g');
begin
  if v_tenant is null or length(v_like) < 2 then return; end if;
  return query
    select c.id from public.customers as c
     where c.tenant_id = v_tenant and c.erased_at is null and lower(c.name) like '%' || v_like || '%' limit p_limit;
  if v_digits is null then return; end if;
  if private.can('customer.pii') then
    return query select k.customer_id from public.customer_contacts as k
      where k.tenant_id = v_tenant and k.phone like '%' || case when length(v_short) < 7 then v_short else v_digits end || '%' limit p_limit;
  elsif length(v_short) >= 4 then
    -- Who sees a masked phone finds by what he sees of it.
    return query select c.id from public.customers as c
      where c.tenant_id = v_tenant and right(c.phone_masked, 4) = v_short limit p_limit;
  end if;
  if length(v_short) between 6 and 15 then
    return query select d.customer_id from public.devices as d where d.tenant_id = v_tenant and d.imei like v_short || '%' limit p_limit;
  end if;
end $$;

create function private.match_conversations(p_query text, p_limit integer default 200) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  v_tenant uuid := private.tenant_if('inbox.read');
  v_like text := private.like_part(p_query);
begin
  if v_tenant is null then return; end if;
  return query select c.id from public.conversations as c
    where c.tenant_id = v_tenant and c.customer_id in (select private.match_customers(p_query, p_limit)) limit p_limit;
  if length(v_like) >= 3 then
    -- So many messages, then their conversations: asked for distinct conversations at once, Postgres reads thread after thread.
    return query select distinct h.conversation_id from (
      select m.conversation_id from public.messages as m
       where m.tenant_id = v_tenant and lower(m.body) like '%' || v_like || '%' and m.status not in ('draft', 'discarded') limit 5 * p_limit) as h limit p_limit;
  end if;
end $$;

grant execute on function private.like_part(text), private.match_customers(text, integer), private.match_conversations(text, integer) to authenticated;

create index conversations_recent_idx on public.conversations (tenant_id, last_message_at desc);
create index conversations_open_idx on public.conversations (tenant_id, outlet_id) where status <> 'closed';
create index messages_reactions_idx on public.messages (tenant_id, reply_to) where kind = 'reaction';
create index messages_drafts_idx on public.messages (tenant_id, conversation_id) where status = 'draft';

-- Definer, as it passes by every open conversation of a shop and a policy is asked about each row: who asks, and which outlets are
-- his, is settled once instead. Answers how many there are and nothing of what is in them.
create function private.inbox_counts(p_outlet uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  v_tenant uuid := private.tenant_if('inbox.read');
  v_person text := private.person_id();
  v_outlets uuid[] := case when not private.every_outlet() then private.outlet_ids() end;
begin
  return (select jsonb_build_object('open', count(*), 'unread', count(*) filter (where c.unread > 0),
      'waiting', count(*) filter (where c.waiting_since is not null), 'mine', count(*) filter (where c.assignee = v_person),
      'unassigned', count(*) filter (where c.assignee is null), 'handed_over', count(*) filter (where c.concierge = 'handed_over'))
    from public.conversations as c
   where c.tenant_id = v_tenant and c.status <> 'closed' and (v_outlets is null or c.outlet_id = any (v_outlets))
     and (p_outlet is null or c.outlet_id = p_outlet));
end $$;
grant execute on function private.inbox_counts(uuid) to authenticated;

-- One page of the list with the counts of every filter. The caller's policies decide which outlets there are.
-- By execute, here and in other lists: planned for these very values, as how much of a table is this shop's and which filters are on
-- make the difference between milliseconds and minutes. $1 is the tenant, $2 the person, then the arguments.
create function public.inbox_list(p_view text, p_query text default null, p_outlet uuid default null, p_limit integer default 40)
returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_found uuid[] := case when length(trim(p_query)) >= 2 then array(select private.match_conversations(left(p_query, 80))) end;
  v_answer jsonb;
begin
  execute $sql$
  with visible as not materialized (
    select c.* from public.conversations as c
     where c.tenant_id = $1 and c.merged_into is null and ($5 is null or c.outlet_id = $5)
       and ($4 is null or c.id = any ($4))
       and case $3
         when 'unread' then c.status <> 'closed' and c.unread > 0
         when 'waiting' then c.status <> 'closed' and c.waiting_since is not null
         when 'mine' then c.status <> 'closed' and c.assignee = $2
         when 'unassigned' then c.status <> 'closed' and c.assignee is null
         when 'handed_over' then c.status <> 'closed' and c.concierge = 'handed_over'
         when 'closed' then c.status = 'closed'
         -- Who searches wants the thread wherever it is.
         else c.status <> 'closed' or $4 is not null end
  ), page as (
    -- Who waits longest comes first where waiting is the point; elsewhere the newest. Two branches, so that each walks its index.
    (select v.* from visible as v where $3 = 'waiting' and v.waiting_since is not null order by v.waiting_since, v.last_message_at desc limit least($6, 500) + 1)
    union all
    (select v.* from visible as v where $3 <> 'waiting' order by v.last_message_at desc limit least($6, 500) + 1)
  ), rows as (
    select row_number() over (order by case when $3 = 'waiting' then p.waiting_since end, p.last_message_at desc) as place,
      jsonb_build_object('id', p.id, 'outlet_id', p.outlet_id, 'customer_id', p.customer_id, 'customer_name', u.name, 'phone_masked', u.phone_masked,
        'preview', p.preview, 'last_message_at', p.last_message_at, 'unread', p.unread, 'waiting_since', p.waiting_since, 'status', p.status,
        'concierge', p.concierge, 'handover_reason', p.handover_reason, 'assignee', p.assignee, 'assignee_name', a.name,
        'has_draft', exists (select 1 from public.messages as d where d.tenant_id = $1 and d.conversation_id = p.id and d.status = 'draft'),
        'last_direction', l.direction, 'last_status', l.status) as row
      from page as p
      join public.customers as u on u.tenant_id = $1 and u.id = p.customer_id
      left join public.people as a on a.user_id = p.assignee
      left join lateral (select m.direction, m.status from public.messages as m
        where m.tenant_id = $1 and m.conversation_id = p.id and m.direction <> 'note' and m.kind <> 'reaction' and m.status not in ('draft', 'discarded')
        order by m.seq desc limit 1) as l on true
  )
  select jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(r.row order by r.place) filter (where r.place <= $6), '[]') from rows as r),
    'more', (select count(*) > $6 from rows),
    'counts', private.inbox_counts($5))
  $sql$ into v_answer using private.tenant_id(), private.person_id(), p_view, v_found, p_outlet, p_limit;
  return v_answer;
end $$;

-- A thread: its head and the newest messages before p_before, oldest first. Null when it is not the caller's to see.
-- Each message carries the key its composer made, so that the bubble already on the screen is the same bubble, and the reactions to it:
-- the last of the customer and the last of the shop, which are one account each to WhatsApp. One that did not go out stays a bubble, to be seen.
create function public.inbox_thread(p_conversation uuid, p_before bigint default null, p_limit integer default 60)
returns jsonb language plpgsql stable set search_path = '' as $$
declare v_answer jsonb;
begin
  execute $sql$
  with page as (
    select m.* from public.messages as m
     where m.conversation_id = $2 and m.tenant_id = $1 and m.status <> 'discarded'
       and ($3 is null or m.seq < $3)
       and not (m.kind = 'reaction' and m.reply_to is not null and m.status not in ('failed', 'unknown'))
     order by m.seq desc limit least($4, 200) + 1
  ), rows as (
    select row_number() over (order by p.seq desc) as place, p.seq,
      jsonb_build_object('id', p.id, 'seq', p.seq, 'direction', p.direction, 'author_kind', p.author_kind, 'author', p.author, 'author_name', a.name,
        'kind', p.kind, 'body', p.body, 'payload', p.payload, 'status', p.status, 'error', p.error, 'failure', o.failure, 'edited_body', p.edited_body, 'revoked_at', p.revoked_at, 'intent', p.intent, 'cites', p.cites, 'sent_at', p.sent_at, 'is_history', p.is_history,
        'reactions', (select coalesce(jsonb_agg(jsonb_build_object('emoji', e.body, 'from', e.direction, 'name', w.name) order by e.direction) filter (where e.body <> ''), '[]')
          from (select distinct on (x.direction) x.direction, x.body, x.author from public.messages as x
                 where x.tenant_id = $1 and x.reply_to = p.id and x.kind = 'reaction' and x.conversation_id = $2 and x.status not in ('failed', 'unknown')
                 order by x.direction, x.seq desc) as e left join public.people as w on w.user_id = e.author),
        'media', case when p.media_path is not null then jsonb_build_object('path', p.media_path, 'mime', p.media_mime, 'bytes', p.media_bytes, 'name', p.media_name) end,
        'key', coalesce(nullif(split_part(p.provider_id, 'note:', 2), ''), nullif(split_part(o.key, 'user:', 2), '')),
        'reply_to', case when r.id is not null then jsonb_build_object('id', r.id, 'kind', r.kind, 'body', left(r.body, 160), 'author_kind', r.author_kind) end) as row
      from page as p
      left join public.people as a on a.user_id = p.author
      left join public.wa_outbox as o on o.tenant_id = $1 and o.message_id = p.id and p.direction = 'out'
      left join public.messages as r on r.tenant_id = $1 and r.id = p.reply_to
  )
  select jsonb_build_object(
      'conversation', jsonb_build_object('id', c.id, 'outlet_id', c.outlet_id, 'customer_id', c.customer_id, 'customer_name', u.name,
        'customer_locale', u.locale, 'phone_masked', u.phone_masked, 'status', c.status, 'assignee', c.assignee, 'assignee_name', a.name, 'concierge', c.concierge,
        'handover_reason', c.handover_reason, 'unread', c.unread, 'waiting_since', c.waiting_since, 'channel_id', h.id, 'channel_name', h.name, 'channel_state', case when h.is_active then h.state else 'removed' end,
        'channel_mode', h.concierge_mode, 'window_open', private.window_is_open(h.kind, c.last_inbound_at),
        'next', (select coalesce(jsonb_agg(t.to_status order by t.to_status), '[]') from public.conversation_transitions as t where t.from_status = c.status)),
      'messages', (select coalesce(jsonb_agg(r.row order by r.seq) filter (where r.place <= $4), '[]') from rows as r),
      'more', (select count(*) > $4 from rows))
    from public.conversations as c
    join public.customers as u on u.tenant_id = c.tenant_id and u.id = c.customer_id
    join public.channels as h on h.tenant_id = c.tenant_id and h.id = c.channel_id
    left join public.people as a on a.user_id = c.assignee
   where c.tenant_id = $1 and c.id = $2
  $sql$ into v_answer using private.tenant_id(), p_conversation, p_before, p_limit;
  return v_answer;
end $$;

grant execute on function public.inbox_list(text, text, uuid, integer), public.inbox_thread(uuid, bigint, integer) to authenticated;
