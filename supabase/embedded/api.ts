/** Process of its own: the Supabase API (REST, Auth, Storage) of the embedded mode, on this machine only. */
import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { inspect } from "node:util";
import { serve } from "@hono/node-server";
import { z } from "zod";
import { createLite } from "./lite";
import { createMailbox, createSmtp } from "./mailbox";
import { asHostedRest } from "./rest-filters";
import { asHostedStorage } from "./storage-answers";

const environment = z.object({
  VOLTURA_STATE: z.string(),
  SUPABASE_API_PORT: z.coerce.number(),
  SUPABASE_API_DATABASE_URL: z.string(),
  SUPABASE_JWT_SECRET: z.string(),
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: z.string(),
  SUPABASE_SECRET_KEY: z.string(),
  APP_URL: z.string(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default("Voltura <no-reply@localhost>"),
});

/** lite prints every refused query; a refusal is an answer, not a failure, so only the rest reaches the log. */
const REFUSED = /^(PT\d{3}|42501|23\d{3}|22\d{3}|P0001|PGRST\w*)$/;

function isRefusal(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("code" in value && typeof value.code === "string" && REFUSED.test(value.code)) return true;
  return "cause" in value && isRefusal(value.cause);
}

function keepConsole(file: string): void {
  const write = (...parts: unknown[]) => {
    if (parts.some(isRefusal)) return;
    const text = parts.map((part) => (typeof part === "string" ? part : inspect(part, { depth: 3 }))).join(" ");
    appendFileSync(file, `${new Date().toISOString()} ${text}\n`, { mode: 0o600 });
  };
  for (const method of ["log", "info", "warn", "error", "debug", "trace"] as const) console[method] = write;
}

async function main(): Promise<void> {
  const env = environment.parse(process.env);
  mkdirSync(path.join(env.VOLTURA_STATE, "logs"), { recursive: true });
  keepConsole(path.join(env.VOLTURA_STATE, "logs", "api.log"));
  const email = env.SMTP_URL
    ? createSmtp(env.SMTP_URL, env.MAIL_FROM)
    : createMailbox(env.VOLTURA_STATE, (mail) => process.send?.({ type: "mail", mail }));
  const { answer, connection } = await createLite({
    databaseUrl: env.SUPABASE_API_DATABASE_URL,
    stateDir: env.VOLTURA_STATE,
    siteUrl: env.APP_URL,
    jwtSecret: env.SUPABASE_JWT_SECRET,
    publishableKey: env.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY,
    secretKey: env.SUPABASE_SECRET_KEY,
    email,
  });
  // lite keeps an empty picture of the schema when the database is away at its first look: look before serving.
  const schema = await connection.introspect();
  if (schema.tables.length === 0) throw new Error("the database schema could not be read");
  const server = serve(
    {
      port: env.SUPABASE_API_PORT,
      hostname: "127.0.0.1",
      fetch: async (request: Request) => asHostedStorage(request, await answer(asHostedRest(request))),
    },
    () => process.send?.({ type: "ready" }),
  );
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    server.close();
    void connection.close().finally(() => process.exit(0));
    setTimeout(() => process.exit(0), 3000).unref();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("disconnect", stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${inspect(error)}\n`);
  process.exit(1);
});
