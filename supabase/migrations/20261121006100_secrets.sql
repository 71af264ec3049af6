-- Secrets: kept as text that only the server's keys open (lib/secrets). The database says who may set, see and use which.

create table private.secret_kinds (
  kind text primary key check (kind ~ '^[a-z][a-z_]{1,30}$'),
  set_capability text not null,
  -- Null: nobody sees it again.
  reveal_capability text,
  -- Parts of the system that work with it.
  used_by text[] not null default '{}'
);
comment on table private.secret_kinds is 'What kinds of secrets there are, who may set and see them, and which part of the system works with them.';
insert into private.secret_kinds (kind, set_capability, reveal_capability, used_by) values
  -- ref: the ticket. What opens a customer's device while it is here.
  ('device_pin', 'repair.write', 'device.unlock', '{}'),
  -- ref: 'default'. The shop's own account with the AI provider.
  ('openai_key', 'secret.manage', null, '{concierge}');

-- v1.<key version>.<nonce>.<text and tag>, base64url.
create function private.is_sealed(p_text text) returns boolean language plpgsql immutable set search_path = '' as $$
begin
  return length(p_text) between 43 and 30000 and p_text ~ '^v1\.[1-9][0-9]{0,4}\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{22}[A-Za-z0-9_-]*$';
end $$;

create table private.secrets (
  tenant_id uuid not null references public.tenants (id),
  kind text not null references private.secret_kinds (kind),
  ref text not null check (length(ref) between 1 and 120),
  ciphertext text not null,
  key_version integer not null generated always as (split_part(ciphertext, '.', 2)::integer) stored,
  -- The end of a key that a person may be shown: which one it is, never what it is.
  hint text check (length(hint) <= 4),
  set_by text,
  set_at timestamptz not null default now(),
  primary key (tenant_id, kind, ref),
  constraint secrets_ciphertext check (private.is_sealed(ciphertext))
);
comment on table private.secrets is 'Secrets of tenants, encrypted by the server (AES-256-GCM, bound to tenant, kind and ref). Read and written by functions only.';
create index secrets_key_idx on private.secrets (key_version, tenant_id, kind, ref);
create index secrets_kind_idx on private.secrets (kind);

create function private.secrets_audit() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v_old private.secrets := old;
  v_new private.secrets := new;
begin
  perform private.write_audit(coalesce(v_new.tenant_id, v_old.tenant_id), 'secrets', coalesce(v_new.ref, v_old.ref), lower(tg_op),
    case when tg_op <> 'INSERT' then jsonb_build_object('kind', v_old.kind, 'value', '[hidden]', 'key_version', v_old.key_version) end,
    case when tg_op <> 'DELETE' then jsonb_build_object('kind', v_new.kind, 'value', '[hidden]', 'key_version', v_new.key_version) end);
  return null;
end $$;
create trigger secrets_audit after insert or update or delete on private.secrets for each row execute function private.secrets_audit();

-- Whose it is ------------------------------------------------------------------------------------------------------------

-- The tenant in which the caller may do this with the secret, or a refusal; and the ticket, locked, when it is a device's.
create function private.secret_owner(p_kind text, p_ref text, p_capability text, out tenant_id uuid, out ticket public.repair_tickets)
language plpgsql security definer set search_path = '' as $$
begin
  if p_capability is null then perform private.refuse('auth.forbidden', '{}', 403); end if;
  if p_kind = 'device_pin' then
    if p_ref !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then perform private.refuse('input.not_found', '{}', 404); end if;
    ticket := private.own_ticket(p_capability, p_ref::uuid);
    if ticket.phase in ('CLOSED', 'CANCELLED') then perform private.refuse('repair.closed'); end if;
    tenant_id := ticket.tenant_id;
  elsif p_kind like 'wa\_%' then
    tenant_id := private.require(p_capability);
    if not exists (select 1 from public.channels as h where h.tenant_id = secret_owner.tenant_id and h.id::text = p_ref) then perform private.refuse('input.not_found', '{}', 404); end if;
  else
    tenant_id := private.require(p_capability);
    if p_ref is distinct from 'default' then perform private.refuse('input.not_found', '{}', 404); end if;
  end if;
end $$;

create function private.secret_kind(p_kind text) returns private.secret_kinds language plpgsql stable set search_path = '' as $$
declare v_kind private.secret_kinds;
begin
  select * into v_kind from private.secret_kinds as k where k.kind = p_kind;
  return v_kind;
end $$;

