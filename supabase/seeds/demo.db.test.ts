/** What the demo shops promise, asked of a freshly seeded database. */
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isImei } from "@/lib/core/imei";
import { toE164 } from "@/lib/core/phone";
import { actAs } from "@/testing/db";
import { startTestStack, type TestStack } from "@/testing/stack";
import { ean13 } from "./check-digits";

let stack: TestStack;
let sql: Sql;
let tenantA: string;
let tenantB: string;
let seconds: number;

beforeAll(async () => {
  const started = performance.now();
  let seeding = started;
  stack = await startTestStack({
    seed: true,
    report: (step) => {
      if (step.startsWith("Signing")) seeding = performance.now();
    },
  });
  seconds = (performance.now() - seeding) / 1000;
  sql = stack.serviceSql;
  const tenants = await sql<{ id: string }[]>`select id from public.tenants order by name desc`;
  [tenantA = "", tenantB = ""] = tenants.map((tenant) => tenant.id);
}, 180_000);

afterAll(() => stack.stop());

const count = async (table: string, tenant = tenantA): Promise<number> => {
  const [row] = await sql<
    { n: number }[]
  >`select count(*)::int as n from ${sql(`public.${table}`)} where tenant_id = ${tenant}`;
  return row?.n ?? 0;
};

/** Rows that break a rule; the message shows them. */
const none = async (rows: Promise<readonly object[]>) => expect([...(await rows)]).toEqual([]);

