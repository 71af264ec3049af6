import type { NextRequest } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { namesFor } from "@/lib/audit/names";
import { listActivity } from "@/lib/audit/queries";
import { activityFilter } from "@/lib/audit/schema";
import { actorText, details, sentence } from "@/lib/audit/sentence";
import { can } from "@/lib/auth/context-schema";
import { currentContext } from "@/lib/auth/session";
import { businessDate } from "@/lib/core/dates";
import { csvLine } from "@/lib/customers/csv";
import { userDb } from "@/lib/db/user";

const STEP = 500;
const time = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Kuala_Lumpur", timeStyle: "medium" });

/** What the filters leave, as a file, read piece by piece. */
export async function GET(request: NextRequest): Promise<Response> {
  const me = await currentContext();
  if (!me) return new Response(null, { status: 401 });
  if (!can(me, "audit.read")) return new Response(null, { status: 403 });
  const db = await userDb();
  const locale = await getLocale();
  const t = await getTranslations("activity");
  const filter = activityFilter(Object.fromEntries(request.nextUrl.searchParams));
  const encoder = new TextEncoder();
  let cursor: number | null = null;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      // Spreadsheets take a file without this mark for an old code page.
      controller.enqueue(encoder.encode(`\uFEFF${csvLine([t("when"), t("who"), t("what"), t("details")])}`));
    },
    async pull(controller) {
      const entries = await listActivity(db, filter, cursor, STEP);
      const reading = { locale, t, names: await namesFor(db, entries, locale) };
      const lines = entries.map((entry) => {
        const at = new Date(entry.at);
        const all = details(entry, reading)
          .map(({ column, before, after }) => `${column}: ${[before, after].filter((one) => one !== null).join(" → ")}`)
          .join("\n");
        return csvLine([
          `${businessDate(at)} ${time.format(at)}`,
          actorText(entry, reading),
          sentence(entry, reading),
          all,
        ]);
      });
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.join("")));
      cursor = entries.at(-1)?.id ?? null;
      if (entries.length < STEP) controller.close();
    },
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="activity.csv"',
      "cache-control": "private, no-store",
    },
  });
}
