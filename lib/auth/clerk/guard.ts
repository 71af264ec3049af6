/** What every request goes through when Clerk signs people in: its own middleware, and its screens in the place of our forms. */
import { clerkMiddleware } from "@clerk/nextjs/server";
import { type NextFetchEvent, type NextRequest, NextResponse } from "next/server";
import { clerkSettings } from "@/lib/auth/clerk/config";
import { env } from "@/lib/env";

/** Asked by machines, which bring keys and signatures of their own. */
const NO_PERSON = /^\/api\/(?:v1|webhooks|health)(?:\/|$)/;

const REWRITE = "x-middleware-rewrite";

const SCREENS: Record<string, string> = {
  "/sign-in": "/clerk/sign-in",
  "/sign-up": "/clerk/sign-up",
  // Clerk's sign-in has the forgotten password within.
  "/forgot-password": "/clerk/sign-in",
};

/** `next` passes the request on. Decides nothing about who may see what. */
export async function clerkGuard(
  request: NextRequest,
  event: NextFetchEvent,
  next: () => NextResponse,
): Promise<Response> {
  const { pathname, search } = request.nextUrl;
  if (NO_PERSON.test(pathname)) return next();
  const screen = SCREENS[pathname];
  if (screen) return NextResponse.redirect(new URL(screen + search, env().APP_URL));
  const { publishableKey, jwtKey, authorizedParties } = clerkSettings();
  const guard = clerkMiddleware(next, {
    publishableKey,
    jwtKey,
    authorizedParties,
    signInUrl: "/sign-in",
    signUpUrl: "/sign-up",
  });
  const response = (await guard(request, event)) ?? next();
  // Clerk passes a request on by rewriting it to itself. Next calls itself "localhost" there: listening on 127.0.0.1 it would take
  // that for another server, and ask it over the network, for ever.
  if (response.headers.has(REWRITE)) {
    response.headers.delete(REWRITE);
    response.headers.set("x-middleware-next", "1");
  }
  return response;
}
