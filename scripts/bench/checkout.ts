/**
 * One sale (3 lines, 2 payments; idempotency, rights, audit, event, stock, number) against the same rows written by one bare
 * SQL function past every check. Both run in the same minute, on the same connections, with the same round trips; medians of 5.
 */
import { randomUUID } from "node:crypto";
import type { Sql, TransactionSql } from "postgres";
import { startTestStack } from "@/testing/stack";
import { BARE_SALE } from "./checkout-bare";
import { type Figures, median, perSecond, print } from "./measure";

const ROUNDS = 5;
const SECONDS = 1.5;

interface Shop {
  tenantId: string;
  outletId: string;
  person: string;
  shiftId: string;
  products: string[];
}

async function makeShop(sql: Sql): Promise<Shop> {
  const [tenant] = await sql<{ id: string }[]>`insert into public.tenants (name) values ('Bench') returning id`;
  const tenantId = tenant?.id ?? "";
  const [outlet] = await sql<
    { id: string }[]
  >`insert into public.outlets (tenant_id, code, name) values (${tenantId}, 'HQ', 'HQ') returning id`;
  const outletId = outlet?.id ?? "";
  const person = randomUUID();
  await sql`insert into public.people (user_id, email, name, active_tenant_id) values (${person}, 'bench@example.test', 'Bench', ${tenantId})`;
  await sql`insert into public.members (tenant_id, user_id, role) values (${tenantId}, ${person}, 'cashier')`;
  const products = await sql<{ id: string }[]>`
    insert into public.products (tenant_id, sku, name, price_sen) select ${tenantId}, 'B' || n, 'Product ' || n, 1000 from generate_series(1, 60) as n returning id`;
  await sql`insert into public.product_costs (tenant_id, product_id, cost_sen) select tenant_id, id, 500 from public.products where tenant_id = ${tenantId}`;
  await sql`select private.move_stock(tenant_id, ${outletId}, id, 1000000, 'receive', 'bench', id::text) from public.products where tenant_id = ${tenantId}`;
  const [shift] = await asCashier(
    sql,
    person,
    "authenticated",
    (tx) =>
      tx<
        { id: string }[]
      >`select public.open_shift(${JSON.stringify({ key: randomUUID(), outlet_id: outletId, float_sen: 0 })}::text::jsonb) ->> 'shift_id' as id`,
  );
  return { tenantId, outletId, person, shiftId: shift?.id ?? "", products: products.map((row) => row.id) };
}

const pick = (shop: Shop): string[] => {
  const start = Math.floor(Math.random() * (shop.products.length - 3));
  return shop.products.slice(start, start + 3);
};

const sale = (shop: Shop) => ({
  key: randomUUID(),
  outlet_id: shop.outletId,
  lines: pick(shop).map((product_id) => ({ product_id, quantity: "1" })),
  order: {},
  expected: { tax_sen: 0, rounding_sen: 0, total_sen: 3000 },
  payments: [
    { method: "cash", amount_sen: 1000, tendered_sen: 1000 },
    { method: "card", amount_sen: 2000 },
  ],
});

/** The round trips of the REST API: begin, claims, role, call, commit. */
async function asCashier<T>(sql: Sql, person: string, role: string, call: (tx: TransactionSql) => Promise<T>) {
  const done = await sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${JSON.stringify({ role: "authenticated", sub: person })}, true)`;
    await tx.unsafe(`set local role ${role}`);
    return { value: await call(tx) };
  });
  return done.value;
}

async function checkout(): Promise<Figures> {
  const stack = await startTestStack();
  try {
    const sql = stack.serviceSql;
    const shop = await makeShop(sql);
    await sql.unsafe(BARE_SALE);
    const real = () =>
      asCashier(
        sql,
        shop.person,
        "authenticated",
        (tx) => tx`select public.complete_sale(${JSON.stringify(sale(shop))}::text::jsonb)`,
      );
    const bare = () =>
      asCashier(
        sql,
        shop.person,
        "postgres",
        (tx) =>
          tx`select private.bench_bare_sale(${shop.tenantId}, ${shop.outletId}, ${shop.person}, ${shop.shiftId}, ${pick(shop).sort()})`,
      );
    const figures: Figures = {};
    for (const clients of [1, 8]) {
      await perSecond(clients, 0.5, real);
      await perSecond(clients, 0.5, bare);
      const ratios: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const base = await perSecond(clients, SECONDS, bare);
        const measured = await perSecond(clients, SECONDS, real);
        ratios.push(measured.perSecond / base.perSecond);
      }
      figures[`ratio_db_c${clients}`] = median(ratios);
    }
    const { http, p95 } = await overHttp(stack, shop);
    return { ...figures, http_per_s_c8: http, http_p95_ms: p95 };
  } finally {
    await stack.stop();
  }
}

/** Through the REST API, as the web server calls it. */
async function overHttp(
  stack: { apiUrl: string; publishableKey: string; jwtSecret: string },
  shop: Shop,
): Promise<{ http: number; p95: number }> {
  const { SignJWT } = await import("jose");
  const token = await new SignJWT({ role: "authenticated", sub: shop.person })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setAudience("authenticated")
    .setExpirationTime("10m")
    .sign(new TextEncoder().encode(stack.jwtSecret));
  const post = async () => {
    const response = await fetch(`${stack.apiUrl}/rest/v1/rpc/complete_sale`, {
      method: "POST",
      headers: { apikey: stack.publishableKey, authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ p: sale(shop) }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  };
  await perSecond(8, 0.5, post);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await perSecond(8, SECONDS, post));
  return { http: median(rounds.map((one) => one.perSecond)), p95: median(rounds.map((one) => one.p95Ms)) };
}

print(
  "checkout",
  await checkout(),
  ({ ratio_db_c1, ratio_db_c8 }) => Math.min(ratio_db_c1 ?? 0, ratio_db_c8 ?? 0) >= 0.8,
);
process.exit();
