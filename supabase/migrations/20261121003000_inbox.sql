-- Inbox: channels, conversations, messages, the outbox to WhatsApp, canned replies, concierge turns, public links, media.

create table public.channels (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  outlet_id uuid not null,
  kind text not null check (kind in ('simulator', 'baileys', 'cloud')),
  name text not null check (length(name) between 1 and 80),
  -- The shop's own number or id on that channel; null until it is linked. Messages from it are echoes, never customers.
  address text check (length(address) between 3 and 120),
  state text not null default 'new'
    check (state in ('new', 'starting', 'qr', 'pairing', 'qr_expired', 'connected', 'degraded', 'reconnecting', 'replaced', 'logged_out', 'banned',
      'version_blocked', 'quarantined', 'needs_reauth', 'paused')),
  state_since timestamptz not null default now(),
  state_reason text,
  -- When a state that ends by itself is tried again.
  next_attempt_at timestamptz,
  -- The network punishes first contacts until then; who has written before is answered all the same.
  first_contacts_after timestamptz,
  -- A person switched it off for now; removed for good is is_active.
  paused_at timestamptz,
  -- What the provider needs besides secrets: cloud {phone_number_id, waba_id}.
  settings jsonb not null default '{}',
  concierge_mode text not null default 'auto' check (concierge_mode in ('off', 'draft', 'auto')),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint channels_address_unique unique (tenant_id, kind, address),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id)
);
comment on table public.channels is 'One WhatsApp number of an outlet, whichever way it is connected.';

create table private.channel_marks (
  channel_id uuid primary key,
  tenant_id uuid not null,
  last_inbound_at timestamptz,
  -- The network's last word on something we sent.
  last_ack_at timestamptz,
  -- When the shop's own phone was last seen there; WhatsApp drops linked devices after 14 days without it.
  last_phone_at timestamptz,
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id)
);
comment on table private.channel_marks is 'Signs of life of a number, apart from it: they come with every message and are no change anybody made.';
create index channel_marks_tenant_idx on private.channel_marks (tenant_id, channel_id);

-- Every ten seconds is often enough to know.
create function private.mark_channel(p_tenant uuid, p_channel uuid, p_inbound boolean default false, p_ack boolean default false, p_phone boolean default false) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.channel_marks as k (channel_id, tenant_id, last_inbound_at, last_ack_at, last_phone_at)
  values (p_channel, p_tenant, case when p_inbound then now() end, case when p_ack then now() end, case when p_phone then now() end)
  on conflict (channel_id) do update set last_inbound_at = coalesce(excluded.last_inbound_at, k.last_inbound_at),
    last_ack_at = coalesce(excluded.last_ack_at, k.last_ack_at), last_phone_at = coalesce(excluded.last_phone_at, k.last_phone_at)
   where p_inbound and coalesce(k.last_inbound_at < now() - interval '10 seconds', true) or p_ack and coalesce(k.last_ack_at < now() - interval '10 seconds', true)
     or p_phone and coalesce(k.last_phone_at < now() - interval '10 seconds', true);
end $$;

create index channels_outlet_idx on public.channels (tenant_id, outlet_id);

create table public.conversations (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  outlet_id uuid not null,
  channel_id uuid not null,
  customer_id uuid not null,
  identity_id uuid not null,
  -- Under which of his ids he wrote last: answers go there.
  address_id uuid,
  -- Two threads that turned out to be one person's: this one is empty, its messages are there.
  merged_into uuid,
  status text not null default 'open' check (status in ('open', 'pending', 'closed')),
  assignee text references public.people (user_id),
  -- on: the concierge answers; handed_over: it asked for a person; muted: a person took over. Only a release brings it back.
  concierge text not null default 'on' check (concierge in ('on', 'handed_over', 'muted')),
  handover_reason text,
  unread integer not null default 0 check (unread >= 0),
  preview text not null default '',
  last_message_at timestamptz not null default now(),
  last_inbound_at timestamptz,
  -- Since when the customer waits for an answer; null = answered.
  waiting_since timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint conversations_one_per_identity unique (tenant_id, channel_id, identity_id),
  foreign key (tenant_id, outlet_id) references public.outlets (tenant_id, id),
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id),
  foreign key (tenant_id, customer_id) references public.customers (tenant_id, id),
  foreign key (tenant_id, identity_id) references public.customer_identities (tenant_id, id),
  foreign key (tenant_id, address_id) references public.customer_identities (tenant_id, id),
  foreign key (tenant_id, merged_into) references public.conversations (tenant_id, id)
);
comment on table public.conversations is 'The one thread of a customer on a channel; closed and reopened, never duplicated.';
create index conversations_list_idx on public.conversations (tenant_id, outlet_id, last_message_at desc);
create index conversations_waiting_idx on public.conversations (tenant_id, waiting_since) where waiting_since is not null;
create index conversations_customer_idx on public.conversations (tenant_id, customer_id);
create index conversations_assignee_idx on public.conversations (assignee);
create index conversations_identity_idx on public.conversations (tenant_id, identity_id);
create index conversations_address_idx on public.conversations (tenant_id, address_id);
create index conversations_merged_idx on public.conversations (tenant_id, merged_into);

