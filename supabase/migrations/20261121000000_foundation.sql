-- Foundation: the private schema, who is calling, refusals, events, audit, counters, rate limits.

create schema if not exists private;
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;
alter default privileges revoke execute on functions from public;
alter default privileges in schema private revoke execute on functions from public;
alter default privileges in schema public revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
-- Hosted projects made before 30 Oct 2026 grant functions to anon by default.
alter default privileges in schema public revoke execute on functions from anon, authenticated;
grant usage on schema public to anon, authenticated, service_role;

-- Refusals -------------------------------------------------------------------------------------------------------

-- PTnnn becomes HTTP status nnn at the REST API; the message is the code the app translates.
create function private.refuse(p_code text, p_detail jsonb default '{}', p_status integer default 409) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'PT' || p_status::text, message = p_code, detail = p_detail::text;
end $$;

-- Who is calling ----------------------------------------------------------------------------------------------------
-- Claims are signed: `actor` and `tenant_id` at top level exist only in tokens minted by lib/db/tokens.ts.

-- Null also for the token of a session that has ended: whoever signed out does nothing any more, not even open a shop.
create function private.person_id() returns text language plpgsql stable security definer set search_path = '' as
$$ begin return case when not private.session_over() then auth.jwt() ->> 'sub' end; end $$;

-- (plpgsql, here and in other hot places, because it keeps its plans: an SQL function with a search_path is planned at every call.)
create function private.actor() returns text language plpgsql stable set search_path = '' as
$$ begin return coalesce(auth.jwt() ->> 'actor', case when auth.jwt() ->> 'sub' is not null then 'user' end); end $$;

-- The chatting customer of a customer-scoped token, else null.
create function private.customer_id() returns uuid language plpgsql stable set search_path = '' as
$$ begin return case when auth.jwt() ->> 'actor' = 'customer' then (auth.jwt() ->> 'customer_id')::uuid end; end $$;

create function private.customer_tenant_id() returns uuid language plpgsql stable set search_path = '' as
$$ begin return case when auth.jwt() ->> 'actor' = 'customer' then (auth.jwt() ->> 'tenant_id')::uuid end; end $$;

-- Blanking what may be blanked ----------------------------------------------------------------------------------------

create table private.redactions (tenant_id uuid primary key);
comment on table private.redactions is 'Who is blanking rows of a tenant marks it here and unmarks it in the same transaction: nobody else ever sees a row.';

create function private.is_redacting(p_tenant uuid) returns boolean language plpgsql stable security definer set search_path = '' as
$$ begin return exists (select 1 from private.redactions as r where r.tenant_id = p_tenant); end $$;

-- Keyed hashes: who holds a copy of a table without this key cannot try out phone numbers.
create table private.keys (name text primary key, key bytea not null default extensions.gen_random_bytes(32));
comment on table private.keys is 'Secrets of this database for hashes of contact data. Never leaves it.';
insert into private.keys (name) values ('contact');

create function private.keyed_hash(p_key text, p_value text) returns text language plpgsql stable security definer set search_path = '' as
$$ begin return (select encode(extensions.hmac(convert_to(p_value, 'UTF8'), k.key, 'sha256'), 'hex') from private.keys as k where k.name = p_key); end $$;

-- Triggers shared by all tables ------------------------------------------------------------------------------------

create function private.touch() returns trigger language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  return new;
end $$;

-- Arguments are the columns that may be blanked when a person is erased or a period of retention is over, and only then.
create function private.append_only() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and tg_nargs > 0 then
    if private.is_redacting(old.tenant_id) and to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv then return new; end if;
  end if;
  raise exception using errcode = 'PT403', message = 'ledger.append_only', detail = json_build_object('table', tg_table_name)::text;
end $$;

-- Live updates: says that something changed, never what; the screen reads it again under its own rights.
create function private.notify_change() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v_row jsonb := to_jsonb(coalesce(new, old));
begin
  perform pg_notify('voltura', json_build_object('tenant', v_row ->> 'tenant_id', 'topic', tg_argv[0],
    'id', coalesce(v_row ->> coalesce(tg_argv[1], 'id'), v_row ->> 'id'))::text);
  return null;
end $$;

-- Events outbox ------------------------------------------------------------------------------------------------------

create table public.events (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  tenant_id uuid not null,
  name text not null check (name ~ '^[a-z_]+/[a-z_.]+$'),
  entity_type text not null,
  entity_id text not null,
  data jsonb not null default '{}',
  created_at timestamptz not null default now(),
  relayed_at timestamptz,
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  claimed_by text,
  claimed_until timestamptz,
  dead_at timestamptz,
  reason text
);
comment on table public.events is 'Outbox: written in the transaction that caused it, ids only, relayed later with the row id as event id.';
create index events_tenant_idx on public.events (tenant_id, seq);
create index events_unrelayed_idx on public.events (seq) where relayed_at is null;
create index events_entity_idx on public.events (tenant_id, entity_type, entity_id, seq) where relayed_at is null;
alter table public.events enable row level security;

create function private.emit_event(p_tenant uuid, p_name text, p_entity_type text, p_entity_id text, p_data jsonb default '{}')
returns uuid language plpgsql security definer set search_path = '' as $$
declare v_id uuid;
begin
  insert into public.events (tenant_id, name, entity_type, entity_id, data)
  values (p_tenant, p_name, p_entity_type, p_entity_id, p_data) returning id into v_id;
  perform pg_notify('voltura_events', p_tenant::text);
  return v_id;
