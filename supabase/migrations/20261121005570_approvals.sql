-- A PIN at the counter: a manager who stands beside the cashier approves one act of his, and only that one.

insert into private.role_capabilities (role, capability)
select r.role, c.capability from (values
    ('pos.refund', '{owner,admin,cashier}'::text[]),
    ('pos.approve', '{owner,admin,supervisor}')
  ) as c (capability, roles)
  cross join lateral unnest(c.roles) as r (role);

create table private.staff_pins (
  tenant_id uuid not null references public.tenants (id),
  user_id text not null references public.people (user_id),
  -- A hash of what scrypt made of the PIN in the web server: neither the PIN nor what is sent can be had from it.
  verifier_hash text not null check (length(verifier_hash) = 64),
  failed integer not null default 0 check (failed between 0 and 5),
  locked_until timestamptz,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, user_id)
);
comment on table private.staff_pins is 'PINs of people who work at the counter. Nobody reads it; functions compare, count wrong tries and lock.';
create index staff_pins_user_idx on private.staff_pins (user_id);

create table public.approvals (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  outlet_id uuid not null,
  act text not null check (act in ('void', 'refund', 'discount')),
  -- Hash of the request as it was shown to the approver, to the last sen.
  subject_hash text not null,
  requested_by text not null,
  approved_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  unique (tenant_id, id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id)
);
comment on table public.approvals is 'One act of one person, approved by another with his PIN: good for five minutes, and once.';
create index approvals_created_idx on public.approvals (tenant_id, created_at desc);
create index approvals_outlet_idx on public.approvals (tenant_id, outlet_id);

create function private.approvals_use_once() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' or old.used_at is not null or new.used_at is null or to_jsonb(new) - 'used_at' <> to_jsonb(old) - 'used_at' then
    perform private.refuse('ledger.append_only', jsonb_build_object('table', tg_table_name), 403);
  end if;
  return new;
end $$;
create trigger approvals_use_once before update or delete on public.approvals for each row execute function private.approvals_use_once();
create trigger approvals_audit after insert or update or delete on public.approvals for each row execute function private.audit('subject_hash');

