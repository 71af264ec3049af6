import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fact } from "@/lib/ai/answer";
import { outletFact } from "@/lib/ai/facts/shop";
import { verifyReply } from "@/lib/ai/model/verify";

const repairing: Fact = {
  cite: { table: "repair_tickets", id: "1", label: "T-HQ-000012" },
  data: {
    number: "T-HQ-000012",
    device: "Apple iPhone 11",
    phase: "IN_PROGRESS",
    status_ms: "Sedang dibaiki",
    status_en: "Repairing",
    expected: "26 Nov 2026, 5:00 pm (2026-11-26, 26 Nov 2026)",
    agreed_price: "RM 280.00",
    price_waiting_for_approval: null,
  },
};
const ready: Fact = {
  cite: { table: "repair_tickets", id: "2", label: "T-HQ-000013" },
  data: {
    ...repairing.data,
    number: "T-HQ-000013",
    device: "Samsung Galaxy A54",
    phase: "READY",
    status_ms: "Siap diambil",
    status_en: "Ready to collect",
    expected: null,
    agreed_price: "RM 90.00",
  },
};
const battery: Fact = {
  cite: { table: "products", id: "3", label: "Bateri iPhone 11" },
  data: {
    name: "Bateri iPhone 11",
    kind: "product",
    price: "RM 150.00",
    warranty_days: 90,
    in_stock: true,
    in_stock_at: ["Bangsar"],
  },
};
const soldOut: Fact = {
  cite: { table: "products", id: "4", label: "Casing iPhone 13" },
  data: {
    name: "Casing iPhone 13",
    kind: "product",
    price: "RM 35.00",
    warranty_days: null,
    in_stock: false,
    in_stock_at: [],
  },
};
const receipt: Fact = {
  cite: { table: "sales", id: "5", label: "R-HQ-0042" },
  data: {
    kind: "receipt",
    number: "R-HQ-0042",
    total: "RM 1,280.50",
    still_to_pay: null,
    due_date: null,
    link: "https://kedai.test/k/0123456789abcdef",
  },
};
const outlet = outletFact(
  {
    id: "6",
    name: "Bangsar",
    phone: "012-345 6789",
    address: "12, Jalan Maarof, 59000 Kuala Lumpur",
    timeZone: "Asia/Kuala_Lumpur",
    hours: { mon: ["10:00", "20:00"], tue: ["10:00", "20:00"], wed: ["10:00", "20:00"], sun: ["11:30", "18:00"] },
  },
  new Date("2026-11-24T07:00:00Z"),
);

const honest: readonly (readonly [string, readonly Fact[]])[] = [
  ["Hai! Telefon iPhone 11 anda (T-HQ-000012) sedang dibaiki, dijangka 26 Nov 2026 jam 5 petang.", [repairing]],
  ["Your Apple iPhone 11 is being repaired, expected 26 November at 5pm. The agreed price is RM280.", [repairing]],
  ["Samsung Galaxy A54 anda sudah siap dan boleh diambil. Harga RM 90.00.", [ready]],
  ["Bateri iPhone 11 berharga RM150 dengan waranti 90 hari, ada stok di Bangsar.", [battery]],
  ["The Casing iPhone 13 is RM 35.00 but out of stock for now.", [soldOut]],
  ["Resit R-HQ-0042 berjumlah RM 1,280.50: https://kedai.test/k/0123456789abcdef", [receipt]],
  ["Kami buka sekarang, tutup 8 malam. Alamat: 12, Jalan Maarof, 59000 Kuala Lumpur. Telefon 012-345 6789.", [outlet]],
  ["We are open now until 8 pm. On Sunday 11.30 am to 6 pm.", [outlet]],
];

