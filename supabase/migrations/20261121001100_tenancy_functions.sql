-- Sign-up, invitations, the caller's context, and what every new tenant starts with.

-- Filled by the domains that have starting rows (statuses, channel, canned replies): each adds a trigger on tenants or outlets.

create function private.create_shop(p_business text, p_outlet text, p_phone text, p_locale text, p_display_name text)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_person text := private.person_id();
  v_email text := auth.jwt() ->> 'email';
  v_tenant uuid;
  v_outlet uuid;
begin
  if v_person is null or private.actor() <> 'user' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  if exists (select 1 from public.members as m where m.user_id = v_person and m.role = 'owner'
              and m.created_at > now() - interval '1 minute' and m.status = 'active') then
    -- A double click or a resubmitted form: the shop made a moment ago is the answer.
    select m.tenant_id, o.id into v_tenant, v_outlet from public.members as m join public.outlets as o on o.tenant_id = m.tenant_id
     where m.user_id = v_person and m.role = 'owner' order by m.created_at desc, o.created_at limit 1;
    return jsonb_build_object('tenant_id', v_tenant, 'outlet_id', v_outlet);
  end if;
  if private.over_limit('create_shop:' || v_person, 5, 86400) then perform private.refuse('auth.too_many', '{}', 429); end if;

  insert into public.people (user_id, email, name, locale) values (v_person, coalesce(v_email, ''), p_display_name, p_locale)
  on conflict (user_id) do nothing;
  insert into public.tenants (name, locale, phone) values (p_business, p_locale, p_phone) returning id into v_tenant;
  insert into public.members (tenant_id, user_id, role) values (v_tenant, v_person, 'owner');
  insert into public.outlets (tenant_id, code, name, phone) values (v_tenant, 'HQ', p_outlet, p_phone) returning id into v_outlet;
  update public.people set active_tenant_id = v_tenant, active_outlet_id = v_outlet, locale = p_locale where user_id = v_person;
  perform private.emit_event(v_tenant, 'tenant/created', 'tenant', v_tenant::text);
  return jsonb_build_object('tenant_id', v_tenant, 'outlet_id', v_outlet);
end $$;
create function public.create_shop(p_business text, p_outlet text, p_phone text, p_locale text, p_display_name text) returns jsonb
language sql set search_path = '' as $$ select private.create_shop(p_business, p_outlet, p_phone, p_locale, p_display_name) $$;

create function private.my_context() returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  if private.session_over() then perform private.refuse('auth.signed_out', '{}', 401); end if;
  return jsonb_build_object(
    'person', (select jsonb_build_object('id', p.user_id, 'email', p.email, 'name', p.name, 'locale', p.locale)
                 from public.people as p where p.user_id = private.person_id()),
    'tenant', (select jsonb_build_object('id', t.id, 'name', t.name, 'locale', t.locale, 'sst_registered', t.sst_from is not null)
                 from public.tenants as t where t.id = private.tenant_id()),
    'role', private.role_name(),
    'capabilities', (select coalesce(jsonb_agg(distinct c.capability), '[]')
                       from private.role_capabilities as c where private.can(c.capability)),
    'outlets', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name, 'time_zone', o.time_zone) order by o.code), '[]')
                  from public.outlets as o where o.tenant_id = private.tenant_id() and o.is_active and o.id = any (private.outlet_ids())),
    'tenants', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'role', m.role) order by t.name), '[]')
                  from public.members as m join public.tenants as t on t.id = m.tenant_id
                 where m.user_id = private.person_id() and m.status = 'active'),
    'active_outlet_id', (select coalesce(
        (select p.active_outlet_id from public.people as p where p.user_id = private.person_id() and p.active_outlet_id = any (private.outlet_ids())),
        (select o.id from public.outlets as o where o.id = any (private.outlet_ids()) and o.is_active order by o.code limit 1))));
end $$;
create function public.my_context() returns jsonb language sql stable set search_path = '' as $$ select private.my_context() $$;

