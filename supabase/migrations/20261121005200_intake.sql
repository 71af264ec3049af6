-- Intake: the form behind the QR at the counter. Whoever fills it learns nothing about anybody.

create table public.intake_forms (
  tenant_id uuid primary key references public.tenants (id),
  -- {"email": "off" | "optional" | "required", …}; name, phone and problem are always required.
  fields jsonb not null,
  -- {"ms": {"intro", "terms", "service", "marketing"}, "en": {…}}
  texts jsonb not null,
  -- Counts up with every change of a text; consents name the version the person saw.
  text_version integer not null default 1,
  is_open boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint intake_forms_fields check (jsonb_typeof(fields) = 'object'),
  constraint intake_forms_texts check (texts ? 'ms' and texts ? 'en')
);
comment on table public.intake_forms is 'Which questions a tenant asks at intake, and the words of terms and consents.';

create table public.intake_submissions (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  outlet_id uuid not null,
  ticket_id uuid not null,
  client_id uuid not null,
  -- As typed, kept as evidence.
  payload jsonb not null,
  text_version integer not null,
  locale text not null check (locale in ('ms', 'en')),
  created_at timestamptz not null default now(),
  constraint intake_submissions_client_unique unique (tenant_id, client_id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, ticket_id) references public.repair_tickets (tenant_id, id)
);
comment on table public.intake_submissions is 'What was typed into the intake form, once per submit.';
create index intake_submissions_outlet_idx on public.intake_submissions (tenant_id, outlet_id, created_at desc);
create index intake_submissions_ticket_idx on public.intake_submissions (tenant_id, ticket_id);

create function private.seed_intake_form() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.intake_forms (tenant_id, fields, texts) values (new.id,
    '{"email":"off","category":"required","brand":"optional","model":"required","serial":"optional","imei":"optional","accessories":"optional","condition":"optional","photos":"optional","pin":"off"}',
    jsonb_build_object(
      'ms', jsonb_build_object(
        'intro', 'Isi borang ringkas ini dan serahkan peranti anda di kaunter.',
        'terms', E'Sila buat salinan data (backup) sebelum pembaikan; kedai tidak bertanggungjawab atas kehilangan data.\nHarga akhir dimaklumkan dahulu dan kerja hanya bermula selepas anda bersetuju.\nPeranti yang tidak diambil dalam 90 hari selepas dimaklumkan siap boleh dikenakan caj simpanan.',
        'service', 'Saya setuju menerima mesej WhatsApp tentang pembaikan ini (status, harga, siap diambil).',
        'marketing', 'Saya mahu menerima tawaran dan promosi melalui WhatsApp. Boleh berhenti bila-bila masa dengan membalas BERHENTI.'),
      'en', jsonb_build_object(
        'intro', 'Fill in this short form, then hand your device over at the counter.',
        'terms', E'Please back up your data before the repair; the shop is not responsible for lost data.\nYou will be told the final price first, and work starts only after you agree.\nA device not collected within 90 days of the ready notice may be charged for storage.',
        'service', 'I agree to receive WhatsApp messages about this repair (status, price, ready to collect).',
        'marketing', 'I would like offers and promotions on WhatsApp. I can stop any time by replying STOP.')));
  return null;
end $$;
create trigger tenants_seed_intake_form after insert on public.tenants for each row execute function private.seed_intake_form();

create function private.intake_forms_version() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.texts is distinct from old.texts then new.text_version := old.text_version + 1; end if;
  return new;
end $$;
create trigger intake_forms_version before update on public.intake_forms for each row execute function private.intake_forms_version();
create trigger intake_forms_touch before update on public.intake_forms for each row execute function private.touch();
create trigger intake_forms_audit after insert or update or delete on public.intake_forms for each row execute function private.audit();
create trigger intake_submissions_append_only before update or delete on public.intake_submissions for each row execute function private.append_only('payload');

alter table public.intake_forms enable row level security;
grant select on public.intake_forms to authenticated;
grant all on public.intake_forms to service_role;
create policy intake_forms_select on public.intake_forms for select to authenticated
  using (tenant_id = (select private.tenant_if('repair.read')));

