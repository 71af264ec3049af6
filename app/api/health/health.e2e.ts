import { expect } from "@playwright/test";
import { test } from "@/testing/journey/browser";

test("the health page says that every part answers, and nothing more", async ({ request }) => {
  const response = await request.get("/api/health");
  expect(response.status()).toBe(200);
  expect(await response.json()).toEqual({
    status: "ok",
    checks: { database: "ok", api: "ok", storage: "ok", runner: "ok" },
  });
  expect(response.headers()["cache-control"]).toBe("no-store");
});
