/**
 * The books always balance: random days at a counter, and after each step what must always hold of them. 200 days by default,
 * or as many as fit in a minute but never fewer than 60; BOOKS_DAYS=2000 for the long run, without a clock.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { PAYMENT_METHODS } from "@/lib/pos/methods";
import { openServiceSql } from "@/testing/db";
import { addProduct, makeShop } from "@/testing/shop";
import { apply, makeTill, PRICES, type Step, type Till } from "./test-till";

const sql = openServiceSql();

const asked = Number(process.env["BOOKS_DAYS"] ?? 0);
const DAYS = asked || 200;
const AT_LEAST = 60;
const PATIENCE_MS = 55_000;

const method = fc.constantFrom(...PAYMENT_METHODS);
const product = fc.nat(PRICES.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("sell" as const),
      lines: fc.uniqueArray(fc.record({ at: product, milli: fc.constantFrom(1000, 2000, 3000, 500, 1333) }), {
        selector: (line) => line.at,
        minLength: 1,
        maxLength: 3,
      }),
      discountBp: fc.constantFrom(0, 0, 0, 333, 1000, 10_000),
      first: method,
      second: method,
      part: fc.nat(100),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("refund" as const),
      sale: fc.nat(20),
      milli: fc.constantFrom(1000, 500, 333, 2000),
      restock: fc.boolean(),
      method,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("void" as const), sale: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("pay_in", "pay_out"), coins: fc.integer({ min: 1, max: 2000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("adjust" as const), at: product, units: fc.constantFrom(-3, 2, 5) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("open" as const), coins: fc.nat(5000) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("close" as const),
      astray: fc.integer({ min: -3, max: 3 }),
      forced: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("again" as const) }) },
);
const day = fc.array(step, { minLength: 4, maxLength: 16 });

async function check(till: Till): Promise<void> {
  const { model, outlet, products } = till;
  const [books] = await sql`
    with money as (
      select p.method, p.amount_sen from public.sale_payments as p where p.outlet_id = ${outlet}
      union all select p.method, -p.amount_sen from public.refund_payments as p where p.outlet_id = ${outlet}
    )
    select
      (select sum(m.amount_sen)::int from public.cash_movements as m join public.shifts as s on s.id = m.shift_id
        where s.outlet_id = ${outlet} and s.closed_at is null) as drawer,
      (select coalesce(json_object_agg(x.method, x.sum), '{}') from (select method, sum(amount_sen)::int as sum from money group by method) as x) as money,
      (select coalesce(sum(total_sen), 0)::int from public.sales where outlet_id = ${outlet})
        - (select coalesce(sum(total_sen), 0)::int from public.refunds where outlet_id = ${outlet}) as documents,
      (select coalesce(sum(amount_sen), 0)::int from money) as payments,
      array(select (l.on_hand * 1000)::int from unnest(${products}::uuid[]) with ordinality as p (id, no)
        join public.stock_levels as l on l.product_id = p.id and l.outlet_id = ${outlet} order by p.no) as levels,
      array(select (sum(m.quantity) * 1000)::int from unnest(${products}::uuid[]) with ordinality as p (id, no)
        join public.stock_moves as m on m.product_id = p.id and m.outlet_id = ${outlet} group by p.no order by p.no) as moves,
      array(select t.kind || ' ' || count(*) || ' of ' || max(t.seq) from (
        select 'sale' as kind, seq from public.sales where outlet_id = ${outlet}
        union all select 'refund', seq from public.refunds where outlet_id = ${outlet}
        union all select 'z', seq from public.z_reports where outlet_id = ${outlet}) as t
        group by t.kind having count(*) <> max(t.seq)) as gaps,
      (select count(*)::int from public.sales as s where s.outlet_id = ${outlet} and (
        s.total_sen <> coalesce((select sum(amount_sen) from public.sale_payments as p where p.sale_id = s.id), 0)
        or s.total_sen < coalesce((select sum(total_sen) from public.refunds as r where r.sale_id = s.id), 0))) as unpaid,
      (select count(*)::int from public.sale_lines as l where l.outlet_id = ${outlet} and
        l.quantity < coalesce((select sum(quantity) from public.refund_lines as r where r.sale_id = l.sale_id and r.sale_line_no = l.line_no), 0)) as overdone,
      (select count(*)::int from public.shifts as s join public.z_reports as z on z.shift_id = s.id where s.outlet_id = ${outlet}
        and z.expected_sen <> (select sum(m.amount_sen) from public.cash_movements as m where m.shift_id = s.id)) as moved_after_close,
      (select coalesce(json_object_agg(z.number, md5(z::text)), '{}') from public.z_reports as z where z.outlet_id = ${outlet}) as zs`;
  expect(books?.["drawer"], "cash expected = float + in − out").toBe(model.drawer);
  const money = Object.fromEntries([...model.money].filter(([, sum]) => sum !== 0));
  const found = Object.entries(Object(books?.["money"])).filter(([, sum]) => sum !== 0);
  expect(Object.fromEntries(found), "money by method").toEqual(money);
  expect(books?.["payments"], "Σ payments = Σ documents").toBe(books?.["documents"]);
  expect(books?.["levels"], "stock level").toEqual(model.stock);
  expect(books?.["moves"], "stock level = Σ moves").toEqual(model.stock);
  expect(books?.["gaps"], "numbers without a gap").toEqual([]);
  const { unpaid, overdone, moved_after_close } = books ?? {};
  expect({ unpaid, overdone, moved_after_close }).toEqual({ unpaid: 0, overdone: 0, moved_after_close: 0 });
  const zs = Object.entries(Object(books?.["zs"])).map(([number, hash]) => [number, String(hash)] as const);
  expect(zs).toHaveLength(model.closings);
  for (const [number, hash] of zs) {
    if (model.zs.has(number)) expect(hash, `${number} as it was written`).toBe(model.zs.get(number));
    model.zs.set(number, hash);
  }
}

test("the books balance after every step of any day", { timeout: asked ? 3_600_000 : 120_000 }, async () => {
  const shop = await makeShop(sql);
  const products: string[] = [];
  for (const priceSen of PRICES) products.push(await addProduct(sql, shop, { priceSen }));
  const start = Date.now();
  let lived = 0;
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(day, async (plan) => {
      if (!asked && lived >= AT_LEAST && Date.now() - start > PATIENCE_MS) return;
      lived += 1;
      const till = await makeTill(sql, shop, products);
      await apply(till, { do: "open", coins: 400 });
      for (const each of plan) {
        await apply(till, each);
        await check(till);
        steps += 1;
      }
    }),
    { numRuns: DAYS },
  );
  process.stdout.write(`books: ${lived} days, ${steps} steps, ${Math.round((Date.now() - start) / 1000)} s\n`);
});