-- True = written; false = there was one and it stays (p_replace false: what arrives twice is set once).
create function private.set_secret(p_kind text, p_ref text, p_ciphertext text, p_hint text, p_replace boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_owner record;
  v_rows integer;
begin
  select * into v_owner from private.secret_owner(p_kind, p_ref, (private.secret_kind(p_kind)).set_capability);
  if private.is_sealed(p_ciphertext) is not true then perform private.refuse('input.invalid', '{}', 422); end if;
  insert into private.secrets as s (tenant_id, kind, ref, ciphertext, hint, set_by)
  -- Of a PIN nothing is shown: four digits are all of it.
  values (v_owner.tenant_id, p_kind, p_ref, p_ciphertext, case when p_kind <> 'device_pin' then right(p_hint, 4) end, private.person_id())
  on conflict (tenant_id, kind, ref) do update set ciphertext = excluded.ciphertext, hint = excluded.hint, set_by = excluded.set_by, set_at = now()
   where coalesce(p_replace, true);
  get diagnostics v_rows = row_count;
  if v_rows > 0 and p_kind = 'device_pin' then perform private.log_ticket(v_owner.ticket, 'PIN_SET'); end if;
  return v_rows > 0;
end $$;
create function public.set_secret(p_kind text, p_ref text, p_ciphertext text, p_hint text default null, p_replace boolean default true) returns boolean
language sql set search_path = '' as $$ select private.set_secret(p_kind, p_ref, p_ciphertext, p_hint, p_replace) $$;

-- The encrypted text, for a reason that is kept. Only the server can open it.
create function private.reveal_secret(p_kind text, p_ref text, p_reason text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_owner record;
  v_ciphertext text;
  v_reason text := trim(coalesce(p_reason, ''));
begin
  select * into v_owner from private.secret_owner(p_kind, p_ref, (private.secret_kind(p_kind)).reveal_capability);
  if length(v_reason) > 200 or length(regexp_replace(v_reason, '[^[:alpha:]]', '', 'g')) < 3 then
    perform private.refuse('secret.reason', '{"field": "reason"}', 422);
  end if;
  select s.ciphertext into v_ciphertext from private.secrets as s where s.tenant_id = v_owner.tenant_id and s.kind = p_kind and s.ref = p_ref;
  if v_ciphertext is null then perform private.refuse('secret.none', '{}', 404); end if;
  if private.over_limit('reveal:' || v_owner.tenant_id || md5(coalesce(private.person_id(), '')), 60, 3600) then perform private.refuse('secret.too_many', '{}', 429); end if;
  perform private.write_audit(v_owner.tenant_id, 'secrets', p_ref, 'reveal', null, jsonb_build_object('kind', p_kind, 'reason', v_reason));
  if p_kind = 'device_pin' then perform private.log_ticket(v_owner.ticket, 'PIN_VIEWED', v_reason); end if;
  return v_ciphertext;
end $$;
create function public.reveal_secret(p_kind text, p_ref text, p_reason text) returns text language sql set search_path = '' as
$$ select private.reveal_secret(p_kind, p_ref, p_reason) $$;

create function private.remove_secret(p_kind text, p_ref text) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_owner record;
begin
  select * into v_owner from private.secret_owner(p_kind, p_ref, (private.secret_kind(p_kind)).set_capability);
  delete from private.secrets as s where s.tenant_id = v_owner.tenant_id and s.kind = p_kind and s.ref = p_ref;
  if not found then return false; end if;
  if p_kind = 'device_pin' then perform private.log_ticket(v_owner.ticket, 'PIN_REMOVED'); end if;
  return true;
end $$;
create function public.remove_secret(p_kind text, p_ref text) returns boolean language sql set search_path = '' as
$$ select private.remove_secret(p_kind, p_ref) $$;

-- Whether there is one, and which: {set_at, set_by, hint}, or null.
create function private.secret_status(p_kind text, p_ref text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid;
  v_status jsonb;
begin
  if p_kind = 'device_pin' then
    select t.tenant_id into v_tenant from public.repair_tickets as t
     where t.id::text = p_ref and t.tenant_id = private.require('repair.read') and t.outlet_id = any (private.outlet_ids());
    if v_tenant is null then perform private.refuse('input.not_found', '{}', 404); end if;
  else
    v_tenant := private.require(coalesce((private.secret_kind(p_kind)).set_capability, '-'));
  end if;
  select jsonb_build_object('set_at', s.set_at, 'set_by', s.set_by, 'hint', s.hint) into v_status
    from private.secrets as s where s.tenant_id = v_tenant and s.kind = p_kind and s.ref = p_ref;
  return v_status;
end $$;
create function public.secret_status(p_kind text, p_ref text) returns jsonb language sql stable set search_path = '' as
$$ select private.secret_status(p_kind, p_ref) $$;

-- For the part of the system that works with it, in its own tenant: the encrypted text, or null.
create function private.use_secret(p_kind text, p_ref text) returns text language plpgsql stable security definer set search_path = '' as $$
declare v_ciphertext text;
begin
  if private.role_name() is distinct from 'system' or not coalesce(private.actor() = any ((private.secret_kind(p_kind)).used_by), false) then
    perform private.refuse('auth.forbidden', '{}', 403);
  end if;
  select s.ciphertext into v_ciphertext from private.secrets as s where s.tenant_id = private.tenant_id() and s.kind = p_kind and s.ref = p_ref;
  return v_ciphertext;
end $$;
create function public.use_secret(p_kind text, p_ref text) returns text language sql stable set search_path = '' as
$$ select private.use_secret(p_kind, p_ref) $$;

grant execute on function private.set_secret(text, text, text, text, boolean), public.set_secret(text, text, text, text, boolean),
  private.reveal_secret(text, text, text), public.reveal_secret(text, text, text), private.remove_secret(text, text), public.remove_secret(text, text),
  private.secret_status(text, text), public.secret_status(text, text), private.use_secret(text, text), public.use_secret(text, text) to authenticated;

-- A device's PIN ends with the job -------------------------------------------------------------------------------------------

-- In the transaction that hands the device over or cancels the job, whoever does it and however.
create function private.forget_device_pin() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from private.secrets as s where s.tenant_id = new.tenant_id and s.kind = 'device_pin' and s.ref = new.id::text;
  if found then perform private.log_ticket(new, 'PIN_DESTROYED', null, '{}', false, 'system'); end if;
  return null;
end $$;
create trigger repair_tickets_forget_pin after update on public.repair_tickets for each row
  when (new.phase in ('CLOSED', 'CANCELLED')) execute function private.forget_device_pin();
