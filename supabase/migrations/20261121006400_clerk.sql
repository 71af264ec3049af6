-- Clerk beside Supabase Auth: organizations are tenants. Clerk tells by signed webhooks what happened (app/api/webhooks/clerk), in
-- any order and more than once; every function here may be told anything twice, late, or before what came before it.

create table private.clerk_organizations (
  org_id text primary key,
  tenant_id uuid not null unique references public.tenants (id),
  -- The name Clerk knows: a name changed here is kept until it changes there.
  name text not null,
  created_by text,
  deleted_at timestamptz
);
comment on table private.clerk_organizations is 'Which tenant an organization of Clerk is. Not a column of tenants, which owners may update.';

create table private.clerk_objects (
  kind text not null check (kind in ('user', 'organization', 'membership', 'invitation')),
  id text not null,
  -- updated_at at Clerk, in milliseconds: what is older than this is old news.
  version bigint not null,
  -- Deleted, accepted or revoked: nothing that comes later opens it again.
  is_over boolean not null default false,
  org_id text,
  user_id text,
  -- The name (user) or role (membership) last seen at Clerk: only a change there changes something here.
  seen text,
  invitation_id uuid references public.invitations (id),
  primary key (kind, id)
);
comment on table private.clerk_objects is 'The newest state seen of each object at Clerk, and the tombstones of those that are gone.';
create index clerk_objects_membership_idx on private.clerk_objects (org_id, user_id) where kind = 'membership';
create index clerk_objects_invitation_idx on private.clerk_objects (invitation_id) where invitation_id is not null;

create table private.clerk_events (
  id text primary key,
  type text not null,
  object_id text,
  tenant_id uuid,
  user_id text,
  outcome text not null default 'taken',
  -- Only of what this version does not know, so that a later one can make up for it.
  body jsonb,
  received_at timestamptz not null default now()
);
comment on table private.clerk_events is 'Every webhook of Clerk once, by its Svix id, with what came of it: applied, stale, kept_last_owner, kept_owner, unknown, malformed.';
create index clerk_events_outcome_idx on private.clerk_events (outcome, received_at);
create index clerk_events_kept_idx on private.clerk_events (tenant_id, received_at) where outcome like 'kept%';

