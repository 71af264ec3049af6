-- Tenancy: businesses, outlets, people, members, invitations and what each role may do.

create table public.tenants (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 120),
  locale text not null default 'ms' check (locale in ('ms', 'en')),
  phone text check (phone ~ '^\+[1-9]\d{6,14}$'),
  email text,
  registration_no text,
  address_line text,
  postcode text,
  city text,
  state text,
  sst_no text,
  -- Tax is charged from this day on; null = not registered, no tax.
  sst_from date,
  receipt_footer text,
  terms text,
  bank_details text,
  settings jsonb not null default '{}',
  -- Address of the public privacy notice.
  privacy_slug text not null unique default encode(extensions.gen_random_bytes(6), 'hex'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tenants_sst check (sst_from is null or sst_no is not null)
);
comment on table public.tenants is 'One business: a single shop or a franchise.';

create table public.outlets (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  code text not null check (code ~ '^[A-Z0-9]{1,8}$'),
  name text not null check (length(name) between 1 and 120),
  phone text check (phone ~ '^\+[1-9]\d{6,14}$'),
  address_line text,
  postcode text,
  city text,
  state text,
  time_zone text not null default 'Asia/Kuala_Lumpur',
  -- {"mon": ["10:00","20:00"], …}; a missing day is closed.
  hours jsonb not null default '{"mon":["10:00","20:00"],"tue":["10:00","20:00"],"wed":["10:00","20:00"],"thu":["10:00","20:00"],"fri":["10:00","20:00"],"sat":["10:00","20:00"],"sun":["11:00","18:00"]}',
  intake_slug text not null unique default encode(extensions.gen_random_bytes(9), 'hex'),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint outlets_code_unique unique (tenant_id, code)
);
comment on table public.outlets is 'A branch of a tenant.';