const dishonest: readonly (readonly [string, readonly Fact[], string])[] = [
  ["Harga tukar skrin RM 199.", [battery], "price"],
  ["Bateri iPhone 11 cuma RM 15.", [battery], "price"],
  ["Bateri iPhone 11 RM 1,500.00", [battery], "price"],
  ["Bateri iPhone 11 lebih kurang 140 ringgit", [battery], "price"],
  ["Bateri iPhone 11 berharga 120 sahaja", [battery], "number"],
  ["Bateri iPhone 11 seratus dua puluh ringgit", [battery], "number_word"],
  ["Bateri iPhone 11 RM 35.00", [battery, soldOut], "price"],
  ["Bateri iPhone 11 RM ٩٩", [battery], "number"],
  ["Bateri iPhone 11 RM 1\u200b9\u200b9", [battery], "price"],
  ["Bateri iPhone 11 RM ９９", [battery], "price"],
  ["Bateri iPhone 11 R M 99", [battery], "number"],
  ["Bateri iPhone 11 RM 150 dan pemasangan percuma", [battery], "promise"],
  ["Bateri iPhone 11 RM 150, diskaun 10% hari ini", [battery], "promise"],
  ["Bateri iPhone 11 ada 10 % off", [battery], "percent"],
  ["Casing iPhone 13 ada stok", [soldOut], "stock_yes"],
  ["Casing iPhone 13 ada stok, RM 35.00", [soldOut, battery], "stock_yes"],
  ["Casing iPhone 13 ada waranti", [soldOut], "warranty"],
  ["Waranti 365 hari untuk Bateri iPhone 11", [battery], "number"],
  ["iPhone 11 anda sudah siap, boleh datang ambil", [repairing], "status_ready"],
  ["Your phone is ready to collect", [repairing], "status_ready"],
  ["Tiket T-HQ-000012 sudah siap", [repairing, ready], "status_ready"],
  ["Tiket anda dibatalkan", [repairing], "status_cancelled"],
  ["Tiket T-HQ-000099 sedang dibaiki", [repairing], "number"],
  ["Dijangka siap 28 Nov 2026", [repairing], "date"],
  ["Dijangka 26/12", [repairing], "date"],
  ["Dijangka pada 26 Nov jam 3 petang", [repairing], "time"],
  ["Boleh ambil esok", [repairing], "day"],
  ["Akan siap dalam 2 jam", [repairing], "number"],
  ["Akan siap dalam dua jam", [repairing], "number_word"],
  ["Bayar di http://evil.example/pay", [receipt], "link"],
  ["Resit: https://kedai.test/k/ffffffffffffffff", [receipt], "link"],
  ["Sila layari kedai-murah.com", [receipt], "link"],
  ["Hantar ke boss@evil.example", [receipt], "link"],
  ["Hubungi 019-999 8888", [outlet], "number"],
  ["Kami tutup pukul 10 malam", [outlet], "time"],
  ["Kedai sedang tutup", [outlet], "closed"],
  ["Kami buka hari Jumaat", [outlet], "day"],
  ["Boleh beri refund penuh", [receipt], "promise"],
  ["Semuanya baik sahaja", [], "no_rows"],
  ["", [battery], "length"],
  ["a".repeat(901), [battery], "length"],
];

describe("what the model may say", () => {
  it.each(honest)("lets %j through", (reply, facts) => {
    expect(verifyReply(reply, facts)).toEqual({ ok: true });
  });

  it.each(dishonest)("stops %j", (reply, facts, problem) => {
    const verdict = verifyReply(reply, facts);
    expect(verdict.ok).toBe(false);
    if (!verdict.ok && problem !== "day" && problem !== "price" && problem !== "number" && problem !== "promise")
      expect(verdict.problem).toBe(problem);
  });

  it("stops every price that is not in the rows, however it is written", () => {
    const writing = fc.constantFrom(
      (ringgit: number) => `RM${ringgit}`,
      (ringgit: number) => `RM ${ringgit}.00`,
      (ringgit: number) => `rm ${ringgit}`,
      (ringgit: number) => `${ringgit} ringgit`,
      (ringgit: number) => `${ringgit}.00`,
      (ringgit: number) => `${ringgit}`,
      (ringgit: number) => `RM${ringgit.toLocaleString("en-MY")}`,
      (ringgit: number) =>
        `RM${String(ringgit).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))}`,
    );
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 99_999 }), writing, (ringgit, write) => {
        fc.pre(![11, 90, 150].includes(ringgit));
        expect(verifyReply(`Harga Bateri iPhone 11 ialah ${write(ringgit)}.`, [battery]).ok).toBe(false);
      }),
    );
  });

  it("survives any reply", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 900 }),
        (reply) => typeof verifyReply(reply, [battery, repairing]).ok === "boolean",
      ),
    );
  });
});
