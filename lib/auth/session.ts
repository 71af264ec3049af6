import "server-only";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { type Context, can, contextSchema, type MaybeContext } from "@/lib/auth/context-schema";
import { authProvider } from "@/lib/auth/provider";
import type { UserDb } from "@/lib/db/clients";

/** Who is asking, once per request; null when signed out. Throws when the database is away: error.tsx says so. */
export const currentContext = cache(async (): Promise<MaybeContext | null> => {
  const provider = await authProvider();
  if (!(await provider.session())) return null;
  const context = await askContext(await provider.db());
  // Nobody without a shop is sent away before the sign-in service was asked: its news may be on the way.
  if (!context || context.tenant || !(await provider.introduce())) return context;
  return askContext(await provider.db());
});

async function askContext(db: UserDb): Promise<MaybeContext | null> {
  const { data, error, status } = await db.rpc("my_context");
  if (error) {
    // A session whose person or key is gone is no session.
    if (status === 401 || error.code === "PGRST301" || error.code === "42501") return null;
    throw new Error(`context: ${error.code} ${error.message}`);
  }
  return contextSchema.parse(data);
}

/** Whether somebody is signed in, without asking the database. */
export async function isSignedIn(): Promise<boolean> {
  return (await (await authProvider()).session()) !== null;
}

/**
 * The signed-in person with their shop. Signed out → /sign-in; no shop yet → /welcome; without `capability` → 404, since a page
 * that a role may not see does not exist for it. The database refuses by itself: this only chooses what to show.
 */
export async function requireContext(capability?: string): Promise<Context> {
  const context = await currentContext();
  if (!context) redirect("/sign-in");
  const { person, tenant, role } = context;
  if (!person || !tenant || !role) redirect("/welcome");
  if (capability && !can(context, capability)) notFound();
  return { ...context, person, tenant, role };
}
