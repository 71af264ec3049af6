-- Orders: what a web shop or another program asks for, until the counter sells it.

create table public.orders (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  outlet_id uuid not null,
  seq bigint not null,
  number text not null,
  -- What the other side calls it.
  external_ref text check (length(external_ref) between 1 and 80),
  customer_id uuid not null,
  -- As the order says it: who orders with a phone learns nothing of whose it is.
  customer_name text check (length(customer_name) <= 160),
  status text not null default 'received' check (status in ('received', 'confirmed', 'ready', 'completed', 'cancelled')),
  subtotal_sen bigint not null check (subtotal_sen >= 0),
  tax_sen bigint not null check (tax_sen >= 0),
  total_sen bigint not null,
  note text check (length(note) <= 1000),
  -- Whether the customer was thanked, and when not, why.
  thanked boolean not null default false,
  thanks_reason text check (thanks_reason in ('no_consent', 'no_address')),
  sale_id uuid,
  api_key_id uuid not null,
  status_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint orders_number_unique unique (tenant_id, outlet_id, seq),
  constraint orders_external_ref_unique unique (tenant_id, external_ref),
  constraint orders_adds_up check (total_sen = subtotal_sen + tax_sen),
  constraint orders_thanked check (thanked = (thanks_reason is null)),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, customer_id) references public.customers (tenant_id, id),
  foreign key (tenant_id, sale_id) references public.sales (tenant_id, id),
  foreign key (tenant_id, api_key_id) references public.api_keys (tenant_id, id)
);
comment on table public.orders is 'What a customer ordered through the API. Written by functions only; prices and tax are those of the day it came.';
create index orders_created_idx on public.orders (tenant_id, created_at desc, id desc);
create index orders_updated_idx on public.orders (tenant_id, updated_at, id);
create index orders_outlet_idx on public.orders (tenant_id, outlet_id, status, created_at desc);
create index orders_customer_idx on public.orders (tenant_id, customer_id);
create index orders_sale_idx on public.orders (tenant_id, sale_id);
create index orders_api_key_idx on public.orders (tenant_id, api_key_id);

create table public.order_lines (
  tenant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  outlet_id uuid not null,
  product_id uuid,
  description text not null check (length(description) between 1 and 400),
  quantity numeric(14, 3) not null check (quantity > 0),
  unit text not null,
  unit_price_sen bigint not null check (unit_price_sen >= 0),
  tax_code text not null references public.tax_codes (code),
  tax_rate_bp integer not null,
  taxable_sen bigint not null,
  tax_sen bigint not null,
  total_sen bigint not null,
  primary key (tenant_id, order_id, line_no),
  constraint order_lines_adds_up check (total_sen = taxable_sen + tax_sen),
  foreign key (tenant_id, order_id) references public.orders (tenant_id, id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, product_id) references public.products (tenant_id, id)
);
comment on table public.order_lines is 'Lines of an order as they were ordered: goods of the catalogue or free text, with the tax of that day.';
create index order_lines_product_idx on public.order_lines (tenant_id, product_id);
create index order_lines_outlet_idx on public.order_lines (tenant_id, outlet_id);
create index order_lines_tax_code_idx on public.order_lines (tax_code);

create table private.order_transitions (
  from_status text not null,
  to_status text not null,
  capability text not null,
  position integer not null,
  primary key (from_status, to_status)
);
comment on table private.order_transitions is 'The state machine of orders: the trigger refuses what is not here, the screen shows a button for what is.';
insert into private.order_transitions (from_status, to_status, capability, position) values
  ('received', 'confirmed', 'order.write', 1),
  ('received', 'completed', 'order.write', 3),
  ('received', 'cancelled', 'order.write', 4),
  ('confirmed', 'ready', 'order.write', 2),
  ('confirmed', 'completed', 'order.write', 3),
  ('confirmed', 'cancelled', 'order.write', 4),
  ('ready', 'completed', 'order.write', 3),
  ('ready', 'cancelled', 'order.write', 4);

create function private.orders_transition() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.status = old.status then return new; end if;
  if not exists (select 1 from private.order_transitions as t where t.from_status = old.status and t.to_status = new.status) then
    perform private.refuse('order.bad_transition', jsonb_build_object('from', old.status, 'to', new.status));
  end if;
  new.status_at := now();
  return new;