create function private.switch_tenant(p_tenant_id uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  update public.people as p set active_tenant_id = p_tenant_id, active_outlet_id = null
   where p.user_id = private.person_id()
     and exists (select 1 from public.members as m where m.tenant_id = p_tenant_id and m.user_id = p.user_id and m.status = 'active');
  if not found then perform private.refuse('auth.forbidden', '{}', 403); end if;
end $$;
create function public.switch_tenant(p_tenant_id uuid) returns void language sql set search_path = '' as $$ select private.switch_tenant(p_tenant_id) $$;

create function private.switch_outlet(p_outlet_id uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  if not (p_outlet_id = any (private.outlet_ids())) then perform private.refuse('auth.wrong_outlet', '{}', 403); end if;
  update public.people set active_outlet_id = p_outlet_id where user_id = private.person_id();
end $$;
create function public.switch_outlet(p_outlet_id uuid) returns void language sql set search_path = '' as $$ select private.switch_outlet(p_outlet_id) $$;

create function public.set_my_locale(p_locale text) returns void language sql set search_path = '' as
$$ update public.people set locale = p_locale where user_id = (select private.person_id()) $$;

-- Invitations --------------------------------------------------------------------------------------------------------

create function private.role_rank(p_role text) returns integer language sql immutable set search_path = '' as
$$ select case p_role when 'owner' then 3 when 'admin' then 2 when 'supervisor' then 1 else 0 end $$;

create function private.invite_member(p_email text, p_role text, p_outlet_ids uuid[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('team.manage');
  v_email text := lower(trim(p_email));
  v_token text := encode(extensions.gen_random_bytes(24), 'hex');
  v_id uuid;
  v_expires timestamptz := now() + interval '7 days';
begin
  -- Nobody hands out more than he has: an admin invites up to admin, ownership is never invited.
  if private.role_rank(p_role) > private.role_rank(private.role_name()) or p_role = 'owner' then
    perform private.refuse('team.above_self', '{}', 403);
  end if;
  perform private.check_outlets_given(p_outlet_ids);
  if exists (select 1 from public.members as m join public.people as p on p.user_id = m.user_id
              where m.tenant_id = v_tenant and lower(p.email) = v_email and m.status = 'active') then
    perform private.refuse('team.already_member');
  end if;
  -- A new link replaces the old one.
  update public.invitations set revoked_at = now()
   where tenant_id = v_tenant and email = v_email and accepted_at is null and revoked_at is null;
  insert into public.invitations (tenant_id, email, role, outlet_ids, token_hash, invited_by, expires_at)
  values (v_tenant, v_email, p_role, p_outlet_ids, encode(extensions.digest(v_token, 'sha256'), 'hex'), private.person_id(), v_expires)
  returning id into v_id;
  return jsonb_build_object('invitation_id', v_id, 'token', v_token, 'expires_at', v_expires);
end $$;
create function public.invite_member(p_email text, p_role text, p_outlet_ids uuid[] default null) returns jsonb
language sql set search_path = '' as $$ select private.invite_member(p_email, p_role, p_outlet_ids) $$;

create function private.revoke_invitation(p_id uuid) returns void language plpgsql security definer set search_path = '' as $$
declare v_tenant uuid := private.require('team.manage');
begin
  update public.invitations set revoked_at = now() where id = p_id and tenant_id = v_tenant and accepted_at is null and revoked_at is null;
  if not found then perform private.refuse('team.invitation_gone', '{}', 404); end if;
end $$;
create function public.revoke_invitation(p_id uuid) returns void language sql set search_path = '' as $$ select private.revoke_invitation(p_id) $$;

create function private.open_invitation(p_token text) returns public.invitations language plpgsql stable security definer set search_path = '' as $$
declare v_row public.invitations;
begin
  select * into v_row from public.invitations
   where token_hash = encode(extensions.digest(p_token, 'sha256'), 'hex')
     and accepted_at is null and revoked_at is null and expires_at > now();
  if v_row.id is null then perform private.refuse('team.invitation_gone', '{}', 404); end if;
  return v_row;
end $$;

-- Shown before sign-in, to the bearer of the link only (public token) or to the signed-in person.
create function private.invitation_preview(p_token text) returns jsonb language plpgsql security definer set search_path = '' as $$
declare v_row public.invitations := private.open_invitation(p_token);
begin
  if private.actor() not in ('user', 'public') then perform private.refuse('auth.forbidden', '{}', 403); end if;
  return (select jsonb_build_object('tenant_name', t.name, 'role', v_row.role, 'email', v_row.email,
            'inviter', (select p.name from public.people as p where p.user_id = v_row.invited_by))
            from public.tenants as t where t.id = v_row.tenant_id);
end $$;
create function public.invitation_preview(p_token text) returns jsonb language sql set search_path = '' as $$ select private.invitation_preview(p_token) $$;

create function private.accept_invitation(p_token text, p_display_name text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_person text := private.person_id();
  -- Clerk's tokens carry no address: the one it verified and told us of (supabase/migrations/…_clerk.sql) stands in.
  v_email text := lower(coalesce(auth.jwt() ->> 'email', (select p.email from public.people as p where p.user_id = private.person_id()), ''));
  v_row public.invitations;
begin
  if v_person is null or private.actor() <> 'user' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  v_row := private.open_invitation(p_token);
  perform 1 from public.invitations as i where i.id = v_row.id and i.accepted_at is null for update;
  if not found then perform private.refuse('team.invitation_gone', '{}', 404); end if;
  if v_email <> v_row.email then perform private.refuse('team.other_email', '{}', 403); end if;
  insert into public.people (user_id, email, name, locale)
  select v_person, v_email, p_display_name, t.locale from public.tenants as t where t.id = v_row.tenant_id
  on conflict (user_id) do nothing;
  insert into public.members (tenant_id, user_id, role, outlet_ids)
  values (v_row.tenant_id, v_person, v_row.role, v_row.outlet_ids)
  on conflict (tenant_id, user_id) do update set role = excluded.role, outlet_ids = excluded.outlet_ids, status = 'active'
   where public.members.role <> 'owner';
  update public.invitations set accepted_at = now() where id = v_row.id;
  update public.people set active_tenant_id = v_row.tenant_id, active_outlet_id = null where user_id = v_person;
  return jsonb_build_object('tenant_id', v_row.tenant_id);
end $$;
create function public.accept_invitation(p_token text, p_display_name text) returns jsonb
language sql set search_path = '' as $$ select private.accept_invitation(p_token, p_display_name) $$;

grant execute on function private.create_shop(text, text, text, text, text), public.create_shop(text, text, text, text, text),
  private.my_context(), public.my_context(), private.switch_tenant(uuid), public.switch_tenant(uuid),
  private.switch_outlet(uuid), public.switch_outlet(uuid), public.set_my_locale(text),
  private.invite_member(text, text, uuid[]), public.invite_member(text, text, uuid[]),
  private.revoke_invitation(uuid), public.revoke_invitation(uuid),
  private.invitation_preview(text), public.invitation_preview(text),
  private.accept_invitation(text, text), public.accept_invitation(text, text) to authenticated;
