/** What is changed in the database is seen in the audit log, and the log itself stays as it was written. */
import type { Sql, TransactionSql } from "postgres";
import { describe, expect, it } from "vitest";
import { actAs, openServiceSql } from "@/testing/db";
import { addCustomer, addProduct, makeShop } from "@/testing/shop";

const sql = openServiceSql();

/** Why a table needs no entry for each change. Everything else is told, or refuses to be changed. */
const NOT_TOLD: Readonly<Record<string, string>> = {
  audit_log: "is the log; append-only",
  conversation_transitions: "reference data of the schema, the same for all tenants; changed by migrations",
  invoice_transitions: "reference data of the schema, the same for all tenants; changed by migrations",
  tax_codes: "reference data of the schema, the same for all tenants; changed by migrations",
  tax_rates: "reference data of the schema, the same for all tenants; changed by migrations",
  people:
    "belongs to no tenant; name and address are told to each shop of the person (people_audit), the rest is his own",
  conversations: "status, assignee, concierge and customer are told; unread counts and previews follow from messages",
  events: "outbox of ids; each row repeats what another table already tells, and the relay only stamps it",
  messages: "words never change and no row goes (messages_guard, messages_no_delete); ticks are the network's",
  wa_outbox: "queue of messages on their way; the message tells its state",
  wa_templates: "what Meta says of them; that somebody asked for new ones is told (add_templates)",
  concierge_turns: "queue of the concierge; its answers are messages",
};

const bits = { insert: 4, delete: 8, update: 16 } as const;

interface TableTriggers {
  name: string;
  /** Commands whose rows are written to the log. */
  audited: number;
  /** Commands that are refused for every row. */
  refused: number;
  /** Commands that are told when anybody but a trigger does them. */
  byHand: number;
}

const triggersOfTables = () => sql<TableTriggers[]>`
  select c.relname as name,
    coalesce(bit_or(t.tgtype) filter (where p.proname = 'audit' and t.tgqual is null), 0)::int as audited,
    coalesce(bit_or(t.tgtype) filter (where p.proname in ('append_only', 'guard_invoice') and t.tgtype & 3 = 3), 0)::int as refused,
    coalesce(bit_or(t.tgtype) filter (where p.proname = 'audit' and pg_get_triggerdef(t.oid) like '%pg_trigger_depth() = 0%'), 0)::int as "byHand"
    from pg_class as c
    left join pg_trigger as t on t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled = 'O'
    left join pg_proc as p on p.oid = t.tgfoid
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname order by 1`;

/** Runs one statement as a role and takes it back; the SQLSTATE, or "done". Emptying locks many tables: whoever loses to a test beside it asks again. */
async function attempt(role: string, statement: (tx: TransactionSql) => Promise<unknown>): Promise<string> {
  for (let tries = 0; tries < 20; tries += 1) {
    const answer = await attemptOnce(role, statement);
    if (answer !== "40P01") return answer;
  }
  return "40P01";
}

async function attemptOnce(role: string, statement: (tx: TransactionSql) => Promise<unknown>): Promise<string> {
  return sql
    .begin(async (tx) => {
      if (role !== "postgres") await tx.unsafe(`set local role ${role}`);
      await statement(tx);
      throw new Error("done");
    })
    .then(
      () => "done",
      (error: Error & { code?: string }) => error.code ?? error.message,
    );
}

describe("every business table", () => {
  it("tells each change, or refuses it", async () => {
    const silent: string[] = [];
    const tables = await triggersOfTables();
    for (const table of tables.filter(({ name }) => !(name in NOT_TOLD))) {
      const told = table.audited | table.byHand;
      const seen = told | table.refused;
      for (const command of ["update", "delete"] as const) {
        if ((seen & bits[command]) === 0) silent.push(`${command} ${table.name}`);
      }
      // Rows that are never changed are their own record of who made them; all others are told from their beginning.
      const isLedger = (table.refused & (bits.update | bits.delete)) === (bits.update | bits.delete);
      if (!isLedger && (told & bits.insert) === 0) silent.push(`insert ${table.name}`);
    }
    expect(silent).toEqual([]);
    const names = new Set(tables.map(({ name }) => name));
    expect(Object.keys(NOT_TOLD).filter((name) => !names.has(name))).toEqual([]);
  });

  it("cannot be emptied, by nobody", async () => {
    const tables = [
      ...(await triggersOfTables()).map(({ name }) => `public.${name}`),
      "private.audit_chain",
      "private.audit_sealed",
    ];
    for (const table of tables) {
      for (const [role, code] of [
        ["postgres", "PT403"],
        ["service_role", "42501"],
        ["authenticated", "42501"],
        ["anon", "42501"],
      ] as const) {
        // What refers to it is emptied with it: the refusal must come from the table itself, not from its references.
        const answer = await attempt(role, (tx) => tx.unsafe(`truncate ${table} cascade`));
        expect(answer, `${role} ${table}`).toBe(code);
      }
      const [own] = await sql`select 1 from pg_trigger where tgrelid = ${table}::regclass and tgtype & 34 = 34`;
      expect(own, table).toBeDefined();
    }
  });

  it("leaves ledgers alone: no role may change or delete, and the owner of the tables is refused by the trigger", async () => {
    const ledgers = (await triggersOfTables()).filter(({ refused }) => (refused & 24) === 24);
    expect(ledgers.length).toBeGreaterThan(12);
    for (const { name } of ledgers.filter((table) => table.name !== "invoices")) {
      for (const role of ["service_role", "authenticated", "anon"]) {
        const [may] = await sql`
          select has_table_privilege(${role}, ${`public.${name}`}, 'delete') or has_any_column_privilege(${role}, ${`public.${name}`}, 'update') as change`;
        expect(may, `${role} ${name}`).toEqual({ change: false });
      }
    }
  });
});

