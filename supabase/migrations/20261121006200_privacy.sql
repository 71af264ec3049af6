-- Privacy (PDPA 2010 as amended in 2024): what people agreed to, who may not be contacted, how long things are kept, what leaves the
-- shop on request, and the register of breaches.

-- What a tenant decides --------------------------------------------------------------------------------------------------

create table public.privacy_settings (
  tenant_id uuid primary key references public.tenants (id),
  dpo_name text check (length(dpo_name) between 1 and 120),
  dpo_email text check (length(dpo_email) <= 254),
  dpo_phone text check (dpo_phone ~ '^\+[1-9]\d{6,14}$'),
  -- Periods in months. What the law makes a shop keep cannot be made shorter.
  messages_months integer not null default 36 check (messages_months between 6 and 120),
  media_months integer not null default 24 check (media_months between 3 and 120),
  photos_months integer not null default 24 check (photos_months between 6 and 120),
  intake_months integer not null default 24 check (intake_months between 6 and 120),
  links_months integer not null default 24 check (links_months between 3 and 120),
  -- Customers who have not been seen for so long are made anonymous; null = never.
  inactive_months integer check (inactive_months between 24 and 120),
  -- Income Tax Act 1967 s. 82A: seven years.
  tax_months integer not null default 84 check (tax_months between 84 and 240),
  updated_at timestamptz not null default now()
);
comment on table public.privacy_settings is 'Who answers for personal data at a tenant, and how long each kind of data is kept.';

create table public.consent_texts (
  tenant_id uuid not null references public.tenants (id),
  purpose text not null check (purpose in ('service', 'marketing')),
  version text not null check (version ~ '^[a-z]{2,12}-[0-9a-f]{1,12}$'),
  body_ms text not null check (length(body_ms) between 1 and 6000),
  body_en text not null check (length(body_en) between 1 and 6000),
  published_by text,
  valid_from timestamptz not null default now(),
  primary key (tenant_id, purpose, version)
);
comment on table public.consent_texts is 'The words people agreed to, per purpose and version. Never changed: a new wording is a new version.';

-- Every consent names words that exist.
alter table public.consents add constraint consents_text_fk foreign key (tenant_id, purpose, text_version)
  references public.consent_texts (tenant_id, purpose, version);
create index consents_text_idx on public.consents (tenant_id, purpose, text_version);

create table public.privacy_requests (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  customer_id uuid,
  kind text not null check (kind in ('export', 'erase', 'readmit', 'retention')),
  -- Staff member; null = the system.
  person_id text,
  -- Counts, never contents.
  detail jsonb not null default '{}',
  created_at timestamptz not null default now(),
  foreign key (tenant_id, customer_id) references public.customers (tenant_id, id)
);
comment on table public.privacy_requests is 'What was done with a person''s data on request or by retention. Append-only.';
create index privacy_requests_tenant_idx on public.privacy_requests (tenant_id, created_at desc);
create index privacy_requests_customer_idx on public.privacy_requests (tenant_id, customer_id);

create table private.suppressions (
  tenant_id uuid not null references public.tenants (id),
  -- Keyed hash of kind and address: the address itself is gone.
  hash text not null,
  created_at timestamptz not null default now(),
  -- Since then the person is served again. Offers stay off.
  lifted_at timestamptz,
  lifted_by text check (lifted_by in ('chat', 'intake', 'staff')),
  primary key (tenant_id, hash)
);
comment on table private.suppressions is 'Addresses of erased people: neither stored again nor written to until the person comes back himself.';

create table private.file_removals (
  tenant_id uuid not null references public.tenants (id),
  path text not null,
  queued_at timestamptz not null default now(),
  primary key (tenant_id, path)
);
comment on table private.file_removals is 'Files that Storage has yet to delete; only these can be deleted.';

