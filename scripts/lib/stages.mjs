// What `npm test` consists of. Each stage counts: a check is one, a test is one.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { say } from "./plain.mjs";
import { bin, runNode } from "./run.mjs";

const RESULTS = "test-results";

/** @param {string} root @param {string} name */
function freshReport(root, name) {
  const dir = path.join(root, RESULTS);
  mkdirSync(dir, { recursive: true });
  const file = path.join(dir, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

const CHECKS = [
  ["format and lint (biome)", (root) => [[bin(root, "@biomejs/biome/bin/biome"), "check", "."]]],
  [
    "types (tsc)",
    (root) => [
      [bin(root, "next/dist/bin/next"), "typegen"],
      [bin(root, "typescript/bin/tsc"), "--noEmit", "--incremental", "false"],
    ],
  ],
  ["unused code and packages (knip)", (root) => [[bin(root, "knip/bin/knip.js")]]],
  ["generated database types are current", () => [["--import", "tsx", "scripts/db-types.ts", "--check"]]],
  ["database advisors", () => [["--import", "tsx", "scripts/db-advisors.ts"]]],
];

async function check(root) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const runOne = async ([name, commands]) => {
    for (const args of commands(root)) {
      const { code, output } = await runNode(root, args, { quiet: true, timeoutMs: 5 * 60_000 });
      if (code === 0) continue;
      counts.failed += 1;
      say(`   FAILED  ${name}\n${output.trim().split("\n").slice(-60).join("\n")}`);
      return;
    }
    counts.passed += 1;
    say(`   ok      ${name}`);
  };
  // Two at a time: most machines that run this have two cores.
  const queue = [...CHECKS];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await runOne(next);
  };
  await Promise.all([worker(), worker()]);
  return counts;
}

/** A file that could not even be loaded has no tests to count; it counts as one failure. */
export function countVitest(report) {
  const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function countPlaywright({ stats, errors }) {
  const outside = stats.unexpected === 0 ? errors.length : 0;
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + outside, skipped: stats.skipped };
}

/** No report, or a bad exit that no test explains: something broke outside the tests, which is one failure. */
function readReport(file, code, count) {
  const counts = existsSync(file)
    ? count(JSON.parse(readFileSync(file, "utf8")))
    : { passed: 0, failed: 0, skipped: 0 };
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function vitest(project) {
  return async (root, rest) => {
    const file = freshReport(root, project);
    const { code } = await runNode(root, [
      bin(root, "vitest/vitest.mjs"),
      "run",
      `--project=${project}`,
      "--passWithNoTests",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
      ...rest,
    ]);
    return readReport(file, code, countVitest);
  };
}

function hasTests(dir) {
  if (!existsSync(dir)) return false;
  return readdirSync(dir, { recursive: true }).some((name) => String(name).endsWith(".test.ts"));
}

async function jobs(root, rest) {
  return hasTests(path.join(root, "inngest")) ? vitest("jobs")(root, rest) : undefined;
}

async function browser(root, rest) {
  const file = freshReport(root, "browser");
  const { code } = await runNode(root, ["--import", "tsx", "scripts/e2e.ts", ...rest], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  return readReport(file, code, countPlaywright);
}

export const STAGES = { check, unit: vitest("unit"), db: vitest("db"), jobs, browser };
