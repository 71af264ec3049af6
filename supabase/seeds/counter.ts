/** The counter: baskets, money, and tickets that are paid. */
import { z } from "zod";
import { priceCart } from "@/lib/pos/pricing";
import type { Patron } from "./patrons";
import type { Random } from "./random";
import { type Outlet, type Product, type Shop, type Staff, shelfKey } from "./shop";
import type { Stage } from "./stage";

interface BasketLine {
  product: Product;
  quantity: number;
  discountBp: number;
}

const done = z.object({ sale_id: z.string(), number: z.string(), total_sen: z.number() });
type Done = z.infer<typeof done>;

/** What sells at a phone shop, by hearsay. */
const WEIGHTS: Record<string, number> = {
  "Pelindung skrin & casing": 34,
  "Pengecas & kabel": 34,
  Aksesori: 18,
  "Telefon terpakai": 1,
  Komponen: 30,
};

const REASONS = ["Pelanggan tetap", "Beli dua jimat", "Harga promosi hujung minggu", "Diskaun rakan kedai"] as const;

/** Fewer things than wanted when the shelf has no more. */
function fillBasket(random: Random, shop: Shop, outlet: Outlet): BasketLine[] {
  const onSale = [...shop.products.values()].flatMap((product) => {
    const weight = WEIGHTS[product.category] ?? 0;
    // The last ones of a used phone stay in the window.
    const left = (shop.shelf.get(shelfKey(outlet, product.sku)) ?? 0) - 1;
    return weight > 0 && left > 0 ? [[product, weight] as const] : [];
  });
  const wanted = random.weighted([
    [1, 52],
    [2, 31],
    [3, 12],
    [4, 5],
  ] as const);
  const lines = new Map<string, BasketLine>();
  for (let no = 0; no < wanted; no += 1) {
    const product = random.weighted(onSale);
    if (lines.has(product.sku)) continue;
    const left = shop.shelf.get(shelfKey(outlet, product.sku)) ?? 0;
    const quantity = product.price < 5000 && random.chance(0.16) ? Math.min(2, left - 1) : 1;
    lines.set(product.sku, { product, quantity: Math.max(1, quantity), discountBp: 0 });
  }
  return [...lines.values()];
}

type Payment = { method: string; amount_sen: number; tendered_sen?: number; reference?: string };

const NOTES_IN_HAND = [500, 1000, 2000, 5000, 10_000];

function cash(random: Random, amount: number): Payment {
  if (random.chance(0.25)) return { method: "cash", amount_sen: amount };
  const note = NOTES_IN_HAND.find((value) => value >= amount) ?? 10_000;
  return { method: "cash", amount_sen: amount, tendered_sen: Math.ceil(amount / note) * note };
}

const reference = (random: Random, prefix: string) => `${prefix}${random.int(100_000, 999_999)}`;

function electronic(random: Random, amount: number, methods: readonly (readonly [string, number])[]): Payment {
  const method = random.weighted(methods);
  if (method === "card") return { method, amount_sen: amount, reference: reference(random, "APPR") };
  if (method === "ewallet") return { method, amount_sen: amount, reference: reference(random, "EW") };
  if (method === "transfer") return { method, amount_sen: amount, reference: reference(random, "TRF") };
  return { method, amount_sen: amount, reference: reference(random, "DN") };
}

/** Everything is rounded to 5 sen, whatever it is paid with: the default of a shop. */
function pay(random: Random, total: number): Payment[] {
  if (total === 0) return [];
  if (total >= 8000 && random.chance(0.09)) {
    const first = Math.round((total * (0.3 + random.next() * 0.3)) / 1000) * 1000;
    return [
      cash(random, first),
      electronic(random, total - first, [
        ["ewallet", 4],
        ["card", 4],
        ["duitnow", 2],
      ]),
    ];
  }
  if (random.chance(total > 30_000 ? 0.3 : 0.5)) return [cash(random, total)];
  return [
    electronic(random, total, [
      ["ewallet", 22],
      ["card", 16],
      ["duitnow", 14],
      ["transfer", 4],
    ]),
  ];
}

export interface Counter {
  sell(at: Date, outlet: Outlet, patron: Patron | null): Promise<Done | null>;
  settle(at: Date, outlet: Outlet, ticketId: string): Promise<Done>;
}

const billed = z.object({
  lines: z.array(z.object({ quantity: z.number(), unit_price_sen: z.number(), tax_rate_bp: z.number() })),
});

export function createCounter(stage: Stage, random: Random, shop: Shop): Counter {
  const complete = async (at: Date, cashier: Staff, sale: object, priced: ReturnType<typeof priceCart>) =>
    stage.call(
      at,
      cashier.who,
      "complete_sale",
      [
        {
          key: random.uuid(),
          ...sale,
          expected: { tax_sen: priced.taxSen, rounding_sen: priced.roundingSen, total_sen: priced.totalSen },
          payments: pay(random, priced.totalSen),
        },
      ],
      done,
    );
  return {
    async sell(at, outlet, patron) {
      const lines = fillBasket(random, shop, outlet);
      if (lines.length === 0) return null;
      const cashier = shop.worker("cashier", outlet);
      const first = lines[0];
      if (first && random.chance(0.08)) first.discountBp = random.pick([500, 1000]);
      const order = random.chance(0.05) && lines.length > 1 ? { discount_sen: random.pick([200, 300, 500]) } : null;
      const discounted = order !== null || lines.some((line) => line.discountBp > 0);
      const priced = priceCart(
        lines.map((line) => ({
          quantityMilli: line.quantity * 1000,
          unitPriceSen: line.product.price,
          discount: line.discountBp > 0 ? { bp: line.discountBp } : null,
          taxRateBp: 0,
        })),
        order ? { sen: order.discount_sen } : null,
        true,
      );
      const result = await complete(
        at,
        cashier,
        {
          outlet_id: outlet.id,
          ...(patron?.id ? { customer_id: patron.id } : {}),
          lines: lines.map((line) => ({
            product_id: line.product.id,
            quantity: line.quantity,
            ...(line.discountBp > 0 ? { discount_bp: line.discountBp } : {}),
          })),
          order: order ?? {},
          ...(discounted ? { reason: random.pick(REASONS) } : {}),
        },
        priced,
      );
      for (const { product, quantity } of lines) {
        const key = shelfKey(outlet, product.sku);
        shop.shelf.set(key, (shop.shelf.get(key) ?? 0) - quantity);
      }
      return result;
    },
    async settle(at, outlet, ticketId) {
      const cashier = shop.worker("cashier", outlet);
      const bill = await stage.call(at, cashier.who, "ticket_bill", [outlet.id, ticketId], billed);
      const priced = priceCart(
        bill.lines.map((line) => ({
          quantityMilli: Math.round(line.quantity * 1000),
          unitPriceSen: line.unit_price_sen,
          discount: null,
          taxRateBp: line.tax_rate_bp,
        })),
        null,
        true,
      );
      return complete(at, cashier, { outlet_id: outlet.id, ticket_id: ticketId, lines: [], order: {} }, priced);
    },
  };
}
