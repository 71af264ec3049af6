/** What a browser is told to refuse, and refuses. */
import { expect, type Page } from "@playwright/test";
import { demoLogin, e2eSql, e2eStack } from "@/testing/e2e";
import { test } from "@/testing/journey/browser";
import { shopOf } from "@/testing/journey/day";

const NO_TOKEN = "0".repeat(36);
const PAGES = [
  "/sign-in",
  "/sign-up",
  "/forgot-password",
  `/r/${NO_TOKEN}`,
  `/k/${NO_TOKEN}`,
  "/intake/none",
  "/nowhere",
  "/simulator",
];

async function signIn(page: Page, role = "owner"): Promise<void> {
  const { email, password } = demoLogin(role);
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/(?:home|counter|repairs|inbox)/);
}

/** What the browser refused to run or to load because of the policy. */
function refusals(page: Page): string[] {
  const seen: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|Permissions policy/i.test(message.text()))
      seen.push(`${page.url()} ${message.text()}`);
  });
  return seen;
}

test("every kind of page carries the policy, with a nonce of its own each time", async ({ request }) => {
  for (const path of PAGES) {
    const nonces = [];
    for (let visit = 0; visit < 2; visit++) {
      const response = await request.get(path);
      const headers = response.headers();
      const policy = headers["content-security-policy"] ?? "";
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
      nonces.push(nonce);
      expect(policy, path).toContain("frame-ancestors 'none'");
      expect(policy, path).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
      expect(headers["x-content-type-options"], path).toBe("nosniff");
      expect(headers["cross-origin-opener-policy"], path).toBe("same-origin");
      expect(headers["permissions-policy"], path).toContain("geolocation=()");
      expect(headers["x-request-id"], path).toMatch(/^[\w-]{36}$/);
      expect(headers["strict-transport-security"], "only over https").toBeUndefined();
      const scripts = [...(await response.text()).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      for (const tag of scripts) expect(tag, path).toContain(`nonce="${nonce}"`);
    }
    expect(new Set(nonces).size, path).toBe(2);
  }
  for (const path of [
    `/r/${NO_TOKEN}`,
    `/a/${NO_TOKEN}`,
    `/k/${NO_TOKEN}`,
    `/i/${NO_TOKEN}`,
    "/invite/none",
    "/auth/confirm",
  ])
    expect((await request.get(path)).headers()["referrer-policy"], path).toBe("no-referrer");
});

test("a request keeps its name when it is a proper one", async ({ request }) => {
  const name = `probe-${crypto.randomUUID()}`;
  const kept = await request.get("/sign-in", { headers: { "x-request-id": name } });
  expect(kept.headers()["x-request-id"]).toBe(name);
  const forged = await request.get("/sign-in", { headers: { "x-request-id": '"},{"level":60' } });
  expect(forged.headers()["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
});

test("the audit log names the request that changed something", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("Aina Rahman");
  await page.getByLabel("Email").fill(`owner.${crypto.randomUUID()}@shop.test`);
  await page.getByLabel("Password", { exact: true }).fill("kopi ais kurang manis");
  const business = `Kedai ${crypto.randomUUID().slice(0, 8)}`;
  await page.getByLabel("Business name").fill(business);
  await page.getByLabel("First outlet").fill("Bangi");
  await page.getByLabel("Shop phone").fill("03-8925 1234");
  const sent = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Open the shop" }).click();
  const name = (await sent).headers()["x-request-id"];
  await page.waitForURL("**/home");
  const sql = e2eSql();
  const rows = await sql<{ request_id: string | null }[]>`select a.request_id from public.audit_log as a
    join public.tenants as t on t.id = a.tenant_id where t.name = ${business} and a.table_name = 'tenants'`;
  await sql.end();
  expect(rows.map((row) => row.request_id)).toContain(name);
});

test("the screens of a day need nothing that the policy refuses", async ({ page }) => {
  const refused = refusals(page);
  const sql = e2eSql();
  const { outletId: outlet } = await shopOf(sql, demoLogin("owner"));
  await sql.end();
  await signIn(page);
  for (const path of [
    "/home",
    "/inbox",
    "/repairs",
    "/repairs/new",
    "/counter",
    "/stock",
    "/customers",
    "/invoices",
    "/sales",
    "/repairs/intake/poster/OUTLET",
    "/settings/team",
  ]) {
    await page.goto(path.replace("OUTLET", outlet));
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  }
  // Dialogs lock the page's scrolling by a style element, notices bring their own styles.
  await page
    .getByRole("button", { name: /^(?:Invite|Jemput)/ })
    .first()
    .click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).overflow)).toBe("hidden");
  await page.keyboard.press("Escape");
  await page.goto("/settings/account");
  await page
    .getByRole("button", { name: /^(?:Save|Simpan)$/ })
    .first()
    .click();
  const notice = page.locator("[data-sonner-toast]");
  await expect(notice).toBeVisible();
  expect(await notice.evaluate((one) => getComputedStyle(one).position)).toBe("absolute");
  await page.goto("/settings/canned-replies");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => page.evaluate(() => document.documentElement.className)).toContain("dark");
  expect(refused).toEqual([]);
});

