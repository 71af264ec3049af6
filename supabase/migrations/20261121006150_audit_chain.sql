-- The audit log is sealed day by day: whoever changes a sealed row, adds one or takes one away breaks the chain of hashes.
--
-- A seal covers the rows of one tenant by id: everything after the last seal up to the last row before one of a later day (UTC).
-- Days are those of the row's transaction, so a transaction that was open over midnight may write a row of yesterday after yesterday
-- was sealed: that row belongs to the seal of the day after. Ids are given out before they are committed, so a range is sealed only
-- when nobody can still write into it (private.audit_settled_id).

create table private.audit_chain (
  tenant_id uuid not null,
  day date not null,
  last_id bigint not null,
  rows integer not null check (rows > 0),
  hash bytea not null check (length(hash) = 32),
  previous_hash bytea not null check (length(previous_hash) = 32),
  sealed_at timestamptz not null default now(),
  primary key (tenant_id, day)
);
comment on table private.audit_chain is 'One seal per tenant and day with changes: hash over the rows since the last seal and over that seal''s hash.';
create trigger audit_chain_append_only before update or delete on private.audit_chain
  for each row execute function private.append_only();

create table private.audit_sealed (
  is_only boolean primary key default true check (is_only),
  day date not null,
  -- Every row with a smaller id is sealed.
  below_id bigint not null
);
comment on table private.audit_sealed is 'How far the last sealing came: where the next one starts to read.';
insert into private.audit_sealed (day, below_id) values ('-infinity', 0);

-- Hashes ---------------------------------------------------------------------------------------------------------------

-- `<bytes>:<text>` or `-`: no two lists of fields give the same text.
create function private.audit_field(p_value text) returns text language plpgsql immutable set search_path = '' as
$$ begin return case when p_value is null then '-' else octet_length(p_value)::text || ':' || p_value end; end $$;