create table public.breaches (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  title text not null check (length(title) between 1 and 160),
  discovered_at timestamptz not null,
  what text not null check (length(what) between 1 and 4000),
  categories text[] not null default '{}'
    check (categories <@ array['name', 'contact', 'chat', 'photo', 'device', 'payment', 'identity', 'login', 'other']),
  persons integer not null check (persons >= 0),
  cause text check (length(cause) <= 4000),
  actions text check (length(actions) <= 4000),
  -- Who has to be told. Anything less than both needs a reason.
  notify text not null default 'both' check (notify in ('both', 'commissioner', 'none')),
  notify_reason text check (length(notify_reason) between 10 and 2000),
  commissioner_due_at timestamptz not null,
  commissioner_notified_at timestamptz,
  commissioner_reference text check (length(commissioner_reference) <= 120),
  persons_due_at timestamptz,
  persons_notified_at timestamptz,
  closed_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint breaches_reason check (notify = 'both' or notify_reason is not null)
);
comment on table public.breaches is 'Breach register: 72 hours to the Commissioner, then 7 days to the people. Kept at least two years; nobody deletes it.';
create index breaches_tenant_idx on public.breaches (tenant_id, discovered_at desc);

create table public.breach_changes (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  breach_id uuid not null,
  person_id text,
  before jsonb not null,
  after jsonb not null,
  created_at timestamptz not null default now(),
  foreign key (tenant_id, breach_id) references public.breaches (tenant_id, id)
);
comment on table public.breach_changes is 'What an entry of the breach register said before it was changed. Append-only.';
create index breach_changes_breach_idx on public.breach_changes (tenant_id, breach_id, id);

-- What every tenant starts with -----------------------------------------------------------------------------------------

create function private.seed_privacy() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.privacy_settings (tenant_id) values (new.id);
  insert into public.consent_texts (tenant_id, purpose, version, body_ms, body_en) values
    (new.id, 'service', 'counter-1',
      'Saya setuju kedai menyimpan nama, nombor telefon dan butiran peranti saya, serta menghantar mesej tentang urusan saya (status, harga, siap diambil, resit).',
      'I agree that the shop keeps my name, phone number and device details, and sends me messages about my dealings with it (status, price, ready to collect, receipts).'),
    (new.id, 'marketing', 'counter-1',
      'Saya mahu menerima tawaran dan promosi melalui WhatsApp. Boleh berhenti bila-bila masa dengan membalas BERHENTI.',
      'I would like offers and promotions on WhatsApp. I can stop any time by replying STOP.'),
    (new.id, 'marketing', 'stop-1',
      'Pelanggan membalas BERHENTI atau STOP: tiada lagi tawaran dan promosi dihantar.',
      'The customer replied BERHENTI or STOP: no more offers or promotions are sent.');
  return null;
end $$;
create trigger tenants_seed_privacy after insert on public.tenants for each row execute function private.seed_privacy();

-- The words of the intake form are texts people agree to.
create function private.register_intake_texts() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.consent_texts (tenant_id, purpose, version, body_ms, body_en, published_by)
  select new.tenant_id, p.purpose, 'intake-' || new.text_version, new.texts -> 'ms' ->> p.purpose, new.texts -> 'en' ->> p.purpose, private.person_id()
    from unnest(array['service', 'marketing']) as p (purpose)
  on conflict do nothing;
  return null;
end $$;
create trigger intake_forms_texts after insert or update of texts on public.intake_forms
  for each row execute function private.register_intake_texts();

-- Effects and guards -----------------------------------------------------------------------------------------------------

create function private.check_not_erased(p_tenant uuid, p_customer uuid) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if exists (select 1 from public.customers as c where c.tenant_id = p_tenant and c.id = p_customer and c.erased_at is not null) then
    perform private.refuse('customer.erased');
  end if;
end $$;

-- Nothing new about a person who was erased.
create function private.refuse_erased() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_redacting(new.tenant_id) then perform private.check_not_erased(new.tenant_id, new.customer_id); end if;
  return new;
