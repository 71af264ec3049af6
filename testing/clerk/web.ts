/** The built web app a second time, as an installation that signs in with Clerk: same database, its own port. */
import path from "node:path";
import { waitForHealth } from "@/scripts/stack/health";
import { freePorts } from "@/scripts/stack/ports";
import { ROOT, startChild } from "@/supabase/embedded/child";
import { e2eStack } from "../e2e";
import { type BackendApi, startBackendApi } from "./backend-api";
import { startHostedApi } from "./hosted-api";
import { jwtKey, PUBLISHABLE_KEY, SECRET_KEY } from "./keys";

export const WEBHOOK_SECRET = `whsec_${Buffer.from("a signing secret for tests only").toString("base64")}`;

export interface ClerkWeb {
  url: string;
  backend: BackendApi;
  stop(): Promise<void>;
}

export async function startClerkWeb(): Promise<ClerkWeb> {
  const stack = e2eStack();
  const [backend, hosted, ports] = await Promise.all([
    startBackendApi(),
    startHostedApi(stack.apiUrl, stack.jwtSecret),
    freePorts(),
  ]);
  const url = `http://127.0.0.1:${ports.web}`;
  const web = startChild({
    script: path.join(ROOT, "node_modules/next/dist/bin/next"),
    args: ["start", "-H", "127.0.0.1", "-p", String(ports.web)],
    logFile: path.join(stack.stateDir, "logs/web-clerk.log"),
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_DIST_DIR: ".next-test",
      VOLTURA_MODE: "hosted",
      VOLTURA_STATE: stack.stateDir,
      APP_URL: url,
      WA_RUNNER_URL: stack.runnerUrl,
      DATABASE_URL: stack.databaseUrl,
      NEXT_PUBLIC_SUPABASE_URL: hosted.url,
      NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: stack.publishableKey,
      SUPABASE_JWT_SECRET: stack.jwtSecret,
      AUTH_PROVIDER: "clerk",
      NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
      CLERK_SECRET_KEY: SECRET_KEY,
      CLERK_JWT_KEY: jwtKey,
      CLERK_API_URL: backend.url,
      CLERK_WEBHOOK_SIGNING_SECRET: WEBHOOK_SECRET,
      NEXT_TELEMETRY_DISABLED: "1",
    },
  });
  const stop = async () => {
    await web.stop(3000);
    backend.close();
    hosted.close();
  };
  const problem = await waitForHealth(url, 60, () => !web.isRunning());
  if (problem !== undefined) {
    await stop();
    throw new Error(`the web app with Clerk did not become healthy: ${problem}`);
  }
  return { url, backend, stop };
}
