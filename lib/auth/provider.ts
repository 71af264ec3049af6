/** Who signs people in. Everything above lib/auth asks this interface and knows neither Supabase Auth nor Clerk. */
import "server-only";
import type { OwnSession } from "@/lib/auth/sessions";
import { supabaseAuth } from "@/lib/auth/supabase/provider";
import type { Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { env } from "@/lib/env";

export interface HeldSession {
  accessToken: string;
  /** Seconds since 1970. */
  expiresAt: number;
}

export interface BrowserScript {
  src: string;
  attributes: Record<string, string>;
}

/** What somebody now is in the active shop, for a service that keeps members of its own. */
export type Standing = "admin" | "member" | "gone";

export interface AuthProvider {
  /** Passwords are typed into our own forms; else on screens of the service. */
  readonly hasPasswords: boolean;
  /** Where one's own account is kept when not here. */
  readonly accountUrl: string | null;
  /** What the service runs in the browser, to keep the session fresh and to show its screens. */
  readonly scripts: readonly BrowserScript[];
  /** The client that acts as the person of this request; without one it reaches nothing. */
  db(): Promise<UserDb>;
  session(): Promise<HeldSession | null>;
  /** Called for somebody who has no shop: fetches what the service knows and we were not told yet. True when there is news. */
  introduce(): Promise<boolean>;
  /** Where the browser must go for this shop to become the active one; null when nothing has to be done there. */
  enter(db: UserDb, tenantId: string): Promise<string | null>;
  signOut(): Promise<void>;
  signOutEverywhere(): Promise<Result<undefined>>;
  sessions(): Promise<OwnSession[]>;
  /** After the change was made here, which is what counts: the service's own list follows. */
  shopMade(db: UserDb, tenantId: string, name: string): Promise<void>;
  joined(db: UserDb, tenantId: string): Promise<void>;
  memberIs(db: UserDb, userId: string, standing: Standing): Promise<Result<undefined>>;
  invitationRevoked(db: UserDb, invitationId: string): Promise<Result<undefined>>;
}

/** Clerk's code is read from disk only where it is used. */
export async function authProvider(): Promise<AuthProvider> {
  return env().AUTH_PROVIDER === "clerk" ? (await import("@/lib/auth/clerk/provider")).clerkAuth : supabaseAuth;
}
