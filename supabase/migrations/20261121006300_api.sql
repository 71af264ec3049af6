-- Public API: keys, what their scopes allow, and answers that are the same when a request arrives twice.

create table public.api_keys (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  name text not null check (length(name) between 1 and 80),
  -- How a key is told from another after its one showing.
  prefix text not null check (prefix ~ '^vk_[0-9a-f]{8}$'),
  key_hash text not null unique check (key_hash ~ '^[0-9a-f]{64}$'),
  scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ array['orders:read', 'orders:write', 'customers:read', 'customers:write',
    'products:read', 'products:write', 'tickets:read', 'tickets:write']),
  -- null = every outlet of the tenant
  outlet_ids uuid[],
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by text,
  last_used_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint api_keys_end check (expires_at <= created_at + interval '366 days')
);
comment on table public.api_keys is 'Keys of programs that work for the tenant; only a hash of the secret is kept. Written by functions only.';
create index api_keys_tenant_idx on public.api_keys (tenant_id, created_at desc);

create table private.api_scope_capabilities (
  scope text not null,
  capability text not null,
  primary key (scope, capability)
);
comment on table private.api_scope_capabilities is 'What a scope of an API key allows; read where role_capabilities is read for people.';
-- Contact data goes out through customers:read alone. Nothing here shows costs, chats, notes or staff.
insert into private.api_scope_capabilities (scope, capability) values
  ('orders:read', 'order.read'),
  ('orders:write', 'order.write'),
  ('customers:read', 'customer.read'),
  ('customers:read', 'customer.pii'),
  ('customers:write', 'customer.write'),
  ('products:read', 'catalog.read'),
  ('products:read', 'stock.read'),
  ('products:write', 'catalog.write'),
  ('tickets:read', 'repair.read'),
  ('tickets:write', 'repair.write');

create table private.api_answers (
  api_key_id uuid not null references public.api_keys (id),
  key text not null check (length(key) between 1 and 255),
  request_hash text not null,
  status integer not null,
  body jsonb not null,
  request_id text,
  created_at timestamptz not null default now(),
  primary key (api_key_id, key)
);
comment on table private.api_answers is 'What a request with an Idempotency-Key was answered, written in the transaction of the work; forgotten after 24 hours.';
create index api_answers_created_idx on private.api_answers (created_at);

alter table public.api_keys enable row level security;
-- Never key_hash. Who reads the activity sees the names of keys in it; managing them is api.manage.
grant select (id, tenant_id, name, prefix, scopes, outlet_ids, expires_at, revoked_at, revoked_by, last_used_at, created_by, created_at)
  on public.api_keys to authenticated;
create policy api_keys_select on public.api_keys for select to authenticated
  using (tenant_id = (select private.tenant_if('audit.read')));

create trigger api_keys_audit after insert or update of name, scopes, outlet_ids, expires_at, revoked_at or delete on public.api_keys
  for each row execute function private.audit('key_hash');

-- The caller's key as the token names it. Its life is judged in private.membership().
create function private.api_key_id() returns uuid language plpgsql stable set search_path = '' as $$
begin
  return case when auth.jwt() ->> 'actor' = 'api' then (auth.jwt() ->> 'api_key_id')::uuid end;
end $$;

-- Asked by tenant_if() and require() for the role `api` only.
create function private.api_may(p_capability text) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select 1 from public.api_keys as k join private.api_scope_capabilities as c on c.scope = any (k.scopes)
    where k.id = private.api_key_id() and c.capability = p_capability);
end $$;

-- Keys of the owner ----------------------------------------------------------------------------------------------------

