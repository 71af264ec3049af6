/** A Chromium for the browser tests: the machine's, Playwright's, or one installed now. Never a silent skip. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { ROOT } from "@/supabase/embedded/child";
import { Failure } from "@/supabase/embedded/failure";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const works = (file: string): boolean =>
  existsSync(file) && spawnSync(file, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;

function find(): string | undefined {
  return [...SYSTEM, chromium.executablePath()].find(works);
}

function attempt(what: string, command: string, args: string[], say: (line: string) => void): string | undefined {
  say(`No Chromium here: trying ${what}`);
  spawnSync(command, args, { cwd: ROOT, stdio: "inherit", timeout: 5 * 60_000 });
  return find();
}

export function requireChromium(say: (line: string) => void): string {
  const cli = path.join(ROOT, "node_modules/@playwright/test/cli.js");
  const isRoot = process.getuid?.() === 0;
  const withLibraries = isRoot ? ["--with-deps"] : [];
  const found =
    find() ??
    attempt("Playwright's own", process.execPath, [cli, "install", ...withLibraries, "chromium"], say) ??
    (isRoot
      ? attempt("the system's package", "sh", ["-c", "apt-get update -qq && apt-get install -y -qq chromium"], say)
      : undefined);
  if (found) return found;
  throw new Failure(
    "The browser tests need Chromium, and it could not be installed.",
    "Install it (`npx playwright install --with-deps chromium`, or `sudo apt-get install chromium`) and run again.",
  );
}
