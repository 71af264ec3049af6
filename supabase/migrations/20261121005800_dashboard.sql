-- What screens show of many domains at once: dashboard, palette, customer list, panel and timeline. All run as the caller: policies
-- decide, and a part the role may not read comes back empty. Each names the tenant, so that the indexes led by it serve.

-- Sales are what was taken at the counter, less what was given back, and what was invoiced without the counter. Days are the outlets' own.
create function public.dashboard(p_outlet_id uuid default null, p_days integer default 30) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_tenant uuid := private.tenant_id();
  v_locale text := coalesce((select p.locale from public.people as p where p.user_id = private.person_id()), 'ms');
  v_shops uuid[] := array(select o.id from public.outlets as o
    where o.tenant_id = v_tenant and o.id = any (private.outlet_ids()) and (p_outlet_id is null or o.id = p_outlet_id));
  v_today date := coalesce((select max((now() at time zone o.time_zone)::date) from public.outlets as o where o.id = any (v_shops)), current_date);
  v_days integer := least(greatest(p_days, 1), 366);
  v_answer jsonb;
begin
  execute $sql$
  with
  sold as (
    select x.date, sum(x.total_sen)::bigint as total_sen, sum(x.count) as count from (
      select s.business_date as date, s.total_sen, 1 as count from public.sales as s
       where s.tenant_id = $1 and s.outlet_id = any ($3)
         and s.business_date > $4 - greatest($5, 30)
      union all
      select r.business_date, -r.total_sen, case r.kind when 'void' then -1 else 0 end from public.refunds as r
       where r.tenant_id = $1 and r.outlet_id = any ($3) and r.business_date > $4 - greatest($5, 30)
      union all
      select i.business_date, i.total_sen, 1 from public.invoices as i
       where i.tenant_id = $1 and i.outlet_id = any ($3) and i.sale_id is null
         and i.status in ('issued', 'partly_paid', 'paid') and i.business_date > $4 - greatest($5, 30)
    ) as x group by x.date
  ),
  tickets as (
    select t.status, count(*) as count from public.repair_tickets as t
     where t.tenant_id = $1 and t.outlet_id = any ($3) and t.phase in ('NEW', 'IN_PROGRESS', 'READY') group by t.status
  ),
  low as (
    -- The emptiest shelf that holds the product speaks for it; a product on no shelf has none.
    select p.id, p.name, p.reorder_level, coalesce(min(l.on_hand), 0) as on_hand
      from public.products as p
      left join public.stock_levels as l on l.tenant_id = p.tenant_id and l.product_id = p.id and l.outlet_id = any ($3)
     where p.tenant_id = $1 and (select private.can('stock.read')) and p.is_active and p.track_stock and p.reorder_level > 0
     group by p.id, p.name, p.reorder_level having coalesce(min(l.on_hand), 0) <= p.reorder_level
  )
  select jsonb_build_object(
    'sales', (select jsonb_build_object(
        'today_sen', coalesce(sum(d.total_sen) filter (where d.date = $4), 0),
        'd7_sen', coalesce(sum(d.total_sen) filter (where d.date > $4 - 7), 0),
        'd30_sen', coalesce(sum(d.total_sen) filter (where d.date > $4 - 30), 0),
        'count_today', coalesce(sum(d.count) filter (where d.date = $4), 0))
      from sold as d),
    'by_day', (select coalesce(jsonb_agg(jsonb_build_object('date', g.day, 'total_sen', coalesce(d.total_sen, 0)) order by g.day), '[]')
      from (select ($4 - n) as day from generate_series(0, $5 - 1) as n) as g left join sold as d on d.date = g.day),
    'tickets_by_phase', (select coalesce(jsonb_agg(jsonb_build_object('phase', s.phase, 'status', s.key, 'status_key', s.key,
          'name', case $2 when 'en' then s.name_en else s.name_ms end, 'name_ms', s.name_ms, 'name_en', s.name_en,
          'count', coalesce(t.count, 0)) order by s.position), '[]')
      from public.repair_statuses as s left join tickets as t on t.status = s.key
     where s.tenant_id = $1 and s.phase in ('NEW', 'IN_PROGRESS', 'READY') and (select private.can('repair.read'))),
    'waiting_approvals', (select coalesce(jsonb_agg(jsonb_build_object('ticket_id', w.id, 'number', w.number, 'customer_name', w.name,
          'total_sen', w.total_sen, 'since', w.created_at) order by w.created_at), '[]')
      from (select t.id, t.number, c.name, e.total_sen, e.created_at from public.estimates as e
              join public.repair_tickets as t on t.tenant_id = e.tenant_id and t.id = e.ticket_id
              join public.customers as c on c.tenant_id = t.tenant_id and c.id = t.customer_id
             where e.tenant_id = $1 and e.state = 'proposed' and t.outlet_id = any ($3)
             order by e.created_at limit 8) as w),
    'unanswered', (select coalesce(jsonb_agg(jsonb_build_object('conversation_id', u.id, 'customer_name', u.name, 'preview', u.preview,
          'waiting_since', u.waiting_since) order by u.waiting_since), '[]')
      from (select v.id, c.name, v.waiting_since,
                   -- What the customer asked: the conversation's own preview may be the shop's last word.
                   coalesce((select left(coalesce(nullif(m.body, ''), '[' || m.kind || ']'), 140) from public.messages as m
                              where m.tenant_id = v.tenant_id and m.conversation_id = v.id and m.direction = 'in' order by m.seq desc limit 1), '') as preview
              from public.conversations as v
              join public.customers as c on c.tenant_id = v.tenant_id and c.id = v.customer_id
             where v.tenant_id = $1 and v.waiting_since is not null and v.status <> 'closed' and v.outlet_id = any ($3)
             order by v.waiting_since limit 8) as u),
    'low_stock', (select coalesce(jsonb_agg(jsonb_build_object('product_id', l.id, 'name', l.name, 'on_hand', l.on_hand, 'reorder_level', l.reorder_level)
          order by l.on_hand, l.name), '[]') from (select * from low order by on_hand, name limit 8) as l),
    'started', jsonb_build_object(
      'has_products', exists (select 1 from public.products as p where p.tenant_id = $1),
      'has_sale', exists (select 1 from public.sales as s where s.tenant_id = $1),
      'has_ticket', exists (select 1 from public.repair_tickets as t where t.tenant_id = $1),
      'has_message', exists (select 1 from public.conversations as v where v.tenant_id = $1),
      'has_team', (select count(*) > 1 from public.members as m where m.tenant_id = $1 and m.status = 'active')))
  $sql$ into v_answer using v_tenant, v_locale, v_shops, v_today, v_days;
  return v_answer;
