-- Repair desk: statuses and which may follow which, tickets, their ledger, estimate versions, parts and photos.

-- Tables ---------------------------------------------------------------------------------------------------------------

create table public.repair_statuses (
  tenant_id uuid not null references public.tenants (id),
  key text not null check (key ~ '^[a-z][a-z_]{1,30}$'),
  phase text not null check (phase in ('NEW', 'IN_PROGRESS', 'READY', 'CLOSED', 'CANCELLED')),
  name_ms text not null check (length(name_ms) between 1 and 40),
  name_en text not null check (length(name_en) between 1 and 40),
  colour text not null default 'slate' check (colour in ('slate', 'blue', 'violet', 'amber', 'teal', 'green', 'red')),
  position integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, key)
);
comment on table public.repair_statuses is 'Statuses inside the five phases; the tenant names and colours them, software reasons about key and phase.';

create table public.repair_transitions (
  tenant_id uuid not null,
  from_key text not null,
  to_key text not null,
  capability text not null,
  -- move: a plain change; the others happen as part of a step that does more (price, decision, notice, hand-over).
  via text not null default 'move' check (via in ('move', 'estimate', 'decision', 'ready', 'handover')),
  primary key (tenant_id, from_key, to_key),
  foreign key (tenant_id, from_key) references public.repair_statuses (tenant_id, key),
  foreign key (tenant_id, to_key) references public.repair_statuses (tenant_id, key)
);
comment on table public.repair_transitions is 'The state machine of tickets: the trigger refuses what is not here, the screen shows a button for what is.';
create index repair_transitions_to_idx on public.repair_transitions (tenant_id, to_key);

create table public.repair_tickets (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  outlet_id uuid not null,
  number text not null,
  customer_id uuid not null,
  device_id uuid not null,
  status text not null default 'pending',
  -- Follows status, kept by trigger: boards and counts filter by it.
  phase text not null default 'NEW' check (phase in ('NEW', 'IN_PROGRESS', 'READY', 'CLOSED', 'CANCELLED')),
  problem text not null check (length(problem) between 1 and 2000),
  accessories text[] not null default '{}',
  condition text check (length(condition) <= 1000),
  technician_id text references public.people (user_id),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  eta_at timestamptz,
  source text not null check (source in ('intake', 'counter', 'chat', 'import', 'api')),
  storage text check (length(storage) <= 60),
  -- Of the newest version that counts (waiting, approved or declined); kept by trigger on estimates.
  estimate_state text check (estimate_state in ('proposed', 'approved', 'declined')),
  estimate_total_sen bigint,
  settled_sale_id uuid,
  settled_at timestamptz,
  collected_by text check (length(collected_by) <= 160),
  -- Made by the form: the same submit twice is one ticket.
  client_id uuid not null default gen_random_uuid(),
  created_by text,
  status_at timestamptz not null default now(),
  started_at timestamptz,
  ready_at timestamptz,
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint repair_tickets_number_unique unique (tenant_id, number),
  constraint repair_tickets_client_unique unique (tenant_id, client_id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, customer_id) references public.customers (tenant_id, id),
  foreign key (tenant_id, device_id) references public.devices (tenant_id, id),
  foreign key (tenant_id, status) references public.repair_statuses (tenant_id, key)
);
comment on table public.repair_tickets is 'One device in for repair. Written by functions only; every change leaves a row in repair_events.';
create index repair_tickets_board_idx on public.repair_tickets (tenant_id, outlet_id, phase, created_at desc);
create index repair_tickets_created_idx on public.repair_tickets (tenant_id, created_at desc);
create index repair_tickets_customer_idx on public.repair_tickets (tenant_id, customer_id, created_at desc) include (outlet_id);
create index repair_tickets_device_idx on public.repair_tickets (tenant_id, device_id);
create index repair_tickets_status_idx on public.repair_tickets (tenant_id, status);
create index repair_tickets_technician_idx on public.repair_tickets (technician_id) where technician_id is not null;
create index repair_tickets_number_trgm_idx on public.repair_tickets using gin (lower(number) extensions.gin_trgm_ops);