end $$;
-- (A contact changes its customer's masked phone, which customers_stay_erased refuses.)
create trigger customer_identities_not_erased before insert on public.customer_identities for each row execute function private.refuse_erased();
create trigger customer_notes_not_erased before insert on public.customer_notes for each row execute function private.refuse_erased();
create trigger consents_not_erased before insert on public.consents for each row execute function private.refuse_erased();
create trigger devices_not_erased before insert or update on public.devices for each row execute function private.refuse_erased();
create trigger repair_tickets_not_erased before insert on public.repair_tickets for each row execute function private.refuse_erased();
create trigger sales_not_erased before insert on public.sales for each row when (new.customer_id is not null) execute function private.refuse_erased();
create trigger invoices_not_erased before insert on public.invoices for each row execute function private.refuse_erased();

create function private.customers_erased() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_redacting(old.tenant_id) then perform private.refuse('customer.erased'); end if;
  return new;
end $$;
create trigger customers_stay_erased before update on public.customers for each row
  when (old.erased_at is not null or new.erased_at is not null) execute function private.customers_erased();

create function private.contact_hash(p_tenant uuid, p_kind text, p_value text) returns text language plpgsql stable security definer set search_path = '' as
$$ begin return private.keyed_hash('contact', p_tenant::text || ':' || p_kind || ':' || p_value); end $$;

-- p_marketing: also addresses that are served again.
create function private.is_suppressed(p_tenant uuid, p_kind text, p_value text, p_marketing boolean default false) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select 1 from private.suppressions as s
    where s.tenant_id = p_tenant and s.hash = private.contact_hash(p_tenant, p_kind, p_value) and (p_marketing or s.lifted_at is null));
end $$;

create function private.lift_suppression(p_tenant uuid, p_kind text, p_value text, p_by text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  update private.suppressions as s set lifted_at = now(), lifted_by = p_by
   where s.tenant_id = p_tenant and s.hash = private.contact_hash(p_tenant, p_kind, p_value) and s.lifted_at is null;
  return found;
end $$;

create function private.contacts_suppressed() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if private.is_suppressed(new.tenant_id, 'phone', new.phone) then perform private.refuse('customer.suppressed', '{"field":"phone"}'); end if;
  return new;
end $$;
create trigger customer_contacts_suppressed before insert or update of phone on public.customer_contacts for each row
  when (new.phone is not null) execute function private.contacts_suppressed();

create function private.identities_suppressed() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if private.is_suppressed(new.tenant_id, new.kind, new.value) then perform private.refuse('customer.suppressed', '{"field":"phone"}'); end if;
  return new;
end $$;
create trigger customer_identities_suppressed before insert on public.customer_identities
  for each row execute function private.identities_suppressed();

-- Asked before anything is put on its way to a customer.
create function private.check_reachable(p_conversation public.conversations) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.check_not_erased(p_conversation.tenant_id, p_conversation.customer_id);
  if exists (select 1 from public.customer_identities as i where i.tenant_id = p_conversation.tenant_id and i.id = p_conversation.identity_id
      and private.is_suppressed(i.tenant_id, i.kind, i.value)) then
    perform private.refuse('customer.suppressed');
  end if;
  if private.is_unreachable(p_conversation) then perform private.refuse('customer.unreachable'); end if;
end $$;

-- Deadlines follow from what happened and are nobody's to set. PDPA s. 12B and the Commissioner's guideline on data breach
-- notification, in force 1 June 2025: 72 hours from the breach, 7 days more for the people.
create function private.breaches_guard() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then perform private.refuse('breach.kept', '{}', 403); end if;
  if tg_op = 'UPDATE' and old.closed_at is not null then perform private.refuse('breach.closed'); end if;
  if greatest(new.discovered_at, new.commissioner_notified_at, new.persons_notified_at) > now() + interval '5 minutes'
     or least(new.commissioner_notified_at, new.persons_notified_at) < new.discovered_at then
    perform private.refuse('breach.times', '{}', 422);
  end if;
  new.commissioner_due_at := new.discovered_at + interval '72 hours';
  new.persons_due_at := new.commissioner_notified_at + interval '7 days';
  if new.closed_at is not null and ((new.notify <> 'none' and new.commissioner_notified_at is null)
      or (new.notify = 'both' and new.persons_notified_at is null)) then
    perform private.refuse('breach.not_notified');
  end if;
  new.updated_at := now();
  return new;
end $$;
create trigger breaches_guard before insert or update or delete on public.breaches for each row execute function private.breaches_guard();

create function private.breaches_history() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.breach_changes (tenant_id, breach_id, person_id, before, after)
  select new.tenant_id, new.id, private.person_id(), jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, to_jsonb(new) -> o.key)
    from jsonb_each(to_jsonb(old) - 'updated_at') as o where o.value is distinct from to_jsonb(new) -> o.key
  having count(*) > 0;
  return null;
