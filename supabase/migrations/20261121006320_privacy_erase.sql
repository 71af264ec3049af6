-- A person's data on request: everything of it out, or gone for good; and what goes by itself when its time is over.
--
-- What stays after an erasure, and why: sales, invoices, their lines, taxes and payments (Income Tax Act 1967 s. 82A, seven years) and
-- the repair's stages and parts, all without the person; descriptions of lines and references of payments with name, phone and e-mail
-- struck out; what people wrote about him in threads and tickets of somebody else; the breach register; the audit log, which never
-- holds names, contact data or free text of customers (arguments of private.audit).

-- Files --------------------------------------------------------------------------------------------------------------------

-- The tenant whose removals the caller may see to: who manages privacy, and the clean-up after him.
create function private.removals_tenant() returns uuid language plpgsql stable security definer set search_path = '' as
$$ begin return case when private.actor() = 'privacy' then private.tenant_id() else private.tenant_if('privacy.manage') end; end $$;

-- Paths the caller may delete: those queued, and no others.
create function private.files_to_remove() returns setof text language plpgsql stable security definer set search_path = '' as $$
begin
  return query select f.path from private.file_removals as f where f.tenant_id = private.removals_tenant();
end $$;
create function public.files_to_remove(p_limit integer default 100) returns setof text language sql stable set search_path = '' as
$$ select f from private.files_to_remove() as f order by f limit p_limit $$;

create policy media_delete on storage.objects for delete to authenticated
  using (bucket_id = 'media' and name in (select private.files_to_remove()));

-- Forgets the paths whose files are gone; a file that is still there stays queued.
create function private.files_removed(p_paths text[]) returns integer language plpgsql volatile security definer set search_path = '' as $$
declare
  v_tenant uuid := private.removals_tenant();
  v_count integer;
begin
  if v_tenant is null then perform private.refuse('auth.forbidden', '{}', 403); end if;
  delete from private.file_removals as f where f.tenant_id = v_tenant and f.path = any (p_paths)
    and not exists (select 1 from storage.objects as o where o.bucket_id = 'media' and o.name = f.path);
  get diagnostics v_count = row_count;
  return v_count;
end $$;
create function public.files_removed(p_paths text[]) returns integer language sql set search_path = '' as $$ select private.files_removed(p_paths) $$;

-- Every file of a person: named by his messages and photos, or lying in the folder of something of his.
create function private.person_files(p_tenant uuid, p_customer uuid) returns table (path text, bytes bigint)
language sql stable security definer set search_path = '' as $$
  with own as (
    select m.media_path as path from public.messages as m where m.tenant_id = p_tenant and m.customer_id = p_customer and m.media_path is not null
    union select f.path from public.ticket_photos as f join public.repair_tickets as t on t.tenant_id = f.tenant_id and t.id = f.ticket_id
     where t.tenant_id = p_tenant and t.customer_id = p_customer
  ), folders as (
    select v.id::text as id from public.conversations as v where v.tenant_id = p_tenant and v.customer_id = p_customer
    union select t.id::text from public.repair_tickets as t where t.tenant_id = p_tenant and t.customer_id = p_customer
    union select s.id::text from public.sales as s where s.tenant_id = p_tenant and s.customer_id = p_customer
    union select i.id::text from public.invoices as i where i.tenant_id = p_tenant and i.customer_id = p_customer
    union select p_customer::text
  )
  select o.name, coalesce((o.metadata ->> 'size')::bigint, 0) from storage.objects as o
   where o.bucket_id = 'media' and o.name like p_tenant::text || '/%'
     and (o.name in (select own.path from own) or split_part(o.name, '/', 3) in (select folders.id from folders))
$$;

-- Export -------------------------------------------------------------------------------------------------------------------

create function private.require_customer(p_customer uuid) returns public.customers language plpgsql stable security definer set search_path = '' as $$
declare v_row public.customers;
begin
  select * into v_row from public.customers as c where c.id = p_customer and c.tenant_id = private.require('privacy.manage');
  if v_row.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  return v_row;
end $$;

-- Written down before the first byte leaves. Returns {id, messages, files, bytes, receipts, invoices}.
create function private.begin_customer_export(p_customer uuid) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  v_customer public.customers := private.require_customer(p_customer);
  v_counts jsonb;
  v_id uuid;
begin
  select jsonb_build_object(
      'messages', (select count(*) from public.messages as m where m.tenant_id = v_customer.tenant_id and m.customer_id = p_customer),
      'files', count(*), 'bytes', coalesce(sum(f.bytes), 0)) into v_counts
    from private.person_files(v_customer.tenant_id, p_customer) as f;
  insert into public.privacy_requests (tenant_id, customer_id, kind, person_id, detail)
  values (v_customer.tenant_id, p_customer, 'export', private.person_id(), v_counts) returning id into v_id;
  return v_counts || jsonb_build_object('id', v_id);
end $$;
create function public.begin_customer_export(p_customer uuid) returns jsonb language sql set search_path = '' as $$ select private.begin_customer_export(p_customer) $$;

