/** A real wa-runner process for tests, with its log. */
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

export interface RunnerProcess {
  pid: number;
  log: () => string;
  /** SIGTERM: the exit code and how long it took. */
  terminate: () => Promise<{ code: number | null; ms: number }>;
  /** SIGKILL: no time for anything. */
  kill: () => Promise<void>;
  /** SIGSTOP, and later SIGCONT: it does not know that time has passed. */
  freeze: () => void;
  thaw: () => void;
}

function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

/** Resolves when it says that it is well. `more` goes before the environment: WhatsApp may be elsewhere only outside production. */
export async function startRunnerProcess(
  environment: Record<string, string>,
  more: Record<string, string> = {},
): Promise<RunnerProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "wa-runner/main.ts"], {
    cwd: process.cwd(),
    env: { ...environment, NODE_ENV: "production", LOG_LEVEL: "debug", ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  let isWanted = true;
  child.once("exit", (code, signal) => {
    // A runner that dies by itself fails a test far from the cause: its last words belong beside it.
    if (isWanted) process.stderr.write(`wa-runner ended with ${code ?? signal}:\n${output.slice(-3000)}\n`);
  });
  const runner: RunnerProcess = {
    pid: child.pid ?? 0,
    log: () => output,
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    async terminate() {
      isWanted = false;
      const begun = performance.now();
      child.kill("SIGTERM");
      return { code: await exited(child), ms: performance.now() - begun };
    },
    async kill() {
      isWanted = false;
      child.kill("SIGKILL");
      await exited(child);
    },
  };
  for (let waited = 0; waited < 300; waited += 1) {
    if (child.exitCode !== null) throw new Error(`wa-runner ended: ${output}`);
    const isWell = await fetch(`${{ ...environment, ...more }["WA_RUNNER_URL"]}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (isWell) return runner;
    await delay(100);
  }
  await runner.kill();
  throw new Error(`wa-runner did not become healthy: ${output}`);
}

/** Waits until `read` gives a value; the last reason is in the error. Shorter than a test's time, so that the reason is told. */
export async function eventually<T>(what: string, read: () => Promise<T | undefined>, seconds = 25): Promise<T> {
  let last: unknown;
  for (const until = Date.now() + seconds * 1000; Date.now() < until; await delay(30)) {
    try {
      const value = await read();
      if (value !== undefined) return value;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`did not happen within ${seconds} s: ${what}`, { cause: last });
}