create table public.repair_events (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  outlet_id uuid not null,
  ticket_id uuid not null,
  kind text not null check (kind in ('CREATED', 'EDITED', 'ASSIGNED', 'NOTE', 'PHOTO', 'PHOTO_REMOVED', 'STATUS', 'ESTIMATE_SENT', 'APPROVED',
    'DECLINED', 'APPROVAL_VOIDED', 'PART_USED', 'PART_RETURNED', 'READY', 'SETTLED', 'UNSETTLED', 'COLLECTED',
    'PIN_SET', 'PIN_VIEWED', 'PIN_REMOVED', 'PIN_DESTROYED')),
  actor_kind text not null check (actor_kind in ('user', 'customer', 'concierge', 'system')),
  actor_id text,
  body text check (length(body) <= 4000),
  -- Notes are for staff unless they say otherwise.
  is_public boolean not null default false,
  data jsonb not null default '{}',
  created_at timestamptz not null default now(),
  foreign key (tenant_id, ticket_id) references public.repair_tickets (tenant_id, id)
);
comment on table public.repair_events is 'What happened to a ticket, in order. Append-only: the answer to every dispute.';
create index repair_events_ticket_idx on public.repair_events (tenant_id, ticket_id, id);

create table public.estimates (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  outlet_id uuid not null,
  ticket_id uuid not null,
  customer_id uuid not null,
  version integer not null check (version > 0),
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'declined', 'superseded')),
  net_sen bigint not null check (net_sen >= 0),
  tax_sen bigint not null default 0 check (tax_sen >= 0),
  total_sen bigint not null check (total_sen >= 0),
  eta_at timestamptz,
  note text check (length(note) <= 1000),
  -- What the customer was told, in the customer's language: the message, and the answers a tap gets.
  message_body text not null,
  buttons jsonb not null default '[]',
  replies jsonb not null default '{}',
  message_id uuid,
  client_id uuid not null,
  proposed_by text,
  decided_via text check (decided_via in ('button', 'chat', 'link', 'staff')),
  decided_message_id uuid,
  decided_at timestamptz,
  decided_name text check (length(decided_name) <= 160),
  decided_by text,
  decided_reason text check (length(decided_reason) <= 500),
  superseded_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint estimates_version_unique unique (tenant_id, ticket_id, version),
  constraint estimates_client_unique unique (tenant_id, client_id),
  constraint estimates_decided check (state in ('proposed', 'superseded') or (decided_at is not null and decided_via is not null)),
  foreign key (tenant_id, ticket_id) references public.repair_tickets (tenant_id, id),
  foreign key (tenant_id, customer_id) references public.customers (tenant_id, id)
);
comment on table public.estimates is 'Numbered price versions of a ticket. An approval belongs to one version; a newer version voids it.';
create unique index estimates_one_waiting_idx on public.estimates (tenant_id, ticket_id) where state = 'proposed';
create unique index estimates_one_approved_idx on public.estimates (tenant_id, ticket_id) where state = 'approved';
create index estimates_waiting_customer_idx on public.estimates (tenant_id, customer_id) where state = 'proposed';
create index estimates_customer_idx on public.estimates (tenant_id, customer_id);
create index estimates_decided_message_idx on public.estimates (tenant_id, decided_message_id) where decided_message_id is not null;

create table public.estimate_lines (
  tenant_id uuid not null,
  estimate_id uuid not null,
  line_no integer not null,
  outlet_id uuid not null,
  customer_id uuid not null,
  product_id uuid,
  description text not null check (length(description) between 1 and 200),
  quantity numeric(14, 3) not null check (quantity > 0),
  unit_price_sen bigint not null check (unit_price_sen >= 0),
  tax_code text,
  tax_rate_bp integer not null default 0 check (tax_rate_bp between 0 and 10000),
  net_sen bigint not null,
  tax_sen bigint not null default 0,
  total_sen bigint not null,
  primary key (tenant_id, estimate_id, line_no),
  foreign key (tenant_id, estimate_id) references public.estimates (tenant_id, id),
  foreign key (tenant_id, product_id) references public.products (tenant_id, id)
);
comment on table public.estimate_lines is 'Lines of one version; never changed, a new version has its own.';
create index estimate_lines_product_idx on public.estimate_lines (tenant_id, product_id);