-- One part of the export; lists come in steps after p_after. All outlets: a person's right does not end at a branch.
create function private.customer_export(p_customer uuid, p_part text, p_after bigint default 0, p_limit integer default 500) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  c public.customers := private.require_customer(p_customer);
  v_part jsonb;
begin
  case p_part
    when 'identity' then
      select jsonb_build_object('id', c.id, 'name', c.name, 'language', c.locale, 'tags', c.tags, 'customer_since', c.created_at, 'erased_at', c.erased_at,
        'contacts', (select to_jsonb(k) - array['tenant_id', 'customer_id'] from public.customer_contacts as k where k.tenant_id = c.tenant_id and k.customer_id = c.id),
        'chat_addresses', (select coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value, 'since', i.created_at) order by i.created_at), '[]')
          from public.customer_identities as i where i.tenant_id = c.tenant_id and i.customer_id = c.id)) into v_part;
    when 'consents' then
      select coalesce(jsonb_agg(jsonb_build_object('purpose', s.purpose, 'granted', s.granted, 'source', s.source, 'text_version', s.text_version,
          'text_ms', t.body_ms, 'text_en', t.body_en, 'evidence', s.evidence, 'at', s.created_at) order by s.id), '[]') into v_part
        from public.consents as s join public.consent_texts as t on t.tenant_id = s.tenant_id and t.purpose = s.purpose and t.version = s.text_version
       where s.tenant_id = c.tenant_id and s.customer_id = c.id;
    when 'devices' then
      select coalesce(jsonb_agg(to_jsonb(d) - array['tenant_id', 'customer_id'] order by d.created_at), '[]') into v_part
        from public.devices as d where d.tenant_id = c.tenant_id and d.customer_id = c.id;
    when 'notes' then
      select coalesce(jsonb_agg(jsonb_build_object('body', n.body, 'at', n.created_at) order by n.created_at), '[]') into v_part
        from public.customer_notes as n where n.tenant_id = c.tenant_id and n.customer_id = c.id;
    when 'conversations' then
      select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'channel', h.name, 'status', v.status, 'since', v.created_at, 'last_message_at', v.last_message_at)
          order by v.created_at), '[]') into v_part
        from public.conversations as v join public.channels as h on h.tenant_id = v.tenant_id and h.id = v.channel_id
       where v.tenant_id = c.tenant_id and v.customer_id = c.id;
    when 'messages' then
      select coalesce(jsonb_agg(jsonb_build_object('seq', m.seq, 'id', m.id, 'conversation_id', m.conversation_id, 'direction', m.direction, 'author', m.author_kind,
          'kind', m.kind, 'body', m.body, 'payload', m.payload, 'file', m.media_path, 'file_name', m.media_name, 'status', m.status, 'at', m.sent_at) order by m.seq), '[]')
        into v_part from (select * from public.messages as x where x.tenant_id = c.tenant_id and x.customer_id = c.id and x.seq > p_after
          and x.status not in ('draft', 'discarded') order by x.seq limit least(p_limit, 1000)) as m;
    when 'tickets' then
      select coalesce(jsonb_agg(to_jsonb(t) - array['tenant_id', 'customer_id', 'client_id'] || jsonb_build_object(
          'events', (select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'by', e.actor_kind, 'body', e.body, 'data', e.data, 'at', e.created_at) order by e.id), '[]')
            from public.repair_events as e where e.tenant_id = t.tenant_id and e.ticket_id = t.id),
          'photos', (select coalesce(jsonb_agg(jsonb_build_object('stage', f.stage, 'file', f.path, 'caption', f.caption, 'at', f.created_at) order by f.created_at), '[]')
            from public.ticket_photos as f where f.tenant_id = t.tenant_id and f.ticket_id = t.id),
          'intake', (select coalesce(jsonb_agg(jsonb_build_object('answers', s.payload, 'text_version', s.text_version, 'at', s.created_at) order by s.created_at), '[]')
            from public.intake_submissions as s where s.tenant_id = t.tenant_id and s.ticket_id = t.id)) order by t.created_at), '[]') into v_part
        from public.repair_tickets as t where t.tenant_id = c.tenant_id and t.customer_id = c.id;
    when 'estimates' then
      select coalesce(jsonb_agg(to_jsonb(e) - array['tenant_id', 'customer_id', 'client_id'] || jsonb_build_object(
          'lines', (select coalesce(jsonb_agg(to_jsonb(l) - array['tenant_id', 'customer_id', 'estimate_id'] order by l.line_no), '[]')
            from public.estimate_lines as l where l.tenant_id = e.tenant_id and l.estimate_id = e.id)) order by e.created_at), '[]') into v_part
        from public.estimates as e where e.tenant_id = c.tenant_id and e.customer_id = c.id;
    when 'sales' then
      select coalesce(jsonb_agg(to_jsonb(s) - array['tenant_id', 'customer_id', 'client_key', 'content_hash'] || jsonb_build_object(
          'lines', (select coalesce(jsonb_agg(to_jsonb(l) - array['tenant_id', 'sale_id', 'list_price_sen'] order by l.line_no), '[]')
            from public.sale_lines as l where l.tenant_id = s.tenant_id and l.sale_id = s.id),
          'payments', (select coalesce(jsonb_agg(to_jsonb(x) - array['tenant_id', 'sale_id'] order by x.line_no), '[]')
            from public.sale_payments as x where x.tenant_id = s.tenant_id and x.sale_id = s.id)) order by s.created_at), '[]') into v_part
        from public.sales as s where s.tenant_id = c.tenant_id and s.customer_id = c.id;
    when 'invoices' then
      select coalesce(jsonb_agg(to_jsonb(i) - array['tenant_id', 'customer_id', 'client_key', 'content_hash'] || jsonb_build_object(
          'lines', (select coalesce(jsonb_agg(to_jsonb(l) - array['tenant_id', 'invoice_id', 'list_price_sen'] order by l.line_no), '[]')
            from public.invoice_lines as l where l.tenant_id = i.tenant_id and l.invoice_id = i.id),
          'payments', (select coalesce(jsonb_agg(to_jsonb(x) - array['tenant_id', 'invoice_id', 'client_key', 'content_hash'] order by x.id), '[]')
            from public.invoice_payments as x where x.tenant_id = i.tenant_id and x.invoice_id = i.id)) order by i.created_at), '[]') into v_part
        from public.invoices as i where i.tenant_id = c.tenant_id and i.customer_id = c.id;
    when 'orders' then
      select coalesce(jsonb_agg(to_jsonb(o) - array['tenant_id', 'customer_id', 'api_key_id'] || jsonb_build_object(
          'lines', (select coalesce(jsonb_agg(to_jsonb(l) - array['tenant_id', 'order_id'] order by l.line_no), '[]')
            from public.order_lines as l where l.tenant_id = o.tenant_id and l.order_id = o.id)) order by o.created_at), '[]') into v_part
        from public.orders as o where o.tenant_id = c.tenant_id and o.customer_id = c.id;
    when 'links' then
      select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'ref_id', l.ref_id, 'since', l.created_at, 'expires_at', l.expires_at) order by l.created_at), '[]')
        into v_part from private.public_links as l where l.tenant_id = c.tenant_id and l.ref_id in (select r.id from private.person_rows(c.tenant_id, c.id) as r);
    when 'requests' then
      select coalesce(jsonb_agg(jsonb_build_object('kind', r.kind, 'at', r.created_at) order by r.created_at), '[]') into v_part
        from public.privacy_requests as r where r.tenant_id = c.tenant_id and r.customer_id = c.id;
    when 'audit' then
      -- Who touched which of his records, and which of their fields: values are in the other parts.
      select coalesce(jsonb_agg(jsonb_build_object('seq', a.id, 'at', a.at, 'by', a.actor, 'record', a.table_name, 'id', a.row_id, 'action', a.action,
          'fields', (select jsonb_agg(k) from jsonb_object_keys(coalesce(a.after, a.before, '{}')) as k)) order by a.id), '[]') into v_part
        from (select * from public.audit_log as x where x.tenant_id = c.tenant_id and x.id > p_after
          and x.row_id in (select r.id::text from private.person_rows(c.tenant_id, c.id) as r) order by x.id limit least(p_limit, 1000)) as a;
    when 'files' then
      select coalesce(jsonb_agg(jsonb_build_object('path', f.path, 'bytes', f.bytes) order by f.path), '[]') into v_part from private.person_files(c.tenant_id, c.id) as f;
    else perform private.refuse('input.invalid', '{"field":"part"}', 422);
  end case;
  return v_part;
