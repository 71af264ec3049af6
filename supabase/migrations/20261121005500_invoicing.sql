-- Invoices: a bill on a customer's name, paid later or already. What is issued never changes; payments are a ledger.

-- The repair desk came after the counter.
alter table public.sales add constraint sales_ticket_fk foreign key (tenant_id, ticket_id) references public.repair_tickets (tenant_id, id);

create table public.invoices (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  outlet_id uuid not null,
  -- Taken when issued: a draft that is thrown away leaves no gap.
  seq bigint,
  number text,
  status text not null default 'draft' check (status in ('draft', 'issued', 'partly_paid', 'paid', 'void')),
  client_key uuid not null,
  content_hash text not null,
  customer_id uuid not null,
  -- As it was on the day of issue.
  bill_to_name text,
  sale_id uuid,
  ticket_id uuid,
  subtotal_sen bigint not null,
  discount_sen bigint not null check (discount_sen >= 0),
  order_discount_sen bigint not null check (order_discount_sen >= 0),
  discount_reason text check (length(discount_reason) <= 200),
  tax_sen bigint not null check (tax_sen >= 0),
  rounding_sen bigint not null default 0 check (rounding_sen between -2 and 2),
  total_sen bigint not null check (total_sen >= 0),
  paid_sen bigint not null default 0,
  note text check (length(note) <= 400),
  due_date date,
  business_date date,
  issued_at timestamptz,
  void_reason text check (length(void_reason) between 3 and 200),
  voided_at timestamptz,
  voided_by text,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint invoices_client_key_unique unique (tenant_id, client_key),
  constraint invoices_number_unique unique (tenant_id, outlet_id, seq),
  constraint invoices_sale_unique unique (tenant_id, sale_id),
  constraint invoices_paid_within_total check (paid_sen between 0 and total_sen),
  constraint invoices_issued_has_number check (status in ('draft', 'void') or (number is not null and issued_at is not null and due_date is not null)),
  constraint invoices_void_has_reason check ((status = 'void') = (void_reason is not null)),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, customer_id) references public.customers (tenant_id, id),
  foreign key (tenant_id, sale_id) references public.sales (tenant_id, id),
  foreign key (tenant_id, ticket_id) references public.repair_tickets (tenant_id, id)
);
comment on table public.invoices is 'Bills on a name. Overdue is not stored: issued or partly paid after due_date.';
create index invoices_created_idx on public.invoices (tenant_id, created_at desc);
create index invoices_open_idx on public.invoices (tenant_id, due_date) where status in ('issued', 'partly_paid');
create index invoices_customer_idx on public.invoices (tenant_id, customer_id) include (outlet_id, status);
create unique index invoices_ticket_idx on public.invoices (tenant_id, ticket_id) where status <> 'void';
create index invoices_ticket_all_idx on public.invoices (tenant_id, ticket_id);

create table public.invoice_lines (
  tenant_id uuid not null,
  invoice_id uuid not null,
  line_no integer not null,
  outlet_id uuid not null,
  product_id uuid,
  description text not null check (length(description) between 1 and 400),
  quantity numeric(14, 3) not null check (quantity > 0),
  unit text not null,
  unit_price_sen bigint not null check (unit_price_sen >= 0),
  list_price_sen bigint not null check (list_price_sen >= 0),
  gross_sen bigint not null,
  discount_sen bigint not null,
  order_discount_sen bigint not null,
  tax_code text not null references public.tax_codes (code),
  tax_rate_bp integer not null,
  taxable_sen bigint not null,
  tax_sen bigint not null,
  total_sen bigint not null,
  from_ticket boolean not null default false,
  -- Goods that leave the shelf when the invoice is issued (not when the counter or the repair has already moved them).
  moves_stock boolean not null default false,
  warranty_days integer not null default 0,
  primary key (tenant_id, invoice_id, line_no),
  constraint invoice_lines_adds_up check (taxable_sen = gross_sen - discount_sen - order_discount_sen and total_sen = taxable_sen + tax_sen),
  foreign key (tenant_id, invoice_id) references public.invoices (tenant_id, id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, product_id) references public.products (tenant_id, id)
);
comment on table public.invoice_lines is 'Lines of an invoice, priced when it was made. Append-only.';
create index invoice_lines_product_idx on public.invoice_lines (tenant_id, product_id);
create index invoice_lines_outlet_idx on public.invoice_lines (tenant_id, outlet_id);
create index invoice_lines_tax_code_idx on public.invoice_lines (tax_code);

