/** Bills on a name: paid, partly paid, waiting, overdue and void. */
import { z } from "zod";
import { priceCart } from "@/lib/pos/pricing";
import type { Patron } from "./patrons";
import { openAgo, type Scene } from "./scene";
import { shelfKey } from "./shop";
import { after } from "./timeline";

type Fate = "paid" | "partly" | "waiting" | "overdue" | "void" | "draft";

const FATES: readonly (readonly [Fate, number])[] = [
  ["paid", 7],
  ["partly", 3],
  ["waiting", 4],
  ["overdue", 3],
  ["void", 2],
  ["draft", 1],
];

const answer = z.object({ invoice_id: z.string(), total_sen: z.number(), balance_sen: z.number() });

/** YYYY-MM-DD in Malaysia. */
const day = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

export function planInvoices(scene: Scene, patrons: readonly Patron[]): void {
  const fates = FATES.flatMap(([fate, count]) => Array.from({ length: count }, () => fate));
  for (const [index, fate] of fates.entries()) {
    const patron = patrons[index % patrons.length];
    if (patron) planInvoice(scene, fate, patron);
  }
}

function planInvoice(scene: Scene, fate: Fate, patron: Patron): void {
  const { stage, shop, timeline } = scene;
  const random = scene.random.fork();
  const { outlet } = patron;
  const cashier = shop.worker("cashier", outlet);
  const fresh = fate === "waiting" || fate === "draft";
  const issuedAt = openAgo(
    scene,
    random,
    fresh ? random.int(100, 3000) : fate === "overdue" ? random.int(9000, 14_000) : random.int(4600, 12_000),
  );
  const terms = fate === "overdue" ? 7 : fate === "waiting" ? 14 : 30;
  const goods = random
    .shuffled(
      [...shop.products.values()].filter(
        (product) => product.kind === "product" && product.price < 15_000 && product.opening >= 20,
      ),
    )
    .slice(0, random.int(1, 3));

  timeline.plan(issuedAt, async (at) => {
    if (patron.id === null) return;
    const lines = goods
      .map((product) => ({
        product,
        quantity: Math.min(random.int(2, 5), (shop.shelf.get(shelfKey(outlet, product.sku)) ?? 0) - 2),
      }))
      .filter((line) => line.quantity > 0);
    const priced = priceCart(
      lines.map(({ product, quantity }) => ({
        quantityMilli: quantity * 1000,
        unitPriceSen: product.price,
        discount: null,
        taxRateBp: 0,
      })),
      null,
      false,
    );
    const invoice = await stage.call(
      at,
      cashier.who,
      "create_invoice",
      [
        {
          key: random.uuid(),
          outlet_id: outlet.id,
          customer_id: patron.id,
          issue: fate !== "draft",
          due_date: day(after(at, terms * 1440)),
          lines: lines.map(({ product, quantity }) => ({ product_id: product.id, quantity })),
          order: {},
          note: random.chance(0.4) ? "Pesanan pejabat" : "",
          expected: { tax_sen: priced.taxSen, total_sen: priced.totalSen },
        },
      ],
      answer,
    );
    if (fate !== "draft" && fate !== "void") {
      for (const { product, quantity } of lines) {
        const key = shelfKey(outlet, product.sku);
        shop.shelf.set(key, (shop.shelf.get(key) ?? 0) - quantity);
      }
    }
    if (fate === "void") {
      timeline.plan(after(at, random.int(30, 200)), (then) =>
        stage.run(then, cashier.who, "void_invoice", [invoice.invoice_id, "Pelanggan tukar pesanan"]),
      );
    }
    if (fate !== "paid" && fate !== "partly") return;
    const amount = fate === "paid" ? invoice.balance_sen : Math.round(invoice.balance_sen * 0.5);
    timeline.plan(after(at, random.int(1, 4) * 1440 + random.int(-60, 60)), (then) =>
      stage.run(then, cashier.who, "record_invoice_payment", [
        {
          key: random.uuid(),
          invoice_id: invoice.invoice_id,
          method: "transfer",
          amount_sen: amount,
          reference: `TRF${random.int(100_000, 999_999)}`,
        },
      ]),
    );
  });
}
