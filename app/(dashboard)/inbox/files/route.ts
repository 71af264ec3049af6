import type { NextRequest } from "next/server";
import { currentContext } from "@/lib/auth/session";
import { fieldErrors, formObject } from "@/lib/core/action";
import { log } from "@/lib/core/log";
import { userDb } from "@/lib/db/user";
import { sendFileInput } from "@/lib/inbox/schema";
import { sendFile } from "@/lib/inbox/send-file";
import { currentRequestId } from "@/lib/security/request-id";
import { isCrossSite } from "@/lib/security/same-origin";
import { tooManyUploads } from "@/lib/security/uploads";

const MAX_BODY = 17 * 1024 * 1024;

/** Sends a photo, voice note or document: a route and not an action because files may be larger than an action's body. */
export async function POST(request: NextRequest): Promise<Response> {
  const refuse = (code: string, status: number) => Response.json({ ok: false, code }, { status });
  if (isCrossSite(request.headers)) return refuse("auth.forbidden", 403);
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY) return refuse("media.too_big", 413);
  const me = await currentContext();
  if (!me?.tenant || !me.person) return refuse("auth.signed_out", 401);
  const form = await request.formData().catch(() => null);
  const parsed = sendFileInput.safeParse(form ? formObject(form) : {});
  if (!parsed.success) return refuse(Object.values(fieldErrors(parsed.error))[0] ?? "input.invalid", 400);
  try {
    if (await tooManyUploads(request.headers, me.person.id)) return refuse("auth.too_many", 429);
    const sent = await sendFile(await userDb(), me.tenant.id, parsed.data);
    return Response.json(sent, { status: sent.ok ? 200 : 409 });
  } catch (error) {
    const reference = crypto.randomUUID().slice(0, 8);
    log("web").error({ reference, requestId: await currentRequestId(), err: error }, "file not sent");
    return Response.json({ ok: false, code: "system.unexpected", detail: { reference } }, { status: 500 });
  }
}
