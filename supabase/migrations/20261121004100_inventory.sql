-- Inventory: an append-only ledger of moves; what is on the shelf follows from it in the same transaction.

create table public.stock_levels (
  tenant_id uuid not null references public.tenants (id),
  outlet_id uuid not null,
  product_id uuid not null,
  on_hand numeric(14, 3) not null default 0 constraint stock_levels_on_hand_not_negative check (on_hand >= 0),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, outlet_id, product_id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, product_id) references public.products (tenant_id, id)
);
comment on table public.stock_levels is 'What is on the shelf now. Written only by the trigger on stock_moves.';
create index stock_levels_product_idx on public.stock_levels (tenant_id, product_id);

create table public.stock_moves (
  id bigint generated always as identity primary key,
  tenant_id uuid not null references public.tenants (id),
  outlet_id uuid not null,
  product_id uuid not null,
  quantity numeric(14, 3) not null check (quantity <> 0),
  reason text not null check (reason in ('sale', 'return', 'receive', 'adjust', 'repair', 'transfer')),
  source_type text not null,
  source_id text not null,
  note text check (length(note) <= 400),
  created_by text not null,
  business_date date not null,
  created_at timestamptz not null default now(),
  -- One move per source line, product and outlet: what arrives twice moves once.
  constraint stock_moves_source_unique unique (tenant_id, source_type, source_id, product_id, outlet_id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, product_id) references public.products (tenant_id, id)
);
comment on table public.stock_moves is 'Ledger of stock. Corrected by an opposite move, never by change.';
create index stock_moves_product_idx on public.stock_moves (tenant_id, product_id, id desc);
create index stock_moves_outlet_idx on public.stock_moves (tenant_id, outlet_id, id desc);

-- Runs as owner: nobody touches the level itself. A move that would go below zero is refused here, with the name of the product;
-- the check on the table is the second net.
create function private.apply_stock_move() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v_on_hand numeric;
  v_product record;
begin
  update public.stock_levels set on_hand = on_hand + new.quantity, updated_at = now()
   where tenant_id = new.tenant_id and outlet_id = new.outlet_id and product_id = new.product_id and on_hand + new.quantity >= 0
  returning on_hand into v_on_hand;
  if not found then
    if new.quantity > 0 then
      insert into public.stock_levels as s (tenant_id, outlet_id, product_id, on_hand) values (new.tenant_id, new.outlet_id, new.product_id, new.quantity)
      on conflict (tenant_id, outlet_id, product_id) do update set on_hand = s.on_hand + excluded.on_hand;
      return null;
    end if;
    select p.name, coalesce((select s.on_hand from public.stock_levels as s
        where s.tenant_id = new.tenant_id and s.outlet_id = new.outlet_id and s.product_id = new.product_id), 0) as on_hand
      into v_product from public.products as p where p.id = new.product_id;
    perform private.refuse('stock.insufficient', jsonb_build_object('product_id', new.product_id, 'name', v_product.name, 'on_hand', trim_scale(v_product.on_hand)));
  end if;
  if new.quantity < 0 then
    -- Only the crossing is news, not every sale below the level.
    perform private.emit_event(new.tenant_id, 'stock/low', 'product', new.product_id::text, jsonb_build_object('outlet_id', new.outlet_id))
       from public.products as p
      where p.id = new.product_id and p.reorder_level > 0 and v_on_hand <= p.reorder_level and v_on_hand - new.quantity > p.reorder_level;
  end if;
  return null;
end $$;
create trigger stock_moves_apply after insert on public.stock_moves for each row execute function private.apply_stock_move();
-- A level that a move changes is explained by the move; one that anybody changes by hand is told.
create trigger stock_levels_audit after insert or update or delete on public.stock_levels
  for each row when (pg_trigger_depth() = 0) execute function private.audit();
create trigger stock_moves_append_only before update or delete on public.stock_moves for each row execute function private.append_only();

alter table public.stock_levels enable row level security;
grant select on public.stock_levels to authenticated;
grant all on public.stock_levels to service_role;
create policy stock_levels_select on public.stock_levels for select to authenticated
  using (tenant_id = (select private.tenant_for('stock.read')));

alter table public.stock_moves enable row level security;
grant select on public.stock_moves to authenticated;
grant all on public.stock_moves to service_role;
create policy stock_moves_select on public.stock_moves for select to authenticated
  using (tenant_id = (select private.tenant_if('stock.read')));

-- Functions --------------------------------------------------------------------------------------------------------------

-- For other domains, inside their own checked function: one move, harmless when it comes twice. True = it was the first time.
create function private.move_stock(p_tenant uuid, p_outlet uuid, p_product uuid, p_quantity numeric, p_reason text,
  p_source_type text, p_source_id text, p_note text default null) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.stock_moves (tenant_id, outlet_id, product_id, quantity, reason, source_type, source_id, note, created_by, business_date)
  values (p_tenant, p_outlet, p_product, p_quantity, p_reason, p_source_type, p_source_id, p_note,
    coalesce(private.person_id(), 'system'), private.business_date(p_outlet))
  on conflict on constraint stock_moves_source_unique do nothing;
  return found;