create table public.ticket_parts (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  outlet_id uuid not null,
  ticket_id uuid not null,
  product_id uuid not null,
  -- Taken > 0, returned < 0.
  quantity numeric(14, 3) not null check (quantity <> 0),
  reverses_id uuid,
  note text check (length(note) <= 300),
  client_id uuid not null,
  created_by text,
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint ticket_parts_client_unique unique (tenant_id, client_id),
  constraint ticket_parts_sign check ((reverses_id is null) = (quantity > 0)),
  foreign key (tenant_id, ticket_id) references public.repair_tickets (tenant_id, id),
  foreign key (tenant_id, product_id) references public.products (tenant_id, id),
  foreign key (tenant_id, reverses_id) references public.ticket_parts (tenant_id, id)
);
comment on table public.ticket_parts is 'Parts taken for a ticket and given back. Append-only; each row moves stock in the same transaction.';
create index ticket_parts_ticket_idx on public.ticket_parts (tenant_id, ticket_id, created_at);
create index ticket_parts_product_idx on public.ticket_parts (tenant_id, product_id);
create index ticket_parts_reverses_idx on public.ticket_parts (tenant_id, reverses_id);

create table public.ticket_photos (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  outlet_id uuid not null,
  ticket_id uuid not null,
  stage text not null check (stage in ('before', 'during', 'after')),
  path text not null,
  mime text not null check (mime ~ '^image/'),
  bytes integer not null check (bytes > 0),
  width integer,
  height integer,
  caption text check (length(caption) <= 200),
  client_id uuid not null,
  created_by text,
  removed_at timestamptz,
  removed_by text,
  created_at timestamptz not null default now(),
  constraint ticket_photos_client_unique unique (tenant_id, client_id),
  constraint ticket_photos_own_folder check (path like tenant_id::text || '/%' and path !~ '(^|/)[.]{1,2}(/|$)'),
  foreign key (tenant_id, ticket_id) references public.repair_tickets (tenant_id, id)
);
comment on table public.ticket_photos is 'Evidence before, during and after the repair; the files are in Storage.';
create index ticket_photos_ticket_idx on public.ticket_photos (tenant_id, ticket_id, created_at);

-- What every tenant starts with -----------------------------------------------------------------------------------------

create function private.seed_repair_statuses() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.repair_statuses (tenant_id, key, phase, name_ms, name_en, colour, position)
  values
    (new.id, 'pending', 'NEW', 'Diterima', 'Received', 'slate', 10),
    (new.id, 'diagnosing', 'IN_PROGRESS', 'Sedang diperiksa', 'Diagnosing', 'blue', 20),
    (new.id, 'awaiting_approval', 'IN_PROGRESS', 'Tunggu kelulusan', 'Awaiting approval', 'amber', 30),
    (new.id, 'approved', 'IN_PROGRESS', 'Diluluskan', 'Approved', 'teal', 40),
    (new.id, 'repairing', 'IN_PROGRESS', 'Sedang dibaiki', 'Repairing', 'violet', 50),
    (new.id, 'ready', 'READY', 'Siap diambil', 'Ready to collect', 'green', 60),
    (new.id, 'collected', 'CLOSED', 'Sudah diambil', 'Collected', 'slate', 70),
    (new.id, 'cancelled', 'CANCELLED', 'Dibatalkan', 'Cancelled', 'red', 80);
  insert into public.repair_transitions (tenant_id, from_key, to_key, capability, via)
  values
    (new.id, 'pending', 'diagnosing', 'repair.write', 'move'),
    (new.id, 'pending', 'awaiting_approval', 'repair.write', 'estimate'),
    (new.id, 'pending', 'cancelled', 'repair.write', 'move'),
    (new.id, 'diagnosing', 'pending', 'repair.write', 'move'),
    (new.id, 'diagnosing', 'awaiting_approval', 'repair.write', 'estimate'),
    -- Warranty and goodwill jobs have no price to approve.
    (new.id, 'diagnosing', 'repairing', 'repair.write', 'move'),
    -- Cannot be repaired, or the price was declined: the device goes back as it came.
    (new.id, 'diagnosing', 'ready', 'repair.write', 'ready'),
    (new.id, 'diagnosing', 'cancelled', 'repair.write', 'move'),
    (new.id, 'diagnosing', 'approved', 'repair.write', 'decision'),
    (new.id, 'awaiting_approval', 'approved', 'repair.write', 'decision'),
    (new.id, 'awaiting_approval', 'diagnosing', 'repair.write', 'move'),
    (new.id, 'awaiting_approval', 'cancelled', 'repair.write', 'move'),
    (new.id, 'approved', 'repairing', 'repair.write', 'move'),
    (new.id, 'approved', 'awaiting_approval', 'repair.write', 'estimate'),
    (new.id, 'approved', 'diagnosing', 'repair.write', 'move'),
    (new.id, 'approved', 'cancelled', 'repair.write', 'move'),
    (new.id, 'repairing', 'ready', 'repair.write', 'ready'),
    (new.id, 'repairing', 'awaiting_approval', 'repair.write', 'estimate'),
    (new.id, 'repairing', 'diagnosing', 'repair.write', 'move'),
    (new.id, 'repairing', 'cancelled', 'repair.write', 'move'),
    (new.id, 'ready', 'collected', 'repair.handover', 'handover'),
    (new.id, 'ready', 'repairing', 'repair.write', 'move'),
    (new.id, 'collected', 'ready', 'tenant.manage', 'move'),
    (new.id, 'cancelled', 'pending', 'repair.write', 'move');
  return null;