-- Holds contact data as typed, so it follows the rule for contact data.
alter table public.intake_submissions enable row level security;
grant select on public.intake_submissions to authenticated;
grant select, insert on public.intake_submissions to service_role;
create policy intake_submissions_select on public.intake_submissions for select to authenticated
  using (tenant_id = (select private.tenant_if('customer.pii')) 
    and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

-- Functions --------------------------------------------------------------------------------------------------------------

-- p: {fields, texts, is_open}. Returns {text_version}.
create function private.save_intake_form(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('tenant.manage');
  v_version integer;
begin
  if exists (select 1 from jsonb_each_text(p -> 'fields') as f where f.value not in ('off', 'optional', 'required')
      or f.key not in ('email', 'category', 'brand', 'model', 'serial', 'imei', 'accessories', 'condition', 'photos', 'pin'))
    or exists (select 1 from unnest(array['ms', 'en']) as l cross join unnest(array['terms', 'service', 'marketing']) as k
      where length(trim(coalesce(p -> 'texts' -> l ->> k, ''))) not between 1 and 6000) then
    perform private.refuse('input.invalid', '{}', 422);
  end if;
  update public.intake_forms set fields = fields || (p -> 'fields'), texts = p -> 'texts', is_open = coalesce((p ->> 'is_open')::boolean, is_open)
   where tenant_id = v_tenant returning text_version into v_version;
  return jsonb_build_object('text_version', v_version);
end $$;
create function public.save_intake_form(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.save_intake_form(p) $$;

-- The form of an outlet for whoever scanned its QR. tenant_id is for the web server (where uploads go), which keeps it.
create function private.intake_form(p_slug text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare v_form jsonb;
begin
  perform private.require_public();
  select jsonb_build_object('tenant_id', o.tenant_id, 'outlet', private.outlet_card(o.id), 'locale', t.locale, 'fields', f.fields, 'texts', f.texts,
      'text_version', f.text_version, 'is_open', f.is_open)
    into v_form
    from public.outlets as o join public.tenants as t on t.id = o.tenant_id join public.intake_forms as f on f.tenant_id = o.tenant_id
   where o.intake_slug = p_slug and o.is_active;
  if v_form is null then perform private.refuse('link.gone', '{}', 404); end if;
  return v_form;
end $$;
create function public.intake_form(p_slug text) returns jsonb language sql stable set search_path = '' as $$ select private.intake_form(p_slug) $$;

-- p: {slug, client_id, locale, address_hash, text_version, answers: {name, phone, email?, category?, brand?, model?, serial?, imei?, problem, accessories?, condition?},
--     consents: {terms, service, marketing}, ack: body with {number} and {token}}
-- Returns {ticket_id, tenant_id, number, token, duplicate}: the same shape and speed whether the phone is known or not.
create function private.submit_intake(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_a jsonb := p -> 'answers';
  v_outlet public.outlets;
  v_form public.intake_forms;
  v_ticket public.repair_tickets;
  v_customer uuid;
  v_field text;
  v_purpose text;
  v_locale text := case when p ->> 'locale' = 'en' then 'en' else 'ms' end;
  v_submission uuid;
  v_suppressed boolean;
begin
  perform private.require_public();
  select * into v_outlet from public.outlets where intake_slug = p ->> 'slug' and is_active;
  select * into v_form from public.intake_forms where tenant_id = v_outlet.tenant_id;
  if v_outlet.id is null then perform private.refuse('link.gone', '{}', 404); end if;
  if not v_form.is_open then perform private.refuse('intake.closed'); end if;
  -- What is typed is kept as evidence; what opens the device never is.
  v_a := v_a - '{pin,pattern}'::text[];
  if p ->> 'client_id' is null then perform private.refuse('input.invalid', '{}', 422); end if;

  perform pg_advisory_xact_lock(hashtextextended(v_outlet.tenant_id::text || (p ->> 'client_id'), 1));
  select t.* into v_ticket from public.intake_submissions as s join public.repair_tickets as t on t.tenant_id = s.tenant_id and t.id = s.ticket_id
   where s.tenant_id = v_outlet.tenant_id and s.client_id = (p ->> 'client_id')::uuid;
  if v_ticket.id is not null then
    return jsonb_build_object('ticket_id', v_ticket.id, 'tenant_id', v_ticket.tenant_id, 'number', v_ticket.number,
      'token', private.make_link(v_ticket.tenant_id, 'ticket', v_ticket.id), 'duplicate', true);
  end if;

  for v_field in select f.key from jsonb_each_text(v_form.fields || '{"name":"required","phone":"required","problem":"required"}') as f
    where f.value = 'required' and f.key not in ('photos', 'pin') order by f.key
  loop
    if coalesce(v_a ->> v_field, '') in ('', '[]') then perform private.refuse('input.required', jsonb_build_object('field', v_field), 422); end if;
  end loop;
  if coalesce((p -> 'consents' ->> 'terms')::boolean, false) is not true then perform private.refuse('intake.terms', '{"field":"terms"}', 422); end if;
  if v_a ->> 'phone' !~ '^\+[1-9]\d{6,14}$' then perform private.refuse('input.phone', '{"field":"phone"}', 422); end if;

  -- Customers share the shop's Wi-Fi, so an address may do many; one phone may not, or the form becomes a way to pester people.
  if private.over_limit('intake:address:' || coalesce(p ->> 'address_hash', '-'), 20, 600)
    or private.over_limit('intake:phone:' || v_outlet.tenant_id || md5(v_a ->> 'phone'), 5, 3600)
    or private.over_limit('intake:outlet:' || v_outlet.id, 120, 3600) then
    perform private.refuse('intake.too_many', '{}', 429);
  end if;

  -- Who was erased and comes back says so by this form; offers are only sent when he asks for them in the chat or tells staff.
  v_suppressed := private.is_suppressed(v_outlet.tenant_id, 'phone', v_a ->> 'phone', true);
  perform private.lift_suppression(v_outlet.tenant_id, 'phone', v_a ->> 'phone', 'intake');
  v_customer := private.find_or_create_customer(v_outlet.tenant_id, v_a ->> 'phone', v_a ->> 'name', v_locale, v_outlet.id);
  -- An e-mail is only taken for somebody who has none: a form must not change where a known customer is reached.
  if nullif(v_a ->> 'email', '') is not null then
    update public.customer_contacts set email = v_a ->> 'email' where tenant_id = v_outlet.tenant_id and customer_id = v_customer and email is null;
  end if;
  v_ticket := private.open_ticket(v_outlet.tenant_id, v_outlet.id, v_customer, private.find_or_create_device(v_outlet.tenant_id, v_customer, v_a),
    jsonb_build_object('problem', v_a ->> 'problem', 'accessories', coalesce(v_a -> 'accessories', '[]'), 'condition', v_a ->> 'condition',
      'source', 'intake', 'client_id', p ->> 'client_id', 'form_name', v_a ->> 'name'));
  insert into public.intake_submissions (tenant_id, outlet_id, ticket_id, client_id, payload, text_version, locale)
  values (v_outlet.tenant_id, v_outlet.id, v_ticket.id, (p ->> 'client_id')::uuid, jsonb_build_object('answers', v_a, 'consents', p -> 'consents'), v_form.text_version, v_locale)
  returning id into v_submission;

  foreach v_purpose in array array['service', 'marketing'] loop
    -- Who wrote STOP in the chat says so himself if he wants offers again; a form anybody can fill does not undo it.
    if coalesce((p -> 'consents' ->> v_purpose)::boolean, false) and not (v_purpose = 'marketing' and v_suppressed) and not exists (
      select 1 from public.consents as c where c.tenant_id = v_outlet.tenant_id and c.customer_id = v_customer and c.purpose = v_purpose
         and not c.granted and c.source = 'chat' and c.id = (select max(k.id) from public.consents as k
           where k.tenant_id = v_outlet.tenant_id and k.customer_id = v_customer and k.purpose = v_purpose)) then
      insert into public.consents (tenant_id, customer_id, purpose, granted, source, text_version, evidence)
      values (v_outlet.tenant_id, v_customer, v_purpose, true, 'intake', 'intake-' || v_form.text_version,
        jsonb_build_object('submission_id', v_submission, 'locale', v_locale, 'address', left(p ->> 'address_hash', 64)));
    end if;
  end loop;

  if coalesce((p -> 'consents' ->> 'service')::boolean, false) and nullif(p ->> 'ack', '') is not null then
    perform private.send_to_customer(v_outlet.tenant_id, v_customer, v_outlet.id, 'ticket-ack:' || v_ticket.id, 'text',
      private.fill_text(p ->> 'ack', v_ticket.number, private.make_link(v_ticket.tenant_id, 'ticket', v_ticket.id)));
  end if;
  return jsonb_build_object('ticket_id', v_ticket.id, 'tenant_id', v_ticket.tenant_id, 'number', v_ticket.number,
    'token', private.make_link(v_ticket.tenant_id, 'ticket', v_ticket.id), 'duplicate', false);
end $$;
create function public.submit_intake(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.submit_intake(p) $$;

grant execute on function private.save_intake_form(jsonb), public.save_intake_form(jsonb), private.intake_form(text), public.intake_form(text),
  private.submit_intake(jsonb), public.submit_intake(jsonb) to authenticated;
