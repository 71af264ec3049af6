/** Supabase Auth: sessions in cookies of ours, members only here. */
import "server-only";
import { createServerClient } from "@supabase/ssr";
import { cookies } from "next/headers";
import { cache } from "react";
import type { AuthProvider } from "@/lib/auth/provider";
import { err, ok } from "@/lib/core/result";
import { apiFetch } from "@/lib/db/api-fetch";
import type { UserDb } from "@/lib/db/clients";
import type { Database } from "@/lib/db/types.gen";
import { env } from "@/lib/env";

/** One per request. */
const client = cache(async (): Promise<UserDb> => {
  const jar = await cookies();
  const made = createServerClient<Database>(
    env().NEXT_PUBLIC_SUPABASE_URL,
    env().NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY,
    {
      global: { fetch: apiFetch },
      cookies: {
        getAll: () => jar.getAll(),
        setAll: (all) => {
          try {
            for (const { name, value, options } of all) jar.set(name, value, options);
          } catch {
            // Rendering a page cannot set cookies; the middleware has already refreshed them.
          }
        },
      },
    },
  );
  return made as unknown as UserDb;
});

export const supabaseAuth: AuthProvider = {
  hasPasswords: true,
  accountUrl: null,
  scripts: [],
  db: client,
  async session() {
    const { data } = await (await client()).auth.getSession();
    return data.session && { accessToken: data.session.access_token, expiresAt: data.session.expires_at ?? 0 };
  },
  introduce: async () => false,
  enter: async () => null,
  async signOut() {
    await (await client()).auth.signOut({ scope: "local" });
  },
  async signOutEverywhere() {
    const { error } = await (await client()).auth.signOut({ scope: "global" });
    return error && (error.status ?? 500) >= 500 ? err("system.unreachable") : ok();
  },
  async sessions() {
    const { data, error } = await (await client()).rpc("my_sessions");
    if (error) throw new Error(`sessions: ${error.code} ${error.message}`);
    return data.map((row) => ({
      id: row.id,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      isThis: row.is_this,
    }));
  },
  shopMade: async () => undefined,
  joined: async () => undefined,
  memberIs: async () => ok(),
  invitationRevoked: async () => ok(),
};
