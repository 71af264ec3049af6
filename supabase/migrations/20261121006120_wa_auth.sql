-- A linked phone: its keys, what was sent under them, and how it is linked. Everything here is sealed by the runner with a key of the number's own.

insert into private.secret_kinds (kind, set_capability, reveal_capability, used_by) values
  -- ref: the channel. What its keys are sealed with.
  ('wa_auth_key', 'channel.run', null, '{wa-runner}'),
  -- ref: the channel. What Meta gave the shop for its number.
  ('wa_cloud_token', 'channel.link', null, '{wa-runner}'),
  ('wa_app_secret', 'channel.link', null, '{wa-runner}');

create table private.wa_auth (
  tenant_id uuid not null,
  channel_id uuid not null,
  -- Free text: a new version of the client keeps new kinds of keys, and losing one loses messages.
  type text not null check (length(type) between 1 and 60),
  id text not null check (length(id) between 1 and 300),
  value text not null check (value like 'v1.%'),
  primary key (channel_id, type, id),
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id)
);
comment on table private.wa_auth is 'Credentials and Signal keys of a linked phone, sealed. Who has them has the account.';
create index wa_auth_tenant_idx on private.wa_auth (tenant_id, channel_id);

create table private.wa_sent (
  tenant_id uuid not null,
  channel_id uuid not null,
  provider_id text not null check (length(provider_id) between 1 and 200),
  message_id uuid not null,
  value text not null check (value like 'v1.%'),
  created_at timestamptz not null default now(),
  primary key (channel_id, provider_id),
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id),
  foreign key (tenant_id, message_id) references public.messages (tenant_id, id)
);
comment on table private.wa_sent is 'What was sent, as it was sent, sealed: a phone that cannot read a message asks for it again, for 14 days.';
create index wa_sent_tenant_idx on private.wa_sent (tenant_id, channel_id);
create index wa_sent_message_idx on private.wa_sent (tenant_id, message_id);
create index wa_sent_age_idx on private.wa_sent (created_at);

create table private.wa_links (
  channel_id uuid primary key,
  tenant_id uuid not null,
  -- What the owner asked for, until a runner has taken it up.
  action text check (action in ('link', 'unlink', 'restart', 'check', 'templates')),
  method text check (method in ('qr', 'code')),
  phone text check (phone ~ '^\+[1-9]\d{6,14}$'),
  asked_at timestamptz,
  -- What there is to scan or type, sealed. It opens the account: gone when taken or expired.
  offer_method text check (offer_method in ('qr', 'code')),
  offer text check (offer like 'v1.%'),
  offer_expires_at timestamptz,
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id)
);
comment on table private.wa_links is 'Linking a number: the owner''s wish, and what he scans.';
create index wa_links_tenant_idx on private.wa_links (tenant_id, channel_id);

