import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { call, type Desk, makeDesk, refusal, VISITOR } from "@/lib/repairs/test-desk";
import { actAs, openServiceSql } from "@/testing/db";

const sql = openServiceSql();
const answer = z.object({
  ticket_id: z.uuid(),
  tenant_id: z.uuid(),
  number: z.string(),
  token: z.string(),
  duplicate: z.boolean(),
});
let desk: Desk;
let slug = "";
let phoneCount = 0;
beforeAll(async () => {
  desk = await makeDesk(sql);
  slug = await slugOf(desk);
});

async function slugOf(of: Desk): Promise<string> {
  const [row] = await sql<
    { intake_slug: string }[]
  >`select intake_slug from public.outlets where id = ${of.shop.outletId}`;
  return row?.intake_slug ?? "";
}

function nextPhone(): string {
  phoneCount += 1;
  return `+6013777${String(phoneCount).padStart(4, "0")}`;
}

function input(answers: Record<string, unknown> = {}, extra: Record<string, unknown> = {}) {
  return {
    slug,
    client_id: crypto.randomUUID(),
    locale: "ms",
    address_hash: crypto.randomUUID(),
    answers: {
      name: "Siti",
      phone: nextPhone(),
      category: "phone",
      brand: "Oppo",
      model: "Reno 8",
      problem: "Tak boleh cas",
      ...answers,
    },
    consents: { terms: true, service: true, marketing: false },
    ack: "Terima kasih. Tiket {number}: /r/{token}",
    ...extra,
  };
}

const submit = async (p: unknown) => answer.parse(await call(sql, VISITOR, "submit_intake", p));
const ticketOf = async (id: string) => {
  const [row] = await sql`select * from public.repair_tickets where id = ${id}`;
  return row ?? {};
};