end $$;

-- Audit -----------------------------------------------------------------------------------------------------------------

create table public.audit_log (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  at timestamptz not null default now(),
  actor text not null,
  person_id text,
  table_name text not null,
  row_id text not null,
  action text not null check (action in ('insert', 'update', 'delete', 'reveal')),
  before jsonb,
  after jsonb,
  request_id text
);
comment on table public.audit_log is 'Who changed what, before and after, changed columns only. Written by triggers alone.';
create index audit_log_tenant_idx on public.audit_log (tenant_id, at desc, id desc);
create index audit_log_row_idx on public.audit_log (tenant_id, table_name, row_id);
alter table public.audit_log enable row level security;
create trigger audit_log_append_only before update or delete on public.audit_log
  for each row execute function private.append_only();

-- Of the web request, the API call or the round of housekeeping that caused a change.
create function private.request_id() returns text language plpgsql stable set search_path = '' as
$$ begin return (nullif(current_setting('request.headers', true), '')::jsonb) ->> 'x-request-id'; end $$;

create function private.write_audit(p_tenant uuid, p_table text, p_row_id text, p_action text, p_before jsonb, p_after jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.audit_log (tenant_id, actor, person_id, table_name, row_id, action, before, after, request_id)
  values (p_tenant, coalesce(private.actor(), session_user), private.person_id(), p_table, p_row_id, p_action, p_before, p_after, private.request_id());
end $$;

-- That there was a value is told, never anything from which it could be guessed: not even a hash, phones and PINs are few.
create function private.audit_hide(p_row jsonb, p_columns text[]) returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return p_row || coalesce((select jsonb_object_agg(c, '[hidden]') from unnest(p_columns) as c where p_row ->> c is not null), '{}');
end $$;

-- Arguments of the trigger are columns whose values are never copied (secrets, contact data).
create function private.audit() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row jsonb := coalesce(v_new, v_old);
  v_before jsonb := v_old;
  v_after jsonb := v_new;
begin
  if tg_op = 'UPDATE' then
    select jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, v_new -> o.key) into v_before, v_after
      from jsonb_each(v_old) as o where o.key <> 'updated_at' and o.value is distinct from v_new -> o.key;
    if v_before is null then return null; end if;
  end if;
  if tg_nargs > 0 then
    v_before := private.audit_hide(v_before, tg_argv);
    v_after := private.audit_hide(v_after, tg_argv);
  end if;
  perform private.write_audit((v_row ->> case when tg_table_name = 'tenants' then 'id' else 'tenant_id' end)::uuid, tg_table_name,
    coalesce(v_row ->> 'id', v_row ->> 'user_id', v_row ->> 'customer_id', v_row ->> 'product_id', v_row ->> 'key',
      (v_row ->> 'from_key') || ' > ' || (v_row ->> 'to_key'), v_row ->> 'tenant_id'), lower(tg_op), v_before, v_after);
  return null;
end $$;

-- Gapless document numbers ----------------------------------------------------------------------------------------------

create table private.document_counters (
  tenant_id uuid not null,
  outlet_id uuid not null,
  kind text not null,
  last_no bigint not null default 0,
  primary key (tenant_id, outlet_id, kind)
);
comment on table private.document_counters is 'Last number per tenant, outlet and kind; the row lock in the issuing transaction makes numbers gapless.';

create function private.next_number(p_tenant uuid, p_outlet uuid, p_kind text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare v_no bigint;
begin
  insert into private.document_counters as c (tenant_id, outlet_id, kind, last_no) values (p_tenant, p_outlet, p_kind, 1)
  on conflict (tenant_id, outlet_id, kind) do update set last_no = c.last_no + 1
  returning c.last_no into v_no;
  return v_no;
end $$;

-- Rate limits -----------------------------------------------------------------------------------------------------------

create table private.rate_hits (
  key text not null,
  window_start timestamptz not null,
  hits integer not null default 1,
  primary key (key, window_start)
);
comment on table private.rate_hits is 'Fixed windows per key; old windows go when a new one opens.';

-- True when this hit is over the limit. Keys hold hashes, never addresses or phones in clear.
create function private.over_limit(p_key text, p_limit integer, p_seconds integer) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_window timestamptz := to_timestamp(floor(extract(epoch from clock_timestamp()) / p_seconds) * p_seconds);
  v_hits integer;
begin
  insert into private.rate_hits as r (key, window_start) values (p_key, v_window)
  on conflict (key, window_start) do update set hits = r.hits + 1 returning hits into v_hits;
  if v_hits = 1 then
    delete from private.rate_hits where key = p_key and window_start < v_window;
  end if;
  return v_hits > p_limit;
end $$;

-- For the web server's public forms: only its own `public` token may ask.
create function private.hit_limit(p_key text, p_limit integer, p_seconds integer) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if private.actor() is distinct from 'public' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  return private.over_limit('web:' || md5(p_key), p_limit, p_seconds);
end $$;
create function public.hit_limit(p_key text, p_limit integer, p_seconds integer) returns boolean
language sql set search_path = '' as $$ select private.hit_limit(p_key, p_limit, p_seconds) $$;

grant execute on function private.person_id(), private.actor(), private.customer_id(), private.customer_tenant_id(),
  private.refuse(text, jsonb, integer), private.hit_limit(text, integer, integer), public.hit_limit(text, integer, integer)
  to authenticated, service_role;
