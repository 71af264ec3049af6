import { z } from "zod";
import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { getTicketBill } from "@/lib/pos/queries";

export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const me = await requireContext("pos.sell");
  const id = z.uuid().safeParse((await params).id);
  if (!id.success || !me.activeOutletId) return Response.json({ code: "input.not_found" }, { status: 404 });
  const found = await getTicketBill(await userDb(), me.activeOutletId, id.data);
  return found.ok ? Response.json(found.value) : Response.json(found, { status: 409 });
}
