import "server-only";
import { authProvider } from "@/lib/auth/provider";
import type { UserDb } from "@/lib/db/clients";

/** The signed-in person's client: the only one pages and actions use. One per request. */
export const userDb = async (): Promise<UserDb> => (await authProvider()).db();
