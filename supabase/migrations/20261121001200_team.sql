-- The team: roles and outlets of members, suspension, removal, leaving, ownership. Every change is audited by the trigger on
-- members; the same update ends the live streams of the person it is about.

-- Whatever the path: a tenant never loses its last owner. The lock on the tenant makes two owners who demote each other wait.
create function private.keep_an_owner() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.tenants as t where t.id = old.tenant_id for no key update;
  if not exists (select 1 from public.members as m where m.tenant_id = old.tenant_id and m.role = 'owner' and m.status = 'active') then
    perform private.refuse('team.last_owner');
  end if;
  return null;
end $$;
create trigger members_keep_an_owner_update after update on public.members for each row
  when (old.role = 'owner' and old.status = 'active' and (new.role <> 'owner' or new.status <> 'active'))
  execute function private.keep_an_owner();
create trigger members_keep_an_owner_delete after delete on public.members for each row
  when (old.role = 'owner' and old.status = 'active') execute function private.keep_an_owner();

create trigger members_team after insert or update on public.members for each row execute function private.notify_change('team', 'user_id');
create trigger invitations_team after insert or update on public.invitations for each row execute function private.notify_change('team');

-- Outlets that the caller may hand out: of this tenant, his own, and "every outlet" only when he has every outlet himself.
create function private.check_outlets_given(p_outlet_ids uuid[]) returns void language plpgsql security definer set search_path = '' as $$
begin
  if p_outlet_ids is null then
    if (select m.outlet_ids is not null from private.membership() as m) then perform private.refuse('team.all_outlets', '{}', 403); end if;
  elsif cardinality(p_outlet_ids) = 0 or not (p_outlet_ids <@ private.outlet_ids()) then
    perform private.refuse('auth.wrong_outlet', '{}', 403);
  end if;
end $$;

-- The member the caller wants to change, or a refusal. Changes of one team go one after the other, each judged by what the one
-- before left behind. Somebody removed is returned too: removing twice is harmless, anything else is refused by the caller.
create function private.member_to_change(p_user_id text) returns public.members language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid;
  v_outlets uuid[];
  v_row public.members;
begin
  perform 1 from public.tenants as t where t.id = private.tenant_id() for no key update;
  v_tenant := private.require('team.manage');
  if p_user_id = private.person_id() then perform private.refuse('team.yourself', '{}', 403); end if;
  select m.* into v_row from public.members as m where m.tenant_id = v_tenant and m.user_id = p_user_id;
  if v_row.user_id is null then perform private.refuse('team.not_member', '{}', 404); end if;
  select m.outlet_ids into v_outlets from private.membership() as m;
  if private.role_rank(v_row.role) > private.role_rank(private.role_name())
      or (v_outlets is not null and not (coalesce(v_row.outlet_ids <@ v_outlets, false))) then
    perform private.refuse('team.outranked', '{}', 403);
  end if;
  return v_row;
end $$;

-- Somebody who loses a tenant goes on in another one he works for; without one the tenant stays chosen and shows nothing.
create function private.leave_active_tenant(p_tenant uuid, p_user_id text) returns void language plpgsql security definer set search_path = '' as $$
begin
  update public.people as p set active_outlet_id = null, active_tenant_id = coalesce(
      (select m.tenant_id from public.members as m where m.user_id = p_user_id and m.status = 'active' order by m.created_at limit 1), p.active_tenant_id)
   where p.user_id = p_user_id and p.active_tenant_id = p_tenant;
end $$;

