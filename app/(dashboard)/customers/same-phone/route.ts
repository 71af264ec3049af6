import type { NextRequest } from "next/server";
import { currentContext } from "@/lib/auth/session";
import { toE164 } from "@/lib/core/phone";
import { customersWithPhone } from "@/lib/customers/queries";
import { userDb } from "@/lib/db/user";

/** `{ customers: [{id, name}] }` already under the phone being typed. Empty for who may not see contact data. */
export async function GET(request: NextRequest): Promise<Response> {
  const me = await currentContext();
  if (!me?.tenant) return Response.json({ code: "auth.signed_out" }, { status: 401 });
  const query = request.nextUrl.searchParams;
  const phone = toE164(query.get("phone") ?? "");
  const customers = phone ? await customersWithPhone(await userDb(), me.tenant.id, phone, query.get("except")) : [];
  return Response.json({ customers }, { headers: { "cache-control": "private, no-store" } });
}