end $$;
create trigger tenants_seed_repair_statuses after insert on public.tenants
  for each row execute function private.seed_repair_statuses();

-- Effects ------------------------------------------------------------------------------------------------------------------

-- Who the ledger names: staff by id, the customer for taps and links, the concierge, else the system.
create function private.event_actor(out kind text, out id text) language sql stable set search_path = '' as $$
  select case private.actor() when 'user' then 'user' when 'concierge' then 'concierge' when 'customer' then 'concierge' when 'public' then 'customer' else 'system' end,
    case when private.actor() = 'user' then private.person_id() end
$$;

create function private.log_ticket(p_ticket public.repair_tickets, p_kind text, p_body text default null, p_data jsonb default '{}',
  p_public boolean default false, p_actor_kind text default null)
returns bigint language plpgsql security definer set search_path = '' as $$
declare
  v_actor record;
  v_id bigint;
begin
  select * into v_actor from private.event_actor();
  insert into public.repair_events (tenant_id, outlet_id, ticket_id, kind, actor_kind, actor_id, body, is_public, data)
  values (p_ticket.tenant_id, p_ticket.outlet_id, p_ticket.id, p_kind, coalesce(p_actor_kind, v_actor.kind),
    case when p_actor_kind is null then v_actor.id end, p_body, p_public, p_data) returning id into v_id;
  return v_id;
end $$;

-- Every change of status passes here, whoever makes it.
create function private.repair_tickets_transition() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.status = old.status then
    new.phase := old.phase;
    return new;
  end if;
  if not exists (select 1 from public.repair_transitions as t
                  where t.tenant_id = new.tenant_id and t.from_key = old.status and t.to_key = new.status) then
    perform private.refuse('repair.bad_transition', jsonb_build_object('from', old.status, 'to', new.status));
  end if;
  if new.status = 'approved' and not exists (select 1 from public.estimates as e
      where e.tenant_id = new.tenant_id and e.ticket_id = new.id and e.state = 'approved') then
    perform private.refuse('repair.not_approved');
  end if;
  if new.status = 'awaiting_approval' and not exists (select 1 from public.estimates as e
      where e.tenant_id = new.tenant_id and e.ticket_id = new.id and e.state = 'proposed') then
    perform private.refuse('repair.no_estimate');
  end if;
  select s.phase into new.phase from public.repair_statuses as s where s.tenant_id = new.tenant_id and s.key = new.status;
  new.status_at := now();
  if new.phase = 'IN_PROGRESS' and old.started_at is null then new.started_at := now(); end if;
  new.ready_at := case when new.phase = 'READY' then now() when new.phase in ('NEW', 'IN_PROGRESS') then null else old.ready_at end;
  new.closed_at := case when new.phase in ('CLOSED', 'CANCELLED') then now() end;
  return new;
end $$;
create trigger repair_tickets_transition before update on public.repair_tickets
  for each row execute function private.repair_tickets_transition();

create function private.repair_tickets_moved() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform private.log_ticket(new, 'STATUS', null, jsonb_build_object('from', old.status, 'to', new.status), true);
  if new.phase in ('CLOSED', 'CANCELLED') then
    update public.estimates set state = 'superseded', superseded_at = now()
     where tenant_id = new.tenant_id and ticket_id = new.id and state = 'proposed';
  end if;
  return null;
