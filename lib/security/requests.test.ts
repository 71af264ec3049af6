import { beforeAll, describe, expect, it, vi } from "vitest";
import { limitKeys } from "@/lib/security/limit";
import { requestIdFrom } from "@/lib/security/request-id";
import { isCrossSite } from "@/lib/security/same-origin";

const SECRET = "a-secret-of-at-least-32-characters-here";

beforeAll(() => {
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", "http://127.0.0.1:54321");
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", "sb_publishable_test");
  vi.stubEnv("SUPABASE_JWT_SECRET", SECRET);
  vi.stubEnv("DATABASE_URL", "postgres://127.0.0.1/x");
  vi.stubEnv("APP_URL", "https://kedai.example");
});

describe("a request that changes something", () => {
  const crossSite = (headers: Record<string, string>) => isCrossSite(new Headers({ host: "inner:3000", ...headers }));

  it("comes from our own page", () => {
    for (const headers of [
      { "sec-fetch-site": "same-origin", origin: "http://inner:3000" },
      { origin: "http://inner:3000" },
      // Behind a proxy the host is not the one people type.
      { origin: "https://kedai.example" },
      // A page without referrer posts a form.
      { "sec-fetch-site": "same-origin", origin: "null" },
      // No browser.
      {},
    ])
      expect(crossSite(headers), JSON.stringify(headers)).toBe(false);
  });

  it("or is refused", () => {
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site", origin: "http://inner:3001" },
      { "sec-fetch-site": "cross-site", origin: "https://kedai.example" },
      { "sec-fetch-site": "same-origin", origin: "https://evil.example" },
      { origin: "https://evil.example" },
      { origin: "https://kedai.example.evil.example" },
      { origin: "null" },
      { origin: "nonsense" },
      { origin: "" },
    ])
      expect(crossSite(headers), JSON.stringify(headers)).toBe(true);
  });
});

describe("a request's name", () => {
  it("is kept when a proxy gave a well-formed one", () => {
    for (const id of ["7b1e3c52-9f04-4c88-a1b2-0123456789ab", "req_0123456789"]) expect(requestIdFrom(id)).toBe(id);
  });

  it("is made anew otherwise", () => {
    for (const id of [
      null,
      "",
      "short",
      "a b c d e f g h",
      '"},{"x":"',
      "x".repeat(65),
      "émile-dupont",
      "abc\ndefghij",
    ])
      expect(requestIdFrom(id)).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("a limit", () => {
  const allowed = { each: 5, visitor: 20, seconds: 900 };

  it("counts the thing aimed at and the visitor apart, and names neither", () => {
    const keys = limitKeys("sign-in", "Aina@shop.test", "203.0.113.7", allowed);
    expect(keys.map(({ limit }) => limit)).toEqual([5, 20]);
    expect(JSON.stringify(keys)).not.toMatch(/aina|shop\.test|203\.0/i);
    const [other] = limitKeys("sign-in", " aina@SHOP.test", "198.51.100.1", allowed);
    expect(other?.key).toBe(keys[0]?.key);
  });

  it("is wider for a visitor who may be everybody", () => {
    expect(limitKeys("link", null, null, allowed)).toMatchObject([{ limit: 400 }]);
  });
});
