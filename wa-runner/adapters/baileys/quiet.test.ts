import { afterEach, expect, it, vi } from "vitest";

const printed: unknown[][] = [];
const levels = ["log", "info", "warn", "error", "debug"] as const;
const out = globalThis.console;
const before = Object.fromEntries(levels.map((level) => [level, out[level]]));

afterEach(() => {
  Object.assign(out, before);
  printed.length = 0;
});

it("what libsignal prints of its sessions never reaches the console, all else does", async () => {
  for (const level of levels) out[level] = (...args: unknown[]) => void printed.push(args);
  vi.resetModules();
  await import("./quiet");
  const { SessionRecord } = await import("libsignal");
  const record = new SessionRecord();
  const session = { indexInfo: { closed: -1 }, currentRatchet: { rootKey: "secret" } };
  if ("closeSession" in record && typeof record.closeSession === "function") {
    record.closeSession(session);
    record.closeSession(session);
  }
  for (const level of levels) out[level]("Failed to decrypt message with any known session...");
  out.error("Session error:Error: Bad MAC", "stack");
  expect(printed).toEqual([]);
  out.warn("something of ours", 1);
  expect(printed).toEqual([["something of ours", 1]]);
});