end $$;
create trigger repair_tickets_moved after update of status on public.repair_tickets
  for each row when (new.status is distinct from old.status) execute function private.repair_tickets_moved();

create function private.estimates_summary() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.repair_tickets as t set (estimate_state, estimate_total_sen) = (
    select e.state, e.total_sen from public.estimates as e
     where e.tenant_id = new.tenant_id and e.ticket_id = new.ticket_id and e.state <> 'superseded' order by e.version desc limit 1)
   where t.tenant_id = new.tenant_id and t.id = new.ticket_id;
  return null;
end $$;
create trigger estimates_summary after insert or update of state on public.estimates
  for each row execute function private.estimates_summary();

create trigger repair_statuses_touch before update on public.repair_statuses for each row execute function private.touch();
create trigger repair_tickets_touch before update on public.repair_tickets for each row execute function private.touch();
create trigger estimates_touch before update on public.estimates for each row execute function private.touch();
create trigger repair_events_append_only before update or delete on public.repair_events for each row execute function private.append_only('body', 'data');
create trigger estimate_lines_append_only before update or delete on public.estimate_lines for each row execute function private.append_only('description');
create trigger ticket_parts_append_only before update or delete on public.ticket_parts for each row execute function private.append_only('note');
create trigger repair_statuses_audit after insert or update or delete on public.repair_statuses for each row execute function private.audit();
create trigger repair_transitions_audit after insert or update or delete on public.repair_transitions for each row execute function private.audit();
create trigger repair_tickets_audit after insert or update or delete on public.repair_tickets
  for each row execute function private.audit('problem', 'condition', 'accessories', 'collected_by');
create trigger estimates_audit after insert or update or delete on public.estimates
  for each row execute function private.audit('note', 'message_body', 'buttons', 'replies', 'decided_name', 'decided_reason');
create trigger ticket_parts_audit after insert or update or delete on public.ticket_parts for each row execute function private.audit('note');
create trigger ticket_photos_audit after insert or update or delete on public.ticket_photos for each row execute function private.audit('path', 'caption');
create trigger repair_tickets_notify after insert or update on public.repair_tickets for each row execute function private.notify_change('ticket');
create trigger repair_events_notify after insert on public.repair_events for each row execute function private.notify_change('ticket', 'ticket_id');
create trigger ticket_photos_notify after insert or update on public.ticket_photos for each row execute function private.notify_change('ticket', 'ticket_id');

-- Policies -------------------------------------------------------------------------------------------------------------------
-- People read the tickets of their outlets; the chatting customer reads his own tickets and prices and nothing of the workshop.

alter table public.repair_statuses enable row level security;
grant select on public.repair_statuses to authenticated;
grant all on public.repair_statuses to service_role;
create policy repair_statuses_select on public.repair_statuses for select to authenticated
  using (tenant_id = (select private.tenant_id()) or tenant_id = (select private.customer_tenant_id()));

alter table public.repair_transitions enable row level security;
grant select on public.repair_transitions to authenticated;
grant all on public.repair_transitions to service_role;
create policy repair_transitions_select on public.repair_transitions for select to authenticated
  using (tenant_id = (select private.tenant_if('repair.read')));

alter table public.repair_tickets enable row level security;
grant select on public.repair_tickets to authenticated;
grant all on public.repair_tickets to service_role;
create policy repair_tickets_select on public.repair_tickets for select to authenticated
  using (tenant_id = (select private.tenant_for('repair.read'))
    and case when (select private.every_outlet()) then true
      when (select private.customer_id()) is null then outlet_id = any ((select private.outlet_ids())::uuid[]) else customer_id = (select private.customer_id()) end);

