-- Counter: prices, totals and the one function that completes a sale. lib/pos/pricing.ts is the same arithmetic for the screen.

create function private.document_number(p_prefix text, p_outlet uuid, p_seq bigint) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select p_prefix || '-' || o.code || '-' || lpad(p_seq::text, greatest(6, length(p_seq::text)), '0') from public.outlets as o where o.id = p_outlet);
end $$;

-- p_lines: [{quantity, unit_price_sen, discount_sen? | discount_bp?, tax_rate_bp, …}] in order; other keys are carried through.
-- p_order: {discount_sen? | discount_bp?}. A discount never exceeds what it is taken from.
-- Tax is rounded per line, half away from zero; the order discount is spread by largest remainder, the earlier line first;
-- only the total is rounded to 5 sen. Returns the totals and `lines` with gross, discount, order_discount, taxable, tax, total.
-- (plpgsql only because it keeps the plan between calls.)
create function private.price_cart(p_lines jsonb, p_order jsonb, p_round boolean) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return (with gross as (
    select l.ordinality as no, l.value as raw,
           round((l.value ->> 'quantity')::numeric * (l.value ->> 'unit_price_sen')::numeric) as gross_sen
      from jsonb_array_elements(p_lines) with ordinality as l
  ), net as (
    select g.*, least(g.gross_sen, coalesce((g.raw ->> 'discount_sen')::numeric,
             round(g.gross_sen * coalesce((g.raw ->> 'discount_bp')::numeric, 0) / 10000))) as discount_sen
      from gross as g
  ), base as (
    select coalesce(sum(gross_sen - discount_sen), 0) as subtotal_sen from net
  ), bill as (
    select b.subtotal_sen, least(b.subtotal_sen, coalesce((p_order ->> 'discount_sen')::numeric,
             round(b.subtotal_sen * coalesce((p_order ->> 'discount_bp')::numeric, 0) / 10000))) as discount_sen
      from base as b
  ), share as (
    select n.*, case when b.subtotal_sen = 0 then 0 else div(b.discount_sen * (n.gross_sen - n.discount_sen), b.subtotal_sen) end as floor_sen,
           case when b.subtotal_sen = 0 then 0 else mod(b.discount_sen * (n.gross_sen - n.discount_sen), b.subtotal_sen) end as remainder
      from net as n cross join bill as b
  ), spread as (
    select s.*, s.floor_sen + case when row_number() over (order by s.remainder desc, s.no)
             <= (select b.discount_sen from bill as b) - sum(s.floor_sen) over () then 1 else 0 end as order_discount_sen
      from share as s
  ), taxed as (
    select s.*, s.gross_sen - s.discount_sen - s.order_discount_sen as taxable_sen,
           round((s.gross_sen - s.discount_sen - s.order_discount_sen) * (s.raw ->> 'tax_rate_bp')::numeric / 10000) as tax_sen
      from spread as s
  ), totals as (
    select b.subtotal_sen, b.discount_sen as order_discount_sen,
           (select coalesce(sum(t.discount_sen), 0) from taxed as t) as discount_sen,
           (select coalesce(sum(t.tax_sen), 0) from taxed as t) as tax_sen
      from bill as b
  ), rounded as (
    select t.*, t.subtotal_sen - t.order_discount_sen + t.tax_sen as exact_sen,
           case when p_round then (array[0, -1, -2, 2, 1])[mod(t.subtotal_sen - t.order_discount_sen + t.tax_sen, 5)::integer + 1] else 0 end as rounding_sen
      from totals as t
  )
  select jsonb_build_object('subtotal_sen', r.subtotal_sen, 'discount_sen', r.discount_sen, 'order_discount_sen', r.order_discount_sen,
    'tax_sen', r.tax_sen, 'exact_sen', r.exact_sen, 'rounding_sen', r.rounding_sen, 'total_sen', r.exact_sen + r.rounding_sen,
    'lines', (select coalesce(jsonb_agg(t.raw || jsonb_build_object('line_no', t.no, 'gross_sen', t.gross_sen, 'discount_sen', t.discount_sen,
        'order_discount_sen', t.order_discount_sen, 'taxable_sen', t.taxable_sen, 'tax_sen', t.tax_sen, 'total_sen', t.taxable_sen + t.tax_sen) order by t.no), '[]')
      from taxed as t))
    from rounded as r);
end $$;

