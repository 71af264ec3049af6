/** Consent texts, the public notice and the breach register. */
import { beforeAll, describe, expect, it } from "vitest";
import { listConsents } from "@/lib/customers/queries";
import { recordConsent } from "@/lib/customers/save-customer";
import { call, refusal, VISITOR } from "@/lib/repairs/test-desk";
import { actAs, openServiceSql } from "@/testing/db";
import { addCustomer, makeShop, ROLES, type TestShop } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";
import {
  currentTexts,
  getBreach,
  listBreachChanges,
  listBreaches,
  listConsentTexts,
  listOpenBreaches,
} from "./queries";
import { publishConsentText, saveBreach } from "./save";
import { breachInput } from "./schema";

const sql = openServiceSql();
let shop: TestShop;
let other: TestShop;
const db = () => userDbAs(shop.owner);
beforeAll(async () => {
  [shop, other] = [await makeShop(sql), await makeShop(sql)];
});

describe("the texts people agree to", () => {
  it("start with each shop, and grow by versions that never change", async () => {
    const first = await listConsentTexts(db(), shop.tenantId);
    expect(first.map(({ purpose, version }) => `${purpose} ${version}`).sort()).toEqual([
      "marketing counter-1",
      "marketing intake-1",
      "marketing stop-1",
      "service counter-1",
      "service intake-1",
    ]);
    const again = first.find(({ purpose, version }) => purpose === "service" && version === "counter-1");
    const same = await publishConsentText(db(), {
      purpose: "service",
      bodyMs: again?.body_ms ?? "",
      bodyEn: again?.body_en ?? "",
    });
    expect(same).toMatchObject({ value: { version: "counter-1" } });
    expect(await publishConsentText(db(), { purpose: "service", bodyMs: "Baharu", bodyEn: "New" })).toMatchObject({
      value: { version: "counter-2" },
    });
    expect(currentTexts(await listConsentTexts(db(), shop.tenantId))["service"]).toMatchObject({
      version: "counter-2",
      body_en: "New",
    });
    for (const change of [
      sql`update public.consent_texts set body_en = 'x' where tenant_id = ${shop.tenantId}`,
      sql`delete from public.consent_texts where tenant_id = ${shop.tenantId}`,
    ])
      expect(await refusal(change)).toBe("ledger.append_only");
    expect(
      await sql`select 1 from public.audit_log where tenant_id = ${shop.tenantId} and table_name = 'consent_texts' and after ->> 'version' = 'counter-2' and person_id = ${shop.owner.sub ?? ""}`,
    ).toHaveLength(1);
    const [form] = await sql`select texts from public.intake_forms where tenant_id = ${shop.tenantId}`;
    const texts = { ...form?.["texts"], en: { ...form?.["texts"].en, service: "Changed" } };
    await call(sql, shop.owner, "save_intake_form", { fields: {}, texts });
    expect(
      (await listConsentTexts(db(), shop.tenantId)).find(
        ({ version, purpose }) => version === "intake-2" && purpose === "service",
      ),
    ).toMatchObject({ body_en: "Changed" });
  });

  it("are published by owner and admin, read by who serves customers", async () => {
    for (const role of ROLES.filter((each) => each !== "owner" && each !== "admin"))
      expect(
        await publishConsentText(userDbAs(shop.claims[role]), { purpose: "service", bodyMs: "x", bodyEn: "x" }),
        role,
      ).toMatchObject({ code: "auth.forbidden" });
    expect(await listConsentTexts(userDbAs(shop.claims.cashier), shop.tenantId)).not.toHaveLength(0);
    expect(await listConsentTexts(userDbAs(other.owner), shop.tenantId)).toHaveLength(0);
  });

  it("stand behind every consent: with who wrote it down, and never words that nobody has", async () => {
    const customerId = await addCustomer(sql, shop, "Siti");
    await recordConsent(db(), { customerId, purpose: "service", granted: true, note: "Di kaunter" });
    expect(await listConsents(db(), shop.tenantId, customerId)).toMatchObject([
      { text_version: "counter-2", source: "staff", by: "Pemilik", evidence: { note: "Di kaunter" } },
    ]);
    const invented = actAs(
      sql,
      shop.owner,
      (tx) => tx`select public.record_consent(${customerId}, 'service', true, 'staff', 'nowhere-1')`,
    );
    expect(await refusal(invented)).toMatch(/consents_text_fk/);
    const pretended = actAs(
      sql,
      shop.owner,
      (tx) => tx`select public.record_consent(${customerId}, 'service', true, 'chat', 'counter-1')`,
    );
    expect(await refusal(pretended)).toBe("input.invalid");
  });
});

describe("the public notice", () => {
  it("says what the shop says of itself, to anybody with its address", async () => {
    const [tenant] = await sql<
      { privacy_slug: string }[]
    >`select privacy_slug from public.tenants where id = ${shop.tenantId}`;
    const read = (slug: string, claims = VISITOR) =>
      actAs(sql, claims, async (tx) => (await tx`select public.public_privacy_notice(${slug}) as n`)[0]?.["n"]);
    expect(await read(tenant?.privacy_slug ?? "")).toMatchObject({
      name: "Kedai Ujian",
      months: { tax: 84, messages: 36 },
      dpo_name: null,
    });
    expect(await refusal(read("000000000000"))).toBe("link.gone");
    expect(await refusal(read(tenant?.privacy_slug ?? "", { sub: "nobody" }))).toBe("auth.forbidden");
  });
});

