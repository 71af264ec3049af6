import type { NextRequest } from "next/server";
import { z } from "zod";
import { userDb } from "@/lib/db/user";
import { findCustomers, findProducts } from "@/lib/repairs/lookup";

const query = z.object({
  kind: z.enum(["customers", "parts", "products"]),
  q: z.string().max(100),
  outlet: z.uuid().optional(),
});

/** Suggestions while somebody types, under the person's own rights. */
export async function GET(request: NextRequest): Promise<Response> {
  const parsed = query.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!parsed.success) return Response.json([], { status: 400 });
  const { kind, q, outlet } = parsed.data;
  const db = await userDb();
  if (kind === "customers") return Response.json(await findCustomers(db, q));
  if (!outlet) return Response.json([], { status: 400 });
  return Response.json(await findProducts(db, q, outlet, kind === "parts"));
}
