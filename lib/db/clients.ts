/** One client per kind of caller, branded so that they cannot be swapped. None of them bypasses row level security. */
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { apiFetch } from "@/lib/db/api-fetch";
import {
  type Hold,
  mintApiToken,
  mintCustomerToken,
  mintDirectoryToken,
  mintPublicToken,
  mintSystemToken,
  type SystemActor,
} from "@/lib/db/tokens";
import type { Database } from "@/lib/db/types.gen";
import { env } from "@/lib/env";

declare const kind: unique symbol;
export type Db<Kind extends string> = SupabaseClient<Database> & { readonly [kind]: Kind };
/** Acts as the signed-in person. */
export type UserDb = Db<"user">;
/** Acts as one part of the system inside one tenant. */
export type SystemDb = Db<"system">;
/** Acts as the chatting customer. */
export type CustomerDb = Db<"customer">;
/** Acts as a program that holds an API key. */
export type ApiDb = Db<"api">;
/** Tells what the sign-in service told us; reads nothing. */
export type DirectoryDb = Db<"directory">;
/** Acts as an anonymous visitor of a public page. */
export type PublicDb = Db<"public">;

function withToken<Kind extends string>(token: () => Promise<string>): Db<Kind> {
  const client = createClient<Database>(env().NEXT_PUBLIC_SUPABASE_URL, env().NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY, {
    accessToken: token,
    global: { fetch: apiFetch },
    auth: { persistSession: false, autoRefreshToken: false },
  });
  return client as Db<Kind>;
}

/** The token is minted anew for each request, so a client may be kept as long as its owner wants. */
export const systemDb = (tenantId: string, actor: SystemActor, hold?: Hold): SystemDb =>
  withToken<"system">(() => mintSystemToken(tenantId, actor, hold));

export const customerDb = (tenantId: string, customerId: string): CustomerDb =>
  withToken<"customer">(() => mintCustomerToken(tenantId, customerId));

export const apiDb = (tenantId: string, apiKeyId: string): ApiDb =>
  withToken<"api">(() => mintApiToken(tenantId, apiKeyId));

export const directoryDb = (): DirectoryDb => withToken<"directory">(() => mintDirectoryToken());

export const publicDb = (): PublicDb => withToken<"public">(() => mintPublicToken());
