/** @supabase/lite set up so that it behaves as hosted Supabase where we rely on it. Each cure has a test. */
import { AsyncLocalStorage } from "node:async_hooks";
import path from "node:path";
import { App, type EmailDriver, setExperimental } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { createStorageAdapter } from "./storage-adapter";

export interface LiteOptions {
  databaseUrl: string;
  stateDir: string;
  siteUrl: string;
  jwtSecret: string;
  publishableKey: string;
  secretKey: string;
  email: EmailDriver;
  /** Hears each statement sent to Postgres: what a benchmark repeats is what the API really runs. */
  onStatement?: (text: string, parameters: unknown[]) => void;
}

// Arguments of type json arrive from PostgREST's wire format as text already: stringifying twice makes a JSON string.
const serialize = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
const parse = (text: string): unknown => JSON.parse(text);

/** The request each query is made for. */
const asked = new AsyncLocalStorage<Request>();

/** PostgREST tells every statement about its request (`request.headers`); lite tells functions only, and triggers of table writes want it too. */
function tellWritesOfRequest(connection: object): void {
  const enter: unknown = Reflect.get(connection, "applyJwtSessionContext");
  const tell: unknown = Reflect.get(connection, "applyRpcRequestGucs");
  if (typeof enter !== "function" || typeof tell !== "function")
    throw new Error("@supabase/lite has changed: see lite.ts");
  Reflect.set(connection, "applyJwtSessionContext", async (...context: unknown[]) => {
    await Reflect.apply(enter, connection, context);
    const request = asked.getStore();
    const url = request && new URL(request.url);
    if (!url || request.method === "GET" || !/^\/rest\/v1\/(?!rpc\/)/.test(url.pathname)) return;
    const requestHeaders = Object.fromEntries(request.headers);
    await Reflect.apply(tell, connection, [context[0], { method: request.method, path: url.pathname, requestHeaders }]);
  });
}

export async function createLite(options: LiteOptions) {
  setExperimental("storage", true);
  // It warns about that flag on the terminal of whoever creates it.
  const warn: unknown = Reflect.get(console, "warn");
  Reflect.set(console, "warn", () => undefined);
  const connection = createPostgresConnection({
    url: options.databaseUrl,
    postgresOptions: {
      max: 20,
      connect_timeout: 5,
      onnotice: () => undefined,
      ...(options.onStatement ? { debug: (_, text, parameters) => options.onStatement?.(text, parameters) } : {}),
      connection: { statement_timeout: 15_000 },
      types: {
        json: { to: 114, from: [114], serialize, parse },
        jsonb: { to: 3802, from: [3802], serialize, parse },
      },
    },
  });
  // Otherwise lite grants everything to every API role at its first request, undoing our column grants.
  Reflect.set(connection, "rlsState", "active");
  tellWritesOfRequest(connection);
  const app = new App({
    connection,
    auth: {
      enabled: true,
      jwt_secret: options.jwtSecret,
      jwt_expiry: 3600,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
      site_url: options.siteUrl,
      additional_redirect_urls: [`${options.siteUrl}/**`],
      enable_signup: true,
      enable_refresh_token_rotation: true,
      refresh_token_reuse_interval: 10,
      minimum_password_length: 10,
      email: {
        enable_signup: true,
        enable_confirmations: false,
        otp_expiry: 3600,
        template: {
          recovery: {
            subject: "Set semula kata laluan Voltura · Reset your Voltura password",
            content_path: path.resolve(import.meta.dirname, "../templates/recovery.html"),
          },
        },
      },
    },
    // Our own runner keeps the history, as the Supabase CLI does.
    db: { migrations: { enabled: false } },
    api: { enabled: true, schemas: ["public"], max_rows: 1000 },
    storage: { enabled: true, file_size_limit: "20MiB" },
    options: { server: { admin: false, disableStudio: true }, drivers: { email: options.email } },
  });
  app._storageAdapter = createStorageAdapter(path.join(options.stateDir, "storage"));
  try {
    await app.init();
  } finally {
    Reflect.set(console, "warn", warn);
  }
  const answer = async (request: Request): Promise<Response> =>
    asked.run(request, async () => app.fetch(request, { peerAddress: null }));
  return { app, answer, connection };
}
