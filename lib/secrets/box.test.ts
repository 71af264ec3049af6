import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { keyVersion, openSecret, sealSecret } from "@/lib/secrets/box";
import { parseKeys } from "@/lib/secrets/keys";

const key = (version: number) => `${version}:${randomBytes(32).toString("base64")}`;
const [one, two] = [key(1), key(2)];
const place = { tenantId: "t1", kind: "device_pin", ref: "r1" };

describe("keys", () => {
  it("are read newest first", () => {
    const ring = parseKeys(`${two}, ${one}`);
    expect([ring.current, [...ring.keys.keys()]]).toEqual([2, [2, 1]]);
    expect(ring.keys.get(1)).toHaveLength(32);
  });

  it("are refused when they are no keys, without saying what they were", () => {
    const short = `1:${randomBytes(16).toString("base64")}`;
    for (const text of ["", "x", "1:", short, `0:${one.slice(2)}`, `${one},${one}`, `${one},`, `${one};${two}`]) {
      let said = "";
      try {
        parseKeys(text);
      } catch (error) {
        said = String(error);
      }
      expect(said, text).toContain("VOLTURA_SECRET_KEYS");
      if (text.length > 4) expect(said).not.toContain(text.slice(2, 30));
    }
  });
});

describe("a secret", () => {
  const old = parseKeys(one);
  const ring = parseKeys(`${two},${one}`);

  it("opens where it belongs, under the key it was written with", () => {
    for (const text of ["", "1234", "1-2-3-6-9", "kata laluan 🔑".repeat(400)]) {
      const sealed = sealSecret(old, place, text);
      expect(sealed).toMatch(/^v1\.1\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{22,}$/);
      expect(openSecret(ring, place, sealed)).toBe(text);
      expect(keyVersion(sealed)).toBe(1);
    }
    expect(keyVersion(sealSecret(ring, place, "x"))).toBe(2);
    expect(keyVersion("nonsense")).toBeNull();
  });

  it("is another text each time", () => {
    expect(sealSecret(ring, place, "1234")).not.toBe(sealSecret(ring, place, "1234"));
  });

  it("does not open for another tenant, kind or ref, changed, under another version, or without its key", () => {
    const sealed = sealSecret(ring, place, "1234");
    for (const other of [
      { ...place, tenantId: "t2" },
      { ...place, kind: "openai_key" },
      { ...place, ref: "r2" },
      // The fields cannot be shifted into one another.
      { tenantId: "t1", kind: 'device_pin","r1', ref: "" },
    ]) {
      expect(openSecret(ring, other, sealed)).toBeNull();
    }
    const parts = sealed.split(".");
    const flip = (text: string) => `${text.startsWith("A") ? "B" : "A"}${text.slice(1)}`;
    for (const changed of [
      [parts[0], "1", parts[2], parts[3]].join("."),
      [parts[0], parts[1], flip(parts[2] ?? ""), parts[3]].join("."),
      [parts[0], parts[1], parts[2], flip(parts[3] ?? "")].join("."),
      sealed.slice(0, -4),
      sealed.replace("v1", "v2"),
      "",
    ]) {
      expect(openSecret(ring, place, changed), changed).toBeNull();
    }
    expect(openSecret(old, place, sealed)).toBeNull();
  });
});