create table public.people (
  user_id text primary key,
  email text not null,
  name text not null check (length(name) between 1 and 120),
  locale text not null default 'ms' check (locale in ('ms', 'en')),
  active_tenant_id uuid references public.tenants (id),
  active_outlet_id uuid references public.outlets (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.people is 'A person who signs in; may belong to several tenants, one of them active.';
create index people_active_tenant_idx on public.people (active_tenant_id);
create index people_active_outlet_idx on public.people (active_outlet_id);

create table public.members (
  tenant_id uuid not null references public.tenants (id),
  user_id text not null references public.people (user_id),
  role text not null check (role in ('owner', 'admin', 'supervisor', 'cashier', 'technician', 'agent', 'sales', 'renewal')),
  -- null = every outlet of the tenant
  outlet_ids uuid[],
  pii boolean not null default false,
  status text not null default 'active' check (status in ('active', 'suspended', 'removed')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, user_id)
);
comment on table public.members is 'Who works for a tenant, as what, in which outlets. Written by functions only.';
create index members_user_idx on public.members (user_id);

create table public.invitations (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  email text not null check (email ~ '^[^@\s]+@[^@\s]+$'),
  role text not null check (role in ('admin', 'supervisor', 'cashier', 'technician', 'agent', 'sales', 'renewal')),
  outlet_ids uuid[],
  token_hash text not null unique,
  invited_by text not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table public.invitations is 'An invitation by e-mail link: single use, expires, revocable; only the hash of its token is kept.';
create index invitations_tenant_idx on public.invitations (tenant_id, created_at desc);

-- What a role may do -------------------------------------------------------------------------------------------------------

create table private.role_capabilities (
  role text not null,
  capability text not null,
  primary key (role, capability)
);
comment on table private.role_capabilities is 'The one place that says which role may do what; policies, functions and the menu read it.';

insert into private.role_capabilities (role, capability)
select r.role, c.capability
  from (values
    ('tenant.manage', '{owner,admin}'::text[]),
    ('team.manage', '{owner,admin}'),
    ('outlet.manage', '{owner,admin}'),
    ('audit.read', '{owner,admin}'),
    -- Export and erase a person, the breach register, consent texts, periods of retention.
    ('privacy.manage', '{owner,admin}'),
    ('customer.read', '{owner,admin,supervisor,cashier,technician,agent,sales,renewal,system}'),
    ('customer.write', '{owner,admin,cashier,technician,agent,sales,system}'),
    ('customer.pii', '{owner,admin,cashier,agent,sales,renewal,system}'),
    ('inbox.read', '{owner,admin,supervisor,technician,agent,sales,renewal,system}'),
    ('inbox.reply', '{owner,admin,agent,sales,renewal,system}'),
    ('inbox.manage', '{owner,admin}'),
    -- WhatsApp numbers: add, pause, remove. Linking shows what opens the account.
    ('channel.manage', '{owner,admin}'),
    ('channel.link', '{owner}'),
    ('channel.run', '{system}'),
    ('repair.read', '{owner,admin,supervisor,cashier,technician,agent,sales,system}'),
    ('repair.write', '{owner,admin,technician,agent,sales,system}'),
    ('device.unlock', '{owner,admin,technician}'),
    ('secret.manage', '{owner}'),
    ('repair.handover', '{owner,admin,cashier,technician,agent}'),
    ('catalog.read', '{owner,admin,supervisor,cashier,technician,agent,sales,renewal,system}'),
    ('catalog.write', '{owner,admin}'),
    ('cost.read', '{owner,admin,supervisor}'),
    ('stock.read', '{owner,admin,supervisor,cashier,technician,agent,sales,system}'),
    ('stock.adjust', '{owner,admin,supervisor}'),
    ('pos.sell', '{owner,admin,cashier,agent,sales}'),
    ('pos.discount', '{owner,admin,cashier}'),
    ('sale.read', '{owner,admin,supervisor,cashier,agent,sales,system}'),
    ('invoice.read', '{owner,admin,supervisor,cashier,agent,sales,renewal,system}'),
    ('invoice.write', '{owner,admin,cashier,agent,sales}'),
    ('order.read', '{owner,admin,supervisor,cashier,agent,sales,system}'),
    ('order.write', '{owner,admin,cashier,agent,sales}'),
    ('api.manage', '{owner}'),
    ('report.read', '{owner,admin,supervisor}')
  ) as c (capability, roles)
  cross join lateral unnest(c.roles) as r (role);

-- An open live stream is judged again at once when its person changes tenant, role or standing.
create function private.notify_person() returns trigger language plpgsql security definer set search_path = '' as $$
declare v_old jsonb := to_jsonb(old);
begin
  perform pg_notify('voltura', json_build_object('tenant', coalesce(v_old ->> 'active_tenant_id', v_old ->> 'tenant_id'),
    'topic', 'person', 'id', old.user_id)::text);
  return null;
end $$;
create trigger people_live after update of active_tenant_id on public.people for each row
  when (old.active_tenant_id is distinct from new.active_tenant_id and old.active_tenant_id is not null) execute function private.notify_person();
create trigger members_live after update or delete on public.members for each row execute function private.notify_person();

-- The active membership -------------------------------------------------------------------------------------------------------

-- "Sign out everywhere" ends sessions; their tokens, which nobody can take back, are worth nothing from then on.
create function private.session_over() returns boolean language plpgsql stable security definer set search_path = '' as $$
declare v_session text := auth.jwt() ->> 'session_id';
begin
  return v_session is not null and not exists (select 1 from auth.sessions as s where s.id = v_session::uuid);
end $$;

-- Who the caller is in the active tenant. plpgsql, here and below, because it keeps its plans: as nested SQL functions one
-- capability check cost 4 ms, so it costs a hundredth of that. Every policy of every query waits for it: the people of a shop,
-- who ask most, are answered first and by one statement.
create function private.membership(out tenant_id uuid, out role text, out outlet_ids uuid[], out pii boolean)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_claims jsonb := auth.jwt();
  v_actor text := coalesce(v_claims ->> 'actor', case when v_claims ->> 'sub' is not null then 'user' end);
  v_session uuid := v_claims ->> 'session_id';
begin
  if v_actor = 'user' and not v_claims ? 'o' then
    select m.tenant_id, m.role, m.outlet_ids, m.pii into tenant_id, role, outlet_ids, pii
      from public.people as p
      join public.members as m on m.tenant_id = p.active_tenant_id and m.user_id = p.user_id and m.status = 'active'
     where p.user_id = v_claims ->> 'sub' and (v_session is null or exists (select 1 from auth.sessions as s where s.id = v_session));
    return;
  end if;
  if v_actor is null or v_actor in ('customer', 'public', 'directory') then return; end if;
  -- A program's key: alive, and what it may do is in its scopes (private.api_may).
  if v_actor = 'api' then
    select k.tenant_id, 'api', k.outlet_ids into tenant_id, role, outlet_ids from public.api_keys as k
     where k.id = (v_claims ->> 'api_key_id')::uuid and k.tenant_id = (v_claims ->> 'tenant_id')::uuid and k.revoked_at is null and k.expires_at > now();
    return;
  end if;
  if v_actor <> 'user' then
    tenant_id := (v_claims ->> 'tenant_id')::uuid;
    role := 'system';
    return;
  end if;
  -- Clerk: the organization chosen in the browser decides which tenant, and only for somebody who works there.
  select m.tenant_id, m.role, m.outlet_ids, m.pii into tenant_id, role, outlet_ids, pii
    from private.clerk_organizations as o
    join public.members as m on m.tenant_id = o.tenant_id and m.user_id = v_claims ->> 'sub' and m.status = 'active'
   where o.org_id = v_claims -> 'o' ->> 'id' and o.deleted_at is null;
end $$;

-- Null for a key: it belongs to no team, and what every colleague sees (outlets, people, settings) is not its.
create function private.tenant_id() returns uuid language plpgsql stable security definer set search_path = '' as $$
declare m record := private.membership();
begin
  return case when m.role <> 'api' then m.tenant_id end;
end $$;

create function private.role_name() returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select m.role from private.membership() as m);
end $$;

-- The tenant when the caller has the capability, else null: one comparison then answers both questions in a policy.
create function private.tenant_if(p_capability text) returns uuid language plpgsql stable security definer set search_path = '' as $$
declare m record := private.membership();
begin
  return case when exists (select 1 from private.role_capabilities as c where c.role = m.role and c.capability = p_capability)
    or (p_capability = 'customer.pii' and m.pii) or (m.role = 'api' and private.api_may(p_capability)) then m.tenant_id end;
end $$;

-- Where staff and the chatting customer read the same table: the tenant of either; null for a customer's token that names no customer.
-- Policies compare this one tenant and put what else they ask behind `case`: with `or`, or a list of outlets, Postgres expects one row in
-- ten thousand where there are all of them, and plans a shop with 1,000,000 messages as if it had ten (`npm run bench -- rls`).
create function private.tenant_for(p_capability text) returns uuid language plpgsql stable security definer set search_path = '' as $$
begin
  return case when private.customer_id() is not null then private.customer_tenant_id() else private.tenant_if(p_capability) end;
end $$;

create function private.can(p_capability text) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return private.tenant_if(p_capability) is not null;
end $$;

create function private.outlet_ids() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare m record := private.membership();
begin
  return coalesce(m.outlet_ids, (select array_agg(o.id) from public.outlets as o where o.tenant_id = m.tenant_id), '{}'::uuid[]);
end $$;

-- Whether the caller's outlets need no looking at: a member without a list of them.
create function private.every_outlet() returns boolean language plpgsql stable security definer set search_path = '' as $$
declare m record := private.membership();
begin
  return m.tenant_id is not null and m.outlet_ids is null;
end $$;

-- The caller and everybody who works or worked for his tenant.
create function private.colleagues() returns text[] language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select m.user_id from public.members as m where m.tenant_id = private.tenant_id()) || private.person_id();
end $$;

-- For functions that write: the tenant, or a refusal. Checks the outlet too when one is given.
create function private.require(p_capability text, p_outlet uuid default null) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid;
  v_outlets uuid[];
begin
  select m.tenant_id, m.outlet_ids into v_tenant, v_outlets from private.membership() as m
   where exists (select 1 from private.role_capabilities as c where c.role = m.role and c.capability = p_capability)
      or (p_capability = 'customer.pii' and m.pii) or (m.role = 'api' and private.api_may(p_capability));
  if v_tenant is null then perform private.refuse('auth.forbidden', jsonb_build_object('capability', p_capability), 403); end if;
  -- No list of outlets means every outlet, of this tenant.
  if p_outlet is not null and ((v_outlets is not null and not (p_outlet = any (v_outlets)))
      or not exists (select 1 from public.outlets as o where o.id = p_outlet and o.tenant_id = v_tenant)) then
    perform private.refuse('auth.wrong_outlet', '{}', 403);
  end if;
  return v_tenant;
end $$;

create function private.business_date(p_outlet uuid, p_at timestamptz default now()) returns date
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select (p_at at time zone o.time_zone)::date from public.outlets as o where o.id = p_outlet);
end $$;

