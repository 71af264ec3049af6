/** One day of a shop: who takes part in it, and the facts of the database it is checked against. */
import type { Browser, Page } from "@playwright/test";
import type { Sql } from "postgres";
import type { Locale } from "@/lib/core/dates";
import { demoLogin, type E2eLogin } from "@/testing/e2e";
import { openBrowser, type Setting, signIn } from "./browse";
import { newNumber, type Phone, pickUpPhone } from "./phone";
import { type Words, words } from "./words";

export interface Shop {
  tenantId: string;
  name: string;
  outletId: string;
  outlet: string;
  slug: string;
}

export interface Day {
  setting: Setting;
  w: Words;
  sql: Sql;
  shop: Shop;
  customer: { name: string; number: string };
  staff: Page;
  phone: Phone;
}

/** The outlet this person works at now: the one last chosen, else the first. */
export async function shopOf(sql: Sql, login: E2eLogin): Promise<Shop> {
  const [row] = await sql<Shop[]>`
    select t.id as "tenantId", t.name, o.id as "outletId", o.name as outlet, o.intake_slug as slug
      from public.people as p
      join public.members as m on m.user_id = p.user_id and m.status = 'active'
      join public.tenants as t on t.id = m.tenant_id
      join public.outlets as o on o.tenant_id = t.id and o.is_active
     where lower(p.email) = lower(${login.email})
     order by (o.id = p.active_outlet_id) desc nulls last, o.code limit 1`;
  if (!row) throw new Error(`No shop of ${login.email}.`);
  return row;
}

export const statusName = async (sql: Sql, shop: Shop, key: string, locale: Locale): Promise<string> => {
  const [row] = await sql<{ ms: string; en: string }[]>`
    select name_ms as ms, name_en as en from public.repair_statuses where tenant_id = ${shop.tenantId} and key = ${key}`;
  return row?.[locale] ?? key;
};

export interface Goods {
  id: string;
  name: string;
  sku: string;
  priceSen: number;
  onHand: number;
}

/** Of a kind of goods the one of which most is left, so that a journey never runs out. */
export async function plentiful(sql: Sql, shop: Shop, skuLike: string): Promise<Goods> {
  const [row] = await sql<Goods[]>`
    select d.id, d.name, d.sku, d.price_sen::int as "priceSen", l.on_hand::float8 as "onHand"
      from public.products as d join public.stock_levels as l on l.tenant_id = d.tenant_id and l.product_id = d.id
     where d.tenant_id = ${shop.tenantId} and l.outlet_id = ${shop.outletId} and d.sku like ${skuLike}
     order by l.on_hand desc limit 1`;
  if (!row) throw new Error(`Nothing like ${skuLike} on the shelf.`);
  return row;
}

export async function onHand(sql: Sql, shop: Shop, productId: string): Promise<number> {
  const [row] = await sql<{ level: number }[]>`
    select on_hand::float8 as level from public.stock_levels
     where tenant_id = ${shop.tenantId} and outlet_id = ${shop.outletId} and product_id = ${productId}`;
  return row?.level ?? 0;
}

export async function beginDay(browser: Browser, setting: Setting, sql: Sql): Promise<Day> {
  const w = words(setting.locale);
  const login = demoLogin("owner");
  const shop = await shopOf(sql, login);
  const [staffBrowser, phoneBrowser] = [
    await openBrowser(browser, setting),
    await openBrowser(browser, { locale: setting.locale, device: "phone" }),
  ];
  const staff = await staffBrowser.newPage();
  await signIn(staff, login, setting.locale);
  const number = newNumber();
  const name = `Halimah Othman ${number.slice(-4)}`;
  const phone = await pickUpPhone(await phoneBrowser.newPage(), w, {
    number,
    name,
    shop: shop.name,
    outlet: shop.outlet,
  });
  return { setting, w, sql, shop, customer: { name, number }, staff, phone };
}
