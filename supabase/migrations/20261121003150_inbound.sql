-- Receiving: what arrives, what is said of it later, and under how many names one contact writes.

create table private.wa_pending_changes (
  tenant_id uuid not null,
  channel_id uuid not null,
  target_id text not null check (length(target_id) between 1 and 200),
  change text not null check (change in ('edit', 'revoke')),
  body text,
  at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (channel_id, target_id, change),
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id)
);
comment on table private.wa_pending_changes is 'Edits and deletions that came before the message they are of.';
create index wa_pending_changes_tenant_idx on private.wa_pending_changes (tenant_id, channel_id);

-- A file is fetched by itself: neither the message nor its thread waits for it. `ref` is all its adapter needs to have it again,
-- after a restart and on another runner too; what opens it is sealed with the number's own key.
create table private.wa_media (
  message_id uuid primary key,
  tenant_id uuid not null,
  channel_id uuid not null,
  ref text not null check (length(ref) between 1 and 100000),
  name text not null,
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  foreign key (tenant_id, message_id) references public.messages (tenant_id, id),
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id)
);
comment on table private.wa_media is 'Files of inbound messages that are still to be fetched.';
create index wa_media_due_idx on private.wa_media (channel_id, next_at);
create index wa_media_message_idx on private.wa_media (tenant_id, message_id);
create index wa_media_channel_idx on private.wa_media (tenant_id, channel_id);

-- One contact, several names -------------------------------------------------------------------------------------------------

-- The name under which the thread is kept.
create function private.first_name_of(p_identity public.customer_identities) returns public.customer_identities
language plpgsql stable security definer set search_path = '' as $$
declare v_identity public.customer_identities := p_identity;
begin
  if p_identity.same_as is not null then
    select * into v_identity from public.customer_identities as i where i.tenant_id = p_identity.tenant_id and i.id = p_identity.same_as;
  end if;
  return v_identity;
end $$;

