import type { NextRequest } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { requireContext } from "@/lib/auth/session";
import { formatDateTime } from "@/lib/core/dates";
import { senToDecimal } from "@/lib/core/money";
import { userDb } from "@/lib/db/user";
import { statusName } from "@/lib/repairs/kinds";
import { listStatuses, listTickets } from "@/lib/repairs/queries";
import { repairParams } from "../search-params";

const PAGE = 1000;
const MOST = 20_000;

/** A cell that starts like a formula would run in a spreadsheet; a quote in front makes it text. */
function cell(value: string | number | null): string {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** The list as it is filtered and sorted on the screen, all pages, as CSV. */
export async function GET(request: NextRequest): Promise<Response> {
  const me = await requireContext("repair.read");
  const search = Object.fromEntries(request.nextUrl.searchParams);
  const { filter, params } = repairParams(
    search,
    me.outlets.map((outlet) => outlet.id),
  );
  const [db, locale, t] = [await userDb(), await getLocale(), await getTranslations("repairs")];
  const statuses = await listStatuses(db);
  const zone = new Map(me.outlets.map((outlet) => [outlet.id, outlet.time_zone]));
  const named = (key: string) => statuses.find((status) => status.key === key);
  const columns = ["number", "status", "customer", "device", "problem", "technician", "price", "age", "eta"] as const;
  const lines = [[...columns.map((column) => t(`columns.${column}`)), t("filters.outlet")].map(cell).join(",")];
  for (let from = 0; from < MOST; from += PAGE) {
    const { tickets } = await listTickets(db, me.tenant.id, filter, { ...params, from, to: from + PAGE - 1 });
    for (const ticket of tickets) {
      const status = named(ticket.status);
      const at = (instant: string | null) =>
        instant ? formatDateTime(instant, locale, zone.get(ticket.outlet_id)) : "";
      const row = [
        ticket.number,
        status ? statusName(status, locale) : ticket.status,
        ticket.customer_name,
        [ticket.brand, ticket.model].filter(Boolean).join(" "),
        ticket.problem,
        ticket.technician_name,
        ticket.estimate_total_sen === null ? "" : senToDecimal(ticket.estimate_total_sen),
        at(ticket.created_at),
        at(ticket.eta_at),
        me.outlets.find((outlet) => outlet.id === ticket.outlet_id)?.name ?? "",
      ];
      lines.push(row.map(cell).join(","));
    }
    if (tickets.length < PAGE) break;
  }
  // The mark lets Excel read it as UTF-8.
  return new Response(`\ufeff${lines.join("\r\n")}\r\n`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="repairs-${new Date().toISOString().slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
}