describe("the intake form", () => {
  it("makes customer, device, NEW ticket, CREATED event and one acknowledgement", async () => {
    const made = await submit(input());
    expect(await ticketOf(made.ticket_id)).toMatchObject({ phase: "NEW", status: "pending", source: "intake" });
    const events = await sql`select kind, actor_kind from public.repair_events where ticket_id = ${made.ticket_id}`;
    expect(events).toMatchObject([{ kind: "CREATED", actor_kind: "customer" }]);
    const sent =
      await sql`select m.body from public.messages m join public.wa_outbox o on o.message_id = m.id where o.key = ${`ticket-ack:${made.ticket_id}`}`;
    expect(sent.map((row) => row["body"])).toEqual([`Terima kasih. Tiket ${made.number}: /r/${made.token}`]);
  });

  it("submitted twice, even at once, is one ticket and one message", async () => {
    const p = input();
    const [a, b, c] = [...(await Promise.all([submit(p), submit(p)])), await submit(p)];
    expect(new Set([a?.ticket_id, b?.ticket_id, c?.ticket_id]).size).toBe(1);
    expect(await sql`select 1 from public.wa_outbox where key = ${`ticket-ack:${a?.ticket_id ?? ""}`}`).toHaveLength(1);
  });

  it("answers the same for a known phone, renames nobody and keeps the known e-mail", async () => {
    const phone = nextPhone();
    await call(sql, desk.shop.owner, "save_customer", {
      name: "Puan Rahsia",
      phone,
      email: "rahsia@contoh.my",
      locale: "en",
    });
    const known = await submit(input({ phone, name: "Orang Lain", email: "lain@contoh.my" }));
    const fresh = await submit(input());
    expect(Object.keys(known).sort()).toEqual(Object.keys(fresh).sort());
    expect(JSON.stringify(known)).not.toContain("Rahsia");
    const [row] =
      await sql`select c.name, k.email from public.repair_tickets t join public.customers c on c.id = t.customer_id
      join public.customer_contacts k on k.customer_id = c.id where t.id = ${known.ticket_id}`;
    expect(row).toMatchObject({ name: "Puan Rahsia", email: "rahsia@contoh.my" });
    const [event] = await sql`select data from public.repair_events where ticket_id = ${known.ticket_id}`;
    expect(event?.["data"]).toMatchObject({ form_name: "Orang Lain" });
  });

  it("stores consents apart, with the version of the text, and only those given", async () => {
    const made = await submit(input({}, { consents: { terms: true, service: false, marketing: true } }));
    const rows = await sql`select c.purpose, c.granted, c.source, c.text_version, c.evidence from public.consents c
      join public.repair_tickets t on t.customer_id = c.customer_id where t.id = ${made.ticket_id}`;
    expect(rows).toMatchObject([{ purpose: "marketing", granted: true, source: "intake", text_version: "intake-1" }]);
    expect(rows[0]?.["evidence"]).toMatchObject({ locale: "ms" });
    expect(await sql`select 1 from public.wa_outbox where key = ${`ticket-ack:${made.ticket_id}`}`).toHaveLength(0);
  });

  it("does not undo a STOP", async () => {
    const phone = nextPhone();
    const first = await submit(input({ phone }, { consents: { terms: true, service: true, marketing: true } }));
    const customer = String((await ticketOf(first.ticket_id))["customer_id"]);
    await sql`insert into public.consents (tenant_id, customer_id, purpose, granted, source, text_version)
      values (${desk.shop.tenantId}, ${customer}, 'marketing', false, 'chat', 'stop-1')`;
    await submit(input({ phone }, { consents: { terms: true, service: true, marketing: true } }));
    const [row] = await sql`select private.consent_given(${desk.shop.tenantId}, ${customer}, 'marketing') as given`;
    expect(row?.["given"]).toBe(false);
  });

  it("asks for what the tenant requires, and half-saves nothing", async () => {
    const fields = { imei: "required" };
    const [form] = await sql`select texts from public.intake_forms where tenant_id = ${desk.shop.tenantId}`;
    await call(sql, desk.shop.owner, "save_intake_form", { fields, texts: form?.["texts"] });
    const p = input();
    expect(await refusal(call(sql, VISITOR, "submit_intake", p))).toBe("input.required");
    expect(
      await refusal(
        call(sql, VISITOR, "submit_intake", input({ imei: "490154203237518" }, { consents: { service: true } })),
      ),
    ).toBe("intake.terms");
    expect(await sql`select 1 from public.customer_contacts where phone = ${p.answers.phone}`).toHaveLength(0);
    await call(sql, desk.shop.owner, "save_intake_form", { fields: { imei: "off" }, texts: form?.["texts"] });
    await submit(p);
  });

  it("counts the text version up when a text changes", async () => {
    const shop = await makeDesk(sql);
    const [form] = await sql<
      { texts: { ms: object; en: object } }[]
    >`select texts from public.intake_forms where tenant_id = ${shop.shop.tenantId}`;
    const texts = { ...form?.texts, ms: { ...form?.texts.ms, terms: "Syarat baharu" } };
    expect(await call(sql, shop.shop.owner, "save_intake_form", { fields: {}, texts })).toEqual({ text_version: 2 });
    expect(await call(sql, shop.shop.owner, "save_intake_form", { fields: {}, texts })).toEqual({ text_version: 2 });
  });

  it("is limited per phone and per address; a repeat of a stored submit still answers", async () => {
    const phone = nextPhone();
    const first = input({ phone });
    await submit(first);
    for (let n = 0; n < 4; n += 1) await submit(input({ phone }));
    expect(await refusal(call(sql, VISITOR, "submit_intake", input({ phone })))).toBe("intake.too_many");
    expect((await submit(first)).duplicate).toBe(true);
    const address_hash = crypto.randomUUID();
    for (let n = 0; n < 20; n += 1) await submit(input({}, { address_hash }));
    expect(await refusal(call(sql, VISITOR, "submit_intake", input({}, { address_hash })))).toBe("intake.too_many");
  });

  it("is answered only for the page's own token, an open form and a real slug", async () => {
    expect(await refusal(call(sql, desk.technician, "submit_intake", input()))).toBe("auth.forbidden");
    expect(await refusal(call(sql, VISITOR, "submit_intake", input({}, { slug: "tiada" })))).toBe("link.gone");
    await sql`update public.intake_forms set is_open = false where tenant_id = ${desk.shop.tenantId}`;
    expect(await refusal(call(sql, VISITOR, "submit_intake", input()))).toBe("intake.closed");
    await sql`update public.intake_forms set is_open = true where tenant_id = ${desk.shop.tenantId}`;
    expect(await refusal(actAs(sql, desk.technician, (tx) => tx`select public.intake_form(${slug})`))).toBe(
      "auth.forbidden",
    );
  });
});