-- Whether a bill paid this way is rounded to 5 sen. tenants.settings: {"pos": {"rounding": {"card": false}}}; default: it is.
create function private.payment_rounds(p_settings jsonb, p_method text) returns boolean
language sql immutable set search_path = '' as $$ select coalesce((p_settings #>> array['pos', 'rounding', p_method])::boolean, true) $$;

-- Cart lines with everything the catalogue knows, ticket lines first. p_lines: [{product_id, quantity, price_sen?, discount_sen? | discount_bp?}].
create function private.resolve_cart(p_tenant uuid, p_on date, p_ticket_lines jsonb, p_lines jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_sst_from date := (select t.sst_from from public.tenants as t where t.id = p_tenant);
  v_result jsonb;
  v_bad jsonb;
begin
  with wanted as (
    select true as from_ticket, t.ordinality as no, t.value as raw from jsonb_array_elements(p_ticket_lines) with ordinality as t
    union all
    select false, c.ordinality, c.value from jsonb_array_elements(p_lines) with ordinality as c
  ), known as (
    select w.from_ticket, w.no, w.raw, p.id, p.name, p.unit, p.price_sen, p.track_stock, p.warranty_days, p.is_active, k.cost_sen,
           case when w.from_ticket then coalesce(w.raw ->> 'tax_code', 'NONE') else p.tax_code end as tax_code
      from wanted as w
      left join public.products as p on p.id = (w.raw ->> 'product_id')::uuid and p.tenant_id = p_tenant
      left join public.product_costs as k on k.tenant_id = p_tenant and k.product_id = p.id
  )
  select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
           'product_id', k.id, 'from_ticket', k.from_ticket,
           'description', case when k.from_ticket then k.raw ->> 'description' else k.name end,
           'quantity', k.raw -> 'quantity', 'unit', coalesce(k.unit, 'unit'),
           'list_price_sen', case when k.from_ticket then (k.raw ->> 'unit_price_sen')::bigint else k.price_sen end,
           'unit_price_sen', case when k.from_ticket then (k.raw ->> 'unit_price_sen')::bigint else coalesce((k.raw ->> 'price_sen')::bigint, k.price_sen) end,
           'discount_sen', case when not k.from_ticket then k.raw -> 'discount_sen' end,
           'discount_bp', case when not k.from_ticket then k.raw -> 'discount_bp' end,
           'tax_code', k.tax_code, 'tax_rate_bp', private.tax_rate_bp(k.tax_code, p_on, v_sst_from),
           'moves_stock', not k.from_ticket and k.track_stock, 'warranty_days', coalesce(k.warranty_days, 0), 'cost_sen', k.cost_sen))
           order by k.from_ticket desc, k.no),
         jsonb_agg(k.raw -> 'product_id') filter (where not k.from_ticket and k.is_active is not true)
    into v_result, v_bad from known as k;
  if v_bad is not null then perform private.refuse('sale.product_gone', jsonb_build_object('product_id', v_bad -> 0)); end if;
  if exists (select 1 from jsonb_to_recordset(v_result) as l (quantity numeric, unit_price_sen bigint, discount_sen bigint, discount_bp integer)
      where l.quantity is null or l.quantity <= 0 or l.quantity > 1000000 or l.quantity <> round(l.quantity, 3)
         or l.unit_price_sen not between 0 and 100000000000 or l.discount_sen < 0 or l.discount_bp not between 0 and 10000) then
    perform private.refuse('input.invalid', '{}', 422);
  end if;
  return coalesce(v_result, '[]');
end $$;

-- Any price or discount that is not the catalogue's needs the right and a reason. Answers whether there is one.
create function private.check_discounts(p_lines jsonb, p_order jsonb, p_reason text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select 1 from jsonb_to_recordset(p_lines) as l (unit_price_sen bigint, list_price_sen bigint, discount_sen bigint, discount_bp integer)
      where l.unit_price_sen <> l.list_price_sen or l.discount_sen > 0 or l.discount_bp > 0)
     and coalesce((p_order ->> 'discount_sen')::bigint, 0) = 0 and coalesce((p_order ->> 'discount_bp')::integer, 0) = 0 then
    return false;
  end if;
  if coalesce((p_order ->> 'discount_sen')::bigint, 0) < 0 or coalesce((p_order ->> 'discount_bp')::integer, 0) not between 0 and 10000 then
    perform private.refuse('input.invalid', '{}', 422);
  end if;
  if not private.can('pos.discount') then perform private.refuse('sale.discount_not_allowed', '{}', 403); end if;
  if length(trim(coalesce(p_reason, ''))) < 3 then perform private.refuse('sale.reason_required', '{}', 422); end if;
  return true;
