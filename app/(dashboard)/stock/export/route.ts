import { getTranslations } from "next-intl/server";
import { requireContext } from "@/lib/auth/session";
import { listCategories } from "@/lib/catalog/queries";
import { businessDate } from "@/lib/core/dates";
import { senToDecimal } from "@/lib/core/money";
import { userDb } from "@/lib/db/user";
import { toCsv } from "@/lib/inventory/csv";
import { exportStock } from "@/lib/inventory/queries";
import { stockParams } from "../search-params";

export async function GET(request: Request): Promise<Response> {
  const me = await requireContext("stock.read");
  const t = await getTranslations("stock");
  const db = await userDb();
  const categories = await listCategories(db, me.tenant.id);
  if (!categories.ok) return Response.json(categories, { status: 409 });
  const { filters } = stockParams(Object.fromEntries(new URL(request.url).searchParams), me, categories.value);
  const found = await exportStock(db, me.tenant.id, filters);
  if (!found.ok) return Response.json(found, { status: 409 });
  const head = [
    t("sku"),
    t("barcode"),
    t("name"),
    t("category"),
    t("kind"),
    t("unit"),
    t("price"),
    t("onHand"),
    t("reorderLevel"),
    t("state"),
  ];
  const rows = found.value.map((row) => [
    row.sku,
    row.barcode,
    row.name,
    row.category,
    t(`kinds.${row.kind}`),
    row.unit,
    senToDecimal(row.price_sen),
    row.stock_state === "uncounted" ? null : row.on_hand,
    row.reorder_level,
    t(`states.${row.stock_state}`),
  ]);
  return new Response(toCsv([head, ...rows]), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="stock-${businessDate(new Date())}.csv"`,
      "cache-control": "private, no-store",
    },
  });
}
