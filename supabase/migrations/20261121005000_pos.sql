-- Counter: sales, their lines and payments. All append-only: a completed sale is never changed.

create table public.sales (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  outlet_id uuid not null,
  seq bigint not null,
  number text not null,
  -- Made by the counter before the first attempt: the second arrival of the same sale finds the first.
  client_key uuid not null,
  content_hash text not null,
  customer_id uuid,
  ticket_id uuid,
  subtotal_sen bigint not null,
  discount_sen bigint not null check (discount_sen >= 0),
  order_discount_sen bigint not null check (order_discount_sen >= 0),
  discount_reason text check (length(discount_reason) <= 200),
  tax_sen bigint not null check (tax_sen >= 0),
  rounding_sen bigint not null check (rounding_sen between -2 and 2),
  total_sen bigint not null check (total_sen >= 0),
  change_sen bigint not null default 0 check (change_sen >= 0),
  note text check (length(note) <= 400),
  sold_by text not null,
  -- The open shift of the outlet; a sale without cash may be made without one.
  shift_id uuid,
  business_date date not null,
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint sales_client_key_unique unique (tenant_id, client_key),
  constraint sales_number_unique unique (tenant_id, outlet_id, seq),
  constraint sales_discount_has_reason check (discount_sen + order_discount_sen = 0 or discount_reason is not null),
  constraint sales_total_adds_up check (total_sen = subtotal_sen - order_discount_sen + tax_sen + rounding_sen),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, customer_id) references public.customers (tenant_id, id),
  foreign key (tenant_id, shift_id) references public.shifts (tenant_id, id)
);
comment on table public.sales is 'One row per completed sale at the counter. subtotal_sen is after line discounts, before the order discount and tax.';
create index sales_created_idx on public.sales (tenant_id, created_at desc);
create index sales_date_idx on public.sales (tenant_id, business_date, outlet_id);
-- With what the policy asks of a row, so that rows are counted in the index.
create index sales_customer_idx on public.sales (tenant_id, customer_id) include (outlet_id);
create index sales_ticket_idx on public.sales (tenant_id, ticket_id);
create index sales_shift_idx on public.sales (tenant_id, shift_id);

create table public.sale_lines (
  tenant_id uuid not null,
  sale_id uuid not null,
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
  warranty_days integer not null default 0,
  primary key (tenant_id, sale_id, line_no),
  constraint sale_lines_adds_up check (taxable_sen = gross_sen - discount_sen - order_discount_sen and total_sen = taxable_sen + tax_sen),
  foreign key (tenant_id, sale_id) references public.sales (tenant_id, id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, product_id) references public.products (tenant_id, id)
);
comment on table public.sale_lines is 'Lines of a sale as they were: name, price, dated tax. list_price_sen is what the catalogue said that moment.';
create index sale_lines_product_idx on public.sale_lines (tenant_id, product_id);
create index sale_lines_outlet_idx on public.sale_lines (tenant_id, outlet_id);
create index sale_lines_tax_code_idx on public.sale_lines (tax_code);

create table public.sale_line_costs (
  tenant_id uuid not null,
  sale_id uuid not null,
  line_no integer not null,
  cost_sen bigint not null check (cost_sen >= 0),
  primary key (tenant_id, sale_id, line_no),
  foreign key (tenant_id, sale_id, line_no) references public.sale_lines (tenant_id, sale_id, line_no)
);
comment on table public.sale_line_costs is 'Unit cost frozen at the moment of sale; apart so that a policy can hide it.';

create table public.sale_payments (
  tenant_id uuid not null,
  sale_id uuid not null,
  line_no integer not null,
  outlet_id uuid not null,
  method text not null check (method in ('cash', 'card', 'ewallet', 'transfer', 'duitnow')),
  amount_sen bigint not null check (amount_sen > 0),
  tendered_sen bigint,
  reference text check (length(reference) <= 80),
  -- A DuitNow transfer counts only when it is seen on the account; matching writes its own row, never this one.
  status text not null check (status in ('received', 'unverified')),
  business_date date not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, sale_id, line_no),
  constraint sale_payments_cash_covers check (tendered_sen is null or (method = 'cash' and tendered_sen >= amount_sen)),
  constraint sale_payments_transfer_reference check (method <> 'transfer' or reference is not null),
  foreign key (tenant_id, sale_id) references public.sales (tenant_id, id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id)
);
comment on table public.sale_payments is 'How a sale was paid; amount_sen is what counts towards the bill, tendered_sen the cash handed over.';
create index sale_payments_date_idx on public.sale_payments (tenant_id, business_date, outlet_id);
create index sale_payments_outlet_idx on public.sale_payments (tenant_id, outlet_id);

create trigger sales_append_only before update or delete on public.sales for each row execute function private.append_only('note', 'discount_reason');
create trigger sale_lines_append_only before update or delete on public.sale_lines for each row execute function private.append_only('description');
create trigger sale_line_costs_append_only before update or delete on public.sale_line_costs for each row execute function private.append_only();
create trigger sale_payments_append_only before update or delete on public.sale_payments for each row execute function private.append_only('reference');
create trigger sales_audit after insert on public.sales for each row execute function private.audit('note', 'discount_reason');
create trigger sales_live after insert on public.sales for each row execute function private.notify_change('sales');

alter table public.sales enable row level security;
grant select on public.sales to authenticated;
grant all on public.sales to service_role;
create policy sales_select on public.sales for select to authenticated
  using (tenant_id = (select private.tenant_for('sale.read'))
    and case when (select private.every_outlet()) then true
      when (select private.customer_id()) is null then outlet_id = any ((select private.outlet_ids())::uuid[]) else customer_id = (select private.customer_id()) end);

alter table public.sale_lines enable row level security;
grant select on public.sale_lines to authenticated;
grant all on public.sale_lines to service_role;
create policy sale_lines_select on public.sale_lines for select to authenticated
  using (tenant_id = (select private.tenant_if('sale.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

alter table public.sale_line_costs enable row level security;
grant select on public.sale_line_costs to authenticated;
grant all on public.sale_line_costs to service_role;
create policy sale_line_costs_select on public.sale_line_costs for select to authenticated
  using (tenant_id = (select private.tenant_if('cost.read')));

alter table public.sale_payments enable row level security;
grant select on public.sale_payments to authenticated;
grant all on public.sale_payments to service_role;
create policy sale_payments_select on public.sale_payments for select to authenticated
  using (tenant_id = (select private.tenant_if('sale.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);
