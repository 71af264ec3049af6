// Brings node_modules to what package-lock.json says, and says in plain words why it cannot.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Plain, say } from "./plain.mjs";
import { checkSpace, checkWritable } from "./preflight.mjs";

const INSTALLED_BYTES = 3_000_000_000;

/** @param {string} file */
const readPackages = (file) => JSON.parse(readFileSync(file, "utf8")).packages ?? {};

/**
 * npm writes the hidden lock last, so a broken-off install has none; its entries are what really was installed.
 * @param {string} root
 */
export function isInstalled(root) {
  const hidden = path.join(root, "node_modules/.package-lock.json");
  if (!existsSync(hidden) || !existsSync(path.join(root, "node_modules/node/bin"))) return false;
  const wanted = readPackages(path.join(root, "package-lock.json"));
  const present = readPackages(hidden);
  return Object.entries(wanted).every(([where, entry]) => {
    if (where === "" || entry.optional || entry.devOptional || entry.os || entry.cpu) return true;
    return present[where]?.version === entry.version;
  });
}

const REASONS = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT|network request to .* failed/,
    "The npm registry could not be reached, so the packages could not be installed.",
    "Check the internet connection (or `npm config get registry` and the proxy settings) and start again.",
  ],
  [
    /ENOSPC|no space left/i,
    "The disk is full: the packages could not be installed.",
    "Free at least 3 GB and start again.",
  ],
  [
    /EACCES|EPERM/,
    "The packages could not be written.",
    "Give the folder to the user who starts Voltura, and start again.",
  ],
  [
    /EUSAGE|Missing: .* from lock file/,
    "package.json and package-lock.json disagree.",
    "Run `npm install` once and commit the lock.",
  ],
  [/E401|E403/, "The npm registry refused to give the packages.", "Check `npm config get registry` and its login."],
];

/** @param {string} output */
function explain(output) {
  const known = REASONS.find(([pattern]) => pattern.test(output));
  if (known) return new Plain(known[1], known[2]);
  const lines = output.trim().split("\n").slice(-8).join("\n");
  return new Plain(`npm could not install the packages:\n${lines}`, "Run `npm ci` to see its whole output.");
}

/** @param {string} root */
function countPackages(root) {
  const dir = path.join(root, "node_modules");
  return existsSync(dir) ? readdirSync(dir).length : 0;
}

/** @param {string} root */
export async function install(root) {
  if (isInstalled(root)) return false;
  checkWritable(root);
  checkSpace(root, INSTALLED_BYTES);
  say("Installing packages (2 to 4 minutes the first time) …");
  const started = Date.now();
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  // npm's own waits between tries add up to more than a minute before it says that there is no network.
  args.push("--fetch-retry-mintimeout=2000", "--fetch-retry-maxtimeout=15000");
  const useShell = !npm && process.platform === "win32";
  const child = npm
    ? spawn(process.execPath, [npm, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] })
    : spawn(useShell ? "npm.cmd" : "npm", args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], shell: useShell });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output = (output + chunk).slice(-20_000);
    });
  }
  const beat = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    say(`  still installing, ${seconds} s (${countPackages(root)} folders in node_modules)`);
  }, 15_000);
  const code = await new Promise((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve(1);
    });
    child.once("close", resolve);
  });
  clearInterval(beat);
  if (code !== 0) throw explain(output);
  say(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
  return true;
}
