/** Where @supabase/lite differs from hosted Supabase and is cured: each line fails when its cure goes. */
import { createClient } from "@supabase/supabase-js";
import { describe, expect, it } from "vitest";
import { openServiceSql, testStack } from "@/testing/db";
import { addProduct, makeShop } from "@/testing/shop";
import { readMails } from "@/testing/stack";
import { userDbAs } from "@/testing/user-db";

const stack = testStack();
const sql = openServiceSql(2);
const options = { auth: { persistSession: false, autoRefreshToken: false } };
const anon = createClient(stack.apiUrl, stack.publishableKey, options);
const service = createClient(stack.apiUrl, stack.secretKey, options);

describe("the embedded Supabase API", () => {
  it("leaves grants as the migrations made them, after requests were served", async () => {
    await anon.from("tenants").select("id").limit(1);
    const rows = await sql<{ n: number }[]>`
      select count(*)::int as n from information_schema.role_table_grants
      where table_schema = 'public' and grantee = 'anon'`;
    expect(rows[0]?.n).toBe(0);
  });

  it("gives no table that was not granted: a new one is visible to nobody", async () => {
    await sql`create table if not exists public.lite_probe (id int)`;
    const grants = await sql`
      select grantee from information_schema.role_table_grants
      where table_name = 'lite_probe' and grantee in ('anon', 'authenticated', 'service_role')`;
    await sql`drop table public.lite_probe`;
    expect(grants).toEqual([]);
  });

  it("refuses a request without a key, even from this machine", async () => {
    const response = await fetch(`${stack.apiUrl}/rest/v1/tenants?select=id`);
    expect(response.status).toBe(401);
  });

  it("hands json to functions as json, not as text that contains json", async () => {
    const shop = await makeShop(sql);
    await addProduct(sql, shop, { name: "Skrin Cuba" });
    const { data, error } = await userDbAs(shop.owner).rpc("match_products", { p_groups: [["skrin", "screen"]] });
    expect(error).toBeNull();
    expect(data?.map((row) => row.name)).toEqual(["Skrin Cuba"]);
  });

  it("joins filters that are given twice by AND", async () => {
    const shop = await makeShop(sql);
    for (const name of ["Skrin Cuba 12", "Skrin Cuba 13", 'Bateri, "Cuba" (12)']) await addProduct(sql, shop, { name });
    const products = () => userDbAs(shop.owner).from("products").select("name").order("name");
    const names = (rows: { name: string }[] | null) => rows?.map((row) => row.name);
    const alike = await products().ilike("name", "%skrin%").ilike("name", "%12%");
    expect(names(alike.data)).toEqual(["Skrin Cuba 12"]);
    const marks = await products().ilike("name", '%, "cuba"%').ilike("name", "%(12)%");
    expect(names(marks.data)).toEqual(['Bateri, "Cuba" (12)']);
    const either = await products().or("name.ilike.%skrin%,sku.eq.none").or("name.ilike.%12%,sku.eq.none");
    expect(names(either.data)).toEqual(["Skrin Cuba 12"]);
    const between = await products()
      .gte("price_sen", 0)
      .lt("price_sen", 1)
      .ilike("name", "%cuba%")
      .ilike("name", "%12%");
    expect(names(between.data)).toEqual([]);
  });

  it("answers a refusal with its status, code and detail", async () => {
    const { error, status } = await userDbAs({ sub: "nobody-at-all" }).rpc("propose_estimate", { p: {} });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(error?.message).toMatch(/^[a-z_]+\.[a-z_]+$/);
  });

  it("lets its own login see nothing of the shops: only a request's role may", async () => {
    const rows = await sql<{ table: string }[]>`
      select c.relname as table from pg_class as c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and has_any_column_privilege('supabase_lite', c.oid, 'select')`;
    expect(rows).toEqual([]);
    const [role] = await sql`select rolsuper, rolbypassrls, rolinherit from pg_roles where rolname = 'supabase_lite'`;
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolinherit: false });
  });

  it("tells the database the name of the request, in functions and in plain writes: the audit log keeps it", async () => {
    const shop = await makeShop(sql);
    const client = userDbAs(shop.owner);
    const named = `probe-${crypto.randomUUID()}`;
    const { error } = await client
      .from("canned_replies")
      .insert({ tenant_id: shop.tenantId, shortcut: "waktu", body_ms: "Buka 10 pagi.", body_en: "Open at 10." })
      .setHeader("x-request-id", named);
    expect(error).toBeNull();
    const called = await client
      .rpc("invite_member", { p_email: `${named}@shop.test`, p_role: "admin", p_outlet_ids: [shop.outletId] })
      .setHeader("x-request-id", named);
    expect(called.error).toBeNull();
    const rows = await sql<{ table_name: string }[]>`
      select table_name from public.audit_log where tenant_id = ${shop.tenantId} and request_id = ${named} order by id`;
    expect(rows.map((row) => row.table_name)).toEqual(["canned_replies", "invitations"]);
  });

  it("refuses a short password", async () => {
    const { error } = await anon.auth.signUp({ email: "short@example.test", password: "kurang" });
    expect(error?.code).toBe("weak_password");
  });

  it("signs up at once, signs in, refreshes, and forgets on sign-out", async () => {
    const email = `ali-${Date.now()}@example.test`;
    const signedUp = await anon.auth.signUp({ email, password: "sepuluh-huruf" });
    expect(signedUp.data.session).not.toBeNull();
    const client = createClient(stack.apiUrl, stack.publishableKey, options);
    const signedIn = await client.auth.signInWithPassword({ email, password: "sepuluh-huruf" });
    expect(signedIn.error).toBeNull();
    const refreshed = await client.auth.refreshSession();
    expect(refreshed.data.session?.user.email).toBe(email);
    const old = refreshed.data.session?.refresh_token ?? "";
    await client.auth.signOut();
    const again = await client.auth.refreshSession({ refresh_token: old });
    expect(again.data.session).toBeNull();
  });

  it("keeps the reset mail, with a link that names the web app", async () => {
    const email = `siti-${Date.now()}@example.test`;
    await anon.auth.signUp({ email, password: "sepuluh-huruf" });
    const { error } = await anon.auth.resetPasswordForEmail(email);
    expect(error).toBeNull();
    const mail = readMails(stack.stateDir).find((kept) => kept.to === email);
    expect(mail?.text).toContain(`${stack.appUrl}/auth/confirm?token_hash=`);
  });

  it("keeps a file byte for byte, whatever its name, and gives it back with its type", async () => {
    const bytes = new Uint8Array([0, 1, 2, 253, 254, 255]);
    const name = `cuba/gambar kecil ${Date.now()}.jpg`;
    const bucket = `probe-${Date.now()}`;
    await service.storage.createBucket(bucket, { public: false });
    const up = await service.storage.from(bucket).upload(name, bytes, { contentType: "image/jpeg" });
    expect(up.error).toBeNull();
    const down = await service.storage.from(bucket).download(name);
    expect(new Uint8Array((await down.data?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(bytes);
    expect(down.data?.type).toBe("image/jpeg");
    const refused = await anon.storage.from(bucket).download(name);
    expect(refused.error).not.toBeNull();
  });
});