describe("the demo shops", () => {
  it("are made quickly", () => {
    // 8 seconds on two idle cores; the rest is for a machine that is busy with other tests.
    expect(seconds).toBeLessThan(60);
  });

  it("have as much in them as promised", async () => {
    expect(tenantB).not.toBe("");
    expect(await count("outlets")).toBe(2);
    expect(await count("products")).toBe(60);
    expect(await count("customers")).toBe(120);
    expect(await count("repair_tickets")).toBe(70);
    expect(await count("sales")).toBe(300);
    expect(await count("invoices")).toBe(20);
    expect(await count("conversations")).toBeGreaterThanOrEqual(60);
    expect(await count("ticket_photos")).toBeGreaterThan(40);
    const phases = await sql<
      { phase: string }[]
    >`select distinct phase from public.repair_tickets where tenant_id = ${tenantA} order by 1`;
    expect(phases.map((row) => row.phase)).toEqual(["CANCELLED", "CLOSED", "IN_PROGRESS", "NEW", "READY"]);
    const [low] = await sql<
      { n: number }[]
    >`select count(*)::int as n from public.stock_levels as l join public.products as p on p.id = l.product_id
      where l.tenant_id = ${tenantA} and l.on_hand <= p.reorder_level`;
    expect(low?.n).toBeGreaterThanOrEqual(3);
    const invoices = await sql<{ status: string }[]>`select distinct status from public.invoices order by 1`;
    expect(invoices.map((row) => row.status)).toEqual(["draft", "issued", "paid", "partly_paid", "void"]);
    const [overdue] = await sql<
      { n: number }[]
    >`select count(*)::int as n from public.invoices where status = 'issued' and due_date < current_date`;
    expect(overdue?.n).toBeGreaterThan(0);
    const ways = await sql<
      { way: string }[]
    >`select distinct decided_via as way from public.estimates where decided_via is not null order by 1`;
    expect(ways.map((row) => row.way)).toEqual(["button", "chat", "link", "staff"]);
    const [versions] = await sql<
      { n: number }[]
    >`select count(*)::int as n from public.estimates where version > 1 and state = 'approved'`;
    expect(versions?.n).toBeGreaterThan(0);
  });

  it("have a login for every role that works, and one owner each", async () => {
    const roles = stack.logins.filter((login) => login.tenant === "Kedai Telefon Cahaya").map((login) => login.role);
    expect(roles.sort()).toEqual([
      "admin",
      "agent",
      "cashier",
      "owner",
      "renewal",
      "sales",
      "supervisor",
      "technician",
    ]);
    const answers = await Promise.all(
      stack.logins.map((login) =>
        fetch(`${stack.apiUrl}/auth/v1/token?grant_type=password`, {
          method: "POST",
          headers: { apikey: stack.publishableKey, "content-type": "application/json" },
          body: JSON.stringify({ email: login.email, password: login.password }),
        }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(stack.logins.map(() => 200));
    await none(sql`select tenant_id from public.members where role = 'owner' group by tenant_id having count(*) <> 1`);
  });

  it("keep their ledgers true", async () => {
    await none(sql`select l.product_id from public.stock_levels as l where l.on_hand <> (select coalesce(sum(m.quantity), 0) from public.stock_moves as m
      where m.tenant_id = l.tenant_id and m.outlet_id = l.outlet_id and m.product_id = l.product_id)`);
    await none(sql`select s.number from public.sales as s where s.total_sen <> s.rounding_sen + (select sum(l.total_sen) from public.sale_lines as l where l.sale_id = s.id)
      or s.total_sen <> (select coalesce(sum(p.amount_sen), 0) from public.sale_payments as p where p.sale_id = s.id)
      or s.change_sen <> (select coalesce(sum(p.tendered_sen - p.amount_sen), 0) from public.sale_payments as p where p.sale_id = s.id)`);
    await none(sql`select i.number from public.invoices as i where i.sale_id is null and i.paid_sen <> (select coalesce(sum(p.amount_sen - p.rounding_sen), 0)
      from public.invoice_payments as p where p.invoice_id = i.id)`);
    await none(sql`select p.id from public.ticket_parts as p where not exists (select from public.stock_moves as m
      where m.source_type = 'ticket_part' and m.source_id = p.id::text and m.quantity = -p.quantity)`);
  });

  it("number without gaps and in the order of time", async () => {
    for (const table of ["sales", "invoices"]) {
      await none(sql`select * from (select seq, tenant_id, outlet_id, row_number() over w as place, lag(${sql(table === "sales" ? "created_at" : "issued_at")}) over w as before,
          ${sql(table === "sales" ? "created_at" : "issued_at")} as at from ${sql(`public.${table}`)} where seq is not null
          window w as (partition by tenant_id, outlet_id order by seq)) as n where n.seq <> n.place or n.at < n.before`);
    }
    await none(sql`select * from (select number, right(number, 6)::int as no, row_number() over w as place, lag(created_at) over w as before, created_at as at
      from public.repair_tickets window w as (partition by tenant_id, outlet_id order by number)) as n where n.no <> n.place or n.at < n.before`);
  });

  it("keep time: nothing lies ahead, the day is the outlet's, sales fall into opening hours", async () => {
    for (const table of ["sales", "messages", "repair_events", "stock_moves", "consents", "customers", "events"]) {
      await none(sql`select created_at from ${sql(`public.${table}`)} where created_at > now()`);
    }
    await none(sql`select s.number from public.sales as s join public.outlets as o on o.id = s.outlet_id
      where s.business_date <> (s.created_at at time zone o.time_zone)::date
         or (s.created_at at time zone o.time_zone)::time not between '10:00' and '20:00'`);
    await none(sql`select distinct on (t.id) t.number from public.repair_events as e join public.repair_events as f on f.ticket_id = e.ticket_id and f.id > e.id
      join public.repair_tickets as t on t.id = e.ticket_id where f.created_at < e.created_at`);
  });

  it("have tickets whose story leads to where they are", async () => {
    await none(sql`select t.number, t.status, e.to from public.repair_tickets as t
      left join lateral (select e.data ->> 'to' as to from public.repair_events as e where e.ticket_id = t.id and e.kind = 'STATUS' order by e.id desc limit 1) as e on true
      where coalesce(e.to, 'pending') <> t.status`);
    await none(
      sql`select t.number from public.repair_tickets as t join public.repair_statuses as s on s.tenant_id = t.tenant_id and s.key = t.status where s.phase <> t.phase`,
    );
    // Whatever was repaired had been approved, and whatever was taken home had been paid.
    await none(
      sql`select number from public.repair_tickets where status in ('approved', 'repairing') and estimate_state <> 'approved'`,
    );
    await none(
      sql`select number from public.repair_tickets where status = 'collected' and estimate_state = 'approved' and settled_sale_id is null`,
    );
    await none(
      sql`select e.id from public.estimates as e join public.repair_tickets as t on t.id = e.ticket_id where e.decided_at < e.created_at or e.created_at < t.created_at`,
    );
  });

  it("have threads that a reader believes", async () => {
    await none(
      sql`select c.id from public.conversations as c where not exists (select from public.messages as m where m.conversation_id = c.id)`,
    );
    await none(sql`select m.id from public.messages as m join public.conversations as c on c.id = m.conversation_id
      where m.customer_id <> c.customer_id or m.channel_id <> c.channel_id`);
    await none(
      sql`select m.id from public.messages as m join public.messages as n on n.conversation_id = m.conversation_id and n.seq > m.seq where n.created_at < m.created_at`,
    );
    // Whoever wrote last without an answer waits, and the list says so; nobody else does.
    await none(sql`select c.id, c.waiting_since, l.direction, l.author_kind from public.conversations as c
      cross join lateral (select m.direction, m.author_kind from public.messages as m where m.conversation_id = c.id and m.direction <> 'note' order by m.seq desc limit 1) as l
      where c.status <> 'closed' and (l.direction = 'in') and c.waiting_since is null`);
    await none(
      sql`select id from public.conversations where concierge = 'handed_over' and (handover_reason is null or waiting_since is null)`,
    );
    // Never three of the shop's in a row from the same voice of the concierge, nor a customer who writes four times unanswered.
    await none(sql`select * from (select conversation_id, seq, direction, lag(direction, 1) over w as a, lag(direction, 2) over w as b, lag(direction, 3) over w as c
      from public.messages where direction <> 'note' window w as (partition by conversation_id order by seq)) as m
      where m.direction = 'in' and m.a = 'in' and m.b = 'in' and m.c = 'in'`);
    await none(sql`select conversation_id from (select conversation_id, author_kind, lag(author_kind) over (partition by conversation_id order by seq) as before
      from public.messages where direction <> 'note') as m where author_kind = 'concierge' and before = 'concierge'`);
    const [waiting] = await sql<
      { n: number }[]
    >`select count(*)::int as n from public.conversations where tenant_id = ${tenantA} and waiting_since is not null`;
    expect(waiting?.n).toBeGreaterThanOrEqual(5);
  });

  it("name people and things with valid numbers", async () => {
    const devices = await sql<{ imei: string }[]>`select imei from public.devices where imei is not null`;
    expect(devices.length).toBeGreaterThan(40);
    expect(devices.filter(({ imei }) => !isImei(imei))).toEqual([]);
    const products = await sql<{ barcode: string }[]>`select barcode from public.products where barcode is not null`;
    expect(products.filter(({ barcode }) => ean13(barcode.slice(0, 12)) !== barcode)).toEqual([]);
    const phones = await sql<{ phone: string }[]>`select phone from public.customer_contacts where phone is not null
      union all select phone from public.tenants union all select phone from public.outlets`;
    expect(phones.filter(({ phone }) => toE164(phone) !== phone || !phone.startsWith("+601200"))).toEqual([]);
    const [shared] = await sql<
      { n: number }[]
    >`select count(*)::int as n from (select phone from public.customer_contacts
      where phone is not null group by tenant_id, phone having count(*) > 1) as s`;
    expect(shared?.n).toBeGreaterThan(0);
    const [without] = await sql<
      { n: number }[]
    >`select count(*)::int as n from public.customer_contacts where phone is null`;
    expect(without?.n).toBeGreaterThan(0);
  });

  it("leave nothing for a background loop to act on", async () => {
    await none(sql`select id from public.wa_outbox where state in ('queued', 'claimed')`);
    await none(sql`select id from public.messages where status = 'queued'`);
    await none(sql`select id from public.concierge_turns where state in ('queued', 'claimed')`);
    await none(sql`select id from public.events where relayed_at is null`);
    await none(sql`select seq from simulator.events where acked_at is null`);
  });

  it("left the clock of the database as it was", async () => {
    await none(sql`select oid::regprocedure::text as name from pg_proc where prosrc like '%voltura.clock%'`);
    await none(
      sql`select adrelid::regclass::text as name from pg_attrdef where pg_get_expr(adbin, adrelid) like '%voltura.clock%'`,
    );
  });

  it("show the same threads on the customers' phones", async () => {
    await none(sql`select m.id from public.messages as m where m.direction in ('in', 'out') and m.status not in ('failed', 'draft', 'discarded')
      and not exists (select from simulator.messages as s join public.channels as h on h.address = s.shop
        where h.id = m.channel_id and s.id = m.provider_id and s.body = m.body and s.from_shop = (m.direction = 'out'))`);
  });

  it("have every photo in storage", async () => {
    await none(
      sql`select p.path from public.ticket_photos as p where not exists (select from storage.objects as o where o.bucket_id = 'media' and o.name = p.path)`,
    );
    await none(sql`select m.media_path from public.messages as m where m.media_path is not null
      and not exists (select from storage.objects as o where o.bucket_id = 'media' and o.name = m.media_path)`);
  });

  it("cannot see each other", async () => {
    const [owner] = await sql<
      { id: string }[]
    >`select user_id as id from public.members where tenant_id = ${tenantA} and role = 'owner'`;
    for (const table of [
      "customers",
      "repair_tickets",
      "sales",
      "messages",
      "products",
      "devices",
      "invoices",
      "consents",
    ]) {
      const seen = await actAs(
        sql,
        { sub: owner?.id ?? "" },
        (tx) => tx<{ tenant_id: string }[]>`
        select distinct tenant_id from ${tx(`public.${table}`)}`,
      );
      expect(seen.map((row) => row.tenant_id)).toEqual([tenantA]);
    }
  });
});