end $$;

-- p: {key, outlet_id, product_id, quantity (difference, signed), note}. Returns {on_hand}.
create function private.adjust_stock(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_outlet uuid := (p ->> 'outlet_id')::uuid;
  v_product uuid := (p ->> 'product_id')::uuid;
  v_tenant uuid := private.require('stock.adjust', v_outlet);
begin
  if v_outlet is null or p ->> 'key' is null then perform private.refuse('input.invalid', '{}', 422); end if;
  if length(trim(coalesce(p ->> 'note', ''))) < 3 then perform private.refuse('stock.reason_required', '{}', 422); end if;
  perform 1 from public.products as t where t.id = v_product and t.tenant_id = v_tenant and t.track_stock;
  if not found then perform private.refuse('stock.not_tracked', '{}', 422); end if;
  perform private.move_stock(v_tenant, v_outlet, v_product, (p ->> 'quantity')::numeric, 'adjust', 'adjust', p ->> 'key', trim(p ->> 'note'));
  return jsonb_build_object('on_hand', (select s.on_hand from public.stock_levels as s
    where s.tenant_id = v_tenant and s.outlet_id = v_outlet and s.product_id = v_product));
end $$;
create function public.adjust_stock(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.adjust_stock(p) $$;

-- p: {key, outlet_id, note, lines: [{product_id, quantity, cost_sen?}]}. Returns {received: lines booked now}; 0 = it had arrived before.
create function private.receive_stock(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_outlet uuid := (p ->> 'outlet_id')::uuid;
  v_tenant uuid := private.require('stock.adjust', v_outlet);
  v_line record;
  v_received integer := 0;
begin
  if v_outlet is null or p ->> 'key' is null or jsonb_array_length(p -> 'lines') not between 1 and 500 then
    perform private.refuse('input.invalid', '{}', 422);
  end if;
  if length(trim(coalesce(p ->> 'note', ''))) < 3 then perform private.refuse('stock.reason_required', '{}', 422); end if;
  for v_line in
    select (l.value ->> 'product_id')::uuid as product_id, (l.value ->> 'quantity')::numeric as quantity,
           (l.value ->> 'cost_sen')::bigint as cost_sen, l.ordinality as no, t.track_stock
      from jsonb_array_elements(p -> 'lines') with ordinality as l
      left join public.products as t on t.id = (l.value ->> 'product_id')::uuid and t.tenant_id = v_tenant
     order by 1, 4
  loop
    if v_line.track_stock is not true then perform private.refuse('stock.not_tracked', '{}', 422); end if;
    if v_line.quantity is null or v_line.quantity <= 0 then perform private.refuse('input.quantity', '{}', 422); end if;
    if private.move_stock(v_tenant, v_outlet, v_line.product_id, v_line.quantity, 'receive', 'receive', (p ->> 'key') || ':' || v_line.no, trim(p ->> 'note')) then
      v_received := v_received + 1;
      if v_line.cost_sen is not null and private.can('cost.read') then
        insert into public.product_costs (tenant_id, product_id, cost_sen) values (v_tenant, v_line.product_id, v_line.cost_sen)
        on conflict (tenant_id, product_id) do update set cost_sen = excluded.cost_sen;
      end if;
    end if;
  end loop;
  return jsonb_build_object('received', v_received);
end $$;
create function public.receive_stock(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.receive_stock(p) $$;

grant execute on function private.adjust_stock(jsonb), public.adjust_stock(jsonb),
  private.receive_stock(jsonb), public.receive_stock(jsonb) to authenticated;

-- One row per product and outlet, as lists and files show it.
create view public.stock_list with (security_invoker = true) as
  select p.id, p.tenant_id, o.id as outlet_id, p.sku, p.barcode, p.name, p.kind, p.unit, c.name as category, p.price_sen, p.tax_code, p.reorder_level,
    p.track_stock, p.is_active, coalesce(s.on_hand, 0) as on_hand,
    case when not p.track_stock then 'uncounted' when coalesce(s.on_hand, 0) <= 0 then 'out'
         when s.on_hand <= p.reorder_level then 'low' else 'ok' end as stock_state,
    lower(concat_ws(' ', p.name, p.sku, p.barcode)) as search_text
    from public.products as p
    join public.outlets as o on o.tenant_id = p.tenant_id
    left join public.product_categories as c on c.tenant_id = p.tenant_id and c.id = p.category_id
    left join public.stock_levels as s on s.tenant_id = p.tenant_id and s.outlet_id = o.id and s.product_id = p.id;
comment on view public.stock_list is 'Products with what is on the shelf of each outlet; the caller''s own policies apply. Filter by outlet_id.';
grant select on public.stock_list to authenticated, service_role;
