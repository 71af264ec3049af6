import { z } from "zod";
import { requireContext } from "@/lib/auth/session";
import { err } from "@/lib/core/result";
import { userDb } from "@/lib/db/user";
import { listApprovers } from "@/lib/pos/refunds";

/** Managers of an outlet who can be called to the counter. */
export async function GET(request: Request): Promise<Response> {
  await requireContext("pos.sell");
  const outlet = z.uuid().safeParse(new URL(request.url).searchParams.get("outlet"));
  const found = outlet.success ? await listApprovers(await userDb(), outlet.data) : err("input.invalid");
  return found.ok ? Response.json(found.value) : Response.json(found, { status: 409 });
}
