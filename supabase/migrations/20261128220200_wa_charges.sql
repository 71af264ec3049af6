-- What Meta says it charges for: in the delivery log, and summed for a number and month.

-- Meta means to drop "billable"; the type says the same. Null: nothing was said.
create function private.is_billable(p_pricing jsonb) returns boolean language sql immutable set search_path = '' as
$$ select case when p_pricing ->> 'billable' in ('true', 'false') then p_pricing ->> 'billable' = 'true' when p_pricing ? 'type' then p_pricing ->> 'type' = 'regular' end $$;

create index wa_outbox_priced_idx on public.wa_outbox (tenant_id, channel_id, delivered_at) where pricing is not null;

-- Messages that arrived in the outlet's month, by what Meta calls them: {since, rows: [{category, billable, count}]}. Meta charges for what is delivered.
create function private.cloud_charges(p_channel uuid) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('channel.manage');
  v_since timestamptz;
begin
  select date_trunc('month', now() at time zone o.time_zone) at time zone o.time_zone into v_since
    from public.channels as h join public.outlets as o on o.tenant_id = h.tenant_id and o.id = h.outlet_id where h.tenant_id = v_tenant and h.id = p_channel;
  if v_since is null then perform private.refuse('input.not_found', '{}', 404); end if;
  return jsonb_build_object('since', v_since, 'rows', (
    select coalesce(jsonb_agg(jsonb_build_object('category', x.category, 'billable', x.billable, 'count', x.count) order by x.billable desc nulls last, x.count desc, x.category), '[]')
      from (select coalesce(left(o.pricing ->> 'category', 40), '') as category, private.is_billable(o.pricing) as billable, count(*) as count from public.wa_outbox as o
        where o.tenant_id = v_tenant and o.channel_id = p_channel and o.pricing is not null and o.delivered_at >= v_since group by 1, 2) as x));
end $$;
create function public.cloud_charges(p_channel uuid) returns jsonb language sql stable set search_path = '' as $$ select private.cloud_charges(p_channel) $$;
grant execute on function private.cloud_charges(uuid), public.cloud_charges(uuid) to authenticated;
