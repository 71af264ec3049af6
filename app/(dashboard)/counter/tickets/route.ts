import { getLocale } from "next-intl/server";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { listOpenTickets } from "@/lib/pos/queries";

export async function GET(): Promise<Response> {
  const me = await requireContext("pos.sell");
  const found = await listOpenTickets(await userDb(), me.tenant.id, await getLocale());
  return found.ok ? Response.json(found.value) : Response.json(found, { status: 409 });
}
