-- The schema's contract: one row per broken rule, no row means it is kept.
with tenant_tables as (
  select c.oid, c.relname from pg_class as c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r','p')
)
select 'rls off' as rule, relname as what from pg_class
 where relnamespace = 'public'::regnamespace and relkind in ('r','p') and not relrowsecurity
union all
select 'no index leads with tenant_id', t.relname from tenant_tables as t
  join pg_attribute as a on a.attrelid = t.oid and a.attname = 'tenant_id' and not a.attisdropped
 where not exists (select 1 from pg_index as i where i.indrelid = t.oid and i.indkey[0] = a.attnum)
union all
select 'policy without to <role>', p.polname from pg_policy as p where p.polroles = '{0}'
union all
select 'policy calls a function per row', p.polrelid::regclass || '.' || p.polname from pg_policy as p
 where coalesce(pg_get_expr(p.polqual, p.polrelid),'') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid),'') ~ '(private|auth)\.\w+\('
   and regexp_replace(coalesce(pg_get_expr(p.polqual, p.polrelid),'') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid),''),
       'SELECT (\(*)(private|auth)\.\w+\(', '', 'g') ~ '(private|auth)\.\w+\('
union all
select 'write policy that is always true', p.polrelid::regclass || '.' || p.polname from pg_policy as p
 where p.polcmd in ('a','w','d','*') and (pg_get_expr(p.polqual, p.polrelid) = 'true' or pg_get_expr(p.polwithcheck, p.polrelid) = 'true')
union all
select 'update policy without with check', p.polrelid::regclass || '.' || p.polname from pg_policy as p
 where p.polcmd in ('w','*') and p.polqual is not null and p.polwithcheck is null
union all
select 'anon can touch', table_name || ' ' || privilege_type from information_schema.role_table_grants where grantee = 'anon' and table_schema = 'public'
union all
select 'definer function in an exposed schema or without empty search_path', p.oid::regprocedure::text from pg_proc as p
 where p.prosecdef and p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
   and (p.pronamespace = 'public'::regnamespace or not coalesce(p.proconfig @> array['search_path=""'], false));
