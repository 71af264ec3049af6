/** Whether a session still stands and which tenant it acts in, asked with the person's own token. */
import { decodeJwt } from "jose";
import { z } from "zod";
import { env } from "@/lib/env";

const tenants = z.array(z.object({ id: z.string() }));
const TIMEOUT_MS = 5000;

export type Standing =
  | { readonly kind: "active"; readonly tenantId: string; readonly personId: string }
  | { readonly kind: "gone" }
  /** The API did not answer: nothing is known, so nothing changes. */
  | { readonly kind: "unknown" };

export async function standing(accessToken: string): Promise<Standing> {
  const { NEXT_PUBLIC_SUPABASE_URL: url, NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: apikey } = env();
  const init = { headers: { apikey, authorization: `Bearer ${accessToken}` }, cache: "no-store" } as const;
  try {
    // The policy on tenants shows a person exactly one row: the tenant in which he is an active member now. It shows none once the
    // session has ended, while the token itself would live on for up to an hour.
    const rows = await fetch(`${url}/rest/v1/tenants?select=id`, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (rows.status === 401 || rows.status === 403) return { kind: "gone" };
    if (!rows.ok) return { kind: "unknown" };
    const [tenant] = tenants.parse(await rows.json());
    // Whose token it is: the API has just believed it.
    const personId = decodeJwt(accessToken).sub;
    return tenant && personId ? { kind: "active", tenantId: tenant.id, personId } : { kind: "gone" };
  } catch {
    return { kind: "unknown" };
  }
}