describe("the breach register", () => {
  const HOUR = 3_600_000;
  const at = (hoursAgo: number) => new Date(Date.now() - hoursAgo * HOUR).toISOString();
  const entry = (more: Record<string, unknown> = {}) => ({
    id: undefined,
    title: "Telefon hilang",
    discoveredAt: at(100),
    what: "Tercicir",
    categories: ["name" as const],
    persons: 12,
    cause: null,
    actions: null,
    notify: "both" as const,
    notifyReason: null,
    commissionerNotifiedAt: null,
    commissionerReference: null,
    personsNotifiedAt: null,
    close: undefined,
    ...more,
  });
  const made = async (more: Record<string, unknown> = {}) => {
    const saved = await saveBreach(db(), entry(more));
    if (!saved.ok) throw new Error(saved.code);
    return saved.value.id;
  };
  const ms = (value: string | null | undefined) => new Date(value ?? 0).getTime();

  it("sets its deadlines itself: 72 hours, then 7 days", async () => {
    const id = await made();
    const breach = await getBreach(db(), shop.tenantId, id);
    expect(ms(breach?.commissioner_due_at) - ms(breach?.discovered_at)).toBe(72 * HOUR);
    expect(breach?.persons_due_at).toBeNull();
    await saveBreach(db(), entry({ id, commissionerNotifiedAt: at(50) }));
    const told = await getBreach(db(), shop.tenantId, id);
    expect(ms(told?.persons_due_at) - ms(told?.commissioner_notified_at)).toBe(168 * HOUR);
    await sql`update public.breaches set commissioner_due_at = now() + interval '1 year' where id = ${id}`;
    expect((await getBreach(db(), shop.tenantId, id))?.commissioner_due_at).toBe(told?.commissioner_due_at);
    expect((await listOpenBreaches(db(), shop.tenantId)).map((row) => row.id)).toContain(id);
  });

  it("remembers every version, keeps what is closed and deletes nothing", async () => {
    const id = await made();
    await saveBreach(db(), entry({ id, title: "Telefon dan beg hilang" }));
    const changes = await listBreachChanges(db(), shop.tenantId, id);
    expect(changes).toMatchObject([
      { person: "Pemilik", before: { title: "Telefon hilang" }, after: { title: "Telefon dan beg hilang" } },
    ]);
    await saveBreach(db(), entry({ id, title: "Telefon dan beg hilang" }));
    expect(await saveBreach(db(), entry({ id, close: "on" }))).toMatchObject({ code: "breach.not_notified" });
    const closed = await saveBreach(
      db(),
      entry({ id, commissionerNotifiedAt: at(50), personsNotifiedAt: at(20), close: "on" }),
    );
    expect(closed).toMatchObject({ ok: true });
    expect(await saveBreach(db(), entry({ id, title: "x" }))).toMatchObject({ code: "breach.closed" });
    expect(await refusal(sql`delete from public.breaches where id = ${id}`)).toBe("breach.kept");
    for (const change of [
      sql`update public.breach_changes set after = '{}' where breach_id = ${id}`,
      sql`delete from public.breach_changes where breach_id = ${id}`,
    ])
      expect(await refusal(change)).toBe("ledger.append_only");
    expect((await listOpenBreaches(db(), shop.tenantId)).map((row) => row.id)).not.toContain(id);
    const told =
      await sql`select action, after ->> 'what' as what from public.audit_log where table_name = 'breaches' and row_id = ${id} order by id`;
    expect(told[0]).toEqual({ action: "insert", what: "[hidden]" });
    expect(told.length).toBeGreaterThan(2);
  });

  it("takes no times that cannot be, and no silence without a reason", async () => {
    for (const wrong of [{ discoveredAt: at(-2) }, { commissionerNotifiedAt: at(200) }, { personsNotifiedAt: at(-1) }])
      expect(await saveBreach(db(), entry(wrong))).toMatchObject({ code: "breach.times" });
    const form = { title: "x", discoveredAt: "2026-11-20T10:00", what: "x", persons: "3", notify: "none" };
    expect(breachInput.safeParse(form).error?.issues[0]).toMatchObject({
      path: ["notifyReason"],
      message: "breach.reason",
    });
    expect(breachInput.parse({ ...form, notify: "both" })).toMatchObject({
      discoveredAt: "2026-11-20T02:00:00.000Z",
      categories: [],
    });
    expect(
      await refusal(
        call(sql, shop.owner, "save_breach", {
          title: "x",
          discovered_at: at(1),
          what: "x",
          persons: 1,
          notify: "none",
        }),
      ),
    ).toMatch(/breaches_reason/);
  });

  it("is the owner's and the admin's alone", async () => {
    for (const role of ROLES.filter((each) => each !== "owner" && each !== "admin")) {
      expect(await saveBreach(userDbAs(shop.claims[role]), entry()), role).toMatchObject({ code: "auth.forbidden" });
      expect(await listBreaches(userDbAs(shop.claims[role]), shop.tenantId), role).toHaveLength(0);
    }
    const id = await made();
    expect(await saveBreach(userDbAs(other.owner), entry({ id }))).toMatchObject({ code: "input.not_found" });
    expect(await listBreaches(userDbAs(shop.claims.admin), shop.tenantId)).not.toHaveLength(0);
  });
});
