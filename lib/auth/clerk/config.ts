/** What follows from Clerk's keys. No code of Clerk's: the middleware reads it in both modes. */
import { env } from "@/lib/env";

/** A publishable key is the address of the instance's own host, ended by a dollar sign, in base64. */
export function frontendApi(publishableKey: string): string {
  const host = Buffer.from(/^pk_(?:test|live)_(.+)$/.exec(publishableKey)?.[1] ?? "", "base64").toString("utf8");
  if (!/^[a-z0-9.-]+(?::\d+)?\$$/i.test(host))
    throw new Error("NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY is not a key of Clerk.");
  return host.slice(0, -1);
}

export interface ClerkSettings {
  publishableKey: string;
  secretKey: string;
  /** PEM. */
  jwtKey: string;
  apiUrl: string;
  /** https:// and the host that signs session tokens and serves Clerk's scripts. */
  issuer: string;
  /** Only pages of this site may have asked for a token (claim azp). */
  authorizedParties: string[];
}

/** Throws, naming them, when keys are missing: a half-configured sign-in must not start. */
export function clerkSettings(): ClerkSettings {
  const { VOLTURA_MODE, NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY, CLERK_JWT_KEY, CLERK_API_URL, APP_URL } =
    env();
  if (VOLTURA_MODE !== "hosted")
    throw new Error("AUTH_PROVIDER=clerk needs VOLTURA_MODE=hosted: the embedded API does not take Clerk's tokens.");
  if (!NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY || !CLERK_SECRET_KEY || !CLERK_JWT_KEY)
    throw new Error(
      "AUTH_PROVIDER=clerk needs NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY and CLERK_JWT_KEY. See .env.example.",
    );
  return {
    publishableKey: NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY,
    secretKey: CLERK_SECRET_KEY,
    jwtKey: CLERK_JWT_KEY.replaceAll("\\n", "\n"),
    apiUrl: CLERK_API_URL,
    issuer: `https://${frontendApi(NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY)}`,
    authorizedParties: [new URL(APP_URL).origin],
  };
}

/** What pages may reach besides this site. Scripts need no entry: they start from ours, by nonce. */
export function clerkSources(): Record<string, readonly string[]> {
  const { issuer } = clerkSettings();
  return {
    "connect-src": [issuer],
    "img-src": ["https://img.clerk.com"],
    "worker-src": ["'self'", "blob:"],
    // The check against robots on Clerk's sign-up form.
    "frame-src": ["'self'", "https://challenges.cloudflare.com"],
  };
}
