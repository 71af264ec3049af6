/** The same build as an installation that signs in with Clerk: its own middleware verifies tokens of a test instance, without network. */
import { type BrowserContext, expect, type Page } from "@playwright/test";
import type { Sql } from "postgres";
import { Webhook } from "svix";
import { clerkId, membershipJson, organizationJson, type TestUser, userJson } from "@/testing/clerk/events";
import {
  confusedToken,
  ISSUER,
  sessionToken,
  strangersKey,
  type TokenOptions,
  tamperedToken,
} from "@/testing/clerk/keys";
import { type ClerkWeb, startClerkWeb, WEBHOOK_SECRET } from "@/testing/clerk/web";
import { e2eSql } from "@/testing/e2e";
import { test } from "@/testing/journey/browser";

let web: ClerkWeb;
let sql: Sql;
/** The owner of the first demo shop, as Clerk knows him, and a shop he has nothing to do with. */
let owner = "";
let shop = { id: "", name: "" };
let foreign = { id: "", name: "" };
const [org, foreignOrg] = [clerkId("org"), clerkId("org")];

test.beforeAll(async () => {
  test.setTimeout(120_000);
  sql = e2eSql();
  const rows = await sql<{ id: string; name: string; user_id: string }[]>`
    select t.id, t.name, m.user_id from public.tenants as t join public.members as m on m.tenant_id = t.id and m.role = 'owner' and m.status = 'active'
     where exists (select 1 from public.sales as s where s.tenant_id = t.id) order by t.created_at, t.id limit 2`;
  const [first, second] = rows;
  if (!first || !second) throw new Error("this test needs the two demo shops");
  [owner, shop, foreign] = [first.user_id, first, second];
  await sql`insert into private.clerk_organizations (org_id, tenant_id, name)
    values (${org}, ${shop.id}, ${shop.name}), (${foreignOrg}, ${foreign.id}, ${foreign.name})`;
  web = await startClerkWeb();
});

test.afterAll(async () => {
  await web?.stop();
  await sql`delete from private.clerk_organizations where org_id in (${org}, ${foreignOrg})`;
  // Who was added to the demo shops is in nobody's way afterwards.
  await sql`update public.members set status = 'removed' where user_id like 'user\\_%' and tenant_id in (${shop.id}, ${foreign.id})`;
  await sql.end({ timeout: 1 });
});

const mine = (more: Partial<TokenOptions> = {}): TokenOptions => ({
  user: owner,
  organization: org,
  azp: web.url,
  ...more,
});
const seconds = () => Math.floor(Date.now() / 1000);

const asHeader = (token: string): HeadersInit => ({ authorization: `Bearer ${token}` });
const asCookie = (token: string): HeadersInit => ({ cookie: `__session=${token}; __client_uat=${seconds() - 600}` });

const get = (path: string, headers: HeadersInit = {}) => fetch(web.url + path, { headers, redirect: "manual" });

/** What a request with these headers comes to: a page as somebody, or the way to sign-in. */
async function outcome(headers: HeadersInit): Promise<string> {
  const [page, data] = await Promise.all([get("/home", headers), get("/api/search?q=ab", headers)]);
  return `${page.status} ${page.headers.get("location") ?? ""} ${data.status}`.replace(web.url, "");
}
const SIGNED_OUT = "307 /sign-in 401";

test.describe("without a session", () => {
  test("every page leads to sign-in, and data is refused", async () => {
    expect(await outcome({})).toBe(SIGNED_OUT);
    for (const path of ["/inbox", "/counter", "/settings/team", "/customers"])
      expect((await get(path)).headers.get("location"), path).toBe("/sign-in");
    expect((await get("/api/live")).status).toBe(401);
    expect((await get(`/api/media/${shop.id}/messages/x/a.webp`)).status).toBe(401);
  });

  test("sign-in is Clerk's screen, under the nonce policy, with Clerk's host and nobody else's", async () => {
    for (const [path, screen] of [
      ["/sign-in", "sign-in"],
      ["/sign-up", "sign-up"],
      ["/forgot-password", "sign-in"],
    ] as const) {
      const way = new URL((await get(`${path}?next=/stock`)).headers.get("location") ?? "", web.url);
      expect(decodeURIComponent(way.href)).toBe(`${web.url}/clerk/${screen}?next=/stock`);
      const answer = await fetch(way);
      const html = await answer.text();
      const policy = answer.headers.get("content-security-policy") ?? "";
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
      expect(answer.status, path).toBe(200);
      expect(html).toContain(`data-clerk-screen="${screen}"`);
      expect(html).toMatch(new RegExp(`<script[^>]+src="${ISSUER}/npm/@clerk/clerk-js@6/dist/clerk.browser.js"[^>]*>`));
      for (const tag of html.match(/<script[^>]*>/g) ?? []) expect(tag).toContain(`nonce="${nonce}"`);
      expect(policy).toContain(`connect-src 'self' ${ISSUER};`);
      expect(policy).toContain("'strict-dynamic'");
      expect(html).not.toContain('type="password"');
    }
  });
});

