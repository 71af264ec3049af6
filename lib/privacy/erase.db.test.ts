import { beforeAll, describe, expect, it } from "vitest";
import { readStored } from "@/lib/media/store";
import { call, refusal, runnerOf, VISITOR } from "@/lib/repairs/test-desk";
import { actAs, type Claims, openServiceSql } from "@/testing/db";
import { makeShop, ROLES } from "@/testing/shop";
import { eraseCustomer, getErasePreview } from "./erase";
import { removeQueuedFiles } from "./files";
import { type KnownPerson, knownPerson, whereFound } from "./test-person";

const sql = openServiceSql();
const asOwner = <T>(claims: Claims, name: string, args: readonly unknown[]): Promise<T> =>
  actAs(sql, claims, async (tx) => {
    const marks = args.map((_, index) => `$${index + 1}`).join(", ");
    const [row] = await tx.unsafe(`select public.${name}(${marks}) as value`, args as string[]);
    return row?.["value"] as T;
  });

describe("erasing a person", () => {
  let person: KnownPerson;
  let before: { places: string[]; sale: unknown; invoice: unknown; audit: number };

  const money = async () => {
    const [sale] =
      await sql`select number, subtotal_sen, discount_sen, total_sen, tax_sen, business_date, customer_id from public.sales where id = ${person.saleId}`;
    const [invoice] =
      await sql`select number, status, total_sen, paid_sen, business_date, customer_id from public.invoices where id = ${person.invoiceId}`;
    return { sale, invoice };
  };

  beforeAll(async () => {
    person = await knownPerson(sql);
    const [audit] = await sql<{ n: number }[]>`select count(*)::int as n from public.audit_log`;
    before = { places: await whereFound(sql, person.traces), ...(await money()), audit: audit?.n ?? 0 };
  });

  it("starts from somebody who is everywhere but in the audit log", () => {
    for (const place of [
      "customers.name",
      "customer_contacts.phone",
      "customer_identities.value",
      "messages.body",
      "repair_tickets.problem",
      "repair_events.body",
      "intake_submissions.payload",
      "estimates.message_body",
      "sales.note",
      "sale_payments.reference",
      "invoices.bill_to_name",
      "invoice_payments.reference",
      "devices.imei",
    ])
      expect(before.places).toContain(`public.${place}`);
    expect(before.places).toContain("storage.objects.name");
    expect(before.places.filter((place) => place.startsWith("public.audit_log"))).toEqual([]);
  });

  it("is for owner and admin of that shop only", async () => {
    for (const role of ROLES.filter((each) => each !== "owner" && each !== "admin"))
      for (const [name, args] of [
        ["erase_preview", [person.customerId]],
        ["erase_customer", [person.customerId, person.name]],
      ] as const)
        expect(await refusal(asOwner(person.desk.shop.claims[role], name, args)), role).toBe("auth.forbidden");
    const stranger = await makeShop(sql);
    expect(await refusal(asOwner(stranger.owner, "erase_customer", [person.customerId, person.name]))).toBe(
      "input.not_found",
    );
  });

  it("is refused under another name, and while there is work in hand or money owed", async () => {
    const { owner, customerId, name, ticketId } = person;
    expect(await eraseCustomer(owner, { customerId, name: "Orang Lain" })).toMatchObject({
      code: "privacy.name_differs",
    });
    await sql`update public.repair_tickets set status = 'ready' where id = ${ticketId}`;
    expect(await eraseCustomer(owner, { customerId, name })).toMatchObject({ code: "privacy.in_the_way" });
    const preview = await getErasePreview(owner, customerId);
    expect(preview).toMatchObject({ ok: true, value: { obstacles: [{ kind: "ticket", id: ticketId }] } });
    await sql`update public.repair_tickets set status = 'collected' where id = ${ticketId}`;
  });

  it("says beforehand what goes and what the tax law keeps", async () => {
    const preview = await getErasePreview(person.owner, person.customerId);
    expect(preview).toMatchObject({
      ok: true,
      value: {
        obstacles: [],
        goes: { files: 3, notes: 1, tickets: 1, devices: 1 },
        stays: { sales: 1, invoices: 1, total_sen: 2900 },
      },
    });
    if (preview.ok) expect(preview.value.stays.until?.slice(0, 4)).toBe(String(new Date().getFullYear() + 7));
  });

  it("leaves him nowhere, and the money as it was", async () => {
    const { owner, customerId, name } = person;
    const done = await eraseCustomer(owner, { customerId, name: ` ${name.toUpperCase()} ` });
    expect(done).toMatchObject({ ok: true, value: { already: false, files: 3 } });
    await removeQueuedFiles(owner);
    expect(await whereFound(sql, person.traces)).toEqual([]);
    for (const path of person.files) expect(await readStored(owner, path)).toMatchObject({ code: "input.not_found" });
    expect(await sql`select 1 from private.file_removals where tenant_id = ${person.desk.shop.tenantId}`).toHaveLength(
      0,
    );
    expect(
      await sql`select 1 from private.public_links where ref_id in (${person.saleId}, ${person.invoiceId}, ${person.ticketId})`,
    ).toHaveLength(0);
    const { sale, invoice } = await money();
    expect({ sale, invoice }).toEqual({ sale: before.sale, invoice: before.invoice });
  });

  it("is written down without him, and harmless the second time", async () => {
    const { owner, customerId, name } = person;
    const requests = () => sql`select kind, detail from public.privacy_requests where customer_id = ${customerId}`;
    expect(await requests()).toMatchObject([{ kind: "erase", detail: { files: 3 } }]);
    expect(await eraseCustomer(owner, { customerId, name })).toMatchObject({ ok: true, value: { already: true } });
    expect(await requests()).toHaveLength(1);
    const [told] =
      await sql`select after from public.audit_log where table_name = 'customers' and row_id = ${customerId} and after ? 'erased_at' order by id desc limit 1`;
    expect(String(told?.["after"]["name"])).toMatch(/^\[hidden\]/);
  });

  it("lets nothing new be said about him, not even by the owner of the database", async () => {
    const { customerId: c, conversationId, desk } = person;
    const t = desk.shop.tenantId;
    const o = desk.shop.outletId;
    const [device] = await sql<{ id: string }[]>`select id from public.devices where customer_id = ${c}`;
    const attempts: Record<string, () => Promise<unknown>> = {
      customers: () => sql`update public.customers set name = 'x' where id = ${c}`,
      revive: () => sql`update public.customers set erased_at = null where id = ${c}`,
      contacts: () => sql`update public.customer_contacts set city = 'x' where customer_id = ${c}`,
      identities: () =>
        sql`insert into public.customer_identities (tenant_id, customer_id, kind, value) values (${t}, ${c}, 'lid', '999')`,
      notes: () =>
        sql`insert into public.customer_notes (tenant_id, customer_id, body, author) values (${t}, ${c}, 'x', 'x')`,
      consents: () =>
        sql`insert into public.consents (tenant_id, customer_id, purpose, granted, source, text_version) values (${t}, ${c}, 'service', true, 'staff', 'counter-1')`,
      devices: () => sql`insert into public.devices (tenant_id, customer_id, model) values (${t}, ${c}, 'x')`,
      device: () => sql`update public.devices set serial = 'x' where id = ${device?.id ?? ""}`,
      tickets: () =>
        sql`insert into public.repair_tickets (tenant_id, outlet_id, number, customer_id, device_id, problem, source) values (${t}, ${o}, 'x', ${c}, ${device?.id ?? ""}, 'x', 'counter')`,
      sales:
        () => sql`insert into public.sales (tenant_id, outlet_id, seq, number, client_key, content_hash, customer_id, subtotal_sen, discount_sen, order_discount_sen, tax_sen, rounding_sen, total_sen, sold_by, business_date)
        values (${t}, ${o}, 99, 'x', gen_random_uuid(), 'x', ${c}, 1, 0, 0, 0, 0, 1, 'x', current_date)`,
      invoices:
        () => sql`insert into public.invoices (tenant_id, outlet_id, client_key, content_hash, customer_id, subtotal_sen, discount_sen, order_discount_sen, tax_sen, total_sen, created_by)
        values (${t}, ${o}, gen_random_uuid(), 'x', ${c}, 1, 0, 0, 0, 1, 'x')`,
      reply: () =>
        call(sql, desk.shop.owner, "reply", { conversation_id: conversationId, key: "k2", kind: "text", body: "x" }),
      note: () => asOwner(desk.shop.owner, "add_note", [conversationId, "k3", "x"]),
    };
    for (const [what, attempt] of Object.entries(attempts))
      expect(await refusal(attempt()), what).toBe("customer.erased");
    expect(await refusal(sql`insert into public.customers (tenant_id, name, erased_at) select ${t}, 'x', null`)).toBe(
      "(allowed)",
    );
  });

  it("opens no ledger to anybody else", async () => {
    for (const attempt of [
      sql`update public.consents set evidence = '{}' where customer_id = ${person.customerId}`,
      sql`update public.sales set note = 'x' where id = ${person.saleId}`,
      sql`update public.repair_events set body = 'x' where ticket_id = ${person.ticketId}`,
      sql`update public.privacy_requests set detail = '{}' where customer_id = ${person.customerId}`,
      sql`delete from public.privacy_requests where customer_id = ${person.customerId}`,
    ])
      expect(await refusal(attempt)).toBe("ledger.append_only");
    // Even while it is open: only the columns that may be blanked.
    const amount = sql.begin(async (tx) => {
      await tx`insert into private.redactions values (${person.desk.shop.tenantId})`;
      await tx`update public.sales set note = null, total_sen = total_sen where id = ${person.saleId}`;
      await tx`update public.sales set discount_sen = 0 where id = ${person.saleId}`;
    });
    expect(await refusal(amount)).toBe("ledger.append_only");
    const words = sql.begin(async (tx) => {
      await tx`insert into private.redactions values (${person.desk.shop.tenantId})`;
      await tx`update public.messages set body = 'x' where customer_id = ${person.customerId}`;
    });
    expect(await refusal(words)).toBe("ledger.append_only");
  });
});

