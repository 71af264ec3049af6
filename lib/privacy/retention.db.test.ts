import { beforeAll, describe, expect, it } from "vitest";
import { readStored } from "@/lib/media/store";
import { openServiceSql } from "@/testing/db";
import { makeShop, ROLES } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";
import { removeQueuedFiles } from "./files";
import { getRetentionPlan } from "./queries";
import { savePrivacySettings } from "./save";
import { privacySettingsInput } from "./schema";
import { type KnownPerson, knownPerson } from "./test-person";

const sql = openServiceSql();
let person: KnownPerson;
let tenant = "";

const plan = async () =>
  Object.fromEntries((await getRetentionPlan(person.owner)).map(({ kind, rows }) => [kind, rows]));
const run = async () => (await sql`select private.retain_tenant(${tenant}, 1000) as done`)[0]?.["done"];
const settings = (more: Record<string, unknown> = {}) =>
  privacySettingsInput.safeParse({
    dpoName: "Puan Aida",
    dpoEmail: "dpo@kedai.my",
    dpoPhone: "012-345 6789",
    messagesMonths: "36",
    mediaMonths: "24",
    photosMonths: "24",
    intakeMonths: "24",
    linksMonths: "24",
    inactiveMonths: "",
    taxMonths: "84",
    ...more,
  });

beforeAll(async () => {
  person = await knownPerson(sql);
  tenant = person.desk.shop.tenantId;
});

describe("retention", () => {
  it("takes nothing while it is young", async () => {
    expect(await plan()).toEqual({ messages: 0, media: 0, photos: 0, intake: 0, links: 0, inactive: 0 });
    expect(await run()).toEqual({});
    expect(await sql`select 1 from public.privacy_requests where tenant_id = ${tenant}`).toHaveLength(0);
  });

  it("says what would go, takes exactly that with its files, and finds nothing the second time", async () => {
    await sql`update public.messages set created_at = now() - interval '30 months' where customer_id = ${person.customerId} and media_path is not null`;
    await sql`update public.repair_tickets set closed_at = now() - interval '25 months' where id = ${person.ticketId}`;
    await sql`update private.public_links set created_at = now() - interval '25 months' where tenant_id = ${tenant}`;
    await sql`update public.messages set status = 'sent' where customer_id = ${person.customerId} and status = 'queued'`;
    const before = await plan();
    expect(before).toMatchObject({ messages: 0, media: 1, photos: 1, intake: 1, inactive: 0 });
    expect(before["links"]).toBeGreaterThan(2);
    expect(await run()).toEqual({ media: 1, photos: 1, intake: 1, links: before["links"] });
    const kept =
      await sql`select body from public.messages where customer_id = ${person.customerId} and body like '%lampiran%'`;
    expect(kept).toHaveLength(1);
    await removeQueuedFiles(person.owner);
    const [photo = "", attachment = "", orphan = ""] = person.files;
    for (const path of [photo, attachment]) expect(await readStored(person.owner, path)).toMatchObject({ ok: false });
    expect(await readStored(person.owner, orphan)).toMatchObject({ ok: true });

    await sql`update public.messages set created_at = now() - interval '37 months' where customer_id = ${person.customerId}`;
    const old = (await plan())["messages"];
    expect(old).toBeGreaterThan(3);
    expect(await run()).toEqual({ messages: old });
    expect(
      await sql`select 1 from public.messages where customer_id = ${person.customerId} and body <> ''`,
    ).toHaveLength(0);
    expect(await run()).toEqual({});
    expect(
      await sql`select detail from public.privacy_requests where tenant_id = ${tenant} and kind = 'retention'`,
    ).toHaveLength(2);
  });

  it("forgets who has not been seen for the chosen time, and blocks nobody", async () => {
    const [customer] = await sql<{ id: string }[]>`
      insert into public.customers (tenant_id, name, created_at, updated_at)
      values (${tenant}, 'Lama Tak Jumpa', now() - interval '30 months', now() - interval '30 months') returning id`;
    const id = customer?.id ?? "";
    expect((await plan())["inactive"]).toBe(0);
    const input = settings({ inactiveMonths: "24" });
    if (!input.success) throw new Error(input.error.message);
    expect(await savePrivacySettings(person.owner, input.data)).toMatchObject({ ok: true });
    expect((await plan())["inactive"]).toBe(1);
    expect(await run()).toMatchObject({ inactive: 1 });
    const rows =
      await sql`select id, erased_at is not null as gone from public.customers where id in (${id}, ${person.customerId})`;
    expect(rows.filter((row) => row["gone"]).map((row) => row["id"])).toEqual([id]);
    expect(await sql`select 1 from private.suppressions where tenant_id = ${tenant}`).toHaveLength(0);
  });

  it("is a step of the housekeeping: once a day for each tenant", async () => {
    const finished = async () =>
      (await sql`select finished_at from private.retention_runs where tenant_id = ${tenant}`)[0]?.["finished_at"];
    expect((await sql`select private.housekeeping_steps() as steps`)[0]?.["steps"]).toContain("apply_retention");
    // A round does 200 tenants, and the tests beside this one make more than that.
    for (let round = 0; round < 20 && !(await finished()); round += 1) await sql`select private.apply_retention()`;
    const first = await finished();
    expect(first).toBeInstanceOf(Date);
    await sql`select private.apply_retention()`;
    expect(await finished()).toEqual(first);
  });
});

describe("privacy settings", () => {
  it("keep tax records seven years at least, whoever asks for less", async () => {
    expect(settings({ taxMonths: "83" }).error?.issues[0]).toMatchObject({
      message: "privacy.tax_floor",
      path: ["taxMonths"],
    });
    const shorter = sql`update public.privacy_settings set tax_months = 83 where tenant_id = ${tenant}`;
    await expect(shorter).rejects.toThrow(/violates check constraint/);
    const forced = await person.owner.rpc("save_privacy_settings", { p: { tax_months: 12 } });
    expect(forced.error?.message).toBe("privacy.tax_floor");
    const outside = await person.owner.rpc("save_privacy_settings", { p: { messages_months: 1 } });
    expect(outside.error?.message).toBe("privacy.period");
  });

  it("are the owner's and the admin's", async () => {
    const input = settings();
    if (!input.success) throw new Error(input.error.message);
    for (const role of ROLES) {
      const saved = await savePrivacySettings(userDbAs(person.desk.shop.claims[role]), input.data);
      expect(saved.ok, role).toBe(role === "owner" || role === "admin");
    }
    const [kept] =
      await sql`select dpo_name, dpo_phone, inactive_months, updated_at > now() - interval '1 minute' as touched from public.privacy_settings where tenant_id = ${tenant}`;
    expect(kept).toEqual({ dpo_name: "Puan Aida", dpo_phone: "+60123456789", inactive_months: null, touched: true });
    const told =
      await sql`select 1 from public.audit_log where table_name = 'privacy_settings' and tenant_id = ${tenant} and action = 'update'`;
    expect(told.length).toBeGreaterThan(0);
    const other = await makeShop(sql);
    expect((await sql`select dpo_name from public.privacy_settings where tenant_id = ${other.tenantId}`)[0]).toEqual({
      dpo_name: null,
    });
  });
});
