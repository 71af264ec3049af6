/** One stack per state directory: who runs it, and where it answers. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { errorCode } from "@/supabase/embedded/failure";

const schema = z.object({
  pid: z.number().int(),
  /** Tells this process from another one that got the same number later. */
  born: z.string(),
  webPort: z.number(),
  postgresPort: z.number(),
  apiPort: z.number(),
});
export type RunLock = z.infer<typeof schema>;

const fileOf = (stateDir: string) => path.join(stateDir, "run.json");

/** When the process began, in the kernel's own words; empty where there is no /proc. */
function bornOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isAlive(lock: RunLock): boolean {
  try {
    process.kill(lock.pid, 0);
  } catch (error) {
    if (errorCode(error) !== "EPERM") return false;
  }
  return bornOf(lock.pid) === lock.born;
}

/** The stack that runs on this state directory now. */
export function findRunning(stateDir: string): RunLock | undefined {
  const file = fileOf(stateDir);
  if (!existsSync(file)) return undefined;
  try {
    const lock = schema.parse(JSON.parse(readFileSync(file, "utf8")));
    return isAlive(lock) ? lock : undefined;
  } catch {
    return undefined;
  }
}

/** @returns the stack that already runs, or undefined when the directory is ours now. */
export function takeLock(stateDir: string, ports: { web: number; postgres: number; api: number }): RunLock | undefined {
  mkdirSync(stateDir, { recursive: true });
  const lock = {
    pid: process.pid,
    born: bornOf(process.pid),
    webPort: ports.web,
    postgresPort: ports.postgres,
    apiPort: ports.api,
  };
  for (;;) {
    try {
      writeFileSync(fileOf(stateDir), JSON.stringify(lock), { flag: "wx", mode: 0o644 });
      return undefined;
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw error;
    }
    const running = findRunning(stateDir);
    if (running) return running;
    rmSync(fileOf(stateDir), { force: true });
  }
}

export function releaseLock(stateDir: string): void {
  rmSync(fileOf(stateDir), { force: true });
}
