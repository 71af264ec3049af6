import { createServerClient } from "@supabase/ssr";
import type { NextFetchEvent, NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";

type Next = () => NextResponse;

/** Renews the session before a page is drawn, which itself cannot set cookies. Decides nothing. `next` passes the request on as it then is. */
export async function renewSession(request: NextRequest, event: NextFetchEvent, next: Next): Promise<Response> {
  if (env().AUTH_PROVIDER !== "clerk") return renewSupabaseSession(request, next);
  return (await import("@/lib/auth/clerk/guard")).clerkGuard(request, event, next);
}

async function renewSupabaseSession(request: NextRequest, next: Next): Promise<Response> {
  let response = next();
  const client = createServerClient(env().NEXT_PUBLIC_SUPABASE_URL, env().NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY, {
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll: (all) => {
        for (const { name, value } of all) request.cookies.set(name, value);
        response = next();
        for (const { name, value, options } of all) response.cookies.set(name, value, options);
      },
    },
  });
  // With the API away the page says so itself; the session is renewed by a later request.
  await client.auth.getSession().catch(() => null);
  return response;
}
