import { getLocale, getTranslations } from "next-intl/server";
import { can } from "@/lib/auth/context-schema";
import { currentContext } from "@/lib/auth/session";
import { formatDateTime } from "@/lib/core/dates";
import { uuidField } from "@/lib/core/ids";
import { userDb } from "@/lib/db/user";
import { beginExport, exportPerson } from "@/lib/privacy/export-person";
import { zipStream } from "@/lib/privacy/zip";
import { isCrossSite } from "@/lib/security/same-origin";

const STATUS: Record<string, number> = { "auth.forbidden": 403, "input.not_found": 404, "system.unreachable": 503 };

/** Everything about a person as a ZIP. POST, because it is written down before the first byte leaves; nothing is left lying. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  if (isCrossSite(request.headers)) return Response.json({ code: "auth.forbidden" }, { status: 403 });
  const me = await currentContext();
  if (!me?.tenant) return Response.json({ code: "auth.signed_out" }, { status: 401 });
  if (!can(me, "privacy.manage")) return Response.json({ code: "auth.forbidden" }, { status: 403 });
  const business = me.tenant.name;
  const id = uuidField.safeParse((await params).id);
  if (!id.success) return Response.json({ code: "input.not_found" }, { status: 404 });
  const db = await userDb();
  const begun = await beginExport(db, id.data);
  if (!begun.ok) return Response.json({ code: begun.code }, { status: STATUS[begun.code] ?? 400 });
  const [t, locale] = [await getTranslations("privacy.person"), await getLocale()];
  const readme = t("readme", { business, date: formatDateTime(new Date(), locale) });
  return new Response(zipStream(exportPerson(db, id.data, { business, readme })), {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="person-${id.data.slice(0, 8)}.zip"`,
      "x-expected-bytes": String(begun.value.bytes),
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
    },
  });
}
