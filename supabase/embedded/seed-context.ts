/** What a seed is given, and what it says back. */
import type { Sql } from "postgres";
import type { DemoLogin } from "./secrets";

export interface SeedContext {
  /** Role `postgres`: past row-level security, subject to every constraint and trigger. */
  sql: Sql;
  /** Sign people up here: `POST /auth/v1/signup` with the publishable key, or supabase-js. */
  apiUrl: string;
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
  appUrl: string;
  /** The generated password of a demo login; the same one for the same name on this machine. */
  password(name: string): string;
  /** One line for the terminal. */
  report(step: string): void;
}

export interface SeedResult {
  /** Printed at every start, one line each. */
  logins: DemoLogin[];
}
