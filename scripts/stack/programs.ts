/** The programs of the stack besides Postgres and the API: the web app and wa-runner. */
import path from "node:path";
import { type Child, ROOT, startChild } from "@/supabase/embedded/child";
import { paths, programEnvironment, type StackConfig } from "@/supabase/embedded/config";
import type { Secrets } from "@/supabase/embedded/secrets";

const NEXT = path.join(ROOT, "node_modules/next/dist/bin/next");
const RUNNER = path.join(ROOT, "wa-runner/main.ts");

export interface ProgramOptions {
  config: StackConfig;
  /** Absent in hosted mode: then the person's own environment says everything. */
  secrets: Secrets | undefined;
  dev: boolean;
  distDir: string;
}

/** Embedded mode listens on this machine only, whatever the environment says. */
const LOOPBACK = "127.0.0.1";

export function programEnv(options: ProgramOptions, nodeEnv: "production" | "development"): NodeJS.ProcessEnv {
  const base = options.secrets ? programEnvironment(options.config, options.secrets) : { ...process.env };
  return { ...base, NODE_ENV: nodeEnv, NEXT_DIST_DIR: options.distDir };
}

export function startWeb(options: ProgramOptions): Child {
  const host = options.secrets ? LOOPBACK : (process.env["HOST"] ?? LOOPBACK);
  return startChild({
    script: NEXT,
    args: [options.dev ? "dev" : "start", "-H", host, "-p", String(options.config.ports.web)],
    env: programEnv(options, options.dev ? "development" : "production"),
    ...(options.dev ? {} : { logFile: paths(options.config).log("web") }),
  });
}

export function startRunner(options: ProgramOptions, more: Record<string, string> = {}): Child {
  const env = { ...programEnv(options, options.dev ? "development" : "production"), ...more };
  const logFile = paths(options.config).log("wa-runner");
  if (!options.dev) return startChild({ script: RUNNER, typescript: true, env, logFile });
  const tsx = path.join(ROOT, "node_modules/tsx/dist/cli.mjs");
  return startChild({ script: tsx, args: ["watch", "--clear-screen=false", RUNNER], env, logFile });
}

export function startBuild(options: ProgramOptions): Child {
  return startChild({
    script: NEXT,
    args: ["build"],
    env: programEnv({ ...options, dev: false }, "production"),
    logFile: paths(options.config).log("build"),
  });
}
