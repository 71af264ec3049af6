/** What happened at Clerk: people, organizations, memberships and invitations. Signed; told to the database, which judges what is news. */
import { Webhook } from "svix";
import { z } from "zod";
import { tellDirectory } from "@/lib/auth/clerk/directory";
import { log } from "@/lib/core/log";
import { env } from "@/lib/env";
import { REQUEST_ID } from "@/lib/security/request-id";

export const dynamic = "force-dynamic";

const MOST_BYTES = 512 * 1024;
const message = z.object({ type: z.string().max(100), data: z.record(z.string(), z.json()) });

const answer = (status: number, code: string) =>
  Response.json({ code }, { status, headers: { "cache-control": "no-store" } });

export async function POST(request: Request): Promise<Response> {
  const { AUTH_PROVIDER, CLERK_WEBHOOK_SIGNING_SECRET: secret } = env();
  // Who does not use Clerk has no such address.
  if (AUTH_PROVIDER !== "clerk") return answer(404, "input.not_found");
  const where = { requestId: request.headers.get(REQUEST_ID) ?? undefined };
  if (!secret) {
    log("auth").error(where, "CLERK_WEBHOOK_SIGNING_SECRET is not set: Clerk's news cannot be believed");
    return answer(503, "system.unreachable");
  }
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) return answer(413, "input.too_long");
  // The signature is of the bytes as they came.
  const body = await request.text();
  if (body.length > MOST_BYTES) return answer(413, "input.too_long");
  try {
    // Refuses what is not signed with this secret, and what was signed more than five minutes ago.
    new Webhook(secret).verify(body, Object.fromEntries(request.headers));
  } catch {
    return answer(401, "auth.forbidden");
  }
  const parsed = message.safeParse(JSON.parse(body));
  const id = request.headers.get("svix-id");
  if (!parsed.success || !id) return answer(400, "input.invalid");
  const { type, data } = parsed.data;
  try {
    const outcome = await tellDirectory(id, type, data);
    const level = outcome === "applied" || outcome === "stale" || outcome === "replayed" ? "info" : "warn";
    log("auth")[level]({ ...where, event: id, type, outcome }, "news from Clerk");
    return answer(200, outcome);
  } catch (error) {
    // Sent again by Svix until it is taken.
    log("auth").error({ ...where, event: id, type, err: error }, "news from Clerk were not taken");
    return answer(503, "system.unreachable");
  }
}