create function private.change_member(p_user_id text, p_role text, p_pii boolean, p_outlet_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.members := private.member_to_change(p_user_id);
  v_outlets uuid[] := case when p_role <> 'owner' then p_outlet_ids end;
begin
  if v_row.status = 'removed' then perform private.refuse('team.not_member', '{}', 404); end if;
  if not exists (select 1 from private.role_capabilities as c where c.role = p_role and c.role <> 'system') then
    perform private.refuse('input.invalid', '{}', 422);
  end if;
  -- Ownership is passed on by the owner, by name, and in no other way.
  if p_role = 'owner' and v_row.role <> 'owner' then perform private.refuse('team.ownership', '{}', 403); end if;
  if private.role_rank(p_role) > private.role_rank(private.role_name()) then perform private.refuse('team.above_self', '{}', 403); end if;
  perform private.check_outlets_given(v_outlets);
  update public.members set role = p_role, outlet_ids = v_outlets,
      -- A grant says something only about a role that does not see contact data anyway.
      pii = coalesce(p_pii, false) and not exists (
        select 1 from private.role_capabilities as c where c.role = p_role and c.capability = 'customer.pii')
   where tenant_id = v_row.tenant_id and user_id = p_user_id;
end $$;
create function public.change_member(p_user_id text, p_role text, p_pii boolean default false, p_outlet_ids uuid[] default null) returns void
language sql set search_path = '' as $$ select private.change_member(p_user_id, p_role, p_pii, p_outlet_ids) $$;

create function private.suspend_member(p_user_id text) returns void language plpgsql security definer set search_path = '' as $$
declare v_row public.members := private.member_to_change(p_user_id);
begin
  if v_row.status = 'removed' then perform private.refuse('team.not_member', '{}', 404); end if;
  update public.members set status = 'suspended' where tenant_id = v_row.tenant_id and user_id = p_user_id and status = 'active';
  if found then perform private.leave_active_tenant(v_row.tenant_id, p_user_id); end if;
end $$;
create function public.suspend_member(p_user_id text) returns void language sql set search_path = '' as
$$ select private.suspend_member(p_user_id) $$;

create function private.unsuspend_member(p_user_id text) returns void language plpgsql security definer set search_path = '' as $$
declare v_row public.members := private.member_to_change(p_user_id);
begin
  if v_row.status = 'removed' then perform private.refuse('team.not_member', '{}', 404); end if;
  update public.members set status = 'active' where tenant_id = v_row.tenant_id and user_id = p_user_id and status = 'suspended';
end $$;
create function public.unsuspend_member(p_user_id text) returns void language sql set search_path = '' as
$$ select private.unsuspend_member(p_user_id) $$;

create function private.remove_member(p_user_id text) returns void language plpgsql security definer set search_path = '' as $$
declare v_row public.members := private.member_to_change(p_user_id);
begin
  update public.members set status = 'removed', pii = false where tenant_id = v_row.tenant_id and user_id = p_user_id and status <> 'removed';
  if found then perform private.leave_active_tenant(v_row.tenant_id, p_user_id); end if;
end $$;
create function public.remove_member(p_user_id text) returns void language sql set search_path = '' as
$$ select private.remove_member(p_user_id) $$;

-- The one change everybody may make to himself; the last owner cannot go (private.keep_an_owner).
create function private.leave_team() returns void language plpgsql security definer set search_path = '' as $$
declare
  v_person text := private.person_id();
  v_tenant uuid := private.tenant_id();
begin
  if v_tenant is null or private.actor() <> 'user' then perform private.refuse('auth.forbidden', '{}', 403); end if;
  update public.members set status = 'removed', pii = false where tenant_id = v_tenant and user_id = v_person and status = 'active';
  perform private.leave_active_tenant(v_tenant, v_person);
end $$;
create function public.leave_team() returns void language sql set search_path = '' as $$ select private.leave_team() $$;

-- The caller becomes an admin. The business name is typed to confirm: capitals and spaces at the ends do not matter.
create function private.transfer_ownership(p_user_id text, p_business text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.members := private.member_to_change(p_user_id);
begin
  if private.role_name() <> 'owner' then perform private.refuse('auth.forbidden', jsonb_build_object('capability', 'ownership'), 403); end if;
  if v_row.status <> 'active' then perform private.refuse('team.not_active'); end if;
  if lower(trim(coalesce(p_business, ''))) <> (select lower(trim(t.name)) from public.tenants as t where t.id = v_row.tenant_id) then
    perform private.refuse('team.name_differs', '{}', 422);
  end if;
  update public.members set role = 'owner', outlet_ids = null, pii = false where tenant_id = v_row.tenant_id and user_id = p_user_id;
  update public.members set role = 'admin' where tenant_id = v_row.tenant_id and user_id = private.person_id();
end $$;
create function public.transfer_ownership(p_user_id text, p_business text) returns void language sql set search_path = '' as
$$ select private.transfer_ownership(p_user_id, p_business) $$;

-- The same invitation with a new link; the former link dies.
create function private.resend_invitation(p_id uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('team.manage');
  v_row public.invitations;
begin
  select i.* into v_row from public.invitations as i
   where i.id = p_id and i.tenant_id = v_tenant and i.accepted_at is null and i.revoked_at is null for update;
  if v_row.id is null then perform private.refuse('team.invitation_gone', '{}', 404); end if;
  return private.invite_member(v_row.email, v_row.role, v_row.outlet_ids) || jsonb_build_object('email', v_row.email, 'role', v_row.role);
end $$;
create function public.resend_invitation(p_id uuid) returns jsonb language sql set search_path = '' as $$ select private.resend_invitation(p_id) $$;

-- Where the caller is signed in: nothing that would identify a device to anybody else.
create function private.my_sessions() returns table (id uuid, created_at timestamptz, last_seen_at timestamptz, device text, is_this boolean)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query select s.id, s.created_at::timestamptz, coalesce(s.refreshed_at, s.created_at)::timestamptz, s.user_agent::text,
      s.id::text = (auth.jwt() ->> 'session_id')
    from auth.sessions as s where s.user_id::text = private.person_id() and private.actor() = 'user' order by 3 desc limit 50;
end $$;
create function public.my_sessions() returns table (id uuid, created_at timestamptz, last_seen_at timestamptz, device text, is_this boolean)
language sql stable set search_path = '' as $$ select * from private.my_sessions() $$;

grant execute on function private.my_sessions(), public.my_sessions(), private.change_member(text, text, boolean, uuid[]), public.change_member(text, text, boolean, uuid[]),
  private.suspend_member(text), public.suspend_member(text), private.unsuspend_member(text), public.unsuspend_member(text),
  private.remove_member(text), public.remove_member(text), private.leave_team(), public.leave_team(),
  private.transfer_ownership(text, text), public.transfer_ownership(text, text),
  private.resend_invitation(uuid), public.resend_invitation(uuid) to authenticated;

-- The activity page -------------------------------------------------------------------------------------------------------------

-- What one person did, newest first, also when he is rarely seen.
create index audit_log_person_idx on public.audit_log (tenant_id, person_id, at desc, id desc);

-- Pages by the last entry seen, so that the thousandth costs what the first does. Planned for the filters at hand, every time.
create function public.list_activity(
  p_before bigint default null, p_person text default null, p_others boolean default false, p_tables text[] default null,
  p_from timestamptz default null, p_until timestamptz default null, p_limit integer default 50)
returns setof public.audit_log language plpgsql stable set search_path = '' as $$
declare
  v_tenant uuid := private.require('audit.read');
begin
  return query execute $sql$
    select a.* from public.audit_log as a
     where a.tenant_id = $1
       and ($2 is null or (a.at, a.id) < ($3, $2))
       and ($4 is null or (a.person_id = $4 and a.actor = 'user'))
       and (not $5 or a.actor <> 'user')
       and ($6 is null or a.table_name = any ($6))
       and ($7 is null or a.at >= $7)
       and ($8 is null or a.at < $8)
     order by a.at desc, a.id desc limit least(greatest($9, 1), 1000)
  $sql$ using v_tenant, p_before, (select a.at from public.audit_log as a where a.id = p_before and a.tenant_id = v_tenant),
    p_person, p_others, p_tables, p_from, p_until, p_limit;
end $$;
grant execute on function public.list_activity(bigint, text, boolean, text[], timestamptz, timestamptz, integer) to authenticated;