end $$;

create function private.move_sold_stock(p_tenant uuid, p_outlet uuid, p_on date, p_source_type text, p_source uuid, p_lines jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Always in the order of the product, so that two carts with the same goods wait for each other instead of dead-locking.
  insert into public.stock_moves (tenant_id, outlet_id, product_id, quantity, reason, source_type, source_id, created_by, business_date)
  select p_tenant, p_outlet, l.product_id, -l.quantity, 'sale', p_source_type, p_source || ':' || l.line_no, coalesce(private.person_id(), 'system'), p_on
    from jsonb_to_recordset(p_lines) as l (line_no integer, product_id uuid, quantity numeric, moves_stock boolean)
   where l.moves_stock order by l.product_id, l.line_no;
end $$;

-- p: {key, outlet_id, customer_id?, ticket_id?, order_id?, lines: [{product_id, quantity, price_sen?, discount_sen?|discount_bp?}],
--     order: {discount_sen?|discount_bp?}, reason?, note?, expected: {tax_sen, rounding_sen, total_sen},
--     payments: [{method, amount_sen, tendered_sen?, reference?}], approval_id?}
-- Returns {sale_id, number, total_sen, change_sen, replayed}. All or nothing.
create function private.complete_sale(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_outlet uuid := (p ->> 'outlet_id')::uuid;
  v_tenant uuid := private.require('pos.sell', v_outlet);
  v_person text := coalesce(private.person_id(), 'system');
  v_key uuid := (p ->> 'key')::uuid;
  v_ticket uuid := (p ->> 'ticket_id')::uuid;
  v_hash text := md5(p::text);
  v_on date;
  v_sale uuid := gen_random_uuid();
  v_old record;
  v_settlement jsonb := '{}';
  v_lines jsonb;
  v_bill jsonb;
  v_settings jsonb;
  v_round boolean;
  v_cheaper boolean;
  v_total bigint;
  v_paid bigint;
  v_cash bigint;
  v_change bigint;
  v_shift uuid;
  v_bad text;
  v_seq bigint;
  v_number text;
begin
  if v_outlet is null or v_key is null then perform private.refuse('input.invalid', '{}', 422); end if;
  -- Two arrivals of one sale wait here for each other; the second then finds the first.
  perform pg_advisory_xact_lock(hashtextextended(v_tenant::text || v_key::text, 50));
  select s.id, s.number, s.total_sen, s.change_sen, s.content_hash into v_old from public.sales as s where s.tenant_id = v_tenant and s.client_key = v_key;
  if found then
    if v_old.content_hash <> v_hash then
      perform private.refuse('sale.key_reused', jsonb_build_object('sale_id', v_old.id, 'number', v_old.number, 'total_sen', v_old.total_sen));
    end if;
    return jsonb_build_object('sale_id', v_old.id, 'number', v_old.number, 'total_sen', v_old.total_sen, 'change_sen', v_old.change_sen, 'replayed', true);
  end if;

  v_on := private.business_date(v_outlet);
  if v_ticket is not null then v_settlement := private.ticket_settlement(v_tenant, v_ticket); end if;
  v_lines := private.resolve_cart(v_tenant, v_on, coalesce(v_settlement -> 'lines', '[]'), coalesce(p -> 'lines', '[]'));
  if jsonb_array_length(v_lines) not between 1 and 300 then perform private.refuse('sale.empty', '{}', 422); end if;
  v_cheaper := private.check_discounts(v_lines, p -> 'order', p ->> 'reason');

  select t.settings into v_settings from public.tenants as t where t.id = v_tenant;
  -- One payment that is rounded rounds the bill; a bill without payments (all discounted) rounds as cash.
  select coalesce(bool_or(coalesce((v_settings #>> array['pos', 'rounding', x.method])::boolean, true)), private.payment_rounds(v_settings, 'cash')),
         coalesce(sum(x.amount_sen), 0), coalesce(sum(x.amount_sen) filter (where x.method = 'cash'), 0), coalesce(sum(x.tendered_sen - x.amount_sen), 0),
         min(case
           when x.method is null or x.method not in ('cash', 'card', 'ewallet', 'transfer', 'duitnow') or x.amount_sen is null or x.amount_sen <= 0 then 'payment.invalid'
           when x.method = 'transfer' and length(trim(coalesce(x.reference, ''))) < 3 then 'payment.reference_required'
           when x.method <> 'cash' and x.tendered_sen is not null then 'payment.invalid'
           when x.method = 'cash' and coalesce(x.tendered_sen, x.amount_sen) < x.amount_sen then 'payment.cash_short'
           when x.method = 'cash' and (x.amount_sen % 5 <> 0 or x.tendered_sen % 5 <> 0) then 'payment.cash_not_round' end)
    into v_round, v_paid, v_cash, v_change, v_bad
    from jsonb_to_recordset(coalesce(p -> 'payments', '[]')) as x (method text, amount_sen bigint, tendered_sen bigint, reference text);
  if v_bad is not null then perform private.refuse(v_bad, '{}', 422); end if;

  v_bill := private.price_cart(v_lines, p -> 'order', v_round);
  v_total := (v_bill ->> 'total_sen')::bigint;
  if (p #>> '{expected,total_sen}')::bigint is distinct from v_total
     or (p #>> '{expected,tax_sen}')::bigint is distinct from (v_bill ->> 'tax_sen')::bigint
     or (p #>> '{expected,rounding_sen}')::bigint is distinct from (v_bill ->> 'rounding_sen')::bigint then
    perform private.refuse('sale.total_changed', jsonb_build_object('total_sen', v_total, 'tax_sen', v_bill -> 'tax_sen', 'rounding_sen', v_bill -> 'rounding_sen'));
  end if;
  if v_paid <> v_total then perform private.refuse('payment.sum_differs', jsonb_build_object('total_sen', v_total, 'paid_sen', v_paid), 422); end if;

  if v_cheaper then perform private.check_discount_limit(v_tenant, v_outlet, v_settings, v_bill, p); end if;
  v_shift := private.open_shift_id(v_tenant, v_outlet);
  if v_shift is null and v_cash > 0 then perform private.refuse('shift.none_open'); end if;

  -- Ticket and stock first, number last: the lock on the counter row is held for the shortest time.
  if v_ticket is not null then perform private.ticket_settled(v_tenant, v_ticket, v_sale); end if;
  perform private.move_sold_stock(v_tenant, v_outlet, v_on, 'sale_line', v_sale, v_bill -> 'lines');
  v_seq := private.next_number(v_tenant, v_outlet, 'receipt');
  v_number := private.document_number('R', v_outlet, v_seq);
  insert into public.sales (id, tenant_id, outlet_id, seq, number, client_key, content_hash, customer_id, ticket_id, subtotal_sen, discount_sen,
    order_discount_sen, discount_reason, tax_sen, rounding_sen, total_sen, change_sen, note, sold_by, shift_id, business_date)
  values (v_sale, v_tenant, v_outlet, v_seq, v_number, v_key, v_hash, coalesce((p ->> 'customer_id')::uuid, (v_settlement ->> 'customer_id')::uuid), v_ticket,
    (v_bill ->> 'subtotal_sen')::bigint, (v_bill ->> 'discount_sen')::bigint, (v_bill ->> 'order_discount_sen')::bigint, nullif(trim(p ->> 'reason'), ''),
    (v_bill ->> 'tax_sen')::bigint, (v_bill ->> 'rounding_sen')::bigint, v_total, v_change, nullif(trim(p ->> 'note'), ''), v_person, v_shift, v_on);
  insert into public.sale_lines (tenant_id, sale_id, line_no, outlet_id, product_id, description, quantity, unit, unit_price_sen, list_price_sen, gross_sen,
    discount_sen, order_discount_sen, tax_code, tax_rate_bp, taxable_sen, tax_sen, total_sen, from_ticket, warranty_days)
  select v_tenant, v_sale, l.line_no, v_outlet, l.product_id, l.description, l.quantity, l.unit, l.unit_price_sen, l.list_price_sen, l.gross_sen,
    l.discount_sen, l.order_discount_sen, l.tax_code, l.tax_rate_bp, l.taxable_sen, l.tax_sen, l.total_sen, l.from_ticket, l.warranty_days
    from jsonb_populate_recordset(null::public.sale_lines, v_bill -> 'lines') as l;
  insert into public.sale_line_costs (tenant_id, sale_id, line_no, cost_sen)
  select v_tenant, v_sale, l.line_no, l.cost_sen from jsonb_to_recordset(v_bill -> 'lines') as l (line_no integer, cost_sen bigint) where l.cost_sen is not null;
  insert into public.sale_payments (tenant_id, sale_id, line_no, outlet_id, method, amount_sen, tendered_sen, reference, status, business_date)
  select v_tenant, v_sale, x.no, v_outlet, x.value ->> 'method', (x.value ->> 'amount_sen')::bigint, (x.value ->> 'tendered_sen')::bigint,
    nullif(trim(x.value ->> 'reference'), ''), case x.value ->> 'method' when 'duitnow' then 'unverified' else 'received' end, v_on
    from jsonb_array_elements(coalesce(p -> 'payments', '[]')) with ordinality as x (value, no);
  if v_cash > 0 then
    insert into public.cash_movements (tenant_id, outlet_id, shift_id, kind, amount_sen, source_id, created_by, business_date)
    values (v_tenant, v_outlet, v_shift, 'sale', v_cash, v_sale, v_person, v_on);
  end if;
  if p ->> 'order_id' is not null then perform private.order_sold(v_tenant, v_outlet, (p ->> 'order_id')::uuid, v_sale); end if;
  perform private.emit_event(v_tenant, 'pos/sale.completed', 'sale', v_sale::text, jsonb_build_object('outlet_id', v_outlet));
  return jsonb_build_object('sale_id', v_sale, 'number', v_number, 'total_sen', v_total, 'change_sen', v_change, 'replayed', false);
end $$;
create function public.complete_sale(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.complete_sale(p) $$;

-- What the counter loads once: rates of today, rounding, and products as short rows (a few thousand fit one answer).
create function private.counter_catalogue(p_outlet uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('pos.sell', p_outlet);
  v_on date := private.business_date(p_outlet);
begin
  return (select jsonb_build_object(
      'rates', (select jsonb_object_agg(c.code, private.tax_rate_bp(c.code, v_on, t.sst_from)) from public.tax_codes as c),
      'rounding', (select jsonb_object_agg(m.method, private.payment_rounds(t.settings, m.method))
                     from unnest(array['cash', 'card', 'ewallet', 'transfer', 'duitnow']) as m (method)),
      'products', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'sku', p.sku, 'barcode', p.barcode, 'name', p.name, 'unit', p.unit, 'kind', p.kind,
          'category', c.name, 'price_sen', p.price_sen, 'tax_code', p.tax_code, 'on_hand', case when p.track_stock then coalesce(s.on_hand, 0) end) order by p.name), '[]')
        from public.products as p
        left join public.product_categories as c on c.tenant_id = p.tenant_id and c.id = p.category_id
        left join public.stock_levels as s on s.tenant_id = p.tenant_id and s.product_id = p.id and s.outlet_id = p_outlet
       where p.tenant_id = v_tenant and p.is_active))
    from public.tenants as t where t.id = v_tenant);
end $$;
create function public.counter_catalogue(p_outlet uuid) returns jsonb language sql stable set search_path = '' as $$ select private.counter_catalogue(p_outlet) $$;

-- The lines a ticket would bring to the bill, as the counter shows them before taking money.
create function private.ticket_bill(p_outlet uuid, p_ticket uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('pos.sell', p_outlet);
  v_settlement jsonb := private.ticket_settlement(v_tenant, p_ticket);
begin
  return jsonb_build_object('ticket_id', p_ticket, 'number', v_settlement ->> 'number', 'customer_id', v_settlement -> 'customer_id',
    'customer_name', (select c.name from public.customers as c where c.tenant_id = v_tenant and c.id = (v_settlement ->> 'customer_id')::uuid),
    'lines', (select coalesce(jsonb_agg(l.value - 'cost_sen' order by l.ordinality), '[]')
      from jsonb_array_elements(private.resolve_cart(v_tenant, private.business_date(p_outlet), coalesce(v_settlement -> 'lines', '[]'), '[]')) with ordinality as l));
end $$;
create function public.ticket_bill(p_outlet uuid, p_ticket uuid) returns jsonb language sql set search_path = '' as $$ select private.ticket_bill(p_outlet, p_ticket) $$;

grant execute on function private.complete_sale(jsonb), public.complete_sale(jsonb), private.counter_catalogue(uuid), public.counter_catalogue(uuid),
  private.ticket_bill(uuid, uuid), public.ticket_bill(uuid, uuid) to authenticated;