create table public.invoice_payments (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  invoice_id uuid not null,
  outlet_id uuid not null,
  client_key uuid not null,
  content_hash text not null,
  method text not null check (method in ('cash', 'card', 'ewallet', 'transfer', 'duitnow')),
  amount_sen bigint not null check (amount_sen > 0),
  -- Cash that closes the bill is rounded to 5 sen: amount - rounding is what the invoice is credited.
  rounding_sen bigint not null default 0 check (rounding_sen between -2 and 2),
  tendered_sen bigint,
  reference text check (length(reference) <= 80),
  status text not null check (status in ('received', 'unverified')),
  taken_by text not null,
  -- The money's shift, which need not be that of the invoice.
  shift_id uuid,
  business_date date not null,
  created_at timestamptz not null default now(),
  constraint invoice_payments_client_key_unique unique (tenant_id, client_key),
  constraint invoice_payments_cash_covers check (tendered_sen is null or (method = 'cash' and tendered_sen >= amount_sen)),
  constraint invoice_payments_transfer_reference check (method <> 'transfer' or reference is not null),
  foreign key (tenant_id, invoice_id) references public.invoices (tenant_id, id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, shift_id) references public.shifts (tenant_id, id)
);
comment on table public.invoice_payments is 'Ledger of money taken for invoices; the balance follows from it by trigger.';
create index invoice_payments_invoice_idx on public.invoice_payments (tenant_id, invoice_id);
create index invoice_payments_date_idx on public.invoice_payments (tenant_id, business_date, outlet_id);
create index invoice_payments_shift_idx on public.invoice_payments (tenant_id, shift_id);
create index invoice_payments_outlet_idx on public.invoice_payments (tenant_id, outlet_id);

-- State machine ------------------------------------------------------------------------------------------------------------

create table public.invoice_transitions (
  from_status text not null,
  to_status text not null,
  primary key (from_status, to_status)
);
comment on table public.invoice_transitions is 'Which status may follow which; the trigger refuses the rest and the screen shows these buttons.';
insert into public.invoice_transitions (from_status, to_status) values
  ('draft', 'issued'), ('draft', 'void'), ('issued', 'partly_paid'), ('issued', 'paid'), ('partly_paid', 'paid'), ('issued', 'void');
alter table public.invoice_transitions enable row level security;
grant select on public.invoice_transitions to authenticated;
grant all on public.invoice_transitions to service_role;
create policy invoice_transitions_select on public.invoice_transitions for select to authenticated using (true);

create function private.guard_invoice() returns trigger language plpgsql security definer set search_path = '' as $$
declare v_free text[] := array['status', 'paid_sen', 'void_reason', 'voided_at', 'voided_by', 'updated_at'];
begin
  if tg_op = 'DELETE' then perform private.refuse('ledger.append_only', jsonb_build_object('table', tg_table_name), 403); end if;
  if new.status <> old.status and not exists (select 1 from public.invoice_transitions as t where t.from_status = old.status and t.to_status = new.status) then
    perform private.refuse('invoice.wrong_status', jsonb_build_object('from', old.status, 'to', new.status));
  end if;
  -- Erasing a person takes the name and what was noted off; nothing else of an issued invoice ever changes.
  if private.is_redacting(old.tenant_id) then v_free := v_free || array['bill_to_name', 'note', 'discount_reason']; end if;
  if old.status <> 'draft' and to_jsonb(new) - v_free is distinct from to_jsonb(old) - v_free then
    perform private.refuse('invoice.issued_is_final');
  end if;
  return new;
end $$;
create trigger invoices_guard before update or delete on public.invoices for each row execute function private.guard_invoice();

create function private.apply_invoice_payment() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.invoices set paid_sen = paid_sen + new.amount_sen - new.rounding_sen,
    status = case when paid_sen + new.amount_sen - new.rounding_sen >= total_sen then 'paid' else 'partly_paid' end
   where tenant_id = new.tenant_id and id = new.invoice_id;
  return null;