create table public.conversation_transitions (
  from_status text not null,
  to_status text not null,
  primary key (from_status, to_status)
);
comment on table public.conversation_transitions is 'Which status a conversation may move to; the trigger enforces it and the inbox shows its buttons from it.';
insert into public.conversation_transitions values ('open', 'pending'), ('open', 'closed'), ('pending', 'open'), ('pending', 'closed'), ('closed', 'open');

create table public.messages (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  tenant_id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  customer_id uuid not null,
  direction text not null check (direction in ('in', 'out', 'note')),
  author_kind text not null check (author_kind in ('customer', 'user', 'concierge', 'system', 'phone')),
  author text,
  kind text not null check (kind in ('text', 'image', 'audio', 'video', 'document', 'sticker', 'location', 'contact', 'reaction', 'buttons', 'list',
    'button_reply', 'list_reply', 'poll', 'template', 'unsupported')),
  body text not null default '' check (length(body) <= 8000),
  payload jsonb not null default '{}',
  media_path text,
  media_mime text,
  media_bytes bigint,
  media_name text,
  provider_id text,
  reply_to uuid,
  -- sent: the network has accepted it. unknown: it may have gone out, and the network cannot be asked again without risking a second one.
  status text not null default 'received' check (status in ('received', 'draft', 'discarded', 'queued', 'sent', 'delivered', 'read', 'failed', 'unknown')),
  error text,
  -- What its author did to it later, on his phone. The words before stay: staff answered those.
  edited_at timestamptz,
  edited_body text check (length(edited_body) <= 8000),
  revoked_at timestamptz,
  -- Was there before the number was linked: read, never acted on.
  is_history boolean not null default false,
  intent text,
  -- Rows an answer was built from: [{"table","id","label"}]; shown to staff under the bubble.
  cites jsonb not null default '[]',
  sent_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  constraint messages_provider_unique unique (tenant_id, channel_id, provider_id),
  constraint messages_own_folder check (media_path like tenant_id::text || '/%' and media_path !~ '(^|/)[.]{1,2}(/|$)'),
  foreign key (tenant_id, conversation_id) references public.conversations (tenant_id, id),
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id),
  foreign key (tenant_id, customer_id) references public.customers (tenant_id, id)
);
comment on table public.messages is 'Every message in, out and internal note of a conversation.';
create index messages_thread_idx on public.messages (tenant_id, conversation_id, seq desc);
create index messages_customer_idx on public.messages (tenant_id, customer_id, sent_at desc);
-- An answer that came before what it answers.
create index messages_answers_idx on public.messages (channel_id, (payload ->> 'reply_to')) where payload ? 'reply_to';
-- What a period of retention may have come to an end for.
create index messages_kept_idx on public.messages (tenant_id, created_at) where not payload ? 'erased';

