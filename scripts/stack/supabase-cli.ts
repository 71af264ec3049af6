/** The Supabase CLI, fetched by npm when needed: as a dependency it lacks other platforms' programs. */
import { spawn } from "node:child_process";
import { ROOT } from "@/supabase/embedded/child";

const VERSION = "3.1.0";

export interface CliResult {
  code: number;
  stdout: string;
  stderr: string;
}

export function supabaseCli(args: string[]): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const child = spawn(npm, ["exec", "--yes", `supabase@${VERSION}`, "--", ...args], {
      cwd: ROOT,
      env: { ...process.env, DO_NOT_TRACK: "1", SUPABASE_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}