-- p: {name, scopes: [], outlet_ids?: [], days?}. Returns {id, key}: the only time the key is known.
create function private.create_api_key(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('api.manage');
  v_prefix text := 'vk_' || encode(extensions.gen_random_bytes(4), 'hex');
  v_key text := v_prefix || '_' || encode(extensions.gen_random_bytes(32), 'hex');
  v_scopes text[] := array(select distinct s.value from jsonb_array_elements_text(p -> 'scopes') as s order by 1);
  v_outlets uuid[] := case when jsonb_array_length(p -> 'outlet_ids') > 0
    then array(select o.value::uuid from jsonb_array_elements_text(p -> 'outlet_ids') as o) end;
  v_days integer := coalesce((p ->> 'days')::integer, 90);
  v_id uuid;
begin
  if v_days not between 1 and 365 then perform private.refuse('api.days', '{"field":"days"}', 422); end if;
  if cardinality(v_scopes) = 0 then perform private.refuse('api.scope_required', '{"field":"scopes"}', 422); end if;
  if v_outlets is not null then perform private.check_outlets_given(v_outlets); end if;
  -- Two at once count one after the other.
  perform pg_advisory_xact_lock(hashtextextended(v_tenant::text, 6300));
  if (select count(*) from public.api_keys as k where k.tenant_id = v_tenant and k.revoked_at is null and k.expires_at > now()) >= 50 then
    perform private.refuse('api.too_many_keys');
  end if;
  insert into public.api_keys (tenant_id, name, prefix, key_hash, scopes, outlet_ids, expires_at, created_by)
  values (v_tenant, p ->> 'name', v_prefix, encode(extensions.digest(v_key, 'sha256'), 'hex'), v_scopes, v_outlets,
    now() + make_interval(days => v_days), private.person_id()) returning id into v_id;
  return jsonb_build_object('id', v_id, 'key', v_key);
end $$;
create function public.create_api_key(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.create_api_key(p) $$;

create function private.revoke_api_key(p_id uuid) returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.require('api.manage');
begin
  update public.api_keys set revoked_at = coalesce(revoked_at, now()), revoked_by = coalesce(revoked_by, private.person_id())
   where id = p_id and tenant_id = v_tenant;
  if not found then perform private.refuse('input.not_found', '{}', 404); end if;
end $$;
create function public.revoke_api_key(p_id uuid) returns void language sql set search_path = '' as $$ select private.revoke_api_key(p_id) $$;

-- At the door -------------------------------------------------------------------------------------------------------------

-- Counts a request of this minute; answers how many there are now. (over_limit() only says yes or no.)
create function private.count_api_hit(p_key text, p_window timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare v_hits integer;
begin
  insert into private.rate_hits as r (key, window_start) values (p_key, p_window)
  on conflict (key, window_start) do update set hits = r.hits + 1 returning r.hits into v_hits;
  if v_hits = 1 then delete from private.rate_hits where key = p_key and window_start < p_window; end if;
  return v_hits;
end $$;

-- What a presented key is worth, for the web server's `public` token only. Answers, never raises: a raise would undo the counting.
-- {state: ok|unknown|too_many|revoked|expired|limited, api_key_id?, tenant_id?, scopes?, limit?, remaining?, reset?}
create function private.open_api_key(p_hash text, p_from text, p_write boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_key public.api_keys;
  v_limit integer := case when p_write then 60 else 120 end;
  v_now timestamptz := clock_timestamp();
  v_window timestamptz := date_trunc('minute', v_now);
  v_hits integer;
  v_told jsonb;
begin
  if private.actor() is distinct from 'public' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  select * into v_key from public.api_keys as k where k.key_hash = p_hash;
  if v_key.id is null then
    -- Who guesses is slowed; a key that is known is never kept out by guesses of others.
    if private.over_limit('api-miss:' || md5(coalesce(p_from, '')), case when p_from is null then 400 else 20 end, 60) then
      return jsonb_build_object('state', 'too_many');
    end if;
    return jsonb_build_object('state', 'unknown');
  end if;
  if v_key.revoked_at is not null then return jsonb_build_object('state', 'revoked'); end if;
  if v_key.expires_at <= v_now then return jsonb_build_object('state', 'expired'); end if;
  v_hits := private.count_api_hit('api:' || case when p_write then 'w:' else 'r:' end || v_key.id, v_window);
  v_told := jsonb_build_object('limit', v_limit, 'remaining', greatest(0, v_limit - v_hits),
    'reset', ceil(extract(epoch from v_window + interval '1 minute' - v_now))::integer);
  if v_hits > v_limit then return v_told || jsonb_build_object('state', 'limited'); end if;
  update public.api_keys set last_used_at = v_now
   where id = v_key.id and (last_used_at is null or last_used_at < v_now - interval '1 minute');
  return v_told || jsonb_build_object('state', 'ok', 'api_key_id', v_key.id, 'tenant_id', v_key.tenant_id, 'scopes', to_jsonb(v_key.scopes));
end $$;
create function public.open_api_key(p_hash text, p_from text default null, p_write boolean default false) returns jsonb
language sql set search_path = '' as $$ select private.open_api_key(p_hash, p_from, p_write) $$;

-- Reading -----------------------------------------------------------------------------------------------------------------------

create function private.iso(p_at timestamptz) returns text language sql stable set search_path = '' as
$$ select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- One page of ids, newest first; with `updated_since` the least recently changed first, so that a reader who comes back misses nothing.
-- p_filter is SQL of the functions below: $1 is the tenant, $2 what was asked (p). p: {id?, updated_since?, limit?, after_at?, after_id?}.
create function private.api_page(p_table regclass, p_tenant uuid, p_filter text, p jsonb, out ids uuid[], out next jsonb)
language plpgsql stable set search_path = '' as $$
declare
  v_since boolean := p ->> 'updated_since' is not null;
  v_column text := case when v_since then 'updated_at' else 'created_at' end;
  v_way text := case when v_since then 'asc' else 'desc' end;
  v_limit integer := greatest(1, least(coalesce((p ->> 'limit')::integer, 25), 100));
  v_ats timestamptz[];
begin
  execute format('select array_agg(f.id order by f.at %4$s, f.id %4$s), array_agg(f.at order by f.at %4$s, f.id %4$s) from (
      select t.id, t.%2$I as at from %1$s as t
       where t.tenant_id = $1 and (%3$s)'
        || case when p ->> 'id' is not null then ' and t.id = ($2 ->> ''id'')::uuid' else '' end
        || case when v_since then ' and t.updated_at >= ($2 ->> ''updated_since'')::timestamptz' else '' end
        || case when p ->> 'after_at' is not null
             then ' and (t.%2$I, t.id) ' || case when v_since then '>' else '<' end || ' (($2 ->> ''after_at'')::timestamptz, ($2 ->> ''after_id'')::uuid)' else '' end
        || ' order by t.%2$I %4$s, t.id %4$s limit $3) as f', p_table, v_column, p_filter, v_way)
    into ids, v_ats using p_tenant, p, v_limit + 1;
  ids := coalesce(ids, '{}');
  if cardinality(ids) > v_limit then
    -- To the microsecond: what was cut off could hide a row.
    next := jsonb_build_object('at', to_char(v_ats[v_limit] at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'id', ids[v_limit]);
    ids := ids[1:v_limit];
  end if;
end $$;

create function private.customer_docs(p_ids uuid[]) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'phone', k.phone, 'email', k.email,
      'address_line', k.address_line, 'postcode', k.postcode, 'city', k.city, 'state', k.state, 'locale', c.locale, 'tags', to_jsonb(c.tags),
      'outlet_id', c.home_outlet_id,
      'consents', jsonb_build_object(
        'service', coalesce((select s.granted from public.consents as s where s.tenant_id = c.tenant_id and s.customer_id = c.id
                              and s.purpose = 'service' order by s.id desc limit 1), false),
        'marketing', coalesce((select s.granted from public.consents as s where s.tenant_id = c.tenant_id and s.customer_id = c.id
                                and s.purpose = 'marketing' order by s.id desc limit 1), false)),
      'erased_at', private.iso(c.erased_at), 'created_at', private.iso(c.created_at), 'updated_at', private.iso(c.updated_at)) order by w.no), '[]')
    from unnest(p_ids) with ordinality as w (id, no)
    join public.customers as c on c.id = w.id
    left join public.customer_contacts as k on k.tenant_id = c.tenant_id and k.customer_id = c.id
$$;

-- p: a page, and {phone?, email?}.
create function public.api_customers(p jsonb) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_tenant uuid := private.require('customer.read');
  v_page record;
begin
  select * into v_page from private.api_page('public.customers', v_tenant, case
    when p ->> 'phone' is not null or p ->> 'email' is not null then 'exists (select 1 from public.customer_contacts as k
        where k.tenant_id = t.tenant_id and k.customer_id = t.id and ($2 ->> ''phone'' is null or k.phone = $2 ->> ''phone'')
          and ($2 ->> ''email'' is null or lower(k.email) = lower($2 ->> ''email'')))'
    else 'true' end, p);
  return jsonb_build_object('rows', private.customer_docs(v_page.ids), 'next', v_page.next);
end $$;

-- Stock of the key's outlets. Its moves do not count as changes of the product.
create function private.product_docs(p_ids uuid[]) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'sku', p.sku, 'barcode', p.barcode, 'name', p.name, 'kind', p.kind, 'unit', p.unit,
      'category', g.name, 'price_sen', p.price_sen, 'tax_code', p.tax_code, 'track_stock', p.track_stock, 'warranty_days', p.warranty_days,
      'is_active', p.is_active,
      'stock', (select coalesce(jsonb_agg(jsonb_build_object('outlet_id', s.outlet_id, 'on_hand', s.on_hand) order by s.outlet_id), '[]')
         from public.stock_levels as s where s.tenant_id = p.tenant_id and s.product_id = p.id and s.outlet_id = any ((select private.outlet_ids())::uuid[])),
      'created_at', private.iso(p.created_at), 'updated_at', private.iso(p.updated_at)) order by w.no), '[]')
    from unnest(p_ids) with ordinality as w (id, no)
    join public.products as p on p.id = w.id
    left join public.product_categories as g on g.tenant_id = p.tenant_id and g.id = p.category_id
