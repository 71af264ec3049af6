/**
 * What the lists are measured on: one shop with 100,000 customers and 1,000,000 messages, 1,000 shops beside it.
 * Made by set-based SQL past triggers and foreign keys; ids are computed from numbers, so that no row looks another one up.
 */
import type { Sql } from "postgres";

export const BIG = { customers: 100_000, messages: 1_000_000, tickets: 50_000, sales: 200_000, invoices: 30_000 };
const PRODUCTS = 50_000;
const ENTRIES = 500_000;
const SHOPS_BESIDE = 1000;

export const BIG_TENANT = "bench.id('tenant', 0)";

const HELPERS = `
create schema bench authorization postgres;
create function bench.id(p_kind text, p_n bigint) returns uuid language sql immutable as $$ select overlay(overlay(md5(p_kind || p_n) placing '4' from 13) placing '8' from 17)::uuid $$;
create function bench.dice(p_n bigint, p_salt integer, p_sides integer) returns integer language sql immutable as
$$ select ((hashint8extended(p_n, p_salt) & 2147483647) % p_sides)::integer $$;
create function bench.pick(p_words text[], p_n bigint, p_salt integer) returns text language sql immutable as
$$ select p_words[1 + bench.dice(p_n, p_salt, cardinality(p_words))] $$;
-- The first p_big things are the big shop's (number 0); the others have p_each of them.
create function bench.shop(p_n bigint, p_big integer, p_each integer) returns bigint language sql immutable as
$$ select case when p_n < p_big then 0 else 1 + (p_n - p_big) / p_each end $$;
create function bench.outlet(p_shop bigint, p_n bigint) returns uuid language sql immutable as
$$ select bench.id('outlet', p_shop * 10 + case when p_shop = 0 then p_n % 3 else 0 end) $$;
create function bench.customer(p_shop bigint, p_n bigint) returns bigint language sql immutable as
$$ select case when p_shop = 0 then bench.dice(p_n, 1, ${BIG.customers}) else ${BIG.customers} + (p_shop - 1) * 10 + p_n % 10 end $$;
`;

const words = (list: string) => `array['${list.split(",").join("','")}']`;
const FIRST = words(
  "Siti Aminah,Nurul Ain,Ahmad,Muhammad Hafiz,Tan Wei,Lim Mei,Kumar,Priya,Farah,Azlan,Faizal,Wong Jia,Chong Kah,Ravi,Suresh,Zainab,Khairul,Hidayah,Ong Li,Lee Chee,Nadia,Amirul,Syafiq,Rosnah,Ganesh",
);
const LAST = words(
  "Rahman,Ismail,Abdullah,Ibrahim,Ling,Hui,Raj,Devi,Osman,Hassan,Yusof,Ming,Keat,Nair,Pillai,Salleh,Bakar,Zakaria,Hong,Seng,Karim,Mansor,Aziz,Hamid,Samy",
);
const GREETING = words("Salam,Hai,Hello,Boss,Selamat pagi,Good morning,Tuan,Kak,Bro,Maaf tanya");
const TOPIC = words(
  "berapa harga tukar skrin,bila boleh siap,saya nak hantar repair,how much to replace the battery,ada stok casing,telefon saya mati sendiri,kamera belakang kabur,boleh datang petang ini,is my phone ready,speaker tak bunyi,charging port longgar,nak tanya warranty,terima kasih banyak,resit hilang boleh cetak semula,screen protector pasang sekali",
);
const MODEL = words(
  "iPhone 11,iPhone 12 Pro,iPhone 13,Galaxy S21,Galaxy A52,Redmi Note 12,Oppo Reno 8,Vivo V25,Huawei P30,MacBook Air,iPad 9,Realme 10,Poco X5,Honor 90,Xperia 5",
);
const PART = words(
  "Skrin LCD,Bateri,Casing,Kabel,Pengecas,Kamera,Speaker,Tempered Glass,Port Cas,Fleksibel,Papan Litar",
);
const STATUS = words("pending,diagnosing,awaiting_approval,approved,repairing,ready");

