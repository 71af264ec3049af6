import { describe, expect, it } from "vitest";
import { splitLinks } from "./links";
import { isOwnMachine } from "./simulator-access";

const asker = { host: "127.0.0.1:3000", forwardedFor: null, origin: null };

describe("the simulator's door", () => {
  it("opens for this machine, by any of its names", () => {
    for (const host of ["127.0.0.1:3000", "localhost:3000", "[::1]:3000", "localhost"]) {
      expect(isOwnMachine({ ...asker, host }), host).toBe(true);
    }
    expect(isOwnMachine({ ...asker, forwardedFor: "::ffff:127.0.0.1" })).toBe(true);
    expect(isOwnMachine({ ...asker, origin: "http://127.0.0.1:3000" })).toBe(true);
  });

  it("stays shut for other names, other machines and other pages", () => {
    for (const change of [
      { host: null },
      { host: "shop.example" },
      { host: "127.0.0.1.evil.example" },
      { host: "192.168.1.5:3000" },
      { forwardedFor: "203.0.113.9" },
      { forwardedFor: "127.0.0.1, 203.0.113.9" },
      { origin: "https://evil.example" },
      { origin: "http://127.0.0.1:4000" },
      { origin: "null" },
    ]) {
      expect(isOwnMachine({ ...asker, ...change }), JSON.stringify(change)).toBe(false);
    }
  });
});

describe("links in messages", () => {
  it("are http and https only, without the sentence's punctuation", () => {
    const parts = splitLinks("Lihat http://127.0.0.1:3000/a/xyz. Atau (https://kedai.my/r/1), ya! javascript:alert(1)");
    expect(parts.flatMap((part) => part.href ?? [])).toEqual(["http://127.0.0.1:3000/a/xyz", "https://kedai.my/r/1"]);
    expect(parts.map((part) => part.text).join("")).toBe(
      "Lihat http://127.0.0.1:3000/a/xyz. Atau (https://kedai.my/r/1), ya! javascript:alert(1)",
    );
  });
});
