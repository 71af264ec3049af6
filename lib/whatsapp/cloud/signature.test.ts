import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isSignedByMeta, sameText } from "@/lib/whatsapp/cloud/signature";
import { subjectsOf } from "@/lib/whatsapp/cloud/webhook";

const file = readFileSync("wa-runner/testing/graph-server/samples/01-in-text.json");
const compact = Buffer.from(JSON.stringify(JSON.parse(file.toString())));
const SECRET = "test_app_secret";
const OF_COMPACT = "sha256=3d1c69151d8c6fc925bd136d34891d2ae9b95c555c985eca37eb8df90822f7a9";
const OF_FILE = "sha256=b4c75827f7c77ed675fa89bdf3958c71badb53db8ae143c74250076217e69359";

describe("Meta's signature", () => {
  it("is over the bytes, not over what they mean", () => {
    expect(compact).toHaveLength(579);
    expect(isSignedByMeta(SECRET, compact, OF_COMPACT)).toBe(true);
    expect(isSignedByMeta(SECRET, file, OF_FILE)).toBe(true);
    expect(isSignedByMeta(SECRET, file, OF_COMPACT)).toBe(false);
    expect(isSignedByMeta(SECRET, compact, OF_FILE)).toBe(false);
  });

  it("is refused when it is missing, cut, of another kind, or made with another secret", () => {
    const bare = OF_COMPACT.slice("sha256=".length);
    for (const header of [
      null,
      "",
      "sha256=",
      bare,
      `sha1=${bare}`,
      OF_COMPACT.slice(0, -1),
      `${OF_COMPACT}0`,
      "sha256=é",
    ])
      expect(isSignedByMeta(SECRET, compact, header), String(header)).toBe(false);
    expect(isSignedByMeta("another", compact, OF_COMPACT)).toBe(false);
  });
});

it("compares tokens of any length", () => {
  expect(sameText("satu", "satu")).toBe(true);
  for (const [one, other] of [
    ["satu", "dua"],
    ["", "dua"],
    ["satu", "satu "],
  ] as const)
    expect(sameText(one, other)).toBe(false);
});

it("knows of which numbers a message speaks, and when it is no message", () => {
  expect(subjectsOf(file.toString())).toEqual({ numbers: ["106540352242922"], isGeneral: false });
  const paused = readFileSync("wa-runner/testing/graph-server/samples/12-template-status-paused.json", "utf8");
  expect(subjectsOf(paused)).toEqual({ numbers: [], isGeneral: true });
  for (const text of ["", "{", "[]", "null", '{"entry":{}}', '{"entry":[{"changes":[{"value":3}]}]}'])
    expect(subjectsOf(text), text).toBeNull();
});
