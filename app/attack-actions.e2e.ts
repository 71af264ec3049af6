/** Every server action, called by everybody who may not, with real ids: refused, and nothing in the shop has moved. */
import { expect } from "@playwright/test";
import type { Sql } from "postgres";
import { type Attackers, gatherAttackers } from "@/testing/attack/attackers";
import { ACTION_CASES, type ActionCase } from "@/testing/attack/cases";
import { atRest, fingerprint, triesCounted } from "@/testing/attack/fingerprint";
import { actions, builtActions } from "@/testing/attack/inventory";
import { findVictim, type Victim } from "@/testing/attack/victim";
import { type Called, callAction } from "@/testing/attack/wire";
import { e2eSql, forgetTries } from "@/testing/e2e";
import { test } from "@/testing/journey/browser";

const REFUSALS = new Set([
  "auth.forbidden",
  "auth.signed_out",
  "auth.wrong_outlet",
  "input.not_found",
  "team.not_member",
  "team.invitation_gone",
  "privacy.not_suppressed",
]);
const EVIL = "https://evil.example";

let sql: Sql;
let victim: Victim;
let attackers: Attackers;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  sql = e2eSql();
  await forgetTries();
  victim = await findVictim(sql);
  attackers = await gatherAttackers(sql);
  await atRest(sql, victim.tenant);
});
test.afterAll(() => sql.end({ timeout: 1 }));

/** The answer in a few words; `refused` when it is one of the refusals. */
function outcome({ code, redirect, isOk, status }: Called): string {
  if (code !== null) return REFUSALS.has(code) ? "refused" : code;
  if (redirect === "/sign-in") return "refused";
  return isOk || redirect !== null ? "done" : `status ${status}`;
}

/** Who calls, with which cookies, and what he must be told. */
function attacks(which: ActionCase): { who: string; cookie: string | null; told: readonly string[] }[] {
  const { staff, stranger, ended, lacking } = attackers;
  const refused = ["refused"];
  const outside = { who: "nobody", cookie: null };
  const says = (code: string) => (REFUSALS.has(code) ? "refused" : code);
  if (which.kind === "open") {
    const told = which.refusals.length > 0 ? which.refusals.map(says) : ["done", "status 200"];
    return [
      { ...outside, told },
      { who: "owner of another shop", cookie: stranger, told },
    ];
  }
  const signedOut = [
    { ...outside, told: refused },
    { who: "somebody who has signed out", cookie: ended, told: refused },
  ];
  if (which.kind === "self") {
    const { refusal } = which;
    return refusal === null
      ? signedOut
      : [...signedOut, { who: "owner of another shop", cookie: stranger, told: [says(refusal)] }];
  }
  const roles = lacking(which.needs);
  expect(roles.length, `nobody lacks ${which.needs}`).toBeGreaterThan(0);
  return [
    ...signedOut,
    ...roles.map((role) => ({ who: role, cookie: staff.get(role) ?? "", told: refused })),
    { who: "owner of another shop", cookie: stranger, told: which.own ? ["done"] : refused },
  ];
}

test("the build answers exactly the actions that the files declare, and each has a case", () => {
  const declared = actions();
  const built = builtActions();
  expect(Object.fromEntries(built.map(({ name, file }) => [name, file]))).toEqual(Object.fromEntries(declared));
  expect(Object.keys(ACTION_CASES).toSorted()).toEqual([...declared.keys()].toSorted());
});

for (const [name, which] of Object.entries(ACTION_CASES)) {
  test(`${name}: nobody does it who may not`, async () => {
    const action = builtActions().find((one) => one.name === name);
    if (!action) throw new Error(`${name} is in no build.`);
    const before = await fingerprint(sql, victim.tenant);
    const tries = await triesCounted(sql);
    await Promise.all(
      attacks(which).map(async ({ who, cookie, told }) => {
        const answer = await callAction(action, which.input(victim), cookie);
        expect(told, `${who} is told: ${answer.code} ${answer.redirect} ${answer.body.slice(0, 300)}`).toContain(
          outcome(answer),
        );
        if (attackers.staff.has(who)) return;
        for (const secret of victim.secrets) expect(answer.body, `${who} reads ${secret}`).not.toContain(secret);
      }),
    );
    if (which.kind === "open" && which.isCounted) expect(await triesCounted(sql)).toBeGreaterThan(tries);
    // The owner himself, when the page of another site makes his browser ask.
    const forged = await callAction(action, which.input(victim), attackers.owner, EVIL);
    expect({ status: forged.status, code: forged.code }, "a foreign origin").toEqual({
      status: 403,
      code: "auth.forbidden",
    });
    expect(await fingerprint(sql, victim.tenant)).toEqual(before);
  });
}