describe("the audit log", () => {
  it("cannot be changed, shortened or added to by any role", async () => {
    const { tenantId } = await makeShop(sql);
    const update = (tx: TransactionSql) =>
      tx`update public.audit_log set actor = 'nobody' where tenant_id = ${tenantId}`;
    const remove = (tx: TransactionSql) => tx`delete from public.audit_log where tenant_id = ${tenantId}`;
    const insert = (tx: TransactionSql) =>
      tx`insert into public.audit_log (tenant_id, actor, table_name, row_id, action) values (${tenantId}, 'user', 'sales', '1', 'insert')`;
    for (const role of ["service_role", "authenticated", "anon"]) {
      for (const statement of [update, remove, insert]) expect(await attempt(role, statement), role).toBe("42501");
    }
    expect(await attempt("postgres", update)).toBe("PT403");
    expect(await attempt("postgres", remove)).toBe("PT403");
  });

  it("has its seals kept as they are, too", async () => {
    const tenant = crypto.randomUUID();
    const seal = (tx: TransactionSql) =>
      tx`insert into private.audit_chain (tenant_id, day, last_id, rows, hash, previous_hash)
        values (${tenant}, '2026-01-01', 1, 1, sha256('a'), sha256('b'))`;
    expect(
      await attempt("postgres", async (tx) => [await seal(tx), await tx`update private.audit_chain set rows = 2`]),
    ).toBe("PT403");
    expect(await attempt("postgres", async (tx) => [await seal(tx), await tx`delete from private.audit_chain`])).toBe(
      "PT403",
    );
    for (const role of ["service_role", "authenticated", "anon"]) expect(await attempt(role, seal), role).toBe("42501");
  });
});

interface Entry {
  actor: string;
  person_id: string | null;
  action: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  request_id: string | null;
}
const lastOf = async (db: Sql | TransactionSql, table: string, row: string): Promise<Entry | undefined> =>
  (
    await db<
      Entry[]
    >`select * from public.audit_log where table_name = ${table} and row_id = ${row} order by id desc limit 1`
  )[0];

