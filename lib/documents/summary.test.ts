import { expect, test } from "vitest";
import { isOverdue, percent, taxRows } from "./summary";

const line = {
  no: 1,
  description: "x",
  quantity: 1,
  unit: "unit",
  unit_price_sen: 100,
  gross_sen: 100,
  discount_sen: 0,
  tax_code: "SST-S",
  warranty_days: 0,
};

test("tax is shown per rate, untaxed goods are left out", () => {
  const lines = [
    { ...line, tax_rate_bp: 800, taxable_sen: 8000, tax_sen: 640 },
    { ...line, tax_rate_bp: 0, taxable_sen: 500, tax_sen: 0 },
    { ...line, tax_rate_bp: 800, taxable_sen: 100, tax_sen: 8 },
  ];
  expect(taxRows({ lines })).toEqual([{ rateBp: 800, taxableSen: 8100, taxSen: 648 }]);
  expect([percent(800), percent(750)]).toEqual(["8", "7.5"]);
});

test("an invoice is overdue from the day after it was due, unless it is paid or void", () => {
  expect(isOverdue({ status: "issued", due_date: "2026-11-20" }, "2026-11-21")).toBe(true);
  expect(isOverdue({ status: "issued", due_date: "2026-11-21" }, "2026-11-21")).toBe(false);
  expect(isOverdue({ status: "paid", due_date: "2026-11-20" }, "2026-11-21")).toBe(false);
});
