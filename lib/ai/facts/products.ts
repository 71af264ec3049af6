/** Prices and stock a customer may know: the active catalogue of the shop he chats with. */
import { z } from "zod";
import type { Fact } from "@/lib/ai/answer";
import { asksForSomething, matchScore, searchGroups, wantedWords } from "@/lib/ai/facts/product-words";
import { rows } from "@/lib/ai/facts/rows";
import { formatSen } from "@/lib/core/money";
import type { CustomerDb } from "@/lib/db/clients";

export type Product = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly priceSen: number;
  readonly warrantyDays: number;
  /** Null = stock is not counted (services). */
  readonly stock: readonly { readonly outletId: string; readonly available: boolean }[] | null;
};

/** The best answers to what the customer wrote, at most `limit`; empty when nothing fits or nothing was asked for. */
export async function productFacts(db: CustomerDb, asked: string, limit = 5): Promise<Product[]> {
  const wanted = wantedWords(asked);
  if (!asksForSomething(wanted)) return [];
  const found = rows(await db.rpc("match_products", { p_groups: searchGroups(wanted), p_limit: 60 }));
  const ranked = found
    .map((row) => ({ row, score: matchScore(wanted, row.name, row.kind) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.row.name.localeCompare(b.row.name));
  const best = ranked[0]?.score ?? 0;
  // Something that fits half as well is another question.
  const chosen = ranked.filter(({ score }) => score >= best - 60).slice(0, limit);
  return withStock(
    db,
    chosen.map(({ row }) => row),
  );
}

/** Null when the customer's shop sells no such thing (any more). */
export async function productById(db: CustomerDb, id: string): Promise<Product | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const found = rows(
    await db.from("products").select("id, name, kind, price_sen, track_stock, warranty_days").eq("id", id).limit(1),
  );
  return (await withStock(db, found))[0] ?? null;
}

type Row = { id: string; name: string; kind: string; price_sen: number; track_stock: boolean; warranty_days: number };

async function withStock(db: CustomerDb, found: readonly Row[]): Promise<Product[]> {
  const tracked = found.filter((row) => row.track_stock).map((row) => row.id);
  const levels =
    tracked.length === 0
      ? []
      : rows(await db.from("stock_levels").select("outlet_id, product_id, on_hand").in("product_id", tracked));
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    priceSen: row.price_sen,
    warrantyDays: row.warranty_days,
    stock: row.track_stock
      ? levels
          .filter((level) => level.product_id === row.id)
          .map((level) => ({ outletId: level.outlet_id, available: level.on_hand > 0 }))
      : null,
  }));
}

export const inStock = (product: Product): boolean =>
  product.stock === null || product.stock.some((level) => level.available);

export const productCite = (product: Product) => ({ table: "products", id: product.id, label: product.name });

export function productFact(product: Product, outletName: (id: string) => string): Fact {
  return {
    cite: productCite(product),
    data: {
      name: product.name,
      kind: product.kind,
      price: formatSen(product.priceSen),
      warranty_days: product.warrantyDays === 0 ? null : product.warrantyDays,
      in_stock: product.stock === null ? null : inStock(product),
      in_stock_at:
        product.stock === null
          ? null
          : product.stock.filter((level) => level.available).map((level) => outletName(level.outletId)),
    },
  };
}
