import type { NextRequest } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { requireContext } from "@/lib/auth/session";
import { formatDateTime } from "@/lib/core/dates";
import { senToDecimal } from "@/lib/core/money";
import { csvLine } from "@/lib/customers/csv";
import { userDb } from "@/lib/db/user";
import { customerOf, listOrders } from "@/lib/orders/queries";
import { orderParams } from "../search-params";

const STEP = 1000;
const MOST = 20_000;

/** The list as it is filtered and sorted on the screen, all pages. */
export async function GET(request: NextRequest): Promise<Response> {
  const me = await requireContext("order.read");
  const { params, filter } = orderParams(
    Object.fromEntries(request.nextUrl.searchParams),
    me.outlets.map(({ id }) => id),
  );
  const [db, locale, t] = [await userDb(), await getLocale(), await getTranslations("orders")];
  const outlets = new Map(me.outlets.map((outlet) => [outlet.id, outlet]));
  const heads = ["order", "reference", "customer", "status", "outlet", "came", "total"] as const;
  const lines = [csvLine(heads.map((head) => t(head)))];
  for (let from = 0; from < MOST; from += STEP) {
    const found = await listOrders(db, me.tenant.id, { ...params, from, to: from + STEP - 1 }, filter);
    if (!found.ok) throw new Error(found.code);
    for (const row of found.value.rows) {
      const outlet = outlets.get(row.outlet_id);
      lines.push(
        csvLine([
          row.number,
          row.external_ref,
          customerOf(row),
          t(`statuses.${row.status}`),
          outlet?.name ?? "",
          formatDateTime(row.created_at, locale, outlet?.time_zone),
          senToDecimal(row.total_sen),
        ]),
      );
    }
    if (found.value.rows.length < STEP) break;
  }
  // The mark lets spreadsheets read it as UTF-8.
  return new Response(`\ufeff${lines.join("")}`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="orders-${new Date().toISOString().slice(0, 10)}.csv"`,
      "cache-control": "private, no-store",
    },
  });
}
