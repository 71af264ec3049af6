/** What every request of a page goes through: a name, a policy with a fresh nonce, and a limit where secrets could be guessed. */
import { type NextRequest, NextResponse } from "next/server";
import { authSources } from "@/lib/auth/sources";
import { log } from "@/lib/core/log";
import { developing, env } from "@/lib/env";
import { contentSecurityPolicy, hasOwnPolicy, referrerPolicy } from "@/lib/security/csp";
import { tooMany } from "@/lib/security/limit";
import { REQUEST_ID, requestIdFrom } from "@/lib/security/request-id";
import { isCrossSite } from "@/lib/security/same-origin";
import { tooManyResponse } from "@/lib/security/too-many";

const OPENED_BY_TOKEN = /^\/(?:[arikp]|invite|intake)\/./;
const LINKS = { each: 300, visitor: 300, seconds: 600 };
const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/** `next` passes the request on with its present cookies; `refusal` is the answer that ends it here, if any. */
export function openPassage(request: NextRequest) {
  const { pathname } = request.nextUrl;
  const requestId = requestIdFrom(request.headers.get(REQUEST_ID));
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, developing, authSources());

  const marked = <R extends Response>(response: R): R => {
    response.headers.set(REQUEST_ID, requestId);
    if (env().APP_URL.startsWith("https:"))
      response.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
    return response;
  };

  return {
    next(): NextResponse {
      const headers = new Headers(request.headers);
      headers.set(REQUEST_ID, requestId);
      headers.set("x-nonce", nonce);
      // Next reads the nonce for its own scripts from here.
      headers.set("content-security-policy", policy);
      const response = marked(NextResponse.next({ request: { headers } }));
      if (!hasOwnPolicy(pathname)) {
        response.headers.set("content-security-policy", policy);
        response.headers.set("referrer-policy", referrerPolicy(pathname));
      }
      return response;
    },

    async refusal(): Promise<Response | null> {
      // Handlers under /api/ ask for themselves.
      if (!READING.has(request.method) && !pathname.startsWith("/api/") && isCrossSite(request.headers))
        return marked(Response.json({ ok: false, code: "auth.forbidden" }, { status: 403 }));
      if (!OPENED_BY_TOKEN.test(pathname)) return null;
      try {
        const isTooMany = await tooMany(request.headers, "link", null, LINKS);
        return isTooMany ? marked(tooManyResponse(LINKS.seconds)) : null;
      } catch (error) {
        // The page will find the database away too, and says so in the visitor's language.
        log("web").warn({ requestId, err: error }, "links were not counted");
        return null;
      }
    },
  };
}
