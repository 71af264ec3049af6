import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { contentSecurityPolicy } from "@/lib/security/csp";
import { FRONTEND_API, ISSUER, jwtKey, PUBLISHABLE_KEY, SECRET_KEY } from "@/testing/clerk/keys";

const BASE = {
  NEXT_PUBLIC_SUPABASE_URL: "https://project.supabase.invalid",
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: "sb_publishable_test",
  SUPABASE_JWT_SECRET: "a secret of at least thirty-two letters",
  DATABASE_URL: "postgresql://test.invalid/postgres",
  APP_URL: "https://kedai.test.invalid/",
};
const KEYS = {
  AUTH_PROVIDER: "clerk",
  VOLTURA_MODE: "hosted",
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
  CLERK_SECRET_KEY: SECRET_KEY,
  CLERK_JWT_KEY: jwtKey.replaceAll("\n", "\\n"),
};

async function fresh(environment: Record<string, string | undefined>) {
  for (const [name, value] of Object.entries({ ...BASE, ...environment })) vi.stubEnv(name, value);
  const [config, sources] = await Promise.all([import("@/lib/auth/clerk/config"), import("@/lib/auth/sources")]);
  return { ...config, ...sources };
}

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllEnvs());

describe("Clerk's keys", () => {
  it("name the instance's host, which signs tokens; only this site may use them", async () => {
    const { clerkSettings, frontendApi } = await fresh(KEYS);
    expect(frontendApi(PUBLISHABLE_KEY)).toBe(FRONTEND_API);
    expect(clerkSettings()).toMatchObject({
      issuer: ISSUER,
      authorizedParties: ["https://kedai.test.invalid"],
      apiUrl: "https://api.clerk.com",
      jwtKey,
    });
  });

  it("are refused when they are no keys of Clerk, so that nothing of them reaches a policy", async () => {
    const { frontendApi } = await fresh(KEYS);
    const encoded = (text: string) => `pk_test_${Buffer.from(text).toString("base64")}`;
    for (const key of [
      "",
      "pk_test_",
      encoded("clerk.test"),
      encoded("a.b; script-src *$"),
      encoded("a b$"),
      "sk_test_x",
    ])
      expect(() => frontendApi(key), key).toThrow("NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY");
  });

  it("are asked for by name when one is missing", async () => {
    for (const name of ["NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY", "CLERK_SECRET_KEY", "CLERK_JWT_KEY"]) {
      vi.resetModules();
      const { clerkSettings } = await fresh({ ...KEYS, [name]: "" });
      expect(clerkSettings, name).toThrow(name);
    }
  });
});

it("Clerk is refused where nothing would take its tokens", async () => {
  const { clerkSettings } = await fresh({ ...KEYS, VOLTURA_MODE: "embedded" });
  expect(clerkSettings).toThrow("VOLTURA_MODE=hosted");
});

describe("the policy of pages", () => {
  it("allows Clerk's host where Clerk signs people in", async () => {
    const { authSources } = await fresh(KEYS);
    const policy = contentSecurityPolicy("abc", false, authSources()).split("; ");
    expect(policy).toContain(`connect-src 'self' ${ISSUER}`);
    expect(policy).toContain("img-src 'self' blob: data: https://img.clerk.com");
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic'");
    expect(policy.filter((directive) => directive.startsWith("frame-src"))).toHaveLength(1);
  });

  it("allows nobody else where Supabase does, even with Clerk's keys around", async () => {
    const { authSources } = await fresh({ ...KEYS, AUTH_PROVIDER: "supabase" });
    expect(contentSecurityPolicy("abc", false, authSources())).toBe(contentSecurityPolicy("abc", false));
  });
});