$$;

-- p: a page, and {sku?, barcode?, is_active?}.
create function public.api_products(p jsonb) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_tenant uuid := private.require('catalog.read');
  v_page record;
begin
  select * into v_page from private.api_page('public.products', v_tenant, '($2 ->> ''sku'' is null or t.sku = $2 ->> ''sku'')
    and ($2 ->> ''barcode'' is null or t.barcode = $2 ->> ''barcode'')
    and ($2 ->> ''is_active'' is null or t.is_active = ($2 ->> ''is_active'')::boolean)', p);
  return jsonb_build_object('rows', private.product_docs(v_page.ids), 'next', v_page.next);
end $$;

-- The device belongs to the ticket. The name of a customer goes out only with his contact data: a ticket may be opened for any phone.
create function private.ticket_docs(p_ids uuid[], p_app_url text) returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'number', t.number, 'outlet_id', t.outlet_id, 'status', t.status, 'phase', t.phase,
      'customer', jsonb_build_object('id', t.customer_id, 'name', case when (select private.can('customer.pii')) then c.name end),
      'device', jsonb_build_object('category', d.category, 'brand', d.brand, 'model', d.model, 'serial', d.serial, 'imei', d.imei),
      'problem', t.problem, 'accessories', to_jsonb(t.accessories), 'condition', t.condition, 'priority', t.priority, 'source', t.source,
      'estimate', case when t.estimate_state is not null then jsonb_build_object('state', t.estimate_state, 'total_sen', t.estimate_total_sen) end,
      'paid', t.settled_at is not null,
      'status_url', (select p_app_url || '/r/' || l.token from private.public_links as l
        where l.tenant_id = t.tenant_id and l.kind = 'ticket' and l.ref_id = t.id and (l.expires_at is null or l.expires_at > now())),
      'eta_at', private.iso(t.eta_at), 'ready_at', private.iso(t.ready_at), 'closed_at', private.iso(t.closed_at),
      'created_at', private.iso(t.created_at), 'updated_at', private.iso(t.updated_at)) order by w.no), '[]')
    from unnest(p_ids) with ordinality as w (id, no)
    join public.repair_tickets as t on t.id = w.id
    join public.customers as c on c.tenant_id = t.tenant_id and c.id = t.customer_id
    join public.devices as d on d.tenant_id = t.tenant_id and d.id = t.device_id
