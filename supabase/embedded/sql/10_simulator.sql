-- The simulated WhatsApp network: embedded mode only. Runs after the migrations at every boot, so everything here is repeatable.
-- It stands where Meta's servers stand: durable, outside the shop's data, knowing phones and shop numbers and nothing else.

-- Every new outlet gets its channel in the simulator.
create or replace function private.outlets_channel() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.channels (tenant_id, outlet_id, kind, name, address, state)
  values (new.tenant_id, new.id, 'simulator', new.name, 'sim-' || left(new.id::text, 8), 'starting');
  return null;
end $$;
create or replace trigger outlets_channel after insert on public.outlets for each row execute function private.outlets_channel();

create schema if not exists simulator;
revoke all on schema simulator from public;
do $$ begin
  create role simulator_network nologin noinherit;
exception when duplicate_object then null; end $$;
-- The web's phone and the runner's adapter connect as this role: of the shop's data it can read only the view of shop numbers.
grant simulator_network to postgres;
grant usage on schema simulator to simulator_network;

create table if not exists simulator.phones (
  number text primary key check (length(number) between 3 and 40),
  name text check (length(name) <= 80),
  -- false = airplane mode: what it sends stays on the phone, what is sent to it waits in the network.
  online boolean not null default true,
  -- false = a number without WhatsApp: sending to it fails for good.
  registered boolean not null default true,
  created_at timestamptz not null default now()
);
comment on table simulator.phones is 'Customers'' phones on the simulated network.';

create table if not exists simulator.media (
  id uuid primary key default gen_random_uuid(),
  mime text not null,
  name text not null,
  bytes bytea not null check (octet_length(bytes) <= 16777216),
  created_at timestamptz not null default now()
);
comment on table simulator.media is 'Files in messages, as the network stores them.';

create table if not exists simulator.messages (
  seq bigint generated always as identity primary key,
  -- Chosen by the sender. The same id again in the same thread is the same message.
  id text not null check (length(id) between 1 and 120),
  shop text not null,
  phone text not null references simulator.phones (number),
  from_shop boolean not null,
  kind text not null,
  body text not null default '',
  payload jsonb not null default '{}',
  media_id uuid references simulator.media (id),
  reply_to text,
  sent_at timestamptz not null default clock_timestamp(),
  -- null while the sender's phone is in airplane mode.
  entered_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  constraint simulator_messages_once unique (shop, id)
);
comment on table simulator.messages is 'Every message on the network, both ways.';
create index if not exists simulator_messages_thread_idx on simulator.messages (phone, shop, seq);
create index if not exists simulator_messages_media_idx on simulator.messages (media_id);

create table if not exists simulator.events (
  seq bigint generated always as identity primary key,
  shop text not null,
  kind text not null check (kind in ('message', 'delivered', 'read')),
  message_seq bigint not null references simulator.messages (seq) on delete cascade,
  created_at timestamptz not null default clock_timestamp(),
  acked_at timestamptz
);
comment on table simulator.events is 'What a shop number has yet to be told; kept until its runner has acknowledged it.';
create index if not exists simulator_events_waiting_idx on simulator.events (shop, seq) where acked_at is null;
create index if not exists simulator_events_message_idx on simulator.events (message_seq);

create or replace view simulator.shops with (security_barrier) as
  select h.address, t.name as shop, o.name as outlet
    from public.channels as h join public.outlets as o on o.id = h.outlet_id join public.tenants as t on t.id = h.tenant_id
   where h.kind = 'simulator' and h.is_active and o.is_active;
comment on view simulator.shops is 'The network''s directory: which shop numbers exist.';

-- Tells open pages of this phone to read again.
create or replace function simulator.touch_phone(p_phone text, p_shop text) returns void language sql set search_path = '' as $$
  select pg_notify('simulator_phone', json_build_object('phone', p_phone, 'shop', p_shop)::text)
$$;

create or replace function simulator.tell_shop(p_shop text, p_kind text, p_message bigint) returns void language plpgsql set search_path = '' as $$
begin
  -- One writer per shop at a time: the order of seq is then the order of commit, which is what a reader relies on.
  perform pg_advisory_xact_lock(hashtextextended('simulator:' || p_shop, 0));
  insert into simulator.events (shop, kind, message_seq) values (p_shop, p_kind, p_message);
  perform pg_notify('simulator_shop', p_shop);
end $$;

create or replace function simulator.add_phone(p_number text, p_name text default null) returns void language sql set search_path = '' as $$
  insert into simulator.phones as p (number, name) values (p_number, nullif(p_name, ''))
  on conflict (number) do update set name = coalesce(excluded.name, p.name)
$$;

-- The customer presses send. p: {id, phone, name?, shop, kind, body, payload, reply_to?, media?: {mime, name}}, with the file beside it.
-- One statement of the caller, so that a lost connection leaves all of it or nothing.
create or replace function simulator.send_from_phone(p jsonb, p_bytes bytea default null) returns text
language plpgsql set search_path = '' as $$
declare
  v_seq bigint;
  v_online boolean;
  v_media uuid;
