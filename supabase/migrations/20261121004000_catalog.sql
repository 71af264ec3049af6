-- Catalogue: what the shop sells, at which price and tax. What it costs the shop is a table of its own.

create table public.tax_codes (
  code text primary key check (code ~ '^[A-Z0-9-]{2,12}$'),
  name text not null
);
comment on table public.tax_codes is 'Kinds of tax a line can carry. Reference rows, the same for every tenant.';

create table public.tax_rates (
  code text not null references public.tax_codes (code),
  valid_from date not null,
  rate_bp integer not null check (rate_bp between 0 and 10000),
  source text not null,
  primary key (code, valid_from)
);
comment on table public.tax_rates is 'Rate of a tax code from a day on, in basis points; the newest row not after the day of the sale holds.';

insert into public.tax_codes (code, name) values ('NONE', 'No tax'), ('SST-S', 'Service tax');
insert into public.tax_rates (code, valid_from, rate_bp, source) values
  ('NONE', '2000-01-01', 0, 'Goods sold at retail carry no service tax'),
  ('SST-S', '2018-09-01', 600, 'Service Tax Act 2018, Service Tax (Rate of Tax) Order 2018'),
  ('SST-S', '2024-03-01', 800, 'Service Tax (Rate of Tax) (Amendment) Order 2024; repair and maintenance services taxable since');

alter table public.tax_codes enable row level security;
grant select on public.tax_codes to authenticated;
grant all on public.tax_codes to service_role;
create policy tax_codes_select on public.tax_codes for select to authenticated using (true);

alter table public.tax_rates enable row level security;
grant select on public.tax_rates to authenticated;
grant all on public.tax_rates to service_role;
create policy tax_rates_select on public.tax_rates for select to authenticated using (true);

create table public.product_categories (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  name text not null check (length(name) between 1 and 80),
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint product_categories_name_unique unique (tenant_id, name)
);
comment on table public.product_categories is 'How a tenant groups what it sells.';

create table public.products (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  category_id uuid,
  kind text not null default 'product' check (kind in ('product', 'service')),
  sku text not null check (length(sku) between 1 and 40),
  barcode text check (length(barcode) between 3 and 48),
  name text not null check (length(name) between 1 and 160),
  unit text not null default 'unit' check (length(unit) between 1 and 16),
  price_sen bigint not null check (price_sen between 0 and 100000000000),
  tax_code text not null default 'NONE' references public.tax_codes (code),
  reorder_level numeric(14, 3) not null default 0 check (reorder_level >= 0),
  track_stock boolean not null default true,
  warranty_days integer not null default 0 check (warranty_days between 0 and 3650),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint products_sku_unique unique (tenant_id, sku),
  constraint products_barcode_unique unique (tenant_id, barcode),
  constraint products_service_has_no_stock check (kind = 'product' or not track_stock),
  constraint products_goods_no_service_tax check (kind = 'service' or tax_code <> 'SST-S'),
  foreign key (tenant_id, category_id) references public.product_categories (tenant_id, id)
);
comment on table public.products is 'Goods and services at their selling price. Nothing here is secret from customers; cost is in product_costs.';
create index products_category_idx on public.products (tenant_id, category_id);
create index products_name_idx on public.products (tenant_id, lower(name));
-- The stock list by name: a page of it walks the index, however many products there are.
create index products_list_idx on public.products (tenant_id, name, id);
create index products_name_trgm_idx on public.products using gin (lower(name) extensions.gin_trgm_ops);
create index products_tax_code_idx on public.products (tax_code);

create table public.product_costs (
  tenant_id uuid not null,
  product_id uuid not null,
  cost_sen bigint not null check (cost_sen between 0 and 100000000000),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, product_id),
  foreign key (tenant_id, product_id) references public.products (tenant_id, id)
);
comment on table public.product_costs is 'What one unit costs the shop; apart from products so that a policy can hide it.';

create trigger products_touch before update on public.products for each row execute function private.touch();
create trigger product_costs_touch before update on public.product_costs for each row execute function private.touch();
create trigger product_categories_audit after insert or update or delete on public.product_categories for each row execute function private.audit();
create trigger products_audit after insert or update or delete on public.products for each row execute function private.audit();
create trigger product_costs_audit after insert or update or delete on public.product_costs for each row execute function private.audit();