end $$;

-- The palette: at most 20 hits, the likeliest kinds first. $1 tenant, $2 what was typed, $3 the same as part of a number (null without
-- a figure in it), $4 the customers it means.
create function public.search_all(p_query text) returns jsonb language plpgsql stable set search_path = '' as $$
declare
  v_part text := private.like_part(left(p_query, 80));
  v_answer jsonb;
begin
  if length(trim(p_query)) < 2 then return '[]'; end if;
  execute $sql$
  with found as (
    (select 1 as rank, 'customer' as kind, c.id, c.name as title, c.phone_masked as subtitle, c.updated_at as at
       from public.customers as c where c.tenant_id = $1 and c.id = any ($4) order by c.updated_at desc limit 6)
    union all
    (select 2, 'ticket', t.id, t.number, concat_ws(' · ', c.name, nullif(concat_ws(' ', d.brand, d.model), '')), t.created_at
       from public.repair_tickets as t
       left join public.customers as c on c.tenant_id = $1 and c.id = t.customer_id
       left join public.devices as d on d.tenant_id = $1 and d.id = t.device_id
      where t.tenant_id = $1 and (t.customer_id = any ($4) or t.number like $3)
      order by t.created_at desc limit 6)
    union all
    (select 3, 'product', p.id, p.name, p.sku, p.updated_at
       from public.products as p
      where p.tenant_id = $1 and p.is_active and (lower(p.name) like '%' || $2 || '%' or upper(p.sku) like upper($2) || '%' or p.barcode = $2)
      order by p.name limit 6)
    union all
    (select 4, 'invoice', i.id, i.number, i.bill_to_name, i.created_at
       from public.invoices as i
      where i.tenant_id = $1 and i.number is not null and (i.customer_id = any ($4) or i.number like $3)
      order by i.created_at desc limit 4)
    union all
    (select 5, 'sale', s.id, s.number, c.name, s.created_at
       from public.sales as s left join public.customers as c on c.tenant_id = $1 and c.id = s.customer_id
      where s.tenant_id = $1 and (s.customer_id = any ($4) or s.number like $3)
      order by s.created_at desc limit 4)
  )
  select coalesce(jsonb_agg(jsonb_build_object('kind', f.kind, 'id', f.id, 'title', f.title, 'subtitle', nullif(f.subtitle, '')) order by f.rank, f.at desc), '[]')
    from (select * from found order by rank, at desc limit 20) as f
  $sql$ into v_answer using private.tenant_id(), v_part, case when v_part ~ '\d' then '%' || upper(v_part) || '%' end,
    array(select private.match_customers(left(p_query, 80), 20));
  return v_answer;