-- A customer of whom nothing is known but that he wrote: he may turn out to be another one.
create function private.is_only_a_chat(p_tenant uuid, p_customer uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return not exists (select 1 from public.repair_tickets as t where t.tenant_id = p_tenant and t.customer_id = p_customer)
    and not exists (select 1 from public.sales as s where s.tenant_id = p_tenant and s.customer_id = p_customer)
    and not exists (select 1 from public.invoices as v where v.tenant_id = p_tenant and v.customer_id = p_customer)
    and not exists (select 1 from public.orders as o where o.tenant_id = p_tenant and o.customer_id = p_customer)
    and not exists (select 1 from public.devices as d where d.tenant_id = p_tenant and d.customer_id = p_customer)
    and not exists (select 1 from public.consents as c where c.tenant_id = p_tenant and c.customer_id = p_customer)
    and not exists (select 1 from public.customer_notes as n where n.tenant_id = p_tenant and n.customer_id = p_customer);
end $$;

-- The messages of one thread into the other; the emptied one stays, closed, and says where they are.
create function private.merge_threads(p_tenant uuid, p_from uuid, p_into uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_from public.conversations;
  v_into public.conversations;
begin
  -- In one order, whoever merges what.
  perform 1 from public.conversations as c where c.id in (p_from, p_into) order by c.id for update;
  select * into v_from from public.conversations as c where c.id = p_from and c.tenant_id = p_tenant;
  select * into v_into from public.conversations as c where c.id = p_into and c.tenant_id = p_tenant;
  if v_from.merged_into is not null or v_into.merged_into is not null or v_from.id = v_into.id then return; end if;
  update public.conversations as c set merged_into = p_into, status = 'closed', unread = 0, waiting_since = null where c.id = p_from;
  update public.messages as m set conversation_id = p_into, customer_id = v_into.customer_id where m.tenant_id = p_tenant and m.conversation_id = p_from;
  update public.wa_outbox as o set conversation_id = p_into where o.tenant_id = p_tenant and o.conversation_id = p_from;
  update public.concierge_turns as t set conversation_id = p_into where t.tenant_id = p_tenant and t.conversation_id = p_from;
  update public.conversations as c set unread = c.unread + v_from.unread, last_message_at = greatest(c.last_message_at, v_from.last_message_at),
    last_inbound_at = greatest(c.last_inbound_at, v_from.last_inbound_at), waiting_since = least(c.waiting_since, v_from.waiting_since),
    address_id = case when v_from.last_inbound_at > coalesce(c.last_inbound_at, '-infinity') then coalesce(v_from.address_id, v_from.identity_id) else c.address_id end,
    preview = case when v_from.last_message_at > c.last_message_at then v_from.preview else c.preview end,
    -- A person's hand on either is on both.
    concierge = case when 'muted' in (c.concierge, v_from.concierge) then 'muted' when 'handed_over' in (c.concierge, v_from.concierge) then 'handed_over' else 'on' end,
    assignee = coalesce(c.assignee, v_from.assignee), status = case when v_from.status <> 'closed' and c.status = 'closed' then 'open' else c.status end
   where c.id = p_into;
end $$;

-- p: {phone?, lid?, bsuid?, bsuid_before?}: names of one contact. Adds those that are new, and makes one thread of two. Nothing is ever made up from a name.
-- Two customers of whom both have a history stay two: a phone may be a family's. The customer who owns the phone wins over one who only wrote.
create function private.same_contact(p_tenant uuid, p jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_names constant jsonb := jsonb_strip_nulls(jsonb_build_object('phone', p ->> 'phone', 'bsuid', p ->> 'bsuid', 'lid', p ->> 'lid', 'bsuid_before', p ->> 'bsuid_before'));
  v_first public.customer_identities;
  v_other public.customer_identities;
  v_swap public.customer_identities;
  v_name record;
  v_thread record;
  v_into uuid;
begin
  if (select count(*) from jsonb_object_keys(v_names)) < 2 then return; end if;
  -- By name, so that two runners that learn the same of one contact take the locks in one order.
  perform pg_advisory_xact_lock(hashtextextended(p_tenant::text || n.value, 0)) from jsonb_each_text(v_names) as n order by n.value;
  for v_name in select split_part(n.key, '_', 1) as kind, n.value from jsonb_each_text(v_names) as n
      order by (n.key = 'phone') desc, n.key loop
    select * into v_other from public.customer_identities as i where i.tenant_id = p_tenant and i.kind = v_name.kind and i.value = v_name.value;
    if v_other.id is null then continue; end if;
    v_other := private.first_name_of(v_other);
    if v_first.id is null then
      v_first := v_other;
    elsif v_other.id <> v_first.id then
      if v_other.customer_id <> v_first.customer_id and not private.is_only_a_chat(p_tenant, v_other.customer_id) then
        if not private.is_only_a_chat(p_tenant, v_first.customer_id) then continue; end if;
        -- The one with a history stays.
        v_swap := v_first;
        v_first := v_other;
        v_other := v_swap;
      end if;
      update public.customer_identities as i set same_as = v_first.id, customer_id = v_first.customer_id
       where i.tenant_id = p_tenant and (i.id = v_other.id or i.same_as = v_other.id);
      for v_thread in select c.id, c.channel_id from public.conversations as c
          where c.tenant_id = p_tenant and c.identity_id = v_other.id and c.merged_into is null loop
        select c.id into v_into from public.conversations as c
         where c.tenant_id = p_tenant and c.channel_id = v_thread.channel_id and c.identity_id = v_first.id;
        if v_into is null then
          update public.conversations as c set identity_id = v_first.id, address_id = coalesce(c.address_id, v_other.id), customer_id = v_first.customer_id where c.id = v_thread.id;
          update public.messages as m set customer_id = v_first.customer_id where m.tenant_id = p_tenant and m.conversation_id = v_thread.id;
        else
          perform private.merge_threads(p_tenant, v_thread.id, v_into);
        end if;
      end loop;
    end if;
  end loop;
  if v_first.id is null then return; end if;
  insert into public.customer_identities (tenant_id, customer_id, kind, value, same_as)
  select p_tenant, v_first.customer_id, split_part(n.key, '_', 1), n.value, v_first.id from jsonb_each_text(v_names) as n
   where not private.is_suppressed(p_tenant, split_part(n.key, '_', 1), n.value)
  on conflict (tenant_id, kind, value) do nothing;
  -- Where a customer is known by a name that is no phone, the phone is his contact, once it is learnt.
  update public.customer_contacts as k set phone = v_names ->> 'phone'
   where k.tenant_id = p_tenant and k.customer_id = v_first.customer_id and k.phone is null and v_names ? 'phone' and not private.is_suppressed(p_tenant, 'phone', v_names ->> 'phone');
end $$;

-- p: {channel_id, phone?, lid?, bsuid?, bsuid_before?}
create function private.record_same_contact(p jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.require('inbox.reply');
begin
  if private.actor() <> 'wa-runner' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  if not exists (select 1 from public.channels as h where h.id = (p ->> 'channel_id')::uuid and h.tenant_id = v_tenant) then perform private.refuse('channel.unknown', '{}', 404); end if;
  perform private.fence((p ->> 'channel_id')::uuid);
  perform private.same_contact(v_tenant, p);
end $$;
create function public.record_same_contact(p jsonb) returns void language sql set search_path = '' as $$ select private.record_same_contact(p) $$;

-- The contact's first name, made when it is new. p_sender: {kind, value, phone?, lid?, name?}.
create function private.identity_of(p_tenant uuid, p_outlet uuid, p_sender jsonb) returns public.customer_identities
language plpgsql security definer set search_path = '' as $$
declare
  v_identity public.customer_identities;
  v_customer uuid;
  v_locale text;
begin
  if p_sender ? 'phone' or p_sender ? 'lid' then
    perform private.same_contact(p_tenant, jsonb_build_object('phone', p_sender ->> 'phone', 'lid', p_sender ->> 'lid') || jsonb_build_object(p_sender ->> 'kind', p_sender ->> 'value'));
  end if;
  select * into v_identity from public.customer_identities as i
   where i.tenant_id = p_tenant and i.kind = p_sender ->> 'kind' and i.value = p_sender ->> 'value';
  if v_identity.id is not null then return v_identity; end if;
  select t.locale into v_locale from public.tenants as t where t.id = p_tenant;
  -- Who was erased and writes again wants to be answered.
  perform private.lift_suppression(p_tenant, p_sender ->> 'kind', p_sender ->> 'value', 'chat'),
    private.lift_suppression(p_tenant, 'phone', p_sender ->> 'phone', 'chat');
  v_customer := private.find_or_create_customer(p_tenant,
    case when p_sender ->> 'kind' = 'phone' then p_sender ->> 'value' else p_sender ->> 'phone' end,
    left(p_sender ->> 'name', 160), v_locale, p_outlet);
  insert into public.customer_identities (tenant_id, customer_id, kind, value, same_as)
  values (p_tenant, v_customer, p_sender ->> 'kind', p_sender ->> 'value',
    (select coalesce(i.same_as, i.id) from public.customer_identities as i where i.tenant_id = p_tenant and i.kind = 'phone' and i.value = p_sender ->> 'phone' and p_sender ->> 'kind' <> 'phone'))
  on conflict (tenant_id, kind, value) do update set value = excluded.value returning * into v_identity;
  if p_sender ? 'lid' then perform private.same_contact(p_tenant, jsonb_build_object('lid', p_sender ->> 'lid') || jsonb_build_object(p_sender ->> 'kind', p_sender ->> 'value')); end if;
  return v_identity;
end $$;

-- Messages ---------------------------------------------------------------------------------------------------------------------

-- What is waiting to be said of a message that has just come.
create function private.apply_pending_changes(p_message uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_message public.messages;
  v_change private.wa_pending_changes;
begin
  select * into v_message from public.messages as m where m.id = p_message;
  for v_change in delete from private.wa_pending_changes as c where c.channel_id = v_message.channel_id and c.target_id = v_message.provider_id returning * loop
    perform private.change_message(v_message, v_change.change, v_change.body, v_change.at);
  end loop;
end $$;

create function private.change_message(p_message public.messages, p_change text, p_body text, p_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_change = 'revoke' then
    update public.messages as m set revoked_at = coalesce(m.revoked_at, p_at) where m.id = p_message.id;
  else
    -- The latest edit holds, in whatever order they come.
    update public.messages as m set edited_at = p_at, edited_body = left(p_body, 8000) where m.id = p_message.id and coalesce(m.edited_at < p_at, true);
  end if;
end $$;

-- Answers that came before it. The network may tell the id of what we sent later than what a customer said to it.
create function private.settle_answers(p_channel uuid, p_provider_id text, p_message uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  update public.messages as m set reply_to = p_message, payload = m.payload - 'reply_to'
   where m.channel_id = p_channel and m.payload ? 'reply_to' and m.payload ->> 'reply_to' = p_provider_id;
end $$;

create function private.await_media(p_message public.messages, p_media jsonb) returns void language plpgsql security definer set search_path = '' as $$
begin
  if jsonb_typeof(p_media) is distinct from 'object' then return; end if;
  insert into private.wa_media (message_id, tenant_id, channel_id, ref, name)
  values (p_message.id, p_message.tenant_id, p_message.channel_id, p_media ->> 'ref', left(coalesce(p_media ->> 'name', 'file'), 255)) on conflict do nothing;
  perform pg_notify('voltura_media', p_message.tenant_id::text);
end $$;

-- Files due on the numbers of this runner, held for three minutes: longer than a fetch may take.
create function private.claim_media(p_runner text, p_limit integer, p_channels uuid[]) returns table (tenant_id uuid, channel_id uuid, message_id uuid, provider_id text,
  kind text, ref text, name text, attempts integer)
language plpgsql security definer set search_path = '' as $$
begin
  return query
  with due as (
    select w.message_id from private.wa_media as w join private.wa_leases as l on l.channel_id = w.channel_id and l.owner = p_runner and l.lease_until > now()
     where w.channel_id = any (p_channels) and w.next_at <= now() order by w.next_at limit p_limit for update of w skip locked
  ), taken as (
    update private.wa_media as w set next_at = now() + interval '3 minutes', attempts = w.attempts + 1 from due where w.message_id = due.message_id returning w.*
  )
  select t.tenant_id, t.channel_id, t.message_id, m.provider_id, m.kind, t.ref, t.name, t.attempts from taken as t join public.messages as m on m.id = t.message_id;
end $$;
create function public.claim_media(p_runner text, p_limit integer, p_channels uuid[]) returns table (tenant_id uuid, channel_id uuid, message_id uuid, provider_id text,
  kind text, ref text, name text, attempts integer)
language sql set search_path = '' as $$ select * from private.claim_media(p_runner, p_limit, p_channels) $$;
grant execute on function private.claim_media(text, integer, uuid[]), public.claim_media(text, integer, uuid[]) to service_role;

-- p: {channel_id, message_id, file: {path, mime, bytes, name, kind}} | {…, gone: reason} | {…, again_s}. Of a file that is there already, or of an erased person's: nothing.
create function private.settle_media(p jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('inbox.reply');
  v_channel uuid := (p ->> 'channel_id')::uuid;
  v_file jsonb := p -> 'file';
begin
  if private.actor() <> 'wa-runner' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  if not exists (select 1 from public.channels as h where h.id = v_channel and h.tenant_id = v_tenant) then perform private.refuse('channel.unknown', '{}', 404); end if;
  perform private.fence(v_channel);
  if p ? 'again_s' then
    update private.wa_media as w set next_at = now() + make_interval(secs => (p ->> 'again_s')::double precision)
     where w.message_id = (p ->> 'message_id')::uuid and w.tenant_id = v_tenant and w.channel_id = v_channel;
    return;
  end if;
  delete from private.wa_media as w where w.message_id = (p ->> 'message_id')::uuid and w.tenant_id = v_tenant and w.channel_id = v_channel;
  if not found then return; end if;
  update public.messages as m set kind = coalesce(v_file ->> 'kind', 'unsupported'),
    payload = case when v_file is null then jsonb_build_object('reason', left(p ->> 'gone', 60)) else m.payload - 'media' end,
    media_path = v_file ->> 'path', media_mime = v_file ->> 'mime', media_bytes = (v_file ->> 'bytes')::bigint, media_name = v_file ->> 'name'
   where m.tenant_id = v_tenant and m.id = (p ->> 'message_id')::uuid and m.payload ->> 'media' = 'pending';
end $$;
create function public.settle_media(p jsonb) returns void language sql set search_path = '' as $$ select private.settle_media(p) $$;
grant execute on function private.settle_media(jsonb), public.settle_media(jsonb) to authenticated;

-- p: {channel_id, provider_id, from?: customer|phone, source?: live|history, sender: {kind, value, phone?, lid?, name?}, kind, body, payload?, media?: {ref, name}, sent_at, reply_to? (provider id)}
-- Returns {message_id, conversation_id, duplicate, ignored?}. The second arrival of a provider id changes nothing, unless the first could not be read.
create function private.record_inbound_message(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('inbox.reply');
  v_channel public.channels;
  v_sender jsonb := p -> 'sender';
  v_identity public.customer_identities;
  v_first public.customer_identities;
  v_conversation uuid;
  v_message public.messages;
  v_is_history boolean := coalesce(p ->> 'source', 'live') = 'history';
  v_from_phone boolean := coalesce(p ->> 'from', 'customer') = 'phone';
  v_sent_at timestamptz := coalesce((p ->> 'sent_at')::timestamptz, now());
  v_is_waiting boolean := p ->> 'kind' = 'unsupported' and p -> 'payload' ->> 'reason' = 'message.waiting';
  v_answered uuid;
  v_payload jsonb := coalesce(p -> 'payload', '{}') || case when jsonb_typeof(p -> 'media') = 'object' then jsonb_build_object('media', 'pending') else '{}' end;
begin
  if private.actor() <> 'wa-runner' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  select * into v_channel from public.channels where id = (p ->> 'channel_id')::uuid and tenant_id = v_tenant;
  if v_channel.id is null then perform private.refuse('channel.unknown', '{}', 404); end if;
  perform private.fence(v_channel.id);
  -- One of our own numbers is not a customer: answering it would be the concierge talking to itself.
  if exists (select 1 from public.channels as h where h.tenant_id = v_tenant and h.address in (v_sender ->> 'value', v_sender ->> 'phone')) then
    return jsonb_build_object('ignored', 'own_number');
  end if;
  -- Every name of the contact, in one order whoever tells them; then the message, which an edit of it may be overtaking.
  perform pg_advisory_xact_lock(hashtextextended(v_tenant::text || n.value, 0))
    from (select distinct n.value from unnest(array[v_sender ->> 'value', v_sender ->> 'phone', v_sender ->> 'lid']) as n (value) where n.value is not null order by 1) as n;
  perform pg_advisory_xact_lock(hashtextextended(v_channel.id::text || (p ->> 'provider_id'), 0));
  select * into v_message from public.messages as m
   where m.tenant_id = v_tenant and m.channel_id = v_channel.id and m.provider_id = p ->> 'provider_id';
  if v_message.id is not null then
    if v_message.kind = 'unsupported' and v_message.payload ->> 'reason' = 'message.waiting' and not v_is_waiting then
      update public.messages as m set kind = p ->> 'kind', body = left(coalesce(p ->> 'body', ''), 8000), payload = v_payload where m.id = v_message.id returning * into v_message;
      perform private.await_media(v_message, p -> 'media');
      perform private.on_arrival(v_channel, v_message, v_is_history);
    end if;
    return jsonb_build_object('message_id', v_message.id, 'conversation_id', v_message.conversation_id, 'duplicate', true);
  end if;

  v_identity := private.identity_of(v_tenant, v_channel.outlet_id, v_sender);
  v_first := private.first_name_of(v_identity);
  insert into public.conversations as c (tenant_id, outlet_id, channel_id, customer_id, identity_id, address_id, last_message_at)
  values (v_tenant, v_channel.outlet_id, v_channel.id, v_first.customer_id, v_first.id, nullif(v_identity.id, v_first.id), v_sent_at)
  on conflict (tenant_id, channel_id, identity_id) do update set customer_id = excluded.customer_id,
    address_id = case when v_is_history or v_from_phone then c.address_id else excluded.address_id end
  returning id into v_conversation;

  select m.id into v_answered from public.messages as m where m.tenant_id = v_tenant and m.channel_id = v_channel.id and m.provider_id = p ->> 'reply_to';
  insert into public.messages (tenant_id, conversation_id, channel_id, customer_id, direction, author_kind, kind, body, payload,
    provider_id, reply_to, sent_at, is_history, status)
  values (v_tenant, v_conversation, v_channel.id, v_first.customer_id, case when v_from_phone then 'out' else 'in' end, case when v_from_phone then 'phone' else 'customer' end,
    p ->> 'kind', left(coalesce(p ->> 'body', ''), 8000),
    (v_payload - 'reply_to') || case when v_answered is null and p ->> 'reply_to' is not null then jsonb_build_object('reply_to', p ->> 'reply_to') else '{}' end,
    p ->> 'provider_id', v_answered, v_sent_at, v_is_history, case when v_from_phone then 'sent' else 'received' end)
  returning * into v_message;
  perform private.await_media(v_message, p -> 'media');
  perform private.apply_pending_changes(v_message.id), private.settle_answers(v_channel.id, v_message.provider_id, v_message.id);
  perform private.on_arrival(v_channel, v_message, v_is_history);
  return jsonb_build_object('message_id', v_message.id, 'conversation_id', v_conversation, 'duplicate', false);
end $$;
create function public.record_inbound_message(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.record_inbound_message(p) $$;

-- What follows from a message: unread, waiting, a turn of the concierge, an event. Of history and of what the shop's own phone sent: nothing of these.
create function private.on_arrival(p_channel public.channels, p_message public.messages, p_is_history boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_preview text := left(coalesce(nullif(p_message.body, ''), '[' || p_message.kind || ']'), 140);
  v_handled boolean := false;
begin
  if p_is_history then
    update public.conversations as c set last_message_at = greatest(c.last_message_at, p_message.sent_at), last_inbound_at = case
        when p_message.direction = 'in' then greatest(c.last_inbound_at, p_message.sent_at) else c.last_inbound_at end,
      preview = case when c.preview = '' or p_message.sent_at >= c.last_message_at then v_preview else c.preview end
     where c.id = p_message.conversation_id;
    return;
  end if;
  if p_message.direction = 'out' then
    -- Somebody answered on the shop's phone: he has taken over, as in the composer.
    perform private.mark_channel(p_message.tenant_id, p_channel.id, p_phone => true);
    update public.conversations as c set last_message_at = now(), preview = v_preview, waiting_since = null, unread = 0, concierge = 'muted', handover_reason = null,
      status = case when c.status = 'closed' then 'open' else c.status end where c.id = p_message.conversation_id;
    return;
  end if;
  update public.conversations as c set unread = c.unread + 1, last_message_at = now(), last_inbound_at = greatest(c.last_inbound_at, least(now(), p_message.sent_at)),
    waiting_since = coalesce(c.waiting_since, now()), status = case when c.status = 'closed' then 'open' else c.status end, preview = v_preview
   where c.id = p_message.conversation_id;
  perform private.mark_channel(p_message.tenant_id, p_channel.id, p_inbound => true);
  if p_message.kind = 'unsupported' and p_message.payload ->> 'reason' = 'message.waiting' then return; end if;
  if p_message.kind in ('button_reply', 'list_reply') then
    v_handled := private.on_button_reply(p_message.tenant_id, p_message.id, p_message.customer_id, p_message.payload ->> 'id');
    if v_handled then update public.conversations set waiting_since = null where id = p_message.conversation_id; end if;
  end if;
  if not v_handled then
    insert into public.concierge_turns (tenant_id, conversation_id, message_id) values (p_message.tenant_id, p_message.conversation_id, p_message.id)
    on conflict on constraint concierge_turns_once do nothing;
    perform pg_notify('voltura_turns', p_message.tenant_id::text);
  end if;
  perform private.emit_event(p_message.tenant_id, 'wa/message.received', 'message', p_message.id::text, jsonb_build_object('conversation_id', p_message.conversation_id));
end $$;

-- p: {channel_id, target_id (provider id), change: edit|revoke, body?, at}. Before its message it waits; again it changes nothing.
create function private.record_inbound_change(p jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('inbox.reply');
  v_channel uuid := (p ->> 'channel_id')::uuid;
  v_message public.messages;
begin
  if private.actor() <> 'wa-runner' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  if not exists (select 1 from public.channels as h where h.id = v_channel and h.tenant_id = v_tenant) then perform private.refuse('channel.unknown', '{}', 404); end if;
  perform private.fence(v_channel);
  perform pg_advisory_xact_lock(hashtextextended(v_channel::text || (p ->> 'target_id'), 0));
  select * into v_message from public.messages as m where m.tenant_id = v_tenant and m.channel_id = v_channel and m.provider_id = p ->> 'target_id';
  if v_message.id is null then
    insert into private.wa_pending_changes as c (tenant_id, channel_id, target_id, change, body, at)
    values (v_tenant, v_channel, p ->> 'target_id', p ->> 'change', left(p ->> 'body', 8000), (p ->> 'at')::timestamptz)
    on conflict (channel_id, target_id, change) do update set body = excluded.body, at = excluded.at where c.at < excluded.at;
  else
    perform private.change_message(v_message, p ->> 'change', p ->> 'body', (p ->> 'at')::timestamptz);
  end if;
end $$;
create function public.record_inbound_change(p jsonb) returns void language sql set search_path = '' as $$ select private.record_inbound_change(p) $$;

grant execute on function private.record_inbound_message(jsonb), public.record_inbound_message(jsonb), private.record_inbound_change(jsonb), public.record_inbound_change(jsonb),
  private.record_same_contact(jsonb), public.record_same_contact(jsonb) to authenticated;
