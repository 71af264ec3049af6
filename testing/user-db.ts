/** The client a page or action holds, for a test person: real REST API, real policies. */
import { createClient } from "@supabase/supabase-js";
import { SignJWT } from "jose";
import type { UserDb } from "@/lib/db/clients";
import type { Database } from "@/lib/db/types.gen";
import { type Claims, testStack } from "./db";

export function userDbAs(claims: Claims): UserDb {
  const { apiUrl, publishableKey, jwtSecret } = testStack();
  const token = () =>
    new SignJWT({ role: "authenticated", ...claims })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setAudience("authenticated")
      .setExpirationTime("5m")
      .sign(new TextEncoder().encode(jwtSecret));
  const client = createClient<Database>(apiUrl, publishableKey, {
    accessToken: token,
    auth: { persistSession: false, autoRefreshToken: false },
  });
  return client as unknown as UserDb;
}