test("a script or style element without the nonce is nothing, however it gets into the page", async ({ page }) => {
  const refused = refusals(page);
  await page.route("**/sign-in", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(
      "</body>",
      '<style>main { display: none }</style><script>window.injected = 1</script><img src="x:" onerror="window.injected = 2"><script src="https://evil.example/x.js"></script></body>',
    );
    await route.fulfill({ response, body });
  });
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await page.evaluate(() => {
    const box = document.createElement("div");
    box.innerHTML = '<img src="data:," onerror="window.injected = 3"><a href="javascript:window.injected = 4">x</a>';
    document.body.append(box);
    box.querySelector("a")?.click();
  });
  await expect.poll(() => refused.length).toBeGreaterThanOrEqual(4);
  expect(await page.evaluate(() => "injected" in window)).toBe(false);
});

test("no page may hold ours in a frame, not even one of this site", async ({ page }) => {
  await page.route("**/framing", (route) =>
    route.fulfill({ contentType: "text/html", body: '<iframe src="/sign-in"></iframe>' }),
  );
  await page.goto("/framing");
  await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
});

test("nothing is changed by what another site posts", async ({ page }) => {
  await signIn(page);
  const headers = { origin: "https://evil.example" };
  const action = await page.request.post("/settings/team", {
    headers: { ...headers, "next-action": "0".repeat(42) },
    data: "[]",
  });
  expect(action.status()).toBe(403);
  const file = await page.request.post("/inbox/files", { headers, multipart: { body: "x" } });
  expect(file.status()).toBe(403);
  expect(await file.json()).toEqual({ ok: false, code: "auth.forbidden" });
  const sibling = await page.request.post("/inbox/files", {
    headers: { "sec-fetch-site": "same-site" },
    multipart: { body: "x" },
  });
  expect(sibling.status()).toBe(403);
  const simulator = await page.request.post("/api/simulator/messages", {
    headers: { "sec-fetch-site": "cross-site" },
    data: {},
  });
  expect(simulator.status()).toBe(404);
});

test("a link's secret does not leave with the next click", async ({ page }) => {
  const secret = "f".repeat(36);
  const referrers: (string | undefined)[] = [];
  await page.route("https://elsewhere.example/", (route) => {
    referrers.push(route.request().headers()["referer"]);
    return route.fulfill({ contentType: "text/html", body: "ok" });
  });
  for (const path of [`/r/${secret}`, `/k/${secret}`, `/invite/${secret}`]) {
    await page.goto(path);
    await page.evaluate(() => {
      const link = document.createElement("a");
      link.href = "https://elsewhere.example/";
      document.body.append(link);
      link.click();
    });
    await page.waitForURL("https://elsewhere.example/");
  }
  expect(referrers).toEqual([undefined, undefined, undefined]);
});

type Hit = { key: string; hits: number };

/** Lets the newest count that `work` begins or raises run over its limit while `then` looks, and takes that back. */
async function overLimit(work: () => Promise<unknown>, then: () => Promise<void>): Promise<void> {
  const sql = e2eSql();
  const counts = () => sql<Hit[]>`select key, max(hits)::int as hits from private.rate_hits group by key`;
  const before = new Map((await counts()).map(({ key, hits }) => [key, hits]));
  await work();
  const raised = (await counts()).filter(({ key, hits }) => hits > (before.get(key) ?? 0)).map(({ key }) => key);
  expect(raised.length).toBeGreaterThan(0);
  try {
    await sql`update private.rate_hits set hits = hits + 1000000 where key in ${sql(raised)}`;
    await then();
  } finally {
    await sql`delete from private.rate_hits where key in ${sql(raised)}`;
    await sql.end();
  }
}

const EN = "Too many tries. Wait a few minutes and try again.";
const MS = /Terlalu banyak/;

test("who opens too many links is told to wait, in both languages", async ({ request, page }) => {
  const link = `/r/${NO_TOKEN}`;
  await overLimit(
    () => request.get(link),
    async () => {
      for (const path of [link, `/k/${NO_TOKEN}/pdf`, "/invite/none", "/intake/none"]) {
        const refused = await request.get(path);
        expect(refused.status(), path).toBe(429);
        expect(refused.headers()["retry-after"]).toBe("600");
        expect(refused.headers()["referrer-policy"]).toBe("no-referrer");
      }
      await page.goto(link);
      await expect(page.getByText(EN)).toBeVisible();
      await expect(page.getByText(MS)).toBeVisible();
      expect((await request.get("/sign-in")).status()).toBe(200);
    },
  );
  expect((await request.get(link)).status()).toBe(200);
});

test("who guesses passwords is told to wait, in either language", async ({ page, context }) => {
  const email = `nobody.${crypto.randomUUID()}@shop.test`;
  const guess = async () => {
    await page.goto("/sign-in");
    await page.locator("input[type=email]").fill(email);
    await page.locator("input[type=password]").fill("surely not this one");
    await page.locator("main form button[type=submit]").click();
    await expect(page.locator("[data-slot=alert]")).toBeVisible();
  };
  await overLimit(guess, async () => {
    await guess();
    await expect(page.locator("[data-slot=alert]")).toContainText(EN);
    await context.addCookies([{ name: "locale", value: "ms", url: e2eStack().appUrl }]);
    await guess();
    await expect(page.locator("[data-slot=alert]")).toContainText(MS);
  });
});
