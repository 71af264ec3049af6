import type { NextFetchEvent, NextRequest } from "next/server";
import { renewSession } from "@/lib/auth/renew-session";
import { openPassage } from "@/lib/security/passage";

/** Secures what comes in (lib/security), then renews the session. */
export async function middleware(request: NextRequest, event: NextFetchEvent): Promise<Response> {
  const passage = openPassage(request);
  return (await passage.refusal()) ?? renewSession(request, event, passage.next);
}

export const config = {
  runtime: "nodejs",
  // Files of the site itself need nothing; files of a shop (/api/media/…) do.
  matcher: ["/((?!_next/|api/health|icon|manifest.webmanifest|[^/]+\\.(?:png|svg|ico|webp|woff2|txt|js)$).*)"],
};
