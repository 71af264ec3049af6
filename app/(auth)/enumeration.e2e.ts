/** Whether an address has an account is told by no answer of signing in or asking for a reset, and by no clock. */
import { expect } from "@playwright/test";
import { builtActions } from "@/testing/attack/inventory";
import { type Called, callAction } from "@/testing/attack/wire";
import { demoLogin, forgetTries } from "@/testing/e2e";
import { test } from "@/testing/journey/browser";

const ROUNDS = 7;
const WRONG = "surely not this one";

const stranger = () => `nobody.${crypto.randomUUID()}@shop.test`;
const median = (all: number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

/** What a browser gets to see, without what names this one request. */
const seen = ({ status, body, redirect, headers }: Called) => ({
  status,
  redirect,
  body,
  cookies: headers["set-cookie"],
  type: headers["content-type"],
});

/** Both kinds of address in turn, so that a busy machine is busy for both. */
async function compare(name: string, input: (email: string) => Record<string, string>, floorMs = 0): Promise<void> {
  const action = builtActions().find((one) => one.name === name);
  if (!action) throw new Error(`${name} is in no build.`);
  const known = demoLogin("supervisor").email;
  const took: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  for (let round = 0; round < ROUNDS; round++) {
    await forgetTries();
    const answers = [];
    for (const [kind, email] of [
      ["known", known],
      ["unknown", stranger()],
    ] as const) {
      const began = performance.now();
      answers.push(seen(await callAction(action, input(email), null)));
      took[kind].push(performance.now() - began);
    }
    expect(answers[0]).toEqual(answers[1]);
  }
  const [one, other] = [median(took.known), median(took.unknown)];
  expect(Math.abs(one - other), `known ${one} ms, unknown ${other} ms`).toBeLessThan(Math.max(80, 0.3 * one));
  expect(Math.min(one, other)).toBeGreaterThan(floorMs);
}

test("signing in with a wrong password", async () => {
  // Comparing a password takes a tenth of this.
  await compare("signInAction", (email) => ({ email, password: WRONG }), 490);
});

test("asking for a reset", async () => {
  await compare("forgotAction", (email) => ({ email }));
});

test("signing up with somebody's address says no more than that it did not work, and takes as long as making an account", async () => {
  const action = builtActions().find((one) => one.name === "signUpAction");
  if (!action) throw new Error("signUpAction is in no build.");
  const shop = { name: "Aina", business: "Kedai Uji", outlet: "Bangi", phone: "03-8925 1234", locale: "ms" };
  const took: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  for (let round = 0; round < 3; round++) {
    await forgetTries();
    for (const [kind, email] of [
      ["known", demoLogin("supervisor").email],
      ["unknown", stranger()],
    ] as const) {
      const began = performance.now();
      const { code, redirect } = await callAction(action, { ...shop, email, password: WRONG }, null);
      took[kind].push(performance.now() - began);
      expect(code ?? redirect).toBe(kind === "known" ? "auth.signup_failed" : "/home");
    }
  }
  // Making a shop as well may take longer; a refusal at once would say that the address was known.
  expect(median(took.known)).toBeGreaterThan(0.5 * median(took.unknown));
});