describe("an entry", () => {
  it("holds the columns that changed, the person and the request", async () => {
    const shop = await makeShop(sql);
    const outlet = shop.outletId;
    await actAs(sql, shop.owner, async (tx) => {
      await tx`select set_config('request.headers', '{"x-request-id": "req-12345678"}', true)`;
      await tx`update public.outlets set name = 'Kajang', city = city where id = ${outlet}`;
    });
    const entry = await lastOf(sql, "outlets", outlet);
    expect(entry).toMatchObject({
      actor: "user",
      person_id: shop.owner.sub,
      action: "update",
      request_id: "req-12345678",
    });
    expect([entry?.before, entry?.after]).toEqual([{ name: "Cawangan Utama" }, { name: "Kajang" }]);
    // Written again as it is: nothing changed, nothing is told.
    await sql`update public.outlets set name = 'Kajang' where id = ${outlet}`;
    expect(await lastOf(sql, "outlets", outlet)).toEqual(entry);
  });

  it("names a part of the system, the customer and the service role for what they are", async () => {
    const shop = await makeShop(sql);
    const product = await addProduct(sql, shop);
    const change = (claims: Record<string, string> | null, role = "postgres") =>
      sql.begin(async (tx) => {
        if (claims) await tx`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`;
        if (role !== "postgres") await tx.unsafe(`set local role ${role}`);
        await tx`update public.products set price_sen = price_sen + 1 where id = ${product}`;
        await tx.unsafe("reset role");
        return lastOf(tx, "products", product);
      });
    expect(await change({ actor: "concierge", sub: "system:concierge" })).toMatchObject({
      actor: "concierge",
      person_id: "system:concierge",
    });
    expect(await change({ actor: "customer", sub: "customer:1" })).toMatchObject({
      actor: "customer",
      person_id: "customer:1",
    });
    expect(await change(null, "service_role")).toMatchObject({ actor: "postgres", person_id: null });
    expect(await change({ role: "service_role" }, "service_role")).toMatchObject({ actor: "postgres" });
  });

  it("says that contact data and secrets changed, and nothing from which they could be guessed", async () => {
    const shop = await makeShop(sql);
    const customer = await addCustomer(sql, shop, "Puan Siti", "+60137654321");
    const contact = () => lastOf(sql, "customer_contacts", customer);
    expect((await contact())?.after).toMatchObject({ phone: "[hidden]", email: null });
    await sql`update public.customer_contacts set phone = '+60198765432', email = 's@example.com' where customer_id = ${customer}`;
    expect(await contact()).toMatchObject({
      before: { phone: "[hidden]", email: null },
      after: { phone: "[hidden]", email: "[hidden]" },
    });
    await sql`update public.customer_contacts set phone = null where customer_id = ${customer}`;
    expect(await contact()).toMatchObject({ before: { phone: "[hidden]" }, after: { phone: null } });
    await sql`insert into public.devices (tenant_id, customer_id, model, imei) values (${shop.tenantId}, ${customer}, 'A52', '356938035643809')`;
    const all = await sql<{ text: string }[]>`
      select coalesce(before::text, '') || coalesce(after::text, '') as text from public.audit_log where tenant_id = ${shop.tenantId}`;
    const text = all.map((row) => row.text).join("\n");
    for (const secret of ["Puan Siti", "+6013", "654321", "+60198765432", "s@example.com", "356938035643809"]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toMatch(/\[hidden\] \w/);
  });

  it("tells each shop of a person when his name changes", async () => {
    const [one, two] = [await makeShop(sql), await makeShop(sql)];
    const person = one.claims.cashier.sub ?? "";
    await sql`insert into public.members (tenant_id, user_id, role) values (${two.tenantId}, ${person}, 'agent')`;
    await sql`update public.people set name = 'Orang Lain', email = 'lain@example.com' where user_id = ${person}`;
    await sql`update public.people set locale = 'en' where user_id = ${person}`;
    const told =
      await sql`select tenant_id, before, after from public.audit_log where table_name = 'people' and row_id = ${person}`;
    const change = { before: { name: "cashier", email: "[hidden]" }, after: { name: "Orang Lain", email: "[hidden]" } };
    expect(new Set(told.map((row) => row["tenant_id"]))).toEqual(new Set([one.tenantId, two.tenantId]));
    for (const row of told) expect(row).toMatchObject(change);
  });

  it("tells who changes stock by hand, and leaves the rest to the ledger", async () => {
    const shop = await makeShop(sql);
    const product = await addProduct(sql, shop, { stock: 5 });
    const entries = () =>
      sql<
        Entry[]
      >`select * from public.audit_log where table_name = 'stock_levels' and row_id = ${product} order by id`;
    expect(await entries()).toEqual([]);
    await sql.begin(async (tx) => {
      await tx.unsafe("set local role service_role");
      await tx`update public.stock_levels set on_hand = 500 where product_id = ${product}`;
    });
    expect(await entries()).toMatchObject([{ action: "update", before: { on_hand: 5 }, after: { on_hand: 500 } }]);
  });

  it("remains of a thread that is deleted or given to another customer", async () => {
    const shop = await makeShop(sql);
    const [one, two] = [
      await addCustomer(sql, shop, "A", "+60123450001"),
      await addCustomer(sql, shop, "B", "+60123450002"),
    ];
    const [channel] = await sql<{ id: string }[]>`
      insert into public.channels (tenant_id, outlet_id, kind, name, address) values (${shop.tenantId}, ${shop.outletId}, 'simulator', 'x', ${`d-${shop.tenantId}`}) returning id`;
    const [identity] = await sql<{ id: string }[]>`
      insert into public.customer_identities (tenant_id, customer_id, kind, value) values (${shop.tenantId}, ${one}, 'lid', ${`lid-${one}`}) returning id`;
    expect((await lastOf(sql, "customer_identities", identity?.id ?? ""))?.after).toMatchObject({ value: "[hidden]" });
    const [thread] = await sql<{ id: string }[]>`
      insert into public.conversations (tenant_id, outlet_id, channel_id, customer_id, identity_id, preview)
      values (${shop.tenantId}, ${shop.outletId}, ${channel?.id ?? ""}, ${one}, ${identity?.id ?? ""}, 'PIN 1234') returning id`;
    const id = thread?.id ?? "";
    await sql`update public.conversations set customer_id = ${two} where id = ${id}`;
    expect(await lastOf(sql, "conversations", id)).toMatchObject({
      before: { customer_id: one },
      after: { customer_id: two },
    });
    await sql`delete from public.conversations where id = ${id}`;
    expect(await lastOf(sql, "conversations", id)).toMatchObject({
      action: "delete",
      before: { preview: "[hidden]" },
      after: null,
    });
  });
});
