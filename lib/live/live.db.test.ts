import { setTimeout as delay } from "node:timers/promises";
import { createClient } from "@supabase/supabase-js";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { Database } from "@/lib/db/types.gen";
import { openServiceSql, testStack } from "@/testing/db";
import { makeShop } from "@/testing/shop";
import { standing } from "./membership";
import { subscribe } from "./server";

const stack = testStack();
const sql = openServiceSql(3);

afterAll(async () => {
  await globalThis.volturaLiveHub?.listener.stop();
});

async function signUp(name: string) {
  const client = createClient<Database>(stack.apiUrl, stack.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const email = `${name}-${crypto.randomUUID()}@test.invalid`;
  const { data, error } = await client.auth.signUp({ email, password: "sepuluh-huruf" });
  if (error || !data.session || !data.user) throw new Error(error?.message ?? "no session");
  return { client, token: data.session.access_token, id: data.user.id, email };
}

describe("whose stream it is", () => {
  it("follows the active membership, and ends with it", async () => {
    const person = await signUp("aina");
    expect(await standing(person.token)).toEqual({ kind: "gone" });
    const { tenantId } = await makeShop(sql);
    await sql`insert into public.people (user_id, email, name, active_tenant_id) values (${person.id}, ${person.email}, 'Aina', ${tenantId})`;
    await sql`insert into public.members (tenant_id, user_id, role) values (${tenantId}, ${person.id}, 'agent')`;
    expect(await standing(person.token)).toEqual({ kind: "active", tenantId, personId: person.id });
    await sql`update public.members set status = 'suspended' where user_id = ${person.id}`;
    expect(await standing(person.token)).toEqual({ kind: "gone" });
  });

  it("ends when the person signs out, though the token is still young", async () => {
    const person = await signUp("badrul");
    await person.client.auth.signOut();
    expect(await standing(person.token)).toEqual({ kind: "gone" });
  });

  it("is nobody's with a token that we did not sign", async () => {
    expect(await standing("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4Iiwicm9sZSI6ImF1dGhlbnRpY2F0ZWQifQ.AAAA")).toEqual({
      kind: "gone",
    });
  });
});

describe("the live hub", () => {
  it("tells each tenant of its own changes only, with topic and id and nothing else", async () => {
    const [own, other] = [await makeShop(sql), await makeShop(sql)];
    const seen: unknown[][] = [];
    const leave = subscribe({
      tenantId: own.tenantId,
      change: (...change) => seen.push(change),
      sync: () => seen.push(["sync"]),
    });
    await delay(300);
    await sql`update public.channels set name = 'Satu' where tenant_id = ${own.tenantId}`;
    await sql`update public.channels set name = 'Dua' where tenant_id = ${other.tenantId}`;
    await sql`select pg_notify('voltura', 'not json')`;
    await vi.waitFor(() => expect(seen.length).toBeGreaterThan(0));
    await delay(200);
    const [channel] = await sql`select id from public.channels where tenant_id = ${own.tenantId}`;
    // Its making may be told as well, when that is still under way.
    for (const change of seen) expect(change).toEqual(["channel", channel?.["id"]]);
    leave();
    const before = seen.length;
    await sql`update public.channels set name = 'Tiga' where tenant_id = ${own.tenantId}`;
    await delay(200);
    expect(seen).toHaveLength(before);
  });

  it("tells a person's own streams when his standing or tenant changes", async () => {
    const own = await makeShop(sql);
    const member = await own.member("agent");
    const seen: unknown[][] = [];
    const leave = subscribe({
      tenantId: own.tenantId,
      change: (topic, id) => {
        if (topic === "person") seen.push([topic, id]);
      },
      sync: () => undefined,
    });
    await delay(200);
    await sql`update public.members set role = 'cashier' where user_id = ${member.sub ?? ""}`;
    await vi.waitFor(() => expect(seen).toEqual([["person", member.sub]]));
    await sql`update public.people set active_tenant_id = null where user_id = ${member.sub ?? ""}`;
    await vi.waitFor(() => expect(seen).toHaveLength(2));
    leave();
  });

  it("says so when something changed between the page and its stream, and not otherwise", async () => {
    const { tenantId } = await makeShop(sql);
    const first = subscribe({ tenantId, change: () => undefined, sync: () => undefined });
    await delay(200);
    const changes: string[] = [];
    const renderedAt = Date.now();
    const leave = subscribe({
      tenantId,
      renderedAt,
      change: (topic) => changes.push(topic),
      sync: () => changes.push("sync"),
    });
    expect(changes).toEqual([]);
    await sql`update public.channels set name = 'Sementara itu' where tenant_id = ${tenantId}`;
    await vi.waitFor(() => expect(changes).toEqual(["channel"]));
    let syncs = 0;
    const late = subscribe({ tenantId, renderedAt, change: () => undefined, sync: () => (syncs += 1) });
    expect(syncs).toBe(1);
    for (const end of [first, leave, late]) end();
  });

  it("says that something may have been missed after its connection was lost", async () => {
    const { tenantId } = await makeShop(sql);
    const changes: string[] = [];
    let syncs = 0;
    const leave = subscribe({ tenantId, change: (topic) => changes.push(topic), sync: () => (syncs += 1) });
    await delay(200);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'voltura-listen'`;
    await vi.waitFor(() => expect(syncs).toBe(1), { timeout: 5000 });
    await sql`update public.channels set name = 'Kembali' where tenant_id = ${tenantId}`;
    await vi.waitFor(() => expect(changes).toContain("channel"));
    leave();
  });
});
