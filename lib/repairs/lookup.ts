/** What a form at the counter looks up while somebody types. */
import { z } from "zod";
import { uuidField } from "@/lib/core/ids";
import type { UserDb } from "@/lib/db/clients";

const customer = z.object({
  id: z.string(),
  name: z.string(),
  phone_masked: z.string().nullable(),
  locale: z.enum(["ms", "en"]),
});
const device = z.object({
  id: z.string(),
  customer_id: z.string(),
  category: z.string(),
  brand: z.string().nullable(),
  model: z.string(),
  serial: z.string().nullable(),
  imei: z.string().nullable(),
});
const foundCustomer = customer.extend({ devices: z.array(device) });
export type FoundCustomer = z.output<typeof foundCustomer>;

const foundProduct = z.object({
  id: z.string(),
  name: z.string(),
  sku: z.string(),
  price_sen: z.number(),
  tax_code: z.string(),
  track_stock: z.boolean(),
  onHand: z.number().nullable(),
});
export type FoundProduct = z.output<typeof foundProduct>;

const clean = (q: string) => q.replace(/[%_\\,()"]/g, " ").trim();

export async function findCustomers(db: UserDb, q: string): Promise<FoundCustomer[]> {
  const text = clean(q);
  const digits = text.replace(/\D/g, "");
  if (text.length < 2) return [];
  const ids = new Set<string>();
  if (digits.length >= 4) {
    const local = digits.replace(/^0/, "");
    const [byPhone, byMask] = await Promise.all([
      db.from("customer_contacts").select("customer_id").like("phone", `%${local}%`).limit(10),
      db
        .from("customers")
        .select("id")
        .like("phone_masked", `%${digits.slice(-4)}`)
        .limit(10),
    ]);
    for (const row of byPhone.data ?? []) ids.add(row.customer_id);
    // Who may not see numbers finds by the last four digits he does see.
    if (byPhone.error || (byPhone.data ?? []).length === 0) for (const row of byMask.data ?? []) ids.add(row.id);
  }
  const columns = "id, name, phone_masked, locale";
  const [named, numbered] = await Promise.all([
    db.from("customers").select(columns).ilike("name", `%${text}%`).is("erased_at", null).order("name").limit(8),
    ids.size > 0
      ? db
          .from("customers")
          .select(columns)
          .in("id", [...ids])
          .is("erased_at", null)
      : null,
  ]);
  const found = new Map(
    z
      .array(customer)
      .parse([...(numbered?.data ?? []), ...(named.data ?? [])])
      .map((one) => [one.id, one]),
  );
  return withDevices(db, [...found.values()].slice(0, 8));
}

/** One that a link names; null when there is none for this person. */
export async function getCustomer(db: UserDb, id: string): Promise<FoundCustomer | null> {
  if (!uuidField.safeParse(id).success) return null;
  const { data } = await db
    .from("customers")
    .select("id, name, phone_masked, locale")
    .eq("id", id)
    .is("erased_at", null)
    .maybeSingle();
  const [found] = data ? await withDevices(db, [customer.parse(data)]) : [];
  return found ?? null;
}

async function withDevices(db: UserDb, found: z.output<typeof customer>[]): Promise<FoundCustomer[]> {
  if (found.length === 0) return [];
  const owned = await db
    .from("devices")
    .select("id, customer_id, category, brand, model, serial, imei")
    .in(
      "customer_id",
      found.map((one) => one.id),
    )
    .order("created_at", { ascending: false });
  const devices = z.array(device).parse(owned.data ?? []);
  return found.map((one) => ({ ...one, devices: devices.filter((each) => each.customer_id === one.id) }));
}

/** @param stockedOnly parts, which have a shelf; without it services too. */
export async function findProducts(
  db: UserDb,
  q: string,
  outletId: string,
  stockedOnly: boolean,
): Promise<FoundProduct[]> {
  const text = clean(q);
  if (text.length < 2) return [];
  let query = db.from("products").select("id, name, sku, price_sen, tax_code, track_stock").eq("is_active", true);
  if (stockedOnly) query = query.eq("track_stock", true);
  for (const word of text.split(/\s+/).slice(0, 4))
    query = query.or(`name.ilike.%${word}%,sku.ilike.%${word}%,barcode.eq.${word}`);
  const { data } = await query.order("name").limit(12);
  const products = z.array(foundProduct.omit({ onHand: true })).parse(data ?? []);
  if (products.length === 0) return [];
  const levels = await db
    .from("stock_levels")
    .select("product_id, on_hand")
    .eq("outlet_id", outletId)
    .in(
      "product_id",
      products.map((one) => one.id),
    );
  const onHand = new Map((levels.data ?? []).map((row) => [row.product_id, Number(row.on_hand)]));
  return products.map((one) => ({ ...one, onHand: one.track_stock ? (onHand.get(one.id) ?? 0) : null }));
}