alter table public.repair_events enable row level security;
grant select on public.repair_events to authenticated;
grant select, insert on public.repair_events to service_role;
create policy repair_events_select on public.repair_events for select to authenticated
  using (tenant_id = (select private.tenant_if('repair.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

alter table public.estimates enable row level security;
grant select on public.estimates to authenticated;
grant all on public.estimates to service_role;
create policy estimates_select on public.estimates for select to authenticated
  using (tenant_id = (select private.tenant_for('repair.read'))
    and case when (select private.every_outlet()) then true
      when (select private.customer_id()) is null then outlet_id = any ((select private.outlet_ids())::uuid[]) else customer_id = (select private.customer_id()) end);

alter table public.estimate_lines enable row level security;
grant select on public.estimate_lines to authenticated;
grant select, insert on public.estimate_lines to service_role;
create policy estimate_lines_select on public.estimate_lines for select to authenticated
  using (tenant_id = (select private.tenant_for('repair.read'))
    and case when (select private.every_outlet()) then true
      when (select private.customer_id()) is null then outlet_id = any ((select private.outlet_ids())::uuid[]) else customer_id = (select private.customer_id()) end);

alter table public.ticket_parts enable row level security;
grant select on public.ticket_parts to authenticated;
grant select, insert on public.ticket_parts to service_role;
create policy ticket_parts_select on public.ticket_parts for select to authenticated
  using (tenant_id = (select private.tenant_if('repair.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

alter table public.ticket_photos enable row level security;
grant select on public.ticket_photos to authenticated;
grant all on public.ticket_photos to service_role;
create policy ticket_photos_select on public.ticket_photos for select to authenticated
  using (tenant_id = (select private.tenant_if('repair.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

-- Board ------------------------------------------------------------------------------------------------------------------------

create view public.repair_board with (security_invoker = true) as
  select t.id, t.tenant_id, t.outlet_id, t.number, t.customer_id, t.device_id, t.status, t.phase, t.problem, t.technician_id, t.priority,
    t.eta_at, t.source, t.storage, t.estimate_state, t.estimate_total_sen, t.settled_at, t.status_at, t.ready_at, t.closed_at, t.created_at,
    t.updated_at, c.name as customer_name, c.phone_masked, d.category, d.brand, d.model, d.serial, d.imei, p.name as technician_name
  from public.repair_tickets as t
  -- Left, though both are always there: whoever only counts does not read them.
  left join public.customers as c on c.tenant_id = t.tenant_id and c.id = t.customer_id
  left join public.devices as d on d.tenant_id = t.tenant_id and d.id = t.device_id
  left join public.people as p on p.user_id = t.technician_id;
comment on view public.repair_board is 'One row per ticket as boards and lists show it; the caller''s own policies apply.';
grant select on public.repair_board to authenticated, service_role;

create index repair_tickets_problem_trgm_idx on public.repair_tickets using gin (lower(problem) extensions.gin_trgm_ops);

create index devices_words_trgm_idx on public.devices using gin (
  lower(coalesce(brand, '') || ' ' || model || ' ' || coalesce(serial, '') || ' ' || coalesce(imei, '')) extensions.gin_trgm_ops);

-- Tickets with every word in their number, problem, customer or device. Definer for the same reason as private.match_customers: ids of
-- the caller's own tenant only, and what is shown of them is read under the caller's policies.
create function private.match_tickets(p_query text) returns uuid[]
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  v_tenant uuid := private.tenant_if('repair.read');
  v_like text;
  v_customers uuid[];
  v_devices uuid[];
  v_ids uuid[];
begin
  if v_tenant is null then return '{}'; end if;
  for v_like in
    select '%' || private.like_part(w.word) || '%' from regexp_split_to_table(trim(p_query), '\s+') with ordinality as w (word, place)
     where w.word <> '' order by w.place limit 5
  loop
    v_customers := array(select c.id from public.customers as c where c.tenant_id = v_tenant and lower(c.name) like v_like);
    v_devices := array(select d.id from public.devices as d where d.tenant_id = v_tenant
      and lower(coalesce(d.brand, '') || ' ' || d.model || ' ' || coalesce(d.serial, '') || ' ' || coalesce(d.imei, '')) like v_like);
    v_ids := array(select t.id from public.repair_tickets as t where t.tenant_id = v_tenant and (v_ids is null or t.id = any (v_ids))
      and (lower(t.number) like v_like or lower(t.problem) like v_like or t.customer_id = any (v_customers) or t.device_id = any (v_devices)));
  end loop;
  return coalesce(v_ids, '{}');
end $$;

-- The rows of the board a search finds; filters and pages are the API's.
create function public.search_board(p_query text) returns setof public.repair_board language plpgsql stable set search_path = '' as $$
begin
  return query execute 'select b.* from public.repair_board as b where b.tenant_id = $1 and b.id = any ($2)'
    using private.tenant_id(), private.match_tickets(p_query);
end $$;
grant execute on function private.match_tickets(text), public.search_board(text) to authenticated;
