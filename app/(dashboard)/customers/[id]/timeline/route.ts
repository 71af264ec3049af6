import type { NextRequest } from "next/server";
import { z } from "zod";
import { currentContext } from "@/lib/auth/session";
import { TIMELINE_KINDS } from "@/lib/customers/kinds";
import { getTimeline } from "@/lib/customers/queries";
import { userDb } from "@/lib/db/user";

const asked = z.object({
  id: z.uuid(),
  before: z.iso.datetime({ offset: true }),
  kind: z.enum(TIMELINE_KINDS).optional(),
});

/** The page of the timeline before a moment. */
export async function GET(request: NextRequest, context: { params: Promise<{ id: string }> }): Promise<Response> {
  if (!(await currentContext())) return Response.json({ code: "auth.signed_out" }, { status: 401 });
  const { id } = await context.params;
  const query = asked.safeParse({ ...Object.fromEntries(request.nextUrl.searchParams), id });
  if (!query.success) return Response.json({ code: "input.invalid" }, { status: 400 });
  const page = await getTimeline(await userDb(), id, query.data.kind ?? null, query.data.before);
  return Response.json(page, { headers: { "cache-control": "private, no-store" } });
}
