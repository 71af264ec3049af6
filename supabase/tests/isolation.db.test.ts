/**
 * Every table and function of the schema, read from the catalog, against people who must not reach it. The two demo shops give
 * the rows; a table that is empty there is named below, so that a new table cannot pass by being empty.
 */
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actAs, type Claims } from "@/testing/db";
import { startTestStack, type TestStack } from "@/testing/stack";

let stack: TestStack;
let sql: Sql;

interface Table {
  name: string;
  /** Column that holds the tenant: `id` for tenants itself. */
  tenant: string;
  hasCustomer: boolean;
}

let tables: Table[] = [];
let shop = "";
let neighbour = "";
let neighbourOwner: Claims = {};
let shopOwner: Claims = {};
let customer = "";

async function ownerOf(tenant: string): Promise<Claims> {
  const [row] = await sql<{ user_id: string; email: string }[]>`
    select m.user_id, p.email from public.members as m join public.people as p using (user_id) where m.tenant_id = ${tenant} and m.role = 'owner' limit 1`;
  if (!row) throw new Error("the demo shop has no owner");
  return { sub: row.user_id, email: row.email };
}

beforeAll(async () => {
  stack = await startTestStack({ seed: true });
  sql = stack.serviceSql;
  const tenants = await sql<{ id: string }[]>`
    select t.id from public.tenants as t join public.sales as s on s.tenant_id = t.id group by t.id order by count(*) desc limit 2`;
  [shop = "", neighbour = ""] = tenants.map((row) => row.id);
  if (!shop || !neighbour) throw new Error("this test needs the two demo shops");
  [shopOwner, neighbourOwner] = [await ownerOf(shop), await ownerOf(neighbour)];
  // No demo shop has a number at Meta.
  await sql`
    insert into public.wa_templates (tenant_id, channel_id, name, language, category)
    select h.tenant_id, h.id, 'receipt_v1', 'ms', 'UTILITY' from public.channels as h where h.tenant_id = ${shop} limit 1`;
  const [row] = await sql<{ customer_id: string }[]>`
    select customer_id from public.repair_tickets where tenant_id = ${shop} group by customer_id order by count(*) desc limit 1`;
  customer = row?.customer_id ?? "";
  tables = (
    await sql<{ name: string; tenant: string; has_customer: boolean }[]>`
      select c.relname as name, case when c.relname = 'tenants' then 'id' else 'tenant_id' end as tenant,
             exists (select 1 from pg_attribute as a where a.attrelid = c.oid and a.attname = 'customer_id') as has_customer
        from pg_class as c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
         and exists (select 1 from pg_attribute as a where a.attrelid = c.oid and a.attname = 'tenant_id' or c.relname = 'tenants')
       order by 1`
  ).map(({ has_customer, ...table }) => ({ ...table, hasCustomer: has_customer }));
}, 180_000);

afterAll(() => stack.stop());

/** Rows of `tenant` that these claims see; "refused" when the database does not even let them ask. */
async function seen(claims: Claims, table: Table, tenant: string): Promise<number | "refused"> {
  try {
    const [row] = await actAs(
      sql,
      claims,
      (tx) =>
        tx<
          { n: number }[]
        >`select count(*)::int as n from public.${tx(table.name)} where ${tx(table.tenant)} = ${tenant}`,
    );
    return row?.n ?? 0;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "42501") return "refused";
    throw error;
  }
}

/** Names of the tables in which the claims see any row of the shop. */
async function leaks(claims: Claims): Promise<string[]> {
  const found = await Promise.all(tables.map(async (table) => [table.name, await seen(claims, table, shop)] as const));
  return found.filter(([, count]) => count !== 0 && count !== "refused").map(([name, count]) => `${name}: ${count}`);
}

