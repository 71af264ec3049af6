-- Estimates: proposing a version, and the four ways a customer's yes or no reaches exactly that version.

-- Prices lines the way the counter does: whole sen per line, tax rounded once per line, half away from zero.
create function private.price_estimate_lines(p_tenant uuid, p_outlet uuid, p_lines jsonb)
returns table (line_no integer, product_id uuid, description text, quantity numeric, unit_price_sen bigint, tax_code text, tax_rate_bp integer,
  net_sen bigint, tax_sen bigint)
language sql stable security definer set search_path = '' as $$
  select r.line_no, r.product_id, r.description, r.quantity, r.unit_price_sen, r.tax_code, r.rate_bp, r.net_sen, round(r.net_sen * r.rate_bp / 10000.0)::bigint
    from (
      select l.ordinality::integer as line_no, d.id as product_id, l.value ->> 'description' as description, (l.value ->> 'quantity')::numeric as quantity,
        (l.value ->> 'unit_price_sen')::bigint as unit_price_sen, c.code as tax_code,
        private.tax_rate_bp(c.code, private.business_date(p_outlet), t.sst_from) as rate_bp,
        round((l.value ->> 'quantity')::numeric * (l.value ->> 'unit_price_sen')::bigint)::bigint as net_sen
      from jsonb_array_elements(p_lines) with ordinality as l
      join public.tenants as t on t.id = p_tenant
      left join public.products as d on d.tenant_id = p_tenant and d.id = nullif(l.value ->> 'product_id', '')::uuid
      left join public.tax_codes as c on c.code = coalesce(d.tax_code, nullif(l.value ->> 'tax_code', ''), 'NONE')
    ) as r
$$;