end $$;
create function public.customer_export(p_customer uuid, p_part text, p_after bigint default 0, p_limit integer default 500) returns jsonb
language sql stable set search_path = '' as $$ select private.customer_export(p_customer, p_part, p_after, p_limit) $$;

-- Ids of every record about a person.
create function private.person_rows(p_tenant uuid, p_customer uuid) returns table (id uuid) language sql stable security definer set search_path = '' as $$
  select p_customer
  union all select d.id from public.devices as d where d.tenant_id = p_tenant and d.customer_id = p_customer
  union all select n.id from public.customer_notes as n where n.tenant_id = p_tenant and n.customer_id = p_customer
  union all select v.id from public.conversations as v where v.tenant_id = p_tenant and v.customer_id = p_customer
  union all select t.id from public.repair_tickets as t where t.tenant_id = p_tenant and t.customer_id = p_customer
  union all select e.id from public.estimates as e where e.tenant_id = p_tenant and e.customer_id = p_customer
  union all select s.id from public.sales as s where s.tenant_id = p_tenant and s.customer_id = p_customer
  union all select i.id from public.invoices as i where i.tenant_id = p_tenant and i.customer_id = p_customer
  union all select o.id from public.orders as o where o.tenant_id = p_tenant and o.customer_id = p_customer
$$;

-- Erase ----------------------------------------------------------------------------------------------------------------------

create trigger orders_not_erased before insert on public.orders for each row execute function private.refuse_erased();