grant execute on function private.tenant_id(), private.role_name(), private.can(text), private.tenant_if(text), private.tenant_for(text),
  private.outlet_ids(), private.every_outlet(), private.colleagues(), private.require(text, uuid), private.business_date(uuid, timestamptz) to authenticated, service_role;

-- They only read: a query whose policies ask them may use several processes.
alter function private.person_id() parallel safe;
alter function private.actor() parallel safe;
alter function private.customer_id() parallel safe;
alter function private.customer_tenant_id() parallel safe;
alter function private.tenant_id() parallel safe;
alter function private.tenant_if(text) parallel safe;
alter function private.tenant_for(text) parallel safe;
alter function private.can(text) parallel safe;
alter function private.outlet_ids() parallel safe;
alter function private.every_outlet() parallel safe;
alter function private.colleagues() parallel safe;

-- Policies -----------------------------------------------------------------------------------------------------------------------

alter table public.tenants enable row level security;
grant select on public.tenants to authenticated;
grant update (name, registration_no, phone, email, address_line, postcode, city, state, sst_no, sst_from, receipt_footer, terms, bank_details, locale)
  on public.tenants to authenticated;
grant all on public.tenants to service_role;
create policy tenants_select on public.tenants for select to authenticated
  using (id = (select private.tenant_id()) or id = (select private.customer_tenant_id()));
