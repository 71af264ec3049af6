/** What the API sends to Postgres for a screen, word for word. */
import { createClient } from "@supabase/supabase-js";
import { z } from "zod";
import type { UserDb } from "@/lib/db/clients";
import type { Database } from "@/lib/db/types.gen";
import { createLite } from "@/supabase/embedded/lite";

export interface Statement {
  text: string;
  parameters: string[];
}

export interface ApiOptions {
  databaseUrl: string;
  stateDir: string;
  jwtSecret: string;
  publishableKey: string;
  secretKey: string;
}

export interface Owner {
  db: UserDb;
  /** As Postgres is told them. */
  claims: string;
  userId: string;
  /** Runs `work` and gives the statements it caused. */
  statementsOf: (work: () => Promise<unknown>) => Promise<Statement[]>;
  close: () => Promise<void>;
}

export const EMAIL = "owner@bench.invalid";
export const PASSWORD = "bench-bench-bench";
/** Each request's own frame: who asks, whether he still exists, from where, and the status a function may have set. */
const FRAME =
  /^\s*(begin|commit|set |select set_config\(|select current_setting\(|select \* from "auth"\.|select b.oid)/i;
const claims = z.object({ claims: z.string() });

/** The API in this process, and a person signed in at it. */
export async function signUp(options: ApiOptions): Promise<Owner> {
  const heard: Statement[] = [];
  const { answer, connection } = await createLite({
    ...options,
    siteUrl: "http://127.0.0.1",
    email: { send: async () => undefined },
    onStatement: (text, parameters) => heard.push({ text, parameters: parameters.map(String) }),
  });
  const client = createClient<Database>("http://127.0.0.1", options.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: async (input, init) => answer(new Request(input, init)) },
  });
  const { data, error } = await client.auth.signUp({ email: EMAIL, password: PASSWORD });
  if (error || !data.user) throw error ?? new Error("nobody was signed up");
  heard.length = 0;
  await client.from("tax_codes").select("code");
  const told = heard.find(({ text }) => text.includes("request.jwt.claims"));
  return {
    db: client as unknown as UserDb,
    claims: claims.parse({ claims: told?.parameters[0] }).claims,
    userId: data.user.id,
    async statementsOf(work) {
      heard.length = 0;
      await work();
      return heard.filter(({ text }) => !FRAME.test(text));
    },
    close: () => connection.close(),
  };
}
