import "server-only";
import { authProvider } from "@/lib/auth/provider";

export type OwnSession = { id: string; createdAt: string; lastSeenAt: string; isThis: boolean };

/** Where the person is signed in, last used first. */
export async function mySessions(): Promise<OwnSession[]> {
  return (await authProvider()).sessions();
}