describe("rows of one shop", () => {
  it("exist in every table, and its owner sees them: the tests below are not looking at nothing", async () => {
    const empty: string[] = [];
    for (const table of tables) {
      const count = await seen(shopOwner, table, shop);
      if (count === 0) empty.push(table.name);
    }
    expect(empty).toEqual([]);
  });

  it("are invisible to the owner of another shop", async () => expect(await leaks(neighbourOwner)).toEqual([]));

  it("are invisible to a part of the system that works for another shop", async () => {
    expect(await leaks({ sub: "system:wa-runner", actor: "wa-runner", tenant_id: neighbour })).toEqual([]);
  });

  it("are invisible to visitors of public pages, to a person without any shop, and to a customer of another shop", async () => {
    expect(await leaks({ sub: "public", actor: "public" })).toEqual([]);
    expect(await leaks({ sub: "nobody" })).toEqual([]);
    expect(await leaks({ sub: "customer:x", actor: "customer", tenant_id: neighbour, customer_id: customer })).toEqual(
      [],
    );
  });

  it("are invisible to the anonymous role", async () => {
    for (const table of tables) {
      const attempt = sql.begin(async (tx) => {
        await tx.unsafe("set local role anon");
        await tx`select 1 from public.${tx(table.name)} limit 1`;
      });
      await expect(attempt, table.name).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("show a chatting customer only what is his own", async () => {
    const claims: Claims = { sub: "customer:x", actor: "customer", tenant_id: shop, customer_id: customer };
    const foreign: string[] = [];
    for (const table of tables.filter((candidate) => candidate.hasCustomer)) {
      try {
        const rows = await actAs(
          sql,
          claims,
          (tx) => tx`select 1 from public.${tx(table.name)} where customer_id is distinct from ${customer} limit 1`,
        );
        if (rows.length > 0) foreign.push(table.name);
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "42501")) throw error;
      }
    }
    expect(foreign).toEqual([]);
    const own = await actAs(sql, claims, (tx) => tx`select id from public.repair_tickets`);
    expect(own.length).toBeGreaterThan(0);
    const others = await actAs(sql, claims, (tx) => tx`select id from public.customers`);
    expect(others.map((row) => row["id"])).toEqual([customer]);
  });

  it("cannot be changed, deleted or added to from another shop", async () => {
    const wrong: string[] = [];
    for (const table of tables) {
      for (const command of ["update", "delete", "insert"] as const) {
        const attempt = actAs(sql, neighbourOwner, async (tx) => {
          const name = tx(table.name);
          const tenant = tx(table.tenant);
          const rows =
            command === "update"
              ? await tx`update public.${name} set ${tenant} = ${tenant} where ${tenant} = ${shop}`
              : command === "delete"
                ? await tx`delete from public.${name} where ${tenant} = ${shop}`
                : await tx`insert into public.${name} (${tenant}) values (${shop})`;
          if (rows.count > 0) wrong.push(`${command} ${table.name}`);
          throw new Error("rolled back");
        });
        const failure = await attempt.then(
          () => "done",
          (error: Error & { code?: string }) => error.code ?? error.message,
        );
        // 42501: no grant, or a policy's `with check`; 55000: a view. Anything else would be a rule other than isolation stopping it.
        const isRefused =
          failure === "42501" || failure === "55000" || (failure === "rolled back" && command !== "insert");
        if (!isRefused) wrong.push(`${command} ${table.name}: ${failure}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("functions", () => {
  /** Readers that run as the caller: row level security leaves them empty, which is checked by looking for any id in the answer. */
  const READERS = /^(customer_list|customer_timeline|dashboard|inbox_list|search_all)$/;
  const ANY_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
  /** What a visitor without an account may call; each checks its own unguessable link or form. */
  const FOR_VISITORS = /^(hit_limit|open_api_key|intake_form|submit_intake|invitation_preview|public_|my_context)/;

  it("refuse visitors, people without a shop and customers, but for the public pages' own", async () => {
    const functions = await sql<{ name: string; arguments: string; n: number }[]>`
      select p.proname as name, pg_get_function_identity_arguments(p.oid) as arguments, p.pronargs::int as n from pg_proc as p
       where p.pronamespace = 'public'::regnamespace and has_function_privilege('authenticated', p.oid, 'execute') order by 1`;
    expect(functions.length).toBeGreaterThan(30);
    const open: string[] = [];
    for (const claims of [{ sub: "public", actor: "public" }, { sub: "nobody" }] as Claims[]) {
      for (const candidate of functions.filter((entry) => !FOR_VISITORS.test(entry.name))) {
        const nulls =
          candidate.arguments === ""
            ? ""
            : candidate.arguments
                .split(",")
                .map((argument) => `null::${typeOf(argument)}`)
                .join(",");
        const answer = await actAs(sql, claims, (tx) =>
          tx.unsafe(`select public.${candidate.name}(${nulls}) as answer`),
        ).then(
          (rows) => JSON.stringify(rows.map((row) => row["answer"]).filter((value) => value !== null && value !== "")),
          () => "refused",
        );
        const isEmpty = READERS.test(candidate.name)
          ? !ANY_ID.test(answer)
          : /^(refused|\[\]|\[\[\]\]|\[false\])$/.test(answer);
        if (!isEmpty) open.push(`${claims["actor"] ?? "stranger"} ${candidate.name}: ${answer.slice(0, 120)}`);
      }
    }
    expect(open).toEqual([]);
  });
});

/** "p_name text" → "text"; a default does not show in identity arguments. */
const typeOf = (argument: string): string => argument.trim().split(" ").slice(1).join(" ");
