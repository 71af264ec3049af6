/** The rows of a sale, written with no question asked: values are given, nothing is looked up, nothing is computed. */
export const BARE_SALE = `
create function private.bench_bare_sale(p_tenant uuid, p_outlet uuid, p_person text, p_shift uuid, p_products uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_sale uuid := gen_random_uuid();
  v_seq bigint;
begin
  insert into public.stock_moves (tenant_id, outlet_id, product_id, quantity, reason, source_type, source_id, created_by, business_date)
  select p_tenant, p_outlet, p, -1, 'sale', 'sale_line', v_sale || ':' || n, p_person, current_date from unnest(p_products) with ordinality as x (p, n);
  v_seq := private.next_number(p_tenant, p_outlet, 'receipt');
  insert into public.sales (id, tenant_id, outlet_id, seq, number, client_key, content_hash, subtotal_sen, discount_sen, order_discount_sen, tax_sen,
    rounding_sen, total_sen, change_sen, sold_by, shift_id, business_date)
  values (v_sale, p_tenant, p_outlet, v_seq, 'R-HQ-' || v_seq, gen_random_uuid(), 'x', 3000, 0, 0, 0, 0, 3000, 0, p_person, p_shift, current_date);
  insert into public.sale_lines (tenant_id, sale_id, line_no, outlet_id, product_id, description, quantity, unit, unit_price_sen, list_price_sen, gross_sen,
    discount_sen, order_discount_sen, tax_code, tax_rate_bp, taxable_sen, tax_sen, total_sen)
  select p_tenant, v_sale, n, p_outlet, p, 'Product', 1, 'unit', 1000, 1000, 1000, 0, 0, 'NONE', 0, 1000, 0, 1000 from unnest(p_products) with ordinality as x (p, n);
  insert into public.sale_line_costs (tenant_id, sale_id, line_no, cost_sen) select p_tenant, v_sale, n, 500 from generate_series(1, 3) as n;
  insert into public.sale_payments (tenant_id, sale_id, line_no, outlet_id, method, amount_sen, tendered_sen, status, business_date)
  values (p_tenant, v_sale, 1, p_outlet, 'cash', 1000, 1000, 'received', current_date), (p_tenant, v_sale, 2, p_outlet, 'card', 2000, null, 'received', current_date);
  insert into public.cash_movements (tenant_id, outlet_id, shift_id, kind, amount_sen, source_id, created_by, business_date)
  values (p_tenant, p_outlet, p_shift, 'sale', 1000, v_sale, p_person, current_date);
  insert into public.events (tenant_id, name, entity_type, entity_id) values (p_tenant, 'pos/sale.completed', 'sale', v_sale::text);
end $$;
`;
