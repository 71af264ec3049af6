-- Inbox functions: receiving, sending, claiming, taking over; public links.

create function private.make_link(p_tenant uuid, p_kind text, p_ref uuid, p_valid interval default null) returns text
language sql security definer set search_path = '' as $$
  insert into private.public_links as l (tenant_id, kind, ref_id, expires_at) values (p_tenant, p_kind, p_ref, now() + p_valid)
  on conflict (tenant_id, kind, ref_id) do update set expires_at = excluded.expires_at
  returning token
$$;

create function private.open_link(p_token text, p_kind text) returns table (tenant_id uuid, ref_id uuid)
language plpgsql security definer set search_path = '' as $$
begin
  return query select l.tenant_id, l.ref_id from private.public_links as l
    where l.token = p_token and l.kind = p_kind and (l.expires_at is null or l.expires_at > now());
  if not found then perform private.refuse('link.gone', '{}', 404); end if;
end $$;

-- Sending ------------------------------------------------------------------------------------------------------------------

-- WhatsApp's own clients make ids of this shape; others look odd to the network.
create function private.provider_id(p_kind text, p_message uuid) returns text language plpgsql immutable set search_path = '' as $$
begin
  return case p_kind when 'baileys' then '3EB0' || upper(left(encode(extensions.digest(p_message::text, 'sha256'), 'hex'), 18)) else p_message::text end;
end $$;

create function private.send_message(p_tenant uuid, p_conversation uuid, p_key text, p_author_kind text, p_kind text, p_body text,
  p_payload jsonb default '{}', p_media jsonb default null, p_extra jsonb default '{}') returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.conversations;
  v_kind text;
  v_id uuid;
begin
  select * into v_conversation from public.conversations where id = p_conversation and tenant_id = p_tenant for update;
  if v_conversation.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  select o.message_id into v_id from public.wa_outbox as o where o.channel_id = v_conversation.channel_id and o.key = p_key;
  if v_id is not null then return v_id; end if;
  perform private.check_reachable(v_conversation);
  perform private.check_channel(v_conversation.channel_id);
  perform private.check_sendable(v_conversation, p_kind, p_payload);

  insert into public.messages (tenant_id, conversation_id, channel_id, customer_id, direction, author_kind, author, kind, body, payload,
    media_path, media_mime, media_bytes, media_name, status, intent, cites, reply_to)
  values (p_tenant, p_conversation, v_conversation.channel_id, v_conversation.customer_id, 'out', p_author_kind,
    case when p_author_kind = 'user' then private.person_id() end, p_kind, p_body, coalesce(p_payload, '{}'),
    p_media ->> 'path', p_media ->> 'mime', (p_media ->> 'bytes')::bigint, p_media ->> 'name', 'queued',
    p_extra ->> 'intent', coalesce(p_extra -> 'cites', '[]'),
    -- Only what was said in this thread can be quoted in it.
    (select m.id from public.messages as m where m.tenant_id = p_tenant and m.conversation_id = p_conversation and m.id = nullif(p_extra ->> 'reply_to', '')::uuid))
  returning id into v_id;
  -- Made before sending, where the network lets us: a resend after a crash is the same message to the other side.
  select h.kind into v_kind from public.channels as h where h.id = v_conversation.channel_id;
  if v_kind <> 'cloud' then update public.messages set provider_id = private.provider_id(v_kind, v_id) where id = v_id; end if;
  insert into public.wa_outbox (tenant_id, channel_id, conversation_id, message_id, key)
  values (p_tenant, v_conversation.channel_id, p_conversation, v_id, p_key);
  perform pg_notify('voltura_outbox', p_tenant::text);
  -- A thumb under a message is no answer to it: who waits goes on waiting.
  if p_kind = 'reaction' then return v_id; end if;
  update public.conversations set last_message_at = now(), preview = left(coalesce(nullif(p_body, ''), '[' || p_kind || ']'), 140),
    status = case when status = 'closed' then 'open' else status end,
    waiting_since = case when p_author_kind in ('user', 'concierge') and concierge <> 'handed_over' then null else waiting_since end
   where id = p_conversation;
  if p_author_kind = 'user' then
    update public.conversations set waiting_since = null where id = p_conversation and waiting_since is not null;
  end if;
  return v_id;
