-- Upkeep that no request does: wa-runner calls it every hour, and nobody else may.

-- One line a step, in this order. A step is a function of this name in `private` that takes nothing, may run at any time and any
-- number of times, and answers with counts. Each runs in a transaction of its own (wa-runner/housekeeping.ts).
create function private.housekeeping_steps() returns text[] language plpgsql immutable set search_path = '' as $$
begin
  return array[
    'seal_audit',
    'forget_api_answers',
    'forget_wa_sent',
    'forget_webhooks',
    'apply_retention'
  ];
end $$;

create function private.housekeeping(p_step text) returns jsonb language plpgsql volatile set search_path = '' as $$
declare v_result jsonb;
begin
  if p_step <> all (private.housekeeping_steps()) then raise exception 'no such step of housekeeping: %', p_step; end if;
  -- Two runners side by side: one does it.
  if not pg_try_advisory_xact_lock(hashtextextended('housekeeping:' || p_step, 0)) then return jsonb_build_object('elsewhere', true); end if;
  -- What it changes is told apart in the audit log.
  perform set_config('request.jwt.claims', '{"actor": "housekeeping"}', true);
  execute format('select private.%I()', p_step) into v_result;
  return v_result;
end $$;
