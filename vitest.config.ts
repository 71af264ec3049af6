import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = {
  "@": import.meta.dirname,
  // Throws outside Next; here the code under test is what matters.
  "server-only": path.resolve(import.meta.dirname, "testing/server-only.ts"),
};

const NEVER = ["node_modules/**", ".next*/**", ".voltura/**", "**/*.e2e.ts"];

export default defineConfig({
  resolve: { alias },
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...NEVER, "**/*.db.test.ts", "inngest/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude: NEVER,
          globalSetup: ["testing/global-setup.ts"],
          setupFiles: ["testing/db-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { name: "jobs", include: ["inngest/**/*.test.ts"], exclude: [...NEVER, "**/*.db.test.ts"] },
      },
    ],
  },
});
