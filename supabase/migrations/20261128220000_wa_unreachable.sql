-- Addresses to which WhatsApp delivers nothing: after three such answers nothing more is sent there, until something is heard from them.

create table private.unreachable (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  -- The address itself, not the person: he may have another.
  identity_id uuid not null,
  failures integer not null check (failures > 0),
  since timestamptz not null default now(),
  lifted_at timestamptz,
  -- chat: he wrote; delivery: something got there after all; staff: a person decided.
  lifted_by text check (lifted_by in ('chat', 'delivery', 'staff')),
  foreign key (tenant_id, identity_id) references public.customer_identities (tenant_id, id)
);
comment on table private.unreachable is 'Addresses to which WhatsApp has repeatedly delivered nothing: not written to until lifted.';
create index unreachable_identity_idx on private.unreachable (tenant_id, identity_id, since desc);
create unique index unreachable_once on private.unreachable (identity_id) where lifted_at is null;

-- Where the next message of a thread would go.
create function private.address_of(p_conversation public.conversations) returns uuid language sql immutable set search_path = '' as
$$ select coalesce(p_conversation.address_id, p_conversation.identity_id) $$;

create function private.is_unreachable(p_conversation public.conversations) returns boolean language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (select 1 from private.unreachable as u where u.tenant_id = p_conversation.tenant_id
    and u.identity_id = private.address_of(p_conversation) and u.lifted_at is null);
end $$;

-- Counts what failed to one address in 30 days and since anything was last heard from it. The third closes it, once; what waits for it fails too.
create function private.note_undeliverable(p_tenant uuid, p_conversation uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_address uuid;
  v_threads uuid[];
  v_heard timestamptz;
  v_failures integer;
begin
  select private.address_of(c) into v_address from public.conversations as c where c.tenant_id = p_tenant and c.id = p_conversation;
  perform pg_advisory_xact_lock(hashtextextended('unreachable:' || v_address, 0));
  v_threads := array(select c.id from public.conversations as c where c.tenant_id = p_tenant
    and (c.address_id = v_address or c.address_id is null and c.identity_id = v_address));
  v_heard := greatest(now() - interval '30 days',
    (select max(c.last_inbound_at) from public.conversations as c where c.tenant_id = p_tenant and c.id = any (v_threads)),
    (select max(o.delivered_at) from public.wa_outbox as o where o.tenant_id = p_tenant and o.conversation_id = any (v_threads)),
    (select max(u.lifted_at) from private.unreachable as u where u.tenant_id = p_tenant and u.identity_id = v_address));
  select count(*) into v_failures from public.wa_outbox as o
   where o.tenant_id = p_tenant and o.conversation_id = any (v_threads) and o.error = 'send.undeliverable' and o.failed_at > v_heard;
  if v_failures < 3 then return; end if;
  insert into private.unreachable (tenant_id, identity_id, failures) values (p_tenant, v_address, v_failures)
  on conflict (identity_id) where lifted_at is null do update set failures = excluded.failures;
  with stopped as (
    update public.wa_outbox as o set state = 'failed', failure = 'contact', error = 'customer.unreachable', claimed_until = null, failed_at = now()
     where o.tenant_id = p_tenant and o.conversation_id = any (v_threads) and o.state = 'queued' returning o.message_id
  )
  update public.messages as m set status = 'failed', error = 'customer.unreachable' from stopped as s where m.tenant_id = p_tenant and m.id = s.message_id;
  -- Open screens show it.
  update public.conversations as c set updated_at = now() where c.tenant_id = p_tenant and c.id = any (v_threads);
end $$;

-- Every name of the contact: who writes under one is there under the others.
create function private.lift_unreachable(p_tenant uuid, p_identity uuid, p_by text, p_at timestamptz default null) returns integer
language plpgsql security definer set search_path = '' as $$
declare v_rows integer;
begin
  update private.unreachable as u set lifted_at = now(), lifted_by = p_by from public.customer_identities as i
   where u.tenant_id = p_tenant and u.lifted_at is null and (p_at is null or u.since < p_at) and i.tenant_id = p_tenant and i.id = u.identity_id
     and coalesce(i.same_as, i.id) = (select coalesce(x.same_as, x.id) from public.customer_identities as x where x.tenant_id = p_tenant and x.id = p_identity);
  get diagnostics v_rows = row_count;
  return v_rows;
end $$;

create function private.outbox_reachable() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.state = 'failed' then
    perform private.note_undeliverable(new.tenant_id, new.conversation_id);
  else
    perform private.lift_unreachable(c.tenant_id, private.address_of(c), 'delivery') from public.conversations as c
      where c.tenant_id = new.tenant_id and c.id = new.conversation_id;
  end if;
  return null;
end $$;
create trigger wa_outbox_undeliverable after update on public.wa_outbox for each row
  when (new.state = 'failed' and old.state <> 'failed' and new.error = 'send.undeliverable') execute function private.outbox_reachable();
create trigger wa_outbox_reaches after update on public.wa_outbox for each row
  when (old.delivered_at is null and new.delivered_at is not null) execute function private.outbox_reachable();

-- Of what was there before the number was linked, only what is younger than the silence says anything.
create function private.messages_reach() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform private.lift_unreachable(c.tenant_id, c.identity_id, 'chat', case when new.is_history then new.sent_at end) from public.conversations as c
    where c.tenant_id = new.tenant_id and c.id = new.conversation_id;
  return null;
end $$;
create trigger messages_reach after insert on public.messages for each row when (new.direction = 'in') execute function private.messages_reach();

-- For staff: which of the customer's addresses are closed, and since when: [{kind, address, failures, since}].
create function private.unreachable_of(p_customer uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare v_tenant uuid := private.require('customer.read');
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('kind', i.kind,
      'address', case when i.kind <> 'phone' then null when private.can('customer.pii') then i.value else private.mask_phone(i.value) end,
      'failures', u.failures, 'since', u.since) order by u.since), '[]')
    from private.unreachable as u join public.customer_identities as i on i.tenant_id = u.tenant_id and i.id = u.identity_id
   where u.tenant_id = v_tenant and i.customer_id = p_customer and u.lifted_at is null);
end $$;
create function public.unreachable_of(p_customer uuid) returns jsonb language sql stable set search_path = '' as $$ select private.unreachable_of(p_customer) $$;

-- Staff say that he can be reached again. A second time there is nothing to lift.
create function private.allow_again(p_customer uuid) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('inbox.reply');
  v_rows integer;
begin
  if not exists (select 1 from public.customers as c where c.tenant_id = v_tenant and c.id = p_customer) then perform private.refuse('input.not_found', '{}', 404); end if;
  select coalesce(sum(private.lift_unreachable(v_tenant, i.id, 'staff')), 0) into v_rows
    from public.customer_identities as i where i.tenant_id = v_tenant and i.customer_id = p_customer and i.same_as is null;
  if v_rows = 0 then return; end if;
  perform private.write_audit(v_tenant, 'customers', p_customer::text, 'update', jsonb_build_object('reachable', false), jsonb_build_object('reachable', true));
  update public.conversations as c set updated_at = now() where c.tenant_id = v_tenant and c.customer_id = p_customer;
end $$;
create function public.allow_again(p_customer uuid) returns void language sql set search_path = '' as $$ select private.allow_again(p_customer) $$;

grant execute on function private.unreachable_of(uuid), public.unreachable_of(uuid), private.allow_again(uuid), public.allow_again(uuid) to authenticated;