test.describe("a session token", () => {
  test("reaches the shop of its organization, by header and by cookie", async () => {
    const token = await sessionToken(mine());
    for (const headers of [asHeader(token), asCookie(token)]) {
      const page = await get("/home", headers);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(shop.name);
      expect((await get("/api/search?q=ab", headers)).status).toBe(200);
    }
    const live = new AbortController();
    const stream = await fetch(`${web.url}/api/live`, { headers: asCookie(token), signal: live.signal });
    expect(stream.status).toBe(200);
    live.abort();
  });

  test("is refused when expired, not yet valid, of another issuer, for another site, or signed by another key", async () => {
    const refused: Record<string, TokenOptions> = {
      expired: mine({ claims: { iat: seconds() - 200, nbf: seconds() - 200, exp: seconds() - 100 } }),
      "not yet valid": mine({ claims: { nbf: seconds() + 100 } }),
      "issued in the future": mine({ claims: { iat: seconds() + 100 } }),
      "of another issuer": mine({ claims: { iss: "https://clerk.other.invalid" } }),
      "without an issuer": mine({ claims: { iss: undefined } }),
      "for another site": mine({ azp: "https://evil.test.invalid" }),
      "for no site": mine({ claims: { azp: undefined } }),
      "signed by another key": mine({ key: strangersKey }),
      "without a person": mine({ claims: { sub: undefined } }),
      "that is pending a task": mine({ claims: { sts: "pending" } }),
    };
    for (const [what, options] of Object.entries(refused)) {
      const token = await sessionToken(options);
      expect(await outcome(asHeader(token)), `${what}, by header`).toBe(SIGNED_OUT);
      expect((await get("/api/search?q=ab", asCookie(token))).status, `${what}, by cookie`).toBe(401);
      expect((await get("/home", asCookie(token))).status, `${what}, a page by cookie`).toBe(307);
    }
  });

  test("is refused when tampered with, unsigned, or signed with the public key as a secret", async () => {
    const good = await sessionToken(mine());
    const [header = "", body = ""] = good.split(".");
    const refused: Record<string, string> = {
      "another person": tamperedToken(good, { sub: "user_other" }),
      "another organization": tamperedToken(good, { o: { id: foreignOrg, rol: "admin" } }),
      "a longer life": tamperedToken(good, { exp: seconds() + 86_400 }),
      "no signature": `${header}.${body}.`,
      "alg none": await confusedToken(mine(), "none"),
      "alg HS256": await confusedToken(mine(), "HS256"),
      "no token": "not.a.token",
      empty: "",
    };
    for (const [what, token] of Object.entries(refused)) {
      expect(await outcome(asHeader(token)), `${what}, by header`).toBe(SIGNED_OUT);
      expect((await get("/api/search?q=ab", asCookie(token))).status, `${what}, by cookie`).toBe(401);
    }
  });

  test("of another organization shows nothing of it, and none of one's own", async () => {
    for (const organization of [foreignOrg, clerkId("org")]) {
      const headers = asHeader(await sessionToken(mine({ organization })));
      const page = await get("/home", headers);
      expect([page.status, page.headers.get("location")]).toEqual([307, "/welcome"]);
      const welcome = await (await get("/welcome", headers)).text();
      expect(welcome).not.toContain(foreign.name);
      const found = await get("/api/search?q=ba", headers);
      expect(await found.json()).toEqual({ hits: [] });
    }
  });

  test("cannot be put past the middleware by headers of the browser", async () => {
    const token = await sessionToken(mine());
    const forged = {
      "x-clerk-auth-status": "signed-in",
      "x-clerk-auth-token": token,
      "x-clerk-auth-signature": "00",
      "x-middleware-subrequest": "middleware",
    };
    expect(await outcome(forged)).toBe(SIGNED_OUT);
  });
});

