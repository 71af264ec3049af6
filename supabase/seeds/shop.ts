/** A business with its outlets, people and goods: opened by the same functions as a real one. */
import type { TransactionSql } from "postgres";
import { z } from "zod";
import type { SeedContext } from "@/supabase/embedded/seed-context";
import type { Item } from "./catalogue";
import { shopBarcode } from "./check-digits";
import { person, type Stage, type Who } from "./stage";
import { after, daysBefore } from "./timeline";

export type Role = "owner" | "admin" | "supervisor" | "cashier" | "technician" | "agent" | "sales" | "renewal";

export interface StaffPlan {
  /** Name of the login and of its password. */
  key: string;
  role: Role;
  email: string;
  name: string;
  locale: "ms" | "en";
  /** Codes of outlets; none = all. */
  outlets: readonly string[];
}

export interface Staff extends StaffPlan {
  id: string;
  who: Who;
}

interface OutletPlan {
  code: string;
  name: string;
  phone: string;
  address: string;
  postcode: string;
  city: string;
  state: string;
}

export interface Outlet extends OutletPlan {
  id: string;
  slug: string;
  channelId: string;
}

export interface Product extends Item {
  id: string;
}

export interface ShopPlan {
  name: string;
  locale: "ms" | "en";
  phone: string;
  email: string;
  registrationNo: string;
  sstNo: string | null;
  sstFrom: string | null;
  footer: string;
  terms: string;
  bank: string;
  outlets: readonly [OutletPlan, ...OutletPlan[]];
  staff: readonly [StaffPlan, ...StaffPlan[]];
  items: readonly Item[];
  firstBarcode: number;
}

export interface Shop {
  plan: ShopPlan;
  tenantId: string;
  outlets: Outlet[];
  /** Who does this at this outlet; the owner when nobody else may. */
  worker(role: Role, outlet: Outlet): Staff;
  owner: Staff;
  products: Map<string, Product>;
  /** What is on the shelf, as the story knows it. */
  shelf: Map<string, number>;
}

export const shelfKey = (outlet: Outlet, sku: string): string => `${outlet.code}:${sku}`;

const session = z.object({ user: z.object({ id: z.string() }) });

/** Through the Auth API, so that the login works. */
export async function signUp(context: SeedContext, plans: readonly StaffPlan[]): Promise<Staff[]> {
  return Promise.all(
    plans.map(async (plan) => {
      const response = await fetch(`${context.apiUrl}/auth/v1/signup`, {
        method: "POST",
        headers: { apikey: context.publishableKey, "content-type": "application/json" },
        body: JSON.stringify({ email: plan.email, password: context.password(plan.key) }),
      });
      const body: unknown = await response.json();
      if (!response.ok) throw new Error(`Sign-up of ${plan.email} failed: ${JSON.stringify(body)}`);
      const { user } = session.parse(body);
      return { ...plan, id: user.id, who: person(user.id, plan.email) };
    }),
  );
}

/** Auth keeps its own clock; its dates are set to when the person joined. */
export async function backdateLogins(sql: TransactionSql, crew: readonly Staff[]): Promise<void> {
  await sql`update auth.users as u set created_at = m.created_at from public.members as m
    where u.id::text = m.user_id and m.user_id = any (${crew.map((member) => member.id)})`;
}

const opened = z.object({ tenant_id: z.string(), outlet_id: z.string() });