end $$;
create trigger breaches_history after update on public.breaches for each row execute function private.breaches_history();
create trigger breaches_audit after insert or update or delete on public.breaches
  for each row execute function private.audit('what', 'cause', 'actions', 'notify_reason');
create trigger breach_changes_append_only before update or delete on public.breach_changes for each row execute function private.append_only();
create trigger consent_texts_append_only before update or delete on public.consent_texts for each row execute function private.append_only();
create trigger consent_texts_audit after insert on public.consent_texts for each row execute function private.audit();
create trigger privacy_requests_append_only before update or delete on public.privacy_requests for each row execute function private.append_only('detail');
create trigger privacy_requests_audit after insert on public.privacy_requests for each row execute function private.audit('detail');
create trigger privacy_settings_touch before update on public.privacy_settings for each row execute function private.touch();
create trigger privacy_settings_audit after insert or update or delete on public.privacy_settings for each row execute function private.audit();

-- Policies ---------------------------------------------------------------------------------------------------------------

alter table public.privacy_settings enable row level security;
grant select on public.privacy_settings to authenticated;
create policy privacy_settings_select on public.privacy_settings for select to authenticated
  using (tenant_id = (select private.tenant_if('privacy.manage')));

alter table public.consent_texts enable row level security;
grant select on public.consent_texts to authenticated;
create policy consent_texts_select on public.consent_texts for select to authenticated
  using (tenant_id = (select private.tenant_if('customer.read')));

alter table public.privacy_requests enable row level security;
grant select on public.privacy_requests to authenticated;
create policy privacy_requests_select on public.privacy_requests for select to authenticated
  using (tenant_id = (select private.tenant_if('privacy.manage')));

alter table public.breaches enable row level security;
grant select on public.breaches to authenticated;
create policy breaches_select on public.breaches for select to authenticated
  using (tenant_id = (select private.tenant_if('privacy.manage')));

alter table public.breach_changes enable row level security;
grant select on public.breach_changes to authenticated;
create policy breach_changes_select on public.breach_changes for select to authenticated
  using (tenant_id = (select private.tenant_if('privacy.manage')));

-- Functions --------------------------------------------------------------------------------------------------------------

-- What staff read out today.
create function private.current_consent_text(p_tenant uuid, p_purpose text) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select t.version from public.consent_texts as t
    where t.tenant_id = p_tenant and t.purpose = p_purpose and t.version ~ '^counter-' order by split_part(t.version, '-', 2)::integer desc limit 1);
end $$;

-- The words a program of the tenant showed somebody: kept once, under a version made of them.
create function private.register_consent_text(p_tenant uuid, p_purpose text, p_text text) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare v_version text := 'api-' || left(encode(sha256(convert_to(p_text, 'UTF8')), 'hex'), 12);
begin
  insert into public.consent_texts (tenant_id, purpose, version, body_ms, body_en) values (p_tenant, p_purpose, v_version, p_text, p_text) on conflict do nothing;
  return v_version;
