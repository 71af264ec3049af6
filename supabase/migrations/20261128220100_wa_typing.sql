-- "Typing…" on the customer's phone while the concierge composes an answer. Told to whichever runner holds the number; nothing hangs on it.

-- p_on: it composes; or it has nothing to say after all. Ids only: who listens to the database learns no phone.
create function private.show_typing(p_turn uuid, p_on boolean) returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.require_concierge();
begin
  perform pg_notify('voltura_typing', json_build_object('channel', h.id, 'turn', t.id, 'on', p_on)::text)
     from public.concierge_turns as t join public.conversations as c on c.tenant_id = t.tenant_id and c.id = t.conversation_id
     join public.channels as h on h.tenant_id = c.tenant_id and h.id = c.channel_id
    where t.tenant_id = v_tenant and t.id = p_turn and h.is_active and h.paused_at is null
      -- What staff see first is nothing the customer waits for.
      and h.concierge_mode = 'auto' and c.concierge = 'on' and private.window_open(c);
end $$;
create function public.show_typing(p_turn uuid, p_on boolean) returns void language sql set search_path = '' as $$ select private.show_typing(p_turn, p_on) $$;

-- For the holder: to whom, and under which message of his, {kind, value, provider_id, tells_reads}. Null once the turn is over: no dots after the answer.
create function private.typing_target(p_channel uuid, p_turn uuid, p_on boolean) returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.own_channel(p_channel);
begin
  return (select jsonb_build_object('kind', i.kind, 'value', i.value, 'tells_reads', private.tells_reads(h),
      'provider_id', (select m.provider_id from public.messages as m where m.tenant_id = v_tenant and m.conversation_id = c.id and m.direction = 'in'
        and m.provider_id is not null and not m.is_history order by m.seq desc limit 1))
    from public.concierge_turns as t join public.conversations as c on c.tenant_id = t.tenant_id and c.id = t.conversation_id
    join public.channels as h on h.tenant_id = c.tenant_id and h.id = c.channel_id
    join public.customer_identities as i on i.tenant_id = c.tenant_id and i.id = private.address_of(c)
   where t.tenant_id = v_tenant and t.id = p_turn and c.channel_id = p_channel and (not p_on or t.state in ('queued', 'claimed')));
end $$;
create function public.typing_target(p_channel uuid, p_turn uuid, p_on boolean) returns jsonb language sql set search_path = '' as
$$ select private.typing_target(p_channel, p_turn, p_on) $$;

grant execute on function private.show_typing(uuid, boolean), public.show_typing(uuid, boolean), private.typing_target(uuid, uuid, boolean),
  public.typing_target(uuid, uuid, boolean) to authenticated;