create policy tenants_update on public.tenants for update to authenticated
  using (id = (select private.tenant_if('tenant.manage'))) with check (id = (select private.tenant_if('tenant.manage')));

alter table public.outlets enable row level security;
grant select on public.outlets to authenticated;
grant insert (tenant_id, name, code, phone, address_line, postcode, city, state, hours, is_active),
  update (name, code, phone, address_line, postcode, city, state, hours, is_active) on public.outlets to authenticated;
grant all on public.outlets to service_role;
create policy outlets_select on public.outlets for select to authenticated
  using (tenant_id = (select private.tenant_id()) or tenant_id = (select private.customer_tenant_id()));
create policy outlets_insert on public.outlets for insert to authenticated
  with check (tenant_id = (select private.tenant_if('outlet.manage')));
create policy outlets_update on public.outlets for update to authenticated
  using (tenant_id = (select private.tenant_if('outlet.manage'))) with check (tenant_id = (select private.tenant_if('outlet.manage')));

alter table public.people enable row level security;
grant select on public.people to authenticated;
grant update (name, locale) on public.people to authenticated;
grant all on public.people to service_role;
create policy people_select on public.people for select to authenticated
  using (user_id = any ((select private.colleagues())::text[]));
create policy people_update on public.people for update to authenticated
  using (user_id = (select private.person_id())) with check (user_id = (select private.person_id()));

alter table public.members enable row level security;
grant select on public.members to authenticated;
grant all on public.members to service_role;
create policy members_select on public.members for select to authenticated
  using (tenant_id = (select private.tenant_id()) or user_id = (select private.person_id()));

alter table public.invitations enable row level security;
grant select (id, tenant_id, email, role, outlet_ids, invited_by, expires_at, accepted_at, revoked_at, created_at) on public.invitations to authenticated;
grant all on public.invitations to service_role;
create policy invitations_select on public.invitations for select to authenticated
  using (tenant_id = (select private.tenant_if('team.manage')));

grant select on public.audit_log to authenticated;
create policy audit_log_select on public.audit_log for select to authenticated
  using (tenant_id = (select private.tenant_if('audit.read')));
grant select on public.events to authenticated;
grant select on public.events to service_role;
create policy events_select on public.events for select to authenticated
  using (tenant_id = (select private.tenant_if('audit.read')));

create trigger tenants_touch before update on public.tenants for each row execute function private.touch();
create trigger outlets_touch before update on public.outlets for each row execute function private.touch();
create trigger people_touch before update on public.people for each row execute function private.touch();
create trigger members_touch before update on public.members for each row execute function private.touch();
create trigger tenants_audit after insert or update or delete on public.tenants for each row execute function private.audit();
create trigger outlets_audit after insert or update or delete on public.outlets for each row execute function private.audit();
-- By name and address a person is known to everybody he works with: each of his shops is told.
create function private.people_audit() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v_email jsonb := case when old.email <> new.email then '{"email": "[hidden]"}' else '{}' end;
begin
  perform private.write_audit(m.tenant_id, 'people', new.user_id, 'update',
      v_email || case when old.name <> new.name then jsonb_build_object('name', old.name) else '{}' end,
      v_email || case when old.name <> new.name then jsonb_build_object('name', new.name) else '{}' end)
     from public.members as m where m.user_id = new.user_id and m.status <> 'removed';
  return null;
end $$;
create trigger people_audit after update on public.people for each row
  when (old.name is distinct from new.name or old.email is distinct from new.email) execute function private.people_audit();
create trigger members_audit after insert or update or delete on public.members for each row execute function private.audit();
create trigger invitations_audit after insert or update or delete on public.invitations for each row execute function private.audit('token_hash', 'email');
