/** Every route handler, called by everybody who may not, with real ids: refused, or answering nothing of the shop. */
import { expect } from "@playwright/test";
import type { Sql } from "postgres";
import { type Attackers, gatherAttackers } from "@/testing/attack/attackers";
import { atRest, fingerprint, triesCounted } from "@/testing/attack/fingerprint";
import { routes } from "@/testing/attack/inventory";
import {
  type InsideCase,
  type KeyedCase,
  type MachineCase,
  type OpenRouteCase,
  ROUTE_CASES,
} from "@/testing/attack/route-cases";
import { findVictim, type Victim } from "@/testing/attack/victim";
import { type Answer, send } from "@/testing/attack/wire";
import { e2eSql, e2eStack, forgetTries } from "@/testing/e2e";
import { test } from "@/testing/journey/browser";

/** A stream goes on for ever; what it says at once is what counts. */
const LOOK_MS = 1500;
const EVIL = { host: "evil.example", origin: "https://evil.example" };

let sql: Sql;
let victim: Victim;
let attackers: Attackers;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  sql = e2eSql();
  await forgetTries();
  victim = await findVictim(sql);
  attackers = await gatherAttackers(sql);
  victim = { ...victim, order: await makeOrder() };
  await atRest(sql, victim.tenant);
});
test.afterAll(() => sql.end({ timeout: 1 }));

type Headers = Record<string, string>;
const methodOf = (route: string): string => route.split(" ")[0] ?? "";

function ask(route: string, which: InsideCase | MachineCase, headers: Headers): Promise<Answer> {
  const body = which.body?.(victim);
  return send(which.address(victim), {
    method: methodOf(route),
    headers: {
      origin: e2eStack().appUrl,
      ...(typeof body === "string" ? { "content-type": "application/json" } : {}),
      ...headers,
    },
    forMs: LOOK_MS,
    ...(body === undefined ? {} : { body }),
  });
}

function isRefused({ status, headers, body }: Answer): boolean {
  if (status === 303 || status === 307) return headers["location"]?.endsWith("/sign-in") ?? false;
  if (status === 409) return /"code":"(?:auth\.forbidden|auth\.wrong_outlet|input\.not_found)"/.test(body);
  return status === 401 || status === 403 || status === 404;
}

/** A list without anything in it. */
const isEmpty = ({ body }: Answer): boolean => /^(?:\[\]|\{"\w+":\[\]\})$/.test(body);

function expectSilence(answer: Answer, who: string): void {
  for (const secret of victim.secrets) expect(answer.body, `${who} reads ${secret}`).not.toContain(secret);
}

async function attackInside(route: string, which: InsideCase): Promise<void> {
  for (const [who, headers] of [
    ["nobody", {}],
    ["somebody who has signed out", { cookie: attackers.ended }],
  ] as const) {
    const answer = await ask(route, which, headers);
    expect(isRefused(answer) || isEmpty(answer), `${who}: ${answer.status} ${answer.body.slice(0, 200)}`).toBe(true);
    expectSilence(answer, who);
  }
  for (const role of which.needs === null ? [] : attackers.lacking(which.needs)) {
    const answer = await ask(route, which, { cookie: attackers.staff.get(role) ?? "" });
    expect(isRefused(answer) || isEmpty(answer), `${role}: ${answer.status} ${answer.body.slice(0, 200)}`).toBe(true);
  }
  const answer = await ask(route, which, { cookie: attackers.stranger });
  expect(isRefused(answer) || answer.status === 200, `a stranger: ${answer.status}`).toBe(true);
  expectSilence(answer, "owner of another shop");
  const own = { cookie: attackers.owner };
  if (methodOf(route) === "GET") {
    const mine = await ask(route, which, own);
    expect(mine.status, `the owner: ${mine.body.slice(0, 200)}`).toBe(200);
    expect(mine.headers["access-control-allow-origin"]).toBeUndefined();
    expect(mine.headers["x-content-type-options"]).toBe("nosniff");
  } else {
    const forged = await ask(route, which, { ...own, origin: EVIL.origin });
    expect(forged.status, "a foreign origin").toBe(403);
  }
}

