import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findRunning, releaseLock, takeLock } from "./lock";

const ports = { web: 1, api: 2, postgres: 3 };
let dir = "";

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), "voltura-lock-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe("the lock of a state directory", () => {
  it("is taken once; the second start learns where the first answers", () => {
    expect(takeLock(dir, ports)).toBeUndefined();
    expect(takeLock(dir, ports)).toMatchObject({ pid: process.pid, webPort: 1 });
    releaseLock(dir);
    expect(takeLock(dir, ports)).toBeUndefined();
  });

  it("of a killed start is taken over", () => {
    writeFileSync(
      path.join(dir, "run.json"),
      JSON.stringify({ pid: 4_194_000, born: "1", webPort: 1, postgresPort: 2, apiPort: 3 }),
    );
    expect(findRunning(dir)).toBeUndefined();
    expect(takeLock(dir, ports)).toBeUndefined();
  });

  it("of a killed start whose number another process got since is taken over", () => {
    const lock = { pid: process.pid, born: "another", webPort: 1, postgresPort: 2, apiPort: 3 };
    writeFileSync(path.join(dir, "run.json"), JSON.stringify(lock));
    expect(takeLock(dir, ports)).toBeUndefined();
  });

  it("that is rubbish is taken over", () => {
    writeFileSync(path.join(dir, "run.json"), "{");
    expect(takeLock(dir, ports)).toBeUndefined();
  });
});
