/** The session of this request, as Clerk's middleware verified it. */
import "server-only";
import { auth } from "@clerk/nextjs/server";
import { cache } from "react";
import { z } from "zod";
import { clerkSettings } from "@/lib/auth/clerk/config";

const claims = z.object({
  iss: z.string(),
  sub: z.string(),
  sid: z.string(),
  exp: z.number(),
  o: z.object({ id: z.string() }).optional(),
});

export interface ClerkSession {
  accessToken: string;
  expiresAt: number;
  userId: string;
  sessionId: string;
  organizationId: string | null;
}

/** Null when signed out. Clerk's SDK does not look at the issuer; a key that two instances shared would be no reason to mix them up. */
export const clerkSession = cache(async (): Promise<ClerkSession | null> => {
  const held = await auth();
  if (!held.userId) return null;
  const accessToken = await held.getToken();
  const known = claims.safeParse(held.sessionClaims);
  if (!accessToken || !known.success || known.data.iss !== clerkSettings().issuer) return null;
  const { sub, sid, exp, o } = known.data;
  return { accessToken, expiresAt: exp, userId: sub, sessionId: sid, organizationId: o?.id ?? null };
});
