// Hands over to the Node that came with the packages, and makes sure nothing is left when either side goes away.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Plain } from "./plain.mjs";

/** @param {string} root */
export function findNode(root) {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const node = path.join(root, "node_modules/node/bin", name);
  if (existsSync(node)) return node;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  throw new Plain(
    "The Node 24 that comes with the packages is missing: npm was told not to run install scripts.",
    "Run `npm ci --ignore-scripts=false`, or install Node 24, and start again.",
  );
}

/** @param {number} pid */
function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ")[1]);
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** npm, and the shell npm uses: when one is killed, nobody is left to ask us to stop. @param {() => void} onGone */
function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  setInterval(() => {
    if (process.ppid !== parent || (grandparent > 1 && !isAlive(grandparent))) onGone();
  }, 1000).unref();
}

/**
 * Runs a TypeScript program until it ends. Signals are passed on; the program notices our end by its closed channel.
 * @param {string} root @param {string} script @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export function runTypeScript(root, script, args) {
  const node = findNode(root);
  const env = {
    ...process.env,
    PATH: `${path.join(root, "node_modules/.bin")}${path.delimiter}${process.env.PATH ?? ""}`,
  };
  const child = spawn(node, ["--import", "tsx", path.join(root, script), ...args], {
    cwd: root,
    env,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  // The terminal sends Ctrl-C to both of us: the program handles it, and we wait for it.
  process.on("SIGINT", () => undefined);
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  watchNpm(() => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 1)));
  });
}
