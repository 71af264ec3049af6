-- Customers: who they are, how they are reached, what they agreed to, what they own.

create table public.customers (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  home_outlet_id uuid,
  name text not null check (length(name) between 1 and 160),
  -- What people without `customer.pii` see; kept by the trigger on customer_contacts.
  phone_masked text,
  locale text not null default 'ms' check (locale in ('ms', 'en')),
  tags text[] not null default '{}',
  -- Erased people keep their tax records, without the person.
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  foreign key (tenant_id, home_outlet_id) references public.outlets (tenant_id, id)
);
comment on table public.customers is 'A person or company the shop serves. Contact data is in customer_contacts.';
create index customers_name_idx on public.customers (tenant_id, lower(name));
create index customers_created_idx on public.customers (tenant_id, created_at desc);
create index customers_outlet_idx on public.customers (tenant_id, home_outlet_id);
create index customers_name_trgm_idx on public.customers using gin (lower(name) extensions.gin_trgm_ops);

create table public.customer_contacts (
  tenant_id uuid not null,
  customer_id uuid not null,
  phone text check (phone ~ '^\+[1-9]\d{6,14}$'),
  email text,
  address_line text,
  postcode text,
  city text,
  state text,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, customer_id),
  foreign key (tenant_id, customer_id) references public.customers (tenant_id, id)
);
comment on table public.customer_contacts is 'How to reach a customer. A phone may be absent, and a family may share one.';
create index customer_contacts_phone_idx on public.customer_contacts (tenant_id, phone);

create table public.customer_identities (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('phone', 'lid', 'bsuid')),
  value text not null check (length(value) between 3 and 120),
  -- Another name of the same contact (a LID and its phone); one thread for both.
  same_as uuid,
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  unique (tenant_id, kind, value),
  foreign key (tenant_id, customer_id) references public.customers (tenant_id, id),
  foreign key (tenant_id, same_as) references public.customer_identities (tenant_id, id)
);
comment on table public.customer_identities is 'Under which id a customer chats: phone, LID or BSUID. A phone number is not a person.';
create index customer_identities_same_idx on public.customer_identities (tenant_id, same_as);
create index customer_identities_customer_idx on public.customer_identities (tenant_id, customer_id);

create table public.customer_notes (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  customer_id uuid not null,
  body text not null check (length(body) between 1 and 4000),
  author text not null default (auth.jwt() ->> 'sub'),
  created_at timestamptz not null default now(),
  foreign key (tenant_id, customer_id) references public.customers (tenant_id, id)
);
comment on table public.customer_notes is 'What staff should know about a customer; never shown to the customer.';
create index customer_notes_customer_idx on public.customer_notes (tenant_id, customer_id, created_at desc);

create table public.consents (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  customer_id uuid not null,
  purpose text not null check (purpose in ('service', 'marketing')),
  granted boolean not null,
  source text not null check (source in ('intake', 'chat', 'counter', 'staff', 'import', 'api')),
  text_version text not null,
  evidence jsonb not null default '{}',
  created_at timestamptz not null default now(),
  foreign key (tenant_id, customer_id) references public.customers (tenant_id, id)
);
comment on table public.consents is 'Consent ledger per purpose; the newest row of a purpose holds; no row = not given (PDPA 2010 s. 6).';
create index consents_latest_idx on public.consents (tenant_id, customer_id, purpose, id desc);

