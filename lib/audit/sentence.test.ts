import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import type { Entry, NameKind } from "@/lib/audit/entry";
import { actorText, details, sentence } from "@/lib/audit/sentence";
import type { Reading, Words } from "@/lib/audit/value";
import type { Locale } from "@/lib/core/dates";
import { loadMessages } from "@/lib/i18n/messages";

const NAMES: Partial<Record<NameKind, Record<string, string>>> = {
  person: { u1: "Aminah", u2: "Danial" },
  product: { p1: "Bateri iPhone 11" },
  ticket: { t1: "R-0007" },
  estimate: { e1: "R-0007 v2" },
  customer: { c1: "Puan Siti" },
  conversation: { k1: "Puan Siti" },
  outlet: { o1: "Bangi", o2: "Kajang" },
  sale: { s1: "S-0042" },
  order: { q1: "O-HQ-000007" },
  apiKey: { k9: "Kedai web" },
  invitation: { i1: "baru@kedai.my" },
  status: { repairing: "Sedang dibaiki", ready: "Siap" },
};

function reading(locale: Locale): Reading {
  const translate = createTranslator({
    locale,
    messages: JSON.parse(JSON.stringify(loadMessages(locale))),
    namespace: "activity",
    timeZone: "Asia/Kuala_Lumpur",
    onError: (error) => {
      throw error;
    },
  });
  const t: Words = Object.assign((key: string, values?: Record<string, string | number>) => translate(key, values), {
    has: (key: string) => translate.has(key),
  });
  return { locale, t, names: (kind, id) => NAMES[kind]?.[id] ?? null };
}

const base: Entry = {
  id: 1,
  at: "2026-11-21T04:00:00+00:00",
  actor: "user",
  person_id: "u1",
  table_name: "products",
  row_id: "p1",
  action: "update",
  before: {},
  after: {},
};
const ms = (entry: Partial<Entry>) => sentence({ ...base, ...entry }, reading("ms"));
const en = (entry: Partial<Entry>) => sentence({ ...base, ...entry }, reading("en"));