create table public.wa_outbox (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  tenant_id uuid not null,
  channel_id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  key text not null,
  -- written: on the wire, not yet accepted; sent again with the same id when the network stays silent.
  state text not null default 'queued' check (state in ('queued', 'claimed', 'written', 'accepted', 'delivered', 'read', 'failed', 'unknown')),
  attempts integer not null default 0,
  -- Times the same message went on the wire once more.
  resends integer not null default 0,
  next_at timestamptz not null default now(),
  claimed_by text,
  claimed_until timestamptz,
  failure text check (failure in ('retry', 'unknown', 'contact', 'content', 'channel', 'policy', 'window')),
  error text,
  -- The network's own words: codes and ids.
  detail text check (length(detail) <= 400),
  -- When it got how far: claimed the last time, the rest the first time. failed_at is that of the failure that stands.
  claimed_at timestamptz,
  written_at timestamptz,
  accepted_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  -- What the network says it charges for: {billable, category, type, …}.
  pricing jsonb,
  failed_at timestamptz,
  created_at timestamptz not null default now(),
  constraint wa_outbox_key_unique unique (channel_id, key),
  foreign key (tenant_id, channel_id) references public.channels (tenant_id, id),
  foreign key (tenant_id, conversation_id) references public.conversations (tenant_id, id),
  foreign key (tenant_id, message_id) references public.messages (tenant_id, id)
);
comment on table public.wa_outbox is 'Messages on their way out; claimed by a runner, sent with the message id as provider id so that a resend is the same message.';
create index wa_outbox_tenant_idx on public.wa_outbox (tenant_id, message_id);
create index wa_outbox_conversation_idx on public.wa_outbox (tenant_id, conversation_id, seq);
create index wa_outbox_channel_idx on public.wa_outbox (tenant_id, channel_id, seq desc);
create index wa_outbox_dead_idx on public.wa_outbox (tenant_id, channel_id, seq desc) where state in ('failed', 'unknown');
create index wa_outbox_due_idx on public.wa_outbox (next_at, seq) where state in ('queued', 'claimed', 'written');
create index wa_outbox_pace_idx on public.wa_outbox (channel_id, written_at desc) where written_at is not null;

create table private.wa_quotas (
  channel_kind text primary key,
  per_minute integer not null check (per_minute > 0),
  per_day integer not null check (per_day > 0)
);
comment on table private.wa_quotas is 'How many messages one number sends at most. Of a linked phone far below what a person could type, so that a loop of ours does not cost the shop its number.';
insert into private.wa_quotas values ('simulator', 600, 100000), ('baileys', 40, 2000), ('cloud', 1000, 100000);

create table public.canned_replies (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id),
  shortcut text not null check (shortcut ~ '^[a-z0-9_-]{1,24}$'),
  body_ms text not null check (length(body_ms) between 1 and 2000),
  body_en text not null check (length(body_en) between 1 and 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint canned_replies_shortcut_unique unique (tenant_id, shortcut)
);
comment on table public.canned_replies is 'Ready answers, typed with / in the composer; {nama} is filled in.';