-- The number whose holder is calling, or a refusal.
create function private.own_channel(p_channel uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.require('channel.run');
begin
  if private.actor() <> 'wa-runner' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  if not exists (select 1 from public.channels as h where h.id = p_channel and h.tenant_id = v_tenant) then perform private.refuse('channel.unknown', '{}', 404); end if;
  perform private.fence(p_channel);
  return v_tenant;
end $$;

-- p_rows: [{type, id, value}], value null deletes. All of it or nothing: half a commit is a ratchet that moved without its pre-key being spent.
create function private.wa_auth_write(p_channel uuid, p_rows jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.own_channel(p_channel);
begin
  delete from private.wa_auth as a using jsonb_to_recordset(p_rows) as r (type text, id text, value text)
   where a.channel_id = p_channel and a.type = r.type and a.id = r.id and r.value is null;
  insert into private.wa_auth as a (tenant_id, channel_id, type, id, value)
  select v_tenant, p_channel, r.type, r.id, r.value from jsonb_to_recordset(p_rows) as r (type text, id text, value text) where r.value is not null
  on conflict (channel_id, type, id) do update set value = excluded.value;
end $$;
create function public.wa_auth_write(p_channel uuid, p_rows jsonb) returns void language sql set search_path = '' as $$ select private.wa_auth_write(p_channel, p_rows) $$;

create function private.wa_auth_read(p_channel uuid, p_type text, p_ids text[]) returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.own_channel(p_channel);
begin
  return coalesce((select jsonb_object_agg(a.id, a.value) from private.wa_auth as a
    where a.tenant_id = v_tenant and a.channel_id = p_channel and a.type = p_type and (p_ids is null or a.id = any (p_ids))), '{}');
end $$;
create function public.wa_auth_read(p_channel uuid, p_type text, p_ids text[] default null) returns jsonb language sql set search_path = '' as
$$ select private.wa_auth_read(p_channel, p_type, p_ids) $$;

create function private.wa_auth_forget(p_channel uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform private.own_channel(p_channel);
  delete from private.wa_auth as a where a.channel_id = p_channel;
end $$;
create function public.wa_auth_forget(p_channel uuid) returns void language sql set search_path = '' as $$ select private.wa_auth_forget(p_channel) $$;

create function private.wa_sent_keep(p_channel uuid, p_message uuid, p_provider_id text, p_value text) returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.own_channel(p_channel);
begin
  insert into private.wa_sent (tenant_id, channel_id, provider_id, message_id, value)
  select v_tenant, p_channel, p_provider_id, m.id, p_value from public.messages as m where m.id = p_message and m.tenant_id = v_tenant and m.channel_id = p_channel
  on conflict (channel_id, provider_id) do nothing;
end $$;
create function public.wa_sent_keep(p_channel uuid, p_message uuid, p_provider_id text, p_value text) returns void language sql set search_path = '' as
$$ select private.wa_sent_keep(p_channel, p_message, p_provider_id, p_value) $$;

create function private.wa_sent_read(p_channel uuid, p_provider_id text) returns text language plpgsql security definer set search_path = '' as $$
begin
  perform private.own_channel(p_channel);
  return (select s.value from private.wa_sent as s where s.channel_id = p_channel and s.provider_id = p_provider_id);
end $$;
create function public.wa_sent_read(p_channel uuid, p_provider_id text) returns text language sql set search_path = '' as
$$ select private.wa_sent_read(p_channel, p_provider_id) $$;

-- A step of the hourly upkeep. WhatsApp itself stops asking after 14 days.
create function private.forget_wa_sent() returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_rows integer;
begin
  delete from private.wa_sent as s where s.created_at < now() - interval '15 days';
  get diagnostics v_rows = row_count;
  update private.wa_links as l set offer = null, offer_method = null, offer_expires_at = null where l.offer_expires_at < now();
  delete from private.wa_pending_changes as c where c.created_at < now() - interval '15 days';
  return jsonb_build_object('forgotten', v_rows);
end $$;

-- Linking ---------------------------------------------------------------------------------------------------------------------

-- For the holder: what the owner asked for, once. {action, method, phone} or null.
create function private.take_channel_request(p_channel uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_asked private.wa_links;
begin
  perform private.own_channel(p_channel);
  select * into v_asked from private.wa_links as l where l.channel_id = p_channel for update;
  if v_asked.action is null then return null; end if;
  update private.wa_links as l set action = null, method = null, phone = null where l.channel_id = p_channel;
  -- Nobody waits in front of the screen any more.
  if v_asked.asked_at < now() - interval '10 minutes' and v_asked.action = 'link' then return null; end if;
  return jsonb_build_object('action', v_asked.action, 'method', v_asked.method, 'phone', v_asked.phone);
end $$;
create function public.take_channel_request(p_channel uuid) returns jsonb language sql set search_path = '' as $$ select private.take_channel_request(p_channel) $$;

-- p: {channel_id, method?, value?, expires_at?}; without a value the offer is gone.
create function private.set_channel_link(p jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_channel uuid := (p ->> 'channel_id')::uuid;
  v_tenant uuid := private.own_channel(v_channel);
begin
  insert into private.wa_links as l (channel_id, tenant_id, offer_method, offer, offer_expires_at)
  values (v_channel, v_tenant, p ->> 'method', p ->> 'value', (p ->> 'expires_at')::timestamptz)
  on conflict (channel_id) do update set offer_method = excluded.offer_method, offer = excluded.offer, offer_expires_at = excluded.offer_expires_at;
  perform pg_notify('voltura', json_build_object('tenant', v_tenant, 'topic', 'channel', 'id', v_channel)::text);
end $$;
create function public.set_channel_link(p jsonb) returns void language sql set search_path = '' as $$ select private.set_channel_link(p) $$;

-- For who may link: asks the runner for a code to scan or to type, or to forget the link, or to begin again.
create function private.request_channel(p_channel uuid, p_action text, p_method text, p_phone text) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('channel.link');
  v_channel public.channels;
begin
  select * into v_channel from public.channels as h where h.id = p_channel and h.tenant_id = v_tenant and h.is_active;
  if v_channel.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  if v_channel.kind <> 'baileys' or p_action not in ('link', 'unlink', 'restart') or (p_action = 'link' and coalesce(p_method, '') not in ('qr', 'code'))
    or (p_method = 'code' and p_phone is null) then
    perform private.refuse('input.invalid', '{}', 422);
  end if;
  if v_channel.paused_at is not null then perform private.refuse('channel.paused'); end if;
  if private.over_limit('link:' || p_channel, 20, 3600) then perform private.refuse('channel.too_many_links', '{}', 429); end if;
  insert into private.wa_links as l (channel_id, tenant_id, action, method, phone, asked_at) values (p_channel, v_tenant, p_action, p_method, p_phone, now())
  on conflict (channel_id) do update set action = excluded.action, method = excluded.method, phone = excluded.phone, asked_at = now(),
    offer = null, offer_method = null, offer_expires_at = null;
  perform private.write_audit(v_tenant, 'channels', p_channel::text, 'update', null, jsonb_build_object('request', p_action));
  perform pg_notify('voltura_channels', p_channel::text);
end $$;
create function public.request_channel(p_channel uuid, p_action text, p_method text default null, p_phone text default null) returns void
language sql set search_path = '' as $$ select private.request_channel(p_channel, p_action, p_method, p_phone) $$;

-- What there is to scan or type now, sealed: {method, value, expires_at}, or null.
create function private.channel_link(p_channel uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.require('channel.link');
begin
  return (select jsonb_build_object('method', l.offer_method, 'value', l.offer, 'expires_at', l.offer_expires_at) from private.wa_links as l
    where l.channel_id = p_channel and l.tenant_id = v_tenant and l.offer is not null and l.offer_expires_at > now());
end $$;
create function public.channel_link(p_channel uuid) returns jsonb language sql set search_path = '' as $$ select private.channel_link(p_channel) $$;

grant execute on function private.wa_auth_write(uuid, jsonb), public.wa_auth_write(uuid, jsonb), private.wa_auth_read(uuid, text, text[]), public.wa_auth_read(uuid, text, text[]),
  private.wa_auth_forget(uuid), public.wa_auth_forget(uuid), private.wa_sent_keep(uuid, uuid, text, text), public.wa_sent_keep(uuid, uuid, text, text),
  private.wa_sent_read(uuid, text), public.wa_sent_read(uuid, text), private.take_channel_request(uuid), public.take_channel_request(uuid),
  private.set_channel_link(jsonb), public.set_channel_link(jsonb), private.request_channel(uuid, text, text, text), public.request_channel(uuid, text, text, text),
  private.channel_link(uuid), public.channel_link(uuid) to authenticated;
