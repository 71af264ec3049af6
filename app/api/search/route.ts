import type { NextRequest } from "next/server";
import { isSignedIn } from "@/lib/auth/session";
import { cleanText } from "@/lib/core/text";
import { userDb } from "@/lib/db/user";
import { searchAll } from "@/lib/search/search";

/** What the palette shows while one types: `{ hits }`, or `{ code }` when refused. */
export async function GET(request: NextRequest): Promise<Response> {
  const query = cleanText(request.nextUrl.searchParams.get("q") ?? "").slice(0, 80);
  if (query.length < 2) return Response.json({ hits: [] });
  const db = await userDb();
  if (!(await isSignedIn())) return Response.json({ code: "auth.signed_out" }, { status: 401 });
  const found = await searchAll(db, query);
  if (!found.ok)
    return Response.json({ code: found.code }, { status: found.code === "system.unreachable" ? 503 : 403 });
  return Response.json({ hits: found.value }, { headers: { "cache-control": "private, no-store" } });
}