end $$;

-- The customer's newest thread of that outlet, else of the tenant, else a new one on the outlet's channel; null without a chat address.
create function private.conversation_for(p_tenant uuid, p_customer uuid, p_outlet uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
  v_channel public.channels;
  v_identity uuid;
begin
  select c.id into v_id from public.conversations as c
   where c.tenant_id = p_tenant and c.customer_id = p_customer
     and exists (select 1 from public.channels as h where h.tenant_id = c.tenant_id and h.id = c.channel_id and h.is_active)
   order by (c.outlet_id = p_outlet) desc, c.last_message_at desc limit 1;
  if v_id is not null then return v_id; end if;
  select i.id into v_identity from public.customer_identities as i
   where i.tenant_id = p_tenant and i.customer_id = p_customer order by (i.same_as is null) desc, (i.kind = 'phone') desc, i.created_at limit 1;
  select * into v_channel from public.channels as h
   where h.tenant_id = p_tenant and h.is_active order by (h.outlet_id = p_outlet) desc, h.created_at limit 1;
  if v_identity is null or v_channel.id is null then return null; end if;
  insert into public.conversations (tenant_id, outlet_id, channel_id, customer_id, identity_id)
  values (p_tenant, v_channel.outlet_id, v_channel.id, p_customer, v_identity)
  on conflict (tenant_id, channel_id, identity_id) do update set customer_id = excluded.customer_id
  returning id into v_id;
  return v_id;
end $$;

-- p_template: {name, params}, the same in words that Meta has approved: sent where free text may not be. Null when nothing can be sent.
create function private.send_to_customer(p_tenant uuid, p_customer uuid, p_outlet uuid, p_key text, p_kind text, p_body text,
  p_payload jsonb default '{}', p_media jsonb default null, p_template jsonb default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := private.conversation_for(p_tenant, p_customer, p_outlet);
  v_conversation public.conversations;
  v_instead jsonb;
begin
  if v_id is null then return null; end if;
  select * into v_conversation from public.conversations as c where c.id = v_id;
  if p_kind <> 'template' and not private.window_open(v_conversation) then v_instead := private.template_for(v_conversation, p_template); end if;
  -- What happens in the shop waits neither for the customer to write nor for his phone to be there.
  if private.is_unreachable(v_conversation) or v_instead is null and p_kind <> 'template' and not private.window_open(v_conversation) then
    return (select o.message_id from public.wa_outbox as o where o.channel_id = v_conversation.channel_id and o.key = p_key);
  end if;
  if v_instead is not null then
    return private.send_message(p_tenant, v_id, p_key, 'system', 'template', v_instead ->> 'body', v_instead - 'body');
  end if;
  return private.send_message(p_tenant, v_id, p_key, 'system', p_kind, p_body, p_payload, p_media);
end $$;

-- The outlet check for anything done to a conversation by a person.
create function private.require_conversation(p_capability text, p_conversation uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require(p_capability);
  v_outlet uuid;
begin
  select c.outlet_id into v_outlet from public.conversations as c where c.id = p_conversation and c.tenant_id = v_tenant;
  if v_outlet is null then perform private.refuse('input.not_found', '{}', 404); end if;
  perform private.require(p_capability, v_outlet);
  return v_tenant;
end $$;

-- A person's answer: mutes the concierge, as two voices in one thread confuse the customer.
-- p: {conversation_id, key, kind, body, payload?, media?, reply_to?}
create function private.reply(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_conversation uuid := (p ->> 'conversation_id')::uuid;
  v_tenant uuid := private.require_conversation('inbox.reply', v_conversation);
  v_id uuid;
begin
  if length(coalesce(p ->> 'body', '')) = 0 and p -> 'media' is null then perform private.refuse('input.required', '{}', 422); end if;
  -- Those have functions of their own.
  if p ->> 'kind' in ('reaction', 'template') then perform private.refuse('input.invalid', '{}', 422); end if;
  v_id := private.send_message(v_tenant, v_conversation, 'user:' || (p ->> 'key'), 'user', p ->> 'kind', coalesce(p ->> 'body', ''),
    coalesce(p -> 'payload', '{}'), p -> 'media', jsonb_build_object('reply_to', p ->> 'reply_to'));
  update public.conversations set concierge = 'muted', handover_reason = null, unread = 0,
    assignee = coalesce(assignee, private.person_id()) where id = v_conversation;
  perform private.note_read(v_tenant, v_conversation);
  return jsonb_build_object('message_id', v_id);
end $$;
create function public.reply(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.reply(p) $$;

-- p: {message_id, key, emoji}; an empty emoji takes back what was there. To what the customer wrote only. Once per key.
create function private.react(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_message public.messages;
  v_tenant uuid;
  v_emoji text := coalesce(p ->> 'emoji', '');
begin
  select * into v_message from public.messages as m where m.id = (p ->> 'message_id')::uuid;
  v_tenant := private.require_conversation('inbox.reply', v_message.conversation_id);
  if v_emoji not in ('', '👍', '❤️', '😂', '😮', '😢', '🙏') then perform private.refuse('input.invalid', '{"field": "emoji"}', 422); end if;
  if v_message.direction <> 'in' or v_message.kind = 'reaction' or v_message.provider_id is null or v_message.revoked_at is not null then
    perform private.refuse('message.no_reaction');
  end if;
  return jsonb_build_object('message_id', private.send_message(v_tenant, v_message.conversation_id, 'react:' || (p ->> 'key'), 'user', 'reaction', v_emoji,
    '{}', null, jsonb_build_object('reply_to', v_message.id)));
end $$;
create function public.react(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.react(p) $$;

create function private.add_note(p_conversation uuid, p_key text, p_body text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require_conversation('inbox.read', p_conversation);
  v_id uuid;
begin
  perform private.check_not_erased(c.tenant_id, c.customer_id) from public.conversations as c where c.id = p_conversation;
  insert into public.messages (tenant_id, conversation_id, channel_id, customer_id, direction, author_kind, author, kind, body, provider_id)
  select v_tenant, c.id, c.channel_id, c.customer_id, 'note', 'user', private.person_id(), 'text', p_body, 'note:' || p_key
    from public.conversations as c where c.id = p_conversation
  on conflict on constraint messages_provider_unique do nothing returning id into v_id;
  return jsonb_build_object('message_id', v_id);
end $$;
create function public.add_note(p_conversation uuid, p_key text, p_body text) returns jsonb language sql set search_path = '' as
$$ select private.add_note(p_conversation, p_key, p_body) $$;

-- p_change: {status?, assignee? (null clears), concierge? 'muted'|'on', read? true}
create function private.update_conversation(p_conversation uuid, p_change jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.require_conversation(case when p_change = '{"read": true}' then 'inbox.read' else 'inbox.reply' end, p_conversation);
begin
  if p_change ->> 'assignee' is not null and not exists (select 1 from public.members as m
      where m.tenant_id = v_tenant and m.user_id = p_change ->> 'assignee' and m.status = 'active'
        and (m.outlet_ids is null or (select c.outlet_id from public.conversations as c where c.id = p_conversation) = any (m.outlet_ids))) then
    perform private.refuse('conversation.no_such_assignee', '{}', 422);
  end if;
  update public.conversations set
    status = coalesce(p_change ->> 'status', status),
    assignee = case when p_change ? 'assignee' then p_change ->> 'assignee' else assignee end,
    concierge = coalesce(p_change ->> 'concierge', concierge),
    handover_reason = case when p_change ? 'concierge' then null else handover_reason end,
    waiting_since = case when p_change ->> 'status' = 'closed' then null else waiting_since end,
    unread = case when p_change ->> 'read' = 'true' or p_change ->> 'status' = 'closed' then 0 else unread end
   where id = p_conversation and tenant_id = v_tenant;
  if p_change ->> 'read' = 'true' then perform private.note_read(v_tenant, p_conversation); end if;
end $$;
create function public.update_conversation(p_conversation uuid, p_change jsonb) returns void language sql set search_path = '' as
$$ select private.update_conversation(p_conversation, p_change) $$;

-- A failed bubble is sent again by a person, as the same message.
create function private.retry_message(p_message uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_conversation uuid;
  v_tenant uuid;
begin
  select m.conversation_id into v_conversation from public.messages as m where m.id = p_message;
  v_tenant := private.require_conversation('inbox.reply', v_conversation);
  perform private.check_reachable(c), private.check_channel(c.channel_id), private.check_sendable(c, m.kind, m.payload)
     from public.conversations as c join public.messages as m on m.id = p_message where c.id = v_conversation;
  update public.wa_outbox set state = 'queued', attempts = 0, next_at = now(), failure = null, error = null, detail = null, failed_at = null
   where message_id = p_message and tenant_id = v_tenant and state in ('failed', 'unknown');
  if not found then perform private.refuse('message.not_failed'); end if;
  update public.messages set status = 'queued', error = null where id = p_message;
  perform pg_notify('voltura_outbox', v_tenant::text);
end $$;
create function public.retry_message(p_message uuid) returns void language sql set search_path = '' as $$ select private.retry_message(p_message) $$;

-- On the way -----------------------------------------------------------------------------------------------------------------

-- p_state: retry | written | accepted | delivered | read | failed | unknown. Forwards only. Without p_message it is the one with p.provider_id
-- on p.channel_id. p: {channel_id?, provider_id?, failure?, detail?, not_before?, new_provider_id?, pricing?}.
create function private.set_message_status(p_message uuid default null, p_state text default null, p_error text default null, p jsonb default '{}')
returns void language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('inbox.reply');
  v_rank constant jsonb := '{"queued":0,"claimed":1,"failed":2,"unknown":2,"written":2,"accepted":3,"delivered":4,"read":5}';
  v_outbox public.wa_outbox;
begin
  if private.actor() <> 'wa-runner' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  select o.* into v_outbox from public.wa_outbox as o
   where o.tenant_id = v_tenant and o.message_id = coalesce(p_message, (select m.id from public.messages as m
     where m.tenant_id = v_tenant and m.channel_id = (p ->> 'channel_id')::uuid and m.provider_id = p ->> 'provider_id' and m.direction = 'out')) for update;
  -- Receipts also come for what was never ours: a message the shop sent from its phone.
  if v_outbox.id is null then return; end if;
  perform private.fence(v_outbox.channel_id);
  -- The last of these words is the one that is charged for.
  if p ? 'pricing' and (v_outbox.pricing is null or p_state = 'delivered') then
    update public.wa_outbox set pricing = p -> 'pricing' where id = v_outbox.id;
  end if;
  if p_state = 'failed' and p_error = 'send.marketing_stopped' then perform private.stopped_by_contact(v_outbox.conversation_id); end if;
  if p_state = 'retry' then
    update public.wa_outbox set state = 'queued', claimed_by = null, claimed_until = null, failure = 'retry', error = p_error, detail = left(p ->> 'detail', 400),
      next_at = greatest(now() + least(interval '5 minutes', interval '1 second' * power(2, least(attempts, 10))), (p ->> 'not_before')::timestamptz)
     where id = v_outbox.id and state in ('claimed', 'written');
    return;
  end if;
  -- A failure that arrives after the other side has the message is no failure; an older word than the last changes nothing.
  -- Where the network gives the ids, its failure comes after its yes, in whatever order they reach us.
  if p_state in ('written', 'accepted') and v_outbox.state = 'failed'
      and exists (select 1 from public.channels as h where h.id = v_outbox.channel_id and h.kind = 'cloud') then
    update public.messages set provider_id = coalesce(provider_id, p ->> 'new_provider_id') where id = v_outbox.message_id and tenant_id = v_tenant;
    perform private.settle_answers(v_outbox.channel_id, p ->> 'new_provider_id', v_outbox.message_id);
    return;
  end if;
  if p_state in ('failed', 'unknown') and v_outbox.state in ('delivered', 'read', 'failed')
      or p_state = 'unknown' and v_outbox.state = 'unknown'
    or p_state not in ('failed', 'unknown') and (v_rank ->> p_state)::int <= (v_rank ->> v_outbox.state)::int and v_outbox.state not in ('failed', 'unknown') then
    return;
  end if;
  update public.wa_outbox set state = p_state, failure = case when p_state in ('failed', 'unknown') then p ->> 'failure' end,
    error = case when p_state in ('failed', 'unknown') then p_error end, detail = case when p_state in ('failed', 'unknown') then left(p ->> 'detail', 400) end,
    -- On the wire it waits for the network's word; past that it goes out again, as the same message.
    claimed_until = case when p_state = 'written' then now() + interval '45 seconds' end,
    written_at = coalesce(written_at, case when p_state not in ('failed', 'unknown') then now() end),
    accepted_at = coalesce(accepted_at, case when p_state in ('accepted', 'delivered', 'read') then now() end),
    delivered_at = coalesce(delivered_at, case when p_state in ('delivered', 'read') then now() end),
    read_at = coalesce(read_at, case when p_state = 'read' then now() end),
    failed_at = case when p_state in ('failed', 'unknown') then now() end
   where id = v_outbox.id;
  if p_state <> 'written' then
    update public.messages set status = case p_state when 'accepted' then 'sent' else p_state end, error = case when p_state in ('failed', 'unknown') then p_error end,
      provider_id = coalesce(p ->> 'new_provider_id', provider_id)
     where id = v_outbox.message_id and tenant_id = v_tenant and direction = 'out';
    if p ->> 'new_provider_id' is not null then perform private.settle_answers(v_outbox.channel_id, p ->> 'new_provider_id', v_outbox.message_id); end if;
  end if;
  if p_state in ('accepted', 'delivered', 'read') then
    perform private.mark_channel(v_tenant, v_outbox.channel_id, p_ack => true);
  end if;
  if p_state in ('accepted', 'delivered', 'failed', 'unknown') then perform pg_notify('voltura_outbox', v_tenant::text); end if;
end $$;
create function public.set_message_status(p_message uuid default null, p_state text default null, p_error text default null, p jsonb default '{}') returns void
language sql set search_path = '' as $$ select private.set_message_status(p_message, p_state, p_error, p) $$;

-- Claiming is the one cross-tenant act of a runner: service_role only, ids and addresses only. p_channels: what it can send on now; of these only the
-- ones it holds. In order per conversation: a message waits while an earlier one of its thread is on its way.
create function private.claim_outbox(p_runner text, p_limit integer, p_channels uuid[]) returns table (tenant_id uuid, channel_id uuid, message_id uuid, provider_id text,
  address text, address_kind text, is_first_contact boolean, kind text, body text, payload jsonb, media_path text, media_mime text, media_name text,
  reply_to text, attempts integer)
language plpgsql security definer set search_path = '' as $$
begin
  return query
  with mine as (
    select h.id, h.kind, h.first_contacts_after,
      least(q.per_minute - (select count(*) from public.wa_outbox as w where w.channel_id = h.id and w.written_at > now() - interval '1 minute'),
        q.per_day - (select count(*) from public.wa_outbox as w where w.channel_id = h.id and w.written_at > now() - interval '1 day')) as room
      from private.wa_leases as l join public.channels as h on h.tenant_id = l.tenant_id and h.id = l.channel_id join private.wa_quotas as q on q.channel_kind = h.kind
     where l.channel_id = any (p_channels) and l.owner = p_runner and l.lease_until > now()
  ), lost as (
    -- Nobody knows whether it went out: a network that gives its own ids cannot be asked again without risking a second one.
    -- One with ours has been silent five times.
    update public.wa_outbox as o set state = 'unknown', failure = 'unknown', error = 'send.no_answer', claimed_until = null, failed_at = now()
      from mine where o.channel_id = mine.id and o.claimed_until < now()
       and (mine.kind = 'cloud' and o.state = 'claimed' or o.state = 'written' and o.resends >= 5) returning o.message_id
  ), told as (
    update public.messages as m set status = 'unknown', error = 'send.no_answer' from lost where m.id = lost.message_id and m.status = 'queued'
  ), due as (
    select o.id, row_number() over (partition by o.channel_id order by o.seq) as place, mine.room
      from mine join public.wa_outbox as o on o.channel_id = mine.id
      join public.conversations as c on c.tenant_id = o.tenant_id and c.id = o.conversation_id
     where (o.state = 'queued' and o.next_at <= now()
        or o.claimed_until < now() and (o.state = 'written' and o.resends < 5 or o.state = 'claimed' and mine.kind <> 'cloud'))
       and (c.last_inbound_at is not null or coalesce(mine.first_contacts_after <= now(), true))
       and not exists (select 1 from public.wa_outbox as e where e.tenant_id = o.tenant_id and e.conversation_id = o.conversation_id
                        and e.seq < o.seq and e.state in ('queued', 'claimed'))
  ), chosen as (
    select o.id from public.wa_outbox as o join due on due.id = o.id
     where due.place <= due.room order by o.seq limit p_limit for update of o skip locked
  ), taken as (
    update public.wa_outbox as o set state = 'claimed', claimed_by = p_runner, claimed_at = now(), claimed_until = now() + interval '30 seconds', attempts = o.attempts + 1,
      resends = o.resends + case when o.written_at is not null then 1 else 0 end
      from chosen where o.id = chosen.id
       -- Between the look and the lock another may have taken it.
       and (o.state = 'queued' or o.claimed_until < now()) returning o.*
  )
  select t.tenant_id, t.channel_id, t.message_id, m.provider_id, i.value, i.kind, c.last_inbound_at is null, m.kind, m.body, m.payload, m.media_path,
    m.media_mime, m.media_name, r.provider_id, t.attempts
    from taken as t join public.messages as m on m.id = t.message_id
    join public.conversations as c on c.id = t.conversation_id join public.customer_identities as i on i.id = coalesce(c.address_id, c.identity_id)
    left join public.messages as r on r.tenant_id = m.tenant_id and r.id = m.reply_to
   order by t.seq;
end $$;
create function public.claim_outbox(p_runner text, p_limit integer, p_channels uuid[]) returns table (tenant_id uuid, channel_id uuid, message_id uuid, provider_id text,
  address text, address_kind text, is_first_contact boolean, kind text, body text, payload jsonb, media_path text, media_mime text, media_name text,
  reply_to text, attempts integer)
language sql set search_path = '' as $$ select * from private.claim_outbox(p_runner, p_limit, p_channels) $$;

-- Concierge --------------------------------------------------------------------------------------------------------------------

create function public.claim_turns(p_runner text, p_limit integer) returns table (turn_id uuid, tenant_id uuid, conversation_id uuid, message_id uuid, customer_id uuid, attempts integer)
language sql set search_path = '' as $$
  with due as (
    select t.id from public.concierge_turns as t
     where (t.state = 'queued' and t.next_at <= now() or t.state = 'claimed' and t.claimed_until < now())
       -- One runner per thread: two would answer past each other.
       and not exists (select 1 from public.concierge_turns as o where o.tenant_id = t.tenant_id and o.conversation_id = t.conversation_id
                        and o.state = 'claimed' and o.claimed_until >= now() and o.claimed_by <> p_runner)
     order by t.created_at limit p_limit for update skip locked
  ), taken as (
    update public.concierge_turns as t set state = 'claimed', claimed_by = p_runner, claimed_until = now() + interval '60 seconds', attempts = t.attempts + 1
      from due where t.id = due.id returning t.*
  )
  select t.id, t.tenant_id, t.conversation_id, t.message_id, m.customer_id, t.attempts from taken as t join public.messages as m on m.id = t.message_id
$$;

-- p: {turn_id, outcome: answer|draft|handover|silent|failed, intent, reason?, engine, kind?, body?, payload?, cites?}
-- Everything in one transaction, once: a second finish of the same turn, a take-over in between or a newer human answer sends nothing.
create function private.finish_turn(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('inbox.reply');
  v_turn public.concierge_turns;
  v_conversation public.conversations;
  v_outcome text := p ->> 'outcome';
  v_message uuid;
  v_asked_at timestamptz;
begin
  if private.actor() <> 'concierge' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  select * into v_turn from public.concierge_turns where id = (p ->> 'turn_id')::uuid and tenant_id = v_tenant for update;
  if v_turn.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  if v_turn.state not in ('queued', 'claimed') then return jsonb_build_object('state', v_turn.state, 'duplicate', true); end if;
  select * into v_conversation from public.conversations where id = v_turn.conversation_id for update;

  if v_outcome in ('answer', 'draft', 'handover') and v_conversation.concierge <> 'on' and coalesce(p ->> 'intent', '') <> 'stop' then
    v_outcome := 'silent';
    p := p || jsonb_build_object('reason', 'muted');
  end if;
  if v_outcome in ('answer', 'handover') and not private.window_open(v_conversation) then
    -- What came days late can be answered by a person, with a template.
    v_outcome := 'handover';
    p := p - 'body' || jsonb_build_object('reason', 'window_closed');
  end if;
  if v_outcome in ('answer', 'handover') and length(coalesce(p ->> 'body', '')) > 0 then
    v_message := private.send_message(v_tenant, v_turn.conversation_id, 'concierge:' || v_turn.message_id, 'concierge',
      coalesce(p ->> 'kind', 'text'), p ->> 'body', coalesce(p -> 'payload', '{}'), null,
      jsonb_build_object('cites', coalesce(p -> 'cites', '[]'), 'intent', p ->> 'intent'));
  elsif v_outcome = 'draft' then
    insert into public.messages (tenant_id, conversation_id, channel_id, customer_id, direction, author_kind, kind, body, payload, status, intent, cites, provider_id)
    values (v_tenant, v_turn.conversation_id, v_conversation.channel_id, v_conversation.customer_id, 'out', 'concierge', coalesce(p ->> 'kind', 'text'),
      p ->> 'body', coalesce(p -> 'payload', '{}'), 'draft', p ->> 'intent', coalesce(p -> 'cites', '[]'), 'draft:' || v_turn.message_id)
    on conflict on constraint messages_provider_unique do nothing returning id into v_message;
  end if;
  select m.created_at into v_asked_at from public.messages as m where m.id = v_turn.message_id;
  if v_outcome = 'handover' then
    -- Being told to wait is not an answer: the customer waits since he asked.
    update public.conversations set concierge = 'handed_over', handover_reason = coalesce(p ->> 'reason', p ->> 'intent'),
      waiting_since = coalesce(v_conversation.waiting_since, v_asked_at, now()) where id = v_turn.conversation_id;
  elsif v_outcome = 'answer' and v_conversation.concierge <> 'on' and v_conversation.waiting_since < v_asked_at then
    -- A STOP confirmed in a thread a person has taken over does not answer what was asked before it.
    update public.conversations set waiting_since = v_conversation.waiting_since where id = v_turn.conversation_id;
  elsif v_outcome = 'silent' and p ->> 'reason' = 'nothing_asked' then
    -- A reaction, a sticker, a "thanks": nobody waits because of it.
    update public.conversations set waiting_since = null where id = v_turn.conversation_id and waiting_since >= v_asked_at;
  end if;
  update public.concierge_turns set finished_at = now(), intent = p ->> 'intent', reason = p ->> 'reason', engine = p ->> 'engine', claimed_until = null,
    state = case v_outcome when 'answer' then 'answered' when 'draft' then 'drafted' when 'handover' then 'handed_over' when 'failed' then 'failed' else 'silent' end
   where id = v_turn.id;
  return jsonb_build_object('state', v_outcome, 'message_id', v_message);
end $$;
create function public.finish_turn(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.finish_turn(p) $$;

-- A draft becomes a message of the person who accepted it, with his changes, or is discarded.
create function private.decide_draft(p_message uuid, p_body text, p_send boolean) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_message public.messages;
  v_tenant uuid;
  v_id uuid;
begin
  select * into v_message from public.messages where id = p_message;
  v_tenant := private.require_conversation('inbox.reply', v_message.conversation_id);
  select * into v_message from public.messages where id = p_message and tenant_id = v_tenant for update;
  if v_message.status <> 'draft' then perform private.refuse('message.not_draft'); end if;
  if p_send and length(trim(coalesce(p_body, ''))) = 0 then perform private.refuse('input.required', '{}', 422); end if;
  update public.messages set status = 'discarded' where id = p_message;
  if p_send then
    v_id := private.send_message(v_tenant, v_message.conversation_id, 'draft:' || p_message, 'user', v_message.kind, p_body, v_message.payload, null,
      jsonb_build_object('cites', v_message.cites, 'intent', v_message.intent));
  end if;
  return jsonb_build_object('message_id', v_id);
end $$;
create function public.decide_draft(p_message uuid, p_body text, p_send boolean) returns jsonb language sql set search_path = '' as
$$ select private.decide_draft(p_message, p_body, p_send) $$;

-- STOP / BERHENTI: marketing ends at once, with the message as evidence. The service thread goes on.
create function private.opt_out(p_message uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require_concierge();
  v_customer uuid;
begin
  select m.customer_id into v_customer from public.messages as m where m.id = p_message and m.tenant_id = v_tenant and m.direction = 'in';
  if v_customer is null then perform private.refuse('input.not_found', '{}', 404); end if;
  if exists (select 1 from public.consents as c where c.tenant_id = v_tenant and c.customer_id = v_customer and c.evidence ->> 'message_id' = p_message::text) then return; end if;
  insert into public.consents (tenant_id, customer_id, purpose, granted, source, text_version, evidence)
  values (v_tenant, v_customer, 'marketing', false, 'chat', 'stop-1', jsonb_build_object('message_id', p_message));
end $$;
create function public.opt_out(p_message uuid) returns void language sql set search_path = '' as $$ select private.opt_out(p_message) $$;

grant execute on function private.reply(jsonb), public.reply(jsonb), private.react(jsonb), public.react(jsonb), private.add_note(uuid, text, text), public.add_note(uuid, text, text),
  private.update_conversation(uuid, jsonb), public.update_conversation(uuid, jsonb), private.retry_message(uuid), public.retry_message(uuid),
  private.set_message_status(uuid, text, text, jsonb), public.set_message_status(uuid, text, text, jsonb),
  private.finish_turn(jsonb), public.finish_turn(jsonb), private.decide_draft(uuid, text, boolean), public.decide_draft(uuid, text, boolean),
  private.opt_out(uuid), public.opt_out(uuid) to authenticated;
grant execute on function private.claim_outbox(text, integer, uuid[]), public.claim_outbox(text, integer, uuid[]), public.claim_turns(text, integer) to service_role;
