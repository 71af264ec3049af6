import { clerkSources } from "@/lib/auth/clerk/config";
import { env } from "@/lib/env";

/** What pages may reach for the sign-in service; nothing for our own. */
export const authSources = (): Record<string, readonly string[]> =>
  env().AUTH_PROVIDER === "clerk" ? clerkSources() : {};