$$;

-- p: a page, and {status?, phase?, outlet_id?, customer_id?, app_url}.
create function private.api_tickets(p jsonb) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('repair.read');
  v_page record;
begin
  select * into v_page from private.api_page('public.repair_tickets', v_tenant, 't.outlet_id = any ((select private.outlet_ids())::uuid[])
    and ($2 ->> ''status'' is null or t.status = $2 ->> ''status'') and ($2 ->> ''phase'' is null or t.phase = $2 ->> ''phase'')
    and ($2 ->> ''outlet_id'' is null or t.outlet_id = ($2 ->> ''outlet_id'')::uuid)
    and ($2 ->> ''customer_id'' is null or t.customer_id = ($2 ->> ''customer_id'')::uuid)', p);
  return jsonb_build_object('rows', private.ticket_docs(v_page.ids, p ->> 'app_url'), 'next', v_page.next);
end $$;
create function public.api_tickets(p jsonb) returns jsonb language sql stable set search_path = '' as $$ select private.api_tickets(p) $$;

-- What a key is: its name, scopes, end, and the outlets it works for.
create function private.api_self() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  if private.role_name() is distinct from 'api' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  return (select jsonb_build_object('name', k.name, 'prefix', k.prefix, 'scopes', to_jsonb(k.scopes), 'expires_at', private.iso(k.expires_at),
      'business', t.name, 'outlets', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name, 'time_zone', o.time_zone)
          order by o.code), '[]') from public.outlets as o where o.tenant_id = k.tenant_id and o.is_active and o.id = any (private.outlet_ids())))
    from public.api_keys as k join public.tenants as t on t.id = k.tenant_id where k.id = private.api_key_id());
