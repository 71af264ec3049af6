import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { requireContext } from "@/lib/auth/session";
import { businessDate, DEFAULT_ZONE } from "@/lib/core/dates";
import { csvLine } from "@/lib/customers/csv";
import { userDb } from "@/lib/db/user";
import { deliveryParams, listDeliveries, STEPS, stepAt } from "@/lib/whatsapp/channels/deliveries";
import { getNumber } from "@/lib/whatsapp/channels/queries";

const STEP = 1000;
const MOST = 20_000;
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: DEFAULT_ZONE, timeStyle: "medium" });
const time = (at: string | null) => (at ? `${businessDate(new Date(at))} ${clock.format(new Date(at))}` : "");

/** The log as it is filtered on the screen, all pages. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const me = await requireContext("channel.manage");
  const { id } = await params;
  const db = await userDb();
  if (!(await getNumber(db, me.tenant.id, id))) return Response.json({ code: "input.not_found" }, { status: 404 });
  const { params: p, filter } = deliveryParams(Object.fromEntries(request.nextUrl.searchParams));
  const [t, kinds, errors] = await Promise.all([
    getTranslations("deliveries"),
    getTranslations("inbox.kinds"),
    getTranslations("errors"),
  ]);
  const heads = ["customer", "phone", "kind", "by", "state", "tries"] as const;
  const why = ["reason", "failureClass", "detail"] as const;
  const lines = [
    csvLine([
      ...heads.map((head) => t(head)),
      ...STEPS.map((step) => t(`steps.${step}`)),
      ...why.map((head) => t(head)),
      t("charge.head"),
      t("charge.charged"),
    ]),
  ];
  for (let from = 0; from < MOST; from += STEP) {
    const found = await listDeliveries(db, id, { q: p.q, from, to: from + STEP - 1 }, filter);
    if (!found.ok) throw new Error(found.code);
    for (const row of found.value.rows)
      lines.push(
        csvLine([
          row.customer,
          row.phone ?? "",
          kinds.has(row.kind) ? kinds(row.kind) : row.kind,
          t.has(`author.${row.author_kind}`) ? t(`author.${row.author_kind}`) : row.author_kind,
          t.has(`stateNow.${row.state}`) ? t(`stateNow.${row.state}`) : row.state,
          row.attempts,
          ...STEPS.map((step) => time(stepAt(row, step))),
          row.error ? errors(errors.has(row.error) ? row.error : "system.unexpected") : "",
          row.failure && t.has(`class.${row.failure}`) ? t(`class.${row.failure}`) : "",
          row.detail,
          row.category ?? "",
          row.billable === null ? "" : t(row.billable ? "charge.charged" : "charge.free"),
        ]),
      );
    if (found.value.rows.length < STEP) break;
  }
  // The mark lets spreadsheets read it as UTF-8.
  return new Response(`\ufeff${lines.join("")}`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="deliveries-${new Date().toISOString().slice(0, 10)}.csv"`,
      "cache-control": "private, no-store",
    },
  });
}