create table public.devices (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  customer_id uuid not null,
  category text not null default 'phone' check (category in ('phone', 'tablet', 'laptop', 'console', 'watch', 'other')),
  brand text,
  model text not null check (length(model) between 1 and 120),
  serial text,
  imei text check (imei ~ '^\d{15}$'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  foreign key (tenant_id, customer_id) references public.customers (tenant_id, id)
);
comment on table public.devices is 'A thing a customer owns and brings in.';
create index devices_customer_idx on public.devices (tenant_id, customer_id);
create index devices_imei_idx on public.devices (tenant_id, imei);

-- Effects ----------------------------------------------------------------------------------------------------------------

create function private.mask_phone(p_phone text) returns text language sql immutable set search_path = '' as
$$ select case when p_phone is null then null else left(p_phone, 3) || ' •••• ' || right(p_phone, 4) end $$;

create function private.customer_contacts_mask() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.customers set phone_masked = private.mask_phone(new.phone) where tenant_id = new.tenant_id and id = new.customer_id;
  return null;
end $$;
create trigger customer_contacts_mask after insert or update on public.customer_contacts
  for each row execute function private.customer_contacts_mask();
create trigger customers_touch before update on public.customers for each row execute function private.touch();
create trigger customer_contacts_touch before update on public.customer_contacts for each row execute function private.touch();
create trigger devices_touch before update on public.devices for each row execute function private.touch();
create trigger consents_append_only before update or delete on public.consents for each row execute function private.append_only('evidence');
create trigger customers_audit after insert or update or delete on public.customers for each row execute function private.audit('name', 'phone_masked');
create trigger customer_identities_audit after insert or update or delete on public.customer_identities
  for each row execute function private.audit('value');
create trigger customer_contacts_audit after insert or update or delete on public.customer_contacts
  for each row execute function private.audit('phone', 'email', 'address_line', 'postcode', 'city', 'state');
create trigger customer_notes_audit after insert or update or delete on public.customer_notes for each row execute function private.audit('body');
create trigger devices_audit after insert or update or delete on public.devices for each row execute function private.audit('serial', 'imei');

-- Policies --------------------------------------------------------------------------------------------------------------------

alter table public.customers enable row level security;
grant select on public.customers to authenticated;
grant all on public.customers to service_role;
create policy customers_select on public.customers for select to authenticated
  using (tenant_id = (select private.tenant_for('customer.read'))
    and case when (select private.customer_id()) is null then true else id = (select private.customer_id()) end);

alter table public.customer_contacts enable row level security;
grant select on public.customer_contacts to authenticated;
grant all on public.customer_contacts to service_role;
create policy customer_contacts_select on public.customer_contacts for select to authenticated
  using (tenant_id = (select private.tenant_if('customer.pii')));

alter table public.customer_identities enable row level security;
grant select on public.customer_identities to authenticated;
grant all on public.customer_identities to service_role;
create policy customer_identities_select on public.customer_identities for select to authenticated
  using (tenant_id = (select private.tenant_if('customer.pii')));

alter table public.customer_notes enable row level security;
grant select on public.customer_notes to authenticated;
grant insert (tenant_id, customer_id, body) on public.customer_notes to authenticated;
grant all on public.customer_notes to service_role;
create policy customer_notes_select on public.customer_notes for select to authenticated
  using (tenant_id = (select private.tenant_if('customer.read')));
create policy customer_notes_insert on public.customer_notes for insert to authenticated
  with check (tenant_id = (select private.tenant_if('customer.write')) and author = (select private.person_id()));

alter table public.consents enable row level security;
grant select on public.consents to authenticated;
grant all on public.consents to service_role;
create policy consents_select on public.consents for select to authenticated
  using (tenant_id = (select private.tenant_if('customer.read')));

alter table public.devices enable row level security;
grant select on public.devices to authenticated;
grant insert (tenant_id, customer_id, category, brand, model, serial, imei) on public.devices to authenticated;
grant all on public.devices to service_role;
create policy devices_select on public.devices for select to authenticated
  using (tenant_id = (select private.tenant_for('customer.read'))
    and case when (select private.customer_id()) is null then true else customer_id = (select private.customer_id()) end);
create policy devices_insert on public.devices for insert to authenticated
  with check (tenant_id = (select private.tenant_if('customer.write')));

-- Functions --------------------------------------------------------------------------------------------------------------------

create function private.consent_given(p_tenant uuid, p_customer uuid, p_purpose text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select c.granted from public.consents as c
    where c.tenant_id = p_tenant and c.customer_id = p_customer and c.purpose = p_purpose order by c.id desc limit 1), false)
$$;

-- The customer who uses this phone in chats, else the newest one with it as contact, else a new one.
-- Never changes a name that is already there: an intake form must not rename (or reveal) anybody.
create function private.find_or_create_customer(p_tenant uuid, p_phone text, p_name text, p_locale text, p_outlet uuid)
returns uuid language plpgsql security definer set search_path = '' as $$
declare v_id uuid;
begin
  if p_phone is not null then
    perform pg_advisory_xact_lock(hashtextextended(p_tenant::text || p_phone, 0));
    select i.customer_id into v_id from public.customer_identities as i
     where i.tenant_id = p_tenant and i.kind = 'phone' and i.value = p_phone;
    if v_id is null then
      select k.customer_id into v_id from public.customer_contacts as k join public.customers as c on c.id = k.customer_id
       where k.tenant_id = p_tenant and k.phone = p_phone and c.erased_at is null order by c.created_at desc limit 1;
    end if;
    if v_id is not null then return v_id; end if;
  end if;
  insert into public.customers (tenant_id, home_outlet_id, name, locale)
  values (p_tenant, p_outlet, coalesce(nullif(trim(p_name), ''), private.mask_phone(p_phone), '?'), coalesce(p_locale, 'ms')) returning id into v_id;
  insert into public.customer_contacts (tenant_id, customer_id, phone) values (p_tenant, v_id, p_phone);
  if p_phone is not null then
    insert into public.customer_identities (tenant_id, customer_id, kind, value) values (p_tenant, v_id, 'phone', p_phone)
    on conflict (tenant_id, kind, value) do nothing;
  end if;
  return v_id;
