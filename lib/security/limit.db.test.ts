/** Limits as the web server uses them, through the API. */
import { expect, it, vi } from "vitest";
import { tooMany } from "@/lib/security/limit";
import { testStack } from "@/testing/db";

const stack = testStack();
vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", stack.apiUrl);
vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", stack.publishableKey);
vi.stubEnv("SUPABASE_JWT_SECRET", stack.jwtSecret);
vi.stubEnv("DATABASE_URL", stack.databaseUrl);
vi.stubEnv("TRUSTED_PROXIES", "1");

const allowed = { each: 3, visitor: 5, seconds: 3600 };
const visitor = (address: string) => new Headers({ "x-forwarded-for": `6.6.6.6, ${address}` });
const form = `probe-${crypto.randomUUID()}`;

it("refuses the try after the last one allowed, for that target from anywhere", async () => {
  const tries = [];
  for (let n = 1; n <= 4; n++) tries.push(await tooMany(visitor(`203.0.113.${n}`), form, "aina@shop.test", allowed));
  expect(tries).toEqual([false, false, false, true]);
  expect(await tooMany(visitor("203.0.113.9"), form, "faiz@shop.test", allowed)).toBe(false);
});

it("refuses a visitor who tries many targets", async () => {
  const tries = [];
  for (let n = 1; n <= 6; n++) tries.push(await tooMany(visitor("198.51.100.7"), form, `target-${n}`, allowed));
  expect(tries).toEqual([false, false, false, false, false, true]);
});
