import { can } from "@/lib/auth/context-schema";
import { currentContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { readOffer } from "@/lib/whatsapp/channels/queries";

/** `{ offer }`: what there is to scan or to type now. Nothing for who may not link; kept by nobody. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const me = await currentContext();
  if (!me?.tenant) return Response.json({ code: "auth.signed_out" }, { status: 401 });
  if (!can(me, "channel.link")) return Response.json({ code: "auth.forbidden" }, { status: 403 });
  const { id } = await params;
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  const offer = isId ? await readOffer(await userDb(), me.tenant.id, id) : null;
  return Response.json({ offer }, { headers: { "cache-control": "private, no-store" } });
}