end $$;
create trigger invoice_payments_apply after insert on public.invoice_payments for each row execute function private.apply_invoice_payment();
create trigger invoice_payments_append_only before update or delete on public.invoice_payments for each row execute function private.append_only('reference');
create trigger invoice_lines_append_only before update or delete on public.invoice_lines for each row execute function private.append_only('description');
create trigger invoices_touch before update on public.invoices for each row execute function private.touch();
create trigger invoices_audit after insert or update or delete on public.invoices
  for each row execute function private.audit('bill_to_name', 'note', 'discount_reason', 'void_reason');
create trigger invoices_live after insert or update on public.invoices for each row execute function private.notify_change('invoices');

-- Policies -------------------------------------------------------------------------------------------------------------------

alter table public.invoices enable row level security;
grant select on public.invoices to authenticated;
grant all on public.invoices to service_role;
create policy invoices_select on public.invoices for select to authenticated
  using (tenant_id = (select private.tenant_for('invoice.read'))
    and case when (select private.every_outlet()) then true
      when (select private.customer_id()) is null then outlet_id = any ((select private.outlet_ids())::uuid[]) else customer_id = (select private.customer_id()) and status <> 'draft' end);

alter table public.invoice_lines enable row level security;
grant select on public.invoice_lines to authenticated;
grant all on public.invoice_lines to service_role;
create policy invoice_lines_select on public.invoice_lines for select to authenticated
  using (tenant_id = (select private.tenant_if('invoice.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

alter table public.invoice_payments enable row level security;
grant select on public.invoice_payments to authenticated;
grant all on public.invoice_payments to service_role;
create policy invoice_payments_select on public.invoice_payments for select to authenticated
  using (tenant_id = (select private.tenant_if('invoice.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

-- Functions --------------------------------------------------------------------------------------------------------------------

create function private.lock_invoice(p_capability text, p_invoice uuid) returns public.invoices
language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require(p_capability);
  v_row public.invoices;
begin
  select * into v_row from public.invoices as i where i.id = p_invoice and i.tenant_id = v_tenant for update;
  if v_row.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  perform private.require(p_capability, v_row.outlet_id);
  return v_row;
end $$;

-- Issues a draft: ticket and stock first, the number last.
create function private.issue_draft(p_invoice uuid, p_due date) returns public.invoices language plpgsql security definer set search_path = '' as $$
declare
  v_row public.invoices;
  v_on date;
  v_lines jsonb;
  v_seq bigint;
begin
  select * into v_row from public.invoices as i where i.id = p_invoice;
  if v_row.status <> 'draft' then perform private.refuse('invoice.wrong_status', jsonb_build_object('from', v_row.status, 'to', 'issued')); end if;
  v_on := private.business_date(v_row.outlet_id);
  if p_due < v_on then perform private.refuse('invoice.due_in_past', '{}', 422); end if;
  select jsonb_agg(to_jsonb(l) order by l.line_no) into v_lines from public.invoice_lines as l where l.tenant_id = v_row.tenant_id and l.invoice_id = v_row.id;
  if v_row.sale_id is null and exists (select 1 from jsonb_to_recordset(v_lines) as l (tax_code text, tax_rate_bp integer)
      cross join public.tenants as t where t.id = v_row.tenant_id and private.tax_rate_bp(l.tax_code, v_on, t.sst_from) <> l.tax_rate_bp) then
    perform private.refuse('invoice.tax_changed');
  end if;
  if v_row.ticket_id is not null and v_row.sale_id is null then perform private.ticket_settled(v_row.tenant_id, v_row.ticket_id, v_row.id); end if;
  perform private.move_sold_stock(v_row.tenant_id, v_row.outlet_id, v_on, 'invoice_line', v_row.id, v_lines);
  v_seq := private.next_number(v_row.tenant_id, v_row.outlet_id, 'invoice');
  update public.invoices as i set status = 'issued', seq = v_seq, number = private.document_number('INV', v_row.outlet_id, v_seq), issued_at = now(),
      business_date = v_on, due_date = coalesce(p_due, v_on), bill_to_name = (select c.name from public.customers as c where c.id = v_row.customer_id)
   where i.id = v_row.id returning * into v_row;
  perform private.emit_event(v_row.tenant_id, 'invoice/issued', 'invoice', v_row.id::text, jsonb_build_object('outlet_id', v_row.outlet_id));
  if v_row.sale_id is not null or v_row.total_sen = 0 then
    -- Paid at the counter already: the money is in sale_payments.
    update public.invoices as i set status = 'paid', paid_sen = i.total_sen where i.id = v_row.id returning * into v_row;
  end if;
  return v_row;
end $$;

create function private.invoice_answer(p public.invoices) returns jsonb language sql immutable set search_path = '' as $$
  select jsonb_build_object('invoice_id', p.id, 'number', p.number, 'status', p.status, 'total_sen', p.total_sen, 'paid_sen', p.paid_sen, 'balance_sen', p.total_sen - p.paid_sen)
$$;

-- p: {key, outlet_id, customer_id, issue: boolean, due_date?, sale_id? | (ticket_id?, lines: as complete_sale, order, reason?), note?, expected: {tax_sen, total_sen}?}
create function private.create_invoice(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_outlet uuid := (p ->> 'outlet_id')::uuid;
  v_tenant uuid := private.require('invoice.write', v_outlet);
  v_key uuid := (p ->> 'key')::uuid;
  v_sale_id uuid := (p ->> 'sale_id')::uuid;
  v_ticket uuid := (p ->> 'ticket_id')::uuid;
  v_hash text := md5(p::text);
  v_row public.invoices;
  v_sale public.sales;
  v_settlement jsonb := '{}';
  v_lines jsonb;
  v_bill jsonb;
  v_customer uuid := (p ->> 'customer_id')::uuid;
begin
  if v_outlet is null or v_key is null then perform private.refuse('input.invalid', '{}', 422); end if;
  perform pg_advisory_xact_lock(hashtextextended(v_tenant::text || v_key::text, 55));
  select * into v_row from public.invoices as i where i.tenant_id = v_tenant and i.client_key = v_key;
  if v_row.id is not null then
    if v_row.content_hash <> v_hash then perform private.refuse('invoice.key_reused', private.invoice_answer(v_row)); end if;
    return private.invoice_answer(v_row);
  end if;

  if v_sale_id is not null then
    select * into v_sale from public.sales as s where s.tenant_id = v_tenant and s.id = v_sale_id and s.outlet_id = v_outlet;
    if v_sale.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
    if exists (select 1 from public.invoices as i where i.tenant_id = v_tenant and i.sale_id = v_sale_id) then perform private.refuse('invoice.sale_has_one'); end if;
    v_customer := coalesce(v_sale.customer_id, v_customer);
    v_ticket := v_sale.ticket_id;
    v_bill := to_jsonb(v_sale) || jsonb_build_object('lines', (select jsonb_agg(to_jsonb(l) || '{"moves_stock": false}' order by l.line_no)
      from public.sale_lines as l where l.tenant_id = v_tenant and l.sale_id = v_sale_id));
  else
    if v_ticket is not null then v_settlement := private.ticket_settlement(v_tenant, v_ticket); end if;
    v_lines := private.resolve_cart(v_tenant, private.business_date(v_outlet), coalesce(v_settlement -> 'lines', '[]'), coalesce(p -> 'lines', '[]'));
    if jsonb_array_length(v_lines) not between 1 and 300 then perform private.refuse('sale.empty', '{}', 422); end if;
    perform private.check_discounts(v_lines, p -> 'order', p ->> 'reason');
    -- Rounding belongs to the moment of paying over the counter, so a bill on account is exact.
    v_bill := private.price_cart(v_lines, p -> 'order', false);
    v_customer := coalesce(v_customer, (v_settlement ->> 'customer_id')::uuid);
    if p #> '{expected,total_sen}' is not null and ((p #>> '{expected,total_sen}')::bigint <> (v_bill ->> 'total_sen')::bigint
        or (p #>> '{expected,tax_sen}')::bigint is distinct from (v_bill ->> 'tax_sen')::bigint) then
      perform private.refuse('sale.total_changed', jsonb_build_object('total_sen', v_bill -> 'total_sen', 'tax_sen', v_bill -> 'tax_sen', 'rounding_sen', 0));
    end if;
  end if;
  if v_customer is null then perform private.refuse('invoice.customer_required', '{}', 422); end if;

  insert into public.invoices (tenant_id, outlet_id, client_key, content_hash, customer_id, sale_id, ticket_id, subtotal_sen, discount_sen, order_discount_sen,
    discount_reason, tax_sen, rounding_sen, total_sen, note, due_date, created_by)
  values (v_tenant, v_outlet, v_key, v_hash, v_customer, v_sale_id, v_ticket, (v_bill ->> 'subtotal_sen')::bigint, (v_bill ->> 'discount_sen')::bigint,
    (v_bill ->> 'order_discount_sen')::bigint, coalesce(nullif(trim(p ->> 'reason'), ''), v_sale.discount_reason), (v_bill ->> 'tax_sen')::bigint,
    (v_bill ->> 'rounding_sen')::bigint, (v_bill ->> 'total_sen')::bigint, nullif(trim(p ->> 'note'), ''), (p ->> 'due_date')::date, coalesce(private.person_id(), 'system'))
  returning * into v_row;
  insert into public.invoice_lines (tenant_id, invoice_id, line_no, outlet_id, product_id, description, quantity, unit, unit_price_sen, list_price_sen, gross_sen,
    discount_sen, order_discount_sen, tax_code, tax_rate_bp, taxable_sen, tax_sen, total_sen, from_ticket, moves_stock, warranty_days)
  select v_tenant, v_row.id, l.line_no, v_outlet, l.product_id, l.description, l.quantity, l.unit, l.unit_price_sen, l.list_price_sen, l.gross_sen,
    l.discount_sen, l.order_discount_sen, l.tax_code, l.tax_rate_bp, l.taxable_sen, l.tax_sen, l.total_sen, l.from_ticket, coalesce(l.moves_stock, false), l.warranty_days
    from jsonb_populate_recordset(null::public.invoice_lines, v_bill -> 'lines') as l;
  if (p ->> 'issue')::boolean then v_row := private.issue_draft(v_row.id, (p ->> 'due_date')::date); end if;
  return private.invoice_answer(v_row);
end $$;
create function public.create_invoice(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.create_invoice(p) $$;

-- Issuing twice is harmless: the second finds it issued.
create function private.issue_invoice(p_invoice uuid, p_due date) returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_row public.invoices := private.lock_invoice('invoice.write', p_invoice);
begin
  if v_row.status in ('issued', 'partly_paid', 'paid') then return private.invoice_answer(v_row); end if;
  return private.invoice_answer(private.issue_draft(p_invoice, coalesce(p_due, v_row.due_date)));
end $$;
create function public.issue_invoice(p_invoice uuid, p_due date default null) returns jsonb language sql set search_path = '' as $$ select private.issue_invoice(p_invoice, p_due) $$;

-- p: {key, invoice_id, method, amount_sen, tendered_sen?, reference?}. Returns the invoice's answer with change_sen.
create function private.record_invoice_payment(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_row public.invoices := private.lock_invoice('invoice.write', (p ->> 'invoice_id')::uuid);
  v_key uuid := (p ->> 'key')::uuid;
  v_method text := p ->> 'method';
  v_amount bigint := (p ->> 'amount_sen')::bigint;
  v_tendered bigint := (p ->> 'tendered_sen')::bigint;
  v_balance bigint := v_row.total_sen - v_row.paid_sen;
  v_rounded bigint;
  v_rounding bigint := 0;
  v_on date := private.business_date(v_row.outlet_id);
  v_shift uuid := private.open_shift_id(v_row.tenant_id, v_row.outlet_id);
  v_old public.invoice_payments;
begin
  select * into v_old from public.invoice_payments as x where x.tenant_id = v_row.tenant_id and x.client_key = v_key;
  if v_old.id is not null then
    if v_old.content_hash <> md5(p::text) then perform private.refuse('payment.key_reused'); end if;
    return private.invoice_answer(v_row) || jsonb_build_object('change_sen', coalesce(v_old.tendered_sen - v_old.amount_sen, 0));
  end if;
  if v_key is null or v_amount is null or v_amount <= 0 or v_method is null or v_method not in ('cash', 'card', 'ewallet', 'transfer', 'duitnow')
     or (v_method <> 'cash' and v_tendered is not null) then
    perform private.refuse('payment.invalid', '{}', 422);
  end if;
  if v_row.status not in ('issued', 'partly_paid') then perform private.refuse('invoice.not_payable', jsonb_build_object('status', v_row.status)); end if;
  if v_method = 'transfer' and length(trim(coalesce(p ->> 'reference', ''))) < 3 then perform private.refuse('payment.reference_required', '{}', 422); end if;
  if v_method = 'cash' and coalesce(v_tendered, v_amount) < v_amount then perform private.refuse('payment.cash_short', '{}', 422); end if;
  if v_method = 'cash' and (v_amount % 5 <> 0 or v_tendered % 5 <> 0) then perform private.refuse('payment.cash_not_round', '{}', 422); end if;
  v_rounded := v_balance + (array[0, -1, -2, 2, 1])[(v_balance % 5)::integer + 1];
  if v_amount = v_rounded and (select private.payment_rounds(t.settings, v_method) from public.tenants as t where t.id = v_row.tenant_id) then
    v_rounding := v_rounded - v_balance;
  elsif v_amount > v_balance then
    perform private.refuse('payment.too_much', jsonb_build_object('balance_sen', v_balance), 422);
  end if;
  insert into public.invoice_payments (tenant_id, invoice_id, outlet_id, client_key, content_hash, method, amount_sen, rounding_sen, tendered_sen, reference, status, taken_by, shift_id, business_date)
  values (v_row.tenant_id, v_row.id, v_row.outlet_id, v_key, md5(p::text), v_method, v_amount, v_rounding, v_tendered, nullif(trim(p ->> 'reference'), ''),
    case v_method when 'duitnow' then 'unverified' else 'received' end, coalesce(private.person_id(), 'system'), v_shift, v_on);
  if v_method = 'cash' then perform private.move_cash(v_row.tenant_id, v_row.outlet_id, v_shift, 'invoice', v_amount, v_key, v_on); end if;
  select * into v_row from public.invoices as i where i.id = v_row.id;
  if v_row.status = 'paid' then
    perform private.emit_event(v_row.tenant_id, 'invoice/paid', 'invoice', v_row.id::text, jsonb_build_object('outlet_id', v_row.outlet_id));
  end if;
  return private.invoice_answer(v_row) || jsonb_build_object('change_sen', coalesce(v_tendered - v_amount, 0));
end $$;
create function public.record_invoice_payment(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.record_invoice_payment(p) $$;

-- Only what nobody has paid for yet. Goods go back on the shelf by opposite moves, the ticket is open for payment again.
create function private.void_invoice(p_invoice uuid, p_reason text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_row public.invoices := private.lock_invoice('invoice.write', p_invoice);
begin
  if v_row.status = 'void' then return private.invoice_answer(v_row); end if;
  if length(trim(coalesce(p_reason, ''))) < 3 then perform private.refuse('invoice.reason_required', '{}', 422); end if;
  if v_row.status = 'issued' then
    insert into public.stock_moves (tenant_id, outlet_id, product_id, quantity, reason, source_type, source_id, note, created_by, business_date)
    select l.tenant_id, l.outlet_id, l.product_id, l.quantity, 'return', 'invoice_void', l.invoice_id || ':' || l.line_no, v_row.number,
      coalesce(private.person_id(), 'system'), private.business_date(l.outlet_id)
      from public.invoice_lines as l where l.tenant_id = v_row.tenant_id and l.invoice_id = v_row.id and l.moves_stock order by l.product_id, l.line_no;
    if v_row.ticket_id is not null then perform private.ticket_settled(v_row.tenant_id, v_row.ticket_id, null); end if;
  end if;
  update public.invoices as i set status = 'void', void_reason = trim(p_reason), voided_at = now(), voided_by = private.person_id() where i.id = v_row.id returning * into v_row;
  return private.invoice_answer(v_row);
end $$;
create function public.void_invoice(p_invoice uuid, p_reason text) returns jsonb language sql set search_path = '' as $$ select private.void_invoice(p_invoice, p_reason) $$;

grant execute on function private.create_invoice(jsonb), public.create_invoice(jsonb), private.issue_invoice(uuid, date), public.issue_invoice(uuid, date),
  private.record_invoice_payment(jsonb), public.record_invoice_payment(jsonb), private.void_invoice(uuid, text), public.void_invoice(uuid, text) to authenticated;