describe("the address of an erased person", () => {
  it("is not taken in again until he comes back himself, and offers stay off", async () => {
    const person = await knownPerson(sql);
    const { desk, phone, name, owner, customerId } = person;
    const t = desk.shop.tenantId;
    expect(await eraseCustomer(owner, { customerId, name })).toMatchObject({ ok: true });
    const add = () => call(sql, desk.shop.owner, "save_customer", { name: "Import", phone, locale: "ms" });
    expect(await refusal(add())).toBe("customer.suppressed");
    expect(await refusal(desk.openTicket({ customer: { name: "Kaunter", phone, locale: "ms" } }))).toBe(
      "customer.suppressed",
    );
    const other = String(
      (await sql<{ id: string }[]>`select private.find_or_create_customer(${t}, null, 'Lain', 'ms', null) as id`)[0]
        ?.id,
    );
    expect(await refusal(sql`update public.customer_contacts set phone = ${phone} where customer_id = ${other}`)).toBe(
      "customer.suppressed",
    );
    expect(
      await refusal(
        sql`insert into public.customer_identities (tenant_id, customer_id, kind, value) values (${t}, ${other}, 'phone', ${phone})`,
      ),
    ).toBe("customer.suppressed");
    // The same number is nobody's secret in another shop.
    const elsewhere = await makeShop(sql);
    await call(sql, elsewhere.owner, "save_customer", { name: "Jiran", phone, locale: "ms" });

    await desk.receive(phone, { body: "Hai, saya nak tanya" });
    const [back] = await sql<{ id: string; customer_id: string }[]>`
      select v.id, v.customer_id from public.conversations as v join public.customer_identities as i on i.id = v.identity_id where v.tenant_id = ${t} and i.value = ${phone}`;
    expect(back?.customer_id).not.toBe(customerId);
    await call(sql, desk.shop.owner, "reply", { conversation_id: back?.id, key: "r1", kind: "text", body: "Ya?" });

    const [outlet] = await sql<
      { intake_slug: string }[]
    >`select intake_slug from public.outlets where id = ${desk.shop.outletId}`;
    await call(sql, VISITOR, "submit_intake", {
      slug: outlet?.intake_slug,
      client_id: crypto.randomUUID(),
      locale: "ms",
      address_hash: "x",
      answers: { name: "Kembali", phone, category: "phone", model: "X", problem: "y" },
      consents: { terms: true, service: true, marketing: true },
    });
    const given =
      await sql`select purpose from public.consents where customer_id = ${back?.customer_id ?? ""} and granted`;
    expect(given).toMatchObject([{ purpose: "service" }]);
  });

  it("is refused on the way out while it stands, and lifted by the owner's word with a note", async () => {
    const { desk, phone, owner, name, customerId } = await knownPerson(sql);
    const t = desk.shop.tenantId;
    await eraseCustomer(owner, { customerId, name });
    await desk.receive(phone, { body: "Hai" });
    const [back] = await sql<
      { id: string }[]
    >`select v.id from public.conversations as v join public.customer_identities as i on i.id = v.identity_id where v.tenant_id = ${t} and i.value = ${phone}`;
    await sql`update private.suppressions set lifted_at = null where tenant_id = ${t}`;
    const reply = () =>
      call(sql, desk.shop.owner, "reply", { conversation_id: back?.id, key: "r1", kind: "text", body: "Ya?" });
    expect(await refusal(reply())).toBe("customer.suppressed");
    expect(await refusal(asOwner(desk.shop.claims.cashier, "readmit_phone", [phone, "Datang ke kaunter"]))).toBe(
      "auth.forbidden",
    );
    expect(await refusal(asOwner(desk.shop.owner, "readmit_phone", [phone, " "]))).toBe("input.required");
    expect(await refusal(asOwner(desk.shop.owner, "readmit_phone", ["+60100000000", "Datang"]))).toBe(
      "privacy.not_suppressed",
    );
    await asOwner(desk.shop.owner, "readmit_phone", [phone, "Datang ke kaunter"]);
    await reply();
    expect(await sql`select 1 from public.privacy_requests where tenant_id = ${t} and kind = 'readmit'`).toHaveLength(
      1,
    );
  });

  it("is kept as a hash that cannot be tried out without the key", async () => {
    const { desk, phone, owner, name, customerId } = await knownPerson(sql);
    await eraseCustomer(owner, { customerId, name });
    const [kept] = await sql<{ hash: string; plain: boolean }[]>`
      select hash, hash = encode(sha256(convert_to(${`${desk.shop.tenantId}:phone:${phone}`}, 'UTF8')), 'hex') as plain from private.suppressions where tenant_id = ${desk.shop.tenantId}`;
    expect(kept).toMatchObject({ plain: false });
    expect(kept?.hash).toMatch(/^[0-9a-f]{64}$/);
    for (const role of ["authenticated", "service_role", "anon"])
      expect((await sql`select has_table_privilege(${role}, 'private.keys', 'select') as may`)[0]?.["may"], role).toBe(
        false,
      );
  });
});

describe("files of a shop", () => {
  it("are deleted only when queued, and only by who may", async () => {
    const { desk, files, owner } = await knownPerson(sql);
    const path = files[0] ?? "";
    const t = desk.shop.tenantId;
    await owner.storage.from("media").remove([path]);
    expect(await readStored(owner, path)).toMatchObject({ ok: true });
    await sql`insert into private.file_removals (tenant_id, path) values (${t}, ${path})`;
    const removable = (claims: Claims) =>
      actAs(sql, claims, async (tx) => (await tx`delete from storage.objects where name = ${path} returning 1`).length);
    for (const claims of [desk.shop.claims.cashier, runnerOf(t), VISITOR, (await makeShop(sql)).owner])
      expect(await removable(claims)).toBe(0);
    expect(await refusal(asOwner(desk.shop.claims.cashier, "files_removed", [[path]]))).toBe("auth.forbidden");
    // A file that is still there is not forgotten.
    expect(await asOwner<number>(desk.shop.owner, "files_removed", [[path]])).toBe(0);
    expect(await removeQueuedFiles(owner)).toBe(1);
    expect(await readStored(owner, path)).toMatchObject({ ok: false });
  });
});
