-- Concierge facts: what a chatting customer may look up. Both run as that customer (actor 'customer').

-- p_groups: one array of spellings per word the customer wrote, [["skrin","screen","lcd"],["iphone"],["11"]]. Best hits first.
-- Definer because a trigram index cannot serve a query under row level security: it answers ids of the caller's own tenant only.
-- First goods with every word, then with all but one, then with any: each step reads many more, and goes only when the one before it
-- found too few. `or`, not `any`, as the index knows only that.
create function private.match_product_ids(p_groups jsonb, p_limit integer) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant uuid := private.tenant_for('catalog.read');
  v_tests text[] := array(
    select '(' || string_agg(format('lower(p.name) like %L', '%' || regexp_replace(lower(w.value), '[%_\\]', '', 'g') || '%'), ' or ') || ')'
      from jsonb_array_elements(case when jsonb_typeof(p_groups) = 'array' then p_groups else '[]' end) with ordinality as g,
        lateral jsonb_array_elements_text(case when jsonb_typeof(g.value) = 'array' then g.value else '[]' end) as w
     where g.ordinality <= 8 and length(w.value) between 1 and 40 group by g.ordinality order by g.ordinality);
  v_all_but_one text := (select string_agg('(' || (select string_agg(o.test, ' and ') from unnest(v_tests) with ordinality as o (test, place)
    where o.place <> l.place) || ')', ' or ') from unnest(v_tests) with ordinality as l (test, place));
  v_step text;
  v_ids uuid[] := '{}';
begin
  if v_tenant is null or cardinality(v_tests) = 0 then return v_ids; end if;
  foreach v_step in array array[array_to_string(v_tests, ' and '), coalesce(v_all_but_one, 'false'), array_to_string(v_tests, ' or ')] loop
    execute format('select array(select p.id from public.products as p where p.tenant_id = $1 and p.is_active and (%s) order by %s desc, p.name limit $2)',
      v_step, (select string_agg(t.test || '::integer', ' + ') from unnest(v_tests) as t (test))) into v_ids using v_tenant, p_limit;
    exit when cardinality(v_ids) >= p_limit;
  end loop;
  return v_ids;
end $$;

create function public.match_products(p_groups jsonb, p_limit integer default 60)
returns table (id uuid, name text, kind text, price_sen bigint, tax_code text, track_stock boolean, warranty_days integer)
language sql stable set search_path = '' as $$
  select p.id, p.name, p.kind, p.price_sen, p.tax_code, p.track_stock, p.warranty_days
    from unnest(private.match_product_ids(p_groups, least(p_limit, 200))) with ordinality as m (id, place)
    join public.products as p on p.id = m.id
   order by m.place
$$;

-- The token of a public link to one of the chatting customer's own papers; refuses anybody else's.
create function private.customer_link(p_kind text, p_ref uuid) returns text language plpgsql security definer set search_path = '' as $$
declare
  v_customer uuid := private.customer_id();
  v_tenant uuid := private.customer_tenant_id();
  v_own boolean := false;
begin
  if v_customer is null or v_tenant is null then perform private.refuse('auth.forbidden', '{}', 403); end if;
  if p_kind = 'ticket' then
    v_own := exists (select 1 from public.repair_tickets as t where t.id = p_ref and t.tenant_id = v_tenant and t.customer_id = v_customer);
  elsif p_kind = 'receipt' then
    v_own := exists (select 1 from public.sales as s where s.id = p_ref and s.tenant_id = v_tenant and s.customer_id = v_customer);
  elsif p_kind = 'invoice' then
    v_own := exists (select 1 from public.invoices as i where i.id = p_ref and i.tenant_id = v_tenant and i.customer_id = v_customer
      and i.status not in ('draft', 'void'));
  end if;
  if not v_own then perform private.refuse('input.not_found', '{}', 404); end if;
  return private.make_link(v_tenant, p_kind, p_ref);
end $$;
create function public.customer_link(p_kind text, p_ref uuid) returns text language sql set search_path = '' as $$ select private.customer_link(p_kind, p_ref) $$;

grant execute on function private.match_product_ids(jsonb, integer), public.match_products(jsonb, integer), private.customer_link(text, uuid), public.customer_link(text, uuid) to authenticated;
