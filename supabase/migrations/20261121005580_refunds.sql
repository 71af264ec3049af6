-- After the sale: a void while its shift is open, or money back for some of its lines. Both only add rows; the sale stays as it was.

create table public.refunds (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  outlet_id uuid not null,
  seq bigint not null,
  number text not null,
  client_key uuid not null,
  content_hash text not null,
  sale_id uuid not null,
  kind text not null check (kind in ('void', 'refund')),
  reason text not null check (length(reason) between 3 and 200),
  taxable_sen bigint not null check (taxable_sen >= 0),
  tax_sen bigint not null check (tax_sen >= 0),
  rounding_sen bigint not null,
  total_sen bigint not null check (total_sen >= 0),
  refunded_by text not null,
  -- Null: within what the person may do alone.
  approved_by text,
  shift_id uuid,
  business_date date not null,
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint refunds_client_key_unique unique (tenant_id, client_key),
  constraint refunds_number_unique unique (tenant_id, outlet_id, seq),
  constraint refunds_total_adds_up check (total_sen = taxable_sen + tax_sen + rounding_sen),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, sale_id) references public.sales (tenant_id, id),
  foreign key (tenant_id, shift_id) references public.shifts (tenant_id, id)
);
comment on table public.refunds is 'Money given back for a sale: all of it while its shift is open (void), or by line at any time (refund).';
create index refunds_sale_idx on public.refunds (tenant_id, sale_id);
create index refunds_shift_idx on public.refunds (tenant_id, shift_id);
create index refunds_date_idx on public.refunds (tenant_id, business_date, outlet_id);
-- A sale is voided once.
create unique index refunds_void_idx on public.refunds (tenant_id, sale_id) where kind = 'void';

create table public.refund_lines (
  tenant_id uuid not null,
  refund_id uuid not null,
  line_no integer not null,
  outlet_id uuid not null,
  sale_id uuid not null,
  sale_line_no integer not null,
  quantity numeric(14, 3) not null check (quantity > 0),
  -- False: written off, or never on the shelf.
  restocked boolean not null,
  taxable_sen bigint not null,
  tax_sen bigint not null,
  total_sen bigint not null,
  primary key (tenant_id, refund_id, line_no),
  constraint refund_lines_adds_up check (total_sen = taxable_sen + tax_sen),
  foreign key (tenant_id, refund_id) references public.refunds (tenant_id, id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, sale_id, sale_line_no) references public.sale_lines (tenant_id, sale_id, line_no)
);
comment on table public.refund_lines is 'Which lines of the sale, how much of each, and whether it went back on the shelf.';
create index refund_lines_sale_idx on public.refund_lines (tenant_id, sale_id, sale_line_no);
create index refund_lines_outlet_idx on public.refund_lines (tenant_id, outlet_id);

create table public.refund_payments (
  tenant_id uuid not null,
  refund_id uuid not null,
  line_no integer not null,
  outlet_id uuid not null,
  method text not null check (method in ('cash', 'card', 'ewallet', 'transfer', 'duitnow')),
  amount_sen bigint not null check (amount_sen > 0),
  reference text check (length(reference) <= 80),
  primary key (tenant_id, refund_id, line_no),
  constraint refund_payments_transfer_reference check (method <> 'transfer' or reference is not null),
  foreign key (tenant_id, refund_id) references public.refunds (tenant_id, id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id)
);
comment on table public.refund_payments is 'How the money went back.';
create index refund_payments_outlet_idx on public.refund_payments (tenant_id, outlet_id);

create trigger refunds_append_only before update or delete on public.refunds for each row execute function private.append_only('reason');
create trigger refund_lines_append_only before update or delete on public.refund_lines for each row execute function private.append_only();
create trigger refund_payments_append_only before update or delete on public.refund_payments for each row execute function private.append_only('reference');
create trigger refunds_audit after insert on public.refunds for each row execute function private.audit('reason');
create trigger refunds_live after insert on public.refunds for each row execute function private.notify_change('sales');