describe("sentences", () => {
  it("tell a price in both languages", () => {
    const price = { before: { price_sen: 7900 }, after: { price_sen: 8500 } };
    expect(ms(price)).toBe("Aminah menukar harga Bateri iPhone 11 daripada RM 79.00 kepada RM 85.00");
    expect(en(price)).toBe("Aminah changed the price of Bateri iPhone 11 from RM 79.00 to RM 85.00");
  });

  it("tell what was set, cleared, added and deleted, and several columns at once", () => {
    expect(ms({ before: { barcode: null }, after: { barcode: "955123" } })).toBe(
      "Aminah menetapkan kod bar Bateri iPhone 11 kepada 955123",
    );
    expect(en({ before: { warranty_days: 30 }, after: { warranty_days: null } })).toBe(
      "Aminah cleared the warranty in days of Bateri iPhone 11, formerly 30",
    );
    expect(ms({ action: "insert", after: { name: "Bateri iPhone 11" } })).toBe(
      "Aminah menambah produk Bateri iPhone 11",
    );
    expect(en({ action: "delete", row_id: "gone", before: { name: "Casing" } })).toBe("Aminah deleted product Casing");
    expect(ms({ before: { price_sen: 1, name: "A", sku: "X" }, after: { price_sen: 2, name: "B", sku: "Y" } })).toBe(
      "Aminah menukar harga, nama dan SKU Bateri iPhone 11",
    );
  });

  it("name the program that did it, by its key", () => {
    const made = { table_name: "orders", row_id: "q1", actor: "api", person_id: "api:k9", action: "insert" as const };
    expect(ms(made)).toBe("Kunci API Kedai web menambah pesanan O-HQ-000007");
    expect(en({ ...made, person_id: "api:gone" })).toBe("An API key added order O-HQ-000007");
    const moved = {
      ...made,
      action: "update" as const,
      before: { status: "received" },
      after: { status: "confirmed" },
    };
    expect(ms({ ...moved, actor: "user", person_id: "u1" })).toBe(
      "Aminah menukar pesanan O-HQ-000007 daripada diterima kepada disahkan",
    );
    const key = { table_name: "api_keys", row_id: "k9", before: { revoked_at: null }, after: { revoked_at: "x" } };
    expect(en(key)).toBe("Aminah revoked API key Kedai web");
  });

  it("call a change in the team by what it is", () => {
    const member = { table_name: "members", row_id: "u2" };
    const status = (before: string, after: string) => ({
      ...member,
      before: { status: before },
      after: { status: after },
    });
    expect(ms({ ...member, before: { role: "cashier" }, after: { role: "supervisor" } })).toBe(
      "Aminah menukar peranan Danial daripada Juruwang kepada Penyelia",
    );
    expect(ms(status("active", "suspended"))).toBe("Aminah menggantung Danial");
    expect(en(status("suspended", "active"))).toBe("Aminah let Danial back in");
    expect(ms(status("active", "removed"))).toBe("Aminah mengeluarkan Danial daripada pasukan");
    expect(en({ ...status("active", "removed"), person_id: "u2" })).toBe("Danial left the team");
    expect(ms({ ...member, before: { pii: false }, after: { pii: true } })).toBe(
      "Aminah membenarkan Danial melihat maklumat hubungan pelanggan",
    );
    expect(en({ ...member, before: { outlet_ids: null }, after: { outlet_ids: ["o1", "o2"] } })).toBe(
      "Aminah changed the outlets of Danial from all outlets to Bangi, Kajang",
    );
    expect(
      ms({ table_name: "invitations", row_id: "i1", action: "insert", after: { role: "agent", email: "[hidden]" } }),
    ).toBe("Aminah menjemput baru@kedai.my sebagai Ejen");
  });

  it("follow a repair", () => {
    const ticket = { table_name: "repair_tickets", row_id: "t1" };
    const moved = {
      ...ticket,
      before: { status: "repairing", phase: "IN_PROGRESS", status_at: "2026-11-21T01:00:00Z", ready_at: null },
      after: { status: "ready", phase: "READY", status_at: "2026-11-21T04:00:00Z", ready_at: "2026-11-21T04:00:00Z" },
    };
    expect(ms(moved)).toBe("Aminah memindahkan tiket R-0007 daripada Sedang dibaiki kepada Siap");
    expect(ms({ ...ticket, before: { technician_id: null }, after: { technician_id: "u2" } })).toBe(
      "Aminah menyerahkan tiket R-0007 kepada Danial",
    );
    expect(
      ms({ table_name: "estimates", row_id: "e1", action: "insert", after: { total_sen: 18000, ticket_id: "t1" } }),
    ).toBe("Aminah menetapkan harga RM 180.00 untuk tiket R-0007");
    const answer = { before: { state: "proposed" }, after: { state: "approved", decided_via: "button" } };
    expect(ms({ ...answer, table_name: "estimates", row_id: "e1", actor: "customer", person_id: "customer:c1" })).toBe(
      "Pelanggan meluluskan anggaran harga R-0007 v2",
    );
    expect(
      en({
        table_name: "ticket_parts",
        row_id: "x",
        action: "insert",
        after: { product_id: "p1", ticket_id: "t1", quantity: 1 },
      }),
    ).toBe("Aminah used 1 × Bateri iPhone 11 on ticket R-0007");
  });

  it("follow the counter and the inbox", () => {
    expect(ms({ table_name: "sales", row_id: "s1", action: "insert", after: { total_sen: 12990 } })).toBe(
      "Aminah membuat jualan S-0042, RM 129.90",
    );
    const chat = { table_name: "conversations", row_id: "k1" };
    expect(ms({ ...chat, before: { assignee: null, status: "open" }, after: { assignee: "u2", status: "open" } })).toBe(
      "Aminah menyerahkan perbualan dengan Puan Siti kepada Danial",
    );
    expect(en({ ...chat, actor: "concierge", before: { concierge: "on" }, after: { concierge: "handed_over" } })).toBe(
      "The concierge handed the conversation with Puan Siti over to staff",
    );
  });

  it("say how a WhatsApp channel stands", () => {
    const channel = { table_name: "channels", row_id: "w1", actor: "wa-runner", person_id: "system:wa-runner" };
    const changed = { ...channel, before: { state: "starting", name: "x" }, after: { state: "connected" } };
    expect(sentence({ ...base, ...changed }, { ...reading("ms"), names: () => "Bangi" })).toBe(
      "WhatsApp Bangi kini disambung",
    );
    const by = { table_name: "channels", row_id: "w1" };
    const say = (entry: Partial<Entry>) =>
      sentence(
        { ...base, ...by, ...entry },
        { ...reading("en"), names: (kind) => (kind === "person" ? "Aminah" : "Bangi") },
      );
    expect(
      say({
        before: { paused_at: null, state: "connected" },
        after: { paused_at: "2026-11-21T02:00:00Z", state: "paused" },
      }),
    ).toBe("Aminah paused WhatsApp channel Bangi");
    expect(say({ before: { paused_at: "2026-11-21T02:00:00Z" }, after: { paused_at: null, state: "starting" } })).toBe(
      "Aminah resumed WhatsApp channel Bangi",
    );
    expect(say({ before: { is_active: true }, after: { is_active: false, state: "paused" } })).toBe(
      "Aminah removed WhatsApp channel Bangi",
    );
    expect(say({ after: { request: "link" } })).toBe("Aminah asked for a code to link WhatsApp channel Bangi");
  });

  it("keep hidden values hidden", () => {
    const contact = {
      table_name: "customer_contacts",
      row_id: "c1",
      before: { phone: "[hidden]" },
      after: { phone: "[hidden]" },
    };
    expect(ms(contact)).toBe("Aminah menukar telefon Puan Siti (disembunyikan)");
    expect(details({ ...base, ...contact }, reading("ms"))).toEqual([
      { column: "telefon", before: "disembunyikan", after: "disembunyikan" },
    ]);
  });

  it("say of a hidden value that it changed, and tell names and stock set by hand", () => {
    const contact = { table_name: "customer_contacts", row_id: "c1" };
    expect(en({ ...contact, before: { email: null }, after: { email: "[hidden]" } })).toBe(
      "Aminah changed the email of Puan Siti (hidden)",
    );
    const person = { table_name: "people", row_id: "u2", before: { name: "Dan" }, after: { name: "Danial" } };
    expect(ms(person)).toBe("Aminah menukar nama Danial daripada Dan kepada Danial");
    expect(en({ table_name: "stock_levels", row_id: "p1", before: { on_hand: 5 }, after: { on_hand: 500 } })).toBe(
      "Aminah changed the quantity on hand of the stock level of Bateri iPhone 11 from 5 to 500",
    );
  });

  it("follow a secret: kept, looked at for a reason, destroyed, under another key", () => {
    const pin = { table_name: "secrets", row_id: "t1" };
    const held = { kind: "device_pin", value: "[hidden]", key_version: 1 };
    expect(ms({ ...pin, action: "insert", after: held })).toBe("Aminah menyimpan PIN peranti tiket R-0007");
    const look = { ...pin, action: "reveal" as const, after: { kind: "device_pin", reason: "uji skrin" } };
    expect(ms(look)).toBe("Aminah melihat PIN peranti tiket R-0007: uji skrin");
    expect(details({ ...base, ...look }, reading("en"))).toEqual([
      { column: "the kind", before: null, after: "device PIN" },
      { column: "the reason", before: null, after: "uji skrin" },
    ]);
    expect(en({ ...pin, action: "delete", before: held })).toBe(
      "The device PIN of ticket R-0007 was destroyed (Aminah)",
    );
    expect(en({ ...look, row_id: "gone" })).toBe("Aminah looked at a device PIN or secret key");
    const key = { table_name: "secrets", row_id: "default" };
    expect(en({ ...key, action: "insert", after: { ...held, kind: "openai_key" } })).toBe(
      "Aminah set the concierge’s API key",
    );
    expect(en({ ...key, before: { key_version: 1 }, after: { ...held, key_version: 2 } })).toBe(
      "The encryption key of a secret was changed",
    );
  });

  it("tell that a customer may be written to again", () => {
    const again = {
      table_name: "customers",
      row_id: "nobody",
      before: { reachable: false },
      after: { reachable: true },
    };
    expect(en(again)).toBe("Aminah allowed messages to a customer again");
  });

  it("stay readable for tables, columns and names that nobody foresaw", () => {
    const unknown = { table_name: "loyalty_points", row_id: "z" };
    expect(en({ ...unknown, before: { bonus_level: 1 }, after: { bonus_level: 2 } })).toBe(
      "Aminah changed bonus level of a record in “loyalty points” from 1 to 2",
    );
    expect(ms({ ...unknown, action: "insert" })).toBe("Aminah menambah satu rekod dalam “loyalty points”");
    expect(ms({ row_id: "nobody", before: { price_sen: 1 }, after: { price_sen: 2 } })).toBe(
      "Aminah menukar harga satu produk daripada RM 0.01 kepada RM 0.02",
    );
    expect(ms({ table_name: "repair_tickets", row_id: "?", before: { status: "a" }, after: { status: "b" } })).toBe(
      "Aminah menukar status satu tiket pembaikan daripada sudah tiada kepada sudah tiada",
    );
    expect(ms({ table_name: "tenants", before: { settings: { a: 1 } }, after: { settings: { a: 2 } } })).toBe(
      "Aminah menukar tetapan maklumat perniagaan",
    );
  });

  it("show dates, choices and long text as people read them", () => {
    const row = (table: string, column: string, after: unknown) =>
      details({ ...base, table_name: table, before: { [column]: null }, after: { [column]: after } }, reading("ms"))[0];
    expect(row("invoices", "due_date", "2026-12-01")?.after).toBe("1 Dis 2026");
    expect(row("repair_tickets", "eta_at", "2026-11-21T08:30:00+00:00")?.after).toMatch(/^21 Nov 2026, 4:30/);
    expect(row("invoices", "status", "partly_paid")?.after).toBe("dibayar sebahagian");
    expect(row("products", "track_stock", false)?.after).toBe("tidak");
    expect(row("products", "name", "x".repeat(300))?.after).toHaveLength(120);
  });
});

describe("actors", () => {
  it("are people by name, and parts of the system by what they are", () => {
    const by = (actor: string, person_id: string | null) => actorText({ ...base, actor, person_id }, reading("ms"));
    expect(by("user", "u2")).toBe("Danial");
    expect(by("user", "u9")).toBe("Seseorang yang sudah tiada");
    expect(by("concierge", "system:concierge")).toBe("Pembantu maya");
    expect(by("customer", "customer:c1")).toBe("Pelanggan");
    expect(by("public", "public")).toBe("Pelawat pautan");
    expect(by("postgres", null)).toBe("Sistem");
  });
});