export async function openShop(stage: Stage, now: Date, plan: ShopPlan, staff: readonly Staff[]): Promise<Shop> {
  const start = daysBefore(now, 420);
  const [owner, ...others] = staff;
  if (!owner) throw new Error("A shop needs an owner.");
  const [first, ...branches] = plan.outlets;
  const shop = await stage.call(
    start,
    owner.who,
    "create_shop",
    [plan.name, first.name, plan.phone, plan.locale, owner.name],
    opened,
  );
  await describe(stage, after(start, 20), plan, shop.tenant_id, shop.outlet_id, owner);
  for (const [index, branch] of branches.entries()) {
    await stage.as(
      daysBefore(now, 300 - index * 30),
      owner.who,
      `insert into public.outlets (tenant_id, code, name, phone, address_line, postcode, city, state) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        shop.tenant_id,
        branch.code,
        branch.name,
        branch.phone,
        branch.address,
        branch.postcode,
        branch.city,
        branch.state,
      ],
    );
  }
  await stage.owner(now);
  const rows = await stage.sql<{ id: string; code: string; slug: string; channel_id: string }[]>`
    select o.id, o.code, o.intake_slug as slug, h.id as channel_id from public.outlets as o
      join public.channels as h on h.outlet_id = o.id where o.tenant_id = ${shop.tenant_id}`;
  const outlets = plan.outlets.map((each): Outlet => {
    const row = rows.find((candidate) => candidate.code === each.code);
    if (!row) throw new Error(`The outlet ${each.code} is missing.`);
    return { ...each, id: row.id, slug: row.slug, channelId: row.channel_id };
  });
  for (const [index, each] of others.entries())
    await join(stage, daysBefore(now, 390 - index * 11), owner, each, outlets);
  const products = await stockCatalogue(stage, daysBefore(now, 280), plan, owner, outlets);
  const worker = (role: Role, outlet: Outlet) =>
    staff.find((each) => each.role === role && (each.outlets.length === 0 || each.outlets.includes(outlet.code))) ??
    owner;
  const shelf = new Map(
    outlets.flatMap((outlet) =>
      plan.items
        .filter((item) => item.kind === "product")
        .map((item) => [shelfKey(outlet, item.sku), item.opening] as const),
    ),
  );
  return { plan, tenantId: shop.tenant_id, outlets, worker, owner, products, shelf };
}

async function describe(stage: Stage, at: Date, plan: ShopPlan, tenant: string, outlet: string, owner: Staff) {
  const [first] = plan.outlets;
  await stage.as(
    at,
    owner.who,
    `update public.tenants set email = $2, registration_no = $3, sst_no = $4, sst_from = $5::date, receipt_footer = $6, terms = $7,
       bank_details = $8, address_line = $9, postcode = $10, city = $11, state = $12 where id = $1`,
    [
      tenant,
      plan.email,
      plan.registrationNo,
      plan.sstNo,
      plan.sstFrom,
      plan.footer,
      plan.terms,
      plan.bank,
      first.address,
      first.postcode,
      first.city,
      first.state,
    ],
  );
  await stage.as(
    at,
    owner.who,
    `update public.outlets set code = $2, phone = $3, address_line = $4, postcode = $5, city = $6, state = $7 where id = $1`,
    [outlet, first.code, first.phone, first.address, first.postcode, first.city, first.state],
  );
}

async function join(stage: Stage, at: Date, owner: Staff, member: Staff, outlets: readonly Outlet[]) {
  const ids = member.outlets.map((code) => outlets.find((outlet) => outlet.code === code)?.id ?? "");
  const invited = await stage.as<{ value: { token: string } }>(
    at,
    owner.who,
    `select public.invite_member($1, $2, $3::uuid[]) as value`,
    [member.email, member.role, ids.length > 0 ? `{${ids.join(",")}}` : null],
  );
  const token = invited[0]?.value.token ?? "";
  await stage.run(after(at, 95), member.who, "accept_invitation", [token, member.name]);
  await stage.run(after(at, 96), member.who, "set_my_locale", [member.locale]);
}

const saved = z.object({ id: z.string() });

async function stockCatalogue(stage: Stage, at: Date, plan: ShopPlan, owner: Staff, outlets: readonly Outlet[]) {
  const products = new Map<string, Product>();
  for (const [index, item] of plan.items.entries()) {
    const isProduct = item.kind === "product";
    const { id } = await stage.call(
      at,
      owner.who,
      "save_product",
      [
        {
          kind: item.kind,
          sku: item.sku,
          name: item.name,
          unit: isProduct ? "unit" : "kerja",
          category: item.category,
          price_sen: item.price,
          tax_code: isProduct ? "NONE" : "SST-S",
          reorder_level: item.reorder,
          track_stock: isProduct,
          warranty_days: item.warrantyDays,
          is_active: true,
          ...(isProduct ? { barcode: shopBarcode(plan.firstBarcode + index), cost_sen: item.cost } : {}),
        },
      ],
      saved,
    );
    products.set(item.sku, { ...item, id });
  }
  for (const outlet of outlets) {
    const lines = [...products.values()]
      .filter((item) => item.kind === "product")
      .map((item) => ({ product_id: item.id, quantity: item.opening, cost_sen: item.cost }));
    await stage.run(daysBefore(at, -230), owner.who, "receive_stock", [
      { key: `buka-${outlet.code}`, outlet_id: outlet.id, note: "Stok permulaan", lines },
    ]);
  }
  return products;
}
