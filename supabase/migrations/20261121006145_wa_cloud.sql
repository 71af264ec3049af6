-- The WhatsApp Cloud API: a number as Meta knows it, what Meta tells us, the 24 hours in which free text may be sent, and templates.

insert into private.secret_kinds (kind, set_capability, reveal_capability, used_by) values
  -- ref: the channel. What Meta says when it asks whether the address is ours.
  ('wa_verify_token', 'channel.link', null, '{wa-runner}');

create table private.cloud_numbers (
  channel_id uuid primary key,
  tenant_id uuid not null,
  -- Meta's own id of the number: one shop has it or none.
  phone_number_id text not null constraint cloud_numbers_number_unique unique check (phone_number_id ~ '^[0-9]{5,30}$'),
  waba_id text not null check (waba_id ~ '^[0-9]{5,30}$'),
  created_at timestamptz not null default now(),
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id)
);
comment on table private.cloud_numbers is 'Numbers of the Cloud API: Meta''s ids. Its token and secrets are in private.secrets.';
create index cloud_numbers_tenant_idx on private.cloud_numbers (tenant_id, channel_id);

create table private.wa_webhooks (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  channel_id uuid not null,
  -- Of the bytes as they came: Meta says the same again for up to seven days.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- Null once it is in the books: what customers write is kept in one place.
  body text,
  received_at timestamptz not null default now(),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  processed_at timestamptz,
  error text check (length(error) <= 200),
  constraint wa_webhooks_once unique (channel_id, hash),
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id)
);
comment on table private.wa_webhooks is 'What Meta told us, as it came, until a runner has taken it into the books.';
create index wa_webhooks_due_idx on private.wa_webhooks (channel_id, next_at, id) where processed_at is null;
create index wa_webhooks_tenant_idx on private.wa_webhooks (tenant_id, channel_id);
create index wa_webhooks_age_idx on private.wa_webhooks (received_at);

create table private.wa_unknown (
  tenant_id uuid not null references public.tenants (id),
  -- number: a phone_number_id that is none of the shop's. field, message, status: what this version does not know yet.
  kind text not null check (kind in ('number', 'field', 'message', 'status')),
  value text not null check (length(value) between 1 and 80),
  seen bigint not null default 1,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  primary key (tenant_id, kind, value)
);
comment on table private.wa_unknown is 'What Meta told us that we do not know: counted, so that it is noticed.';

create table private.wa_preferences (
  tenant_id uuid not null,
  channel_id uuid not null,
  kind text not null check (kind in ('phone', 'bsuid')),
  value text not null check (length(value) between 3 and 120),
  wish text not null check (wish in ('stop', 'resume')),
  at timestamptz not null,
  -- Every word of his stays: they come in any order, and the latest holds.
  primary key (channel_id, kind, value, at, wish),
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id)
);
comment on table private.wa_preferences is 'Who has told WhatsApp that he wants no offers from a number. Resuming there lifts this alone: what he told the shop holds on.';
create index wa_preferences_tenant_idx on private.wa_preferences (tenant_id, channel_id);

create table public.wa_templates (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  channel_id uuid not null,
  name text not null check (name ~ '^[a-z0-9_]{1,120}$'),
  language text not null check (language ~ '^[a-z]{2,3}(_[A-Za-z]{2,4})?$'),
  category text not null check (category in ('UTILITY', 'MARKETING', 'AUTHENTICATION')),
  -- NEW: not yet at Meta. The others are Meta's words.
  status text not null default 'NEW' check (status ~ '^[A-Z_]{2,40}$'),
  quality text check (quality ~ '^[A-Z_]{2,40}$'),
  reason text check (length(reason) <= 400),
  components jsonb not null default '[]',
  body text not null default '' check (length(body) <= 1100),
  meta_id text check (length(meta_id) between 1 and 40),
  -- When Meta last told each of status, quality and category: older news change nothing.
  told jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint wa_templates_once unique (channel_id, name, language),
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id)
);
comment on table public.wa_templates is 'Message templates of a Cloud API number, as Meta holds them.';
create index wa_templates_tenant_idx on public.wa_templates (tenant_id, channel_id);
create trigger wa_templates_touch before update on public.wa_templates for each row execute function private.touch();
create trigger wa_templates_notify after insert or update on public.wa_templates for each row execute function private.notify_change('channel');
alter table public.wa_templates enable row level security;
grant select on public.wa_templates to authenticated;
grant all on public.wa_templates to service_role;
create policy wa_templates_select on public.wa_templates for select to authenticated using (tenant_id = (select private.tenant_if('inbox.read')));

