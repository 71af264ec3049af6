/** What the person asked for by environment: mode, ports, state directory. */
import { existsSync } from "node:fs";
import path from "node:path";
import { ROOT } from "@/supabase/embedded/child";
import { PORT_VARIABLES, type Ports, type StackConfig } from "@/supabase/embedded/config";
import { Failure } from "@/supabase/embedded/failure";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"]);

function readPort(name: keyof Ports): number {
  const { variable, fallback } = PORT_VARIABLES[name];
  const text = process.env[variable];
  if (text === undefined || text === "") return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Failure(
    `${variable}=${text} is not a port.`,
    `Give a number from 1 to 65535, for example ${variable}=${fallback}.`,
  );
}

const HOSTED_NEEDS = [
  "NEXT_PUBLIC_SUPABASE_URL",
  "NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY",
  "SUPABASE_SECRET_KEY",
  "SUPABASE_JWT_SECRET",
  "VOLTURA_SECRET_KEYS",
  "DATABASE_URL",
];

function requireHosted(): void {
  const missing = HOSTED_NEEDS.filter((name) => !process.env[name]);
  if (missing.length === 0) return;
  throw new Failure(
    `VOLTURA_MODE=hosted needs ${missing.join(", ")}.`,
    "Set them in .env (each is explained in .env.example), or unset VOLTURA_MODE to run everything on this machine.",
  );
}

export interface Settings {
  mode: "embedded" | "hosted";
  config: StackConfig;
}

/** A `.env` beside package.json is read first; what is already in the environment wins. */
export function readSettings(): Settings {
  const file = path.join(ROOT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  const mode = process.env["VOLTURA_MODE"] === "hosted" ? "hosted" : "embedded";
  if (mode === "hosted") requireHosted();
  const host = process.env["HOST"];
  if (mode === "embedded" && host && !LOOPBACK.has(host)) {
    throw new Failure(
      `HOST=${host} would show the embedded mode, with its demo logins, to the network.`,
      "Remove HOST. To serve others, use a Supabase project: VOLTURA_MODE=hosted (see .env.example).",
    );
  }
  const ports = {
    web: readPort("web"),
    api: readPort("api"),
    postgres: readPort("postgres"),
    runner: readPort("runner"),
  };
  const twice = Object.values(ports).find((port, index, all) => all.indexOf(port) !== index);
  if (twice !== undefined) {
    throw new Failure(
      `Port ${twice} is wanted twice.`,
      `Give different numbers to ${Object.values(PORT_VARIABLES)
        .map((entry) => entry.variable)
        .join(", ")}.`,
    );
  }
  const stateDir = path.resolve(ROOT, process.env["VOLTURA_STATE"] || ".voltura");
  return { mode, config: { stateDir, ports, durable: true } };
}
