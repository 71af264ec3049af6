/** Where a stack lives and what its programs are told. */
import path from "node:path";
import { ROOT } from "./child";
import { API_ROLE } from "./roles";
import type { Secrets } from "./secrets";

export interface Ports {
  web: number;
  api: number;
  postgres: number;
  runner: number;
}

export interface StackConfig {
  stateDir: string;
  ports: Ports;
  /** Off only for stacks that are thrown away. */
  durable: boolean;
}

/** The variables by which a person moves a port. */
export const PORT_VARIABLES: Record<keyof Ports, { variable: string; fallback: number; what: string }> = {
  web: { variable: "PORT", fallback: 3000, what: "the web app" },
  api: { variable: "SUPABASE_API_PORT", fallback: 54321, what: "the Supabase API" },
  postgres: { variable: "POSTGRES_PORT", fallback: 54322, what: "Postgres" },
  runner: { variable: "WA_RUNNER_PORT", fallback: 3001, what: "wa-runner" },
};

export function databaseUrl(config: StackConfig, user: string, password: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${config.ports.postgres}/postgres`;
}

export const paths = (config: StackConfig) => ({
  postgres: path.join(config.stateDir, "postgres"),
  storage: path.join(config.stateDir, "storage"),
  log: (name: string) => path.join(config.stateDir, "logs", `${name}.log`),
  migrations: path.join(ROOT, "supabase/migrations"),
  embeddedSql: path.join(ROOT, "supabase/embedded/sql"),
});

/** What lib/env.ts reads, for programs of an embedded stack. */
export function programEnvironment(config: StackConfig, secrets: Secrets): NodeJS.ProcessEnv {
  const { ports } = config;
  return {
    ...process.env,
    VOLTURA_MODE: "embedded",
    VOLTURA_STATE: config.stateDir,
    NEXT_PUBLIC_SUPABASE_URL: `http://127.0.0.1:${ports.api}`,
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
    SUPABASE_SECRET_KEY: secrets.secretKey,
    SUPABASE_JWT_SECRET: secrets.jwtSecret,
    VOLTURA_SECRET_KEYS: secrets.secretKeys,
    DATABASE_URL: databaseUrl(config, "postgres", secrets.postgresPassword),
    APP_URL: process.env["APP_URL"] ?? `http://127.0.0.1:${ports.web}`,
    WA_RUNNER_URL: `http://127.0.0.1:${ports.runner}`,
    WA_RUNNER_PORT: String(ports.runner),
    SUPABASE_API_PORT: String(ports.api),
    POSTGRES_PORT: String(ports.postgres),
    PORT: String(ports.web),
    NEXT_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
  };
}

export function apiEnvironment(config: StackConfig, secrets: Secrets): NodeJS.ProcessEnv {
  return {
    ...programEnvironment(config, secrets),
    SUPABASE_API_DATABASE_URL: databaseUrl(config, API_ROLE, secrets.apiPassword),
  };
}
