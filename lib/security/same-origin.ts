import { env } from "@/lib/env";

/**
 * Whether a browser sends this from a page that is not ours. Server actions are checked by Next; every route handler that changes
 * something asks here. A request that says nothing about its origin comes from no browser, and so carries nobody's cookies.
 */
export function isCrossSite(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return true;
  const origin = headers.get("origin");
  if (origin === null) return false;
  // A page that sends no referrer posts its forms with this origin; the browser's own word decides then.
  if (origin === "null") return site !== "same-origin";
  const host = URL.parse(origin)?.host;
  return host === undefined || (host !== headers.get("host") && host !== URL.parse(env().APP_URL)?.host);
}