alter table public.product_categories enable row level security;
grant select on public.product_categories to authenticated;
grant all on public.product_categories to service_role;
create policy product_categories_select on public.product_categories for select to authenticated
  using (tenant_id = (select private.tenant_for('catalog.read')));

alter table public.products enable row level security;
grant select on public.products to authenticated;
grant all on public.products to service_role;
create policy products_select on public.products for select to authenticated
  using (tenant_id = (select private.tenant_for('catalog.read'))
    and case when (select private.customer_id()) is null then true else is_active end);

alter table public.product_costs enable row level security;
grant select on public.product_costs to authenticated;
grant all on public.product_costs to service_role;
create policy product_costs_select on public.product_costs for select to authenticated
  using (tenant_id = (select private.tenant_if('cost.read')));

-- Functions --------------------------------------------------------------------------------------------------------------

-- Rate of a code on a day for a tenant registered from p_sst_from on (null = not registered: no tax).
create function private.tax_rate_bp(p_code text, p_on date, p_sst_from date) returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  if p_sst_from is null or p_on < p_sst_from then return 0; end if;
  return coalesce((select r.rate_bp from public.tax_rates as r where r.code = p_code and r.valid_from <= p_on order by r.valid_from desc limit 1), 0);
end $$;

-- p: {id?, kind, sku, barcode?, name, unit, category?, price_sen, tax_code, reorder_level, track_stock, warranty_days, is_active, cost_sen?}.
-- `category` is a name: an unknown one is created. Returns {id}.
create function private.save_product(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('catalog.write');
  v_id uuid := nullif(p ->> 'id', '')::uuid;
  v_category_name text := nullif(trim(p ->> 'category'), '');
  v_category uuid;
  v_row public.products := jsonb_populate_record(null::public.products, p);
begin
  if v_category_name is not null then
    insert into public.product_categories (tenant_id, name) values (v_tenant, v_category_name)
    on conflict (tenant_id, name) do nothing;
    select c.id into v_category from public.product_categories as c where c.tenant_id = v_tenant and c.name = v_category_name;
  end if;
  if v_id is null then
    insert into public.products (tenant_id, category_id, kind, sku, barcode, name, unit, price_sen, tax_code, reorder_level, track_stock, warranty_days, is_active)
    values (v_tenant, v_category, v_row.kind, v_row.sku, nullif(v_row.barcode, ''), v_row.name, v_row.unit, v_row.price_sen, v_row.tax_code,
      coalesce(v_row.reorder_level, 0), v_row.kind = 'product' and coalesce(v_row.track_stock, true), coalesce(v_row.warranty_days, 0), coalesce(v_row.is_active, true))
    returning id into v_id;
  else
    update public.products as t set category_id = v_category, kind = v_row.kind, sku = v_row.sku, barcode = nullif(v_row.barcode, ''), name = v_row.name,
      unit = v_row.unit, price_sen = v_row.price_sen, tax_code = v_row.tax_code, reorder_level = coalesce(v_row.reorder_level, 0),
      track_stock = v_row.kind = 'product' and coalesce(v_row.track_stock, true), warranty_days = coalesce(v_row.warranty_days, 0),
      is_active = coalesce(v_row.is_active, true)
     where t.id = v_id and t.tenant_id = v_tenant;
    if not found then perform private.refuse('input.not_found', '{}', 404); end if;
  end if;
  if p ->> 'cost_sen' is not null and private.can('cost.read') then
    insert into public.product_costs (tenant_id, product_id, cost_sen) values (v_tenant, v_id, (p ->> 'cost_sen')::bigint)
    on conflict (tenant_id, product_id) do update set cost_sen = excluded.cost_sen;
  end if;
  return jsonb_build_object('id', v_id);
end $$;
create function public.save_product(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.save_product(p) $$;

grant execute on function private.tax_rate_bp(text, date, date), private.save_product(jsonb), public.save_product(jsonb) to authenticated;