end $$;
create trigger orders_transition before update of status on public.orders for each row execute function private.orders_transition();
create trigger orders_touch before update on public.orders for each row execute function private.touch();
create trigger order_lines_append_only before update or delete on public.order_lines for each row execute function private.append_only('description');
create trigger orders_audit after insert or update or delete on public.orders for each row execute function private.audit('customer_name', 'note');
create trigger orders_notify after insert or update on public.orders for each row execute function private.notify_change('order');

-- An erased person is erased from what he ordered, too.
create function private.erase_orders() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.orders set customer_name = null, note = null where tenant_id = new.tenant_id and customer_id = new.id;
  return null;
end $$;
create trigger customers_erase_orders after update of erased_at on public.customers
  for each row when (old.erased_at is null and new.erased_at is not null) execute function private.erase_orders();

alter table public.orders enable row level security;
grant select on public.orders to authenticated;
create policy orders_select on public.orders for select to authenticated
  using (tenant_id = (select private.tenant_if('order.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

alter table public.order_lines enable row level security;
grant select on public.order_lines to authenticated;
create policy order_lines_select on public.order_lines for select to authenticated
  using (tenant_id = (select private.tenant_if('order.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

-- Making one ---------------------------------------------------------------------------------------------------------------

-- Lines with all that the catalogue and the day know. lines: [{product_id? | sku? | description, quantity, unit_price_sen?, tax_code?}]
create function private.order_bill(p_tenant uuid, p_outlet uuid, p_lines jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_on date := private.business_date(p_outlet);
  v_sst_from date := (select t.sst_from from public.tenants as t where t.id = p_tenant);
  v_lines jsonb;
  v_unknown integer;
begin
  with wanted as (
    select l.ordinality as no, l.value as raw, coalesce((l.value ->> 'product_id')::uuid,
        (select s.id from public.products as s where s.tenant_id = p_tenant and s.sku = l.value ->> 'sku')) as product_id
      from jsonb_array_elements(p_lines) with ordinality as l
  ), known as (
    select w.no, w.raw, p.id, p.name, p.unit, p.price_sen, case when p.id is null then coalesce(w.raw ->> 'tax_code', 'NONE') else p.tax_code end as tax_code
      from wanted as w left join public.products as p on p.tenant_id = p_tenant and p.id = w.product_id and p.is_active
  )
  select jsonb_agg(jsonb_build_object('product_id', k.id, 'description', coalesce(k.name, k.raw ->> 'description'), 'quantity', k.raw -> 'quantity',
           'unit', coalesce(k.unit, 'unit'), 'unit_price_sen', coalesce((k.raw ->> 'unit_price_sen')::bigint, k.price_sen),
           'tax_code', k.tax_code, 'tax_rate_bp', private.tax_rate_bp(k.tax_code, v_on, v_sst_from)) order by k.no),
         min(k.no) filter (where k.id is null and (k.raw ->> 'product_id' is not null or k.raw ->> 'sku' is not null))
    into v_lines, v_unknown from known as k;
  if v_unknown is not null then
    perform private.refuse('input.not_found', jsonb_build_object('field', 'lines.' || (v_unknown - 1) ||
      case when p_lines -> (v_unknown - 1) ->> 'product_id' is not null then '.product_id' else '.sku' end), 404);
  end if;
  return private.price_cart(v_lines, '{}', false);
end $$;

create function private.order_docs(p_ids uuid[]) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'external_ref', o.external_ref, 'outlet_id', o.outlet_id, 'status', o.status,
      'customer', jsonb_build_object('id', o.customer_id, 'name', o.customer_name),
      'lines', (select jsonb_agg(jsonb_build_object('line_no', l.line_no, 'product_id', l.product_id, 'description', l.description, 'quantity', l.quantity,
          'unit', l.unit, 'unit_price_sen', l.unit_price_sen, 'tax_code', l.tax_code, 'tax_rate_bp', l.tax_rate_bp, 'taxable_sen', l.taxable_sen,
          'tax_sen', l.tax_sen, 'total_sen', l.total_sen) order by l.line_no)
        from public.order_lines as l where l.tenant_id = o.tenant_id and l.order_id = o.id),
      'subtotal_sen', o.subtotal_sen, 'tax_sen', o.tax_sen, 'total_sen', o.total_sen, 'note', o.note, 'sale_id', o.sale_id,
      'thanked', o.thanked, 'thanks_reason', o.thanks_reason, 'status_at', private.iso(o.status_at),
      'created_at', private.iso(o.created_at), 'updated_at', private.iso(o.updated_at)) order by w.no), '[]')
    from unnest(p_ids) with ordinality as w (id, no) join public.orders as o on o.id = w.id
$$;

-- p: a page, and {status?, outlet_id?, customer_id?, external_ref?}.
create function public.api_orders(p jsonb) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_tenant uuid := private.require('order.read');
  v_page record;
begin
  select * into v_page from private.api_page('public.orders', v_tenant, '($2 ->> ''status'' is null or t.status = $2 ->> ''status'')
    and ($2 ->> ''outlet_id'' is null or t.outlet_id = ($2 ->> ''outlet_id'')::uuid)
    and ($2 ->> ''customer_id'' is null or t.customer_id = ($2 ->> ''customer_id'')::uuid)
    and ($2 ->> ''external_ref'' is null or t.external_ref = $2 ->> ''external_ref'')', p);
  return jsonb_build_object('rows', private.order_docs(v_page.ids), 'next', v_page.next);
end $$;

-- Thanks in the customer's language, when he agreed to be written to about his orders. Answers why not, or null.
create function private.thank_for_order(p_order public.orders, p_texts jsonb) returns text language plpgsql security definer set search_path = '' as $$
declare v_locale text := (select c.locale from public.customers as c where c.tenant_id = p_order.tenant_id and c.id = p_order.customer_id);
begin
  if not private.consent_given(p_order.tenant_id, p_order.customer_id, 'service') then return 'no_consent'; end if;
  if private.send_to_customer(p_order.tenant_id, p_order.customer_id, p_order.outlet_id, 'order-thanks:' || p_order.id, 'text',
      replace(private.fill_text(p_texts ->> v_locale, p_order.number, null), '{total}', to_char(p_order.total_sen / 100.0, 'FM999,999,999,990.00'))) is null then
    return 'no_address';
  end if;
  return null;
end $$;

-- p: {outlet_id?, external_ref?, customer_id? | customer: {name, phone, locale?}, lines, note?, service_consent?: {text_version, text}, thanks: {ms, en}}
create function private.api_make_order(p_tenant uuid, p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_outlet uuid := private.api_outlet(p_tenant, (p ->> 'outlet_id')::uuid);
  v_customer uuid := (p ->> 'customer_id')::uuid;
  v_phone text := p -> 'customer' ->> 'phone';
  v_bill jsonb := private.order_bill(p_tenant, v_outlet, p -> 'lines');
  v_order public.orders;
  v_reason text;
begin
  if (v_bill ->> 'total_sen')::numeric > 1000000000000 then perform private.refuse('order.too_large', '{}', 422); end if;
  if v_customer is null then
    -- Who asked to be forgotten is not found again by a program: the order stands, without his number, and nobody writes to him.
    if private.is_suppressed(p_tenant, 'phone', v_phone) then v_phone := null; end if;
    v_customer := private.find_or_create_customer(p_tenant, v_phone, p -> 'customer' ->> 'name',
      coalesce(p -> 'customer' ->> 'locale', (select t.locale from public.tenants as t where t.id = p_tenant)), v_outlet);
  else
    perform 1 from public.customers as c where c.tenant_id = p_tenant and c.id = v_customer and c.erased_at is null;
    if not found then perform private.refuse('input.not_found', '{"field":"customer_id"}', 404); end if;
  end if;
  -- A tick in a web shop is a first yes; it does not take back a no.
  if p -> 'service_consent' ->> 'text_version' is not null and not exists (select 1 from public.consents as c
      where c.tenant_id = p_tenant and c.customer_id = v_customer and c.purpose = 'service') then
    insert into public.consents (tenant_id, customer_id, purpose, granted, source, text_version, evidence)
    values (p_tenant, v_customer, 'service', true, 'api', private.register_consent_text(p_tenant, 'service', p -> 'service_consent' ->> 'text'),
      jsonb_build_object('api_key_id', private.api_key_id(), 'text_version', p -> 'service_consent' ->> 'text_version'));
  end if;
  v_order.id := gen_random_uuid();
  v_order.tenant_id := p_tenant;
  v_order.outlet_id := v_outlet;
  v_order.customer_id := v_customer;
  v_order.total_sen := (v_bill ->> 'total_sen')::bigint;
  v_order.seq := private.next_number(p_tenant, v_outlet, 'order');
  v_order.number := private.document_number('O', v_outlet, v_order.seq);
  v_reason := private.thank_for_order(v_order, p -> 'thanks');
  insert into public.orders (id, tenant_id, outlet_id, seq, number, external_ref, customer_id, customer_name, subtotal_sen, tax_sen, total_sen, note,
    thanked, thanks_reason, api_key_id)
  values (v_order.id, p_tenant, v_outlet, v_order.seq, v_order.number, p ->> 'external_ref', v_customer, p -> 'customer' ->> 'name',
    (v_bill ->> 'subtotal_sen')::bigint, (v_bill ->> 'tax_sen')::bigint, v_order.total_sen, p ->> 'note', v_reason is null, v_reason, private.api_key_id());
  insert into public.order_lines (tenant_id, order_id, line_no, outlet_id, product_id, description, quantity, unit, unit_price_sen, tax_code, tax_rate_bp,
    taxable_sen, tax_sen, total_sen)
  select p_tenant, v_order.id, l.line_no, v_outlet, l.product_id, l.description, l.quantity, l.unit, l.unit_price_sen, l.tax_code, l.tax_rate_bp,
    l.taxable_sen, l.tax_sen, l.total_sen from jsonb_populate_recordset(null::public.order_lines, v_bill -> 'lines') as l;
  perform private.emit_event(p_tenant, 'order/created', 'order', v_order.id::text, jsonb_build_object('outlet_id', v_outlet));
  return private.order_docs(array[v_order.id]) -> 0;
end $$;

-- Working on one ---------------------------------------------------------------------------------------------------------------

-- The caller's order, locked. An order of another outlet does not exist for him.
create function private.own_order(p_capability text, p_order uuid) returns public.orders language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require(p_capability);
  v_order public.orders;
begin
  select * into v_order from public.orders where id = p_order and tenant_id = v_tenant and outlet_id = any (private.outlet_ids()) for update;
  if v_order.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  return v_order;
end $$;

create function private.set_order_status(p_order_id uuid, p_status text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_order public.orders := private.own_order('order.read', p_order_id);
  v_capability text := (select t.capability from private.order_transitions as t where t.from_status = v_order.status and t.to_status = p_status);
begin
  -- Pressed twice, or by two at once: it is as they wanted.
  if v_order.status = p_status then return jsonb_build_object('status', v_order.status); end if;
  perform private.require(coalesce(v_capability, 'order.write'));
  update public.orders set status = p_status where id = v_order.id;
  return jsonb_build_object('status', p_status);
end $$;
create function public.set_order_status(p_order_id uuid, p_status text) returns jsonb language sql set search_path = '' as
$$ select private.set_order_status(p_order_id, p_status) $$;

-- What the caller may do next with an order: the buttons of the screen.
create function private.order_moves(p_order_id uuid) returns table (to_status text) language sql stable security definer set search_path = '' as $$
  select t.to_status from public.orders as o join private.order_transitions as t on t.from_status = o.status
   where o.id = p_order_id and o.tenant_id = private.tenant_if('order.read') and o.outlet_id = any (private.outlet_ids()) and private.can(t.capability)
   order by t.position
$$;
create function public.order_moves(p_order_id uuid) returns table (to_status text) language sql stable set search_path = '' as
$$ select * from private.order_moves(p_order_id) $$;

-- An order that is sold at the counter is done, with the sale that did it. Called by complete_sale, in its transaction.
create function private.order_sold(p_tenant uuid, p_outlet uuid, p_order uuid, p_sale uuid) returns void language plpgsql security definer set search_path = '' as $$
declare v_status text;
begin
  select o.status into v_status from public.orders as o where o.tenant_id = p_tenant and o.outlet_id = p_outlet and o.id = p_order for update;
  if v_status is null then perform private.refuse('input.not_found', '{"field":"order_id"}', 404); end if;
  if v_status in ('completed', 'cancelled') then perform private.refuse('order.closed', jsonb_build_object('status', v_status)); end if;
  update public.orders set status = 'completed', sale_id = p_sale where id = p_order;
end $$;

grant execute on function private.order_docs(uuid[]), public.api_orders(jsonb), private.set_order_status(uuid, text), public.set_order_status(uuid, text),
  private.order_moves(uuid), public.order_moves(uuid) to authenticated;