-- True when this is news. A tombstone needs no version: ids are never given out twice.
create function private.clerk_is_news(p_kind text, p_id text, p_version bigint, p_is_over boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.clerk_objects as o (kind, id, version, is_over) values (p_kind, p_id, coalesce(p_version, 0), p_is_over)
  on conflict (kind, id) do update set version = greatest(o.version, excluded.version), is_over = excluded.is_over
   where not o.is_over and (excluded.is_over or excluded.version >= o.version);
  return found;
end $$;

create function private.clerk_is_over(p_kind text, p_id text) returns boolean language sql stable security definer set search_path = '' as
$$ select exists (select 1 from private.clerk_objects as o where o.kind = p_kind and o.id = p_id and o.is_over) $$;

-- Clerk has two roles of its own; an organization may define more under our names. Ownership is not given by a role of Clerk.
create function private.clerk_role(p_role text) returns text language sql immutable set search_path = '' as
$$ select case when p_role in ('org:admin', 'org:owner') then 'admin'
               when p_role in ('org:supervisor', 'org:cashier', 'org:technician', 'org:agent', 'org:sales', 'org:renewal') then substr(p_role, 5)
               else 'agent' end $$;

-- Somebody is gone at Clerk. The last owner stays: a shop without one could never be managed again. His Team page says so.
create function private.clerk_remove(p_tenant uuid, p_user_id text) returns text language plpgsql security definer set search_path = '' as $$
declare v_row public.members;
begin
  perform 1 from public.tenants as t where t.id = p_tenant for no key update;
  select m.* into v_row from public.members as m where m.tenant_id = p_tenant and m.user_id = p_user_id;
  if v_row.role = 'owner' and v_row.status = 'active' and not exists (
      select 1 from public.members as m where m.tenant_id = p_tenant and m.user_id <> p_user_id and m.role = 'owner' and m.status = 'active') then
    return 'kept_last_owner';
  end if;
  -- Somebody suspended here was taken out of the organization by that (lib/auth/clerk), and may come back.
  update public.members set status = 'removed', pii = false where tenant_id = p_tenant and user_id = p_user_id and status = 'active';
  if found then perform private.leave_active_tenant(p_tenant, p_user_id); end if;
  return 'applied';
end $$;

-- People ---------------------------------------------------------------------------------------------------------------------------

create function private.clerk_user(p_data jsonb) returns text language plpgsql security definer set search_path = '' as $$
declare
  v_id text := p_data ->> 'id';
  v_seen text := (select o.seen from private.clerk_objects as o where o.kind = 'user' and o.id = p_data ->> 'id');
  v_email text := coalesce((select lower(e.value ->> 'email_address') from jsonb_array_elements(p_data -> 'email_addresses') as e
    where e.value ->> 'id' = p_data ->> 'primary_email_address_id' and e.value -> 'verification' ->> 'status' = 'verified'), '');
  v_name text := left(coalesce(nullif(trim(concat_ws(' ', p_data ->> 'first_name', p_data ->> 'last_name')), ''),
    nullif(p_data ->> 'username', ''), nullif(split_part(v_email, '@', 1), ''), '?'), 120);
begin
  if not private.clerk_is_news('user', v_id, (p_data ->> 'updated_at')::bigint, false) then return 'stale'; end if;
  update private.clerk_objects set seen = v_name where kind = 'user' and id = v_id;
  insert into public.people as p (user_id, email, name) values (v_id, v_email, v_name)
  on conflict (user_id) do update set email = excluded.email,
    name = case when v_seen is not null and v_seen <> v_name then v_name else p.name end;
  return 'applied';
end $$;

-- The name stays for what they signed; the address goes, and with it every invitation to it.
create function private.clerk_user_deleted(p_id text) returns text language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid;
  v_outcome text := 'applied';
begin
  if not private.clerk_is_news('user', p_id, null, true) then return 'stale'; end if;
  for v_tenant in select m.tenant_id from public.members as m where m.user_id = p_id and m.status <> 'removed' order by 1 loop
    if private.clerk_remove(v_tenant, p_id) <> 'applied' then
      v_outcome := 'kept_last_owner';
      insert into private.clerk_events (id, type, object_id, tenant_id, user_id, outcome)
      values ('kept:' || v_tenant || ':' || p_id, 'user.deleted', p_id, v_tenant, p_id, v_outcome) on conflict (id) do nothing;
    end if;
  end loop;
  update public.members set status = 'removed', pii = false where user_id = p_id and status = 'suspended';
  update public.people set email = '' where user_id = p_id;
  return v_outcome;
end $$;

-- Organizations ----------------------------------------------------------------------------------------------------------------------

-- A shop made here first names itself in the organization's public metadata, which only a server with the secret key can write; even
-- so it is believed only of a shop whose owner made the organization.
create function private.clerk_organization(p_data jsonb) returns text language plpgsql security definer set search_path = '' as $$
declare
  v_id text := p_data ->> 'id';
  v_name text := left(coalesce(nullif(trim(p_data ->> 'name'), ''), v_id), 120);
  v_known private.clerk_organizations;
  v_tenant uuid;
begin
  if not private.clerk_is_news('organization', v_id, (p_data ->> 'updated_at')::bigint, false) then return 'stale'; end if;
  select * into v_known from private.clerk_organizations as o where o.org_id = v_id;
  if v_known.org_id is not null then
    update private.clerk_organizations set name = v_name, created_by = coalesce(created_by, p_data ->> 'created_by') where org_id = v_id;
    if v_known.name <> v_name then update public.tenants set name = v_name where id = v_known.tenant_id; end if;
    return 'applied';
  end if;
  select m.tenant_id into v_tenant from public.members as m
   where m.tenant_id::text = p_data -> 'public_metadata' ->> 'voltura_tenant' and m.user_id = p_data ->> 'created_by'
     and m.role = 'owner' and m.status = 'active'
     and not exists (select 1 from private.clerk_organizations as o where o.tenant_id = m.tenant_id);
  if v_tenant is null then
    insert into public.tenants (name) values (v_name) returning id into v_tenant;
    insert into public.outlets (tenant_id, code, name) values (v_tenant, 'HQ', v_name);
    perform private.emit_event(v_tenant, 'tenant/created', 'tenant', v_tenant::text);
  end if;
  insert into private.clerk_organizations (org_id, tenant_id, name, created_by) values (v_id, v_tenant, v_name, p_data ->> 'created_by');
  return 'applied';
end $$;

-- Nobody deletes a shop's books. Everybody but the owners loses it; the owners keep it under their personal account, to take it along.
create function private.clerk_organization_deleted(p_id text) returns text language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := (select o.tenant_id from private.clerk_organizations as o where o.org_id = p_id);
  v_user text;
begin
  if not private.clerk_is_news('organization', p_id, null, true) then return 'stale'; end if;
  if v_tenant is null then return 'applied'; end if;
  update private.clerk_organizations set deleted_at = now() where org_id = p_id;
  for v_user in select m.user_id from public.members as m where m.tenant_id = v_tenant and m.status <> 'removed' and m.role <> 'owner' order by 1 loop
    perform private.clerk_remove(v_tenant, v_user);
  end loop;
  return 'kept_owner';
end $$;

-- Memberships ------------------------------------------------------------------------------------------------------------------------

-- What a newcomer becomes: the owner if he made the organization (or nobody is known to have) and it has none; what he was invited
-- as; else what his role at Clerk says.
create function private.clerk_join(p_tenant uuid, p_org text, p_user_id text, p_role text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_creator text := (select o.created_by from private.clerk_organizations as o where o.org_id = p_org);
  v_email text := (select p.email from public.people as p where p.user_id = p_user_id);
  v_invited public.invitations;
  v_role text := private.clerk_role(p_role);
begin
  perform 1 from public.tenants as t where t.id = p_tenant for no key update;
  select i.* into v_invited from public.invitations as i
   where i.tenant_id = p_tenant and i.email = v_email and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
   order by i.created_at desc limit 1;
  if v_role = 'admin' and not exists (select 1 from public.members as m where m.tenant_id = p_tenant and m.role = 'owner' and m.status = 'active')
      and (v_creator is null or v_creator = p_user_id or private.clerk_is_over('user', v_creator)) then
    v_role := 'owner';
  elsif v_invited.id is not null then
    v_role := v_invited.role;
  end if;
  insert into public.members (tenant_id, user_id, role, outlet_ids)
  values (p_tenant, p_user_id, v_role, case when v_role <> 'owner' then v_invited.outlet_ids end)
  on conflict (tenant_id, user_id) do update set role = excluded.role, outlet_ids = excluded.outlet_ids, status = 'active', pii = false;
  update public.invitations set accepted_at = now() where id = v_invited.id;
  update public.people as p set active_tenant_id = p_tenant, active_outlet_id = null
   where p.user_id = p_user_id and not exists (
     select 1 from public.members as m where m.user_id = p_user_id and m.tenant_id = p.active_tenant_id and m.status = 'active');
end $$;

create function private.clerk_membership(p_data jsonb) returns text language plpgsql security definer set search_path = '' as $$
declare
  v_id text := p_data ->> 'id';
  v_org text := p_data -> 'organization' ->> 'id';
  v_user text := p_data -> 'public_user_data' ->> 'user_id';
  v_seen text := (select o.seen from private.clerk_objects as o where o.kind = 'membership' and o.id = p_data ->> 'id');
  v_tenant uuid;
  v_row public.members;
  v_identifier text := lower(coalesce(p_data -> 'public_user_data' ->> 'identifier', ''));
begin
  if not private.clerk_is_news('membership', v_id, (p_data ->> 'updated_at')::bigint, false) then return 'stale'; end if;
  update private.clerk_objects set org_id = v_org, user_id = v_user, seen = p_data ->> 'role' where kind = 'membership' and id = v_id;
  if private.clerk_is_over('user', v_user) or private.clerk_is_over('organization', v_org) then return 'stale'; end if;
  -- Neither has to be known yet: what comes with the membership will do until they are told of.
  perform private.clerk_organization(p_data -> 'organization');
  insert into public.people (user_id, email, name)
  values (v_user, case when v_identifier like '%@%' then v_identifier else '' end,
    left(coalesce(nullif(trim(concat_ws(' ', p_data -> 'public_user_data' ->> 'first_name', p_data -> 'public_user_data' ->> 'last_name')), ''),
      nullif(split_part(v_identifier, '@', 1), ''), '?'), 120))
  on conflict (user_id) do nothing;
  select o.tenant_id into v_tenant from private.clerk_organizations as o where o.org_id = v_org;
  select m.* into v_row from public.members as m where m.tenant_id = v_tenant and m.user_id = v_user;
  -- Who was removed here comes back only by being added at Clerk afterwards.
  if v_row.user_id is null or (v_row.status = 'removed' and to_timestamp((p_data ->> 'created_at')::bigint / 1000.0) > v_row.updated_at) then
    perform private.clerk_join(v_tenant, v_org, v_user, p_data ->> 'role');
    return 'applied';
  end if;
  -- A role that changed there changes ours, unless ours is already one of those it stands for.
  if v_seen is null or v_seen = p_data ->> 'role' or v_row.status <> 'active'
      or (p_data ->> 'role' = 'org:member' and v_row.role not in ('owner', 'admin')) then return 'applied'; end if;
  -- Ownership is passed on here, by name, and in no other way.
  if v_row.role = 'owner' then return case when private.clerk_role(p_data ->> 'role') = 'admin' then 'applied' else 'kept_owner' end; end if;
  update public.members set role = private.clerk_role(p_data ->> 'role'), pii = false,
      outlet_ids = case when private.clerk_role(p_data ->> 'role') <> 'admin' then outlet_ids end
   where tenant_id = v_tenant and user_id = v_user;
  return 'applied';
end $$;

create function private.clerk_membership_deleted(p_data jsonb) returns text language plpgsql security definer set search_path = '' as $$
declare
  v_org text := p_data -> 'organization' ->> 'id';
  v_user text := p_data -> 'public_user_data' ->> 'user_id';
  v_tenant uuid := (select o.tenant_id from private.clerk_organizations as o where o.org_id = v_org);
begin
  if not private.clerk_is_news('membership', p_data ->> 'id', (p_data ->> 'updated_at')::bigint, true) then return 'stale'; end if;
  update private.clerk_objects set org_id = v_org, user_id = v_user where kind = 'membership' and id = p_data ->> 'id';
  -- Left and joined again before this arrived: the newer membership stands.
  if v_tenant is null or exists (select 1 from private.clerk_objects as o
      where o.kind = 'membership' and o.org_id = v_org and o.user_id = v_user and not o.is_over) then
    return 'applied';
  end if;
  return private.clerk_remove(v_tenant, v_user);
end $$;

-- Invitations made at Clerk: its link is not ours, so no token of ours opens them.
create function private.clerk_invitation(p_data jsonb, p_type text) returns text language plpgsql security definer set search_path = '' as $$
declare
  v_id text := p_data ->> 'id';
  v_org text := p_data ->> 'organization_id';
  v_invitation uuid := (select o.invitation_id from private.clerk_objects as o where o.kind = 'invitation' and o.id = p_data ->> 'id');
  v_tenant uuid;
begin
  if not private.clerk_is_news('invitation', v_id, (p_data ->> 'updated_at')::bigint, p_type <> 'organizationInvitation.created') then return 'stale'; end if;
  if p_type <> 'organizationInvitation.created' then
    update public.invitations set accepted_at = case when p_type = 'organizationInvitation.accepted' then now() end,
        revoked_at = case when p_type <> 'organizationInvitation.accepted' then now() end
     where id = v_invitation and accepted_at is null and revoked_at is null;
    return 'applied';
  end if;
  if private.clerk_is_over('organization', v_org) then return 'stale'; end if;
  perform private.clerk_organization(jsonb_build_object('id', v_org, 'name', p_data -> 'public_organization_data' ->> 'name', 'updated_at', 0));
  select o.tenant_id into v_tenant from private.clerk_organizations as o where o.org_id = v_org;
  update public.invitations set revoked_at = now()
   where tenant_id = v_tenant and email = lower(p_data ->> 'email_address') and accepted_at is null and revoked_at is null;
  insert into public.invitations (tenant_id, email, role, token_hash, invited_by, expires_at)
  values (v_tenant, lower(p_data ->> 'email_address'), private.clerk_role(p_data ->> 'role'), encode(extensions.gen_random_bytes(32), 'hex'), 'clerk',
    coalesce(to_timestamp((p_data ->> 'expires_at')::bigint / 1000.0), now() + interval '30 days'))
  returning id into v_invitation;
  update private.clerk_objects set org_id = v_org, invitation_id = v_invitation where kind = 'invitation' and id = v_id;
  return 'applied';
end $$;

-- The one door: only the webhook's own token (lib/db/tokens.ts) opens it. The second arrival of an id answers as the first did.
create function private.clerk_event(p_id text, p_type text, p_data jsonb) returns text language plpgsql security definer set search_path = '' as $$
declare
  v_outcome text;
  v_org text := coalesce(p_data -> 'organization' ->> 'id', p_data ->> 'organization_id', case when p_type like 'organization.%' then p_data ->> 'id' end);
begin
  if private.actor() is distinct from 'directory' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  if length(p_id) is null or length(p_type) is null then perform private.refuse('input.invalid', '{}', 422); end if;
  -- One after the other: what one event makes, the next one finds. They are few.
  perform pg_advisory_xact_lock(hashtext('voltura.clerk'));
  insert into private.clerk_events (id, type, object_id) values (p_id, p_type, p_data ->> 'id') on conflict (id) do nothing;
  if not found then return 'replayed'; end if;
  v_outcome := case
    when coalesce(p_data ->> 'id', '') = '' then 'malformed'
    when p_type in ('user.created', 'user.updated') then private.clerk_user(p_data)
    when p_type = 'user.deleted' then private.clerk_user_deleted(p_data ->> 'id')
    when p_type in ('organization.created', 'organization.updated') then private.clerk_organization(p_data)
    when p_type = 'organization.deleted' then private.clerk_organization_deleted(p_data ->> 'id')
    when p_type like 'organizationMembership.%' and (p_data -> 'organization' ->> 'id' is null or p_data -> 'public_user_data' ->> 'user_id' is null) then 'malformed'
    when p_type in ('organizationMembership.created', 'organizationMembership.updated') then private.clerk_membership(p_data)
    when p_type = 'organizationMembership.deleted' then private.clerk_membership_deleted(p_data)
    when p_type like 'organizationInvitation.%' and (p_data ->> 'organization_id' is null or p_data ->> 'email_address' is null) then 'malformed'
    when p_type in ('organizationInvitation.created', 'organizationInvitation.accepted', 'organizationInvitation.revoked') then private.clerk_invitation(p_data, p_type)
    else 'unknown'
  end;
  update private.clerk_events set outcome = v_outcome, body = case when v_outcome in ('unknown', 'malformed') then p_data end,
      tenant_id = (select o.tenant_id from private.clerk_organizations as o where o.org_id = v_org),
      user_id = coalesce(p_data -> 'public_user_data' ->> 'user_id', case when p_type like 'user.%' then p_data ->> 'id' end)
   where id = p_id;
  return v_outcome;
end $$;
create function public.clerk_event(p_id text, p_type text, p_data jsonb) returns text language sql set search_path = '' as
$$ select private.clerk_event(p_id, p_type, p_data) $$;

-- The organization to make active at Clerk for a tenant of the caller's; null when it has none.
create function private.clerk_organization_of(p_tenant uuid) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select o.org_id from private.clerk_organizations as o
    join public.members as m on m.tenant_id = o.tenant_id and m.user_id = private.person_id() and m.status = 'active'
   where o.tenant_id = p_tenant and o.deleted_at is null and private.actor() = 'user');
end $$;
create function public.clerk_organization_of(p_tenant uuid) returns text language sql stable set search_path = '' as
$$ select private.clerk_organization_of(p_tenant) $$;

-- Where the sign-in service and the team disagree, and who decides is here: shown on the Team page until it is settled.
create function private.team_notices() returns table (kind text, person text, at timestamptz) language plpgsql stable security definer set search_path = '' as $$
declare v_tenant uuid := private.require('team.manage');
begin
  return query
    select distinct on (e.user_id) 'last_owner'::text, p.name, e.received_at from private.clerk_events as e
      join public.members as m on m.tenant_id = e.tenant_id and m.user_id = e.user_id and m.status = 'active'
      join public.people as p on p.user_id = e.user_id
     where e.tenant_id = v_tenant and e.outcome = 'kept_last_owner' and not exists (
       select 1 from private.clerk_objects as o join private.clerk_organizations as g on g.org_id = o.org_id and g.tenant_id = v_tenant
        where o.kind = 'membership' and o.user_id = e.user_id and not o.is_over and not private.clerk_is_over('user', e.user_id))
     order by e.user_id, e.received_at desc;
  return query select 'organization_deleted'::text, null::text, o.deleted_at from private.clerk_organizations as o
     where o.tenant_id = v_tenant and o.deleted_at is not null;
end $$;
create function public.team_notices() returns table (kind text, person text, at timestamptz) language sql stable set search_path = '' as
$$ select * from private.team_notices() $$;

grant execute on function private.clerk_event(text, text, jsonb), public.clerk_event(text, text, jsonb),
  private.clerk_organization_of(uuid), public.clerk_organization_of(uuid), private.team_notices(), public.team_notices() to authenticated;