-- What stands in the way: work in hand and money owed.
create function private.erase_obstacles(p_tenant uuid, p_customer uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('kind', x.kind, 'id', x.id, 'number', x.number) order by x.kind, x.number), '[]') from (
    select 'ticket' as kind, t.id, t.number from public.repair_tickets as t
     where t.tenant_id = p_tenant and t.customer_id = p_customer and t.phase in ('NEW', 'IN_PROGRESS', 'READY')
    union all
    select 'order', o.id, o.number from public.orders as o
     where o.tenant_id = p_tenant and o.customer_id = p_customer and o.status in ('received', 'confirmed', 'ready')
    union all
    select case i.status when 'draft' then 'draft' else 'invoice' end, i.id, i.number from public.invoices as i
     where i.tenant_id = p_tenant and i.customer_id = p_customer and i.status in ('draft', 'issued', 'partly_paid')
  ) as x
$$;

create function private.erase_preview(p_customer uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare c public.customers := private.require_customer(p_customer);
begin
  return jsonb_build_object('erased_at', c.erased_at, 'obstacles', private.erase_obstacles(c.tenant_id, c.id),
    'goes', jsonb_build_object(
      'addresses', (select count(*) from public.customer_identities as i where i.tenant_id = c.tenant_id and i.customer_id = c.id),
      'messages', (select count(*) from public.messages as m where m.tenant_id = c.tenant_id and m.customer_id = c.id),
      'files', (select count(*) from private.person_files(c.tenant_id, c.id)),
      'notes', (select count(*) from public.customer_notes as n where n.tenant_id = c.tenant_id and n.customer_id = c.id),
      'devices', (select count(*) from public.devices as d where d.tenant_id = c.tenant_id and d.customer_id = c.id),
      'tickets', (select count(*) from public.repair_tickets as t where t.tenant_id = c.tenant_id and t.customer_id = c.id),
      'links', (select count(*) from private.public_links as l where l.tenant_id = c.tenant_id and l.ref_id in (select r.id from private.person_rows(c.tenant_id, c.id) as r))),
    'stays', (select jsonb_build_object(
        'sales', count(*) filter (where x.kind = 'sale'), 'invoices', count(*) filter (where x.kind = 'invoice'), 'total_sen', coalesce(sum(x.total_sen), 0),
        'until', (max(x.on_day) + make_interval(months => (select s.tax_months from public.privacy_settings as s where s.tenant_id = c.tenant_id)))::date)
      from (select 'sale' as kind, s.total_sen, s.business_date as on_day from public.sales as s where s.tenant_id = c.tenant_id and s.customer_id = c.id
            union all select 'invoice', case when i.sale_id is null then i.total_sen else 0 end, i.business_date from public.invoices as i
             where i.tenant_id = c.tenant_id and i.customer_id = c.id and i.number is not null) as x));
end $$;
create function public.erase_preview(p_customer uuid) returns jsonb language sql stable set search_path = '' as $$ select private.erase_preview(p_customer) $$;

create function private.queue_files(p_tenant uuid, p_paths text[]) returns integer language plpgsql volatile security definer set search_path = '' as $$
declare v_count integer;
begin
  insert into private.file_removals (tenant_id, path) select p_tenant, p from unnest(p_paths) as p where split_part(p, '/', 1) = p_tenant::text on conflict do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- Strikes these words out of a text that has to stay.
create function private.strike(p_text text, p_words text[]) returns text language plpgsql immutable set search_path = '' as $$
declare v_word text;
begin
  foreach v_word in array p_words loop
    p_text := regexp_replace(p_text, regexp_replace(v_word, '([.*+?^${}()|\[\]\\-])', '\\\1', 'g'), '…', 'gi');
  end loop;
  return p_text;
end $$;

-- Names and addresses a person goes by here, longest first. Never less than four letters: "Ali" would strike out half a dictionary.
create function private.person_words(p_tenant uuid, p_customer uuid) returns text[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct w.word order by w.word desc), '{}') from (
    select trim(x.word) as word from (
      select c.name as word from public.customers as c where c.tenant_id = p_tenant and c.id = p_customer
      union select regexp_split_to_table(c.name, '\s+') from public.customers as c where c.tenant_id = p_tenant and c.id = p_customer
      union select o.customer_name from public.orders as o where o.tenant_id = p_tenant and o.customer_id = p_customer
      union select e.data ->> 'form_name' from public.repair_events as e join public.repair_tickets as t on t.tenant_id = e.tenant_id and t.id = e.ticket_id
             where t.tenant_id = p_tenant and t.customer_id = p_customer
      union select unnest(array[k.phone, ltrim(k.phone, '+'), regexp_replace(k.phone, '^\+60', '0'), k.email])
              from public.customer_contacts as k where k.tenant_id = p_tenant and k.customer_id = p_customer
      union select unnest(array[i.value, ltrim(i.value, '+'), regexp_replace(i.value, '^\+60', '0')])
              from public.customer_identities as i where i.tenant_id = p_tenant and i.customer_id = p_customer
    ) as x where length(trim(x.word)) >= 4
  ) as w