-- Adding a number --------------------------------------------------------------------------------------------------------------

-- p: {key, outlet_id, name, phone_number_id, waba_id, token, app_secret, verify_token (all three sealed), hint?}. Once per key. Returns {id}.
create function private.add_cloud_channel(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('channel.link', (p ->> 'outlet_id')::uuid);
  v_id uuid := (p ->> 'key')::uuid;
  v_constraint text;
begin
  perform pg_advisory_xact_lock(hashtextextended('channels:' || v_tenant, 0));
  if exists (select 1 from public.channels as h where h.id = v_id and h.tenant_id = v_tenant) then return jsonb_build_object('id', v_id); end if;
  if (select count(*) from public.channels as h where h.tenant_id = v_tenant and h.is_active) >= 50 then perform private.refuse('channel.too_many'); end if;
  insert into public.channels (id, tenant_id, outlet_id, kind, name, settings)
  values (v_id, v_tenant, (p ->> 'outlet_id')::uuid, 'cloud', p ->> 'name', jsonb_build_object('phone_number_id', p ->> 'phone_number_id', 'waba_id', p ->> 'waba_id'));
  insert into private.cloud_numbers (channel_id, tenant_id, phone_number_id, waba_id) values (v_id, v_tenant, p ->> 'phone_number_id', p ->> 'waba_id');
  perform private.set_secret('wa_cloud_token', v_id::text, p ->> 'token', p ->> 'hint', true),
    private.set_secret('wa_app_secret', v_id::text, p ->> 'app_secret', null, true), private.set_secret('wa_verify_token', v_id::text, p ->> 'verify_token', null, true);
  return jsonb_build_object('id', v_id);
exception when unique_violation then
  get stacked diagnostics v_constraint = constraint_name;
  if v_constraint = 'cloud_numbers_number_unique' then perform private.refuse('channel.number_taken', '{"field": "phoneNumberId"}', 409); end if;
  -- A key of another shop's.
  perform private.refuse('input.invalid', '{}', 422);
  return null;
end $$;
create function public.add_cloud_channel(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.add_cloud_channel(p) $$;

-- Of this shop, of the Cloud API, and locked.
create function private.managed_cloud(p_channel uuid) returns public.channels language plpgsql security definer set search_path = '' as $$
declare v_channel public.channels := private.managed_channel(p_channel);
begin
  if v_channel.kind <> 'cloud' then perform private.refuse('input.invalid', '{}', 422); end if;
  return v_channel;
end $$;

-- Asks the number's runner to look again at Meta (check), or to bring its templates in line (templates).
create function private.wish_cloud(p_channel public.channels, p_action text) returns void language plpgsql security definer set search_path = '' as $$
begin
  insert into private.wa_links as l (channel_id, tenant_id, action, asked_at) values (p_channel.id, p_channel.tenant_id, p_action, now())
  -- Bringing templates in line looks at Meta too.
  on conflict (channel_id) do update set action = case when l.action = 'templates' then l.action else excluded.action end, asked_at = now();
  perform pg_notify('voltura_channels', p_channel.id::text);
end $$;

create function private.request_cloud(p_channel uuid, p_action text) returns void language plpgsql security definer set search_path = '' as $$
declare v_channel public.channels := private.managed_cloud(p_channel);
begin
  if p_action not in ('check', 'templates') then perform private.refuse('input.invalid', '{}', 422); end if;
  if v_channel.paused_at is not null then perform private.refuse('channel.paused'); end if;
  if private.over_limit('cloud:' || p_channel, 60, 3600) then perform private.refuse('channel.too_many_links', '{}', 429); end if;
  perform private.wish_cloud(v_channel, p_action);
end $$;
create function public.request_cloud(p_channel uuid, p_action text) returns void language sql set search_path = '' as $$ select private.request_cloud(p_channel, p_action) $$;

-- A new access token, sealed, in place of one that Meta no longer takes.
create function private.renew_cloud_token(p_channel uuid, p_token text, p_hint text) returns void language plpgsql security definer set search_path = '' as $$
declare v_channel public.channels;
begin
  perform private.require('channel.link');
  v_channel := private.managed_cloud(p_channel);
  perform private.set_secret('wa_cloud_token', p_channel::text, p_token, p_hint, true);
  perform private.wish_cloud(v_channel, 'check');
end $$;
create function public.renew_cloud_token(p_channel uuid, p_token text, p_hint text default null) returns void language sql set search_path = '' as
$$ select private.renew_cloud_token(p_channel, p_token, p_hint) $$;

-- What the owner gives to Meta: {phone_number_id, waba_id, verify_token (sealed), token_hint, last_webhook_at, waiting, unknown}.
create function private.cloud_setup(p_channel uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('channel.link');
  v_setup jsonb;
begin
  select jsonb_build_object('phone_number_id', n.phone_number_id, 'waba_id', n.waba_id,
      'verify_token', (select s.ciphertext from private.secrets as s where s.tenant_id = v_tenant and s.kind = 'wa_verify_token' and s.ref = p_channel::text),
      'token_hint', (select s.hint from private.secrets as s where s.tenant_id = v_tenant and s.kind = 'wa_cloud_token' and s.ref = p_channel::text),
      'last_webhook_at', (select max(w.received_at) from private.wa_webhooks as w where w.channel_id = p_channel),
      'waiting', (select count(*) from private.wa_webhooks as w where w.channel_id = p_channel and w.processed_at is null),
      'unknown', (select coalesce(sum(u.seen), 0) from private.wa_unknown as u where u.tenant_id = v_tenant and u.kind = 'number')) into v_setup
    from private.cloud_numbers as n where n.channel_id = p_channel and n.tenant_id = v_tenant;
  if v_setup is null then perform private.refuse('input.not_found', '{}', 404); end if;
  return v_setup;
end $$;
create function public.cloud_setup(p_channel uuid) returns jsonb language sql stable set search_path = '' as $$ select private.cloud_setup(p_channel) $$;

-- What Meta tells us -----------------------------------------------------------------------------------------------------------

-- For the web server, before anything is believed: whose address it is and what it is signed with, sealed. Null: nobody's.
create function private.cloud_door(p_channel uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  if private.actor() is distinct from 'public' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  return (select jsonb_build_object('tenant_id', n.tenant_id,
      'app_secret', (select s.ciphertext from private.secrets as s where s.tenant_id = n.tenant_id and s.kind = 'wa_app_secret' and s.ref = p_channel::text),
      'verify_token', (select s.ciphertext from private.secrets as s where s.tenant_id = n.tenant_id and s.kind = 'wa_verify_token' and s.ref = p_channel::text))
    from private.cloud_numbers as n where n.channel_id = p_channel);
end $$;
create function public.cloud_door(p_channel uuid) returns jsonb language sql stable set search_path = '' as $$ select private.cloud_door(p_channel) $$;

create function private.count_unknown(p_tenant uuid, p_kind text, p_value text) returns void language plpgsql security definer set search_path = '' as $$
begin
  insert into private.wa_unknown as u (tenant_id, kind, value) values (p_tenant, p_kind, left(p_value, 80))
  on conflict (tenant_id, kind, value) do update set seen = u.seen + 1, last_at = now();
end $$;

-- p_numbers: the phone_number_ids it speaks of; p_general: it also speaks of the whole account. One row for each number of the shop that it
-- concerns: one app has one address for all its numbers. The same bytes again change nothing. Returns {stored, repeated, unknown}.
create function private.store_webhook(p_channel uuid, p_body text, p_hash text, p_numbers text[], p_general boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('channel.run');
  v_channels uuid[];
  v_stored integer;
  v_number text;
begin
  if private.actor() <> 'webhook' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  if not exists (select 1 from private.cloud_numbers as n where n.channel_id = p_channel and n.tenant_id = v_tenant) then perform private.refuse('channel.unknown', '{}', 404); end if;
  v_channels := coalesce((select array_agg(n.channel_id order by n.channel_id) from private.cloud_numbers as n
    where n.tenant_id = v_tenant and (n.phone_number_id = any (p_numbers) or p_general and n.channel_id = p_channel)), '{}');
  with stored as (
    insert into private.wa_webhooks (tenant_id, channel_id, hash, body) select v_tenant, h.id, p_hash, p_body from unnest(v_channels) as h (id)
    on conflict on constraint wa_webhooks_once do nothing returning channel_id
  ), told as (select pg_notify('voltura_webhooks', s.channel_id::text) from stored as s)
  select count(*) into v_stored from told;
  for v_number in select distinct x.id from unnest(p_numbers) as x (id)
      where not exists (select 1 from private.cloud_numbers as n where n.tenant_id = v_tenant and n.phone_number_id = x.id) loop
    perform private.count_unknown(v_tenant, 'number', v_number);
  end loop;
  return jsonb_build_object('stored', v_stored, 'repeated', cardinality(v_channels) - v_stored);
end $$;
create function public.store_webhook(p_channel uuid, p_body text, p_hash text, p_numbers text[], p_general boolean) returns jsonb language sql set search_path = '' as
$$ select private.store_webhook(p_channel, p_body, p_hash, p_numbers, p_general) $$;

-- For the holder: the oldest that are due, his for two minutes. [{id, body, attempts}]
create function private.take_webhooks(p_channel uuid, p_limit integer) returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_taken jsonb;
begin
  perform private.own_channel(p_channel);
  with due as (
    select w.id from private.wa_webhooks as w where w.channel_id = p_channel and w.processed_at is null and w.next_at <= now()
     order by w.id limit least(p_limit, 100) for update skip locked
  ), taken as (
    update private.wa_webhooks as w set attempts = w.attempts + 1, next_at = now() + interval '2 minutes' from due where w.id = due.id returning w.id, w.body, w.attempts
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'body', t.body, 'attempts', t.attempts) order by t.id), '[]') into v_taken from taken as t;
  return v_taken;
end $$;
create function public.take_webhooks(p_channel uuid, p_limit integer) returns jsonb language sql set search_path = '' as $$ select private.take_webhooks(p_channel, p_limit) $$;

-- p_results: [{id, outcome: done|kept|again, error?, unknown?: [{kind, value}]}]. kept: it holds what we do not know, so its words stay for a week.
-- again: later, ever more slowly; for as long as Meta itself would try.
create function private.settle_webhooks(p_channel uuid, p_results jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.own_channel(p_channel);
  v_one jsonb;
begin
  for v_one in select r.value from jsonb_array_elements(p_results) as r loop
    update private.wa_webhooks as w set
        processed_at = case when v_one ->> 'outcome' <> 'again' or w.received_at < now() - interval '7 days' then now() end,
        body = case when v_one ->> 'outcome' = 'done' then null else w.body end,
        error = left(v_one ->> 'error', 200),
        next_at = now() + least(interval '10 minutes', interval '1 second' * power(2, least(w.attempts, 10)))
     where w.id = (v_one ->> 'id')::bigint and w.channel_id = p_channel and w.processed_at is null;
    if found and v_one ->> 'outcome' = 'kept' then
      perform private.count_unknown(v_tenant, u.value ->> 'kind', u.value ->> 'value') from jsonb_array_elements(v_one -> 'unknown') as u;
    end if;
  end loop;
end $$;
create function public.settle_webhooks(p_channel uuid, p_results jsonb) returns void language sql set search_path = '' as $$ select private.settle_webhooks(p_channel, p_results) $$;

-- A step of the hourly upkeep. Meta itself stops repeating after seven days.
create function private.forget_webhooks() returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_rows integer;
begin
  delete from private.wa_webhooks as w where w.received_at < now() - interval '8 days' and w.processed_at is not null;
  get diagnostics v_rows = row_count;
  return jsonb_build_object('forgotten', v_rows);
end $$;

-- An erased person is erased from what Meta told of him, and from what he told Meta.
create function private.erase_cloud(p_tenant uuid, p_customer uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  update private.wa_webhooks as w set body = null where w.tenant_id = p_tenant and w.processed_at is not null and w.body is not null
    and exists (select 1 from public.customer_identities as i where i.tenant_id = p_tenant and i.customer_id = p_customer and strpos(w.body, ltrim(i.value, '+')) > 0);
  delete from private.wa_preferences as w using public.customer_identities as i
   where w.tenant_id = p_tenant and i.tenant_id = p_tenant and i.customer_id = p_customer and i.kind = w.kind and i.value = w.value;
end $$;

-- Who wants no offers -----------------------------------------------------------------------------------------------------------

-- Every stop that WhatsApp told of this contact ends the shop's own consent, once; found again whichever comes first, the stop or the contact.
create function private.heed_preferences(p_tenant uuid, p_customer uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  insert into public.consents (tenant_id, customer_id, purpose, granted, source, text_version, evidence)
  select p_tenant, p_customer, 'marketing', false, 'chat', 'stop-1', jsonb_build_object('whatsapp', 'stop', 'at', x.at)
    from (select distinct w.at from private.wa_preferences as w join public.customer_identities as i on i.tenant_id = w.tenant_id and i.kind = w.kind and i.value = w.value
      where w.tenant_id = p_tenant and i.customer_id = p_customer and w.wish = 'stop') as x
   where not exists (select 1 from public.consents as c where c.tenant_id = p_tenant and c.customer_id = p_customer and c.evidence ->> 'whatsapp' = 'stop'
     and (c.evidence ->> 'at')::timestamptz = x.at);
end $$;
create function private.identities_heed() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform private.heed_preferences(new.tenant_id, new.customer_id);
  return null;
end $$;
create trigger customer_identities_heed after insert or update of customer_id on public.customer_identities for each row
  when (new.kind in ('phone', 'bsuid')) execute function private.identities_heed();

create function private.note_preference(p_tenant uuid, p_channel uuid, p_kind text, p_value text, p_wish text, p_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_value is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended(p_tenant::text || p_value, 0));
  -- Who was erased has no preferences here.
  if private.is_suppressed(p_tenant, p_kind, p_value) then return; end if;
  insert into private.wa_preferences (tenant_id, channel_id, kind, value, wish, at) values (p_tenant, p_channel, p_kind, p_value, p_wish, p_at)
  on conflict (channel_id, kind, value, at, wish) do nothing;
  perform private.heed_preferences(p_tenant, i.customer_id) from public.customer_identities as i where i.tenant_id = p_tenant and i.kind = p_kind and i.value = p_value;
end $$;

-- p: {channel_id, phone?, bsuid?, wish: stop|resume, at}. The later word holds, in whatever order they come.
create function private.record_preference(p jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_channel uuid := (p ->> 'channel_id')::uuid;
  v_tenant uuid := private.own_channel(v_channel);
begin
  perform private.note_preference(v_tenant, v_channel, 'bsuid', p ->> 'bsuid', p ->> 'wish', (p ->> 'at')::timestamptz),
    private.note_preference(v_tenant, v_channel, 'phone', p ->> 'phone', p ->> 'wish', (p ->> 'at')::timestamptz);
end $$;
create function public.record_preference(p jsonb) returns void language sql set search_path = '' as $$ select private.record_preference(p) $$;

-- Whether any name of the customer has told WhatsApp to stop offers from this number, and not since to resume them.
create function private.has_stopped(p_tenant uuid, p_channel uuid, p_customer uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select 1 from (select distinct on (w.kind, w.value) w.wish from private.wa_preferences as w
      join public.customer_identities as i on i.tenant_id = w.tenant_id and i.kind = w.kind and i.value = w.value
     where w.channel_id = p_channel and i.tenant_id = p_tenant and i.customer_id = p_customer
     order by w.kind, w.value, w.at desc, (w.wish = 'stop') desc) as x where x.wish = 'stop');
end $$;

-- Meta refused an offer because this contact has stopped them (131050).
create function private.stopped_by_contact(p_conversation uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform private.note_preference(c.tenant_id, c.channel_id, i.kind, i.value, 'stop', now())
     from public.conversations as c join public.customer_identities as i on i.tenant_id = c.tenant_id and i.id = coalesce(c.address_id, c.identity_id)
    where c.id = p_conversation and i.kind in ('phone', 'bsuid') and not private.has_stopped(c.tenant_id, c.channel_id, c.customer_id);
end $$;

-- What may be sent --------------------------------------------------------------------------------------------------------------

-- Free text is for who has written within 24 hours; two minutes less, so that what is claimed late is not refused by Meta.
create function private.window_is_open(p_kind text, p_last_inbound_at timestamptz) returns boolean language plpgsql stable set search_path = '' as $$
begin
  return p_kind <> 'cloud' or coalesce(p_last_inbound_at > now() - interval '23 hours 58 minutes', false);
end $$;
create function private.window_open(p_conversation public.conversations) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return (select private.window_is_open(h.kind, p_conversation.last_inbound_at) from public.channels as h where h.id = p_conversation.channel_id);
end $$;

-- p_wanted: {name, params}. The approved template of that name, in the customer's language where there is one: {body, template: {name, language, params}}, or null.
create function private.template_for(p_conversation public.conversations, p_wanted jsonb) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_template public.wa_templates;
  v_params text[];
  v_body text;
begin
  select * into v_template from public.wa_templates as t where t.tenant_id = p_conversation.tenant_id and t.channel_id = p_conversation.channel_id
     and t.name = p_wanted ->> 'name' and t.status = 'APPROVED' and t.category = 'UTILITY'
   order by (t.language = (select u.locale from public.customers as u where u.tenant_id = t.tenant_id and u.id = p_conversation.customer_id)) desc, t.language desc limit 1;
  if v_template.id is null then return null; end if;
  -- Meta takes no empty values and no line breaks in them.
  select array_agg(coalesce(trim(regexp_replace(x.value, '\s+', ' ', 'g')), '') order by x.n) into v_params from jsonb_array_elements_text(p_wanted -> 'params') with ordinality as x (value, n);
  if '' = any (v_params) then return null; end if;
  v_body := v_template.body;
  for n in 1 .. coalesce(cardinality(v_params), 0) loop v_body := replace(v_body, '{{' || n || '}}', v_params[n]); end loop;
  return jsonb_build_object('body', v_body, 'template', jsonb_build_object('name', v_template.name, 'language', v_template.language, 'params', to_jsonb(v_params)));
end $$;

-- Asked before anything is put on its way.
create function private.check_sendable(p_conversation public.conversations, p_kind text, p_payload jsonb) returns void language plpgsql stable security definer set search_path = '' as $$
declare v_template public.wa_templates;
begin
  if p_kind <> 'template' then
    if not private.window_open(p_conversation) then perform private.refuse('message.window_closed'); end if;
    return;
  end if;
  select * into v_template from public.wa_templates as t
   where t.tenant_id = p_conversation.tenant_id and t.channel_id = p_conversation.channel_id and t.name = p_payload #>> '{template,name}' and t.language = p_payload #>> '{template,language}';
  if coalesce(v_template.status, '') <> 'APPROVED' then perform private.refuse('template.not_approved', '{}', 422); end if;
  if v_template.category = 'MARKETING' and (not private.consent_given(p_conversation.tenant_id, p_conversation.customer_id, 'marketing')
      or private.has_stopped(p_conversation.tenant_id, p_conversation.channel_id, p_conversation.customer_id)) then
    perform private.refuse('customer.no_marketing');
  end if;
end $$;

-- p: {conversation_id, key, template_id, params: [text]}. A person sends what Meta has approved, its places filled; once per key.
create function private.send_template(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_conversation uuid := (p ->> 'conversation_id')::uuid;
  v_tenant uuid := private.require_conversation('inbox.reply', v_conversation);
  v_template public.wa_templates;
  v_params text[];
  v_body text;
  v_id uuid;
begin
  select t.* into v_template from public.wa_templates as t join public.conversations as c on c.tenant_id = t.tenant_id and c.channel_id = t.channel_id
   where c.id = v_conversation and t.tenant_id = v_tenant and t.id = (p ->> 'template_id')::uuid;
  if v_template.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  -- Meta takes no empty values, and no line breaks in them.
  select coalesce(array_agg(trim(regexp_replace(x.value, '\s+', ' ', 'g')) order by x.n), '{}') into v_params
    from jsonb_array_elements_text(p -> 'params') with ordinality as x (value, n);
  if '' = any (v_params) then perform private.refuse('input.required', '{"field": "params"}', 422); end if;
  if cardinality(v_params) <> (select count(distinct m[1]) from regexp_matches(v_template.body, '\{\{(\d+)\}\}', 'g') as m)
    or exists (select 1 from unnest(v_params) as v where length(v) > 200) then
    perform private.refuse('input.invalid', '{"field": "params"}', 422);
  end if;
  v_body := v_template.body;
  for n in 1 .. cardinality(v_params) loop v_body := replace(v_body, '{{' || n || '}}', v_params[n]); end loop;
  v_id := private.send_message(v_tenant, v_conversation, 'user:' || (p ->> 'key'), 'user', 'template', v_body,
    jsonb_build_object('template', jsonb_build_object('name', v_template.name, 'language', v_template.language, 'params', to_jsonb(v_params))));
  update public.conversations set concierge = 'muted', handover_reason = null, unread = 0, assignee = coalesce(assignee, private.person_id()) where id = v_conversation;
  perform private.note_read(v_tenant, v_conversation);
  return jsonb_build_object('message_id', v_id);
end $$;
create function public.send_template(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.send_template(p) $$;
grant execute on function private.window_is_open(text, timestamptz), private.send_template(jsonb), public.send_template(jsonb) to authenticated;

-- Templates ---------------------------------------------------------------------------------------------------------------------

-- p_templates: [{name, language, category, components, body}]. Those that are there stay as they are. The runner makes the new ones at Meta.
create function private.add_templates(p_channel uuid, p_templates jsonb) returns integer language plpgsql security definer set search_path = '' as $$
declare
  v_channel public.channels := private.managed_cloud(p_channel);
  v_rows integer;
begin
  if v_channel.paused_at is not null then perform private.refuse('channel.paused'); end if;
  if jsonb_array_length(p_templates) > 100 then perform private.refuse('input.too_long', '{}', 422); end if;
  insert into public.wa_templates as t (tenant_id, channel_id, name, language, category, components, body)
  select v_channel.tenant_id, p_channel, x.value ->> 'name', x.value ->> 'language', x.value ->> 'category', x.value -> 'components', x.value ->> 'body'
    from jsonb_array_elements(p_templates) as x
  -- What Meta no longer has is made anew.
  on conflict on constraint wa_templates_once do update set status = 'NEW', meta_id = null, reason = null, components = excluded.components, body = excluded.body where t.status = 'DELETED';
  get diagnostics v_rows = row_count;
  perform private.write_audit(v_channel.tenant_id, 'channels', p_channel::text, 'update', null, jsonb_build_object('request', 'templates'));
  perform private.wish_cloud(v_channel, 'templates');
  return v_rows;
end $$;
create function public.add_templates(p_channel uuid, p_templates jsonb) returns integer language sql set search_path = '' as $$ select private.add_templates(p_channel, p_templates) $$;

-- For the holder: what Meta says of templates. p_templates: [{name, language, at, category?, status?, quality?, reason?, components?, body?, meta_id?}].
-- p_all: these are all it has; what else was there before is gone.
create function private.record_templates(p_channel uuid, p_templates jsonb, p_all boolean) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.own_channel(p_channel);
  x jsonb;
  v_at timestamptz;
  v_told jsonb;
begin
  for x in select e.value from jsonb_array_elements(p_templates) as e order by e.value ->> 'name', e.value ->> 'language' loop
    v_at := (x ->> 'at')::timestamptz;
    select coalesce(jsonb_object_agg(k.name, to_jsonb(v_at)), '{}') into v_told from unnest(array['status', 'quality', 'category']) as k (name) where x ->> k.name is not null;
    insert into public.wa_templates as t (tenant_id, channel_id, name, language, category, status, quality, reason, components, body, meta_id, told)
    values (v_tenant, p_channel, x ->> 'name', x ->> 'language', coalesce(x ->> 'category', 'UTILITY'), coalesce(x ->> 'status', 'PENDING'), x ->> 'quality', left(x ->> 'reason', 400),
      coalesce(x -> 'components', '[]'), left(coalesce(x ->> 'body', ''), 1100), x ->> 'meta_id', v_told)
    on conflict on constraint wa_templates_once do update set
      status = case when x ? 'status' and coalesce((t.told ->> 'status')::timestamptz <= v_at, true) then excluded.status else t.status end,
      reason = case when x ? 'status' and coalesce((t.told ->> 'status')::timestamptz <= v_at, true) then excluded.reason else t.reason end,
      quality = case when x ? 'quality' and coalesce((t.told ->> 'quality')::timestamptz <= v_at, true) then excluded.quality else t.quality end,
      category = case when x ? 'category' and coalesce((t.told ->> 'category')::timestamptz <= v_at, true) then excluded.category else t.category end,
      components = case when x ? 'components' then excluded.components else t.components end, body = case when x ? 'body' then excluded.body else t.body end,
      meta_id = coalesce(excluded.meta_id, t.meta_id),
      told = t.told || (select coalesce(jsonb_object_agg(k.key, k.value), '{}') from jsonb_each(v_told) as k where coalesce((t.told ->> k.key)::timestamptz <= v_at, true));
  end loop;
  if p_all then
    update public.wa_templates as t set status = 'DELETED', reason = null where t.tenant_id = v_tenant and t.channel_id = p_channel and t.status not in ('NEW', 'DELETED')
      and not exists (select 1 from jsonb_array_elements(p_templates) as e where e.value ->> 'name' = t.name and e.value ->> 'language' = t.language);
  end if;
end $$;
create function public.record_templates(p_channel uuid, p_templates jsonb, p_all boolean default false) returns void language sql set search_path = '' as
$$ select private.record_templates(p_channel, p_templates, p_all) $$;

grant execute on function private.add_cloud_channel(jsonb), public.add_cloud_channel(jsonb), private.request_cloud(uuid, text), public.request_cloud(uuid, text),
  private.renew_cloud_token(uuid, text, text), public.renew_cloud_token(uuid, text, text), private.cloud_setup(uuid), public.cloud_setup(uuid),
  private.cloud_door(uuid), public.cloud_door(uuid), private.store_webhook(uuid, text, text, text[], boolean), public.store_webhook(uuid, text, text, text[], boolean),
  private.take_webhooks(uuid, integer), public.take_webhooks(uuid, integer), private.settle_webhooks(uuid, jsonb), public.settle_webhooks(uuid, jsonb),
  private.record_preference(jsonb), public.record_preference(jsonb), private.add_templates(uuid, jsonb), public.add_templates(uuid, jsonb),
  private.record_templates(uuid, jsonb, boolean), public.record_templates(uuid, jsonb, boolean) to authenticated;