begin
  perform simulator.add_phone(p ->> 'phone', p ->> 'name');
  if exists (select 1 from simulator.messages where shop = p ->> 'shop' and id = p ->> 'id') then return p ->> 'id'; end if;
  if p_bytes is not null then
    insert into simulator.media (mime, name, bytes) values (p -> 'media' ->> 'mime', p -> 'media' ->> 'name', p_bytes) returning id into v_media;
  end if;
  select online into v_online from simulator.phones where number = p ->> 'phone' for update;
  insert into simulator.messages (id, shop, phone, from_shop, kind, body, payload, media_id, reply_to, entered_at)
  values (p ->> 'id', p ->> 'shop', p ->> 'phone', false, p ->> 'kind', coalesce(p ->> 'body', ''), coalesce(p -> 'payload', '{}'),
    v_media, p ->> 'reply_to', case when v_online then clock_timestamp() end)
  on conflict on constraint simulator_messages_once do nothing returning seq into v_seq;
  if v_seq is not null and v_online then perform simulator.tell_shop(p ->> 'shop', 'message', v_seq); end if;
  perform simulator.touch_phone(p ->> 'phone', p ->> 'shop');
  return p ->> 'id';
end $$;

-- The shop's runner hands a message to the network: 'accepted', 'duplicate' (the same id, already there) or 'unregistered'.
create or replace function simulator.send_from_shop(p jsonb, p_bytes bytea default null) returns text
language plpgsql set search_path = '' as $$
declare
  v_seq bigint;
  v_phone simulator.phones;
  v_media uuid;
begin
  perform simulator.add_phone(p ->> 'phone');
  select * into v_phone from simulator.phones where number = p ->> 'phone' for update;
  if not v_phone.registered then return 'unregistered'; end if;
  if exists (select 1 from simulator.messages where shop = p ->> 'shop' and id = p ->> 'id') then return 'duplicate'; end if;
  if p_bytes is not null then
    insert into simulator.media (mime, name, bytes) values (p -> 'media' ->> 'mime', p -> 'media' ->> 'name', p_bytes) returning id into v_media;
  end if;
  insert into simulator.messages (id, shop, phone, from_shop, kind, body, payload, media_id, reply_to, entered_at, delivered_at)
  values (p ->> 'id', p ->> 'shop', p ->> 'phone', true, p ->> 'kind', coalesce(p ->> 'body', ''), coalesce(p -> 'payload', '{}'),
    v_media, p ->> 'reply_to', clock_timestamp(), case when v_phone.online then clock_timestamp() end)
  on conflict on constraint simulator_messages_once do nothing returning seq into v_seq;
  if v_seq is null then return 'duplicate'; end if;
  if v_phone.online then perform simulator.tell_shop(p ->> 'shop', 'delivered', v_seq); end if;
  perform simulator.touch_phone(p ->> 'phone', p ->> 'shop');
  return 'accepted';
end $$;

-- Airplane mode off: what waited on either side moves, oldest first.
create or replace function simulator.set_online(p_phone text, p_online boolean) returns void language plpgsql set search_path = '' as $$
declare v_message simulator.messages;
begin
  update simulator.phones set online = p_online where number = p_phone;
  if p_online then
    for v_message in select * from simulator.messages where phone = p_phone
        and (entered_at is null or from_shop and delivered_at is null) order by seq for update loop
      if v_message.from_shop then
        update simulator.messages set delivered_at = clock_timestamp() where seq = v_message.seq;
        perform simulator.tell_shop(v_message.shop, 'delivered', v_message.seq);
      else
        update simulator.messages set entered_at = clock_timestamp() where seq = v_message.seq;
        perform simulator.tell_shop(v_message.shop, 'message', v_message.seq);
      end if;
    end loop;
  end if;
  perform simulator.touch_phone(p_phone, '');
end $$;

-- The thread is on the customer's screen: everything from the shop that reached the phone is read.
create or replace function simulator.mark_read(p_phone text, p_shop text) returns integer language plpgsql set search_path = '' as $$
declare
  v_seq bigint;
  v_count integer := 0;
begin
  for v_seq in update simulator.messages set read_at = clock_timestamp()
      where phone = p_phone and shop = p_shop and from_shop and delivered_at is not null and read_at is null
        and exists (select 1 from simulator.phones where number = p_phone and online) returning seq loop
    perform simulator.tell_shop(p_shop, 'read', v_seq);
    v_count := v_count + 1;
  end loop;
  if v_count > 0 then perform simulator.touch_phone(p_phone, p_shop); end if;
  return v_count;
end $$;

-- The shop has read what this phone wrote: blue ticks there.
create or replace function simulator.mark_read_by_shop(p_phone text, p_shop text, p_ids text[]) returns integer language plpgsql set search_path = '' as $$
declare v_count integer;
begin
  update simulator.messages set read_at = clock_timestamp()
   where phone = p_phone and shop = p_shop and not from_shop and id = any (p_ids) and read_at is null;
  get diagnostics v_count = row_count;
  if v_count > 0 then perform simulator.touch_phone(p_phone, p_shop); end if;
  return v_count;
end $$;

-- The runner has safely stored what these events told it; for a message this is the customer's second tick.
create or replace function simulator.ack(p_seqs bigint[]) returns void language plpgsql set search_path = '' as $$
declare v_message simulator.messages;
begin
  update simulator.events set acked_at = clock_timestamp() where seq = any (p_seqs) and acked_at is null;
  for v_message in update simulator.messages as m set delivered_at = clock_timestamp() from simulator.events as e
      where e.seq = any (p_seqs) and e.kind = 'message' and m.seq = e.message_seq and m.delivered_at is null returning m.* loop
    perform simulator.touch_phone(v_message.phone, v_message.shop);
  end loop;
end $$;

grant select, insert, update on all tables in schema simulator to simulator_network;
grant usage on all sequences in schema simulator to simulator_network;
grant execute on all functions in schema simulator to simulator_network;
