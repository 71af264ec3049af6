import { beforeAll, describe, expect, it } from "vitest";
import { namesFor } from "@/lib/audit/names";
import { listActivity, listActors } from "@/lib/audit/queries";
import { activityCursor, activityFilter } from "@/lib/audit/schema";
import { openServiceSql } from "@/testing/db";
import { addCustomer, addProduct, makeShop, ROLES, type TestShop } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";

const sql = openServiceSql();
const NONE = activityFilter({});
const MANY = 100_000;
const RARE = "rare-person";

let shop: TestShop;
beforeAll(async () => {
  shop = await makeShop(sql);
  await sql`
    insert into public.audit_log (tenant_id, at, actor, person_id, table_name, row_id, action, before, after)
    select ${shop.tenantId}, now() - g * interval '1 minute', 'user', case when g % 20000 = 0 then ${RARE} else ${shop.owner.sub ?? ""} end,
      case when g % 3 = 0 then 'products' else 'sales' end, g::text, 'update', '{"price_sen": 1}', '{"price_sen": 2}'
      from generate_series(1, ${MANY}) as g`;
  await sql`analyze public.audit_log`;
});

describe("the activity list", () => {
  it("pages by the last entry, without gaps or repeats, also where many share one moment", async () => {
    const own = await makeShop(sql);
    await sql`insert into public.audit_log (tenant_id, at, actor, table_name, row_id, action)
      select ${own.tenantId}, '2026-01-01', 'postgres', 'sales', g::text, 'insert' from generate_series(1, 25) as g`;
    const db = userDbAs(own.owner);
    const all = (await listActivity(db, NONE, null, 500)).map(({ id }) => id);
    const paged: number[] = [];
    for (let before: number | null = null; ; ) {
      const page: { id: number }[] = await listActivity(db, NONE, before, 7);
      paged.push(...page.map(({ id }) => id));
      before = page.at(-1)?.id ?? null;
      if (page.length < 7) break;
    }
    expect(paged).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
  });

  it("is for owner and admin, of their own business", async () => {
    for (const role of ROLES) {
      const attempt = listActivity(userDbAs(shop.claims[role]), NONE, null, 5);
      if (role === "owner" || role === "admin") expect(await attempt).toHaveLength(5);
      else await expect(attempt).rejects.toThrow("auth.forbidden");
    }
    const other = await makeShop(sql);
    const tables = new Set((await listActivity(userDbAs(other.owner), NONE, null, 500)).map((row) => row.table_name));
    expect(tables.has("sales")).toBe(false);
  });

  it("filters by person, kind and day", async () => {
    const db = userDbAs(shop.owner);
    const rare = await listActivity(db, { ...NONE, person: RARE }, null, 50);
    expect(rare).toHaveLength(MANY / 20000);
    const stock = await listActivity(db, { ...NONE, kind: "stock" }, null, 50);
    expect(new Set(stock.map((row) => row.table_name))).toEqual(new Set(["products"]));
    const day = activityFilter({ from: "2026-11-10", until: "2026-11-10", kind: "nonsense", person: "" });
    expect(day).toEqual({
      person: null,
      kind: null,
      from: "2026-11-09T16:00:00.000Z",
      until: "2026-11-10T16:00:00.000Z",
    });
    for (const { at } of await listActivity(db, day, null, 50)) {
      expect(at >= "2026-11-09T16" && at < "2026-11-10T16").toBe(true);
    }
    const others = await listActivity(db, { ...NONE, person: "others" }, null, 50);
    expect(others.every(({ actor }) => actor !== "user")).toBe(true);
    expect(activityCursor({ page: "x" })).toBeNull();
  });

  it("is quick with a hundred thousand entries, by its indexes", async () => {
    const db = userDbAs(shop.owner);
    const deep = (
      await sql<{ id: number }[]>`
      select id::int from public.audit_log where tenant_id = ${shop.tenantId} order by at limit 1 offset 1000`
    )[0]?.id;
    for (const [filter, before] of [
      [NONE, null],
      [NONE, deep ?? null],
      [{ ...NONE, person: RARE }, null],
      [{ ...NONE, kind: "team" as const }, null],
      [{ ...NONE, until: "2026-09-20T00:00:00Z" }, null],
    ] as const) {
      await listActivity(db, filter, before, 51);
      const started = performance.now();
      await listActivity(db, filter, before, 51);
      expect(performance.now() - started, JSON.stringify(filter)).toBeLessThan(400);
    }
    const plan = async (condition: string) =>
      JSON.stringify(
        await sql.unsafe(`explain (format json) select * from public.audit_log
          where tenant_id = '${shop.tenantId}' and ${condition} order by at desc, id desc limit 51`),
      );
    expect(await plan("(at, id) < (now() - interval '40 days', 5)")).toContain("audit_log_tenant_idx");
    expect(await plan(`person_id = '${RARE}'`)).toContain("audit_log_person_idx");
    expect(await plan("true")).not.toContain('"Sort"');
  });
});

describe("names", () => {
  it("are those of the shop: people, things and what refers to them", async () => {
    const own = await makeShop(sql);
    const db = userDbAs(own.owner);
    const product = await addProduct(sql, own, { name: "Bateri iPhone 11", priceSen: 7900 });
    const customer = await addCustomer(sql, own, "Puan Siti", "+60123456789");
    await db.from("products").update({ price_sen: 8500 }).eq("id", product);
    const entries = await listActivity(db, NONE, null, 500);
    const names = await namesFor(db, entries, "ms");
    expect(names("product", product)).toBe("Bateri iPhone 11");
    expect(names("customer", customer)).toBe("Puan Siti");
    expect(names("person", own.owner.sub ?? "")).toBe("Pemilik");
    expect(names("outlet", own.outletId)).toBe("Cawangan Utama");
    expect(names("product", crypto.randomUUID())).toBeNull();
    expect((await listActors(db, own.tenantId)).map(({ name }) => name)).toContain("technician");
  });
});
