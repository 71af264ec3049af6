-- Comes last, for every table there is by then: what not even the service role and the owner of the tables do by accident.

-- Emptying a table passes row triggers by: no audit entry, no "append-only".
create function private.no_truncate() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'PT403', message = 'ledger.append_only', detail = json_build_object('table', tg_table_name)::text;
end $$;

do $$
declare
  r record;
begin
  for r in
    select c.oid::regclass as name, c.relname || '_no_truncate' as trigger_name,
      exists (select 1 from pg_trigger as t join pg_proc as p on p.oid = t.tgfoid
        where t.tgrelid = c.oid and p.proname = 'append_only' and p.pronamespace = 'private'::regnamespace
          -- before each row, update and delete
          and t.tgtype & 27 = 27) as is_ledger
      from pg_class as c
     where c.relkind = 'r' and (c.relnamespace = 'public'::regnamespace
       or c.oid in ('private.audit_chain'::regclass, 'private.audit_sealed'::regclass, 'private.secrets'::regclass))
  loop
    execute format('create trigger %I before truncate on %s for each statement execute function private.no_truncate()', r.trigger_name, r.name);
    execute format('revoke truncate, references, trigger on %s from service_role, authenticated, anon', r.name);
    if r.is_ledger then execute format('revoke update, delete on %s from service_role, authenticated, anon', r.name); end if;
  end loop;
end $$;

-- Written by triggers alone. (A hosted project grants the service role everything unless told otherwise.)
revoke all on public.audit_log from service_role;
-- A runner takes work off the queues (claim_turns runs as the service role) and changes nothing else in them.
revoke insert, update, delete on public.messages, public.wa_outbox, public.concierge_turns, public.channels from service_role;
grant update (state, claimed_by, claimed_until, attempts) on public.concierge_turns to service_role;
