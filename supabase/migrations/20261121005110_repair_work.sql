-- Repair desk: opening a ticket and working on it. Texts to customers come in ready, in the customer's language,
-- with {number} and {token} to be filled here.

create function private.fill_text(p_body text, p_number text, p_token text) returns text language sql immutable set search_path = '' as
$$ select replace(replace(p_body, '{number}', coalesce(p_number, '')), '{token}', coalesce(p_token, '')) $$;

-- Whose it is and what it is, as templates name them: [customer, device].
create function private.ticket_words(p_ticket public.repair_tickets) returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  return (select jsonb_build_array(u.name, concat_ws(' ', d.brand, d.model)) from public.customers as u join public.devices as d on d.tenant_id = u.tenant_id and d.id = p_ticket.device_id
    where u.tenant_id = p_ticket.tenant_id and u.id = p_ticket.customer_id);
end $$;

-- The caller's ticket, locked. A ticket of another outlet does not exist for him.
create function private.own_ticket(p_capability text, p_ticket uuid) returns public.repair_tickets
language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require(p_capability);
  v_ticket public.repair_tickets;
begin
  select * into v_ticket from public.repair_tickets where id = p_ticket and tenant_id = v_tenant for update;
  if v_ticket.id is null or not (v_ticket.outlet_id = any (private.outlet_ids())) then perform private.refuse('input.not_found', '{}', 404); end if;
  return v_ticket;
end $$;