end $$;

-- p: {id?, name, phone?, email?, locale, tags?, address_line?, postcode?, city?, state?, outlet_id?}. Returns {id}.
create function private.save_customer(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('customer.write', nullif(p ->> 'outlet_id', '')::uuid);
  v_id uuid := nullif(p ->> 'id', '')::uuid;
  v_phone text := nullif(p ->> 'phone', '');
begin
  if v_id is null then
    insert into public.customers (tenant_id, home_outlet_id, name, locale, tags)
    values (v_tenant, nullif(p ->> 'outlet_id', '')::uuid, p ->> 'name', coalesce(p ->> 'locale', 'ms'),
      coalesce((select array_agg(t.value) from jsonb_array_elements_text(p -> 'tags') as t), '{}')) returning id into v_id;
  else
    update public.customers set name = p ->> 'name', locale = coalesce(p ->> 'locale', locale),
      tags = coalesce((select array_agg(t.value) from jsonb_array_elements_text(p -> 'tags') as t), tags)
     where id = v_id and tenant_id = v_tenant;
    if not found then perform private.refuse('input.not_found', '{}', 404); end if;
  end if;
  -- Who may not see contact data may not overwrite it either.
  if private.can('customer.pii') or p ->> 'id' is null then
    insert into public.customer_contacts as k (tenant_id, customer_id, phone, email, address_line, postcode, city, state)
    values (v_tenant, v_id, v_phone, nullif(p ->> 'email', ''), nullif(p ->> 'address_line', ''), nullif(p ->> 'postcode', ''), nullif(p ->> 'city', ''), nullif(p ->> 'state', ''))
    on conflict (tenant_id, customer_id) do update set phone = excluded.phone, email = excluded.email, address_line = excluded.address_line,
      postcode = excluded.postcode, city = excluded.city, state = excluded.state;
    if v_phone is not null then
      insert into public.customer_identities (tenant_id, customer_id, kind, value) values (v_tenant, v_id, 'phone', v_phone)
      on conflict (tenant_id, kind, value) do nothing;
    end if;
  end if;
  return jsonb_build_object('id', v_id);
end $$;
create function public.save_customer(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.save_customer(p) $$;

-- Without a version: the newest text that staff read out. The evidence names who wrote it down. A part of the system says its own source.
create function private.record_consent(p_customer uuid, p_purpose text, p_granted boolean, p_source text, p_text_version text, p_evidence jsonb default '{}')
returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.require('customer.write');
begin
  if p_source in ('intake', 'chat') then perform private.refuse('input.invalid', '{"field":"source"}', 422); end if;
  if not exists (select 1 from public.customers as c where c.tenant_id = v_tenant and c.id = p_customer) then
    perform private.refuse('input.not_found', '{}', 404);
  end if;
  insert into public.consents (tenant_id, customer_id, purpose, granted, source, text_version, evidence)
  values (v_tenant, p_customer, p_purpose, p_granted, p_source, coalesce(nullif(p_text_version, ''), private.current_consent_text(v_tenant, p_purpose)),
    coalesce(p_evidence, '{}') || jsonb_build_object('by', private.person_id()));
end $$;
create function public.record_consent(p_customer uuid, p_purpose text, p_granted boolean, p_source text, p_text_version text, p_evidence jsonb default '{}')
returns void language sql set search_path = '' as $$ select private.record_consent(p_customer, p_purpose, p_granted, p_source, p_text_version, p_evidence) $$;

grant execute on function private.save_customer(jsonb), public.save_customer(jsonb),
  private.record_consent(uuid, text, boolean, text, text, jsonb), public.record_consent(uuid, text, boolean, text, text, jsonb) to authenticated;