create table public.concierge_turns (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  state text not null default 'queued' check (state in ('queued', 'claimed', 'answered', 'drafted', 'handed_over', 'silent', 'failed')),
  intent text,
  reason text,
  engine text check (engine in ('rules', 'model')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  claimed_by text,
  claimed_until timestamptz,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint concierge_turns_once unique (tenant_id, message_id),
  foreign key (tenant_id, conversation_id) references public.conversations (tenant_id, id),
  foreign key (tenant_id, message_id) references public.messages (tenant_id, id)
);
comment on table public.concierge_turns is 'One chance to answer per inbound message: claimed once, finished once.';
create index concierge_turns_due_idx on public.concierge_turns (next_at) where state in ('queued', 'claimed');
create index concierge_turns_conversation_idx on public.concierge_turns (tenant_id, conversation_id, created_at desc);

create table private.public_links (
  token text primary key default encode(extensions.gen_random_bytes(18), 'hex'),
  tenant_id uuid not null,
  kind text not null check (kind in ('ticket', 'estimate', 'receipt', 'invoice')),
  ref_id uuid not null,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  unique (tenant_id, kind, ref_id)
);
comment on table private.public_links is 'Unguessable links (144 bits) that customers open without an account.';

-- Triggers ---------------------------------------------------------------------------------------------------------------

create function private.conversations_guard() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.status <> old.status and not exists (
    select 1 from public.conversation_transitions as t where t.from_status = old.status and t.to_status = new.status) then
    perform private.refuse('conversation.bad_transition', jsonb_build_object('from', old.status, 'to', new.status));
  end if;
  new.updated_at := now();
  return new;
end $$;
create trigger conversations_guard before update on public.conversations for each row execute function private.conversations_guard();
create trigger conversations_notify after insert or update on public.conversations for each row execute function private.notify_change('conversation');
create trigger messages_notify after insert or update on public.messages for each row execute function private.notify_change('message', 'conversation_id');
create trigger channels_live after insert or update on public.channels for each row execute function private.notify_change('channel');
create trigger channels_touch before update on public.channels for each row execute function private.touch();
create trigger canned_replies_touch before update on public.canned_replies for each row execute function private.touch();
create trigger channels_audit after insert or update or delete on public.channels for each row execute function private.audit();
create trigger canned_replies_audit after insert or update or delete on public.canned_replies for each row execute function private.audit();

create function private.conversations_audit() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if (old.status, old.assignee, old.concierge, old.customer_id) is distinct from (new.status, new.assignee, new.concierge, new.customer_id) then
    perform private.write_audit(new.tenant_id, 'conversations', new.id::text, 'update',
      jsonb_build_object('status', old.status, 'assignee', old.assignee, 'concierge', old.concierge)
        || case when old.customer_id <> new.customer_id then jsonb_build_object('customer_id', old.customer_id) else '{}' end,
      jsonb_build_object('status', new.status, 'assignee', new.assignee, 'concierge', new.concierge)
        || case when old.customer_id <> new.customer_id then jsonb_build_object('customer_id', new.customer_id) else '{}' end);
  end if;
  return null;
end $$;
create trigger conversations_audit after update on public.conversations for each row execute function private.conversations_audit();
create trigger conversations_audit_delete after delete on public.conversations for each row execute function private.audit('preview');

-- A message only ever moves forwards; its words never change.
create function private.messages_guard() returns trigger language plpgsql set search_path = '' as $$
declare
  v_rank constant jsonb := '{"received":0,"draft":0,"discarded":1,"queued":1,"failed":2,"unknown":2,"sent":3,"delivered":4,"read":5}';
begin
  if (new.body, new.kind, new.direction, new.author_kind, new.conversation_id, new.tenant_id)
     is distinct from (old.body, old.kind, old.direction, old.author_kind, old.conversation_id, old.tenant_id) and old.status <> 'draft'
     -- What could not be read when it came, and can be now.
     and not (old.kind = 'unsupported' and old.payload ->> 'reason' = 'message.waiting'
       and (new.direction, new.author_kind, new.conversation_id, new.tenant_id) = (old.direction, old.author_kind, old.conversation_id, old.tenant_id))
     -- Its file has come, which may be of another kind than it was said to be, or never will.
     and not (old.payload ->> 'media' = 'pending'
       and (new.body, new.direction, new.author_kind, new.conversation_id, new.tenant_id) = (old.body, old.direction, old.author_kind, old.conversation_id, old.tenant_id))
     -- From a thread into the one it was merged into.
     and not ((new.body, new.kind, new.direction, new.author_kind, new.tenant_id) = (old.body, old.kind, old.direction, old.author_kind, old.tenant_id)
       and exists (select 1 from public.conversations as c where c.tenant_id = old.tenant_id and c.id = old.conversation_id and c.merged_into = new.conversation_id))
     and not (private.is_redacting(old.tenant_id) and new.body = ''
       and (new.kind, new.direction, new.author_kind, new.conversation_id, new.tenant_id) = (old.kind, old.direction, old.author_kind, old.conversation_id, old.tenant_id)) then
    perform private.refuse('ledger.append_only', jsonb_build_object('table', 'messages'), 403);
  end if;
  if (v_rank ->> new.status)::int < (v_rank ->> old.status)::int and not (old.status in ('failed', 'unknown') and new.status = 'queued')
    -- Accepted is not delivered: the network may say no after it said yes.
    and not (old.status = 'sent' and new.status = 'failed') then
    new.status := old.status;
  end if;
  return new;
end $$;
create trigger messages_guard before update on public.messages for each row execute function private.messages_guard();
create trigger messages_no_delete before delete on public.messages for each row execute function private.append_only();

create function private.tenants_canned() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.canned_replies (tenant_id, shortcut, body_ms, body_en) values
    (new.id, 'salam', 'Salam {nama}, terima kasih menghubungi kami. Apa yang boleh kami bantu?', 'Hi {nama}, thank you for reaching out. How can we help?'),
    (new.id, 'tunggu', 'Sekejap ya {nama}, kami semak dahulu.', 'One moment {nama}, let us check.'),
    (new.id, 'gambar', 'Boleh hantar gambar kerosakan supaya kami boleh anggarkan harga?', 'Could you send a photo of the damage so that we can estimate the price?'),
    (new.id, 'backup', 'Sila buat salinan data (backup) sebelum hantar peranti ya.', 'Please back up your data before you bring the device in.'),
    (new.id, 'terima-kasih', 'Terima kasih {nama}! Jumpa lagi.', 'Thank you {nama}! See you again.');
  return null;
end $$;
create trigger tenants_canned after insert on public.tenants for each row execute function private.tenants_canned();

-- Policies ------------------------------------------------------------------------------------------------------------------

alter table public.channels enable row level security;
grant select on public.channels to authenticated;
grant update (concierge_mode) on public.channels to authenticated;
grant all on public.channels to service_role;
create policy channels_select on public.channels for select to authenticated using (tenant_id = (select private.tenant_id()));
create policy channels_update on public.channels for update to authenticated
  using (tenant_id = (select private.tenant_if('inbox.manage'))) with check (tenant_id = (select private.tenant_if('inbox.manage')));

alter table public.conversations enable row level security;
grant select on public.conversations to authenticated;
grant all on public.conversations to service_role;
create policy conversations_select on public.conversations for select to authenticated
  using (tenant_id = (select private.tenant_if('inbox.read')) and case when (select private.every_outlet()) then true else outlet_id = any ((select private.outlet_ids())::uuid[]) end);

alter table public.conversation_transitions enable row level security;
grant select on public.conversation_transitions to authenticated;
grant all on public.conversation_transitions to service_role;
create policy conversation_transitions_select on public.conversation_transitions for select to authenticated using (true);

alter table public.messages enable row level security;
grant select on public.messages to authenticated;
grant all on public.messages to service_role;
-- Looked up per message shown: `exists` may be turned into reading every conversation of the shop first.
create policy messages_select on public.messages for select to authenticated
  using (tenant_id = (select private.tenant_if('inbox.read')) and (
    select c.id from public.conversations as c where c.tenant_id = messages.tenant_id and c.id = messages.conversation_id) is not null);

alter table public.wa_outbox enable row level security;
grant select on public.wa_outbox to authenticated;
grant all on public.wa_outbox to service_role;
create policy wa_outbox_select on public.wa_outbox for select to authenticated
  using (tenant_id = (select private.tenant_if('inbox.read')) and (
    select c.id from public.conversations as c where c.tenant_id = wa_outbox.tenant_id and c.id = wa_outbox.conversation_id) is not null);

alter table public.canned_replies enable row level security;
grant select, delete on public.canned_replies to authenticated;
grant insert (tenant_id, shortcut, body_ms, body_en), update (shortcut, body_ms, body_en) on public.canned_replies to authenticated;
grant all on public.canned_replies to service_role;
create policy canned_replies_select on public.canned_replies for select to authenticated using (tenant_id = (select private.tenant_if('inbox.read')));
create policy canned_replies_insert on public.canned_replies for insert to authenticated with check (tenant_id = (select private.tenant_if('inbox.manage')));
create policy canned_replies_update on public.canned_replies for update to authenticated
  using (tenant_id = (select private.tenant_if('inbox.manage'))) with check (tenant_id = (select private.tenant_if('inbox.manage')));
create policy canned_replies_delete on public.canned_replies for delete to authenticated using (tenant_id = (select private.tenant_if('inbox.manage')));

alter table public.concierge_turns enable row level security;
grant select on public.concierge_turns to authenticated;
grant all on public.concierge_turns to service_role;
create policy concierge_turns_select on public.concierge_turns for select to authenticated
  using (tenant_id = (select private.tenant_if('inbox.read')) and (
    select c.id from public.conversations as c where c.tenant_id = concierge_turns.tenant_id and c.id = concierge_turns.conversation_id) is not null);

-- Media: one private bucket; the first folder is the tenant, the second the kind of thing a file belongs to. Who may not see the
-- thing does not see its files either, and who may not make it puts nothing there. Another second folder is nobody's.
insert into storage.buckets (id, name, public, file_size_limit) values ('media', 'media', false, 16777216) on conflict (id) do nothing;
create policy media_select on storage.objects for select to authenticated
  using (bucket_id = 'media' and split_part(name, '/', 1) = (case split_part(name, '/', 2)
    when 'repairs' then (select private.tenant_if('repair.read'))
    when 'inbox' then (select private.tenant_if('inbox.read'))
    when 'sales' then (select private.tenant_if('sale.read'))
    when 'invoices' then (select private.tenant_if('invoice.read')) end)::text);
create policy media_insert on storage.objects for insert to authenticated
  with check (bucket_id = 'media' and split_part(name, '/', 1) = (case split_part(name, '/', 2)
    when 'repairs' then (select private.tenant_if('repair.write'))
    when 'inbox' then (select private.tenant_if('inbox.reply'))
    when 'sales' then (select private.tenant_if('pos.sell'))
    when 'invoices' then (select private.tenant_if('invoice.write')) end)::text);
