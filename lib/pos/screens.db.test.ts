import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { getProduct, listCategories } from "@/lib/catalog/queries";
import { saveProduct } from "@/lib/catalog/save-product";
import { productInput } from "@/lib/catalog/schema";
import type { ListParams } from "@/lib/core/list-params";
import type { UserDb } from "@/lib/db/clients";
import { getDocument } from "@/lib/documents/queries";
import { countStock } from "@/lib/inventory/move-stock";
import { exportStock, getProductStock, listStock, type StockFilters } from "@/lib/inventory/queries";
import { createAccountInvoice } from "@/lib/invoicing/create-invoice";
import { getInvoiceLinks, listInvoices } from "@/lib/invoicing/queries";
import { completeSale } from "@/lib/pos/complete-sale";
import { createCounterCustomer } from "@/lib/pos/create-customer";
import { findCustomers, getCatalogue, getSaleLinks, listOpenTickets, listSales } from "@/lib/pos/queries";
import { saleInput } from "@/lib/pos/schema";
import { openServiceSql } from "@/testing/db";
import { addProduct, makeShop, type TestShop } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";

const sql = openServiceSql();
let shop: TestShop;
let db: UserDb;
let stranger: UserDb;
let productId: string;
let saleId: string;
let customerId: string;
const p: ListParams = { q: "", sort: "created_at", descending: true, page: 1, pageSize: 25, from: 0, to: 24 };
const stock = (more: Partial<StockFilters> = {}): StockFilters => ({
  outletId: shop.outletId,
  q: "",
  state: null,
  category: null,
  kind: null,
  active: null,
  ...more,
});