test.describe("webhooks", () => {
  const signer = new Webhook(WEBHOOK_SECRET);
  const post = (body: string, headers: Record<string, string>) =>
    fetch(`${web.url}/api/webhooks/clerk`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });

  const signed = (id: string, body: string, at = new Date()) => ({
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
    "svix-signature": signer.sign(id, at, body),
  });
  const send = async (type: string, data: object, id = clerkId("org")) => {
    const body = JSON.stringify({ object: "event", type, data, event_attributes: {} });
    const answer = await post(body, signed(id, body));
    return { status: answer.status, ...(await answer.json()) };
  };

  test("are refused without a signature, with a wrong or an old one, and after any change", async () => {
    const user = { id: clerkId("user"), email: "x@test.invalid" };
    const body = JSON.stringify({ object: "event", type: "user.created", data: userJson(user) });
    const good = signed("msg_1", body);
    const day = 86_400_000;
    const refused: Record<string, [string, Record<string, string>]> = {
      unsigned: [body, {}],
      "no id": [body, { ...good, "svix-id": "" }],
      "no time": [body, { ...good, "svix-timestamp": "" }],
      "another id": [body, { ...good, "svix-id": "msg_2" }],
      "another time": [body, { ...good, "svix-timestamp": String(seconds() + 1) }],
      "another body": [body.replace("user.created", "user.deleted"), good],
      "a space more": [`${body} `, good],
      "another secret": [
        body,
        {
          ...good,
          "svix-signature": new Webhook(`whsec_${Buffer.from("other").toString("base64")}`).sign(
            "msg_1",
            new Date(),
            body,
          ),
        },
      ],
      "a made-up signature": [body, { ...good, "svix-signature": "v1,AAAA" }],
      yesterday: [body, signed("msg_1", body, new Date(Date.now() - day))],
      tomorrow: [body, signed("msg_1", body, new Date(Date.now() + day))],
    };
    for (const [what, [text, headers]] of Object.entries(refused))
      expect((await post(text, headers)).status, what).toBe(401);
    const nonsense = JSON.stringify({ hello: "world" });
    expect((await post(nonsense, signed("msg_3", nonsense))).status).toBe(400);
    expect(await sql`select 1 from public.people where user_id = ${user.id}`).toHaveLength(0);
  });

  test("make a shop that its creator then opens; told twice they change nothing", async () => {
    const creator: TestUser = { id: clerkId("user"), email: "kak.siti@test.invalid" };
    const organization = organizationJson({ id: clerkId("org"), name: "Kedai Kak Siti", createdBy: creator.id });
    const membership = membershipJson({ id: clerkId("orgmem"), organization, user: creator, role: "org:admin" });
    expect(await send("organizationMembership.created", membership)).toEqual({ status: 200, code: "applied" });
    expect(await send("organization.created", organization, "msg_org_1")).toEqual({ status: 200, code: "applied" });
    expect(await send("organization.created", organization, "msg_org_1")).toEqual({ status: 200, code: "replayed" });
    expect(await send("user.created", userJson(creator))).toEqual({ status: 200, code: "applied" });
    expect(await send("role.created", { id: "role_1" })).toEqual({ status: 200, code: "unknown" });

    const headers = asHeader(await sessionToken({ user: creator.id, organization: organization.id, azp: web.url }));
    const page = await get("/home", headers);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Kedai Kak Siti");
    expect((await get("/settings/team", headers)).status).toBe(200);
  });

  test("that come late are not waited for: the person is asked about at the first visit", async () => {
    const user: TestUser = { id: clerkId("user"), email: "ali@test.invalid", first: "Ali", last: "Bakar" };
    const organization = organizationJson({ id: clerkId("org"), name: "Kedai Ali", createdBy: user.id });
    web.backend.users.set(user.id, user);
    web.backend.memberships.push(membershipJson({ id: clerkId("orgmem"), organization, user, role: "org:admin" }));
    const headers = asHeader(await sessionToken({ user: user.id, organization: organization.id, azp: web.url }));
    const page = await get("/home", headers);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Kedai Ali");
    const people = await sql`select email, name from public.people where user_id = ${user.id}`;
    expect(people).toEqual([{ email: user.email, name: "Ali Bakar" }]);
  });

  test("are no address where Supabase signs people in", async ({ request }) => {
    expect((await request.post("/api/webhooks/clerk", { data: {} })).status()).toBe(404);
    expect((await request.get("/clerk/sign-in")).status()).toBe(404);
  });
});

