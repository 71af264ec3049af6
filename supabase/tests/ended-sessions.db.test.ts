/** Tokens nobody can take back: what they are still worth after the session, or the membership, behind them has ended. */
import { createClient } from "@supabase/supabase-js";
import { expect, it } from "vitest";
import { actAs, openServiceSql, testStack } from "@/testing/db";
import { makeShop } from "@/testing/shop";

const sql = openServiceSql();
const PROMISED_MS = 60_000;

function browser() {
  const { apiUrl, publishableKey } = testStack();
  return createClient(apiUrl, publishableKey, { auth: { persistSession: false, autoRefreshToken: false } });
}

async function signedUp() {
  const login = { email: `tamat-${crypto.randomUUID()}@test.invalid`, password: "sepuluh-huruf" };
  const here = browser();
  const { data } = await here.auth.signUp(login);
  return { here, login, id: data.user?.id ?? "" };
}

/** The young, well-signed token of a session that was ended somewhere else. */
async function endedToken() {
  const { here, login, id } = await signedUp();
  const held = (await browser().auth.signInWithPassword(login)).data.session?.access_token ?? "";
  await here.auth.signOut({ scope: "global" });
  const { apiUrl, publishableKey } = testStack();
  return { id, email: login.email, db: createClient(apiUrl, publishableKey, { accessToken: async () => held }) };
}

it("a token of an ended session opens no shop", async () => {
  const { id, db } = await endedToken();
  const { error } = await db.rpc("create_shop", {
    p_business: "Kedai Hantu",
    p_outlet: "Bangi",
    p_phone: "+60389251234",
    p_locale: "ms",
    p_display_name: "Hantu",
  });
  expect(error?.message).toBe("auth.forbidden");
  expect(await sql`select 1 from public.people where user_id = ${id}`).toEqual([]);
});

it("nor joins a team, though the invitation names its address", async () => {
  const { id, email, db } = await endedToken();
  const shop = await makeShop(sql);
  const [made] = await actAs(
    sql,
    shop.owner,
    (tx) => tx<{ token: string }[]>`select public.invite_member(${email}, 'agent', null) ->> 'token' as token`,
  );
  const { error } = await db.rpc("accept_invitation", { p_token: made?.token, p_display_name: "Hantu" });
  expect(error?.message).toBe("auth.forbidden");
  expect(await sql`select 1 from public.members where user_id = ${id}`).toEqual([]);
});

it("nor reads or changes the person's own row, business or language", async () => {
  const { id, email, db } = await endedToken();
  const shop = await makeShop(sql);
  await sql`insert into public.people (user_id, email, name, locale) values (${id}, ${email}, 'Tamat', 'ms')`;
  await sql`insert into public.members (tenant_id, user_id, role) values (${shop.tenantId}, ${id}, 'agent')`;
  expect((await db.from("people").select("user_id")).data).toEqual([]);
  expect((await db.from("people").update({ name: "Hantu" }).eq("user_id", id).select("user_id")).data).toEqual([]);
  expect((await db.rpc("switch_tenant", { p_tenant_id: shop.tenantId })).error?.message).toBe("auth.forbidden");
  await db.rpc("set_my_locale", { p_locale: "en" });
  expect(await sql`select name, locale, active_tenant_id from public.people where user_id = ${id}`).toEqual([
    { name: "Tamat", locale: "ms", active_tenant_id: null },
  ]);
});

it("the token of a removed member is worth nothing long before a minute has passed", async () => {
  const { here, login, id } = await signedUp();
  const shop = await makeShop(sql);
  await sql`insert into public.people (user_id, email, name, active_tenant_id) values (${id}, ${login.email}, 'Buang', ${shop.tenantId})`;
  await sql`insert into public.members (tenant_id, user_id, role) values (${shop.tenantId}, ${id}, 'agent')`;
  const seen = async () => (await here.from("outlets").select("id")).data?.length ?? -1;
  expect(await seen()).toBe(1);
  const began = performance.now();
  await actAs(sql, shop.owner, (tx) => tx`select public.remove_member(${id})`);
  while ((await seen()) > 0 && performance.now() - began < PROMISED_MS)
    await new Promise((next) => setTimeout(next, 50));
  expect(performance.now() - began).toBeLessThan(PROMISED_MS / 10);
  expect((await here.rpc("switch_outlet", { p_outlet_id: shop.outletId })).error?.message).toMatch(/^auth\./);
});