function value<T>(result: { ok: true; value: T } | { ok: false; code: string }): T {
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

beforeAll(async () => {
  shop = await makeShop(sql);
  db = userDbAs(shop.claims.owner);
  stranger = userDbAs((await makeShop(sql)).claims.owner);
  productId = await addProduct(sql, shop, { name: "Kabel (100%) USB", stock: 5, reorderLevel: 4, costSen: 300 });
  const customer = await createCounterCustomer(db, {
    name: "Siti",
    phone: "+60121234567",
    locale: "ms",
    outletId: shop.outletId,
  });
  customerId = value(customer).id;
  const sale = await completeSale(
    db,
    saleInput.parse({
      key: randomUUID(),
      outlet_id: shop.outletId,
      customer_id: customerId,
      lines: [{ product_id: productId, quantity: "2" }],
      order: {},
      expected: { tax_sen: 0, rounding_sen: 0, total_sen: 2000 },
      payments: [{ method: "cash", amount_sen: 2000, tendered_sen: 5000 }],
    }),
  );
  saleId = value(sale).sale_id;
});

test("the counter loads products, finds customers by name and phone, and lists no ticket of nobody", async () => {
  expect(value(await getCatalogue(db, shop.outletId)).products).toMatchObject([
    { name: "Kabel (100%) USB", on_hand: 3 },
  ]);
  expect(value(await findCustomers(db, shop.tenantId, "sit"))).toMatchObject([{ name: "Siti" }]);
  expect(value(await findCustomers(db, shop.tenantId, "012-123 4567"))).toMatchObject([{ name: "Siti" }]);
  expect(value(await findCustomers(db, shop.tenantId, "%%"))).toEqual([]);
  expect(value(await listOpenTickets(db, shop.tenantId, "ms"))).toEqual([]);
});

test("sales are listed, filtered and opened by their own people only", async () => {
  const filters = { outletId: null, method: null, from_date: null };
  expect(value(await listSales(db, shop.tenantId, { ...p, ...filters })).rows).toMatchObject([
    { id: saleId, customers: { name: "Siti" } },
  ]);
  expect(value(await listSales(db, shop.tenantId, { ...p, ...filters, method: "card" })).total.count).toBe(0);
  expect(value(await listSales(db, shop.tenantId, { ...p, ...filters, q: "r-hq", method: "cash" })).total.count).toBe(
    1,
  );
  expect(value(await getDocument(db, "receipt", saleId))).toMatchObject({ change_sen: 3000, customer_name: "Siti" });
  expect(value(await getSaleLinks(db, shop.tenantId, saleId))).toMatchObject({ customerId, invoiceId: null });
  expect(await getDocument(stranger, "receipt", saleId)).toMatchObject({ ok: false, code: "input.not_found" });
  expect(value(await listSales(stranger, shop.tenantId, { ...p, ...filters })).total.count).toBe(0);
});

test("stock is searched with any signs, filtered by state and counted", async () => {
  expect(
    value(await listStock(db, shop.tenantId, stock({ q: "(100%) kab" }), { ...p, sort: "name" })).rows,
  ).toMatchObject([{ on_hand: 3, stock_state: "low" }]);
  expect(
    value(await listStock(db, shop.tenantId, stock({ state: "out" }), { ...p, sort: "on_hand" })).total.count,
  ).toBe(0);
  expect(value(await exportStock(db, shop.tenantId, stock()))).toHaveLength(1);
  const count = { key: randomUUID(), outletId: shop.outletId, productId, shown: 3000, counted: 2500, note: "Rosak" };
  expect(await countStock(db, count)).toMatchObject({ ok: true });
  expect(value(await getProductStock(db, shop.tenantId, productId, { from: 0, to: 9 }))).toMatchObject({
    levels: [{ onHand: 2.5 }],
    moves: [{ reason: "adjust", quantity: -0.5 }, { reason: "sale" }, { reason: "receive" }],
  });
});

test("a product form with wrong fields names them; a right one is saved", async () => {
  const wrong = productInput.safeParse({
    kind: "product",
    sku: "",
    name: "x",
    unit: "u",
    price: "1.234",
    reorderLevel: "-1",
  });
  expect(wrong.error?.issues.map((issue) => issue.path.join("."))).toEqual(["sku", "price", "reorderLevel"]);
  const input = productInput.parse({
    kind: "service",
    sku: "SV-1",
    name: "Upah",
    unit: "kerja",
    price: "80",
    taxed: "on",
    trackStock: "on",
    category: "Servis",
    isActive: "on",
  });
  const { id } = value(await saveProduct(db, input));
  expect(value(await getProduct(db, shop.tenantId, id))).toMatchObject({
    priceSen: 8000,
    taxCode: "SST-S",
    trackStock: false,
    category: "Servis",
  });
  expect(value(await listCategories(db, shop.tenantId))).toEqual(["Servis"]);
  expect(await saveProduct(db, input)).toMatchObject({ ok: false, code: "product.sku_taken" });
});

test("invoices are listed by what is owed, whatever is typed into the search", async () => {
  const made = await createAccountInvoice(db, {
    key: randomUUID(),
    outlet_id: shop.outletId,
    customer_id: customerId,
    lines: [{ product_id: productId, quantity: "1" }],
    order: {},
    expected: { tax_sen: 0, total_sen: 1000 },
    due_date: "2098-01-01",
  });
  const id = value(made).invoice_id;
  const today = { filter: "unpaid", outletId: null, today: "2026-11-21" } as const;
  expect(value(await listInvoices(db, shop.tenantId, p, today)).rows).toMatchObject([{ id, bill_to_name: "Siti" }]);
  expect(value(await listInvoices(db, shop.tenantId, { ...p, q: 'siti",(' }, today)).total.count).toBe(1);
  expect(
    value(await listInvoices(db, shop.tenantId, p, { ...today, filter: "overdue", today: "2099-01-01" })).total.count,
  ).toBe(1);
  expect(value(await listInvoices(db, shop.tenantId, p, { ...today, filter: "overdue" })).total.count).toBe(0);
  expect(value(await getInvoiceLinks(db, shop.tenantId, id))?.next.sort()).toEqual(["paid", "partly_paid", "void"]);
  expect(value(await getDocument(db, "invoice", id))).toMatchObject({ status: "issued", total_sen: 1000 });
});
