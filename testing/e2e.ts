/** What a browser test knows of its stack: where it is, who may sign in, and the database behind it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { z } from "zod";

const login = z.object({ role: z.string(), email: z.string(), password: z.string(), tenant: z.string().optional() });
const values = z.object({
  stateDir: z.string(),
  databaseUrl: z.string(),
  apiUrl: z.string(),
  appUrl: z.string(),
  publishableKey: z.string(),
  runnerUrl: z.string(),
  jwtSecret: z.string(),
  controlUrl: z.url(),
  /** The page that plays the phones on this stack's WhatsApp. */
  phonesUrl: z.url(),
  /** What plays Meta for numbers of the Cloud API. */
  graphUrl: z.url(),
  logins: z.array(login),
});

export type E2eLogin = z.infer<typeof login>;

/** Each worker has a stack to itself: what one file does to a database, or to a server, no other file sees. */
export function e2eStack(): z.infer<typeof values> {
  const files = (process.env["VOLTURA_E2E"] ?? "").split(path.delimiter);
  const file = files[Number(process.env["TEST_PARALLEL_INDEX"] ?? 0) % files.length];
  if (!file) throw new Error("Run browser tests with `npm test -- browser [file]`: they need a stack of their own.");
  return values.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** A demo login by role, of the first demo shop unless another is named. */
export function demoLogin(role: string, tenant?: string): E2eLogin {
  const found = e2eStack().logins.find((entry) => entry.role === role && (!tenant || entry.tenant === tenant));
  if (!found) throw new Error(`The seed makes no login for ${role}${tenant ? ` of ${tenant}` : ""}.`);
  return found;
}

/** The database past row-level security, for looking at what the browser did. End it after use. */
export function e2eSql(): Sql {
  return postgres(e2eStack().databaseUrl, { max: 2, onnotice: () => undefined });
}

/** Misfortune by order: the stack lives in another process than the tests. Resolves when it has happened, or is over. */
export async function mishap(what: "kill-web" | "start-web" | "lose-database"): Promise<void> {
  const response = await fetch(`${e2eStack().controlUrl}/${what}`, { method: "POST" });
  if (!response.ok) throw new Error(`${what}: ${await response.text()}`);
}

/** A whole run signs in more often within minutes than a shop may: what was counted so far is forgotten. */
export async function forgetTries(): Promise<void> {
  const sql = e2eSql();
  await sql`delete from private.rate_hits where key like 'web:%'`;
  await sql.end({ timeout: 1 });
}