$$;

-- The one place that makes a person nobody. All in the caller's transaction; the second time there is nothing left to do.
create function private.erase_person(p_tenant uuid, p_customer uuid, p_suppress boolean) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  c public.customers;
  v_words text[];
  v_tickets uuid[];
  v_messages integer;
  v_files integer;
begin
  select * into c from public.customers as x where x.tenant_id = p_tenant and x.id = p_customer for update;
  if c.erased_at is not null then return jsonb_build_object('already', true, 'messages', 0, 'files', 0); end if;
  insert into private.redactions (tenant_id) values (p_tenant);
  v_words := private.person_words(p_tenant, p_customer);
  v_tickets := coalesce((select array_agg(t.id) from public.repair_tickets as t where t.tenant_id = p_tenant and t.customer_id = p_customer), '{}');

  if p_suppress then
    insert into private.suppressions as s (tenant_id, hash)
    select distinct p_tenant, private.contact_hash(p_tenant, a.kind, a.value) from (
      select i.kind, i.value from public.customer_identities as i where i.tenant_id = p_tenant and i.customer_id = p_customer
      union select 'phone', k.phone from public.customer_contacts as k where k.tenant_id = p_tenant and k.customer_id = p_customer and k.phone is not null) as a
    on conflict (tenant_id, hash) do update set created_at = now(), lifted_at = null, lifted_by = null;
  end if;
  -- The counters of the intake form know a phone by its hash.
  delete from private.rate_hits as h where h.key in (
    select 'intake:phone:' || p_tenant || md5(a.value) from (
      select k.phone as value from public.customer_contacts as k where k.tenant_id = p_tenant and k.customer_id = p_customer
      union select i.value from public.customer_identities as i where i.tenant_id = p_tenant and i.customer_id = p_customer) as a where a.value is not null);
  v_files := private.queue_files(p_tenant, (select array_agg(f.path) from private.person_files(p_tenant, p_customer) as f));
  delete from private.public_links as l where l.tenant_id = p_tenant and l.ref_id in (select r.id from private.person_rows(p_tenant, p_customer) as r);

  -- Chat
  perform private.erase_cloud(p_tenant, p_customer);
  delete from private.wa_media as w using public.messages as m where w.tenant_id = p_tenant and m.tenant_id = p_tenant and m.id = w.message_id and m.customer_id = p_customer;
  delete from private.wa_sent as s using public.messages as m where s.tenant_id = p_tenant and m.tenant_id = p_tenant and m.id = s.message_id and m.customer_id = p_customer;
  update public.wa_outbox as o set state = 'failed', claimed_until = null, failure = 'policy', error = 'erased', failed_at = now() from public.messages as m
   where m.tenant_id = p_tenant and m.customer_id = p_customer and o.tenant_id = p_tenant and o.message_id = m.id and (o.state in ('queued', 'claimed') or o.error is not null);
  update public.concierge_turns as t set state = case when t.state in ('queued', 'claimed') then 'silent' else t.state end, claimed_until = null,
      finished_at = coalesce(t.finished_at, now()), reason = 'erased' from public.messages as m
   where m.tenant_id = p_tenant and m.customer_id = p_customer and t.tenant_id = p_tenant and t.message_id = m.id;
  update public.messages as m set body = '', edited_body = null, payload = '{"erased": true}', media_path = null, media_mime = null, media_bytes = null, media_name = null,
      cites = '[]', error = null, intent = null, provider_id = 'erased:' || m.id, status = case when m.status = 'queued' then 'failed' else m.status end
   where m.tenant_id = p_tenant and m.customer_id = p_customer;
  get diagnostics v_messages = row_count;
  update public.conversations as v set preview = '', handover_reason = null, unread = 0, waiting_since = null,
      status = case when v.status in ('open', 'pending') then 'closed' else v.status end
   where v.tenant_id = p_tenant and v.customer_id = p_customer;

  -- Repairs
  update public.repair_tickets as t set problem = '—', condition = null, accessories = '{}', collected_by = null where t.tenant_id = p_tenant and t.id = any (v_tickets);
  update public.repair_events as e set body = null, data = coalesce((select jsonb_object_agg(d.key, d.value) from jsonb_each(e.data) as d
        where d.key = any (array['from', 'to', 'source', 'technician_id', 'part_id', 'product_id', 'name', 'quantity', 'at_settlement', 'photo_id', 'stage', 'sale_id',
          'unpaid_sen', 'version', 'total_sen', 'estimate_id', 'message_id', 'via', 'fields'])), '{}')
   where e.tenant_id = p_tenant and e.ticket_id = any (v_tickets);
  update public.estimates as e set note = null, message_body = '', buttons = '[]', replies = '{}', decided_name = null, decided_reason = null
   where e.tenant_id = p_tenant and e.customer_id = p_customer;
  update public.estimate_lines as l set description = private.strike(l.description, v_words)
   where l.tenant_id = p_tenant and l.customer_id = p_customer and private.strike(l.description, v_words) <> l.description;
  update public.ticket_parts as p set note = null where p.tenant_id = p_tenant and p.ticket_id = any (v_tickets) and p.note is not null;
  update public.ticket_photos as f set path = p_tenant || '/erased/' || f.id, caption = null, removed_at = coalesce(f.removed_at, now())
   where f.tenant_id = p_tenant and f.ticket_id = any (v_tickets);
  update public.intake_submissions as s set payload = '{}' where s.tenant_id = p_tenant and s.ticket_id = any (v_tickets);
  delete from private.secrets as s where s.tenant_id = p_tenant and s.kind = 'device_pin' and s.ref = any (v_tickets::text[]);

  -- Money: what the tax law wants stays, the person goes.
  update public.sales as s set note = null, discount_reason = case when s.discount_reason is not null then '—' end
   where s.tenant_id = p_tenant and s.customer_id = p_customer and (s.note is not null or s.discount_reason is not null);
  update public.sale_lines as l set description = private.strike(l.description, v_words) from public.sales as s
   where s.tenant_id = p_tenant and s.customer_id = p_customer and l.tenant_id = p_tenant and l.sale_id = s.id and private.strike(l.description, v_words) <> l.description;
  update public.sale_payments as x set reference = private.strike(x.reference, v_words) from public.sales as s
   where s.tenant_id = p_tenant and s.customer_id = p_customer and x.tenant_id = p_tenant and x.sale_id = s.id and private.strike(x.reference, v_words) <> x.reference;
  update public.refunds as r set reason = '———' from public.sales as s
   where s.tenant_id = p_tenant and s.customer_id = p_customer and r.tenant_id = p_tenant and r.sale_id = s.id and r.reason <> '———';
  update public.refund_payments as x set reference = private.strike(x.reference, v_words) from public.refunds as r join public.sales as s on s.id = r.sale_id
   where s.tenant_id = p_tenant and s.customer_id = p_customer and x.tenant_id = p_tenant and x.refund_id = r.id and private.strike(x.reference, v_words) <> x.reference;
  update public.invoices as i set bill_to_name = null, note = null, discount_reason = case when i.discount_reason is not null then '—' end,
      void_reason = case when i.void_reason is not null then '———' end where i.tenant_id = p_tenant and i.customer_id = p_customer;
  update public.invoice_lines as l set description = private.strike(l.description, v_words) from public.invoices as i
   where i.tenant_id = p_tenant and i.customer_id = p_customer and l.tenant_id = p_tenant and l.invoice_id = i.id and private.strike(l.description, v_words) <> l.description;
  update public.invoice_payments as x set reference = private.strike(x.reference, v_words) from public.invoices as i
   where i.tenant_id = p_tenant and i.customer_id = p_customer and x.tenant_id = p_tenant and x.invoice_id = i.id and private.strike(x.reference, v_words) <> x.reference;

  update public.orders as o set external_ref = private.strike(o.external_ref, v_words)
   where o.tenant_id = p_tenant and o.customer_id = p_customer and private.strike(o.external_ref, v_words) <> o.external_ref;
  update public.order_lines as l set description = private.strike(l.description, v_words) from public.orders as o
   where o.tenant_id = p_tenant and o.customer_id = p_customer and l.tenant_id = p_tenant and l.order_id = o.id and private.strike(l.description, v_words) <> l.description;
  -- Answers given to programs within the last day.
  delete from private.api_answers as a using public.api_keys as k
   where k.tenant_id = p_tenant and a.api_key_id = k.id and (a.body::text like '%' || p_customer || '%' or private.strike(a.body::text, v_words) <> a.body::text);

  -- The person
  update public.devices as d set serial = null, imei = null where d.tenant_id = p_tenant and d.customer_id = p_customer;
  update public.customer_notes as n set body = '—' where n.tenant_id = p_tenant and n.customer_id = p_customer;
  update public.consents as s set evidence = coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(s.evidence) as e
        where e.key = any (array['message_id', 'submission_id', 'ticket_id', 'locale', 'outlet', 'by'])), '{}')
   where s.tenant_id = p_tenant and s.customer_id = p_customer;
  update public.privacy_requests as r set detail = r.detail || jsonb_build_object('note', private.strike(r.detail ->> 'note', v_words))
   where r.tenant_id = p_tenant and r.kind = 'readmit' and private.strike(r.detail ->> 'note', v_words) <> r.detail ->> 'note';
  update public.customer_identities as i set value = 'erased:' || i.id where i.tenant_id = p_tenant and i.customer_id = p_customer;
  update public.customer_contacts as k set phone = null, email = null, address_line = null, postcode = null, city = null, state = null
   where k.tenant_id = p_tenant and k.customer_id = p_customer;
  update public.customers as x set name = (select case t.locale when 'en' then 'Erased customer' else 'Pelanggan dipadam' end from public.tenants as t where t.id = p_tenant),
      phone_masked = null, tags = '{}', erased_at = now() where x.tenant_id = p_tenant and x.id = p_customer;
  delete from private.redactions as r where r.tenant_id = p_tenant;
  return jsonb_build_object('messages', v_messages, 'files', v_files);