-- The customer's device with this IMEI or serial, else a new one. Devices of other customers are never matched.
create function private.find_or_create_device(p_tenant uuid, p_customer uuid, p jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_imei text := nullif(p ->> 'imei', '');
  v_serial text := nullif(p ->> 'serial', '');
  v_id uuid;
begin
  select d.id into v_id from public.devices as d
   where d.tenant_id = p_tenant and d.customer_id = p_customer and (d.imei = v_imei or d.serial = v_serial) order by d.created_at desc limit 1;
  if v_id is not null then return v_id; end if;
  insert into public.devices (tenant_id, customer_id, category, brand, model, serial, imei)
  values (p_tenant, p_customer, coalesce(nullif(p ->> 'category', ''), 'other'), nullif(p ->> 'brand', ''),
    coalesce(nullif(p ->> 'model', ''), nullif(p ->> 'brand', ''), p ->> 'category', '?'), v_serial, v_imei) returning id into v_id;
  return v_id;
end $$;

-- Writes the ticket once per client_id; the callers have checked who asks.
create function private.open_ticket(p_tenant uuid, p_outlet uuid, p_customer uuid, p_device uuid, p jsonb) returns public.repair_tickets
language plpgsql security definer set search_path = '' as $$
declare
  v_ticket public.repair_tickets;
  v_code text;
begin
  select o.code into v_code from public.outlets as o where o.id = p_outlet and o.tenant_id = p_tenant and o.is_active;
  if v_code is null then perform private.refuse('auth.wrong_outlet', '{}', 403); end if;
  insert into public.repair_tickets (tenant_id, outlet_id, number, customer_id, device_id, problem, accessories, condition, technician_id, priority,
    eta_at, source, storage, client_id, created_by)
  values (p_tenant, p_outlet, 'T-' || v_code || '-' || lpad(private.next_number(p_tenant, p_outlet, 'ticket')::text, 6, '0'), p_customer, p_device,
    p ->> 'problem', coalesce((select array_agg(a.value) from jsonb_array_elements_text(p -> 'accessories') as a), '{}'), nullif(p ->> 'condition', ''),
    nullif(p ->> 'technician_id', ''), coalesce(nullif(p ->> 'priority', ''), 'normal'), nullif(p ->> 'eta_at', '')::timestamptz,
    coalesce(p ->> 'source', 'counter'), nullif(p ->> 'storage', ''), (p ->> 'client_id')::uuid, private.person_id())
  returning * into v_ticket;
  perform private.log_ticket(v_ticket, 'CREATED', null, jsonb_strip_nulls(jsonb_build_object('source', v_ticket.source, 'form_name', p ->> 'form_name')), true,
    case when v_ticket.source = 'intake' then 'customer' end);
  if v_ticket.technician_id is not null then
    perform private.log_ticket(v_ticket, 'ASSIGNED', null, jsonb_build_object('technician_id', v_ticket.technician_id));
  end if;
  perform private.emit_event(p_tenant, 'repair/ticket.created', 'ticket', v_ticket.id::text, jsonb_build_object('source', v_ticket.source));
  return v_ticket;
end $$;

-- p: {client_id, outlet_id, customer_id | customer: {name, phone?, locale}, device_id | device: {category, brand?, model, serial?, imei?}, problem,
--     accessories?, condition?, priority?, eta_at?, technician_id?, storage?, service_consent?: {}, ack?: body}
-- Returns {id, number, token, message_id, duplicate}.
create function private.create_ticket(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_outlet uuid := (p ->> 'outlet_id')::uuid;
  v_tenant uuid := private.require('repair.write', v_outlet);
  v_customer uuid := nullif(p ->> 'customer_id', '')::uuid;
  v_device uuid := nullif(p ->> 'device_id', '')::uuid;
  v_ticket public.repair_tickets;
  v_duplicate boolean;
  v_message uuid;
begin
  if v_outlet is null or p ->> 'client_id' is null then perform private.refuse('input.invalid', '{}', 422); end if;
  perform pg_advisory_xact_lock(hashtextextended(v_tenant::text || (p ->> 'client_id'), 1));
  select * into v_ticket from public.repair_tickets where tenant_id = v_tenant and client_id = (p ->> 'client_id')::uuid;
  v_duplicate := v_ticket.id is not null;
  if v_duplicate and not (v_ticket.outlet_id = any (private.outlet_ids())) then perform private.refuse('input.not_found', '{}', 404); end if;
  if not v_duplicate then
    if v_customer is not null then
      perform 1 from public.customers as c where c.id = v_customer and c.tenant_id = v_tenant;
      if not found then perform private.refuse('input.not_found', '{"field":"customer_id"}', 404); end if;
    else
      v_customer := private.find_or_create_customer(v_tenant, nullif(p -> 'customer' ->> 'phone', ''), p -> 'customer' ->> 'name',
        p -> 'customer' ->> 'locale', v_outlet);
    end if;
    if v_device is not null then
      perform 1 from public.devices as d where d.id = v_device and d.tenant_id = v_tenant and d.customer_id = v_customer;
      if not found then perform private.refuse('input.not_found', '{"field":"device_id"}', 404); end if;
    else
      v_device := private.find_or_create_device(v_tenant, v_customer, p -> 'device');
    end if;
    if nullif(p ->> 'technician_id', '') is not null then perform private.check_technician(v_tenant, p ->> 'technician_id'); end if;
    v_ticket := private.open_ticket(v_tenant, v_outlet, v_customer, v_device,
      p || jsonb_build_object('source', case when private.actor() = 'api' then 'api' else 'counter' end));
    if jsonb_typeof(p -> 'service_consent') = 'object' and not private.consent_given(v_tenant, v_customer, 'service') then
      insert into public.consents (tenant_id, customer_id, purpose, granted, source, text_version, evidence)
      values (v_tenant, v_customer, 'service', true, 'counter', private.current_consent_text(v_tenant, 'service'),
        jsonb_build_object('ticket_id', v_ticket.id, 'by', private.person_id()));
    end if;
  end if;
  if nullif(p ->> 'ack', '') is not null then
    v_message := private.send_to_customer(v_tenant, v_ticket.customer_id, v_ticket.outlet_id, 'ticket-ack:' || v_ticket.id, 'text',
      private.fill_text(p ->> 'ack', v_ticket.number, private.make_link(v_tenant, 'ticket', v_ticket.id)));
  end if;
  return jsonb_build_object('id', v_ticket.id, 'number', v_ticket.number, 'token', private.make_link(v_tenant, 'ticket', v_ticket.id),
    'message_id', v_message, 'duplicate', v_duplicate);
end $$;
create function public.create_ticket(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.create_ticket(p) $$;

create function private.check_technician(p_tenant uuid, p_person text) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  perform 1 from public.members as m join private.role_capabilities as c on c.role = m.role and c.capability = 'repair.write'
   where m.tenant_id = p_tenant and m.user_id = p_person and m.status = 'active';
  if not found then perform private.refuse('repair.no_technician', '{}', 422); end if;
end $$;

-- Only plain moves; a move that is part of a step is refused with the name of that step, so the screen can open it.
create function private.set_ticket_status(p_ticket_id uuid, p_status text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_ticket public.repair_tickets := private.own_ticket('repair.read', p_ticket_id);
  v_way public.repair_transitions;
begin
  if v_ticket.status = p_status then return jsonb_build_object('status', v_ticket.status, 'phase', v_ticket.phase); end if;
  select * into v_way from public.repair_transitions as t
   where t.tenant_id = v_ticket.tenant_id and t.from_key = v_ticket.status and t.to_key = p_status;
  if v_way.to_key is null then
    perform private.refuse('repair.bad_transition', jsonb_build_object('from', v_ticket.status, 'to', p_status));
  end if;
  perform private.require(v_way.capability, v_ticket.outlet_id);
  if v_way.via <> 'move' then perform private.refuse('repair.needs_step', jsonb_build_object('step', v_way.via, 'to', p_status)); end if;
  if v_ticket.settled_sale_id is not null and p_status in ('cancelled', 'pending') then perform private.refuse('repair.already_settled'); end if;
  update public.repair_tickets set status = p_status where id = v_ticket.id returning * into v_ticket;
  return jsonb_build_object('status', v_ticket.status, 'phase', v_ticket.phase);
end $$;
create function public.set_ticket_status(p_ticket_id uuid, p_status text) returns jsonb language sql set search_path = '' as
$$ select private.set_ticket_status(p_ticket_id, p_status) $$;

-- What the caller may do next with a ticket: the buttons of the screen.
create function private.ticket_moves(p_ticket_id uuid) returns table (to_key text, via text, phase text, name_ms text, name_en text, colour text)
language sql stable security definer set search_path = '' as $$
  select w.to_key, w.via, s.phase, s.name_ms, s.name_en, s.colour
    from public.repair_tickets as t
    join public.repair_transitions as w on w.tenant_id = t.tenant_id and w.from_key = t.status
    join public.repair_statuses as s on s.tenant_id = w.tenant_id and s.key = w.to_key
   where t.id = p_ticket_id and t.tenant_id = private.tenant_if('repair.read') and t.outlet_id = any (private.outlet_ids()) and private.can(w.capability)
   order by s.position
$$;
create function public.ticket_moves(p_ticket_id uuid) returns table (to_key text, via text, phase text, name_ms text, name_en text, colour text)
language sql stable set search_path = '' as $$ select * from private.ticket_moves(p_ticket_id) $$;

-- p: any of {problem, accessories, condition, priority, eta_at, storage}. Says in the ledger which of them changed.
create function private.update_ticket(p_ticket_id uuid, p jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_old public.repair_tickets := private.own_ticket('repair.write', p_ticket_id);
  v_new public.repair_tickets;
  v_changed jsonb;
begin
  update public.repair_tickets as t set
    problem = case when p ? 'problem' then p ->> 'problem' else t.problem end,
    accessories = case when p ? 'accessories' then coalesce((select array_agg(a.value) from jsonb_array_elements_text(p -> 'accessories') as a), '{}') else t.accessories end,
    condition = case when p ? 'condition' then nullif(p ->> 'condition', '') else t.condition end,
    priority = case when p ? 'priority' then p ->> 'priority' else t.priority end,
    eta_at = case when p ? 'eta_at' then nullif(p ->> 'eta_at', '')::timestamptz else t.eta_at end,
    storage = case when p ? 'storage' then nullif(p ->> 'storage', '') else t.storage end
   where t.id = v_old.id returning * into v_new;
  select jsonb_agg(o.key) into v_changed from jsonb_each(to_jsonb(v_old)) as o where o.key <> 'updated_at' and o.value is distinct from to_jsonb(v_new) -> o.key;
  if v_changed is not null then perform private.log_ticket(v_new, 'EDITED', null, jsonb_build_object('fields', v_changed)); end if;
end $$;
create function public.update_ticket(p_ticket_id uuid, p jsonb) returns void language sql set search_path = '' as $$ select private.update_ticket(p_ticket_id, p) $$;

create function private.assign_technician(p_ticket_id uuid, p_person_id text) returns void language plpgsql security definer set search_path = '' as $$
declare v_ticket public.repair_tickets := private.own_ticket('repair.write', p_ticket_id);
begin
  if v_ticket.technician_id is not distinct from nullif(p_person_id, '') then return; end if;
  if nullif(p_person_id, '') is not null then perform private.check_technician(v_ticket.tenant_id, p_person_id); end if;
  update public.repair_tickets set technician_id = nullif(p_person_id, '') where id = v_ticket.id returning * into v_ticket;
  perform private.log_ticket(v_ticket, 'ASSIGNED', null, jsonb_build_object('technician_id', v_ticket.technician_id));
end $$;
create function public.assign_technician(p_ticket_id uuid, p_person_id text) returns void language sql set search_path = '' as
$$ select private.assign_technician(p_ticket_id, p_person_id) $$;

create function private.add_ticket_note(p_ticket_id uuid, p_body text, p_public boolean) returns bigint language plpgsql security definer set search_path = '' as $$
declare v_ticket public.repair_tickets := private.own_ticket('repair.write', p_ticket_id);
begin
  if length(trim(coalesce(p_body, ''))) not between 1 and 4000 then perform private.refuse('input.required', '{"field":"body"}', 422); end if;
  return private.log_ticket(v_ticket, 'NOTE', trim(p_body), '{}', coalesce(p_public, false));
end $$;
create function public.add_ticket_note(p_ticket_id uuid, p_body text, p_public boolean default false) returns bigint language sql set search_path = '' as
$$ select private.add_ticket_note(p_ticket_id, p_body, p_public) $$;

-- Parts ----------------------------------------------------------------------------------------------------------------

-- p: {client_id, ticket_id, product_id, quantity, note?}. Stock leaves in the same transaction, or nothing happens.
create function private.use_part(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_ticket public.repair_tickets := private.own_ticket('repair.write', (p ->> 'ticket_id')::uuid);
  v_product public.products;
  v_quantity numeric := (p ->> 'quantity')::numeric;
  v_id uuid;
begin
  select t.id into v_id from public.ticket_parts as t where t.tenant_id = v_ticket.tenant_id and t.client_id = (p ->> 'client_id')::uuid;
  if v_id is not null then return jsonb_build_object('id', v_id, 'duplicate', true); end if;
  if v_ticket.phase in ('CLOSED', 'CANCELLED') then perform private.refuse('repair.closed'); end if;
  select * into v_product from public.products where id = (p ->> 'product_id')::uuid and tenant_id = v_ticket.tenant_id;
  if v_product.id is null then perform private.refuse('input.not_found', '{"field":"product_id"}', 404); end if;
  if not v_product.track_stock then perform private.refuse('stock.not_tracked', '{}', 422); end if;
  if v_quantity is null or v_quantity <= 0 or v_quantity > 10000 then perform private.refuse('input.quantity', '{}', 422); end if;
  insert into public.ticket_parts (tenant_id, outlet_id, ticket_id, product_id, quantity, note, client_id, created_by)
  values (v_ticket.tenant_id, v_ticket.outlet_id, v_ticket.id, v_product.id, v_quantity, nullif(p ->> 'note', ''), (p ->> 'client_id')::uuid, private.person_id())
  returning id into v_id;
  perform private.move_stock(v_ticket.tenant_id, v_ticket.outlet_id, v_product.id, -v_quantity, 'repair', 'ticket_part', v_id::text, v_ticket.number);
  perform private.log_ticket(v_ticket, 'PART_USED', null,
    jsonb_build_object('part_id', v_id, 'product_id', v_product.id, 'name', v_product.name, 'quantity', trim_scale(v_quantity)));
  return jsonb_build_object('id', v_id, 'duplicate', false);
end $$;
create function public.use_part(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.use_part(p) $$;

-- p: {client_id, part_id, quantity?}. A reversing row and a move back to the shelf; never more than was taken.
create function private.return_part(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_part public.ticket_parts;
  v_ticket public.repair_tickets;
  v_left numeric;
  v_quantity numeric;
  v_id uuid;
begin
  select t.ticket_id into v_part.ticket_id from public.ticket_parts as t where t.id = (p ->> 'part_id')::uuid and t.tenant_id = private.tenant_if('repair.write');
  v_ticket := private.own_ticket('repair.write', v_part.ticket_id);
  select t.id into v_id from public.ticket_parts as t where t.tenant_id = v_ticket.tenant_id and t.client_id = (p ->> 'client_id')::uuid;
  if v_id is not null then return jsonb_build_object('id', v_id, 'duplicate', true); end if;
  select * into v_part from public.ticket_parts where id = (p ->> 'part_id')::uuid and tenant_id = v_ticket.tenant_id and quantity > 0;
  if v_part.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  if v_ticket.settled_sale_id is not null then perform private.refuse('repair.already_settled'); end if;
  select v_part.quantity + coalesce(sum(r.quantity), 0) into v_left from public.ticket_parts as r where r.tenant_id = v_part.tenant_id and r.reverses_id = v_part.id;
  v_quantity := coalesce((p ->> 'quantity')::numeric, v_left);
  if v_quantity <= 0 or v_quantity > v_left then perform private.refuse('repair.part_returned', jsonb_build_object('left', trim_scale(v_left))); end if;
  insert into public.ticket_parts (tenant_id, outlet_id, ticket_id, product_id, quantity, reverses_id, client_id, created_by)
  values (v_part.tenant_id, v_part.outlet_id, v_part.ticket_id, v_part.product_id, -v_quantity, v_part.id, (p ->> 'client_id')::uuid, private.person_id())
  returning id into v_id;
  perform private.move_stock(v_part.tenant_id, v_part.outlet_id, v_part.product_id, v_quantity, 'repair', 'ticket_part', v_id::text, v_ticket.number);
  perform private.log_ticket(v_ticket, 'PART_RETURNED', null, jsonb_build_object('part_id', v_part.id, 'product_id', v_part.product_id,
    'name', (select d.name from public.products as d where d.id = v_part.product_id), 'quantity', trim_scale(v_quantity)));
  return jsonb_build_object('id', v_id, 'duplicate', false);
end $$;
create function public.return_part(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.return_part(p) $$;

-- Photos ----------------------------------------------------------------------------------------------------------------

-- p: {client_id, ticket_id, stage, path, mime, bytes, width?, height?, caption?}, after the file is in Storage.
create function private.add_ticket_photo(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_ticket public.repair_tickets := private.own_ticket('repair.write', (p ->> 'ticket_id')::uuid);
  v_id uuid;
begin
  select t.id into v_id from public.ticket_photos as t where t.tenant_id = v_ticket.tenant_id and t.client_id = (p ->> 'client_id')::uuid;
  if v_id is not null then return jsonb_build_object('id', v_id, 'duplicate', true); end if;
  if (select count(*) from public.ticket_photos as t where t.tenant_id = v_ticket.tenant_id and t.ticket_id = v_ticket.id and t.removed_at is null) >= 60 then
    perform private.refuse('repair.too_many_photos');
  end if;
  if p ->> 'path' not like v_ticket.tenant_id::text || '/%' then perform private.refuse('input.invalid', '{}', 422); end if;
  insert into public.ticket_photos (tenant_id, outlet_id, ticket_id, stage, path, mime, bytes, width, height, caption, client_id, created_by)
  values (v_ticket.tenant_id, v_ticket.outlet_id, v_ticket.id, p ->> 'stage', p ->> 'path', p ->> 'mime', (p ->> 'bytes')::integer, (p ->> 'width')::integer,
    (p ->> 'height')::integer, nullif(p ->> 'caption', ''), (p ->> 'client_id')::uuid, case when private.actor() = 'user' then private.person_id() end)
  returning id into v_id;
  perform private.log_ticket(v_ticket, 'PHOTO', null, jsonb_build_object('photo_id', v_id, 'stage', p ->> 'stage'), false,
    case when private.actor() = 'intake' then 'customer' end);
  return jsonb_build_object('id', v_id, 'duplicate', false);
end $$;
create function public.add_ticket_photo(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.add_ticket_photo(p) $$;

-- Hidden, not gone: the row and the ledger stay.
create function private.remove_ticket_photo(p_photo_id uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_photo public.ticket_photos;
  v_ticket public.repair_tickets;
begin
  select * into v_photo from public.ticket_photos where id = p_photo_id and tenant_id = private.tenant_if('repair.write');
  v_ticket := private.own_ticket('repair.write', v_photo.ticket_id);
  if v_photo.removed_at is not null then return; end if;
  update public.ticket_photos set removed_at = now(), removed_by = private.person_id() where id = v_photo.id;
  perform private.log_ticket(v_ticket, 'PHOTO_REMOVED', null, jsonb_build_object('photo_id', v_photo.id, 'stage', v_photo.stage));
end $$;
create function public.remove_ticket_photo(p_photo_id uuid) returns void language sql set search_path = '' as $$ select private.remove_ticket_photo(p_photo_id) $$;

-- Ready, paid, collected -----------------------------------------------------------------------------------------------------

-- p: {ticket_id, body} with the text exactly as shown; an empty one sends nothing. Pressed twice: one message.
create function private.mark_ready(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_ticket public.repair_tickets := private.own_ticket('repair.write', (p ->> 'ticket_id')::uuid);
  v_token text := private.make_link(v_ticket.tenant_id, 'ticket', v_ticket.id);
  v_body text := nullif(trim(coalesce(p ->> 'body', '')), '');
  v_round bigint;
  v_message uuid;
begin
  if v_ticket.phase = 'READY' then
    return jsonb_build_object('status', v_ticket.status, 'duplicate', true, 'token', v_token,
      'message_id', (select e.data ->> 'message_id' from public.repair_events as e
        where e.tenant_id = v_ticket.tenant_id and e.ticket_id = v_ticket.id and e.kind = 'READY' order by e.id desc limit 1));
  end if;
  update public.repair_tickets set status = 'ready' where id = v_ticket.id returning * into v_ticket;
  if v_body is not null then
    select count(*) into v_round from public.repair_events as e where e.tenant_id = v_ticket.tenant_id and e.ticket_id = v_ticket.id and e.kind = 'READY';
    v_body := private.fill_text(v_body, v_ticket.number, v_token);
    v_message := private.send_to_customer(v_ticket.tenant_id, v_ticket.customer_id, v_ticket.outlet_id, 'ticket-ready:' || v_ticket.id || ':' || v_round, 'text', v_body,
      p_template => jsonb_build_object('name', 'ticket_ready_v1', 'params', private.ticket_words(v_ticket) || jsonb_build_array(
        (select l.name from public.outlets as l where l.id = v_ticket.outlet_id), v_ticket.number)));
  end if;
  perform private.log_ticket(v_ticket, 'READY', v_body, jsonb_build_object('message_id', v_message));
  perform private.emit_event(v_ticket.tenant_id, 'repair/ticket.ready', 'ticket', v_ticket.id::text);
  return jsonb_build_object('status', v_ticket.status, 'duplicate', false, 'token', v_token, 'message_id', v_message);
end $$;
create function public.mark_ready(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.mark_ready(p) $$;

-- p: {ticket_id, collected_by?, unpaid_reason?, body?}. An unpaid price is refused unless a reason is given.
create function private.hand_over(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_ticket public.repair_tickets := private.own_ticket('repair.handover', (p ->> 'ticket_id')::uuid);
  v_reason text := nullif(trim(coalesce(p ->> 'unpaid_reason', '')), '');
  v_due bigint;
begin
  if v_ticket.phase = 'CLOSED' then return jsonb_build_object('status', v_ticket.status, 'duplicate', true); end if;
  v_due := private.ticket_due_sen(v_ticket);
  if v_due > 0 and v_reason is null then perform private.refuse('repair.unpaid', jsonb_build_object('due_sen', v_due)); end if;
  update public.repair_tickets set status = 'collected', collected_by = nullif(trim(coalesce(p ->> 'collected_by', '')), '')
   where id = v_ticket.id returning * into v_ticket;
  perform private.log_ticket(v_ticket, 'COLLECTED', v_reason, jsonb_strip_nulls(jsonb_build_object('collected_by', v_ticket.collected_by, 'unpaid_sen', nullif(v_due, 0))));
  if nullif(trim(coalesce(p ->> 'body', '')), '') is not null then
    perform private.send_to_customer(v_ticket.tenant_id, v_ticket.customer_id, v_ticket.outlet_id, 'ticket-collected:' || v_ticket.id, 'text',
      private.fill_text(p ->> 'body', v_ticket.number, private.make_link(v_ticket.tenant_id, 'ticket', v_ticket.id)));
  end if;
  perform private.emit_event(v_ticket.tenant_id, 'repair/ticket.collected', 'ticket', v_ticket.id::text);
  return jsonb_build_object('status', v_ticket.status, 'duplicate', false);
end $$;
create function public.hand_over(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.hand_over(p) $$;

-- What is still to be paid: the approved version, until a sale has settled it.
create function private.ticket_due_sen(p_ticket public.repair_tickets) returns bigint language sql stable security definer set search_path = '' as $$
  select case when p_ticket.settled_sale_id is not null then 0 else coalesce(
    (select e.total_sen from public.estimates as e where e.tenant_id = p_ticket.tenant_id and e.ticket_id = p_ticket.id and e.state = 'approved'), 0) end
$$;

-- For the counter: what to sell for a ticket. Stock is never the sale's business here: parts leave when they are taken,
-- and ticket_settled takes what was billed and forgotten.
create function private.ticket_settlement(p_tenant uuid, p_ticket uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare v_ticket public.repair_tickets;
begin
  select * into v_ticket from public.repair_tickets where tenant_id = p_tenant and id = p_ticket and outlet_id = any (private.outlet_ids());
  if v_ticket.id is null then perform private.refuse('input.not_found', '{"field":"ticket_id"}', 404); end if;
  if v_ticket.settled_sale_id is not null then
    perform private.refuse('repair.already_settled', jsonb_build_object('number', v_ticket.number, 'sale_id', v_ticket.settled_sale_id));
  end if;
  if v_ticket.phase = 'CANCELLED' then perform private.refuse('repair.closed'); end if;
  return (select jsonb_build_object('ticket_id', v_ticket.id, 'number', v_ticket.number, 'outlet_id', v_ticket.outlet_id, 'customer_id', v_ticket.customer_id,
      'status', v_ticket.status, 'phase', v_ticket.phase, 'estimate_id', min(l.estimate_id::text),
      'lines', coalesce(jsonb_agg(jsonb_build_object('description', l.description, 'product_id', l.product_id, 'quantity', l.quantity,
        'unit_price_sen', l.unit_price_sen, 'tax_code', coalesce(l.tax_code, 'NONE'), 'stock_moved', true) order by l.line_no), '[]'))
    from public.estimate_lines as l join public.estimates as e on e.tenant_id = l.tenant_id and e.id = l.estimate_id
   where e.tenant_id = p_tenant and e.ticket_id = p_ticket and e.state = 'approved');
end $$;

-- Billed parts that nobody booked out leave the shelf with the payment, so that stock and bill agree.
create function private.take_billed_parts(p_ticket public.repair_tickets) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_missing record;
  v_id uuid;
begin
  for v_missing in
    select l.product_id, d.name, sum(l.quantity) - coalesce((select sum(k.quantity) from public.ticket_parts as k
        where k.tenant_id = p_ticket.tenant_id and k.ticket_id = p_ticket.id and k.product_id = l.product_id), 0) as quantity
      from public.estimates as e join public.estimate_lines as l on l.tenant_id = e.tenant_id and l.estimate_id = e.id
      join public.products as d on d.tenant_id = l.tenant_id and d.id = l.product_id and d.track_stock
     where e.tenant_id = p_ticket.tenant_id and e.ticket_id = p_ticket.id and e.state = 'approved'
     group by l.product_id, d.name order by l.product_id
  loop
    continue when v_missing.quantity <= 0;
    insert into public.ticket_parts (tenant_id, outlet_id, ticket_id, product_id, quantity, client_id, created_by)
    values (p_ticket.tenant_id, p_ticket.outlet_id, p_ticket.id, v_missing.product_id, v_missing.quantity, gen_random_uuid(), private.person_id()) returning id into v_id;
    perform private.move_stock(p_ticket.tenant_id, p_ticket.outlet_id, v_missing.product_id, -v_missing.quantity, 'repair', 'ticket_part', v_id::text, p_ticket.number);
    perform private.log_ticket(p_ticket, 'PART_USED', null, jsonb_build_object('part_id', v_id, 'product_id', v_missing.product_id, 'name', v_missing.name,
      'quantity', trim_scale(v_missing.quantity), 'at_settlement', true));
  end loop;
end $$;

-- Called by the sale in its own transaction; null takes it back (a voided sale). A second sale for a paid ticket is refused.
create function private.ticket_settled(p_tenant uuid, p_ticket uuid, p_sale uuid) returns void language plpgsql security definer set search_path = '' as $$
declare v_ticket public.repair_tickets;
begin
  select * into v_ticket from public.repair_tickets where tenant_id = p_tenant and id = p_ticket for update;
  if v_ticket.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  if v_ticket.settled_sale_id is not distinct from p_sale then return; end if;
  if p_sale is not null and v_ticket.settled_sale_id is not null then
    perform private.refuse('repair.already_settled', jsonb_build_object('number', v_ticket.number));
  end if;
  update public.repair_tickets set settled_sale_id = p_sale, settled_at = case when p_sale is not null then now() end where id = v_ticket.id;
  if p_sale is not null then perform private.take_billed_parts(v_ticket); end if;
  perform private.log_ticket(v_ticket, case when p_sale is null then 'UNSETTLED' else 'SETTLED' end, null,
    jsonb_build_object('sale_id', coalesce(p_sale, v_ticket.settled_sale_id)));
end $$;

grant execute on function private.create_ticket(jsonb), public.create_ticket(jsonb), private.set_ticket_status(uuid, text), public.set_ticket_status(uuid, text),
  private.ticket_moves(uuid), public.ticket_moves(uuid), private.update_ticket(uuid, jsonb), public.update_ticket(uuid, jsonb),
  private.assign_technician(uuid, text), public.assign_technician(uuid, text),
  private.add_ticket_note(uuid, text, boolean), public.add_ticket_note(uuid, text, boolean),
  private.use_part(jsonb), public.use_part(jsonb), private.return_part(jsonb), public.return_part(jsonb),
  private.add_ticket_photo(jsonb), public.add_ticket_photo(jsonb), private.remove_ticket_photo(uuid), public.remove_ticket_photo(uuid),
  private.mark_ready(jsonb), public.mark_ready(jsonb), private.hand_over(jsonb), public.hand_over(jsonb) to authenticated;
