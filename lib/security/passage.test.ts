import { NextRequest } from "next/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { openPassage } from "@/lib/security/passage";

beforeEach(() => {
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", "http://127.0.0.1:54321");
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", "sb_publishable_test");
  vi.stubEnv("SUPABASE_JWT_SECRET", "a-secret-of-at-least-32-characters-here");
  vi.stubEnv("DATABASE_URL", "postgres://127.0.0.1/x");
  vi.resetModules();
});

async function hsts(appUrl: string, path: string): Promise<string | null> {
  vi.stubEnv("APP_URL", appUrl);
  const fresh = await import("@/lib/security/passage");
  return fresh
    .openPassage(new NextRequest(new URL(path, appUrl)))
    .next()
    .headers.get("strict-transport-security");
}

describe("transport", () => {
  it("is promised to stay encrypted for a year where the app is served over https, and not a word of it elsewhere", async () => {
    for (const path of ["/home", "/api/search", "/k/x/pdf"])
      expect(await hsts("https://kedai.example", path)).toBe("max-age=31536000; includeSubDomains");
    vi.resetModules();
    expect(await hsts("http://127.0.0.1:3000", "/home")).toBeNull();
  });
});

describe("a request that changes something", () => {
  it("is refused when another site makes the browser send it, before anything of ours runs", async () => {
    vi.stubEnv("APP_URL", "https://kedai.example");
    const request = new NextRequest("https://kedai.example/settings/team", {
      method: "POST",
      headers: { origin: "https://evil.example", "next-action": "0".repeat(42) },
    });
    expect((await openPassage(request).refusal())?.status).toBe(403);
  });
});