end $$;

create index customers_tagged_idx on public.customers (tenant_id) where tags <> '{}';

-- p_sort: name | -name | created_at | -created_at. `total` is {count, more}; `tags` are all in use, for the filter.
create function public.customer_list(p_query text default null, p_tag text default null, p_sort text default 'name', p_from integer default 0, p_limit integer default 25)
returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_found uuid[] := case when length(trim(p_query)) >= 2 then array(select private.match_customers(left(p_query, 80), 2000)) end;
  v_answer jsonb;
begin
  execute $sql$
  with hits as not materialized (
    select c.id, c.name, c.created_at from public.customers as c
     where c.tenant_id = $1 and c.erased_at is null
       and ($2 is null or c.id = any ($2))
       and ($3 is null or $3 = any (c.tags))
  ), page as (
    -- A branch per order, so that each walks its index instead of sorting every customer.
    (select h.id, row_number() over (order by lower(h.name), h.id) as place from hits as h where $4 = 'name' order by lower(h.name), h.id offset greatest($5, 0) limit least($6, 1000))
    union all
    (select h.id, row_number() over (order by lower(h.name) desc, h.id desc) as place from hits as h where $4 = '-name' order by lower(h.name) desc, h.id desc offset greatest($5, 0) limit least($6, 1000))
    union all
    (select h.id, row_number() over (order by h.created_at, h.id) as place from hits as h where $4 = 'created_at' order by h.created_at, h.id offset greatest($5, 0) limit least($6, 1000))
    union all
    (select h.id, row_number() over (order by h.created_at desc, h.id desc) as place from hits as h where $4 = '-created_at' order by h.created_at desc, h.id desc offset greatest($5, 0) limit least($6, 1000))
  )
  select jsonb_build_object(
    -- No further than lib/db/list-total.ts looks.
    'total', (select jsonb_build_object('count', greatest($5, 0) + least(count(*), 500), 'more', count(*) > 500)
      from (select from hits offset greatest($5, 0) limit 501) as x),
    'tags', (select coalesce(jsonb_agg(x.tag order by x.tag), '[]') from (
        select distinct unnest(c.tags) as tag from public.customers as c
         where c.tenant_id = $1 and c.tags <> '{}' and c.erased_at is null limit 100) as x),
    'rows', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'phone', k.phone, 'email', k.email, 'phone_masked', c.phone_masked,
          'locale', c.locale, 'tags', c.tags, 'created_at', c.created_at,
          'open_tickets', (select count(*) from public.repair_tickets as t
            where t.tenant_id = $1 and t.customer_id = c.id and t.phase in ('NEW', 'IN_PROGRESS', 'READY')),
          'last_message_at', (select max(v.last_message_at) from public.conversations as v where v.tenant_id = $1 and v.customer_id = c.id))
          order by p.place), '[]')
      from page as p join public.customers as c on c.tenant_id = $1 and c.id = p.id
      left join public.customer_contacts as k on k.tenant_id = $1 and k.customer_id = c.id))
  $sql$ into v_answer using private.tenant_id(), v_found, p_tag, p_sort, p_from, p_limit;
  return v_answer;
end $$;

