/** The only reader of process.env. Every part parses what it needs once; a bad value stops the process with the name of it. */
import { z } from "zod";

const port = (fallback: number) => z.coerce.number().int().min(1).max(65535).default(fallback);
const optional = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();

const schema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    /** embedded: everything on this machine, loopback only. hosted: a Supabase project elsewhere. */
    VOLTURA_MODE: z.enum(["embedded", "hosted"]).default("embedded"),
    VOLTURA_STATE: z.string().default(".voltura"),
    NEXT_PUBLIC_SUPABASE_URL: z.url(),
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: z.string().min(10),
    SUPABASE_SECRET_KEY: optional,
    SUPABASE_JWT_SECRET: z.string().min(32),
    /** `2:<base64 of 32 bytes>,1:<…>`, newest first: what secrets of shops are encrypted with (lib/secrets). */
    VOLTURA_SECRET_KEYS: optional,
    DATABASE_URL: z.string().startsWith("postgres"),
    APP_URL: z.url().default("http://127.0.0.1:3000"),
    /** How many proxies of ours stand in front of the web app; 0: a visitor's address is not known. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    /** Who signs people in. Clerk needs a hosted Supabase project that trusts its tokens. */
    AUTH_PROVIDER: z.enum(["supabase", "clerk"]).default("supabase"),
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: optional,
    CLERK_SECRET_KEY: optional,
    /** The instance's public key (PEM): session tokens are verified without asking anybody. */
    CLERK_JWT_KEY: optional,
    CLERK_WEBHOOK_SIGNING_SECRET: optional,
    CLERK_API_URL: z.url().default("https://api.clerk.com"),
    WA_RUNNER_URL: z.url().default("http://127.0.0.1:3001"),
    WA_RUNNER_PORT: port(3001),
    /** Another WhatsApp than WhatsApp's, for tests and development: refused in production. */
    WA_WEB_SOCKET_URL: optional,
    WA_ROOT_PUBLIC_KEY: optional.pipe(
      z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
    ),
    WA_MEDIA_HOST: optional,
    /** Meta's Graph API with its version, for numbers of the Cloud API. */
    GRAPH_API_BASE: z.url().default("https://graph.facebook.com/v26.0"),
    /** `2.3000.1043857760`: the version of WhatsApp Web that linked phones say they are; `npm run wa:version` goes before it. */
    WA_WEB_VERSION: optional,
    /** Where events go: an engine on this machine, or Inngest Cloud (or a server of one's own) with a key. Neither: they wait. */
    INNGEST_DEV: optional.pipe(z.url().optional()),
    INNGEST_EVENT_KEY: optional,
    INNGEST_BASE_URL: optional.pipe(z.url().optional()),
    SMTP_URL: optional,
    MAIL_FROM: z.string().default("Voltura <no-reply@localhost>"),
    OPENAI_API_KEY: optional,
    OPENAI_BASE_URL: optional,
    OPENAI_MODEL: z.string().default("gpt-5-mini"),
    LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  })
  .superRefine((value, context) => {
    if (value.NODE_ENV !== "production") return;
    for (const name of ["WA_WEB_SOCKET_URL", "WA_ROOT_PUBLIC_KEY", "WA_MEDIA_HOST"] as const)
      if (value[name]) context.addIssue({ code: "custom", path: [name], message: "is for tests and development only" });
  });

export type Env = z.infer<typeof schema>;

let cached: Env | undefined;

/** Throws with every wrong variable named (never its value). Read lazily so that `next build` needs no secrets. */
export function env(): Env {
  if (cached) return cached;
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new Error(`Environment is not usable. ${wrong}. See .env.example.`);
  }
  cached = parsed.data;
  return cached;
}

/** True under `next dev`: things that are read once may be read again. */
export const developing = process.env.NODE_ENV === "development";

/** True in the web app (server and middleware), false in wa-runner and scripts: only there is a request being answered. */
export const insideNext = process.env["NEXT_RUNTIME"] !== undefined;
