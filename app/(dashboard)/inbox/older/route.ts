import type { NextRequest } from "next/server";
import { z } from "zod";
import { isSignedIn } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { getThread } from "@/lib/inbox/queries";

const query = z.object({ c: z.uuid(), before: z.coerce.number().int().positive().optional() });

/** The page of messages before the oldest one on the screen, without `before` the newest page: `{ messages, more }`. */
export async function GET(request: NextRequest): Promise<Response> {
  const db = await userDb();
  if (!(await isSignedIn())) return Response.json({ code: "auth.signed_out" }, { status: 401 });
  const asked = query.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!asked.success) return Response.json({ code: "input.invalid" }, { status: 400 });
  const thread = await getThread(db, asked.data.c, asked.data.before);
  if (!thread) return Response.json({ code: "input.not_found" }, { status: 404 });
  return Response.json(
    { messages: thread.messages, more: thread.more },
    { headers: { "cache-control": "private, no-store" } },
  );
}