-- One customer as panel and profile show them; null when not the caller's to see. Phone and e-mail only for who may see contact data.
create function public.customer_panel(p_customer uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_answer jsonb;
begin
  execute $sql$
  select jsonb_build_object(
    'customer', jsonb_build_object('id', c.id, 'name', c.name, 'phone_masked', c.phone_masked, 'locale', c.locale, 'tags', c.tags,
      'created_at', c.created_at, 'erased_at', c.erased_at, 'home_outlet_id', c.home_outlet_id),
    'contact', (select jsonb_build_object('phone', k.phone, 'email', k.email, 'address_line', k.address_line, 'postcode', k.postcode, 'city', k.city, 'state', k.state)
      from public.customer_contacts as k where k.tenant_id = $1 and k.customer_id = $2),
    'conversation_id', (select v.id from public.conversations as v where v.tenant_id = $1 and v.customer_id = $2 order by v.last_message_at desc limit 1),
    'consents', (select coalesce(jsonb_agg(jsonb_build_object('purpose', x.purpose, 'granted', x.granted, 'source', x.source, 'at', x.created_at) order by x.purpose desc), '[]')
      from (select distinct on (s.purpose) s.purpose, s.granted, s.source, s.created_at from public.consents as s
             where s.tenant_id = $1 and s.customer_id = $2 order by s.purpose, s.id desc) as x),
    'tickets', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'number', t.number, 'phase', t.phase, 'name_ms', s.name_ms, 'name_en', s.name_en,
          'device', concat_ws(' ', d.brand, d.model), 'problem', t.problem, 'total_sen', t.estimate_total_sen, 'created_at', t.created_at) order by t.created_at desc), '[]')
      from public.repair_tickets as t
      join public.repair_statuses as s on s.tenant_id = $1 and s.key = t.status
      join public.devices as d on d.tenant_id = $1 and d.id = t.device_id
     where t.tenant_id = $1 and t.customer_id = $2 and t.phase in ('NEW', 'IN_PROGRESS', 'READY')),
    'invoices', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'status', i.status, 'total_sen', i.total_sen,
          'due_sen', i.total_sen - i.paid_sen, 'due_date', i.due_date) order by i.due_date), '[]')
      from public.invoices as i where i.tenant_id = $1 and i.customer_id = $2 and i.status in ('issued', 'partly_paid')),
    'devices', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'category', d.category, 'brand', d.brand, 'model', d.model, 'serial', d.serial, 'imei', d.imei)
          order by d.created_at desc), '[]') from public.devices as d where d.tenant_id = $1 and d.customer_id = $2),
    'notes', (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'body', n.body, 'author', n.author_name, 'at', n.created_at) order by n.created_at desc), '[]')
      from (select x.id, x.body, x.created_at, p.name as author_name from public.customer_notes as x left join public.people as p on p.user_id = x.author
             where x.tenant_id = $1 and x.customer_id = $2 order by x.created_at desc limit 50) as n),
    'sales', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'number', s.number, 'total_sen', s.total_sen, 'at', s.created_at) order by s.created_at desc), '[]')
      from (select * from public.sales as y where y.tenant_id = $1 and y.customer_id = $2 order by y.created_at desc limit 5) as s),
    'totals', jsonb_build_object(
      'spent_sen', (select coalesce(sum(s.total_sen), 0) from public.sales as s where s.tenant_id = $1 and s.customer_id = $2)
        - (select coalesce(sum(r.total_sen), 0) from public.sales as s join public.refunds as r on r.tenant_id = s.tenant_id and r.sale_id = s.id
            where s.tenant_id = $1 and s.customer_id = $2)
        + (select coalesce(sum(i.paid_sen), 0) from public.invoices as i where i.tenant_id = $1 and i.customer_id = $2 and i.sale_id is null and i.status <> 'void'),
      'sales', (select count(*) from public.sales as s where s.tenant_id = $1 and s.customer_id = $2),
      'tickets', (select count(*) from public.repair_tickets as t where t.tenant_id = $1 and t.customer_id = $2),
      'owed_sen', (select coalesce(sum(i.total_sen - i.paid_sen), 0) from public.invoices as i
        where i.tenant_id = $1 and i.customer_id = $2 and i.status in ('issued', 'partly_paid'))))
    from public.customers as c where c.tenant_id = $1 and c.id = $2
  $sql$ into v_answer using private.tenant_id(), p_customer;
  return v_answer;
end $$;