async function makeOrder(): Promise<string> {
  const body = {
    outlet_id: victim.outlet,
    customer_id: victim.customer,
    lines: [{ product_id: victim.product, quantity: 1 }],
  };
  const {
    status,
    headers,
    body: said,
  } = await send("/api/v1/orders", {
    method: "POST",
    headers: { authorization: `Bearer ${attackers.keys.write}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(status, said).toBe(201);
  return headers["location"]?.split("/").at(-1) ?? "";
}

/** The public API: its keys are all it looks at. */
async function attackKeyed(route: string, which: KeyedCase): Promise<void> {
  const body = which.body && JSON.stringify(which.body(victim));
  const knock = (headers: Headers) =>
    send(which.address(victim), {
      method: methodOf(route),
      headers: { ...(body ? { "content-type": "application/json" } : {}), ...headers },
      ...(body ? { body } : {}),
    });
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
  const { keys, owner } = attackers;
  const other = which.access === "read" ? keys.write : keys.read;
  for (const [who, status, headers] of [
    ["nobody", 401, {}],
    ["the owner without a key", 401, { cookie: owner, origin: e2eStack().appUrl }],
    ["an invented key", 401, bearer(`vk_00000000_${"0".repeat(64)}`)],
    ["a key without the scope", which.access === null ? 200 : 403, bearer(other)],
    ["the page of another site", 403, { ...bearer(keys.read), origin: EVIL.origin }],
  ] as const) {
    const answer = await knock(headers);
    expect(answer.status, `${who}: ${answer.body.slice(0, 200)}`).toBe(status);
    if (status !== 200) expectSilence(answer, who);
  }
  const answer = await knock(bearer(keys.stranger));
  expectSilence(answer, "a key of another shop");
  expect(answer.status, `a key of another shop: ${answer.body.slice(0, 200)}`).toBe(which.stranger);
  if (methodOf(route) === "GET") expect((await knock(bearer(keys.read))).status, "the shop's own key").toBe(200);
}

async function attackOpen(route: string, which: OpenRouteCase): Promise<void> {
  const tries = await triesCounted(sql);
  for (const { address, status } of which.asked) {
    for (const cookie of [undefined, attackers.stranger]) {
      const answer = await send(address(victim), { method: methodOf(route), headers: cookie ? { cookie } : {} });
      expect(answer.status, address(victim)).toBe(status);
      expectSilence(answer, "nobody");
    }
  }
  if (which.isCounted) expect(await triesCounted(sql), "tries are counted").toBeGreaterThan(tries);
}

/** By its name on the network, from the page of another site, and through a proxy. */
async function attackMachine(route: string, which: MachineCase): Promise<void> {
  for (const headers of [
    { host: EVIL.host },
    { origin: EVIL.origin },
    { "x-forwarded-for": "203.0.113.7" },
    { cookie: attackers.owner, "x-forwarded-for": "203.0.113.7" },
  ]) {
    const answer = await ask(route, which, headers);
    expect(answer.status, JSON.stringify(Object.keys(headers))).toBe(404);
    expectSilence(answer, "another machine");
  }
}

test("every route that the files declare has a case", () => {
  expect(Object.keys(ROUTE_CASES).toSorted()).toEqual(routes().toSorted());
});

for (const [route, which] of Object.entries(ROUTE_CASES)) {
  test(`${route}: nobody gets through who may not`, async () => {
    const before = await fingerprint(sql, victim.tenant);
    if (which.kind === "inside") await attackInside(route, which);
    if (which.kind === "keyed") await attackKeyed(route, which);
    if (which.kind === "open") await attackOpen(route, which);
    if (which.kind === "machine") await attackMachine(route, which);
    expect(await fingerprint(sql, victim.tenant)).toEqual(before);
  });
}
