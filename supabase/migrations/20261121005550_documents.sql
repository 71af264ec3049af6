-- Receipts and invoices as one shape for paper, PDF and link; and sending them in the customer's chat.

create function private.document_shop(p_tenant uuid, p_outlet uuid, p_on date) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('name', t.name, 'registration_no', t.registration_no,
      -- A shop that was not registered on that day must not show a number.
      'sst_no', case when t.sst_from <= p_on then t.sst_no end,
      'phone', coalesce(o.phone, t.phone), 'email', t.email, 'outlet_name', o.name,
      'address', (select coalesce(jsonb_agg(a.line), '[]') from unnest(case when o.address_line is not null
          then array[o.address_line, nullif(trim(concat_ws(' ', o.postcode, o.city)), ''), o.state]
          else array[t.address_line, nullif(trim(concat_ws(' ', t.postcode, t.city)), ''), t.state] end) as a (line) where a.line is not null),
      'footer', t.receipt_footer, 'terms', t.terms, 'bank_details', t.bank_details, 'privacy_slug', t.privacy_slug)
    from public.tenants as t join public.outlets as o on o.tenant_id = t.id where t.id = p_tenant and o.id = p_outlet
$$;

create function private.sale_document(p_tenant uuid, p_sale uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('kind', 'receipt', 'id', s.id, 'number', s.number, 'status', 'paid', 'issued_at', s.created_at, 'business_date', s.business_date, 'due_date', null,
      'locale', coalesce(c.locale, t.locale), 'time_zone', o.time_zone, 'shop', private.document_shop(s.tenant_id, s.outlet_id, s.business_date),
      'customer_name', c.name, 'ticket_number', k.number, 'served_by', (select p.name from public.people as p where p.user_id = s.sold_by),
      'subtotal_sen', s.subtotal_sen, 'discount_sen', s.discount_sen, 'order_discount_sen', s.order_discount_sen, 'tax_sen', s.tax_sen,
      'rounding_sen', s.rounding_sen, 'total_sen', s.total_sen, 'paid_sen', s.total_sen, 'change_sen', s.change_sen, 'note', s.note, 'void_reason', null,
      'lines', (select jsonb_agg(jsonb_build_object('no', l.line_no, 'description', l.description, 'quantity', l.quantity, 'unit', l.unit, 'unit_price_sen', l.unit_price_sen,
          'gross_sen', l.gross_sen, 'discount_sen', l.discount_sen, 'tax_code', l.tax_code, 'tax_rate_bp', l.tax_rate_bp, 'taxable_sen', l.taxable_sen,
          'tax_sen', l.tax_sen, 'warranty_days', l.warranty_days) order by l.line_no)
        from public.sale_lines as l where l.tenant_id = s.tenant_id and l.sale_id = s.id),
      'payments', (select coalesce(jsonb_agg(jsonb_build_object('no', x.line_no, 'method', x.method, 'amount_sen', x.amount_sen, 'tendered_sen', x.tendered_sen,
          'reference', x.reference, 'status', x.status, 'at', x.created_at) order by x.line_no), '[]')
        from public.sale_payments as x where x.tenant_id = s.tenant_id and x.sale_id = s.id))
    from public.sales as s join public.tenants as t on t.id = s.tenant_id join public.outlets as o on o.id = s.outlet_id
    left join public.customers as c on c.tenant_id = s.tenant_id and c.id = s.customer_id
    left join public.repair_tickets as k on k.tenant_id = s.tenant_id and k.id = s.ticket_id
   where s.tenant_id = p_tenant and s.id = p_sale
$$;

create function private.invoice_document(p_tenant uuid, p_invoice uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('kind', 'invoice', 'id', i.id, 'number', i.number, 'status', i.status, 'issued_at', coalesce(i.issued_at, i.created_at),
      'business_date', coalesce(i.business_date, private.business_date(i.outlet_id)), 'due_date', i.due_date,
      'locale', coalesce(c.locale, t.locale), 'time_zone', o.time_zone, 'shop', private.document_shop(i.tenant_id, i.outlet_id, coalesce(i.business_date, current_date)),
      'customer_name', case when i.status = 'draft' then c.name else i.bill_to_name end, 'ticket_number', k.number,
      'served_by', (select p.name from public.people as p where p.user_id = i.created_by),
      'subtotal_sen', i.subtotal_sen, 'discount_sen', i.discount_sen, 'order_discount_sen', i.order_discount_sen, 'tax_sen', i.tax_sen,
      'rounding_sen', i.rounding_sen, 'total_sen', i.total_sen, 'paid_sen', i.paid_sen, 'change_sen', 0, 'note', i.note, 'void_reason', i.void_reason,
      'lines', (select jsonb_agg(jsonb_build_object('no', l.line_no, 'description', l.description, 'quantity', l.quantity, 'unit', l.unit, 'unit_price_sen', l.unit_price_sen,
          'gross_sen', l.gross_sen, 'discount_sen', l.discount_sen, 'tax_code', l.tax_code, 'tax_rate_bp', l.tax_rate_bp, 'taxable_sen', l.taxable_sen,
          'tax_sen', l.tax_sen, 'warranty_days', l.warranty_days) order by l.line_no)
        from public.invoice_lines as l where l.tenant_id = i.tenant_id and l.invoice_id = i.id),
      'payments', (select coalesce(jsonb_agg(jsonb_build_object('no', x.at_no, 'method', x.method, 'amount_sen', x.amount_sen, 'tendered_sen', x.tendered_sen,
          'reference', x.reference, 'status', x.status, 'at', x.created_at) order by x.at_no), '[]')
        from (select q.method, q.amount_sen, q.tendered_sen, q.reference, q.status, q.created_at, q.id as at_no
                from public.invoice_payments as q where q.tenant_id = i.tenant_id and q.invoice_id = i.id
              union all
              select q.method, q.amount_sen, q.tendered_sen, q.reference, q.status, q.created_at, q.line_no
                from public.sale_payments as q where q.tenant_id = i.tenant_id and q.sale_id = i.sale_id) as x))
    from public.invoices as i join public.tenants as t on t.id = i.tenant_id join public.outlets as o on o.id = i.outlet_id
    join public.customers as c on c.tenant_id = i.tenant_id and c.id = i.customer_id
    left join public.repair_tickets as k on k.tenant_id = i.tenant_id and k.id = i.ticket_id
   where i.tenant_id = p_tenant and i.id = p_invoice
$$;

-- The tenant, once the caller may read this sale or invoice at its outlet.
create function private.require_sale(p_capability text, p_sale uuid) returns public.sales language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require(p_capability);
  v_row public.sales;
begin
  select * into v_row from public.sales as s where s.id = p_sale and s.tenant_id = v_tenant and s.outlet_id = any (private.outlet_ids());
  if v_row.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  return v_row;
end $$;

create function private.require_invoice(p_capability text, p_invoice uuid) returns public.invoices language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require(p_capability);
  v_row public.invoices;
begin
  select * into v_row from public.invoices as i where i.id = p_invoice and i.tenant_id = v_tenant and i.outlet_id = any (private.outlet_ids());
  if v_row.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  return v_row;
end $$;

create function private.receipt_document(p_sale uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare v_row public.sales := private.require_sale('sale.read', p_sale);
begin
  return private.sale_document(v_row.tenant_id, v_row.id);
end $$;
create function public.receipt_document(p_sale uuid) returns jsonb language sql stable set search_path = '' as $$ select private.receipt_document(p_sale) $$;

create function private.staff_invoice_document(p_invoice uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare v_row public.invoices := private.require_invoice('invoice.read', p_invoice);
begin
  return private.invoice_document(v_row.tenant_id, v_row.id);
end $$;
create function public.invoice_document(p_invoice uuid) returns jsonb language sql stable set search_path = '' as $$ select private.staff_invoice_document(p_invoice) $$;

-- Links: the bearer of the token sees that one document.
create function private.open_document(p_kind text, p_token text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_link record;
begin
  if private.actor() is distinct from 'public' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  select l.tenant_id, l.ref_id into v_link from private.open_link(p_token, p_kind) as l;
  return case p_kind when 'receipt' then private.sale_document(v_link.tenant_id, v_link.ref_id) else private.invoice_document(v_link.tenant_id, v_link.ref_id) end;
end $$;
create function public.open_receipt(p_token text) returns jsonb language sql set search_path = '' as $$ select private.open_document('receipt', p_token) $$;
create function public.open_invoice(p_token text) returns jsonb language sql set search_path = '' as $$ select private.open_document('invoice', p_token) $$;

create function private.receipt_link(p_sale uuid) returns text language plpgsql security definer set search_path = '' as $$
declare v_row public.sales := private.require_sale('sale.read', p_sale);
begin
  return private.make_link(v_row.tenant_id, 'receipt', v_row.id);
end $$;
create function public.receipt_link(p_sale uuid) returns text language sql set search_path = '' as $$ select private.receipt_link(p_sale) $$;

create function private.invoice_link(p_invoice uuid) returns text language plpgsql security definer set search_path = '' as $$
declare v_row public.invoices := private.require_invoice('invoice.read', p_invoice);
begin
  if v_row.status = 'draft' then perform private.refuse('invoice.is_draft'); end if;
  return private.make_link(v_row.tenant_id, 'invoice', v_row.id);
end $$;
create function public.invoice_link(p_invoice uuid) returns text language sql set search_path = '' as $$ select private.invoice_link(p_invoice) $$;

-- p: {sale_id | invoice_id, customer_id? (receipt without a customer), key, body, media: {path, mime, bytes, name}}. `{number}` and `{token}` of the body are filled here.
create function private.send_document(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_sale public.sales;
  v_invoice public.invoices;
  v_tenant uuid;
  v_message uuid;
  v_body text;
begin
  if p ->> 'sale_id' is not null then
    v_sale := private.require_sale('sale.read', (p ->> 'sale_id')::uuid);
    v_tenant := private.require('pos.sell');
    v_body := replace(replace(p ->> 'body', '{number}', v_sale.number), '{token}', private.make_link(v_tenant, 'receipt', v_sale.id));
    v_sale.customer_id := coalesce(v_sale.customer_id, (p ->> 'customer_id')::uuid);
    if v_sale.customer_id is null then perform private.refuse('document.no_customer', '{}', 422); end if;
  else
    v_invoice := private.require_invoice('invoice.read', (p ->> 'invoice_id')::uuid);
    v_tenant := private.require('invoice.write');
    if v_invoice.status = 'draft' then perform private.refuse('invoice.is_draft'); end if;
    v_body := replace(replace(p ->> 'body', '{number}', v_invoice.number), '{token}', private.make_link(v_tenant, 'invoice', v_invoice.id));
  end if;
  if p #>> '{media,path}' is null or split_part(p #>> '{media,path}', '/', 1) <> v_tenant::text then perform private.refuse('input.invalid', '{}', 422); end if;
  v_message := private.send_to_customer(v_tenant, coalesce(v_sale.customer_id, v_invoice.customer_id), coalesce(v_sale.outlet_id, v_invoice.outlet_id),
    p ->> 'key', 'document', v_body, '{}', p -> 'media',
    case when v_sale.id is not null then jsonb_build_object('name', 'receipt_v1', 'params', jsonb_build_array(
      (select u.name from public.customers as u where u.tenant_id = v_tenant and u.id = v_sale.customer_id), v_sale.number,
      to_char(v_sale.total_sen / 100.0, 'FM999,999,999,990.00'), substring(v_body from 'https?://[^[:space:]]+'))) end);
  if v_message is null then
    perform private.refuse(case when private.conversation_for(v_tenant, coalesce(v_sale.customer_id, v_invoice.customer_id), coalesce(v_sale.outlet_id, v_invoice.outlet_id)) is null
      then 'document.no_chat' else 'message.window_closed' end, '{}', 422);
  end if;
  return jsonb_build_object('message_id', v_message);
end $$;
create function public.send_document(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.send_document(p) $$;

grant execute on function private.receipt_document(uuid), public.receipt_document(uuid), private.staff_invoice_document(uuid), public.invoice_document(uuid),
  private.open_document(text, text), public.open_receipt(text), public.open_invoice(text), private.receipt_link(uuid), public.receipt_link(uuid),
  private.invoice_link(uuid), public.invoice_link(uuid), private.send_document(jsonb), public.send_document(jsonb) to authenticated;