/** Shops, with their triggers: each gets its channel, statuses, forms and ready answers. */
const SHOPS = `
insert into public.tenants (id, name) select bench.id('tenant', n), 'Kedai ' || n from generate_series(0, ${SHOPS_BESIDE}) as n;
insert into public.outlets (id, tenant_id, code, name)
select bench.id('outlet', n * 10 + k), bench.id('tenant', n), 'HQ' || k, 'Cawangan ' || k from generate_series(0, ${SHOPS_BESIDE}) as n, generate_series(0, 2) as k where n = 0 or k = 0;
insert into public.people (user_id, email, name, active_tenant_id)
select 'bench-' || n || '-' || k, n || '-' || k || '@bench.invalid', 'Staf ' || k, bench.id('tenant', n) from generate_series(0, ${SHOPS_BESIDE}) as n, generate_series(1, 11) as k where n = 0 or k = 1;
insert into public.members (tenant_id, user_id, role)
select active_tenant_id, user_id, case when user_id like 'bench-0-%' then 'technician' else 'owner' end from public.people where user_id like 'bench-%';
`;

type Load = { table: string; sql: string };
const load = (table: string, columns: string, from: string): Load => ({
  table,
  sql: `insert into public.${table} (${columns}) ${from}`,
});

/** `shop`, `n`: every row of a thing, the big shop's first. */
const rows = (big: number, each: number) =>
  `(select n, bench.shop(n, ${big}, ${each}) as shop from generate_series(0, ${big + SHOPS_BESIDE * each - 1}) as n) as x`;
const tenant = "bench.id('tenant', shop)";
const customers = rows(BIG.customers, 10);

