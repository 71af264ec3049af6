/** A whole stack of its own for tests: free ports, a temporary folder, thrown away at the end. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "postgres";
import { z } from "zod";
import { buildWeb } from "@/scripts/stack/build";
import { waitForHealth } from "@/scripts/stack/health";
import { freePorts } from "@/scripts/stack/ports";
import { startRunner, startWeb } from "@/scripts/stack/programs";
import { seedOnce } from "@/scripts/stack/seed";
import { type Supervised, supervise } from "@/scripts/stack/supervise";
import { startApi } from "@/supabase/embedded/api-server";
import { bootDatabase, postgresSql, startServer } from "@/supabase/embedded/boot";
import type { Child } from "@/supabase/embedded/child";
import { type Ports, paths, programEnvironment, type StackConfig } from "@/supabase/embedded/config";
import type { DemoLogin } from "@/supabase/embedded/secrets";

export interface TestStackOptions {
  /** The Supabase API; false for work on the database alone. */
  api?: boolean;
  seed?: boolean;
  web?: boolean;
  runner?: boolean;
  ports?: Partial<Ports>;
  /** More of the runner's environment: where WhatsApp is. */
  runnerEnv?: Record<string, string>;
  /** A folder that stays, to look into or to start again; default: a temporary one. */
  stateDir?: string;
  report?: (step: string) => void;
}

export interface TestStackValues {
  stateDir: string;
  databaseUrl: string;
  apiUrl: string;
  appUrl: string;
  runnerUrl: string;
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
  logins: DemoLogin[];
}

export interface TestStack extends TestStackValues {
  /** postgres.js as role `postgres`: past row-level security. */
  serviceSql: Sql;
  /** What lib/env.ts reads. */
  environment: Record<string, string>;
  /** Mails the stack would have sent, oldest first. */
  mails(): { to: string; subject: string; text: string }[];
  /** `kill -9` of the web server, whatever it was doing. */
  killWeb(): Promise<void>;
  /** Starts it again; resolves when it answers. */
  startWeb(): Promise<void>;
  /** Takes Postgres away for so long; resolves when it is back, with its data, on the same port. */
  loseDatabase(forMs: number): Promise<void>;
  stop(): Promise<void>;
}

const PREFIX = path.join(os.tmpdir(), "voltura-test-");
const ABANDONED_MS = 6 * 3_600_000;

/** A test run that was killed leaves its folder behind. */
function sweepAbandoned(): void {
  for (const name of readdirSync(os.tmpdir())) {
    const dir = path.join(os.tmpdir(), name);
    if (
      !dir.startsWith(PREFIX) ||
      Date.now() - (statSync(dir, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) < ABANDONED_MS
    )
      continue;
    rmSync(dir, { recursive: true, force: true });
  }
}

const keptMail = z.object({ to: z.string(), subject: z.string(), text: z.string() });

export function readMails(stateDir: string): z.infer<typeof keptMail>[] {
  const dir = path.join(stateDir, "mail");
  return readdirSync(dir)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => keptMail.parse(JSON.parse(readFileSync(path.join(dir, name), "utf8"))));
}

/** What a program said last: the folder it stands in is gone when somebody reads of the failure. */
function lastLines(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").slice(-20).join("\n") : "(nothing)";
}

export async function startTestStack(options: TestStackOptions = {}): Promise<TestStack> {
  const report = options.report ?? (() => undefined);
  sweepAbandoned();
  const stateDir = options.stateDir ?? mkdtempSync(PREFIX);
  // Started as root, Postgres runs as a user of its own, who must be able to walk in.
  chmodSync(stateDir, 0o711);
  const config: StackConfig = { stateDir, ports: { ...(await freePorts()), ...options.ports }, durable: false };
  const children: (Child | Supervised)[] = [];
  let web: Child | undefined;
  const database = await bootDatabase(config, { onEdited: "rebuild", report });
  const { secrets, url } = database;
  let server = database.server;
  const serviceSql = postgresSql(url, 10);
  const stop = async () => {
    await serviceSql.end({ timeout: 1 });
    await web?.stop(3000);
    for (const child of children.reverse()) await child.stop(3000);
    await server.stop();
    if (!options.stateDir) rmSync(stateDir, { recursive: true, force: true });
  };
  const program = () => ({ config, secrets, dev: false, distDir: ".next-test" });
  const serveWeb = async () => {
    const started = startWeb(program());
    web = started;
    // Without a runner the app is not whole, and says so: then a page is enough.
    const page = options.runner ? "/api/health" : "/sign-in";
    const problem = await waitForHealth(`http://127.0.0.1:${config.ports.web}`, 120, () => !started.isRunning(), page);
    if (problem === undefined) return;
    const words = ["web", "wa-runner"].map((name) => `-- ${name}.log\n${lastLines(paths(config).log(name))}`);
    throw new Error([`the stack did not become healthy: ${problem}`, ...words].join("\n"));
  };
  try {
    if (options.api !== false) {
      // As in the product: losing the database in mid-transaction ends the API, and it comes back.
      const start = () => startApi(config, secrets);
      children.push(supervise("The Supabase API", await start(), start, report));
    }
    if (options.seed) await seedOnce(config, secrets, url, report);
    if (options.web) await buildWeb(program(), report);
    if (options.runner) children.push(startRunner(program(), options.runnerEnv));
    if (options.web) await serveWeb();
  } catch (error) {
    await stop();
    throw error;
  }
  const environment = Object.fromEntries(
    Object.entries(programEnvironment(config, secrets)).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    ),
  );
  return {
    stateDir,
    databaseUrl: url,
    apiUrl: `http://127.0.0.1:${config.ports.api}`,
    appUrl: `http://127.0.0.1:${config.ports.web}`,
    runnerUrl: `http://127.0.0.1:${config.ports.runner}`,
    publishableKey: secrets.publishableKey,
    secretKey: secrets.secretKey,
    jwtSecret: secrets.jwtSecret,
    logins: secrets.logins,
    serviceSql,
    environment,
    mails: () => readMails(stateDir),
    async killWeb() {
      if (web?.pid !== undefined) process.kill(web.pid, "SIGKILL");
      await web?.exited;
    },
    startWeb: serveWeb,
    async loseDatabase(forMs) {
      await server.stop();
      await delay(forMs);
      server = await startServer(config, secrets);
    },
    stop,
  };
}
