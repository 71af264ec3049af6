import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { customerListUrl } from "@/app/(dashboard)/customers/search-params";
import { can } from "@/lib/auth/context-schema";
import { currentContext } from "@/lib/auth/session";
import { formatPhone } from "@/lib/core/phone";
import { csvLine } from "@/lib/customers/csv";
import { listCustomers } from "@/lib/customers/queries";
import { userDb } from "@/lib/db/user";

const STEP = 1000;

/** The list as a file, page by page: phone and e-mail in full only for who may see contact data. */
export async function GET(request: NextRequest): Promise<Response> {
  const me = await currentContext();
  if (!me) return new Response(null, { status: 401 });
  if (!can(me, "customer.read")) return new Response(null, { status: 403 });
  const pii = can(me, "customer.pii");
  const db = await userDb();
  const t = await getTranslations("customers.csv");
  const wanted = customerListUrl(Object.fromEntries(request.nextUrl.searchParams), STEP);
  const encoder = new TextEncoder();
  let from = 0;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      // Spreadsheets take a file without this mark for an old code page.
      const heads = [
        t("name"),
        t("phone"),
        ...(pii ? [t("email")] : []),
        t("language"),
        t("tags"),
        t("since"),
        t("openTickets"),
      ];
      controller.enqueue(encoder.encode(`\uFEFF${csvLine(heads)}`));
    },
    async pull(controller) {
      const { rows } = await listCustomers(db, { ...wanted, from, pageSize: STEP });
      for (const row of rows) {
        const phone = row.phone ? formatPhone(row.phone) : row.phone_masked;
        const cells = [
          row.name,
          phone,
          ...(pii ? [row.email] : []),
          row.locale,
          row.tags.join(", "),
          row.created_at.slice(0, 10),
          row.open_tickets,
        ];
        controller.enqueue(encoder.encode(csvLine(cells)));
      }
      from += STEP;
      if (rows.length < STEP) controller.close();
    },
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="customers.csv"',
      "cache-control": "private, no-store",
    },
  });
}
