/** From nothing to a database with every migration applied. */
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { z } from "zod";
import { ROOT } from "./child";
import { databaseUrl, paths, type StackConfig } from "./config";
import { Failure } from "./failure";
import { createMailbox } from "./mailbox";
import { applyEmbeddedSql, migrate } from "./migrate";
import { adminSql, type PostgresServer, startPostgres } from "./postgres-server";
import { API_ROLE, createRoles } from "./roles";
import { loadSecrets, type Secrets } from "./secrets";
import { ensureSystemSchema } from "./system-schema";

export interface Database {
  server: PostgresServer;
  secrets: Secrets;
  /** As role `postgres`. */
  url: string;
  applied: string[];
}

export interface BootOptions {
  /** A migration that was edited after it was applied: stop and say so, or rebuild everything. */
  onEdited: "refuse" | "rebuild";
  report: (step: string) => void;
}

/** Postgres of this stack, with what it needs to be started again after a loss. */
export function startServer(config: StackConfig, secrets: Secrets): Promise<PostgresServer> {
  return startPostgres({ ...clusterOptions(config, secrets), logFile: paths(config).log("postgres") });
}

const clusterOptions = (config: StackConfig, secrets: Secrets) => ({
  dataDir: paths(config).postgres,
  port: config.ports.postgres,
  superuserPassword: secrets.superuserPassword,
  durable: config.durable,
});

function liteVersion(): string {
  const file = path.join(ROOT, "node_modules/@supabase/lite/package.json");
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, "utf8"))).version;
}

/** The same connection a hosted project gives for DATABASE_URL. */
export function postgresSql(url: string, max = 1): Sql {
  return postgres(url, { max, onnotice: () => undefined });
}

async function prepareSchemas(config: StackConfig, secrets: Secrets, admin: Sql): Promise<void> {
  await createRoles(admin, {
    postgres: secrets.postgresPassword,
    authenticator: secrets.authenticatorPassword,
    api: secrets.apiPassword,
  });
  await ensureSystemSchema(
    admin,
    {
      databaseUrl: databaseUrl(config, API_ROLE, secrets.apiPassword),
      stateDir: config.stateDir,
      siteUrl: `http://127.0.0.1:${config.ports.web}`,
      jwtSecret: secrets.jwtSecret,
      publishableKey: secrets.publishableKey,
      secretKey: secrets.secretKey,
      email: createMailbox(config.stateDir, () => undefined),
    },
    liteVersion(),
  );
}

/** Removes the shop's data: database and files. Keys, passwords and logs stay. */
export function removeData(config: StackConfig): void {
  const where = paths(config);
  for (const dir of [where.postgres, where.storage]) rmSync(dir, { recursive: true, force: true });
}

async function applyMigrations(config: StackConfig, url: string): Promise<{ applied: string[]; edited: string[] }> {
  const sql = postgresSql(url);
  try {
    const result = await migrate(sql, paths(config).migrations);
    if (result.edited.length === 0) await applyEmbeddedSql(sql, paths(config).embeddedSql);
    return result;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

export async function bootDatabase(config: StackConfig, options: BootOptions): Promise<Database> {
  const secrets = loadSecrets(config.stateDir);
  options.report("Starting Postgres");
  const server = await startServer(config, secrets);
  try {
    const admin = adminSql(clusterOptions(config, secrets));
    try {
      await prepareSchemas(config, secrets, admin);
    } finally {
      await admin.end({ timeout: 2 });
    }
    const url = databaseUrl(config, "postgres", secrets.postgresPassword);
    const { applied, edited } = await applyMigrations(config, url);
    if (edited.length === 0) return { server, secrets, url, applied };
    if (options.onEdited === "refuse") {
      throw new Failure(
        `The database was built from an earlier version of ${edited.join(", ")}.`,
        "Run `npm run db:reset`: it rebuilds the database with fresh demo data. What was entered since is lost.",
      );
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
  options.report("A migration was edited: rebuilding the database");
  await server.stop();
  removeData(config);
  return bootDatabase(config, { ...options, onEdited: "refuse" });
}