end $$;
create function public.api_self() returns jsonb language sql stable set search_path = '' as $$ select private.api_self() $$;

create index customers_updated_idx on public.customers (tenant_id, updated_at, id);
create index customer_contacts_email_idx on public.customer_contacts (tenant_id, lower(email));
create index products_created_idx on public.products (tenant_id, created_at desc, id desc);
create index products_updated_idx on public.products (tenant_id, updated_at, id);
create index repair_tickets_updated_idx on public.repair_tickets (tenant_id, updated_at, id);

-- Writing -------------------------------------------------------------------------------------------------------------------------

-- The outlet meant: the one named when the key works there, else the only one it works for. A foreign one does not exist.
create function private.api_outlet(p_tenant uuid, p_outlet uuid) returns uuid language plpgsql stable security definer set search_path = '' as $$
declare v_mine uuid[] := array(select o.id from public.outlets as o where o.tenant_id = p_tenant and o.is_active and o.id = any (private.outlet_ids()));
begin
  if p_outlet is null and cardinality(v_mine) = 1 then return v_mine[1]; end if;
  if p_outlet is null then perform private.refuse('input.required', '{"field":"outlet_id"}', 422); end if;
  if not (p_outlet = any (v_mine)) then perform private.refuse('input.not_found', '{"field":"outlet_id"}', 404); end if;
  return p_outlet;
end $$;