end $$;

-- p_name: typed by whoever confirms. Calling it again for the same person changes nothing.
create function private.erase_customer(p_customer uuid, p_name text) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  c public.customers := private.require_customer(p_customer);
  v_obstacles jsonb;
  v_done jsonb;
begin
  -- Whoever opens a ticket or writes an invoice meanwhile comes first or meets an erased customer.
  select * into c from public.customers as x where x.id = p_customer for update;
  if c.erased_at is not null then return jsonb_build_object('already', true, 'messages', 0, 'files', 0); end if;
  if lower(regexp_replace(trim(coalesce(p_name, '')), '\s+', ' ', 'g')) <> lower(regexp_replace(trim(c.name), '\s+', ' ', 'g')) then
    perform private.refuse('privacy.name_differs', '{"field":"name"}', 422);
  end if;
  v_obstacles := private.erase_obstacles(c.tenant_id, c.id);
  if v_obstacles <> '[]' then perform private.refuse('privacy.in_the_way', jsonb_build_object('obstacles', v_obstacles)); end if;
  v_done := private.erase_person(c.tenant_id, c.id, true);
  insert into public.privacy_requests (tenant_id, customer_id, kind, person_id, detail) values (c.tenant_id, c.id, 'erase', private.person_id(), v_done);
  return v_done;
