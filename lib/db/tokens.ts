/**
 * The only place that mints tokens. All have the database role `authenticated`, so row level security holds for every one;
 * what they may do follows from their claims (supabase/migrations/…_foundation.sql, private.actor()).
 */
import { SignJWT } from "jose";
import { env } from "@/lib/env";

export type SystemActor = "wa-runner" | "webhook" | "concierge" | "intake" | "privacy";

async function mint(claims: Record<string, string>, subject: string, seconds: number): Promise<string> {
  return new SignJWT({ role: "authenticated", ...claims })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setSubject(subject)
    .setAudience("authenticated")
    .setIssuedAt()
    .setExpirationTime(`${seconds}s`)
    .sign(new TextEncoder().encode(env().SUPABASE_JWT_SECRET));
}

/** The lease under which a runner holds a number: the database lets nobody else write for it (private.fence). */
export interface Hold {
  channelId: string;
  epoch: number;
}

/** A part of the system acting for one tenant; a runner for one number of it. Lives 10 minutes. */
export const mintSystemToken = (tenantId: string, actor: SystemActor, hold?: Hold): Promise<string> =>
  mint(
    { tenant_id: tenantId, actor, ...(hold ? { channel_id: hold.channelId, epoch: String(hold.epoch) } : {}) },
    `system:${actor}`,
    600,
  );

/** A chatting customer: sees only rows of his own. Lives 2 minutes, as long as one answer takes. */
export const mintCustomerToken = (tenantId: string, customerId: string): Promise<string> =>
  mint({ tenant_id: tenantId, customer_id: customerId, actor: "customer" }, `customer:${customerId}`, 120);

/** A program with an API key of this tenant; the database asks each time whether the key still lives. Lives 1 minute. */
export const mintApiToken = (tenantId: string, apiKeyId: string): Promise<string> =>
  mint({ tenant_id: tenantId, api_key_id: apiKeyId, actor: "api" }, `api:${apiKeyId}`, 60);

/** News from the sign-in service, told by its webhook: no tenant, no rows; only the RPC that takes such news accepts it. Lives 1 minute. */
export const mintDirectoryToken = (): Promise<string> => mint({ actor: "directory" }, "system:directory", 60);

/** A visitor of a public page: no tenant, no rows; only the RPCs of public links and the intake form accept it. Lives 1 minute. */
export const mintPublicToken = (): Promise<string> => mint({ actor: "public" }, "public", 60);
