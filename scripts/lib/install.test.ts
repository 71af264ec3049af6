import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isInstalled } from "./install.mjs";

let root = "";
const lock = (packages: object) => JSON.stringify({ packages: { "": { name: "voltura" }, ...packages } });
const a1 = { "node_modules/a": { version: "1.0.0" } };

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "voltura-install-"));
  mkdirSync(path.join(root, "node_modules/node/bin"), { recursive: true });
  writeFileSync(
    path.join(root, "package-lock.json"),
    lock({ ...a1, "node_modules/b-win32": { version: "1.0.0", os: ["win32"] } }),
  );
});
afterEach(() => rmSync(root, { recursive: true }));

describe("packages", () => {
  it("are there when npm recorded them; another platform's need not be", () => {
    writeFileSync(path.join(root, "node_modules/.package-lock.json"), lock(a1));
    expect(isInstalled(root)).toBe(true);
  });

  it("are not there when an install was broken off, or the lock moved on", () => {
    expect(isInstalled(root)).toBe(false);
    writeFileSync(path.join(root, "node_modules/.package-lock.json"), lock({ "node_modules/a": { version: "0.9.0" } }));
    expect(isInstalled(root)).toBe(false);
  });
});
