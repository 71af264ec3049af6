-- WhatsApp numbers as their owner handles them: add, name, pause, remove, and see how they are doing.

-- The number of this shop, or a refusal. The simulator's numbers come with their outlets and stay.
create function private.managed_channel(p_channel uuid) returns public.channels language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('channel.manage');
  v_channel public.channels;
begin
  select * into v_channel from public.channels as h where h.id = p_channel and h.tenant_id = v_tenant and h.is_active for update;
  if v_channel.id is null then perform private.refuse('input.not_found', '{}', 404); end if;
  perform private.require('channel.manage', v_channel.outlet_id);
  return v_channel;
end $$;

-- p: {key, outlet_id, name, risk_read}. A linked phone may be banned at any time: nobody adds one without having been told. Once per key. Returns {id}.
create function private.add_channel(p jsonb) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('channel.manage', (p ->> 'outlet_id')::uuid);
  v_id uuid := (p ->> 'key')::uuid;
begin
  if (p ->> 'risk_read') is distinct from 'true' then perform private.refuse('channel.risk_unread', '{"field": "risk_read"}', 422); end if;
  -- One after the other: the same form at the same moment is one number too.
  perform pg_advisory_xact_lock(hashtextextended('channels:' || v_tenant, 0));
  if exists (select 1 from public.channels as h where h.id = v_id and h.tenant_id = v_tenant) then return jsonb_build_object('id', v_id); end if;
  if (select count(*) from public.channels as h where h.tenant_id = v_tenant and h.is_active) >= 50 then perform private.refuse('channel.too_many'); end if;
  insert into public.channels (id, tenant_id, outlet_id, kind, name) values (v_id, v_tenant, (p ->> 'outlet_id')::uuid, 'baileys', p ->> 'name');
  return jsonb_build_object('id', v_id);
exception when unique_violation then
  -- A key of another shop's.
  perform private.refuse('input.invalid', '{}', 422);
  return null;
end $$;
create function public.add_channel(p jsonb) returns jsonb language sql set search_path = '' as $$ select private.add_channel(p) $$;

create function private.rename_channel(p_channel uuid, p_name text) returns void language plpgsql security definer set search_path = '' as $$
declare v_channel public.channels := private.managed_channel(p_channel);
begin
  if length(trim(coalesce(p_name, ''))) not between 1 and 80 then perform private.refuse('input.invalid', '{"field": "name"}', 422); end if;
  update public.channels as h set name = trim(p_name) where h.id = v_channel.id and h.name <> trim(p_name);
end $$;
create function public.rename_channel(p_channel uuid, p_name text) returns void language sql set search_path = '' as $$ select private.rename_channel(p_channel, p_name) $$;

-- What is to be sent waits while it is paused; what arrives waits at WhatsApp.
create function private.pause_channel(p_channel uuid, p_paused boolean) returns void language plpgsql security definer set search_path = '' as $$
declare v_channel public.channels := private.managed_channel(p_channel);
begin
  if p_paused = (v_channel.paused_at is not null) then return; end if;
  update public.channels as h set paused_at = case when p_paused then now() end, state = case when p_paused then 'paused' else 'starting' end,
    state_reason = null, state_since = now(), next_attempt_at = null where h.id = v_channel.id;
  if p_paused then
    update private.wa_links as l set action = null, method = null, phone = null, offer = null, offer_method = null, offer_expires_at = null where l.channel_id = v_channel.id;
  end if;
end $$;
create function public.pause_channel(p_channel uuid, p_paused boolean) returns void language sql set search_path = '' as $$ select private.pause_channel(p_channel, p_paused) $$;

