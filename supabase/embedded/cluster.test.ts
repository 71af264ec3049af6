import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recoverLock } from "./cluster";

let dir = "";
const lock = () => path.join(dir, "postmaster.pid");

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), "voltura-cluster-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe("the lock a killed start leaves", () => {
  it("is nothing when there is none", async () => {
    expect(await recoverLock(dir)).toBe("nothing");
  });

  it("is removed when its process is gone", async () => {
    writeFileSync(lock(), "4194000\n/somewhere\n");
    expect(await recoverLock(dir)).toBe("stale-lock");
    expect(existsSync(lock())).toBe(false);
  });

  it("never leads to killing a process that merely got the same number", async () => {
    writeFileSync(lock(), `${process.pid}\n${dir}\n`);
    expect(await recoverLock(dir)).toBe("stale-lock");
  });

  it("is removed when it is rubbish", async () => {
    writeFileSync(lock(), "");
    expect(await recoverLock(dir)).toBe("stale-lock");
  });
});