end $$;
create function public.erase_customer(p_customer uuid, p_name text) returns jsonb language sql set search_path = '' as $$ select private.erase_customer(p_customer, p_name) $$;

-- Retention ------------------------------------------------------------------------------------------------------------------

create table private.retention_runs (
  tenant_id uuid primary key references public.tenants (id),
  finished_at timestamptz not null default now()
);
comment on table private.retention_runs is 'When retention last came to an end at a tenant.';

-- The rows whose time is over, as (kind, id, path). One definition for the plan that people look at and for the job.
create function private.outdated(p_tenant uuid, p_kind text, p_limit integer) returns table (id text, path text)
language plpgsql stable security definer set search_path = '' as $$
declare s public.privacy_settings;
begin
  select * into s from public.privacy_settings as x where x.tenant_id = p_tenant;
  return query
    select m.id::text, m.media_path from public.messages as m where p_kind = 'messages' and m.tenant_id = p_tenant and not m.payload ? 'erased'
       and m.created_at < now() - make_interval(months => s.messages_months) and m.status not in ('queued', 'draft')
    union all
    select m.id::text, m.media_path from public.messages as m where p_kind = 'media' and m.tenant_id = p_tenant and not m.payload ? 'erased'
       and m.created_at < now() - make_interval(months => s.media_months) and m.created_at >= now() - make_interval(months => s.messages_months)
       and m.media_path is not null and m.status <> 'queued'
    union all
    select f.id::text, f.path from public.ticket_photos as f join public.repair_tickets as t on t.tenant_id = f.tenant_id and t.id = f.ticket_id
     where p_kind = 'photos' and f.tenant_id = p_tenant and t.phase in ('CLOSED', 'CANCELLED') and t.closed_at < now() - make_interval(months => s.photos_months)
       and f.path not like p_tenant || '/erased/%'
    union all
    select i.id::text, null from public.intake_submissions as i join public.repair_tickets as t on t.tenant_id = i.tenant_id and t.id = i.ticket_id
     where p_kind = 'intake' and i.tenant_id = p_tenant and t.phase in ('CLOSED', 'CANCELLED') and t.closed_at < now() - make_interval(months => s.intake_months)
       and i.payload <> '{}'
    union all
    select l.token, null from private.public_links as l
     where p_kind = 'links' and l.tenant_id = p_tenant and l.created_at < now() - make_interval(months => s.links_months)
       and not exists (select 1 from public.invoices as i where i.tenant_id = p_tenant and i.id = l.ref_id and i.status in ('issued', 'partly_paid'))
       and not exists (select 1 from public.repair_tickets as t where t.tenant_id = p_tenant and t.id = l.ref_id and t.phase in ('NEW', 'IN_PROGRESS', 'READY'))
    union all
    select c.id::text, null from public.customers as c
     where p_kind = 'inactive' and s.inactive_months is not null and c.tenant_id = p_tenant and c.erased_at is null
       and greatest(c.updated_at, (select max(m.created_at) from public.messages as m where m.tenant_id = p_tenant and m.customer_id = c.id),
         (select max(x.created_at) from public.sales as x where x.tenant_id = p_tenant and x.customer_id = c.id),
         (select max(t.updated_at) from public.repair_tickets as t where t.tenant_id = p_tenant and t.customer_id = c.id),
         (select max(i.updated_at) from public.invoices as i where i.tenant_id = p_tenant and i.customer_id = c.id)) < now() - make_interval(months => s.inactive_months)
       and private.erase_obstacles(p_tenant, c.id) = '[]'
    limit p_limit;
end $$;

