-- Shifts: the cash drawer of an outlet from the first float to the count at the end. An outlet has one drawer, so one shift at a time.

insert into private.role_capabilities (role, capability)
select r.role, c.capability from (values
    ('shift.run', '{owner,admin,cashier,agent,sales}'::text[]),
    ('shift.read', '{owner,admin,supervisor,cashier,agent,sales}'),
    ('shift.check', '{owner,admin,supervisor}')
  ) as c (capability, roles)
  cross join lateral unnest(c.roles) as r (role);

create table public.shifts (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  outlet_id uuid not null,
  client_key uuid not null,
  float_sen bigint not null check (float_sen between 0 and 100000000),
  opened_by text not null,
  opened_at timestamptz not null default now(),
  -- The day in the outlet's zone on which it was opened; a shift that runs past midnight stays one of that day.
  business_date date not null,
  closed_at timestamptz,
  closed_by text,
  unique (tenant_id, id),
  constraint shifts_client_key_unique unique (tenant_id, client_key),
  constraint shifts_closed_by_somebody check ((closed_at is null) = (closed_by is null)),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id)
);
comment on table public.shifts is 'The drawer of an outlet between opening and closing. Changes once, when it is closed; what was counted then is in z_reports.';
create unique index shifts_one_open_idx on public.shifts (tenant_id, outlet_id) where closed_at is null;
create index shifts_opened_idx on public.shifts (tenant_id, outlet_id, opened_at desc);

create table public.cash_movements (
  id bigint generated always as identity primary key,
  tenant_id uuid not null,
  outlet_id uuid not null,
  shift_id uuid not null,
  kind text not null check (kind in ('float', 'sale', 'invoice', 'refund', 'pay_in', 'pay_out')),
  amount_sen bigint not null,
  -- Which float, sale, payment or slip of paper this is about: what arrives twice moves once.
  source_id uuid not null,
  reason text check (length(reason) between 3 and 200),
  created_by text not null,
  business_date date not null,
  created_at timestamptz not null default now(),
  constraint cash_movements_source_unique unique (tenant_id, kind, source_id),
  constraint cash_movements_direction check (case when kind in ('refund', 'pay_out') then amount_sen < 0 when kind = 'float' then amount_sen >= 0 else amount_sen > 0 end),
  constraint cash_movements_reason_given check (kind not in ('pay_in', 'pay_out') or reason is not null),
  foreign key (tenant_id, shift_id) references public.shifts (tenant_id, id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id)
);
comment on table public.cash_movements is 'Ledger of the drawer: what should be in it is the sum. Corrected by an opposite movement, never by change.';
create index cash_movements_shift_idx on public.cash_movements (tenant_id, shift_id, id);
create index cash_movements_outlet_idx on public.cash_movements (tenant_id, outlet_id);

create table public.z_reports (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  outlet_id uuid not null,
  shift_id uuid not null,
  client_key uuid not null,
  seq bigint not null,
  number text not null,
  -- Pieces by their worth in sen; null when a supervisor closed a drawer that nobody counted.
  counts jsonb,
  counted_sen bigint check (counted_sen >= 0),
  expected_sen bigint not null,
  difference_sen bigint,
  forced boolean not null default false,
  reason text check (length(reason) between 3 and 200),
  totals jsonb not null,
  closed_by text not null,
  business_date date not null,
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint z_reports_shift_unique unique (tenant_id, shift_id),
  constraint z_reports_number_unique unique (tenant_id, outlet_id, seq),
  constraint z_reports_counted check ((counts is null) = (counted_sen is null) and (counts is not null or forced)),
  constraint z_reports_difference check (difference_sen is not distinct from counted_sen - expected_sen),
  constraint z_reports_forced_has_reason check (not forced or reason is not null),
  foreign key (tenant_id, shift_id) references public.shifts (tenant_id, id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id)
);
comment on table public.z_reports is 'What a shift came to, written once when it is closed: totals by way of paying, what should be in the drawer and what was.';
create index z_reports_created_idx on public.z_reports (tenant_id, created_at desc);

-- Closing is the one change of a shift, and the last.
create function private.shifts_close_once() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' or old.closed_at is not null or new.closed_at is null
     or to_jsonb(new) - array['closed_at', 'closed_by'] <> to_jsonb(old) - array['closed_at', 'closed_by'] then
    perform private.refuse('ledger.append_only', json_build_object('table', tg_table_name)::jsonb, 403);
  end if;
  return new;
end $$;
create trigger shifts_close_once before update or delete on public.shifts for each row execute function private.shifts_close_once();
create trigger cash_movements_append_only before update or delete on public.cash_movements for each row execute function private.append_only('reason');
create trigger z_reports_append_only before update or delete on public.z_reports for each row execute function private.append_only('reason');
create trigger shifts_audit after insert or update or delete on public.shifts for each row execute function private.audit();
-- Money of a sale or a refund is told with that sale or refund.
create trigger cash_movements_audit after insert on public.cash_movements for each row
  when (new.kind in ('pay_in', 'pay_out')) execute function private.audit('reason');
create trigger z_reports_audit after insert on public.z_reports for each row execute function private.audit('reason', 'totals');
create trigger shifts_live after insert or update on public.shifts for each row execute function private.notify_change('shifts');

alter table public.shifts enable row level security;
grant select on public.shifts to authenticated;
grant all on public.shifts to service_role;
create policy shifts_select on public.shifts for select to authenticated
  using (tenant_id = (select private.tenant_if('shift.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

-- The ledger adds up to what should be in the drawer: whoever counts it must not know.
alter table public.cash_movements enable row level security;
grant select on public.cash_movements to authenticated;
grant all on public.cash_movements to service_role;
create policy cash_movements_select on public.cash_movements for select to authenticated
  using (tenant_id = (select private.tenant_if('shift.check')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

alter table public.z_reports enable row level security;
grant select on public.z_reports to authenticated;
grant all on public.z_reports to service_role;
create policy z_reports_select on public.z_reports for select to authenticated
  using (tenant_id = (select private.tenant_if('shift.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

-- For other domains, inside their own checked function: the open shift of an outlet, kept from being closed until the transaction ends
-- (the weakest lock that does it: the one a reference to the shift takes anyway).
create function private.open_shift_id(p_tenant uuid, p_outlet uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare v_shift uuid;
begin
  select s.id into v_shift from public.shifts as s where s.tenant_id = p_tenant and s.outlet_id = p_outlet and s.closed_at is null for key share;
  return v_shift;
end $$;

-- Cash into the drawer, or out of it: never more than is in it.
create function private.move_cash(p_tenant uuid, p_outlet uuid, p_shift uuid, p_kind text, p_amount bigint, p_source uuid, p_on date, p_reason text default null)
returns void language plpgsql security definer set search_path = '' as $$
declare v_in_drawer bigint;
begin
  if p_shift is null then perform private.refuse('shift.none_open'); end if;
  if p_amount < 0 then
    -- Two hands in the drawer at once wait for each other; takings need not.
    perform 1 from public.shifts as s where s.tenant_id = p_tenant and s.id = p_shift for no key update;
    select sum(m.amount_sen) into v_in_drawer from public.cash_movements as m where m.tenant_id = p_tenant and m.shift_id = p_shift;
    if v_in_drawer + p_amount < 0 then perform private.refuse('shift.not_enough_cash'); end if;
  end if;
  insert into public.cash_movements (tenant_id, outlet_id, shift_id, kind, amount_sen, source_id, reason, created_by, business_date)
  values (p_tenant, p_outlet, p_shift, p_kind, p_amount, p_source, p_reason, coalesce(private.person_id(), 'system'), p_on);
end $$;
