-- Opening, moving cash, looking (X) and closing (Z).

-- What a shift came to so far. Sales are by the moment they were made, money by the way it came or went.
create function private.shift_totals(p_tenant uuid, p_shift uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (with sold as (
    select count(*) as count, coalesce(sum(s.total_sen), 0) as total_sen, coalesce(sum(s.tax_sen), 0) as tax_sen,
           coalesce(sum(s.rounding_sen), 0) as rounding_sen, coalesce(sum(s.discount_sen + s.order_discount_sen), 0) as discount_sen,
           (array_agg(s.number order by s.seq))[1] as first_number, (array_agg(s.number order by s.seq desc))[1] as last_number
      from public.sales as s where s.tenant_id = p_tenant and s.shift_id = p_shift
  ), money as (
    select p.method, 'sale' as kind, p.amount_sen from public.sales as s
      join public.sale_payments as p on p.tenant_id = s.tenant_id and p.sale_id = s.id where s.tenant_id = p_tenant and s.shift_id = p_shift
    union all
    select p.method, 'invoice', p.amount_sen from public.invoice_payments as p where p.tenant_id = p_tenant and p.shift_id = p_shift
    union all
    select p.method, 'refund', p.amount_sen from public.refunds as r
      join public.refund_payments as p on p.tenant_id = r.tenant_id and p.refund_id = r.id where r.tenant_id = p_tenant and r.shift_id = p_shift
  ), returned as (
    select count(*) filter (where r.kind = 'refund') as count, count(*) filter (where r.kind = 'void') as void_count,
           coalesce(sum(r.total_sen) filter (where r.kind = 'refund'), 0) as total_sen, coalesce(sum(r.total_sen) filter (where r.kind = 'void'), 0) as void_sen,
           coalesce(sum(r.tax_sen), 0) as tax_sen, coalesce(sum(r.rounding_sen), 0) as rounding_sen
      from public.refunds as r where r.tenant_id = p_tenant and r.shift_id = p_shift
  ), methods as (
    select m.method, sum(m.amount_sen) filter (where m.kind = 'sale') as sales_sen, sum(m.amount_sen) filter (where m.kind = 'invoice') as invoices_sen,
           sum(m.amount_sen) filter (where m.kind = 'refund') as refunds_sen, count(*) as count
      from money as m group by m.method
  ), drawer as (
    select coalesce(sum(m.amount_sen) filter (where m.kind = 'float'), 0) as float_sen, coalesce(sum(m.amount_sen) filter (where m.kind = 'sale'), 0) as sales_sen,
           coalesce(sum(m.amount_sen) filter (where m.kind = 'invoice'), 0) as invoices_sen, coalesce(sum(m.amount_sen) filter (where m.kind = 'refund'), 0) as refunds_sen,
           coalesce(sum(m.amount_sen) filter (where m.kind = 'pay_in'), 0) as pay_in_sen, coalesce(sum(m.amount_sen) filter (where m.kind = 'pay_out'), 0) as pay_out_sen,
           coalesce(sum(m.amount_sen), 0) as expected_sen
      from public.cash_movements as m where m.tenant_id = p_tenant and m.shift_id = p_shift
  )
  select jsonb_build_object('sales', to_jsonb(sold), 'refunds', to_jsonb(returned), 'cash', to_jsonb(drawer),
    'methods', (select coalesce(jsonb_agg(jsonb_build_object('method', x.method, 'sales_sen', coalesce(x.sales_sen, 0), 'invoices_sen', coalesce(x.invoices_sen, 0),
        'refunds_sen', coalesce(x.refunds_sen, 0), 'count', x.count) order by x.method), '[]') from methods as x))
    from sold cross join returned cross join drawer);
end $$;

-- p: {key, outlet_id, float_sen}. Returns {shift_id, replayed}.
create function private.open_shift(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_outlet uuid := (p ->> 'outlet_id')::uuid;
  v_tenant uuid := private.require('shift.run', v_outlet);
  v_key uuid := (p ->> 'key')::uuid;
  v_float bigint := (p ->> 'float_sen')::bigint;
  v_on date := private.business_date(v_outlet);
  v_shift uuid := gen_random_uuid();
  v_old public.shifts;
begin
  if v_outlet is null or v_key is null or v_float is null or v_float not between 0 and 100000000 then perform private.refuse('input.invalid', '{}', 422); end if;
  if v_float % 5 <> 0 then perform private.refuse('payment.cash_not_round', '{}', 422); end if;
  -- Two who open the drawer at once: the second finds it open.
  perform pg_advisory_xact_lock(hashtextextended(v_tenant::text || v_outlet::text, 49));
  select * into v_old from public.shifts as s where s.tenant_id = v_tenant and s.client_key = v_key;
  if v_old.id is not null and v_old.outlet_id = v_outlet then return jsonb_build_object('shift_id', v_old.id, 'replayed', true); end if;
  if exists (select 1 from public.shifts as s where s.tenant_id = v_tenant and s.outlet_id = v_outlet and s.closed_at is null) then
    perform private.refuse('shift.already_open');
  end if;
  insert into public.shifts (id, tenant_id, outlet_id, client_key, float_sen, opened_by, business_date)
  values (v_shift, v_tenant, v_outlet, v_key, v_float, coalesce(private.person_id(), 'system'), v_on);
  perform private.move_cash(v_tenant, v_outlet, v_shift, 'float', v_float, v_shift, v_on);
  return jsonb_build_object('shift_id', v_shift, 'replayed', false);
end $$;
create function public.open_shift(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.open_shift(p) $$;

-- p: {key, outlet_id, kind: pay_in | pay_out, amount_sen, reason}. Twice is once.
create function private.move_drawer_cash(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_outlet uuid := (p ->> 'outlet_id')::uuid;
  v_tenant uuid := private.require('shift.run', v_outlet);
  v_key uuid := (p ->> 'key')::uuid;
  v_kind text := p ->> 'kind';
  v_amount bigint := (p ->> 'amount_sen')::bigint;
  v_reason text := trim(coalesce(p ->> 'reason', ''));
begin
  if v_outlet is null or v_key is null or v_kind is null or v_kind not in ('pay_in', 'pay_out') or v_amount is null or v_amount not between 1 and 100000000 then
    perform private.refuse('input.invalid', '{}', 422);
  end if;
  if v_amount % 5 <> 0 then perform private.refuse('payment.cash_not_round', '{}', 422); end if;
  if length(v_reason) not between 3 and 200 then perform private.refuse('shift.reason_required', '{}', 422); end if;
  perform pg_advisory_xact_lock(hashtextextended(v_tenant::text || v_key::text, 48));
  if exists (select 1 from public.cash_movements as m where m.tenant_id = v_tenant and m.kind = v_kind and m.source_id = v_key) then
    return jsonb_build_object('replayed', true);
  end if;
  perform private.move_cash(v_tenant, v_outlet, private.open_shift_id(v_tenant, v_outlet), v_kind,
    case v_kind when 'pay_in' then v_amount else -v_amount end, v_key, private.business_date(v_outlet), v_reason);
  return jsonb_build_object('replayed', false);
end $$;
create function public.move_drawer_cash(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.move_drawer_cash(p) $$;

-- The X report: what the shift came to so far. Only for those who check drawers, never for who is about to count one.
create function private.shift_report(p_shift uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('shift.check');
  v_shift public.shifts;
begin
  select * into v_shift from public.shifts as s where s.tenant_id = v_tenant and s.id = p_shift;
  if v_shift.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  perform private.require('shift.check', v_shift.outlet_id);
  return private.shift_totals(v_tenant, p_shift);
end $$;
create function public.shift_report(p_shift_id uuid) returns jsonb language sql stable set search_path = '' as $$ select private.shift_report(p_shift_id) $$;

-- p: {key, shift_id, counts: {"10000": 2, "5": 3, …} | null, forced?, reason?}. Counted blind: what should have been there is told afterwards.
-- A supervisor may close without counting, with a reason. Returns {z_id, number, counted_sen, expected_sen, difference_sen, replayed}.
create function private.close_shift(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_forced boolean := coalesce((p ->> 'forced')::boolean, false);
  v_capability text := case when v_forced then 'shift.check' else 'shift.run' end;
  v_tenant uuid := private.require(v_capability);
  v_key uuid := (p ->> 'key')::uuid;
  v_counts jsonb := case when jsonb_typeof(p -> 'counts') = 'object' then p -> 'counts' end;
  v_reason text := nullif(trim(coalesce(p ->> 'reason', '')), '');
  v_shift public.shifts;
  v_z public.z_reports;
  v_totals jsonb;
  v_counted bigint;
  v_replayed boolean := false;
begin
  select * into v_shift from public.shifts as s where s.tenant_id = v_tenant and s.id = (p ->> 'shift_id')::uuid for update;
  if v_shift.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  perform private.require(v_capability, v_shift.outlet_id);
  if v_key is null or (v_counts is null and not v_forced) then perform private.refuse('input.invalid', '{}', 422); end if;
  if v_forced and length(coalesce(v_reason, '')) < 3 then perform private.refuse('shift.reason_required', '{}', 422); end if;
  select * into v_z from public.z_reports as z where z.tenant_id = v_tenant and z.shift_id = v_shift.id;
  if v_z.id is not null and v_z.client_key <> v_key then perform private.refuse('shift.closed', jsonb_build_object('number', v_z.number)); end if;
  v_replayed := v_z.id is not null;
  if not v_replayed then
    if exists (select 1 from jsonb_each_text(v_counts) as c
        where c.key not in ('10000', '5000', '2000', '1000', '500', '100', '50', '20', '10', '5') or c.value !~ '^\d{1,5}$') then
      perform private.refuse('input.invalid', '{}', 422);
    end if;
    if v_counts is not null then v_counted := (select coalesce(sum(c.key::bigint * c.value::bigint), 0) from jsonb_each_text(v_counts) as c); end if;
    v_totals := private.shift_totals(v_tenant, v_shift.id);
    v_z.seq := private.next_number(v_tenant, v_shift.outlet_id, 'z');
    insert into public.z_reports (tenant_id, outlet_id, shift_id, client_key, seq, number, counts, counted_sen, expected_sen, difference_sen, forced, reason, totals, closed_by, business_date)
    values (v_tenant, v_shift.outlet_id, v_shift.id, v_key, v_z.seq, private.document_number('Z', v_shift.outlet_id, v_z.seq), v_counts, v_counted,
      (v_totals #>> '{cash,expected_sen}')::bigint, v_counted - (v_totals #>> '{cash,expected_sen}')::bigint, v_forced, v_reason, v_totals, coalesce(private.person_id(), 'system'), v_shift.business_date)
    returning * into v_z;
    update public.shifts set closed_at = now(), closed_by = v_z.closed_by where id = v_shift.id;
    perform private.emit_event(v_tenant, 'pos/shift.closed', 'shift', v_shift.id::text, jsonb_build_object('outlet_id', v_shift.outlet_id));
  end if;
  return jsonb_build_object('z_id', v_z.id, 'number', v_z.number, 'counted_sen', v_z.counted_sen, 'expected_sen', v_z.expected_sen,
    'difference_sen', v_z.difference_sen, 'replayed', v_replayed);
end $$;
create function public.close_shift(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.close_shift(p) $$;

grant execute on function private.open_shift(jsonb), public.open_shift(jsonb), private.move_drawer_cash(jsonb), public.move_drawer_cash(jsonb),
  private.shift_report(uuid), public.shift_report(uuid), private.close_shift(jsonb), public.close_shift(jsonb) to authenticated;
