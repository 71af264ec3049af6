import { requireContext } from "@/lib/auth/session";
import { userDb } from "@/lib/db/user";
import { getCatalogue } from "@/lib/pos/queries";

/** The counter asks again after a refusal, and when somebody comes back to it. */
export async function GET(): Promise<Response> {
  const { activeOutletId } = await requireContext("pos.sell");
  if (!activeOutletId) return Response.json({ code: "input.not_found" }, { status: 404 });
  const found = await getCatalogue(await userDb(), activeOutletId);
  return found.ok ? Response.json(found.value) : Response.json(found, { status: 409 });
}
