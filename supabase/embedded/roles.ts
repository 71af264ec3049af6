/**
 * Roles, schemas and helpers as a hosted Supabase project has them, so that the same migrations run in both places.
 * Safe to run again at every start.
 */
import { createHash } from "node:crypto";
import type { Sql } from "postgres";

export interface RolePasswords {
  postgres: string;
  authenticator: string;
  api: string;
}

/** The login of @supabase/lite: owns auth and storage, may become an API role, and is nobody in `public` itself. */
export const API_ROLE = "supabase_lite";

const ROLES = `
do $$
declare
  r record;
begin
  for r in select * from (values
    ('anon', 'nologin noinherit'),
    ('authenticated', 'nologin noinherit'),
    ('service_role', 'nologin noinherit bypassrls'),
    ('authenticator', 'login noinherit'),
    ('supabase_lite', 'login noinherit'),
    ('postgres', 'login createrole createdb bypassrls replication')
  ) as wanted (name, options) loop
    if not exists (select from pg_catalog.pg_roles where rolname = r.name) then
      execute format('create role %I %s', r.name, r.options);
    end if;
  end loop;
end $$;

grant anon, authenticated, service_role to authenticator with inherit false, set true;
grant anon, authenticated, service_role to supabase_lite with inherit false, set true;
grant anon, authenticated, service_role, authenticator to postgres with admin true, inherit true, set true;
grant supabase_lite to postgres with inherit true, set true;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres;

alter database postgres owner to postgres;
alter database postgres set search_path to "$user", public, extensions;
alter role postgres set search_path to "$user", public, extensions;
alter role authenticator set statement_timeout to '8s';
alter role anon set statement_timeout to '3s';
alter role authenticated set statement_timeout to '8s';
`;

const SCHEMAS = `
create schema if not exists extensions authorization postgres;
create schema if not exists auth authorization supabase_lite;
create schema if not exists storage authorization supabase_lite;
create schema if not exists supabase_migrations authorization postgres;
revoke create on schema public from public;
grant usage on schema public, extensions, auth, storage to anon, authenticated, service_role, postgres;

create extension if not exists pgcrypto with schema extensions;
create extension if not exists "uuid-ossp" with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists citext with schema extensions;

-- As hosted since 30 Oct 2026: a new table in public is visible to nobody until a migration grants it.
alter default privileges for role postgres in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges for role postgres in schema public revoke all on sequences from anon, authenticated, service_role;
-- The API looks the schema up as itself, and information_schema shows only what a role has some right on. This right reads nothing.
alter default privileges for role postgres in schema public grant references on tables to supabase_lite;

create table if not exists supabase_migrations.schema_migrations (
  version text not null primary key, statements text[], name text
);
alter table supabase_migrations.schema_migrations owner to postgres;
`;

/** lite's own versions read claims that only it sets; these read what hosted Supabase and plain SQL tests set. */
const AUTH_HELPERS = `
create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), ''))::jsonb
$$;
create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')::text
$$;
create or replace function auth.email() returns text language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.email', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')::text
$$;
grant execute on function auth.jwt(), auth.uid(), auth.role(), auth.email() to anon, authenticated, service_role, postgres;
`;

/** Row-level security on these two tables decides; the grants only let it be asked, as on hosted Supabase. */
const STORAGE_GRANTS = `
-- lite writes the token's \`sub\` here, and a sub need not be a uuid (Clerk, our own parts); hosted Storage takes any.
do $$ begin
  if (select atttypid from pg_attribute where attrelid = 'storage.objects'::regclass and attname = 'owner') <> 'text'::regtype then
    alter table storage.objects alter column owner type text using owner::text;
    alter table storage.buckets alter column owner type text using owner::text;
  end if;
end $$;
grant all on storage.objects, storage.buckets to anon, authenticated, service_role, postgres;
grant all on all tables in schema auth to postgres;
grant execute on all functions in schema storage to anon, authenticated, service_role, postgres;
`;

/** What the system schemas were finished with: a database made by an earlier version is finished again. */
export const SYSTEM_SQL_HASH = createHash("sha256")
  .update(AUTH_HELPERS)
  .update(STORAGE_GRANTS)
  .digest("hex")
  .slice(0, 12);

function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export async function createRoles(admin: Sql, passwords: RolePasswords): Promise<void> {
  await admin.unsafe(ROLES);
  await admin.unsafe(
    `alter role postgres password ${quoteLiteral(passwords.postgres)};
     alter role authenticator password ${quoteLiteral(passwords.authenticator)};
     alter role ${API_ROLE} password ${quoteLiteral(passwords.api)};`,
  );
  await admin.unsafe(SCHEMAS);
}

/** After lite has made its tables: helpers and grants as hosted Supabase has them. */
export async function finishSystemSchemas(admin: Sql): Promise<void> {
  await admin.unsafe(AUTH_HELPERS);
  await admin.unsafe(STORAGE_GRANTS);
}