create function private.api_make_customer(p_tenant uuid, p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_outlet uuid := case when p ->> 'outlet_id' is not null then private.api_outlet(p_tenant, (p ->> 'outlet_id')::uuid) end;
  v_id uuid;
begin
  -- Two statements, here and below: what a statement writes is not there yet for the reading in it.
  v_id := (private.save_customer((p - 'id') || jsonb_build_object('outlet_id', v_outlet)) ->> 'id')::uuid;
  return private.customer_docs(array[v_id]) -> 0;
end $$;

create function private.api_make_product(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_id uuid := (private.save_product(p - 'id' - 'cost_sen') ->> 'id')::uuid;
begin
  return private.product_docs(array[v_id]) -> 0;
end $$;

create function private.api_make_ticket(p_tenant uuid, p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_made jsonb := private.create_ticket((p - 'ack' - 'technician_id') || jsonb_build_object('client_id', gen_random_uuid(),
  'outlet_id', private.api_outlet(p_tenant, (p ->> 'outlet_id')::uuid)));
begin
  return private.ticket_docs(array[(v_made ->> 'id')::uuid], p ->> 'app_url') -> 0;
end $$;

-- Makes one thing and remembers the answer, in one transaction: after a crash either both are there or neither.
-- Two requests with one key wait for each other. A refusal is an answer too, and is remembered like one.
-- Returns {status, body, replayed, request_id}; the body of a refusal is {code, detail}.
create function private.api_create(p_kind text, p_hash text, p jsonb, p_key text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require(case p_kind when 'orders' then 'order.write' when 'customers' then 'customer.write'
    when 'products' then 'catalog.write' when 'tickets' then 'repair.write' else '' end);
  v_api_key uuid := private.api_key_id();
  v_request text := private.request_id();
  v_old private.api_answers;
  v_status integer := 201;
  v_body jsonb;
  v_state text;
  v_constraint text;
  v_message text;
  v_detail text;
begin
  if v_api_key is null then perform private.refuse('auth.forbidden', '{}', 403); end if;
  if p_key is not null then
    perform pg_advisory_xact_lock(hashtextextended(v_api_key::text || p_key, 6301));
    select * into v_old from private.api_answers as a where a.api_key_id = v_api_key and a.key = p_key;
    if v_old.created_at > now() - interval '24 hours' then
      if v_old.request_hash is distinct from p_hash then perform private.refuse('api.key_reused', '{}', 422); end if;
      return jsonb_build_object('status', v_old.status, 'body', v_old.body, 'replayed', true, 'request_id', v_old.request_id);
    end if;
    delete from private.api_answers where api_key_id = v_api_key and key = p_key;
  end if;
  begin
    v_body := case p_kind when 'orders' then private.api_make_order(v_tenant, p) when 'customers' then private.api_make_customer(v_tenant, p)
      when 'products' then private.api_make_product(p) else private.api_make_ticket(v_tenant, p) end;
  exception when others then
    get stacked diagnostics v_state = returned_sqlstate, v_constraint = constraint_name, v_message = message_text, v_detail = pg_exception_detail;
    v_message := case v_constraint when 'products_sku_unique' then 'product.sku_taken' when 'products_barcode_unique' then 'product.barcode_taken'
      when 'products_goods_no_service_tax' then 'product.goods_no_service_tax' when 'orders_external_ref_unique' then 'order.ref_taken'
      else case when v_state ~ '^PT4\d\d$' then v_message end end;
    if v_message is null then raise; end if;
    v_status := case when v_state ~ '^PT4\d\d$' then substr(v_state, 3)::integer else 409 end;
    v_body := jsonb_build_object('code', v_message, 'detail', case when v_state ~ '^PT' then nullif(v_detail, '')::jsonb else '{}' end);
  end;
  if p_key is not null then
    insert into private.api_answers (api_key_id, key, request_hash, status, body, request_id) values (v_api_key, p_key, p_hash, v_status, v_body, v_request);
  end if;
  return jsonb_build_object('status', v_status, 'body', v_body, 'replayed', false, 'request_id', v_request);
end $$;
create function public.api_create(p_kind text, p_hash text, p jsonb, p_key text default null) returns jsonb
language sql set search_path = '' as $$ select private.api_create(p_kind, p_hash, p, p_key) $$;

create function private.forget_api_answers() returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_count bigint;
begin
  delete from private.api_answers where created_at <= now() - interval '24 hours';
  get diagnostics v_count = row_count;
  return jsonb_build_object('forgotten', v_count);
end $$;

grant execute on function private.create_api_key(jsonb), public.create_api_key(jsonb), private.revoke_api_key(uuid), public.revoke_api_key(uuid),
  private.open_api_key(text, text, boolean), public.open_api_key(text, text, boolean), private.iso(timestamptz),
  private.api_page(regclass, uuid, text, jsonb), private.customer_docs(uuid[]), public.api_customers(jsonb),
  private.product_docs(uuid[]), public.api_products(jsonb), private.api_tickets(jsonb), public.api_tickets(jsonb),
  private.api_self(), public.api_self(), private.api_create(text, text, jsonb, text), public.api_create(text, text, jsonb, text) to authenticated;