-- What would be removed today, kind by kind.
create function private.retention_plan() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare v_tenant uuid := private.require('privacy.manage');
begin
  return (select jsonb_agg(jsonb_build_object('kind', k.kind, 'rows', o.rows, 'files', o.files) order by k.place)
    from unnest(array['messages', 'media', 'photos', 'intake', 'links', 'inactive']) with ordinality as k (kind, place)
    cross join lateral (select count(*) as rows, count(x.path) as files from private.outdated(v_tenant, k.kind, 100000) as x) as o);
end $$;
create function public.retention_plan() returns jsonb language sql stable set search_path = '' as $$ select private.retention_plan() $$;

create function private.retain_tenant(p_tenant uuid, p_limit integer) returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  v_done jsonb := '{}';
  v_kind text;
  v_ids text[];
  v_paths text[];
begin
  foreach v_kind in array array['messages', 'media', 'photos', 'intake', 'links', 'inactive'] loop
    select array_agg(o.id), coalesce(array_agg(o.path) filter (where o.path is not null), '{}') into v_ids, v_paths
      from private.outdated(p_tenant, v_kind, case v_kind when 'inactive' then greatest(p_limit / 20, 1) else p_limit end) as o;
    continue when v_ids is null;
    if v_kind = 'inactive' then
      perform private.erase_person(p_tenant, x.id::uuid, false) from unnest(v_ids) as x (id);
    else
      insert into private.redactions (tenant_id) values (p_tenant);
      perform private.queue_files(p_tenant, v_paths);
      case v_kind
        when 'messages' then
          update public.messages as m set body = '', edited_body = null, payload = '{"erased": true}', media_path = null, media_mime = null, media_bytes = null, media_name = null, cites = '[]'
           where m.tenant_id = p_tenant and m.id = any (v_ids::uuid[]);
        when 'media' then
          update public.messages as m set media_path = null, media_mime = null, media_bytes = null, media_name = null
           where m.tenant_id = p_tenant and m.id = any (v_ids::uuid[]);
        when 'photos' then
          update public.ticket_photos as f set path = p_tenant || '/erased/' || f.id, caption = null, removed_at = coalesce(f.removed_at, now())
           where f.tenant_id = p_tenant and f.id = any (v_ids::uuid[]);
        when 'intake' then
          update public.intake_submissions as i set payload = '{}' where i.tenant_id = p_tenant and i.id = any (v_ids::uuid[]);
        else
          delete from private.public_links as l where l.tenant_id = p_tenant and l.token = any (v_ids);
      end case;
      delete from private.redactions as r where r.tenant_id = p_tenant;
    end if;
    v_done := v_done || jsonb_build_object(v_kind, cardinality(v_ids));
  end loop;
  if v_done <> '{}' then insert into public.privacy_requests (tenant_id, kind, detail) values (p_tenant, 'retention', v_done); end if;
  return v_done;
end $$;

-- A step of the housekeeping: each tenant once a day, or at once again while there is more than one batch.
create function private.apply_retention() returns jsonb language plpgsql volatile security definer set search_path = '' as $$
declare
  v_limit constant integer := 1000;
  v_tenant uuid;
  v_done jsonb;
  v_tenants integer := 0;
  v_rows bigint := 0;
begin
  for v_tenant in
    select s.tenant_id from public.privacy_settings as s left join private.retention_runs as r on r.tenant_id = s.tenant_id
     where r.finished_at is null or r.finished_at < now() - interval '20 hours' order by r.finished_at nulls first limit 200
  loop
    v_done := private.retain_tenant(v_tenant, v_limit);
    v_tenants := v_tenants + 1;
    v_rows := v_rows + coalesce((select sum(d.value::bigint) from jsonb_each_text(v_done) as d), 0);
    if not exists (select 1 from jsonb_each_text(v_done) as d where d.value::integer >= case d.key when 'inactive' then v_limit / 20 else v_limit end) then
      insert into private.retention_runs (tenant_id) values (v_tenant) on conflict (tenant_id) do update set finished_at = now();
    end if;
  end loop;
  return jsonb_build_object('tenants', v_tenants, 'rows', v_rows);
end $$;

-- Whose files wait to be deleted. Ids only; the files themselves are deleted by a token of that one tenant.
create function public.tenants_with_removals(p_limit integer) returns table (tenant_id uuid) language sql stable security invoker set search_path = '' as $$
  select f.tenant_id from private.file_removals as f group by f.tenant_id order by min(f.queued_at) limit p_limit
$$;

grant select on private.file_removals to service_role;
grant execute on function public.tenants_with_removals(integer) to service_role;
grant execute on function private.files_to_remove(), public.files_to_remove(integer), private.files_removed(text[]), public.files_removed(text[]),
  private.begin_customer_export(uuid), public.begin_customer_export(uuid),
  private.customer_export(uuid, text, bigint, integer), public.customer_export(uuid, text, bigint, integer),
  private.erase_preview(uuid), public.erase_preview(uuid), private.erase_customer(uuid, text), public.erase_customer(uuid, text),
  private.retention_plan(), public.retention_plan() to authenticated;
