/** The Postgres data directory: created once, its stale locks cleared, and the command that runs it. */
import { spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Binaries, findBinaries } from "./binaries";
import { Failure } from "./failure";
import { type Owner, resolveOwner } from "./owner";

export interface ClusterOptions {
  dataDir: string;
  port: number;
  superuserPassword: string;
  /** Off only for databases that are thrown away, as in tests. */
  durable: boolean;
}

export interface PostgresCommand {
  command: string;
  args: string[];
  uid?: number;
  gid?: number;
}

function withOwner(owner: Owner, command: string, args: string[]): PostgresCommand {
  const [first = command, ...rest] = [...owner.prefix, command, ...args];
  return {
    command: first,
    args: rest,
    ...(owner.uid === undefined ? {} : { uid: owner.uid }),
    ...(owner.gid === undefined ? {} : { gid: owner.gid }),
  };
}

/** Every fact about the database lives in the shop's own files, so the machine's language must not matter. */
function neutralEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: process.env["PATH"] ?? "", LC_ALL: "C", TZ: "UTC" };
}

function run(command: PostgresCommand): Promise<void> {
  return new Promise((resolve, reject) => {
    const { command: file, args, ...ids } = command;
    const child = spawn(file, args, {
      ...ids,
      env: neutralEnvironment(),
      stdio: ["ignore", "ignore", "pipe"],
      cwd: "/",
    });
    let output = "";
    child.stderr.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
    });
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(output.trim() || `exit code ${code}`))));
  });
}

async function initialise(options: ClusterOptions, binaries: Binaries, owner: Owner): Promise<void> {
  // Into a folder beside it and renamed when complete: a start killed half-way leaves nothing that looks finished.
  const fresh = `${options.dataDir}.new`;
  const passwordFile = path.join(os.tmpdir(), `voltura-${process.pid}-${Date.now()}.pw`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${options.superuserPassword}\n`, { mode: 0o600 });
  try {
    const user = owner.prefix.length > 0 ? prefixIds(owner) : owner;
    if (user.uid !== undefined && user.gid !== undefined) {
      chownSync(fresh, user.uid, user.gid);
      chownSync(passwordFile, user.uid, user.gid);
    }
    chmodSync(fresh, 0o700);
    const locale = process.platform === "linux" ? "C.UTF-8" : "en_US.UTF-8";
    await run(
      withOwner(owner, binaries.initdb, [
        `--pgdata=${fresh}`,
        "--username=supabase_admin",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        `--locale=${locale}`,
        "--no-instructions",
        ...(options.durable ? [] : ["--no-sync"]),
      ]),
    );
    renameSync(fresh, options.dataDir);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (/No space left|ENOSPC/.test(reason)) {
      throw new Failure("The disk is full: the database could not be created.", "Free at least 1 GB and start again.");
    }
    throw new Failure(
      `The database could not be created in ${options.dataDir}.`,
      `Postgres said: ${reason.split("\n").at(-1)}`,
      { cause: error },
    );
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

function prefixIds(owner: Owner): { uid?: number; gid?: number } {
  const read = (name: string) => owner.prefix.find((part) => part.startsWith(`--${name}=`))?.split("=")[1];
  const uid = read("reuid");
  const gid = read("regid");
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : {};
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** True only for a Postgres that runs on exactly this data directory: a recycled process id must not be killed. */
function isOurPostgres(pid: number, dataDir: string): boolean {
  const cmdline = `/proc/${pid}/cmdline`;
  if (!existsSync(cmdline)) return isAlive(pid) && !existsSync("/proc/self");
  const parts = readFileSync(cmdline, "utf8").split("\0");
  return parts.some((part) => part.endsWith("postgres") || part.endsWith("postgres.exe")) && parts.includes(dataDir);
}

/**
 * A start that was killed leaves a lock, and sometimes a Postgres without a parent. The Postgres is asked to stop
 * (it saves everything), then the lock goes.
 * @returns what was recovered, for the log.
 */
export async function recoverLock(dataDir: string): Promise<"nothing" | "stale-lock" | "orphan"> {
  const lock = path.join(dataDir, "postmaster.pid");
  if (!existsSync(lock)) return "nothing";
  const pid = Number(readFileSync(lock, "utf8").split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid) || !isOurPostgres(pid, dataDir)) {
    rmSync(lock, { force: true });
    return "stale-lock";
  }
  for (const [signal, seconds] of [
    ["SIGINT", 15],
    ["SIGQUIT", 5],
    ["SIGKILL", 5],
  ] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < seconds * 20 && isAlive(pid); waited += 1) await delay(50);
    if (!isAlive(pid)) break;
  }
  rmSync(lock, { force: true });
  return "orphan";
}

/** Creates the data directory when missing and gives the command that serves it. */
export async function prepareCluster(options: ClusterOptions): Promise<{ created: boolean; command: PostgresCommand }> {
  const binaries = findBinaries();
  const dataDir = path.resolve(options.dataDir);
  const created = !existsSync(path.join(dataDir, "PG_VERSION"));
  const owner = resolveOwner(dataDir, binaries.postgres);
  if (created) await initialise({ ...options, dataDir }, binaries, owner);
  else await recoverLock(dataDir);
  const setting = (name: string, value: string) => ["-c", `${name}=${value}`];
  const durability = options.durable
    ? []
    : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"].flatMap((pair) => ["-c", pair]);
  return {
    created,
    command: withOwner(owner, binaries.postgres, [
      "-D",
      dataDir,
      ...setting("listen_addresses", "127.0.0.1"),
      ...setting("port", String(options.port)),
      ...setting("unix_socket_directories", ""),
      ...setting("max_connections", "100"),
      ...setting("shared_buffers", "128MB"),
      ...setting("timezone", "UTC"),
      ...setting("log_timezone", "UTC"),
      ...setting("lc_messages", "C"),
      ...setting("log_line_prefix", "%m [%p] %u "),
      ...setting("log_min_error_statement", "panic"),
      ...setting("log_min_messages", "log"),
      ...setting("log_checkpoints", "off"),
      ...setting("jit", "off"),
      ...durability,
    ]),
  };
}
