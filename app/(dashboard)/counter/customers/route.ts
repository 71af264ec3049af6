import { requireContext } from "@/lib/auth/session";
import { cleanText } from "@/lib/core/text";
import { userDb } from "@/lib/db/user";
import { findCustomers } from "@/lib/pos/queries";

export async function GET(request: Request): Promise<Response> {
  const me = await requireContext("pos.sell");
  const query = cleanText(new URL(request.url).searchParams.get("q") ?? "").slice(0, 80);
  if (query.length < 2) return Response.json([]);
  const found = await findCustomers(await userDb(), me.tenant.id, query);
  return found.ok ? Response.json(found.value) : Response.json(found, { status: 409 });
}