alter table public.refunds enable row level security;
grant select on public.refunds to authenticated;
grant all on public.refunds to service_role;
create policy refunds_select on public.refunds for select to authenticated
  using (tenant_id = (select private.tenant_if('sale.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

alter table public.refund_lines enable row level security;
grant select on public.refund_lines to authenticated;
grant all on public.refund_lines to service_role;
create policy refund_lines_select on public.refund_lines for select to authenticated
  using (tenant_id = (select private.tenant_if('sale.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

alter table public.refund_payments enable row level security;
grant select on public.refund_payments to authenticated;
grant all on public.refund_payments to service_role;
create policy refund_payments_select on public.refund_payments for select to authenticated
  using (tenant_id = (select private.tenant_if('sale.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

-- Functions --------------------------------------------------------------------------------------------------------------------

-- What is left to refund of each line, and what the wanted part of it is worth. Parts are taken off the running total, so that
-- however a line is cut, its parts add up to it. p_lines: [{line_no, quantity, restock?}]; null = all that is left.
create function private.refund_bill(p_tenant uuid, p_sale uuid, p_lines jsonb) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (with done as (
    select r.sale_line_no, sum(r.quantity) as quantity, sum(r.taxable_sen) as taxable_sen, sum(r.tax_sen) as tax_sen
      from public.refund_lines as r where r.tenant_id = p_tenant and r.sale_id = p_sale group by r.sale_line_no
  ), wanted as (
    select l.line_no, l.product_id, l.from_ticket, l.quantity as sold, coalesce(d.quantity, 0) as done, w.quantity, coalesce(w.restock, true) as restock,
           l.taxable_sen, l.tax_sen, coalesce(d.taxable_sen, 0) as done_taxable_sen, coalesce(d.tax_sen, 0) as done_tax_sen, coalesce(p.track_stock, false) as track_stock
      from public.sale_lines as l
      left join done as d on d.sale_line_no = l.line_no
      left join public.products as p on p.tenant_id = l.tenant_id and p.id = l.product_id
      left join jsonb_to_recordset(p_lines) as w (line_no integer, quantity numeric, restock boolean) on w.line_no = l.line_no
     where l.tenant_id = p_tenant and l.sale_id = p_sale
  ), taken as (
    select w.line_no, w.product_id, w.sold, w.done, case when p_lines is null then w.sold - w.done else w.quantity end as quantity,
           w.restock and w.track_stock and not w.from_ticket as restocked, w.taxable_sen, w.tax_sen, w.done_taxable_sen, w.done_tax_sen
      from wanted as w
  ), priced as (
    select t.*, round(t.taxable_sen * (t.done + t.quantity) / t.sold)::bigint - t.done_taxable_sen as back_taxable_sen,
           round(t.tax_sen * (t.done + t.quantity) / t.sold)::bigint - t.done_tax_sen as back_tax_sen
      from taken as t where t.quantity > 0
  )
  select jsonb_build_object('taxable_sen', coalesce(sum(x.back_taxable_sen), 0), 'tax_sen', coalesce(sum(x.back_tax_sen), 0),
      'exact_sen', coalesce(sum(x.back_taxable_sen + x.back_tax_sen), 0), 'too_much', coalesce(bool_or(x.done + x.quantity > x.sold), false),
      'completes', (select bool_and(t.done + coalesce(greatest(t.quantity, 0), 0) >= t.sold) from taken as t),
      'lines', coalesce(jsonb_agg(jsonb_build_object('line_no', x.line_no, 'product_id', x.product_id, 'quantity', x.quantity, 'restocked', x.restocked,
        'taxable_sen', x.back_taxable_sen, 'tax_sen', x.back_tax_sen, 'total_sen', x.back_taxable_sen + x.back_tax_sen) order by x.line_no), '[]'))
    from priced as x);
end $$;

-- The sale as the caller may act on it, kept from another refund meanwhile.
create function private.sale_to_refund(p_sale uuid) returns public.sales language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('pos.refund');
  v_sale public.sales;
begin
  select * into v_sale from public.sales as s where s.id = p_sale and s.tenant_id = v_tenant and s.outlet_id = any (private.outlet_ids()) for no key update;
  if v_sale.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  if exists (select 1 from public.refunds as r where r.tenant_id = v_tenant and r.sale_id = p_sale and r.kind = 'void') then perform private.refuse('refund.voided'); end if;
  return v_sale;
end $$;

-- What may be given back without a manager. tenants.settings: {"pos": {"refund_limit_sen": 20000}}; default RM 100.
create function private.refund_limit_sen(p_tenant uuid) returns bigint language sql stable security definer set search_path = '' as $$
  select coalesce((t.settings #>> '{pos,refund_limit_sen}')::bigint, 10000) from public.tenants as t where t.id = p_tenant
$$;

create function private.write_refund(p_sale public.sales, p_kind text, p jsonb, p_bill jsonb, p_rounding bigint, p_payments jsonb, p_approved_by text)
returns public.refunds language plpgsql security definer set search_path = '' as $$
declare
  v_on date := private.business_date(p_sale.outlet_id);
  v_shift uuid := private.open_shift_id(p_sale.tenant_id, p_sale.outlet_id);
  v_id uuid := gen_random_uuid();
  v_cash bigint := (select coalesce(sum(x.amount_sen), 0) from jsonb_to_recordset(p_payments) as x (method text, amount_sen bigint) where x.method = 'cash');
  v_person text := coalesce(private.person_id(), 'system');
  v_seq bigint;
  v_row public.refunds;
begin
  if v_cash > 0 then perform private.move_cash(p_sale.tenant_id, p_sale.outlet_id, v_shift, 'refund', -v_cash, v_id, v_on); end if;
  insert into public.stock_moves (tenant_id, outlet_id, product_id, quantity, reason, source_type, source_id, created_by, business_date)
  select p_sale.tenant_id, p_sale.outlet_id, l.product_id, l.quantity, 'return', 'refund_line', v_id || ':' || l.line_no, v_person, v_on
    from jsonb_to_recordset(p_bill -> 'lines') as l (line_no integer, product_id uuid, quantity numeric, restocked boolean)
   where l.restocked order by l.product_id, l.line_no;
  v_seq := private.next_number(p_sale.tenant_id, p_sale.outlet_id, 'refund');
  insert into public.refunds (id, tenant_id, outlet_id, seq, number, client_key, content_hash, sale_id, kind, reason, taxable_sen, tax_sen, rounding_sen, total_sen,
    refunded_by, approved_by, shift_id, business_date)
  values (v_id, p_sale.tenant_id, p_sale.outlet_id, v_seq, private.document_number('RF', p_sale.outlet_id, v_seq), (p ->> 'key')::uuid, md5((p - 'approval_id')::text), p_sale.id,
    p_kind, trim(p ->> 'reason'), (p_bill ->> 'taxable_sen')::bigint, (p_bill ->> 'tax_sen')::bigint, p_rounding, (p_bill ->> 'exact_sen')::bigint + p_rounding,
    v_person, p_approved_by, v_shift, v_on)
  returning * into v_row;
  insert into public.refund_lines (tenant_id, refund_id, line_no, outlet_id, sale_id, sale_line_no, quantity, restocked, taxable_sen, tax_sen, total_sen)
  select p_sale.tenant_id, v_id, row_number() over (order by l.line_no), p_sale.outlet_id, p_sale.id, l.line_no, l.quantity, l.restocked, l.taxable_sen, l.tax_sen, l.total_sen
    from jsonb_to_recordset(p_bill -> 'lines') as l (line_no integer, quantity numeric, restocked boolean, taxable_sen bigint, tax_sen bigint, total_sen bigint);
  insert into public.refund_payments (tenant_id, refund_id, line_no, outlet_id, method, amount_sen, reference)
  select p_sale.tenant_id, v_id, x.no, p_sale.outlet_id, x.value ->> 'method', (x.value ->> 'amount_sen')::bigint, nullif(trim(x.value ->> 'reference'), '')
    from jsonb_array_elements(p_payments) with ordinality as x (value, no);
  perform private.emit_event(p_sale.tenant_id, 'pos/sale.refunded', 'refund', v_id::text, jsonb_build_object('outlet_id', p_sale.outlet_id, 'sale_id', p_sale.id));
  return v_row;
end $$;

create function private.refund_answer(p public.refunds, p_replayed boolean) returns jsonb language sql immutable set search_path = '' as
$$ select jsonb_build_object('refund_id', p.id, 'number', p.number, 'total_sen', p.total_sen, 'replayed', p_replayed) $$;

-- The same request again finds what it did; another one under its key is refused.
create function private.refund_before(p jsonb) returns public.refunds language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('pos.refund');
  v_old public.refunds;
begin
  if (p ->> 'key')::uuid is null then perform private.refuse('input.invalid', '{}', 422); end if;
  perform pg_advisory_xact_lock(hashtextextended(v_tenant::text || (p ->> 'key')::uuid::text, 58));
  select * into v_old from public.refunds as r where r.tenant_id = v_tenant and r.client_key = (p ->> 'key')::uuid and r.outlet_id = any (private.outlet_ids());
  if v_old.id is not null and v_old.content_hash <> md5((p - 'approval_id')::text) then perform private.refuse('refund.key_reused', jsonb_build_object('number', v_old.number)); end if;
  return v_old;
end $$;

-- p: {key, sale_id, reason, lines: [{line_no, quantity, restock}], expected: {total_sen}, payments: [{method, amount_sen, reference?}], approval_id?}
create function private.refund_sale(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_old public.refunds := private.refund_before(p);
  v_sale public.sales;
  v_bill jsonb;
  v_payments jsonb := coalesce(p -> 'payments', '[]');
  v_exact bigint;
  v_left bigint;
  v_total bigint;
  v_paid bigint;
  v_round boolean;
  v_bad text;
  v_by text;
begin
  if v_old.id is not null then return private.refund_answer(v_old, true); end if;
  v_sale := private.sale_to_refund((p ->> 'sale_id')::uuid);
  if length(trim(coalesce(p ->> 'reason', ''))) not between 3 and 200 then perform private.refuse('refund.reason_required', '{}', 422); end if;
  if jsonb_typeof(p -> 'lines') is distinct from 'array' or exists (select 1 from jsonb_to_recordset(p -> 'lines') as w (line_no integer, quantity numeric)
      where w.quantity is null or w.quantity <= 0 or w.quantity <> round(w.quantity, 3) or not exists (select 1 from public.sale_lines as l
        where l.tenant_id = v_sale.tenant_id and l.sale_id = v_sale.id and l.line_no = w.line_no))
     or (select count(*) <> count(distinct w.line_no) from jsonb_to_recordset(p -> 'lines') as w (line_no integer)) then
    perform private.refuse('input.invalid', '{}', 422);
  end if;
  v_bill := private.refund_bill(v_sale.tenant_id, v_sale.id, p -> 'lines');
  if (v_bill ->> 'too_much')::boolean then perform private.refuse('refund.more_than_sold'); end if;
  if jsonb_array_length(v_bill -> 'lines') = 0 then perform private.refuse('refund.nothing', '{}', 422); end if;

  v_exact := (v_bill ->> 'exact_sen')::bigint;
  v_left := v_sale.total_sen - (select coalesce(sum(r.total_sen), 0) from public.refunds as r where r.tenant_id = v_sale.tenant_id and r.sale_id = v_sale.id);
  select coalesce(bool_or(private.payment_rounds(t.settings, x.method)), false), coalesce(sum(x.amount_sen), 0), min(case
           when x.method is null or x.method not in ('cash', 'card', 'ewallet', 'transfer', 'duitnow') or x.amount_sen is null or x.amount_sen <= 0 then 'payment.invalid'
           when x.method = 'transfer' and length(trim(coalesce(x.reference, ''))) < 3 then 'payment.reference_required'
           when x.method = 'cash' and x.amount_sen % 5 <> 0 then 'payment.cash_not_round' end)
    into v_round, v_paid, v_bad
    from jsonb_to_recordset(v_payments) as x (method text, amount_sen bigint, reference text) join public.tenants as t on t.id = v_sale.tenant_id;
  if v_bad is not null then perform private.refuse(v_bad, '{}', 422); end if;
  -- The last part gives back what is left of what was paid; the parts before are rounded as they are paid out.
  v_total := case when (v_bill ->> 'completes')::boolean then v_left else least(v_exact, v_left) end;
  if v_round then v_total := least(v_total + (array[0, -1, -2, 2, 1])[mod(v_total, 5)::integer + 1], v_left - mod(v_left, 5)); end if;
  if (p #>> '{expected,total_sen}')::bigint is distinct from v_total or v_paid <> v_total then
    perform private.refuse('refund.total_changed', jsonb_build_object('total_sen', v_total));
  end if;
  if v_total > private.refund_limit_sen(v_sale.tenant_id) then v_by := private.take_approval(v_sale.tenant_id, v_sale.outlet_id, 'refund', p); end if;
  return private.refund_answer(private.write_refund(v_sale, 'refund', p, v_bill, v_total - v_exact, v_payments, v_by), false);
end $$;
create function public.refund_sale(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.refund_sale(p) $$;

-- p: {key, sale_id, reason, approval_id?}. Everything goes back as it came: goods on the shelf, money the way it was paid.
create function private.void_sale(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_old public.refunds := private.refund_before(p);
  v_sale public.sales;
  v_payments jsonb;
  v_by text;
begin
  if v_old.id is not null then return private.refund_answer(v_old, true); end if;
  v_sale := private.sale_to_refund((p ->> 'sale_id')::uuid);
  if length(trim(coalesce(p ->> 'reason', ''))) not between 3 and 200 then perform private.refuse('refund.reason_required', '{}', 422); end if;
  if v_sale.shift_id is distinct from private.open_shift_id(v_sale.tenant_id, v_sale.outlet_id) or v_sale.shift_id is null then perform private.refuse('refund.too_late_to_void'); end if;
  if exists (select 1 from public.refunds as r where r.tenant_id = v_sale.tenant_id and r.sale_id = v_sale.id) then perform private.refuse('refund.partly_done'); end if;
  if exists (select 1 from public.invoices as i where i.tenant_id = v_sale.tenant_id and i.sale_id = v_sale.id and i.status <> 'void') then perform private.refuse('refund.has_invoice'); end if;
  v_by := private.take_approval(v_sale.tenant_id, v_sale.outlet_id, 'void', p);
  v_payments := (select coalesce(jsonb_agg(jsonb_build_object('method', x.method, 'amount_sen', x.amount_sen, 'reference', x.reference) order by x.line_no), '[]')
    from public.sale_payments as x where x.tenant_id = v_sale.tenant_id and x.sale_id = v_sale.id);
  -- The repair is to be paid again.
  if v_sale.ticket_id is not null then perform private.ticket_settled(v_sale.tenant_id, v_sale.ticket_id, null); end if;
  return private.refund_answer(private.write_refund(v_sale, 'void', p, private.refund_bill(v_sale.tenant_id, v_sale.id, null), v_sale.rounding_sen, v_payments, v_by), false);
end $$;
create function public.void_sale(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.void_sale(p) $$;

-- What the page of a sale offers: lines with what is left of them, how it was paid, and whether it can still be voided.
create function private.refund_offer(p_sale uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_sale public.sales := private.require_sale('sale.read', p_sale);
  v_refunds jsonb := (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'number', r.number, 'kind', r.kind, 'reason', r.reason, 'total_sen', r.total_sen,
      'at', r.created_at, 'by', (select p.name from public.people as p where p.user_id = r.refunded_by),
      'approved_by', (select p.name from public.people as p where p.user_id = r.approved_by and r.approved_by <> r.refunded_by)) order by r.seq), '[]')
    from public.refunds as r where r.tenant_id = v_sale.tenant_id and r.sale_id = v_sale.id);
  v_shift uuid := (select s.id from public.shifts as s where s.tenant_id = v_sale.tenant_id and s.outlet_id = v_sale.outlet_id and s.closed_at is null);
begin
  return jsonb_build_object('refunds', v_refunds, 'outlet_id', v_sale.outlet_id, 'has_shift', v_shift is not null,
    'limit_sen', private.refund_limit_sen(v_sale.tenant_id), 'total_sen', v_sale.total_sen,
    'refunded_sen', (select coalesce(sum((x.value ->> 'total_sen')::bigint), 0) from jsonb_array_elements(v_refunds) as x),
    'may_void', v_sale.shift_id = v_shift and v_refunds = '[]' and not exists (select 1 from public.invoices as i
      where i.tenant_id = v_sale.tenant_id and i.sale_id = v_sale.id and i.status <> 'void'),
    'is_void', v_refunds @> '[{"kind": "void"}]',
    'methods', (select coalesce(jsonb_agg(jsonb_build_object('method', x.method, 'amount_sen', x.amount_sen) order by x.line_no), '[]')
      from public.sale_payments as x where x.tenant_id = v_sale.tenant_id and x.sale_id = v_sale.id),
    'rounding', (select jsonb_object_agg(m.method, private.payment_rounds(t.settings, m.method)) from public.tenants as t
      cross join unnest(array['cash', 'card', 'ewallet', 'transfer', 'duitnow']) as m (method) where t.id = v_sale.tenant_id),
    'lines', (select jsonb_agg(jsonb_build_object('line_no', l.line_no, 'description', l.description, 'unit', l.unit, 'quantity', l.quantity,
        'refunded', coalesce(d.quantity, 0), 'taxable_sen', l.taxable_sen, 'tax_sen', l.tax_sen, 'done_taxable_sen', coalesce(d.taxable_sen, 0),
        'done_tax_sen', coalesce(d.tax_sen, 0), 'restockable', coalesce(p.track_stock, false) and not l.from_ticket) order by l.line_no)
      from public.sale_lines as l left join public.products as p on p.tenant_id = l.tenant_id and p.id = l.product_id
      left join lateral (select sum(r.quantity) as quantity, sum(r.taxable_sen) as taxable_sen, sum(r.tax_sen) as tax_sen from public.refund_lines as r
        where r.tenant_id = l.tenant_id and r.sale_id = l.sale_id and r.sale_line_no = l.line_no) as d on true
     where l.tenant_id = v_sale.tenant_id and l.sale_id = v_sale.id));
end $$;
create function public.refund_offer(p_sale uuid) returns jsonb language sql stable set search_path = '' as $$ select private.refund_offer(p_sale) $$;

-- The slip of a refund, in the shape of a receipt.
create function private.refund_document(p_refund uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('sale.read');
  v_row public.refunds;
  v_doc jsonb;
begin
  select * into v_row from public.refunds as r where r.id = p_refund and r.tenant_id = v_tenant and r.outlet_id = any (private.outlet_ids());
  if v_row.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  v_doc := private.sale_document(v_tenant, v_row.sale_id);
  return v_doc || jsonb_build_object('kind', 'refund', 'id', v_row.id, 'number', v_row.number, 'original_number', v_doc -> 'number', 'status', 'paid', 'issued_at', v_row.created_at,
    'business_date', v_row.business_date, 'served_by', (select p.name from public.people as p where p.user_id = v_row.refunded_by),
    'subtotal_sen', v_row.taxable_sen, 'discount_sen', 0, 'order_discount_sen', 0, 'tax_sen', v_row.tax_sen, 'rounding_sen', v_row.rounding_sen,
    'total_sen', v_row.total_sen, 'paid_sen', v_row.total_sen, 'change_sen', 0, 'note', v_row.reason, 'void_reason', null,
    'lines', (select jsonb_agg(jsonb_build_object('no', r.line_no, 'description', l.description, 'quantity', r.quantity, 'unit', l.unit,
        'unit_price_sen', l.unit_price_sen, 'gross_sen', r.taxable_sen, 'discount_sen', 0, 'tax_code', l.tax_code, 'tax_rate_bp', l.tax_rate_bp,
        'taxable_sen', r.taxable_sen, 'tax_sen', r.tax_sen, 'warranty_days', 0) order by r.line_no)
      from public.refund_lines as r join public.sale_lines as l on l.tenant_id = r.tenant_id and l.sale_id = r.sale_id and l.line_no = r.sale_line_no
     where r.tenant_id = v_tenant and r.refund_id = v_row.id),
    'payments', (select coalesce(jsonb_agg(jsonb_build_object('no', x.line_no, 'method', x.method, 'amount_sen', x.amount_sen, 'tendered_sen', null,
        'reference', x.reference, 'status', 'received', 'at', v_row.created_at) order by x.line_no), '[]')
      from public.refund_payments as x where x.tenant_id = v_tenant and x.refund_id = v_row.id));
end $$;
create function public.refund_document(p_refund uuid) returns jsonb language sql stable set search_path = '' as $$ select private.refund_document(p_refund) $$;

grant execute on function private.refund_sale(jsonb), public.refund_sale(jsonb), private.void_sale(jsonb), public.void_sale(jsonb),
  private.refund_offer(uuid), public.refund_offer(uuid), private.refund_document(uuid), public.refund_document(uuid) to authenticated;
