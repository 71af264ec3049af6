/** For the small commands: find the running database or start one for a moment, and fail in plain words. */

import { databaseUrl } from "@/supabase/embedded/config";
import { Failure } from "@/supabase/embedded/failure";
import { loadSecrets } from "@/supabase/embedded/secrets";
import { startTestStack } from "@/testing/stack";
import { findRunning } from "./lock";
import { readSettings } from "./settings";

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

export function sayFailure(error: unknown): void {
  const lines =
    error instanceof Failure
      ? [error.message, error.fix]
      : [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  process.stderr.write(`\n${lines.join("\n")}\n`);
}

/** Runs a command; a failure ends the process with 1 and its sentence. */
export async function runCommand(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    sayFailure(error);
    process.exitCode = 1;
  }
}

/** URL of the stack that runs on this machine's state directory. */
export function runningDatabaseUrl(): string | undefined {
  const { mode, config } = readSettings();
  if (mode === "hosted") return process.env["DATABASE_URL"];
  const running = findRunning(config.stateDir);
  if (!running) return undefined;
  const secrets = loadSecrets(config.stateDir);
  const ports = { ...config.ports, postgres: running.postgresPort };
  return databaseUrl({ ...config, ports }, "postgres", secrets.postgresPassword);
}

/** A database made from the migrations as they are in the files now, gone afterwards. */
export async function withFreshDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const stack = await startTestStack({ api: false });
  try {
    return await work(stack.databaseUrl);
  } finally {
    await stack.stop();
  }
}