end $$;

-- The same words again are no new version.
create function private.publish_consent_text(p_purpose text, p_body_ms text, p_body_en text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('privacy.manage');
  v_version text;
begin
  perform pg_advisory_xact_lock(hashtextextended(v_tenant::text || 'consent_text', 0));
  v_version := private.current_consent_text(v_tenant, p_purpose);
  if v_version is null then perform private.refuse('input.invalid', '{"field":"purpose"}', 422); end if;
  if length(trim(coalesce(p_body_ms, ''))) not between 1 and 6000 or length(trim(coalesce(p_body_en, ''))) not between 1 and 6000 then
    perform private.refuse('input.required', '{}', 422);
  end if;
  if exists (select 1 from public.consent_texts as t where t.tenant_id = v_tenant and t.purpose = p_purpose and t.version = v_version
      and (t.body_ms, t.body_en) = (trim(p_body_ms), trim(p_body_en))) then
    return jsonb_build_object('version', v_version);
  end if;
  v_version := 'counter-' || (split_part(v_version, '-', 2)::integer + 1);
  insert into public.consent_texts (tenant_id, purpose, version, body_ms, body_en, published_by)
  values (v_tenant, p_purpose, v_version, trim(p_body_ms), trim(p_body_en), private.person_id());
  return jsonb_build_object('version', v_version);
end $$;
create function public.publish_consent_text(p_purpose text, p_body_ms text, p_body_en text) returns jsonb language sql set search_path = '' as
$$ select private.publish_consent_text(p_purpose, p_body_ms, p_body_en) $$;

-- p: any of {dpo_name, dpo_email, dpo_phone, messages_months, media_months, photos_months, intake_months, links_months, inactive_months, tax_months}
create function private.save_privacy_settings(p jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.require('privacy.manage');
begin
  if (p ->> 'tax_months')::integer < 84 then perform private.refuse('privacy.tax_floor', '{"field":"taxMonths"}', 422); end if;
  update public.privacy_settings as s set
    dpo_name = case when p ? 'dpo_name' then p ->> 'dpo_name' else s.dpo_name end,
    dpo_email = case when p ? 'dpo_email' then p ->> 'dpo_email' else s.dpo_email end,
    dpo_phone = case when p ? 'dpo_phone' then p ->> 'dpo_phone' else s.dpo_phone end,
    messages_months = coalesce((p ->> 'messages_months')::integer, s.messages_months),
    media_months = coalesce((p ->> 'media_months')::integer, s.media_months),
    photos_months = coalesce((p ->> 'photos_months')::integer, s.photos_months),
    intake_months = coalesce((p ->> 'intake_months')::integer, s.intake_months),
    links_months = coalesce((p ->> 'links_months')::integer, s.links_months),
    inactive_months = case when p ? 'inactive_months' then (p ->> 'inactive_months')::integer else s.inactive_months end,
    tax_months = coalesce((p ->> 'tax_months')::integer, s.tax_months)
   where s.tenant_id = v_tenant;
exception when check_violation then
  perform private.refuse('privacy.period', '{}', 422);
end $$;
create function public.save_privacy_settings(p jsonb) returns void language sql set search_path = '' as $$ select private.save_privacy_settings(p) $$;

-- The notice for whoever has its address: the shop's own words about itself, no customer's.
create function private.privacy_notice(p_slug text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare v_notice jsonb;
begin
  perform private.require_public();
  select jsonb_build_object('name', t.name, 'registration_no', t.registration_no, 'phone', t.phone, 'email', t.email, 'locale', t.locale,
      'address', (select coalesce(jsonb_agg(a.line), '[]') from unnest(array[t.address_line, nullif(trim(concat_ws(' ', t.postcode, t.city)), ''), t.state]) as a (line)
        where a.line is not null),
      'dpo_name', s.dpo_name, 'dpo_email', s.dpo_email, 'dpo_phone', s.dpo_phone,
      'months', jsonb_build_object('messages', s.messages_months, 'media', s.media_months, 'photos', s.photos_months, 'intake', s.intake_months,
        'links', s.links_months, 'inactive', s.inactive_months, 'tax', s.tax_months), 'updated_at', greatest(s.updated_at, t.updated_at))
    into v_notice from public.tenants as t join public.privacy_settings as s on s.tenant_id = t.id where t.privacy_slug = p_slug;
  if v_notice is null then perform private.refuse('link.gone', '{}', 404); end if;
  return v_notice;
end $$;
create function public.public_privacy_notice(p_slug text) returns jsonb language sql stable set search_path = '' as $$ select private.privacy_notice(p_slug) $$;

-- A phone that was erased is taken in again on the person's own word, which is written down.
create function private.readmit_phone(p_phone text, p_note text) returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.require('privacy.manage');
begin
  if length(trim(coalesce(p_note, ''))) not between 3 and 300 then perform private.refuse('input.required', '{"field":"note"}', 422); end if;
  if not private.lift_suppression(v_tenant, 'phone', p_phone, 'staff') then perform private.refuse('privacy.not_suppressed', '{}', 404); end if;
  insert into public.privacy_requests (tenant_id, kind, person_id, detail)
  values (v_tenant, 'readmit', private.person_id(), jsonb_build_object('note', trim(p_note)));
end $$;
create function public.readmit_phone(p_phone text, p_note text) returns void language sql set search_path = '' as $$ select private.readmit_phone(p_phone, p_note) $$;

-- p: {id?, title, discovered_at, what, categories, persons, cause?, actions?, notify, notify_reason?, commissioner_notified_at?,
--     commissioner_reference?, persons_notified_at?, close?}. Returns {id}.
create function private.save_breach(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('privacy.manage');
  v_id uuid := nullif(p ->> 'id', '')::uuid;
  v_new public.breaches := jsonb_populate_record(null::public.breaches, p - array['id', 'tenant_id', 'categories']);
  v_categories text[] := coalesce((select array_agg(c.value) from jsonb_array_elements_text(p -> 'categories') as c), '{}');
begin
  if v_id is null then
    insert into public.breaches (tenant_id, title, discovered_at, what, categories, persons, cause, actions, notify, notify_reason,
      commissioner_notified_at, commissioner_reference, persons_notified_at, created_by)
    values (v_tenant, v_new.title, v_new.discovered_at, v_new.what, v_categories, v_new.persons, v_new.cause, v_new.actions, coalesce(v_new.notify, 'both'),
      v_new.notify_reason, v_new.commissioner_notified_at, v_new.commissioner_reference, v_new.persons_notified_at, private.person_id())
    returning id into v_id;
  else
    update public.breaches as b set title = v_new.title, discovered_at = v_new.discovered_at, what = v_new.what, categories = v_categories,
      persons = v_new.persons, cause = v_new.cause, actions = v_new.actions, notify = coalesce(v_new.notify, b.notify), notify_reason = v_new.notify_reason,
      commissioner_notified_at = v_new.commissioner_notified_at, commissioner_reference = v_new.commissioner_reference,
      persons_notified_at = v_new.persons_notified_at, closed_at = case when p ->> 'close' = 'true' then now() end
     where b.id = v_id and b.tenant_id = v_tenant;
    if not found then perform private.refuse('input.not_found', '{}', 404); end if;
  end if;
  return jsonb_build_object('id', v_id);
end $$;
create function public.save_breach(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.save_breach(p) $$;

grant execute on function private.publish_consent_text(text, text, text), public.publish_consent_text(text, text, text),
  private.save_privacy_settings(jsonb), public.save_privacy_settings(jsonb), private.privacy_notice(text), public.public_privacy_notice(text),
  private.readmit_phone(text, text), public.readmit_phone(text, text), private.save_breach(jsonb), public.save_breach(jsonb) to authenticated;
