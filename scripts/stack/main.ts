/** Boots the whole stack, keeps it running, and stops it. Started by scripts/start.mjs. */
import { chmodSync, existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startApi } from "@/supabase/embedded/api-server";
import { bootDatabase, type Database, startServer } from "@/supabase/embedded/boot";
import type { Child } from "@/supabase/embedded/child";
import { recoverLock } from "@/supabase/embedded/cluster";
import { paths, type StackConfig } from "@/supabase/embedded/config";
import { Failure } from "@/supabase/embedded/failure";
import { loadSecrets } from "@/supabase/embedded/secrets";
import { announceMail, announceReady, report, say } from "./announce";
import { buildWeb } from "./build";
import { sayFailure } from "./cli";
import { waitForHealth } from "./health";
import { findRunning, releaseLock, takeLock } from "./lock";
import { requireFreePorts } from "./ports";
import { type ProgramOptions, startRunner, startWeb } from "./programs";
import { seedOnce } from "./seed";
import { readSettings } from "./settings";
import { createShutdown, requireRunning, type Shutdown, Stopped } from "./shutdown";
import { supervise } from "./supervise";

const dev = process.argv.includes("--dev");
const appUrl = (config: StackConfig) => `http://127.0.0.1:${config.ports.web}`;

/** What a killed start left behind gets a moment to notice and go. */
async function waitForPorts(config: StackConfig, isEmbedded: boolean, wasKilled: boolean): Promise<void> {
  for (let tries = wasKilled ? 60 : 0; ; tries -= 1) {
    try {
      await requireFreePorts(config.ports, isEmbedded ? undefined : ["web", "runner"]);
      return;
    } catch (error) {
      if (tries <= 0) throw error;
      await delay(200);
    }
  }
}

function claim(config: StackConfig): { wasKilled: boolean } {
  const wasKilled = existsSync(path.join(config.stateDir, "run.json")) && !findRunning(config.stateDir);
  const running = takeLock(config.stateDir, config.ports);
  if (!running) chmodSync(config.stateDir, 0o711); // Postgres walks in as its own user when root starts us
  if (!running) return { wasKilled };
  throw new Failure(
    `Voltura already runs here: http://127.0.0.1:${running.webPort} (process ${running.pid}).`,
    "Use that one, or stop it with Ctrl-C in its terminal first.",
  );
}

async function startDatabase(config: StackConfig, shutdown: Shutdown): Promise<Database> {
  const orphan = await recoverLock(paths(config).postgres);
  if (orphan === "orphan") report("A Postgres of an earlier start was still running: stopped it");
  const database = await bootDatabase(config, { onEdited: dev ? "rebuild" : "refuse", report });
  await shutdown.add(supervise("Postgres", database.server, () => startServer(config, database.secrets), say));
  if (database.applied.length > 0) report(`Applied ${database.applied.length} migrations`);
  return database;
}

async function startSupabase(config: StackConfig, database: Database, shutdown: Shutdown): Promise<void> {
  const start = () => startApi(config, database.secrets, announceMail);
  const starting = start().then((api) => supervise("The Supabase API", api, start, say));
  // In its place before it runs: what starts beside it must be stopped before it.
  await shutdown.add({
    stop: () =>
      starting.then(
        (api) => api.stop(),
        () => undefined,
      ),
  });
  await starting;
  const isNew = await seedOnce(config, database.secrets, database.url, report);
  if (isNew) report("Demo shops are ready");
}

async function startPrograms(options: ProgramOptions, shutdown: Shutdown): Promise<void> {
  const { config } = options;
  const startAndSupervise = async (name: string, start: () => Child): Promise<Child> => {
    const child = start();
    await shutdown.add(supervise(name, child, async () => start(), say));
    return child;
  };
  report(dev ? "Starting wa-runner and the web app (development)" : "Starting wa-runner and the web app");
  const runner = await startAndSupervise("wa-runner", () => startRunner(options));
  const web = await startAndSupervise("The web app", () => startWeb(options));
  const problem = await waitForHealth(appUrl(config), 180, () => !web.isRunning() || shutdown.isAsked());
  shutdown.check();
  if (problem === undefined) return;
  requireRunning(web, "The web app", paths(config).log("web"));
  requireRunning(runner, "wa-runner", paths(config).log("wa-runner"));
  throw new Failure(`Not every part answers: ${problem}`, `The logs are in ${path.join(config.stateDir, "logs")}.`);
}

async function main(): Promise<void> {
  const { mode, config } = readSettings();
  const shutdown = createShutdown(say);
  const { wasKilled } = claim(config);
  try {
    const isEmbedded = mode === "embedded";
    if (isEmbedded) await recoverLock(paths(config).postgres);
    await waitForPorts(config, isEmbedded, wasKilled);
    const known = isEmbedded ? loadSecrets(config.stateDir) : undefined;
    const options: ProgramOptions = { config, secrets: known, dev, distDir: ".next" };
    // The build needs no database: on the first start both happen at once.
    const building = dev ? Promise.resolve(false) : buildWeb(options, report, shutdown);
    building.catch(() => undefined);
    const database = isEmbedded ? await startDatabase(config, shutdown) : undefined;
    const secrets = database?.secrets;
    if (database) report("Starting the Supabase API");
    const serving = database ? startSupabase(config, database, shutdown) : Promise.resolve();
    serving.catch(() => undefined);
    // A new database is filled before anybody can see it; otherwise all that is left starts side by side.
    if (database && database.applied.length > 0) await serving;
    if (await building) report("The web app is built");
    shutdown.check();
    await Promise.all([serving, startPrograms({ ...options, secrets }, shutdown)]);
    announceReady(appUrl(config), secrets?.logins ?? [], isEmbedded);
  } catch (error) {
    if (!(error instanceof Stopped) && !shutdown.isAsked()) {
      sayFailure(error);
      process.exitCode = 1;
    }
    await shutdown.run();
  }
  await shutdown.done;
  releaseLock(config.stateDir);
  process.exit();
}

main().catch((error: unknown) => {
  sayFailure(error);
  process.exit(1);
});