const LOADS: Load[] = [
  load(
    "customers",
    "id, tenant_id, home_outlet_id, name, phone_masked, locale, tags, created_at",
    `select bench.id('customer', n), ${tenant}, bench.outlet(shop, n), bench.pick(${FIRST}, n, 2) || ' ' || bench.pick(${LAST}, n, 3),
       '+60 •••• ' || lpad((n % 10000)::text, 4, '0'), case when n % 3 = 0 then 'en' else 'ms' end, case when n % 20 = 0 then array['VIP'] when n % 33 = 0 then array['Borong', 'Kedai'] else '{}' end,
       now() - (bench.dice(n, 4, 700) || ' days')::interval from ${customers}`,
  ),
  load(
    "customer_contacts",
    "tenant_id, customer_id, phone, email",
    `select ${tenant}, bench.id('customer', n), '+6012' || lpad(n::text, 7, '0'), 'c' || n || '@bench.invalid' from ${customers}`,
  ),
  load(
    "customer_identities",
    "id, tenant_id, customer_id, kind, value",
    `select bench.id('identity', n), ${tenant}, bench.id('customer', n), 'phone', '+6012' || lpad(n::text, 7, '0') from ${customers}`,
  ),
  load(
    "consents",
    "tenant_id, customer_id, purpose, granted, source, text_version",
    `select ${tenant}, bench.id('customer', n), 'service', true, 'intake', '1' from ${customers}`,
  ),
  load(
    "devices",
    "id, tenant_id, customer_id, brand, model, imei",
    `select bench.id('device', n), ${tenant}, bench.id('customer', n), 'Merek', bench.pick(${MODEL}, n, 5), lpad(n::text, 15, '35') from ${customers}`,
  ),
  load(
    "conversations",
    "id, tenant_id, outlet_id, channel_id, customer_id, identity_id, status, unread, preview, last_message_at, waiting_since, concierge",
    // Half of them are open, one in fifty unread, one in two hundred waits.
    `select bench.id('conversation', n), ${tenant}, o.id, h.id, bench.id('customer', n), bench.id('identity', n), case when n % 2 = 0 then 'open' else 'closed' end,
       case when n % 50 = 0 then 2 else 0 end, bench.pick(${TOPIC}, n, 6), now() - (bench.dice(n, 7, 60000000) || ' seconds')::interval,
       case when n % 200 = 0 then now() - (bench.dice(n, 8, 9000) || ' minutes')::interval end, case when n % 40 = 0 then 'handed_over' else 'on' end
     from ${customers} join public.outlets as o on o.id = bench.outlet(shop, n) join public.channels as h on h.outlet_id = o.id`,
  ),
  load(
    "messages",
    "id, tenant_id, conversation_id, channel_id, customer_id, direction, author_kind, author, kind, body, status, provider_id, sent_at, created_at",
    // One thread holds 2,000 of them.
    `select bench.id('message', n), ${tenant}, bench.id('conversation', c), h.id, bench.id('customer', c), case when n % 2 = 0 then 'in' else 'out' end,
       case when n % 2 = 0 then 'customer' when n % 3 = 0 then 'user' else 'concierge' end, case when n % 2 = 1 and n % 3 = 0 then 'bench-' || shop || '-1' end, 'text',
       bench.pick(${GREETING}, n, 9) || ', ' || bench.pick(${TOPIC}, n, 10) || ' ' || bench.pick(${MODEL}, n, 11) || ' ' || bench.dice(n, 12, 100000),
       case when n % 2 = 0 then 'received' else 'read' end, 'bench-' || n, t, t
     from (select n, shop, now() - (${BIG.messages} - n % ${BIG.messages}) * interval '45 seconds' as t,
             case when shop = 0 and n % 500 = 0 then 0 else bench.customer(shop, n) end as c from ${rows(BIG.messages, 100)}) as y
     join public.outlets as o on o.id = bench.outlet(shop, c) join public.channels as h on h.outlet_id = o.id`,
  ),
  load(
    "wa_outbox",
    "tenant_id, channel_id, conversation_id, message_id, key, state",
    "select tenant_id, channel_id, conversation_id, id, 'user:' || id, 'delivered' from public.messages where author_kind = 'user'",
  ),
  load(
    "products",
    "id, tenant_id, sku, barcode, name, price_sen, reorder_level, kind, track_stock",
    `select bench.id('product', n), ${tenant}, 'SKU-' || n, '955' || lpad(n::text, 10, '0'), bench.pick(${PART}, n, 13) || ' ' || bench.pick(${MODEL}, n, 14) || ' ' || n, 1000 + bench.dice(n, 15, 50000),
       case when n % 4 = 0 then 3 else 0 end, 'product', true from ${rows(PRODUCTS, 20)}`,
  ),
  load("product_costs", "tenant_id, product_id, cost_sen", "select tenant_id, id, price_sen / 2 from public.products"),
  load(
    "stock_levels",
    "tenant_id, outlet_id, product_id, on_hand",
    "select p.tenant_id, o.id, p.id, 1 + bench.dice(hashtext(p.sku), 16, 200) from public.products as p join public.outlets as o on o.tenant_id = p.tenant_id",
  ),
  load(
    "repair_tickets",
    "id, tenant_id, outlet_id, number, customer_id, device_id, status, phase, problem, technician_id, source, estimate_state, estimate_total_sen, created_at, status_at, updated_at",
    // The newest 1,500 are in the shop, the others went home.
    `select bench.id('ticket', n), ${tenant}, bench.outlet(shop, n), 'T-HQ-' || lpad(n::text, 6, '0'), bench.id('customer', c), bench.id('device', c), status,
       case status when 'pending' then 'NEW' when 'ready' then 'READY' when 'collected' then 'CLOSED' else 'IN_PROGRESS' end,
       bench.pick(${TOPIC}, n, 17), case when n % 3 > 0 then 'bench-' || shop || '-1' end, 'counter',
       case status when 'pending' then null when 'diagnosing' then null when 'awaiting_approval' then 'proposed' else 'approved' end, 5000 + bench.dice(n, 18, 60000), t, t, t
     from (select n, shop, bench.customer(shop, n) as c, now() - (${BIG.tickets} - n % ${BIG.tickets}) * interval '15 minutes' as t,
             case when shop = 0 and n < ${BIG.tickets - 1500} then 'collected' else bench.pick(${STATUS}, n, 19) end as status from ${rows(BIG.tickets, 5)}) as y`,
  ),
  load(
    "repair_events",
    "tenant_id, outlet_id, ticket_id, kind, actor_kind, actor_id, data, created_at",
    "select tenant_id, outlet_id, id, k.kind, 'user', technician_id, '{}', created_at from public.repair_tickets, unnest(array['CREATED', 'STATUS', 'NOTE']) as k (kind)",
  ),
  load(
    "estimates",
    "id, tenant_id, outlet_id, ticket_id, customer_id, version, state, net_sen, total_sen, message_body, client_id, decided_via, decided_at, created_at",
    `select bench.id('estimate', row_number() over ()), tenant_id, outlet_id, id, customer_id, 1, estimate_state, estimate_total_sen, estimate_total_sen, 'Harga', id,
       case estimate_state when 'approved' then 'chat' end, case estimate_state when 'approved' then created_at end, created_at from public.repair_tickets where estimate_state is not null`,
  ),
  load(
    "sales",
    "id, tenant_id, outlet_id, seq, number, client_key, content_hash, customer_id, ticket_id, subtotal_sen, discount_sen, order_discount_sen, tax_sen, rounding_sen, total_sen, sold_by, business_date, created_at",
    `select bench.id('sale', n), ${tenant}, bench.outlet(shop, n), n, 'R-HQ-' || lpad(n::text, 6, '0'), bench.id('sale-key', n), 'x', case when n % 2 = 0 then bench.id('customer', bench.customer(shop, n)) end,
       case when shop = 0 and n % 5 = 0 then bench.id('ticket', bench.dice(n, 20, ${BIG.tickets})) end, total, 0, 0, 0, 0, total, 'bench-' || shop || '-1', t::date, t
     from (select n, shop, 500 + bench.dice(n, 21, 90000) as total, now() - (${BIG.sales} - n % ${BIG.sales}) * interval '4 minutes' as t from ${rows(BIG.sales, 20)}) as y`,
  ),
  load(
    "sale_payments",
    "tenant_id, sale_id, line_no, outlet_id, method, amount_sen, status, business_date, created_at",
    "select tenant_id, id, 1, outlet_id, (array['cash','card','duitnow'])[1 + seq % 3], total_sen, 'received', business_date, created_at from public.sales",
  ),
  load(
    "invoices",
    "id, tenant_id, outlet_id, seq, number, status, client_key, content_hash, customer_id, bill_to_name, subtotal_sen, discount_sen, order_discount_sen, tax_sen, total_sen, paid_sen, due_date, business_date, issued_at, created_by, created_at",
    `select bench.id('invoice', n), ${tenant}, bench.outlet(shop, n), n, 'INV-HQ-' || lpad(n::text, 6, '0'), status, bench.id('invoice-key', n), 'x', bench.id('customer', c), bench.pick(${FIRST}, c, 2) || ' ' || bench.pick(${LAST}, c, 3),
       total, 0, 0, 0, total, case status when 'paid' then total else 0 end, t::date + 14, t::date, t, 'bench-' || shop || '-1', t
     from (select n, shop, bench.customer(shop, n) as c, 500 + bench.dice(n, 22, 90000) as total, now() - (${BIG.invoices} - n % ${BIG.invoices}) * interval '25 minutes' as t,
             case when n % 10 = 0 then 'issued' else 'paid' end as status from ${rows(BIG.invoices, 3)}) as y`,
  ),
  load(
    "audit_log",
    "tenant_id, at, actor, person_id, table_name, row_id, action, after",
    `select ${tenant}, now() - (${ENTRIES} - n % ${ENTRIES}) * interval '90 seconds', 'user', 'bench-' || shop || '-' || 1 + n % 11, (array['customers','products','repair_tickets','estimates','sales'])[1 + n % 5],
       bench.id('customer', n)::text, 'insert', '{"name": "x"}' from ${rows(ENTRIES, 50)}`,
  ),
];

/** Loads everything; `say` hears each table. `admin` must be a superuser: only one may pass triggers and foreign keys by. */
export async function loadData(admin: Sql, say: (line: string) => void): Promise<void> {
  await admin.unsafe(HELPERS);
  await admin.unsafe(SHOPS);
  await admin.unsafe(
    "set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '128MB'",
  );
  for (const { table, sql } of LOADS) {
    const start = performance.now();
    // Indexes are faster built afterwards than kept while loading.
    const indexes = await admin<{ name: string; definition: string }[]>`
      select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index as i
       where i.indrelid = ${`public.${table}`}::regclass and not exists (select from pg_constraint as c where c.conindid = i.indexrelid)`;
    for (const { name } of indexes) await admin.unsafe(`drop index ${name}`);
    const { count } = await admin.unsafe(sql);
    for (const { definition } of indexes) await admin.unsafe(definition);
    say(`${table.padEnd(20)} ${count} rows in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  await admin.unsafe("set session_replication_role = default");
  await admin.unsafe("vacuum analyze");
}
