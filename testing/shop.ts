/** A fresh shop for a database test: its own tenant, one person per role, its drawer open, made through the functions the app uses. */
import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { actAs, type Claims } from "./db";

export const ROLES = ["owner", "admin", "supervisor", "cashier", "technician", "agent", "sales", "renewal"] as const;
export type Role = (typeof ROLES)[number];

export interface TestShop {
  tenantId: string;
  outletId: string;
  owner: Claims;
  claims: Record<Role, Claims>;
  /** Adds one more person with this role. */
  member(role: string, outletIds?: string[] | null): Promise<Claims>;
  /** Adds an outlet to the tenant. */
  outlet(code: string): Promise<string>;
}

export interface ShopOptions {
  name?: string;
  /** Tax is charged from this date on; absent = not registered. */
  sstFrom?: string;
}

let counter = 0;
const unique = (): string => {
  counter += 1;
  return `${process.pid}-${Date.now()}-${counter}`;
};

export async function makeShop(sql: Sql, options: ShopOptions = {}): Promise<TestShop> {
  const id = unique();
  const owner: Claims = { sub: `owner-${id}`, email: `owner-${id}@test.invalid` };
  const [made] = await actAs(
    sql,
    owner,
    (tx) => tx<{ shop: { tenant_id: string; outlet_id: string } }[]>`
      select public.create_shop(${options.name ?? "Kedai Ujian"}, 'Cawangan Utama', '+60123456789', 'ms', 'Pemilik') as shop`,
  );
  if (!made) throw new Error("create_shop answered nothing");
  const { tenant_id: tenantId, outlet_id: outletId } = made.shop;
  if (options.sstFrom) {
    await sql`update public.tenants set sst_no = 'W10-1808-31000001', sst_from = ${options.sstFrom} where id = ${tenantId}`;
  }
  await openShift(sql, owner, outletId);
  const member = (role: string, outletIds: string[] | null = null) => addMember(sql, tenantId, role, outletIds);
  const others = await Promise.all(ROLES.slice(1).map(async (role) => [role, await member(role)] as const));
  return {
    tenantId,
    outletId,
    owner,
    claims: { owner, ...Object.fromEntries(others) } as Record<Role, Claims>,
    member,
    outlet: (code) => addOutlet(sql, tenantId, code),
  };
}

/** Cash is taken only into an open drawer. */
export async function openShift(sql: Sql, who: Claims, outletId: string, floatSen = 0): Promise<string> {
  const [row] = await actAs(
    sql,
    who,
    (tx) => tx<{ id: string }[]>`
      select public.open_shift(${JSON.stringify({ key: randomUUID(), outlet_id: outletId, float_sen: floatSen })}::text::jsonb) ->> 'shift_id' as id`,
  );
  if (!row) throw new Error("open_shift answered nothing");
  return row.id;
}

export async function addMember(
  sql: Sql,
  tenantId: string,
  role: string,
  outletIds: string[] | null = null,
): Promise<Claims> {
  const sub = `${role}-${unique()}`;
  const email = `${sub}@test.invalid`;
  await sql`insert into public.people (user_id, email, name, active_tenant_id) values (${sub}, ${email}, ${role}, ${tenantId})`;
  await sql`insert into public.members (tenant_id, user_id, role, outlet_ids) values (${tenantId}, ${sub}, ${role}, ${outletIds})`;
  return { sub, email };
}

async function insertedId(rows: Promise<readonly { id: string }[]>): Promise<string> {
  const [row] = await rows;
  if (!row) throw new Error("nothing was inserted");
  return row.id;
}

export const addOutlet = (sql: Sql, tenantId: string, code: string): Promise<string> =>
  insertedId(
    sql<
      { id: string }[]
    >`insert into public.outlets (tenant_id, code, name) values (${tenantId}, ${code}, ${code}) returning id`,
  );

export const addCustomer = (
  sql: Sql,
  shop: TestShop,
  name = "Pelanggan",
  phone: string | null = null,
): Promise<string> =>
  insertedId(
    sql<
      { id: string }[]
    >`select private.find_or_create_customer(${shop.tenantId}, ${phone}, ${name}, 'ms', ${shop.outletId}) as id`,
  );

export interface ProductOptions {
  name?: string;
  kind?: "product" | "service";
  priceSen?: number;
  taxCode?: string;
  costSen?: number;
  /** Opening stock at the shop's first outlet. */
  stock?: number;
  reorderLevel?: number;
}

export async function addProduct(sql: Sql, shop: TestShop, options: ProductOptions = {}): Promise<string> {
  const kind = options.kind ?? "product";
  const id = await insertedId(sql<{ id: string }[]>`
    insert into public.products (tenant_id, kind, sku, name, price_sen, tax_code, track_stock, reorder_level)
    values (${shop.tenantId}, ${kind}, ${`S${unique()}`}, ${options.name ?? "Barang"}, ${options.priceSen ?? 1000},
      ${options.taxCode ?? "NONE"}, ${kind === "product"}, ${options.reorderLevel ?? 0}) returning id`);
  if (options.costSen !== undefined) {
    await sql`insert into public.product_costs (tenant_id, product_id, cost_sen) values (${shop.tenantId}, ${id}, ${options.costSen})
      on conflict (tenant_id, product_id) do update set cost_sen = excluded.cost_sen`;
  }
  if (options.stock) {
    await sql`insert into public.stock_moves (tenant_id, outlet_id, product_id, quantity, reason, source_type, source_id, created_by, business_date)
      values (${shop.tenantId}, ${shop.outletId}, ${id}, ${options.stock}, 'receive', 'test', ${unique()}, 'test', current_date)`;
  }
  return id;
}
