/** Builds the web app only when what goes into it has changed since the last build. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "@/supabase/embedded/child";
import { paths } from "@/supabase/embedded/config";
import { Failure } from "@/supabase/embedded/failure";
import { type ProgramOptions, startBuild } from "./programs";
import type { Shutdown } from "./shutdown";

const SOURCES = ["app", "components", "lib", "inngest", "public", "messages"];
const FILES = [
  "middleware.ts",
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
const NOT_BUILT = /\.(test|e2e)\.tsx?$/;

function* walk(dir: string): Generator<string> {
  if (!existsSync(dir)) return;
  for (const entry of readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(dir, entry.name);
    if (entry.isDirectory()) yield* walk(full);
    else if (!NOT_BUILT.test(entry.name)) yield full;
  }
}

/** No value of the environment is built in: lib/env.ts reads them as the app runs, so one build serves any stack. */
function fingerprint(): string {
  const hash = createHash("sha256");
  const files = [
    ...SOURCES.flatMap((dir) => [...walk(path.join(ROOT, dir))]),
    ...FILES.map((name) => path.join(ROOT, name)),
  ];
  for (const file of files.filter((name) => existsSync(name))) {
    hash.update(path.relative(ROOT, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.update(process.version).digest("hex");
}

const MIN_FREE_BYTES = 400_000_000;

function requireSpace(): void {
  const disk = statfsSync(ROOT);
  if (disk.bavail * disk.bsize >= MIN_FREE_BYTES) return;
  throw new Failure("The disk is nearly full: the web app cannot be built.", "Free at least 1 GB and start again.");
}

/** @returns whether anything had to be built. */
export async function buildWeb(
  options: ProgramOptions,
  report: (step: string) => void,
  shutdown?: Pick<Shutdown, "add">,
): Promise<boolean> {
  const dist = path.join(ROOT, options.distDir);
  const mark = path.join(dist, "voltura-fingerprint");
  const wanted = fingerprint();
  const isBuilt = existsSync(path.join(dist, "BUILD_ID")) && existsSync(mark) && readFileSync(mark, "utf8") === wanted;
  if (isBuilt) return false;
  requireSpace();
  report("Building the web app (about a minute; only when its sources changed)");
  rmSync(mark, { force: true });
  const log = paths(options.config).log("build");
  rmSync(log, { force: true });
  const build = startBuild(options);
  await shutdown?.add(build);
  const code = await build.exited;
  if (code !== 0) {
    const words = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").slice(-25).join("\n") : "";
    throw new Failure(`The web app could not be built.\n${words}`, `The whole output is in ${log}.`);
  }
  writeFileSync(mark, wanted);
  return true;
}
