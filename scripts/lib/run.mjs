// Runs one tool on the Node that came with the packages.
import { spawn } from "node:child_process";
import path from "node:path";
import { findNode } from "./run-node24.mjs";

const children = new Set();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    for (const child of children) child.kill("SIGTERM");
    setTimeout(() => process.exit(130), 10_000).unref();
    if (children.size === 0) process.exit(130);
    interrupted = true;
  });
}
let interrupted = false;

/**
 * @param {string} root @param {string[]} args what Node runs: a script and its words
 * @param {{ quiet?: boolean, timeoutMs?: number, env?: Record<string, string> }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runNode(root, args, { quiet = false, timeoutMs = 40 * 60_000, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(findNode(root), args, {
      cwd: root,
      env: {
        ...process.env,
        ...env,
        NEXT_TELEMETRY_DISABLED: "1",
        DO_NOT_TRACK: "1",
        PATH: `${path.join(root, "node_modules/.bin")}${path.delimiter}${process.env.PATH ?? ""}`,
      },
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    });
    children.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        output = (output + chunk).slice(-200_000);
      });
    }
    const timer = setTimeout(() => {
      const words = `\nstopped: longer than ${timeoutMs / 60_000} minutes\n`;
      output += words;
      if (!quiet) process.stderr.write(words);
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 15_000).unref();
    }, timeoutMs);
    const end = (code) => {
      clearTimeout(timer);
      children.delete(child);
      if (interrupted) process.exit(130);
      resolve({ code: code ?? 1, output });
    };
    child.once("error", (error) => {
      output += error.message;
      end(1);
    });
    child.once("close", end);
  });
}

/** @param {string} name the path of a package's program below node_modules */
export const bin = (root, name) => path.join(root, "node_modules", name);