-- Its threads stay readable; nothing is sent or received on it any more, and its keys are gone. The number itself is free to be added again.
create function private.remove_channel(p_channel uuid) returns void language plpgsql security definer set search_path = '' as $$
declare v_channel public.channels := private.managed_channel(p_channel);
begin
  if v_channel.kind = 'simulator' then perform private.refuse('channel.stays'); end if;
  -- Whatever its runner still writes is stale from here on.
  update private.wa_leases as l set owner = null, lease_until = null, epoch = l.epoch + 1 where l.channel_id = v_channel.id;
  delete from private.wa_auth as a where a.channel_id = v_channel.id;
  delete from private.wa_sent as s where s.channel_id = v_channel.id;
  delete from private.wa_links as l where l.channel_id = v_channel.id;
  delete from private.cloud_numbers as n where n.channel_id = v_channel.id;
  delete from private.wa_webhooks as w where w.channel_id = v_channel.id;
  delete from private.secrets as s where s.tenant_id = v_channel.tenant_id and s.kind like 'wa\_%' and s.ref = v_channel.id::text;
  update public.wa_outbox as o set state = 'failed', failure = 'channel', error = 'send.channel_removed', claimed_until = null, failed_at = now()
   where o.tenant_id = v_channel.tenant_id and o.channel_id = v_channel.id and o.state in ('queued', 'claimed', 'written');
  update public.messages as m set status = 'failed', error = 'send.channel_removed' where m.tenant_id = v_channel.tenant_id and m.channel_id = v_channel.id and m.status = 'queued';
  update public.channels as h set is_active = false, address = null, state = 'new', state_reason = 'removed', state_since = now(), next_attempt_at = null where h.id = v_channel.id;
end $$;
create function public.remove_channel(p_channel uuid) returns void language sql set search_path = '' as $$ select private.remove_channel(p_channel) $$;

-- Asked before anything is put on its way: nobody sends on a number that was removed.
create function private.check_channel(p_channel uuid) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select 1 from public.channels as h where h.id = p_channel and h.is_active) then perform private.refuse('channel.removed'); end if;
end $$;

-- How a number is doing: signs of life, what waits, what failed in the last 7 days and why, and its states.
create function private.channel_health(p_channel uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('channel.manage');
  v_answer jsonb;
begin
  select jsonb_build_object(
    'last_inbound_at', k.last_inbound_at, 'last_ack_at', k.last_ack_at, 'last_phone_at', k.last_phone_at,
    'waiting', (select count(*) from public.wa_outbox as o where o.tenant_id = v_tenant and o.channel_id = h.id and o.state in ('queued', 'claimed', 'written')),
    'waiting_since', (select min(o.created_at) from public.wa_outbox as o where o.tenant_id = v_tenant and o.channel_id = h.id and o.state in ('queued', 'claimed', 'written')),
    'sent_today', (select count(*) from public.wa_outbox as o where o.channel_id = h.id and o.written_at > now() - interval '1 day'),
    'failed', (select coalesce(jsonb_agg(f.row order by f.seq desc), '[]') from (
      select o.seq, jsonb_build_object('message_id', o.message_id, 'conversation_id', o.conversation_id, 'error', o.error, 'failure', o.failure, 'detail', o.detail,
          'state', o.state, 'at', o.created_at, 'customer', u.name) as row
        from public.wa_outbox as o join public.conversations as c on c.tenant_id = v_tenant and c.id = o.conversation_id join public.customers as u on u.id = c.customer_id
       where o.tenant_id = v_tenant and o.channel_id = h.id and o.state in ('failed', 'unknown') and o.created_at > now() - interval '7 days' order by o.seq desc limit 20) as f),
    'states', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'state', s.state, 'reason', s.reason, 'at', s.at) order by s.id desc), '[]') from (
      select * from public.channel_states as x where x.tenant_id = v_tenant and x.channel_id = h.id order by x.id desc limit 30) as s))
    into v_answer
    from public.channels as h left join private.channel_marks as k on k.channel_id = h.id where h.id = p_channel and h.tenant_id = v_tenant;
  if v_answer is null then perform private.refuse('input.not_found', '{}', 404); end if;
  return v_answer;
end $$;
create function public.channel_health(p_channel uuid) returns jsonb language sql stable set search_path = '' as $$ select private.channel_health(p_channel) $$;

grant execute on function private.add_channel(jsonb), public.add_channel(jsonb), private.rename_channel(uuid, text), public.rename_channel(uuid, text),
  private.pause_channel(uuid, boolean), public.pause_channel(uuid, boolean), private.remove_channel(uuid), public.remove_channel(uuid),
  private.channel_health(uuid), public.channel_health(uuid) to authenticated;
