/** Keys and passwords of this machine's stack: made on the first start, kept in one file only its owner can read. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Failure } from "./failure";

const login = z.object({ role: z.string(), email: z.string(), password: z.string(), tenant: z.string().optional() });

const schema = z.object({
  jwtSecret: z.string().min(32),
  publishableKey: z.string().startsWith("sb_publishable_"),
  secretKey: z.string().startsWith("sb_secret_"),
  superuserPassword: z.string(),
  postgresPassword: z.string(),
  authenticatorPassword: z.string(),
  apiPassword: z.string(),
  /** VOLTURA_SECRET_KEYS: newest first. Empty in a file of before there were any. */
  secretKeys: z.string().default(""),
  /** Demo passwords by role. */
  demo: z.record(z.string(), z.string()).default({}),
  /** What the seed made, printed at every start. */
  logins: z.array(login).default([]),
});

export type Secrets = z.infer<typeof schema>;
export type DemoLogin = z.infer<typeof login>;

const random = (bytes: number) => randomBytes(bytes).toString("base64url");

const secretKey = (version: number) => `${version}:${randomBytes(32).toString("base64")}`;

function generate(): Secrets {
  return {
    jwtSecret: random(48),
    publishableKey: `sb_publishable_${random(24)}`,
    secretKey: `sb_secret_${random(24)}`,
    superuserPassword: random(24),
    postgresPassword: random(24),
    authenticatorPassword: random(24),
    apiPassword: random(24),
    secretKeys: secretKey(1),
    demo: {},
    logins: [],
  };
}

const fileOf = (stateDir: string) => path.join(stateDir, "secrets.json");

export function saveSecrets(stateDir: string, secrets: Secrets): void {
  mkdirSync(stateDir, { recursive: true });
  const fresh = `${fileOf(stateDir)}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, fileOf(stateDir));
}

export function loadSecrets(stateDir: string): Secrets {
  const file = fileOf(stateDir);
  if (!existsSync(file)) {
    if (existsSync(path.join(stateDir, "postgres", "PG_VERSION"))) {
      throw new Failure(
        `${file} is missing, and the passwords of the database were in it.`,
        `Put the file back from a backup, or delete ${stateDir} to start with an empty shop.`,
      );
    }
    const secrets = generate();
    saveSecrets(stateDir, secrets);
    return secrets;
  }
  let secrets: Secrets;
  try {
    secrets = schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new Failure(
      `${file} is damaged.`,
      `Put the file back from a backup, or delete ${stateDir} to start with an empty shop.`,
      { cause: error },
    );
  }
  if (secrets.secretKeys === "") {
    secrets.secretKeys = secretKey(1);
    saveSecrets(stateDir, secrets);
  }
  return secrets;
}

/** A new key in front of the others, which still open what was written under them. Returns its version. */
export function addSecretKey(stateDir: string): number {
  const secrets = loadSecrets(stateDir);
  const version = Number(secrets.secretKeys.split(":")[0]) + 1;
  secrets.secretKeys = `${secretKey(version)},${secrets.secretKeys}`;
  saveSecrets(stateDir, secrets);
  return version;
}

/** A demo password can be read aloud and typed on a phone: no look-alike letters. */
export function demoPassword(secrets: Secrets, role: string): string {
  const existing = secrets.demo[role];
  if (existing) return existing;
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const made = [...randomBytes(12)].map((byte) => letters[byte % letters.length]).join("");
  const password = `${made.slice(0, 4)}-${made.slice(4, 8)}-${made.slice(8)}`;
  secrets.demo[role] = password;
  return password;
}