-- Everything that happened with a customer, newest first, before p_before. Rows of the same moment stay together, so a page may be
-- a little longer than p_limit and no row is lost between two pages.
create function public.customer_timeline(p_customer uuid, p_before timestamptz default null, p_limit integer default 30, p_kinds text[] default null)
returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_answer jsonb;
begin
  execute $sql$
  with rows as (
    (select m.sent_at as at, 'message' as kind, m.id::text as id, m.conversation_id as ref, m.direction as state, left(m.body, 240) as title, m.kind as detail,
        case m.author_kind when 'user' then p.name else m.author_kind end as who, null::bigint as amount_sen
       from public.messages as m left join public.people as p on p.user_id = m.author
      where m.tenant_id = $1 and m.customer_id = $2 and m.sent_at < coalesce($3, 'infinity'::timestamptz)
        and m.status not in ('draft', 'discarded') and ($5 is null or 'message' = any ($5))
      order by m.sent_at desc fetch first (least(greatest($4, 1), 200)) rows with ties)
    union all
    (select e.created_at, 'ticket', e.id::text, t.id, e.kind, t.number, case e.kind when 'STATUS' then e.data ->> 'to' else left(e.body, 240) end,
        case e.actor_kind when 'user' then p.name else e.actor_kind end, null
       from public.repair_tickets as t join public.repair_events as e on e.tenant_id = $1 and e.ticket_id = t.id
       left join public.people as p on p.user_id = e.actor_id
      where t.tenant_id = $1 and t.customer_id = $2 and e.created_at < coalesce($3, 'infinity'::timestamptz)
        and ($5 is null or 'ticket' = any ($5))
      order by e.created_at desc fetch first (least(greatest($4, 1), 200)) rows with ties)
    union all
    (select s.created_at, 'sale', s.id::text, s.id, 'completed', s.number, null, p.name, s.total_sen
       from public.sales as s left join public.people as p on p.user_id = s.sold_by
      where s.tenant_id = $1 and s.customer_id = $2 and s.created_at < coalesce($3, 'infinity'::timestamptz)
        and ($5 is null or 'sale' = any ($5))
      order by s.created_at desc fetch first (least(greatest($4, 1), 200)) rows with ties)
    union all
    (select coalesce(i.issued_at, i.created_at), 'invoice', i.id::text, i.id, i.status, i.number, null, p.name, i.total_sen
       from public.invoices as i left join public.people as p on p.user_id = i.created_by
      where i.tenant_id = $1 and i.customer_id = $2 and coalesce(i.issued_at, i.created_at) < coalesce($3, 'infinity'::timestamptz)
        and ($5 is null or 'invoice' = any ($5))
      order by 1 desc fetch first (least(greatest($4, 1), 200)) rows with ties)
    union all
    (select n.created_at, 'note', n.id::text, null, null, left(n.body, 240), null, p.name, null
       from public.customer_notes as n left join public.people as p on p.user_id = n.author
      where n.tenant_id = $1 and n.customer_id = $2 and n.created_at < coalesce($3, 'infinity'::timestamptz)
        and ($5 is null or 'note' = any ($5))
      order by n.created_at desc fetch first (least(greatest($4, 1), 200)) rows with ties)
    union all
    (select s.created_at, 'consent', s.id::text, null, case when s.granted then 'granted' else 'withdrawn' end, s.purpose, s.source, null, null
       from public.consents as s
      where s.tenant_id = $1 and s.customer_id = $2 and s.created_at < coalesce($3, 'infinity'::timestamptz)
        and ($5 is null or 'consent' = any ($5))
      order by s.created_at desc fetch first (least(greatest($4, 1), 200)) rows with ties)
  ), page as (
    select * from rows order by at desc fetch first (least(greatest($4, 1), 200)) rows with ties
  )
  select jsonb_build_object(
    'rows', (select coalesce(jsonb_agg(jsonb_build_object('at', p.at, 'kind', p.kind, 'id', p.id, 'ref', p.ref, 'state', p.state, 'title', p.title,
        'detail', p.detail, 'who', p.who, 'amount_sen', p.amount_sen) order by p.at desc, p.kind, p.id desc), '[]') from page as p),
    'more', (select count(*) from rows) > (select count(*) from page) or (select count(*) from page) >= (least(greatest($4, 1), 200)))
  $sql$ into v_answer using private.tenant_id(), p_customer, p_before, p_limit, p_kinds;
  return v_answer;
end $$;

grant execute on function public.dashboard(uuid, integer), public.search_all(text), public.customer_list(text, text, text, integer, integer),
  public.customer_panel(uuid), public.customer_timeline(uuid, timestamptz, integer, text[]) to authenticated;
