import { describe, expect, it } from "vitest";
import { parseRange, sliceRange } from "./range";

describe("byte ranges", () => {
  it.each([
    ["bytes=0-9", { start: 0, end: 9 }],
    ["bytes=90-", { start: 90, end: 99 }],
    ["bytes=-10", { start: 90, end: 99 }],
    ["bytes=50-500", { start: 50, end: 99 }],
    ["bytes=100-", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=9-5", null],
    ["bytes=0-1,5-6", null],
    ["items=0-1", null],
    ["bytes=-", null],
  ])("%s of 100", (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });

  it("are answered with exactly that part", async () => {
    const bytes = new Uint8Array(100).map((_, index) => index);
    const part = sliceRange(bytes, "bytes=10-19", new Headers());
    expect([part.status, part.headers.get("content-range")]).toEqual([206, "bytes 10-19/100"]);
    expect([...new Uint8Array(await part.arrayBuffer())]).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    expect(sliceRange(bytes, "bytes=100-", new Headers()).status).toBe(416);
  });
});
