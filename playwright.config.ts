import path from "node:path";
import { defineConfig } from "@playwright/test";
import { e2eStack } from "./testing/e2e";

const isRoot = process.getuid?.() === 0;
const stacks = (process.env["VOLTURA_E2E"] ?? "").split(path.delimiter).filter(Boolean).length;

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.e2e.ts",
  testIgnore: ["**/node_modules/**", "**/.next*/**"],
  outputDir: "test-results/browser",
  // A stack and a database for each: the files of a worker follow each other.
  workers: stacks || 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json"]],
  use: {
    baseURL: stacks > 0 ? e2eStack().appUrl : "http://127.0.0.1:3000",
    locale: "en-MY",
    timezoneId: "Asia/Kuala_Lumpur",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env["VOLTURA_E2E_CHROMIUM"] ? { executablePath: process.env["VOLTURA_E2E_CHROMIUM"] } : {}),
      args: [
        // Chromium's sandbox cannot be set up by root.
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
