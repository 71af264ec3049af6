/** A running Postgres, and what went wrong when it does not run. */
import { spawn } from "node:child_process";
import { closeSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { openLog } from "./child";
import { type ClusterOptions, type PostgresCommand, prepareCluster } from "./cluster";
import { Failure } from "./failure";

export interface PostgresServer {
  /** Settles when Postgres has ended. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

const hostMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("started"), pid: z.number() }),
  z.object({ type: z.literal("failed"), message: z.string() }),
  z.object({ type: z.literal("exit"), code: z.number().nullable(), tail: z.string() }),
]);

interface Host {
  exited: Promise<string>;
  ended(): boolean;
  stop(): Promise<void>;
}

function startHost(command: PostgresCommand, logFile: string): Host {
  closeSync(openLog(logFile));
  const script = path.join(import.meta.dirname, "postgres-host.mjs");
  const child = spawn(process.execPath, [script, JSON.stringify({ ...command, logFile })], {
    detached: process.platform !== "win32",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  let tail = "";
  let ended = false;
  child.on("message", (raw: unknown) => {
    const message = hostMessage.safeParse(raw).data;
    if (message?.type === "exit") tail = message.tail;
    if (message?.type === "failed") tail = message.message;
  });
  const exited = new Promise<string>((resolve) => {
    const end = () => {
      ended = true;
      resolve(tail);
    };
    child.once("exit", end);
    child.once("error", end);
  });
  return {
    exited,
    ended: () => ended,
    async stop() {
      if (!ended) child.kill("SIGTERM");
      await exited;
    },
  };
}

async function answers(options: ClusterOptions): Promise<boolean> {
  const sql = postgres({
    host: "127.0.0.1",
    port: options.port,
    user: "supabase_admin",
    password: options.superuserPassword,
    database: "postgres",
    max: 1,
    connect_timeout: 5,
    onnotice: () => undefined,
  });
  try {
    await sql`select 1`;
    return true;
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === "28P01") {
      throw new Failure(
        `The database in ${options.dataDir} does not accept the password kept beside it.`,
        "Put secrets.json back from a backup, or delete the state directory to start with an empty shop.",
      );
    }
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function explain(tail: string, options: ClusterOptions): Failure {
  if (/Address already in use|could not bind/.test(tail)) {
    return new Failure(
      `Port ${options.port} is taken, and Postgres needs it.`,
      `Stop the other program, or choose another port: POSTGRES_PORT=${options.port + 100} npm start.`,
    );
  }
  if (/No space left/.test(tail))
    return new Failure("The disk is full: Postgres could not start.", "Free at least 1 GB and start again.");
  return new Failure(
    "Postgres did not start.",
    `Its last words: ${tail.trim().split("\n").slice(-3).join(" | ") || "none"}`,
  );
}

/** Started on an existing or a new data directory; a lock or a Postgres left by a killed start is cleared first. */
export async function startPostgres(options: ClusterOptions & { logFile: string }): Promise<PostgresServer> {
  for (let attempt = 0; ; attempt += 1) {
    const { command } = await prepareCluster(options);
    const host = startHost(command, options.logFile);
    const giveUpAt = Date.now() + 60_000; // recovery after a crash may replay minutes of writes
    while (!host.ended() && Date.now() < giveUpAt) {
      if (await answers(options)) return { exited: host.exited.then(() => undefined), stop: () => host.stop() };
      await delay(50);
    }
    await host.stop();
    const tail = await host.exited;
    // Workers of a killed Postgres need a moment to notice; until then their memory and lock are in use.
    const leftovers = /shared memory block|lock file .* already exists|is still in use/.test(tail);
    if (!leftovers || attempt >= 20) throw explain(tail, options);
    await delay(500);
  }
}

/** One connection as the superuser, for setting the stack up; never given to the app. */
export function adminSql(options: ClusterOptions): Sql {
  return postgres({
    host: "127.0.0.1",
    port: options.port,
    user: "supabase_admin",
    password: options.superuserPassword,
    database: "postgres",
    max: 1,
    onnotice: () => undefined,
  });
}