-- p: {client_id, ticket_id, lines: [{product_id?, description, quantity, unit_price_sen, tax_code?}], eta_at?, note?, expected_total_sen,
--     message: {body, approve, decline}, replies: {approved, declined, changed, decided, gone}, send}
-- The total is computed here and must equal what the screen and the message say. Returns {id, version, total_sen, token, message_id, duplicate}.
create function private.propose_estimate(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_ticket public.repair_tickets := private.own_ticket('repair.write', (p ->> 'ticket_id')::uuid);
  v_estimate public.estimates;
  v_previous public.estimates;
  v_id uuid := gen_random_uuid();
  v_token text;
  v_net bigint;
  v_tax bigint;
begin
  if p ->> 'client_id' is null or jsonb_typeof(p -> 'lines') is distinct from 'array' or jsonb_array_length(p -> 'lines') not between 1 and 50 then
    perform private.refuse('input.invalid', '{"field":"lines"}', 422);
  end if;
  select * into v_estimate from public.estimates where tenant_id = v_ticket.tenant_id and client_id = (p ->> 'client_id')::uuid;
  if v_estimate.id is not null then
    return jsonb_build_object('id', v_estimate.id, 'version', v_estimate.version, 'total_sen', v_estimate.total_sen,
      'token', private.make_link(v_ticket.tenant_id, 'estimate', v_estimate.id), 'message_id', v_estimate.message_id, 'duplicate', true);
  end if;
  if v_ticket.settled_sale_id is not null then perform private.refuse('repair.already_settled', jsonb_build_object('number', v_ticket.number)); end if;
  if v_ticket.phase in ('READY', 'CLOSED', 'CANCELLED') then
    perform private.refuse('repair.bad_transition', jsonb_build_object('from', v_ticket.status, 'to', 'awaiting_approval'));
  end if;
  if exists (select 1 from jsonb_array_elements(p -> 'lines') as l where nullif(l.value ->> 'product_id', '') is not null
      and not exists (select 1 from public.products as d where d.tenant_id = v_ticket.tenant_id and d.id = (l.value ->> 'product_id')::uuid)) then
    perform private.refuse('input.not_found', '{"field":"product_id"}', 404);
  end if;
  select sum(l.net_sen), sum(l.tax_sen) into v_net, v_tax from private.price_estimate_lines(v_ticket.tenant_id, v_ticket.outlet_id, p -> 'lines') as l;
  if v_net + v_tax is distinct from (p ->> 'expected_total_sen')::bigint then
    perform private.refuse('estimate.total_changed', jsonb_build_object('total_sen', v_net + v_tax));
  end if;

  for v_previous in select * from public.estimates as e
    where e.tenant_id = v_ticket.tenant_id and e.ticket_id = v_ticket.id and e.state in ('proposed', 'approved') for update
  loop
    update public.estimates set state = 'superseded', superseded_at = now() where id = v_previous.id;
    if v_previous.state = 'approved' then
      perform private.log_ticket(v_ticket, 'APPROVAL_VOIDED', null, jsonb_build_object('estimate_id', v_previous.id, 'version', v_previous.version, 'total_sen', v_previous.total_sen));
    end if;
  end loop;

  v_token := private.make_link(v_ticket.tenant_id, 'estimate', v_id);
  insert into public.estimates (id, tenant_id, outlet_id, ticket_id, customer_id, version, net_sen, tax_sen, total_sen, eta_at, note, message_body, buttons, replies, client_id, proposed_by)
  values (v_id, v_ticket.tenant_id, v_ticket.outlet_id, v_ticket.id, v_ticket.customer_id,
    (select coalesce(max(e.version), 0) + 1 from public.estimates as e where e.tenant_id = v_ticket.tenant_id and e.ticket_id = v_ticket.id),
    v_net, v_tax, v_net + v_tax, nullif(p ->> 'eta_at', '')::timestamptz, nullif(p ->> 'note', ''),
    private.fill_text(p -> 'message' ->> 'body', v_ticket.number, v_token),
    jsonb_build_array(jsonb_build_object('id', 'approve:' || v_id, 'title', left(p -> 'message' ->> 'approve', 20)),
      jsonb_build_object('id', 'decline:' || v_id, 'title', left(p -> 'message' ->> 'decline', 20))),
    coalesce((select jsonb_object_agg(r.key, private.fill_text(r.value, v_ticket.number, v_token)) from jsonb_each_text(p -> 'replies') as r), '{}'),
    (p ->> 'client_id')::uuid, private.person_id())
  returning * into v_estimate;
  insert into public.estimate_lines (tenant_id, estimate_id, line_no, outlet_id, customer_id, product_id, description, quantity, unit_price_sen, tax_code, tax_rate_bp, net_sen, tax_sen, total_sen)
  select v_ticket.tenant_id, v_id, l.line_no, v_ticket.outlet_id, v_ticket.customer_id, l.product_id, l.description, l.quantity, l.unit_price_sen, l.tax_code,
    l.tax_rate_bp, l.net_sen, l.tax_sen, l.net_sen + l.tax_sen
    from private.price_estimate_lines(v_ticket.tenant_id, v_ticket.outlet_id, p -> 'lines') as l;

  if coalesce((p ->> 'send')::boolean, true) then
    v_estimate.message_id := private.send_to_customer(v_ticket.tenant_id, v_ticket.customer_id, v_ticket.outlet_id, 'estimate:' || v_id, 'buttons',
      v_estimate.message_body, jsonb_build_object('buttons', v_estimate.buttons),
      p_template => jsonb_build_object('name', 'estimate_v1', 'params', private.ticket_words(v_ticket) || jsonb_build_array(
        to_char(v_estimate.total_sen / 100.0, 'FM999,999,999,990.00'), substring(v_estimate.message_body from 'https?://[^[:space:]]+'))));
    update public.estimates set message_id = v_estimate.message_id where id = v_id;
  end if;
  perform private.log_ticket(v_ticket, 'ESTIMATE_SENT', null, jsonb_build_object('estimate_id', v_id, 'version', v_estimate.version,
    'total_sen', v_estimate.total_sen, 'message_id', v_estimate.message_id), true);
  update public.repair_tickets set status = 'awaiting_approval' where id = v_ticket.id;
  perform private.emit_event(v_ticket.tenant_id, 'repair/estimate.sent', 'estimate', v_id::text, jsonb_build_object('ticket_id', v_ticket.id));
  return jsonb_build_object('id', v_id, 'version', v_estimate.version, 'total_sen', v_estimate.total_sen, 'token', v_token,
    'message_id', v_estimate.message_id, 'duplicate', false);
end $$;
create function public.propose_estimate(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.propose_estimate(p) $$;

-- The only place that decides. The callers know who asks; here it is settled for one version, once.
-- outcome: approved | declined (now), already (the same again), decided (the other way before), superseded.
create function private.decide_estimate(p_tenant uuid, p_estimate uuid, p_decision text, p_via text, p_message uuid default null,
  p_name text default null, p_reason text default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_ticket public.repair_tickets;
  v_estimate public.estimates;
  v_state text := case p_decision when 'approve' then 'approved' when 'decline' then 'declined' end;
  v_outcome text;
  v_actor text := case when p_via in ('button', 'chat', 'link') then 'customer' end;
begin
  if v_state is null then perform private.refuse('input.invalid', '{}', 422); end if;
  select t.* into v_ticket from public.repair_tickets as t join public.estimates as e on e.tenant_id = t.tenant_id and e.ticket_id = t.id
   where e.id = p_estimate and e.tenant_id = p_tenant for update of t;
  select * into v_estimate from public.estimates where id = p_estimate and tenant_id = p_tenant;
  if v_estimate.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  if v_estimate.state = 'proposed' then
    update public.estimates set state = v_state, decided_via = p_via, decided_message_id = p_message, decided_at = now(), decided_name = p_name,
      decided_by = case when p_via = 'staff' then private.person_id() end, decided_reason = p_reason
     where id = v_estimate.id returning * into v_estimate;
    v_outcome := v_state;
    perform private.log_ticket(v_ticket, upper(v_state), p_reason, jsonb_strip_nulls(jsonb_build_object('estimate_id', v_estimate.id, 'version', v_estimate.version,
      'total_sen', v_estimate.total_sen, 'via', p_via, 'message_id', p_message, 'name', p_name)), true, v_actor);
    if v_state = 'approved' then
      update public.repair_tickets set eta_at = coalesce(v_estimate.eta_at, eta_at),
        status = case when status in ('awaiting_approval', 'diagnosing') then 'approved' else status end where id = v_ticket.id;
    else
      update public.repair_tickets set status = case when status = 'awaiting_approval' then 'diagnosing' else status end where id = v_ticket.id;
    end if;
    perform private.emit_event(p_tenant, 'repair/estimate.' || v_state, 'estimate', v_estimate.id::text, jsonb_build_object('ticket_id', v_ticket.id, 'via', p_via));
  elsif v_estimate.state = 'superseded' then
    v_outcome := 'superseded';
  else
    v_outcome := case when v_estimate.state = v_state then 'already' else 'decided' end;
  end if;
  return jsonb_build_object('outcome', v_outcome, 'estimate_id', v_estimate.id, 'version', v_estimate.version, 'total_sen', v_estimate.total_sen,
    'ticket_id', v_ticket.id, 'number', v_ticket.number, 'state', v_estimate.state,
    'reply', v_estimate.replies ->> case when v_outcome in ('already', 'approved', 'declined') then v_estimate.state else v_outcome end);
end $$;

-- A tapped button of an estimate message. True = it was ours, the concierge need not look at it.
create function private.on_button_reply(p_tenant uuid, p_message uuid, p_customer uuid, p_button text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_parts text[] := regexp_match(coalesce(p_button, ''), '^(approve|decline):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$');
  v_estimate public.estimates;
  v_waiting public.estimates;
  v_result jsonb;
  v_key text := 'estimate-tap:' || p_message;
begin
  if v_parts is null then return false; end if;
  select * into v_estimate from public.estimates where id = v_parts[2]::uuid and tenant_id = p_tenant and customer_id = p_customer;
  if v_estimate.id is null then return false; end if;
  v_result := private.decide_estimate(p_tenant, v_estimate.id, v_parts[1], 'button', p_message);
  if v_result ->> 'outcome' = 'superseded' then
    -- The price on that button is history: say so, and put the one that waits in front of the customer again.
    select * into v_waiting from public.estimates where tenant_id = p_tenant and ticket_id = v_estimate.ticket_id and state = 'proposed';
    if v_waiting.id is not null then
      perform private.send_to_customer(p_tenant, p_customer, v_estimate.outlet_id, v_key, 'buttons',
        concat_ws(E'\n\n', v_estimate.replies ->> 'changed', v_waiting.message_body), jsonb_build_object('buttons', v_waiting.buttons));
    elsif v_estimate.replies ->> 'gone' is not null then
      perform private.send_to_customer(p_tenant, p_customer, v_estimate.outlet_id, v_key, 'text', v_estimate.replies ->> 'gone');
    end if;
  elsif v_result ->> 'outcome' <> 'already' and v_result ->> 'reply' is not null then
    perform private.send_to_customer(p_tenant, p_customer, v_estimate.outlet_id, v_key, 'text', v_result ->> 'reply');
  end if;
  return true;
end $$;

-- A free "ok" or "tak setuju" the concierge understood. Only when one version waits, and only a message younger than that version.
create function private.decide_estimate_by_chat(p_message_id uuid, p_decision text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('repair.write');
  v_message public.messages;
  v_ids uuid[];
  v_decided uuid;
begin
  if private.actor() <> 'concierge' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  select * into v_message from public.messages where id = p_message_id and tenant_id = v_tenant and direction = 'in';
  if v_message.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  select e.id into v_decided from public.estimates as e where e.tenant_id = v_tenant and e.decided_message_id = v_message.id;
  if v_decided is not null then return private.decide_estimate(v_tenant, v_decided, p_decision, 'chat', v_message.id); end if;
  select array_agg(e.id) into v_ids from public.estimates as e
   where e.tenant_id = v_tenant and e.customer_id = v_message.customer_id and e.state = 'proposed' and e.created_at <= v_message.created_at;
  if v_ids is null then perform private.refuse('estimate.none_waiting'); end if;
  if cardinality(v_ids) > 1 then perform private.refuse('estimate.several_waiting', jsonb_build_object('count', cardinality(v_ids))); end if;
  return private.decide_estimate(v_tenant, v_ids[1], p_decision, 'chat', v_message.id);
end $$;
create function public.decide_estimate_by_chat(p_message_id uuid, p_decision text) returns jsonb language sql set search_path = '' as
$$ select private.decide_estimate_by_chat(p_message_id, p_decision) $$;

-- A yes on the phone or at the counter: staff write down how it was given.
create function private.decide_estimate_by_staff(p_estimate_id uuid, p_decision text, p_reason text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_ticket public.repair_tickets;
  v_ticket_id uuid;
begin
  select e.ticket_id into v_ticket_id from public.estimates as e where e.id = p_estimate_id and e.tenant_id = private.tenant_if('repair.write');
  v_ticket := private.own_ticket('repair.write', v_ticket_id);
  if private.actor() <> 'user' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  if length(trim(coalesce(p_reason, ''))) < 3 then perform private.refuse('estimate.reason_required', '{"field":"reason"}', 422); end if;
  return private.decide_estimate(v_ticket.tenant_id, p_estimate_id, p_decision, 'staff', null, null, left(trim(p_reason), 500));
end $$;
create function public.decide_estimate_by_staff(p_estimate_id uuid, p_decision text, p_reason text) returns jsonb language sql set search_path = '' as
$$ select private.decide_estimate_by_staff(p_estimate_id, p_decision, p_reason) $$;

-- Public pages ------------------------------------------------------------------------------------------------------------

create function private.require_public() returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if private.actor() is distinct from 'public' then perform private.refuse('auth.forbidden', '{}', 403); end if;
end $$;

-- Where a public page says it comes from: nothing that is not on the shop's signboard.
create function private.outlet_card(p_outlet uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('shop', t.name, 'name', o.name, 'phone', coalesce(o.phone, t.phone), 'address_line', o.address_line, 'postcode', o.postcode,
      'city', o.city, 'state', o.state, 'time_zone', o.time_zone,
      'privacy_slug', t.privacy_slug)
    from public.outlets as o join public.tenants as t on t.id = o.tenant_id where o.id = p_outlet
$$;

create function private.estimate_page(p_token text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_link record;
  v_estimate public.estimates;
  v_ticket public.repair_tickets;
  v_newest public.estimates;
begin
  perform private.require_public();
  select * into v_link from private.open_link(p_token, 'estimate');
  select * into v_estimate from public.estimates where id = v_link.ref_id and tenant_id = v_link.tenant_id;
  select * into v_ticket from public.repair_tickets where id = v_estimate.ticket_id and tenant_id = v_link.tenant_id;
  if v_ticket.closed_at < now() - interval '30 days' then perform private.refuse('link.gone', '{}', 404); end if;
  select * into v_newest from public.estimates as e where e.tenant_id = v_link.tenant_id and e.ticket_id = v_ticket.id and e.state <> 'superseded'
   order by e.version desc limit 1;
  return jsonb_build_object('version', v_estimate.version, 'state', v_estimate.state, 'net_sen', v_estimate.net_sen, 'tax_sen', v_estimate.tax_sen,
    'total_sen', v_estimate.total_sen, 'eta_at', v_estimate.eta_at, 'note', v_estimate.note, 'created_at', v_estimate.created_at,
    'decided_at', v_estimate.decided_at, 'decided_name', v_estimate.decided_name, 'number', v_ticket.number, 'problem', v_ticket.problem,
    'newest_token', case when v_estimate.state = 'superseded' and v_newest.id is not null then private.make_link(v_link.tenant_id, 'estimate', v_newest.id) end,
    'ticket_token', private.make_link(v_link.tenant_id, 'ticket', v_ticket.id),
    'locale', (select c.locale from public.customers as c where c.id = v_ticket.customer_id),
    'device', (select jsonb_build_object('brand', d.brand, 'model', d.model) from public.devices as d where d.id = v_ticket.device_id),
    'outlet', private.outlet_card(v_ticket.outlet_id),
    'lines', (select jsonb_agg(jsonb_build_object('line_no', l.line_no, 'description', l.description, 'quantity', l.quantity, 'total_sen', l.net_sen) order by l.line_no)
      from public.estimate_lines as l where l.tenant_id = v_estimate.tenant_id and l.estimate_id = v_estimate.id));
end $$;
create function public.estimate_page(p_token text) returns jsonb language sql set search_path = '' as $$ select private.estimate_page(p_token) $$;

create function private.decide_estimate_by_link(p_token text, p_decision text, p_name text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_link record;
  v_estimate public.estimates;
  v_result jsonb;
begin
  perform private.require_public();
  if length(trim(coalesce(p_name, ''))) not between 2 and 160 then perform private.refuse('input.required', '{"field":"name"}', 422); end if;
  select * into v_link from private.open_link(p_token, 'estimate');
  v_result := private.decide_estimate(v_link.tenant_id, v_link.ref_id, p_decision, 'link', null, trim(p_name));
  if v_result ->> 'outcome' in ('approved', 'declined') and v_result ->> 'reply' is not null then
    select * into v_estimate from public.estimates where id = v_link.ref_id;
    perform private.send_to_customer(v_link.tenant_id, v_estimate.customer_id, v_estimate.outlet_id, 'estimate-link:' || v_estimate.id, 'text', v_result ->> 'reply');
  end if;
  return jsonb_build_object('outcome', v_result ->> 'outcome', 'state', v_result ->> 'state', 'version', v_result -> 'version');
end $$;
create function public.decide_estimate_by_link(p_token text, p_decision text, p_name text) returns jsonb language sql set search_path = '' as
$$ select private.decide_estimate_by_link(p_token, p_decision, p_name) $$;

create function private.ticket_page(p_token text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_link record;
  v_ticket public.repair_tickets;
  v_estimate public.estimates;
begin
  perform private.require_public();
  select * into v_link from private.open_link(p_token, 'ticket');
  select * into v_ticket from public.repair_tickets where id = v_link.ref_id and tenant_id = v_link.tenant_id;
  -- A link in an old chat shows nothing for ever.
  if v_ticket.closed_at < now() - interval '30 days' then perform private.refuse('link.gone', '{}', 404); end if;
  select * into v_estimate from public.estimates as e where e.tenant_id = v_link.tenant_id and e.ticket_id = v_ticket.id and e.state <> 'superseded'
   order by e.version desc limit 1;
  return jsonb_build_object('number', v_ticket.number, 'problem', v_ticket.problem, 'phase', v_ticket.phase, 'status', v_ticket.status,
    'created_at', v_ticket.created_at, 'eta_at', v_ticket.eta_at, 'ready_at', v_ticket.ready_at, 'closed_at', v_ticket.closed_at, 'is_paid', v_ticket.settled_at is not null,
    'locale', (select c.locale from public.customers as c where c.id = v_ticket.customer_id),
    'device', (select jsonb_build_object('brand', d.brand, 'model', d.model) from public.devices as d where d.id = v_ticket.device_id),
    'outlet', private.outlet_card(v_ticket.outlet_id),
    'statuses', (select jsonb_object_agg(s.key, jsonb_build_object('ms', s.name_ms, 'en', s.name_en)) from public.repair_statuses as s where s.tenant_id = v_link.tenant_id),
    'estimate', case when v_estimate.id is not null then jsonb_build_object('state', v_estimate.state, 'version', v_estimate.version, 'total_sen', v_estimate.total_sen,
      'token', private.make_link(v_link.tenant_id, 'estimate', v_estimate.id)) end,
    'events', (select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.created_at, 'to', e.data ->> 'to', 'body', case when e.kind = 'NOTE' then e.body end,
        'total_sen', e.data -> 'total_sen') order by e.id), '[]')
      from public.repair_events as e where e.tenant_id = v_link.tenant_id and e.ticket_id = v_ticket.id and e.is_public));
end $$;
create function public.ticket_page(p_token text) returns jsonb language sql set search_path = '' as $$ select private.ticket_page(p_token) $$;

-- For staff: the customer's own links of a ticket, to copy, print or show as QR.
create function private.ticket_links(p_ticket_id uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_ticket public.repair_tickets := private.own_ticket('repair.read', p_ticket_id);
  v_waiting uuid;
begin
  select e.id into v_waiting from public.estimates as e where e.tenant_id = v_ticket.tenant_id and e.ticket_id = v_ticket.id and e.state = 'proposed';
  return jsonb_build_object('ticket', private.make_link(v_ticket.tenant_id, 'ticket', v_ticket.id),
    'estimate', case when v_waiting is not null then private.make_link(v_ticket.tenant_id, 'estimate', v_waiting) end);
end $$;
create function public.ticket_links(p_ticket_id uuid) returns jsonb language sql set search_path = '' as $$ select private.ticket_links(p_ticket_id) $$;

grant execute on function private.propose_estimate(jsonb), public.propose_estimate(jsonb),
  private.decide_estimate_by_chat(uuid, text), public.decide_estimate_by_chat(uuid, text),
  private.decide_estimate_by_staff(uuid, text, text), public.decide_estimate_by_staff(uuid, text, text),
  private.decide_estimate_by_link(text, text, text), public.decide_estimate_by_link(text, text, text),
  private.estimate_page(text), public.estimate_page(text), private.ticket_page(text), public.ticket_page(text),
  private.ticket_links(uuid), public.ticket_links(uuid) to authenticated;