alter table public.approvals enable row level security;
grant select on public.approvals to authenticated;
grant all on public.approvals to service_role;
create policy approvals_select on public.approvals for select to authenticated
  using (tenant_id = (select private.tenant_if('pos.approve')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

-- Whoever asks about a person without a PIN, or without a job here, gets a salt like any other.
create function private.pin_salt(p_user_id text) returns text language plpgsql stable security definer set search_path = '' as $$
declare v_tenant uuid := private.tenant_id();
begin
  if v_tenant is null or private.actor() <> 'user' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  return private.keyed_hash('contact', 'pin:' || v_tenant || ':' || p_user_id);
end $$;
create function public.pin_salt(p_user_id text) returns text language sql stable set search_path = '' as $$ select private.pin_salt(p_user_id) $$;

create function private.set_my_pin(p_verifier text) returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.tenant_id();
begin
  if v_tenant is null or private.actor() <> 'user' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  if p_verifier !~ '^[0-9a-f]{64}$' then perform private.refuse('input.invalid', '{}', 422); end if;
  insert into private.staff_pins (tenant_id, user_id, verifier_hash) values (v_tenant, private.person_id(), encode(extensions.digest(p_verifier, 'sha256'), 'hex'))
  on conflict (tenant_id, user_id) do update set verifier_hash = excluded.verifier_hash, failed = 0, locked_until = null, updated_at = now();
end $$;
create function public.set_my_pin(p_verifier text) returns void language sql set search_path = '' as $$ select private.set_my_pin(p_verifier) $$;

-- Null: right. Otherwise why not, as a value: a refusal would undo the counting. Five wrong tries lock for a quarter of an hour.
create function private.pin_objection(p_tenant uuid, p_user_id text, p_verifier text) returns text language plpgsql security definer set search_path = '' as $$
declare v_pin private.staff_pins;
begin
  select * into v_pin from private.staff_pins as x where x.tenant_id = p_tenant and x.user_id = p_user_id for update;
  if v_pin.user_id is null then return 'pin.none'; end if;
  if v_pin.locked_until > now() then return 'pin.locked'; end if;
  if v_pin.verifier_hash = encode(extensions.digest(coalesce(p_verifier, ''), 'sha256'), 'hex') then
    update private.staff_pins set failed = 0, locked_until = null where tenant_id = p_tenant and user_id = p_user_id;
    return null;
  end if;
  update private.staff_pins set failed = case when v_pin.failed >= 4 then 0 else v_pin.failed + 1 end,
      locked_until = case when v_pin.failed >= 4 then now() + interval '15 minutes' end
   where tenant_id = p_tenant and user_id = p_user_id;
  return case when v_pin.failed >= 4 then 'pin.locked' else 'pin.wrong' end;
end $$;

create function private.may_approve(p_tenant uuid, p_user_id text, p_outlet uuid) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select 1 from public.members as m join private.role_capabilities as c on c.role = m.role and c.capability = 'pos.approve'
    where m.tenant_id = p_tenant and m.user_id = p_user_id and m.status = 'active' and (m.outlet_ids is null or p_outlet = any (m.outlet_ids)));
end $$;

-- Who can be called to the counter: may approve here, and has a PIN.
create function private.approvers(p_outlet uuid) returns table (user_id text, name text) language plpgsql stable security definer set search_path = '' as $$
declare v_tenant uuid := private.require('pos.sell', p_outlet);
begin
  return query select p.user_id, p.name from private.staff_pins as x join public.people as p on p.user_id = x.user_id
    where x.tenant_id = v_tenant and private.may_approve(v_tenant, x.user_id, p_outlet) order by p.name;
end $$;
create function public.approvers(p_outlet uuid) returns table (user_id text, name text) language sql stable set search_path = '' as $$ select * from private.approvers(p_outlet) $$;

-- p: {act, outlet_id, user_id, verifier, input: the request that will be sent}. Returns {approval_id} or {objection}.
create function private.approve_act(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_outlet uuid := (p ->> 'outlet_id')::uuid;
  v_tenant uuid := private.require('pos.sell', v_outlet);
  v_objection text;
  v_id uuid;
begin
  if v_outlet is null or jsonb_typeof(p -> 'input') is distinct from 'object' or coalesce(p ->> 'act', '') not in ('void', 'refund', 'discount') then
    perform private.refuse('input.invalid', '{}', 422);
  end if;
  if not private.may_approve(v_tenant, p ->> 'user_id', v_outlet) then perform private.refuse('approval.not_manager', '{}', 422); end if;
  v_objection := private.pin_objection(v_tenant, p ->> 'user_id', p ->> 'verifier');
  if v_objection is not null then return jsonb_build_object('objection', v_objection); end if;
  insert into public.approvals (tenant_id, outlet_id, act, subject_hash, requested_by, approved_by, expires_at)
  values (v_tenant, v_outlet, p ->> 'act', md5((p -> 'input')::text), coalesce(private.person_id(), 'system'), p ->> 'user_id', now() + interval '5 minutes')
  returning id into v_id;
  return jsonb_build_object('approval_id', v_id);
end $$;
create function public.approve_act(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.approve_act(p) $$;

-- For functions that do the act: who approved it. Whoever may approve approves himself.
create function private.take_approval(p_tenant uuid, p_outlet uuid, p_act text, p jsonb) returns text language plpgsql security definer set search_path = '' as $$
declare v_by text;
begin
  if private.may_approve(p_tenant, private.person_id(), p_outlet) then return private.person_id(); end if;
  if p ->> 'approval_id' is null then perform private.refuse('approval.required', jsonb_build_object('act', p_act)); end if;
  update public.approvals as a set used_at = now()
   where a.id = (p ->> 'approval_id')::uuid and a.tenant_id = p_tenant and a.outlet_id = p_outlet and a.act = p_act and a.used_at is null
     and a.expires_at > now() and a.requested_by = private.person_id() and a.subject_hash = md5((p - 'approval_id')::text)
  returning a.approved_by into v_by;
  if v_by is null then perform private.refuse('approval.invalid', jsonb_build_object('act', p_act)); end if;
  return v_by;
end $$;

-- What is taken off the catalogue's prices without a manager. tenants.settings: {"pos": {"discount_limit_bp": 3000}}; default 20 %.
create function private.check_discount_limit(p_tenant uuid, p_outlet uuid, p_settings jsonb, p_bill jsonb, p jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_list numeric := (select sum(round(l.quantity * l.list_price_sen)) from jsonb_to_recordset(p_bill -> 'lines') as l (quantity numeric, list_price_sen bigint));
  v_off numeric := v_list - ((p_bill ->> 'subtotal_sen')::numeric - (p_bill ->> 'order_discount_sen')::numeric);
begin
  -- Rounded up: a discount of just the limit is rounded to the sen, too.
  if v_off > ceil(v_list * coalesce((p_settings #>> '{pos,discount_limit_bp}')::integer, 2000) / 10000) then
    perform private.take_approval(p_tenant, p_outlet, 'discount', p);
  end if;
end $$;

grant execute on function private.pin_salt(text), public.pin_salt(text), private.set_my_pin(text), public.set_my_pin(text),
  private.approvers(uuid), public.approvers(uuid), private.approve_act(jsonb), public.approve_act(jsonb) to authenticated;