test.describe("in the browser", () => {
  /** Clerk's scripts as far as ours speak with them: what was asked of them is kept on the page. */
  const CLERK_JS = `window.said = []; window.Clerk = {
    loaded: false, load: async (options) => { Clerk.loaded = true; said.push(["load", Boolean(options.ui.ClerkUI), Boolean(options.nonce)]) },
    mountSignIn: (place, options) => { said.push(["mountSignIn", options.fallbackRedirectUrl]); place.textContent = "Clerk sign-in" },
    mountUserProfile: (place) => { place.textContent = "Clerk profile" },
    setActive: async ({ organization }) => { localStorage.setItem("org", organization) } };`;

  async function withClerk(context: BrowserContext, user?: string, organization?: string) {
    await context.route(`${ISSUER}/npm/**`, (route) =>
      route.fulfill({
        contentType: "text/javascript",
        headers: { "access-control-allow-origin": "*" },
        body: route.request().url().includes("/ui@") ? "window.__internal_ClerkUICtor = class {};" : CLERK_JS,
      }),
    );
    if (!user) return;
    const token = await sessionToken({
      user,
      azp: web.url,
      ...(organization ? { organization } : {}),
      claims: { exp: seconds() + 600 },
    });
    await context.addCookies([
      { name: "__session", value: token, url: web.url },
      { name: "__client_uat", value: String(seconds() - 600), url: web.url },
    ]);
  }

  function watch(page: Page): string[] {
    const problems: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(error.message));
    return problems;
  }

  test("Clerk's screen opens where our form would be, and goes back to where one came from", async ({
    context,
    page,
  }) => {
    await withClerk(context);
    const problems = watch(page);
    await page.goto(`${web.url}/sign-in?next=/invite/abc`);
    await expect(page.getByText("Clerk sign-in")).toBeVisible();
    expect(await page.evaluate("said")).toEqual([
      ["load", true, true],
      ["mountSignIn", "/invite/abc"],
    ]);
    expect(problems).toEqual([]);
  });

  test("a service that cannot be reached is said so", async ({ context, page }) => {
    await context.route(`${ISSUER}/**`, (route) => route.abort());
    await page.goto(`${web.url}/sign-in`);
    await expect(page.getByText("The sign-in service did not load")).toBeVisible({ timeout: 30_000 });
  });

  test("one's own sessions are Clerk's; signing out ends this one there, and the page is left", async ({
    context,
    page,
  }) => {
    web.backend.sessions.push(
      { id: `sess_${owner}`, user: owner, status: "active" },
      { id: "sess_phone", user: owner, status: "active" },
    );
    await withClerk(context, owner, org);
    const problems = watch(page);
    await page.goto(`${web.url}/settings/account`);
    await expect(page.getByText("This device")).toBeVisible();
    await expect(page.getByText("Another device")).toBeVisible();
    await expect(page.getByLabel("Current password")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Open my account" })).toHaveAttribute("href", "/clerk/profile");
    expect(problems).toEqual([]);
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page.getByText("Clerk sign-in")).toBeVisible();
    expect(web.backend.sessions.filter(({ status }) => status === "active")).toEqual([]);
    expect(
      await context.cookies(web.url).then((all) => all.filter(({ name }) => /^__(session|client_uat)/.test(name))),
    ).toEqual([]);
  });

  test("another shop is entered by making its organization the active one", async ({ context, page }) => {
    const user: TestUser = { id: clerkId("user"), email: "dua@test.invalid" };
    await sql`insert into public.people (user_id, email, name, locale, active_tenant_id) values (${user.id}, ${user.email}, 'Dua Kedai', 'en', ${shop.id})`;
    await sql`insert into public.members (tenant_id, user_id, role) values (${shop.id}, ${user.id}, 'admin'), (${foreign.id}, ${user.id}, 'agent')`;
    await withClerk(context, user.id, org);
    await page.goto(`${web.url}/home`);
    await page
      .getByRole("button", { name: new RegExp(shop.name) })
      .first()
      .click();
    await page.getByRole("menuitemradio", { name: new RegExp(foreign.name) }).click();
    await page.waitForFunction((chosen) => localStorage.getItem("org") === chosen, foreignOrg);
  });

  test("who is removed here is taken out of the organization; when Clerk is away that is said", async ({
    context,
    page,
  }) => {
    const member: TestUser = { id: clerkId("user"), email: "pergi@test.invalid", first: "Pergi", last: "Esok" };
    const add = async () => {
      await sql`insert into public.people (user_id, email, name, locale) values (${member.id}, ${member.email}, 'Pergi Esok', 'en') on conflict do nothing`;
      await sql`insert into public.members (tenant_id, user_id, role) values (${shop.id}, ${member.id}, 'agent')
        on conflict (tenant_id, user_id) do update set status = 'active'`;
    };
    web.backend.memberships.push(
      membershipJson({ id: clerkId("orgmem"), organization: organizationJson({ id: org }), user: member }),
    );
    await add();
    await withClerk(context, owner, org);
    const remove = async () => {
      await page.goto(`${web.url}/settings/team`);
      await page.getByRole("button", { name: /Pergi Esok/ }).click();
      await page.getByRole("menuitem", { name: "Remove" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    };
    web.backend.isAway = true;
    await remove();
    await expect(page.getByText("the sign-in service did not answer")).toBeVisible();
    web.backend.isAway = false;
    await add();
    await remove();
    await expect(page.getByText("Pergi Esok")).toHaveCount(0);
    expect(web.backend.calls).toContain(`DELETE /v1/organizations/${org}/memberships/${member.id}`);
    expect(web.backend.memberships.some((entry) => entry.public_user_data.user_id === member.id)).toBe(false);
  });
});