create function private.audit_row_hash(p_row public.audit_log) returns bytea language plpgsql stable set search_path = '' as $$
begin
  return sha256(convert_to(
    private.audit_field(p_row.id::text) || private.audit_field(p_row.tenant_id::text)
    || private.audit_field(to_char(p_row.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || private.audit_field(p_row.actor) || private.audit_field(p_row.person_id)
    || private.audit_field(p_row.table_name) || private.audit_field(p_row.row_id) || private.audit_field(p_row.action)
    || private.audit_field(p_row.before::text) || private.audit_field(p_row.after::text) || private.audit_field(p_row.request_id), 'UTF8'));
end $$;

create function private.audit_first_hash(p_tenant uuid) returns bytea language plpgsql immutable set search_path = '' as
$$ begin return sha256(convert_to(p_tenant::text, 'UTF8')); end $$;

create function private.audit_time(p_at timestamptz) returns text language plpgsql stable set search_path = '' as
$$ begin return to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'); end $$;

-- (The hash and the rows of p_seal itself are not looked at but for their number.)
create function private.audit_seal_hash(p_seal private.audit_chain, p_row_hashes bytea) returns bytea
language plpgsql stable set search_path = '' as $$
begin
  return sha256(convert_to(private.audit_field(p_seal.tenant_id::text) || private.audit_field(to_char(p_seal.day, 'YYYY-MM-DD'))
    || private.audit_field(p_seal.last_id::text) || private.audit_field(p_seal.rows::text) || private.audit_field(private.audit_time(p_seal.sealed_at)), 'UTF8')
    || p_seal.previous_hash || p_row_hashes);
end $$;

-- As it is printed and logged: in groups, because a log that hides secrets hides long runs of digits.
create function private.audit_head_text(p_hash bytea) returns text language plpgsql immutable set search_path = '' as
$$ begin return 'sha256' || regexp_replace(encode(p_hash, 'hex'), '(.{8})', '-\1', 'g'); end $$;

-- Sealing --------------------------------------------------------------------------------------------------------------

-- The highest id up to which every row is committed or never will be; null when a writer did not end within the time. Whoever has
-- taken an id holds a lock on the table until his transaction ends, and his rows are visible before the lock is gone: so those who
-- hold it now are waited for, and nobody has to wait for us.
create function private.audit_settled_id(p_wait interval default '5 seconds') returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  v_last bigint;
  v_writers text[];
  v_until timestamptz := clock_timestamp() + p_wait;
begin
  select s.last_value into v_last from public.audit_log_id_seq as s;
  loop
    select array_agg(l.virtualtransaction) into v_writers from pg_catalog.pg_locks as l
     where l.locktype = 'relation' and l.relation = 'public.audit_log'::regclass
       and l.database = (select d.oid from pg_catalog.pg_database as d where d.datname = current_database())
       and l.mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
       and l.pid is distinct from pg_backend_pid()
       and (v_writers is null or l.virtualtransaction = any (v_writers));
    if v_writers is null then return v_last; end if;
    if clock_timestamp() >= v_until then return null; end if;
    perform pg_sleep(0.02);
  end loop;
end $$;

-- Seals every ended day that is not sealed. Called again it finds nothing to do.
create function private.seal_audit(p_today date default (now() at time zone 'UTC')::date) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  v_from bigint;
  v_settled bigint;
  v_previous bytea;
  v_tenant uuid;
  v_hash bytea;
  v_seals integer := 0;
  v_rows bigint := 0;
  v_heads jsonb := '{}';
  v_seal record;
  v_row private.audit_chain;
begin
  select s.below_id into v_from from private.audit_sealed as s where s.day < p_today - 1 for update;
  if v_from is null then return jsonb_build_object('seals', 0, 'rows', 0); end if;
  v_settled := private.audit_settled_id();
  if v_settled is null then return jsonb_build_object('seals', 0, 'rows', 0, 'waiting', true); end if;

  for v_seal in
    with last as (
      select distinct on (c.tenant_id) c.tenant_id, c.day, c.last_id, c.hash from private.audit_chain as c order by c.tenant_id, c.day desc
    ), unsealed as (
      select a.tenant_id, a.id, last.hash as last_hash, private.audit_row_hash(a) as row_hash,
        greatest(max((a.at at time zone 'UTC')::date) over (partition by a.tenant_id order by a.id), last.day + 1) as day
        from public.audit_log as a left join last on last.tenant_id = a.tenant_id
       where a.id >= v_from and a.id <= v_settled and (last.last_id is null or a.id > last.last_id)
    )
    select o.tenant_id, o.day, o.last_hash, max(o.id) as last_id, count(*)::integer as rows, string_agg(o.row_hash, '' order by o.id) as row_hashes
      from unsealed as o where o.day < p_today group by o.tenant_id, o.day, o.last_hash order by o.tenant_id, o.day
  loop
    if v_seal.tenant_id is distinct from v_tenant then
      v_tenant := v_seal.tenant_id;
      v_previous := coalesce(v_seal.last_hash, private.audit_first_hash(v_tenant));
    end if;
    v_row := row(v_tenant, v_seal.day, v_seal.last_id, v_seal.rows, null, v_previous, now());
    v_hash := private.audit_seal_hash(v_row, v_seal.row_hashes);
    insert into private.audit_chain (tenant_id, day, last_id, rows, hash, previous_hash, sealed_at)
    values (v_tenant, v_seal.day, v_seal.last_id, v_seal.rows, v_hash, v_previous, v_row.sealed_at);
    v_previous := v_hash;
    v_seals := v_seals + 1;
    v_rows := v_rows + v_seal.rows;
    v_heads := v_heads || jsonb_build_object(v_tenant::text, jsonb_build_object('day', v_seal.day, 'head', private.audit_head_text(v_hash)));
  end loop;

  update private.audit_sealed set day = p_today - 1, below_id = coalesce((
    select min(a.id) from public.audit_log as a
      left join (select c.tenant_id, max(c.last_id) as last_id from private.audit_chain as c group by c.tenant_id) as c using (tenant_id)
     where a.id >= v_from and (c.last_id is null or a.id > c.last_id)), v_settled + 1);
  return jsonb_build_object('seals', v_seals, 'rows', v_rows, 'heads', v_heads);
end $$;

-- For the shop itself ----------------------------------------------------------------------------------------------------

-- How far the caller's own log is sealed: {day, head, sealed_at}, all null before the first seal.
create function private.audit_head() returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('audit.read');
  v_last private.audit_chain;
begin
  select * into v_last from private.audit_chain as c where c.tenant_id = v_tenant order by c.day desc limit 1;
  return jsonb_build_object('day', v_last.day, 'head', private.audit_head_text(v_last.hash), 'sealed_at', v_last.sealed_at);
end $$;
create function public.audit_head() returns jsonb language sql stable set search_path = '' as $$ select private.audit_head() $$;

-- Recomputes the caller's own seals after the day p_after, oldest first, about p_rows rows at a time.
-- Returns {seals, rows, until, done, wrong: {day, reason} | null}. Reasons: link, rows, hash, date.
create function private.verify_audit(p_after date, p_rows integer) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid := private.require('audit.read');
  v_from bigint := 0;
  v_previous bytea := private.audit_first_hash(v_tenant);
  v_seal private.audit_chain;
  v_found record;
  v_reason text;
  v_seals integer := 0;
  v_rows integer := 0;
  v_until date := p_after;
begin
  select c.last_id, c.hash into v_from, v_previous from private.audit_chain as c where c.tenant_id = v_tenant and c.day = p_after;
  v_from := coalesce(v_from, 0);
  v_previous := coalesce(v_previous, private.audit_first_hash(v_tenant));
  for v_seal in select * from private.audit_chain as c where c.tenant_id = v_tenant and (p_after is null or c.day > p_after) order by c.day loop
    if v_rows > 0 and v_rows + v_seal.rows > p_rows then
      return jsonb_build_object('seals', v_seals, 'rows', v_rows, 'until', v_until, 'done', false, 'wrong', null);
    end if;
    select count(*)::integer as rows, coalesce(string_agg(private.audit_row_hash(a), '' order by a.id), '') as hashes,
        min(a.at) as first_at into v_found
      from public.audit_log as a where a.tenant_id = v_tenant and a.id > v_from and a.id <= v_seal.last_id;
    v_reason := case
      when v_seal.previous_hash <> v_previous then 'link'
      when v_found.rows <> v_seal.rows then 'rows'
      when v_seal.hash <> private.audit_seal_hash(v_seal, v_found.hashes) then 'hash'
      -- It was not there when was sealed before, and says that it is older than that by more than a transaction lasts.
      when v_found.first_at < (select max(c.sealed_at) from private.audit_chain as c
        where c.tenant_id = v_tenant and c.sealed_at < v_seal.sealed_at) - interval '1 day' then 'date'
    end;
    if v_reason is not null then
      return jsonb_build_object('seals', v_seals, 'rows', v_rows, 'until', v_until, 'done', true,
        'wrong', jsonb_build_object('day', v_seal.day, 'reason', v_reason));
    end if;
    v_from := v_seal.last_id;
    v_previous := v_seal.hash;
    v_seals := v_seals + 1;
    v_rows := v_rows + v_seal.rows;
    v_until := v_seal.day;
  end loop;
  return jsonb_build_object('seals', v_seals, 'rows', v_rows, 'until', v_until, 'done', true, 'wrong', null);
end $$;
create function public.verify_audit(p_after date default null, p_rows integer default 20000) returns jsonb
language sql stable set search_path = '' as $$ select private.verify_audit(p_after, least(greatest(coalesce(p_rows, 1), 1), 100000)) $$;

grant execute on function private.audit_head(), public.audit_head(), private.verify_audit(date, integer), public.verify_audit(date, integer) to authenticated;
