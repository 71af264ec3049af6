/** Starts a Node program that lives exactly as long as this process wants it, in a process group of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";

export const ROOT = path.resolve(import.meta.dirname, "../..");

export interface ChildOptions {
  script: string;
  args?: string[];
  env: NodeJS.ProcessEnv;
  /** Where its output goes; without it, to our own terminal. */
  logFile?: string;
  /** Compile TypeScript on the fly. */
  typescript?: boolean;
  nodeArgs?: string[];
  onMessage?: (message: unknown) => void;
}

export interface Child {
  pid: number | undefined;
  /** Settles when the program has ended. */
  exited: Promise<number | null>;
  isRunning(): boolean;
  /** SIGTERM, and SIGKILL for the whole group after the grace. */
  stop(graceMs?: number): Promise<void>;
}

const MAX_LOG_BYTES = 5_000_000;

export function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_LOG_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch {
    // Already gone.
  }
}

export function startChild(options: ChildOptions): Child {
  const guard = pathToFileURL(path.join(import.meta.dirname, "guard.mjs")).href;
  const imports = options.typescript ? ["--import", "tsx", "--import", guard] : ["--import", guard];
  const log = options.logFile ? openLog(options.logFile) : undefined;
  const child = spawn(
    process.execPath,
    [...(options.nodeArgs ?? []), ...imports, options.script, ...(options.args ?? [])],
    {
      cwd: ROOT,
      env: { ...options.env, VOLTURA_STARTED_BY: String(process.pid) },
      detached: process.platform !== "win32",
      stdio: ["ignore", log ?? "inherit", log ?? "inherit", "ipc"],
    },
  );
  if (log !== undefined) closeSync(log);
  if (options.onMessage) child.on("message", options.onMessage);
  let running = true;
  const exited = new Promise<number | null>((resolve) => {
    const end = (code: number | null) => {
      running = false;
      resolve(code);
    };
    child.once("exit", end);
    child.once("error", () => end(null));
  });
  return {
    pid: child.pid,
    exited,
    isRunning: () => running,
    async stop(graceMs = 8000) {
      if (!running) return;
      signalGroup(child, "SIGTERM");
      await Promise.race([exited, delay(graceMs, undefined, { ref: false })]);
      if (running) signalGroup(child, "SIGKILL");
      await exited;
    },
  };
}
