import { expect, test } from "vitest";
import { renderDocument } from "./pdf";
import { printable } from "./printable";
import type { ShopDocument } from "./schema";
import { chatText } from "./send-document";

const document: ShopDocument = {
  kind: "invoice",
  id: "0b8a0d7e-0d4c-4a54-9a5e-0f6f0a7f5a01",
  number: "INV-HQ-000001",
  status: "issued",
  issued_at: "2026-11-21T02:00:00Z",
  business_date: "2026-11-21",
  due_date: "2026-12-05",
  locale: "ms",
  time_zone: "Asia/Kuala_Lumpur",
  shop: {
    name: "Kedai 手机 Jaya",
    registration_no: null,
    sst_no: "W10",
    phone: "+60123456789",
    email: null,
    outlet_name: "HQ",
    address: ["Jalan 1", "50000 Kuala Lumpur"],
    footer: null,
    terms: "Barang tidak boleh dipulangkan.",
    privacy_slug: "0123456789ab",
    bank_details: "Maybank 5140 1234 5678",
  },
  customer_name: "Aminah 😀",
  ticket_number: "T-1",
  served_by: null,
  subtotal_sen: 8000,
  discount_sen: 0,
  order_discount_sen: 0,
  tax_sen: 640,
  rounding_sen: 0,
  total_sen: 8640,
  paid_sen: 0,
  change_sen: 0,
  note: null,
  void_reason: null,
  lines: Array.from({ length: 60 }, (_, n) => ({
    no: n,
    description: `Tukar skrin ${n}`,
    quantity: 1,
    unit: "unit",
    unit_price_sen: 8000,
    gross_sen: 8000,
    discount_sen: 0,
    tax_code: "SST-S",
    tax_rate_bp: 800,
    taxable_sen: 8000,
    tax_sen: 640,
    warranty_days: 30,
  })),
  payments: [],
};

test("a long invoice with any letters in it becomes a PDF", { timeout: 30_000 }, async () => {
  const bytes = await renderDocument(document);
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(bytes.byteLength).toBeLessThan(200_000);
});

test("letters the font lacks become question marks, emoji vanish", () => {
  expect(printable("Aminah 😀 手机 – Ärzte")).toBe("Aminah  ?? – Ärzte");
});

test("the chat text speaks the customer's language and leaves the link to the database", () => {
  expect(chatText(document, "http://127.0.0.1:3000")).toContain(
    "invois INV-HQ-000001 berjumlah RM 86.40. Sila bayar sebelum 5 Dis 2026",
  );
  expect(chatText({ ...document, kind: "receipt", locale: "en", customer_name: null }, "http://x")).toContain(
    "http://x/k/{token}",
  );
});
