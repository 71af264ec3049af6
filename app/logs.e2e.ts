/** What people write, how they are reached and what opens doors stands in no log, whatever they did and whatever went wrong. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import type { Sql } from "postgres";
import { builtActions } from "@/testing/attack/inventory";
import { callAction, send, signedIn } from "@/testing/attack/wire";
import { demoLogin, e2eSql, e2eStack, forgetTries } from "@/testing/e2e";
import { test } from "@/testing/journey/browser";
import { shopOf } from "@/testing/journey/day";
import { newNumber } from "@/testing/journey/phone";

let sql: Sql;
test.beforeAll(() => {
  sql = e2eSql();
});
test.afterAll(() => sql.end({ timeout: 1 }));

const LOGS = ["web", "wa-runner", "api"] as const;
const logged = (): string =>
  LOGS.map((name) => readFileSync(path.join(e2eStack().stateDir, "logs", `${name}.log`), "utf8")).join("\n");

const call = async (name: string, input: unknown, cookie: string | null) => {
  const action = builtActions().find((one) => one.name === name);
  if (!action) throw new Error(`${name} is in no build.`);
  return callAction(action, input, cookie);
};

test("a day's mishaps leave nobody's phone, address, words, password or key in the logs", async () => {
  test.setTimeout(60_000);
  await forgetTries();
  const owner = demoLogin("owner");
  const { tenantId } = await shopOf(sql, owner);
  const [channel] = await sql<{ address: string }[]>`
    select address from public.channels where tenant_id = ${tenantId} and kind = 'simulator' limit 1`;
  const number = newNumber();
  const word = `rahsia${crypto.randomUUID().slice(0, 8)}`;
  const email = `${word}.pelanggan@contoh.test`;
  const password = `kata-${crypto.randomUUID()}`;
  const token = `${crypto.randomUUID().replaceAll("-", "")}abcd`;
  const key = `vk_${token.slice(0, 8)}_${token}${token.slice(0, 28)}`;

  // A wrong password, a link that is none, a key that is none, a reset that nobody asked for.
  expect((await call("signInAction", { email, password }, null)).code).toBe("auth.bad_credentials");
  await call("forgotAction", { email }, null);
  for (const address of [`/r/${token}`, `/k/${token}/pdf`, `/invite/${token}`, `/auth/confirm?token_hash=${token}`])
    await send(address, { method: "GET" });
  await send("/api/v1/customers", { method: "GET", headers: { authorization: `Bearer ${key}` } });

  // A customer writes his number and his address; the concierge reads it; the shop answers, and one answer goes wrong.
  const body = `Nama saya ${word}, telefon ${number}, e-mel ${email}. Berapa harga tukar skrin?`;
  const sent = await send("/api/simulator/messages", {
    method: "POST",
    headers: { "content-type": "application/json", origin: e2eStack().appUrl },
    body: JSON.stringify({ phone: number, shop: channel?.address, name: word, body }),
  });
  expect(sent.status, sent.body).toBe(201);
  const thread = () => sql<{ id: string; answers: number }[]>`
    select m.conversation_id as id, (select count(*)::int from public.messages as a
        where a.conversation_id = m.conversation_id and a.direction = 'out') as answers
      from public.messages as m where m.tenant_id = ${tenantId} and m.body = ${body}`;
  await expect.poll(async () => (await thread())[0]?.answers ?? 0, { timeout: 20_000 }).toBeGreaterThan(0);
  const [conversation] = await thread();
  const { cookie } = await signedIn(owner);
  const reply = {
    conversationId: conversation?.id,
    key: crypto.randomUUID(),
    body: `Baik ${word}, kami telefon ${number}`,
  };
  expect((await call("replyAction", reply, cookie)).isOk).toBe(true);
  // Its key says that it is another message: the database quotes what it refuses.
  await call("replyAction", { ...reply, conversationId: crypto.randomUUID() }, cookie);
  await call("saveCustomerAction", { id: crypto.randomUUID(), name: word, locale: "ms", phone: number, email }, cookie);
  await call("newPasswordAction", { tokenHash: token, password, repeat: password }, null);
  await send(`/customers?q=${word}&page=%00`, { method: "GET", headers: { cookie } });
  await send("/api/simulator/messages", {
    method: "POST",
    headers: { origin: e2eStack().appUrl },
    body: `{"body":"${word}`,
  });

  const digits = number.replace(/\D/g, "").replace(/^0/, "");
  const found = logged()
    .split("\n")
    .filter((line) => [word, digits, email, password, token].some((secret) => line.includes(secret)));
  expect(found).toEqual([]);
  expect(logged().length, "the programs do log").toBeGreaterThan(1000);
});
